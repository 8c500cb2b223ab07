//! Devices and what they leave, who waits at the door, the sheet, the alarm.

use super::{count, one};
use crate::text::Locale;

/// Circle: `2 Pakete nicht gesendeter Arbeit warten`.
#[must_use]
pub fn work_left(parcels: usize, locale: Locale) -> String {
    let n = count(parcels, locale);
    match locale {
        Locale::De => format!(
            "{n} {} nicht gesendeter Arbeit {}",
            one(parcels, "Paket", "Pakete"),
            one(parcels, "wartet", "warten")
        ),
        Locale::En => format!(
            "{n} {} of unsent work {}",
            one(parcels, "parcel", "parcels"),
            one(parcels, "waits", "wait")
        ),
    }
}

/// Heading of a parcel: `Arbeit von Mirko`.
#[must_use]
pub fn work_of(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Arbeit von {name}"),
        Locale::En => format!("Work of {name}"),
    }
}

/// Somebody at the door: `Kim wartet`.
#[must_use]
pub fn waits(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} wartet"),
        Locale::En => format!("{name} is waiting"),
    }
}

/// Somebody at the door: `Möchte als Rathaus hinein: Musterau (Ort)`.
#[must_use]
pub fn wants_in(role: &str, circles: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Möchte hinein: {circles}. Rolle: {role}."),
        Locale::En => format!("Would like to get into: {circles}. Role: {role}."),
    }
}

/// Today: `2 Personen warten an der Tür`.
#[must_use]
pub fn at_the_door(people: usize, locale: Locale) -> String {
    let n = count(people, locale);
    match locale {
        Locale::De => format!(
            "{n} {} darauf, hereingelassen zu werden",
            one(people, "Gerät wartet", "Geräte warten")
        ),
        Locale::En => format!(
            "{n} {} to be let in",
            one(people, "device waits", "devices wait")
        ),
    }
}

/// Today: `Ein entferntes Gerät von Kim liest noch mit: Innerer Kreis`.
#[must_use]
pub fn left_over(name: &str, circle: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ein entferntes Gerät von {name} liest noch mit: {circle}"),
        Locale::En => format!("A removed device of {name} still reads: {circle}"),
    }
}

/// Recovering: the key that says how many devices go.
#[must_use]
pub fn recover_and_remove(devices: usize, locale: Locale) -> String {
    let n = count(devices, locale);
    match locale {
        Locale::De => format!(
            "{n} {} entfernen, dieses hereinlassen",
            one(devices, "Gerät", "Geräte")
        ),
        Locale::En => format!(
            "Remove {n} {}, let this one in",
            one(devices, "device", "devices")
        ),
    }
}

/// Recovery sheet in a list: `gedruckt Di, 15. September`.
#[must_use]
pub fn sheet_of(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("erzeugt {day}"),
        Locale::En => format!("made {day}"),
    }
}

/// Heading of the printed sheet: `Wiederherstellungsblatt von Jana`.
#[must_use]
pub fn sheet_for(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Wiederherstellungsblatt von {name}"),
        Locale::En => format!("Recovery sheet of {name}"),
    }
}

/// Banner on every page: `Alarm in Musterau: nur lesen`.
#[must_use]
pub fn alarm_in(circle: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Alarm in {circle}: nur lesen"),
        Locale::En => format!("Alarm in {circle}: read only"),
    }
}

/// Recovery: `Das Blatt gehört Mirko`.
#[must_use]
pub fn sheet_belongs_to(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Das Blatt gehört: {name}"),
        Locale::En => format!("The sheet belongs to: {name}"),
    }
}
