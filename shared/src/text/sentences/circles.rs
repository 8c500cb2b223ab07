//! Circles, the people in them, who reads.

use super::{count, one};
use crate::text::Locale;

/// A circle was erased: `Musterau, angeordnet von Jana, heute 14:02`.
#[must_use]
pub fn erased_by(circle: &str, by: Option<&str>, time: &str, locale: Locale) -> String {
    match (locale, by) {
        (Locale::De, Some(by)) => format!("{circle}, angeordnet von {by}, {time}"),
        (Locale::De, None) => format!("{circle}, {time}"),
        (Locale::En, Some(by)) => format!("{circle}, ordered by {by}, {time}"),
        (Locale::En, None) => format!("{circle}, {time}"),
    }
}

/// What an invitation is for: `Einladung: Gemeindekümmernde`.
#[must_use]
pub fn invitation_for(role: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Einladung: {role}"),
        Locale::En => format!("Invitation: {role}"),
    }
}

/// A person is the one at hand: `Jana (ich)`.
#[must_use]
pub fn that_is_me(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} (ich)"),
        Locale::En => format!("{name} (me)"),
    }
}

/// `3 Personen`.
#[must_use]
pub fn people(people: usize, locale: Locale) -> String {
    let n = count(people, locale);
    match locale {
        Locale::De => format!("{n} {}", one(people, "Person", "Personen")),
        Locale::En => format!("{n} {}", one(people, "person", "people")),
    }
}

/// `2 Geräte`.
#[must_use]
pub fn devices(devices: usize, locale: Locale) -> String {
    let n = count(devices, locale);
    match locale {
        Locale::De => format!("{n} {}", one(devices, "Gerät", "Geräte")),
        Locale::En => format!("{n} {}", one(devices, "device", "devices")),
    }
}

/// Who can read this: `3 Personen mit 5 Geräten`.
#[must_use]
pub fn readers(people_count: usize, device_count: usize, locale: Locale) -> String {
    let who = people(people_count, locale);
    let n = count(device_count, locale);
    match locale {
        Locale::De => format!("{who} mit {n} {}", one(device_count, "Gerät", "Geräten")),
        Locale::En => format!("{who} with {n} {}", one(device_count, "device", "devices")),
    }
}

/// Who can read this, in one line: `Musterau lesen: 3 Personen mit 5 Geräten`.
#[must_use]
pub fn readers_in(circle: &str, readers: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Lesen können das in {circle}: {readers}"),
        Locale::En => format!("Can read this in {circle}: {readers}"),
    }
}

/// Below the names: `Nicht lesbar für andere Orte, Betrieb des Servers`.
#[must_use]
pub fn not_for(who: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Nicht lesbar für: {who}"),
        Locale::En => format!("Not readable for: {who}"),
    }
}

/// Below a long list: `und 12 weitere`.
#[must_use]
pub fn and_more(more: usize, locale: Locale) -> String {
    let n = count(more, locale);
    match locale {
        Locale::De => format!("und {n} weitere"),
        Locale::En => format!("and {n} more"),
    }
}

/// Circle in a list: what the person at hand may do there.
#[must_use]
pub fn you_may(may: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("dieses Gerät {may}"),
        Locale::En => format!("this device {may}"),
    }
}

/// Person or device: `seit Di, 15. September, hereingelassen von Jana`.
#[must_use]
pub fn since_by(day: &str, by: Option<&str>, locale: Locale) -> String {
    match (locale, by) {
        (Locale::De, Some(by)) => format!("seit {day}, hereingelassen von {by}"),
        (Locale::De, None) => format!("seit {day}"),
        (Locale::En, Some(by)) => format!("since {day}, let in by {by}"),
        (Locale::En, None) => format!("since {day}"),
    }
}

/// Decision that waits: `Mirko wird entfernt`.
#[must_use]
pub fn will_remove_person(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} wird entfernt"),
        Locale::En => format!("{name} is removed"),
    }
}

/// Decision that waits: `Mirko: liest und schreibt`.
#[must_use]
pub fn will_change_role(name: &str, may: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name}, künftig: {may}"),
        Locale::En => format!("{name}, from then on: {may}"),
    }
}

/// Confidential room: `Innerer Kreis Musterau`.
#[must_use]
pub fn inner_circle_of(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Innerer Kreis {town}"),
        Locale::En => format!("Inner circle of {town}"),
    }
}

/// Confidential room: `1 innerer Kreis eines anderen Ortes`.
#[must_use]
pub fn other_inner_circles(circles: usize, locale: Locale) -> String {
    let n = count(circles, locale);
    match locale {
        Locale::De => format!(
            "{n} {}",
            one(
                circles,
                "innerer Kreis eines anderen Ortes",
                "innere Kreise anderer Orte"
            )
        ),
        Locale::En => format!(
            "{n} {}",
            one(
                circles,
                "inner circle of another town",
                "inner circles of other towns"
            )
        ),
    }
}

/// Case in a list: `lesbar für 2 Personen`.
#[must_use]
pub fn readable_for(people_count: usize, locale: Locale) -> String {
    let who = people(people_count, locale);
    match locale {
        Locale::De => format!("lesbar für {who}"),
        Locale::En => format!("readable for {who}"),
    }
}
