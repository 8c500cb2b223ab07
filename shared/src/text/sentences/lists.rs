//! Lists and search.

use super::{count, one};
use crate::text::Locale;

/// `418 Einträge`.
#[must_use]
pub fn entries(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} {}", one(entries, "Eintrag", "Einträge")),
        Locale::En => format!("{n} {}", one(entries, "entry", "entries")),
    }
}

/// A name with how many there are, on keys and headings: `Offene 12`.
#[must_use]
pub fn heading_with_count(name: &str, entries: usize, locale: Locale) -> String {
    format!("{name} {}", count(entries, locale))
}

/// Over the tools for picked records: `3 ausgewählt`.
#[must_use]
pub fn picked(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} ausgewählt"),
        Locale::En => format!("{n} picked"),
    }
}

/// Below how many are picked: those that are not this person's to change.
#[must_use]
pub fn led_by_others(entries: usize, locale: Locale) -> String {
    match (entries, locale) {
        (1, Locale::De) => "1 davon ändert nur, wer ihn führt. Der bleibt, wie er ist.".to_owned(),
        (n, Locale::De) => {
            format!("{n} davon ändert nur, wer sie führt. Die bleiben, wie sie sind.")
        }
        (1, Locale::En) => {
            "1 of them is changed by who leads it only. It stays as it is.".to_owned()
        }
        (n, Locale::En) => {
            format!("{n} of them are changed by who leads them only. They stay as they are.")
        }
    }
}

/// After many records got a state: `3 Einträge: erledigt`.
#[must_use]
pub fn state_set(done: usize, state: &str, locale: Locale) -> String {
    format!("{}: {state}", entries(done, locale))
}

/// After many records were thrown away: `3 Einträge im Papierkorb`.
#[must_use]
pub fn trashed(done: usize, locale: Locale) -> String {
    let entries = entries(done, locale);
    match locale {
        Locale::De => format!("{entries} im Papierkorb"),
        Locale::En => format!("{entries} in the bin"),
    }
}

/// In a list that shows what is "mine": what that means.
#[must_use]
pub fn mine_means(names: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Selbst angelegt, oder zuständig als: {names}."),
        Locale::En => format!("Written down by oneself, or in charge as: {names}."),
    }
}

/// Read aloud: key that forgets a kept view.
#[must_use]
pub fn forget_view(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ansicht „{name}“ vergessen"),
        Locale::En => format!("Forget the view “{name}”"),
    }
}

/// Search: `3 Treffer`.
#[must_use]
pub fn hits(hits: usize, locale: Locale) -> String {
    let n = count(hits, locale);
    match locale {
        Locale::De => format!("{n} Treffer"),
        Locale::En => format!("{n} {}", one(hits, "hit", "hits")),
    }
}

/// Search: why something was found: `in Ort: …Feuerwehrhaus…`. The piece comes with its marks.
#[must_use]
pub fn found_in(field: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("in „{field}“"),
        Locale::En => format!("in “{field}”"),
    }
}

/// Link to the whole list: `Alle 7`.
#[must_use]
pub fn all_of(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("Alle {n}"),
        Locale::En => format!("All {n}"),
    }
}
