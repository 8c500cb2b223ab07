//! Two versions of one field, duplicates.

use super::{count, one};
use crate::text::Locale;

/// Row of the desk: `2 Felder mit mehreren Fassungen`.
#[must_use]
pub fn fields_in_versions(fields: usize, locale: Locale) -> String {
    let n = count(fields, locale);
    match locale {
        Locale::De => format!(
            "{n} {} mit mehreren Fassungen",
            one(fields, "Feld", "Felder")
        ),
        Locale::En => format!(
            "{n} {} with several versions",
            one(fields, "field", "fields")
        ),
    }
}

/// A record in the row of the desk: `Pavillon holen (3 Felder)`; one field is not counted.
#[must_use]
pub fn with_fields(title: &str, fields: usize, locale: Locale) -> String {
    if fields < 2 {
        return title.to_owned();
    }
    let n = count(fields, locale);
    match locale {
        Locale::De => format!("{title} ({n} Felder)"),
        Locale::En => format!("{title} ({n} fields)"),
    }
}

/// Row and heading: `2 mögliche Dubletten`.
#[must_use]
pub fn possible_twins(pairs: usize, locale: Locale) -> String {
    let n = count(pairs, locale);
    match locale {
        Locale::De => format!("{n} mögliche {}", one(pairs, "Dublette", "Dubletten")),
        Locale::En => format!("{n} possible {}", one(pairs, "duplicate", "duplicates")),
    }
}

/// Two records that may be the same: `„FFW Musterau“ und „Feuerwehr Musterau“`.
#[must_use]
pub fn twins(one: &str, other: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{one}“ und „{other}“"),
        Locale::En => format!("“{one}” and “{other}”"),
    }
}

/// On the page of a record that took up another one.
#[must_use]
pub fn took_up(gone: &str, time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{gone}“ ist hier aufgegangen, {time}."),
        Locale::En => format!("“{gone}” was taken up here, {time}."),
    }
}

/// After two records were united.
#[must_use]
pub fn united(gone: &str, stays: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{gone}“ ist in „{stays}“ aufgegangen."),
        Locale::En => format!("“{gone}” has been taken up by “{stays}”."),
    }
}

/// On the page of a record that referred to one of two that were united, and are two again.
#[must_use]
pub fn still_points_to(gone: &str, stays: &str, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("„{gone}“ und „{stays}“ sind wieder getrennt. Hier steht noch „{stays}“.")
        }
        Locale::En => format!("“{gone}” and “{stays}” are two again. This still says “{stays}”."),
    }
}

/// Beside the key that parts: what stays united, because this device may only read it, and who can part it.
#[must_use]
pub fn stays_united(names: &str, circle: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!(
            "Von hier aus nicht zu trennen: {names}. Das kann, wer in „{circle}“ schreiben darf."
        ),
        Locale::En => format!(
            "Cannot be parted from here: {names}. Whoever may write in “{circle}” can do it."
        ),
    }
}

/// Instead of the key that parts, on a device that may only read.
#[must_use]
pub fn parts_who_writes(circle: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Trennen kann das, wer in „{circle}“ schreiben darf."),
        Locale::En => format!("Whoever may write in “{circle}” can part them."),
    }
}

/// After two records were parted and some of what referred to them stays as it is.
#[must_use]
pub fn parted_but(left: usize, locale: Locale) -> String {
    let n = count(left, locale);
    match (locale, left) {
        (Locale::De, 1) => {
            "Getrennt. Ein Eintrag bleibt, wie er ist: Dort darf dieses Gerät nur lesen.".to_owned()
        }
        (Locale::De, _) => format!(
            "Getrennt. {n} Einträge bleiben, wie sie sind: Dort darf dieses Gerät nur lesen."
        ),
        (Locale::En, 1) => {
            "Parted. One entry stays as it is: this device may only read there.".to_owned()
        }
        (Locale::En, _) => {
            format!("Parted. {n} entries stay as they are: this device may only read there.")
        }
    }
}

/// History: two records that had been united are two again.
#[must_use]
pub fn two_again(gone: &str, stays: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{gone}“ und „{stays}“ wurden wieder getrennt."),
        Locale::En => format!("“{gone}” and “{stays}” were parted again."),
    }
}

/// Notice on Heute: `1 Entscheidung offen`.
#[must_use]
pub fn decisions_open(decisions: usize, locale: Locale) -> String {
    let n = count(decisions, locale);
    match locale {
        Locale::De => format!(
            "{n} {} offen",
            one(decisions, "Entscheidung", "Entscheidungen")
        ),
        Locale::En => format!("{n} {} open", one(decisions, "decision", "decisions")),
    }
}

/// `Treffpunkt Aufbau hat zwei Fassungen.`
#[must_use]
pub fn field_has_versions(field: &str, versions: usize, locale: Locale) -> String {
    match (locale, versions) {
        (Locale::De, 2) => format!("{field} hat zwei Fassungen."),
        (Locale::De, _) => format!("{field} hat {versions} Fassungen."),
        (Locale::En, 2) => format!("{field} has two versions."),
        (Locale::En, _) => format!("{field} has {versions} versions."),
    }
}

/// Conflict card with more than one version of one side: `Fassung 2`.
#[must_use]
pub fn version_number(number: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Fassung {number}"),
        Locale::En => format!("Version {number}"),
    }
}

/// Sync page, beside a field: `zwei Fassungen · Jana, Mirko`.
#[must_use]
pub fn versions_by(versions: usize, people: &str, locale: Locale) -> String {
    match (locale, versions) {
        (Locale::De, 2) => format!("zwei Fassungen · {people}"),
        (Locale::De, _) => format!("{versions} Fassungen · {people}"),
        (Locale::En, 2) => format!("two versions · {people}"),
        (Locale::En, _) => format!("{versions} versions · {people}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_named_once_with_the_number_of_its_fields() {
        assert_eq!(
            with_fields("Pavillon holen", 1, Locale::De),
            "Pavillon holen"
        );
        assert_eq!(
            with_fields("Pavillon holen", 3, Locale::De),
            "Pavillon holen (3 Felder)"
        );
    }
}
