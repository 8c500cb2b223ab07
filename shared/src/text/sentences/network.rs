//! The network of towns.

use super::{count, one};
use crate::text::{Locale, words};
use crate::value::display::number;

/// On the page of what another town wrote on the board: whose it is, and who changes it.
#[must_use]
pub fn another_towns(town: Option<&str>, locale: Locale) -> String {
    match (locale, town) {
        (Locale::De, Some(town)) => {
            format!("Von {town}. Ändern kann das nur der Ort selbst oder das Projektteam.")
        }
        (Locale::De, None) => {
            "Von einem anderen Ort. Ändern kann das nur der Ort selbst oder das Projektteam."
                .to_owned()
        }
        (Locale::En, Some(town)) => {
            format!("From {town}. Only that town or the project team can change it.")
        }
        (Locale::En, None) => {
            "From another town. Only that town or the project team can change it.".to_owned()
        }
    }
}

/// Heading of the towns like this one: `4 ähnliche Orte`.
#[must_use]
pub fn matching_towns(towns: usize, locale: Locale) -> String {
    let n = count(towns, locale);
    match locale {
        Locale::De => format!("{n} {}", one(towns, "ähnlicher Ort", "ähnliche Orte")),
        Locale::En => format!("{n} similar {}", one(towns, "town", "towns")),
    }
}

/// Read aloud: what the map shows.
#[must_use]
pub fn map_of(towns: usize, similar: usize, locale: Locale) -> String {
    let (n, m) = (count(towns, locale), count(similar, locale));
    match locale {
        Locale::De => format!(
            "Karte von Sachsen: {n} {} im Netzwerk, {m} davon ähnlich. Die Liste nennt sie.",
            one(towns, "Kommune", "Kommunen")
        ),
        Locale::En => format!(
            "Map of Saxony: {n} {} in the network, {m} of them similar. The list names them.",
            one(towns, "municipality", "municipalities")
        ),
    }
}

/// Read aloud: bricks beside a similar town.
#[must_use]
pub fn likeness_of(points: u8, of: u8, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ähnlich in {points} von {of} Punkten"),
        Locale::En => format!("Similar in {points} of {of} respects"),
    }
}

/// Town page: `6.800 Einwohner*innen`.
#[must_use]
pub fn inhabitants(people: i64, locale: Locale) -> String {
    let n = number(people, locale);
    match locale {
        Locale::De if people == 1 => format!("{n} Einwohner*in"),
        Locale::De => format!("{n} Einwohner*innen"),
        Locale::En if people == 1 => format!("{n} inhabitant"),
        Locale::En => format!("{n} inhabitants"),
    }
}

/// Network page: `Ort ohne Namen, Görlitz`, for a town that wants no name.
#[must_use]
pub fn unnamed_town(district: &str, locale: Locale) -> String {
    format!("{}, {district}", words::UNNAMED_TOWN.get(locale))
}

/// Network page: `Profil von Musterau`.
#[must_use]
pub fn profile_of(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Profil von {town}"),
        Locale::En => format!("Profile of {town}"),
    }
}

/// Bricks of a challenge: `Ausprägung 2 von 3`.
#[must_use]
pub fn level_of(level: u8, max: u8, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ausprägung {level} von {max}"),
        Locale::En => format!("Level {level} of {max}"),
    }
}

/// Foot of a post: `3 Antworten`.
#[must_use]
pub fn answers(answers: usize, locale: Locale) -> String {
    let n = count(answers, locale);
    match locale {
        Locale::De => format!("{n} {}", one(answers, "Antwort", "Antworten")),
        Locale::En => format!("{n} {}", one(answers, "reply", "replies")),
    }
}

/// Offer: `zuletzt geprüft Di, 15. September`.
#[must_use]
pub fn last_checked(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("zuletzt geprüft {day}"),
        Locale::En => format!("last checked {day}"),
    }
}
