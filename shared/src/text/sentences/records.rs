//! Pages and forms of records.

use super::{count, one};
use crate::text::Locale;

/// Below the line of steps on a phone: `Umsetzung · 7 von 9`.
#[must_use]
pub fn state_at(step: &str, number: usize, of: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{step} · {number} von {of}"),
        Locale::En => format!("{step} · {number} of {of}"),
    }
}

/// Key beside a field or a part of an entry: `Ort ändern`.
#[must_use]
pub fn change_it(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} ändern"),
        Locale::En => format!("Change {name}"),
    }
}

/// Conflict card: what both versions have alike is folded away: `… 12 Absätze unverändert, zeigen`.
#[must_use]
pub fn unchanged(text: &str, locale: Locale) -> String {
    let paragraphs = text.lines().filter(|line| !line.trim().is_empty()).count();
    let words = text.split_whitespace().count();
    let (paragraphs, words) = (
        (paragraphs > 1).then(|| count(paragraphs, locale)),
        count(words, locale),
    );
    match (locale, paragraphs) {
        (Locale::De, Some(n)) => format!("… {n} Absätze unverändert, zeigen"),
        (Locale::De, None) => format!("… {words} Wörter unverändert, zeigen"),
        (Locale::En, Some(n)) => format!("… {n} paragraphs unchanged, show"),
        (Locale::En, None) => format!("… {words} words unchanged, show"),
    }
}

/// Below the name of a record, on paper.
#[must_use]
pub fn printed(space: &str, day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{space} · gedruckt am {day} · Schulterschluss"),
        Locale::En => format!("{space} · printed on {day} · Schulterschluss"),
    }
}

/// Conflict card: `Vorher, bis gestern 18:10: „…“`.
#[must_use]
pub fn before_until(time: &str, value: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Vorher, bis {time}: „{value}“"),
        Locale::En => format!("Before, until {time}: “{value}”"),
    }
}

/// Author line: `Jana · heute 11:52 · dieses Gerät`.
#[must_use]
pub fn who_when(name: &str, time: &str, device: Option<&str>) -> String {
    match device {
        Some(device) => format!("{name} · {time} · {device}"),
        None => format!("{name} · {time}"),
    }
}

/// In the place of the keys that change an entry: who leads it.
#[must_use]
pub fn led_by(who: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Diesen Eintrag führt {who}. Nur wer ihn führt, ändert ihn."),
        Locale::En => format!("This entry is led by {who}. Only whoever leads it changes it."),
    }
}

/// History: who leads from then on.
#[must_use]
pub fn led_since(who: &str, taken_over: bool, locale: Locale) -> String {
    match (locale, taken_over) {
        (Locale::De, true) => format!("Übernommen von {who}"),
        (Locale::De, false) => format!("Geführt von {who}"),
        (Locale::En, true) => format!("Taken over by {who}"),
        (Locale::En, false) => format!("Led by {who}"),
    }
}

/// History: `Mirko, Tablet: „offen“ → „erledigt“` as `old → new`.
#[must_use]
pub fn changed_from_to(old: &str, new: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{old}“ → „{new}“"),
        Locale::En => format!("“{old}” → “{new}”"),
    }
}

/// List of errors: `2 Felder brauchen eine Änderung`.
#[must_use]
pub fn fields_need_change(fields: usize, locale: Locale) -> String {
    let n = count(fields, locale);
    match locale {
        Locale::De => {
            format!(
                "{n} {} eine Änderung",
                one(fields, "Feld braucht", "Felder brauchen")
            )
        }
        Locale::En => format!("{n} {} a change", one(fields, "field needs", "fields need")),
    }
}

/// Long texts: `noch 12 Zeichen`.
#[must_use]
pub fn characters_left(characters: usize, locale: Locale) -> String {
    let n = count(characters, locale);
    match locale {
        Locale::De => format!("noch {n} Zeichen"),
        Locale::En => format!("{n} {} left", one(characters, "character", "characters")),
    }
}

/// Choices: `2 von höchstens 3 gewählt`.
#[must_use]
pub fn chosen_of(chosen: usize, max: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{chosen} von höchstens {max} gewählt"),
        Locale::En => format!("{chosen} of at most {max} chosen"),
    }
}

/// History of a list field: `dazu: Heimatverein`.
#[must_use]
pub fn put_in(value: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("dazu: {value}"),
        Locale::En => format!("added: {value}"),
    }
}

/// Names guard: `„Herr Kr.“ sieht nach einem Namen aus.`
#[must_use]
pub fn looks_like_name(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ sieht nach einem Namen aus."),
        Locale::En => format!("“{place}” looks like a name."),
    }
}

/// Names guard: `„0351 123456“ sieht nach einer Telefonnummer aus.`
#[must_use]
pub fn looks_like_phone(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ sieht nach einer Telefonnummer aus."),
        Locale::En => format!("“{place}” looks like a phone number."),
    }
}

/// Names guard: `„a@b.de“ ist eine E-Mail-Adresse.`
#[must_use]
pub fn looks_like_email(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ ist eine E-Mail-Adresse."),
        Locale::En => format!("“{place}” is an e-mail address."),
    }
}

/// Names guard, below the first places: `Noch 2 weitere Stellen.`
#[must_use]
pub fn more_places(count: usize, locale: Locale) -> String {
    match (locale, count) {
        (Locale::De, 1) => "Noch eine weitere Stelle.".to_owned(),
        (Locale::De, count) => format!("Noch {count} weitere Stellen."),
        (Locale::En, 1) => "One more place.".to_owned(),
        (Locale::En, count) => format!("{count} more places."),
    }
}

/// Names guard: `„BZ-AB 123“ sieht nach einem Kennzeichen aus.`
#[must_use]
pub fn looks_like_plate(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ sieht nach einem Kennzeichen aus."),
        Locale::En => format!("“{place}” looks like a number plate."),
    }
}
