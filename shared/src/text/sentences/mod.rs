//! Sentences with numbers, names or times: functions of language and data. Each language has its own sentence
//! and its own plural; none is built by joining pieces.

mod centre;
mod circles;
mod desk;
mod devices;
mod healing;
mod joining;
mod lists;
mod network;
mod records;
mod sync;
mod times;
mod town;

pub use self::{
    centre::*, circles::*, desk::*, devices::*, healing::*, joining::*, lists::*, network::*,
    records::*, sync::*, times::*, town::*,
};
use super::Locale;
use crate::value::display::number;

/// `1` → the first, everything else → the second: the plural of German and English.
const fn one<'a>(count: usize, single: &'a str, many: &'a str) -> &'a str {
    if count == 1 { single } else { many }
}

fn count(count: usize, locale: Locale) -> String {
    number(i64::try_from(count).unwrap_or(i64::MAX), locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_differ_in_both_languages() {
        assert_eq!(entries_wait(1, Locale::De), "1 Eintrag wartet");
        assert_eq!(entries_wait(14, Locale::De), "14 Einträge warten");
        assert_eq!(entries_wait(0, Locale::De), "0 Einträge warten");
        assert_eq!(entries_wait(1, Locale::En), "1 entry is waiting");
        assert_eq!(entries(1400, Locale::De), "1.400 Einträge");
        assert_eq!(entries(1400, Locale::En), "1,400 entries");
        assert_eq!(
            bytes_loaded(1_200_000, 3_400_000, Locale::De),
            "1,2 MB von 3,4 MB"
        );
        assert_eq!(days_overdue(1, Locale::De), "1 Tag überfällig");
    }

    #[test]
    fn the_life_of_an_invitation_is_said_in_the_unit_people_think_in() {
        let of = |minutes, left| valid_for(minutes, left, Locale::De);
        assert_eq!(of(15, Some(1)), "15 Minuten, ein Mal");
        assert_eq!(of(23 * 60, Some(98)), "23 Stunden, 98 Mal");
        assert_eq!(of(23 * 60, None), "23 Stunden");
        let english = valid_for(7 * 1440, Some(100), Locale::En);
        assert_eq!(english, "7 days, 100 times");
        let left = valid_until_for("morgen 14:02", 98, Locale::De);
        assert_eq!(left, "Gilt bis morgen 14:02, noch 98 Mal");
    }

    #[test]
    fn the_asked_word_has_its_ordinal() {
        assert_eq!(try_word(3, Locale::De), "Zur Probe: das dritte Wort");
        assert_eq!(try_word(6, Locale::En), "As a test: the sixth word");
    }
}
