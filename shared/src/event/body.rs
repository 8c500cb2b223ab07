//! Which meetings are meetings of one body: "Runder Tisch im Oktober" and "3. Runder Tisch, 12.11." are. What one of them left
//! open, the next one finds.

use crate::text::fold::words;

/// Words of a title that say when or how often, not who meets.
const WHEN: &[&str] = &[
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "october",
    "december",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "erster",
    "erste",
    "zweiter",
    "zweite",
    "dritter",
    "dritte",
    "vierter",
    "vierte",
    "nachster",
    "nachste",
    "treffen",
    "sitzung",
    "meeting",
    "nr",
    "im",
    "am",
    "vom",
    "der",
    "die",
    "das",
    "in",
    "of",
    "on",
    "the",
];

/// Whether two titles name meetings of one body.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    let (left, right) = (core(one), core(other));
    if left.is_empty() || right.is_empty() {
        return one.trim() == other.trim();
    }
    left == right
}

/// Returns the words that say who meets.
fn core(title: &str) -> Vec<String> {
    words(title)
        .into_iter()
        .map(|word| word.folded.short)
        .filter(|word| !word.chars().any(|character| character.is_ascii_digit()))
        .filter(|word| !WHEN.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_known_again_by_its_name_whenever_it_meets() {
        for other in [
            "Runder Tisch",
            "Runder Tisch im November",
            "3. Runder Tisch, 12.11.2026",
            "RUNDER TISCH (Sitzung vom 3. März)",
        ] {
            assert!(same("Runder Tisch Oktober", other), "{other}");
        }
    }

    #[test]
    fn another_body_is_another_body() {
        for other in ["Runder Tisch Jugend", "Lenkungskreis", ""] {
            assert!(!same("Runder Tisch", other), "{other}");
        }
        assert!(same("12.11.", "12.11."), "a name of numbers is itself");
        assert!(!same("12.11.", "13.11."));
    }
}
