//! The desk of the project team.

use super::{count, one};
use crate::text::Locale;

/// Heading of the desk of the project team: `24 Orte, diese Woche`.
#[must_use]
pub fn towns_this_week(towns: usize, locale: Locale) -> String {
    let n = count(towns, locale);
    match locale {
        Locale::De => format!("{n} {}, diese Woche", one(towns, "Ort", "Orte")),
        Locale::En => format!("{n} {}, this week", one(towns, "town", "towns")),
    }
}

/// Below the number of towns that are accompanied: `in Begleitung, 6 in Klärung`.
#[must_use]
pub fn accompanied_and_clarifying(clarifying: usize, locale: Locale) -> String {
    let n = count(clarifying, locale);
    match locale {
        Locale::De => format!("in Begleitung, {n} in Klärung"),
        Locale::En => format!("accompanied, {n} being clarified"),
    }
}

/// Below the number of open enquiries: `Anfragen offen, 1 eilt`.
#[must_use]
pub fn enquiries_open(late: usize, locale: Locale) -> String {
    let n = count(late, locale);
    match locale {
        Locale::De => format!("Anfragen offen, {n} {}", one(late, "eilt", "eilen")),
        Locale::En => format!("enquiries open, {n} urgent"),
    }
}

/// Tag of an enquiry: by when an answer is promised.
#[must_use]
pub fn answer_due(days_left: i32, locale: Locale) -> String {
    let late = days_left.unsigned_abs();
    match (locale, days_left) {
        (Locale::De, 0) => "bis heute".to_owned(),
        (Locale::De, 1) => "bis morgen".to_owned(),
        (Locale::De, ..0) if late == 1 => "1 Tag zu spät".to_owned(),
        (Locale::De, ..0) => format!("{late} Tage zu spät"),
        (Locale::De, _) => format!("noch {days_left} Tage"),
        (Locale::En, 0) => "by today".to_owned(),
        (Locale::En, 1) => "by tomorrow".to_owned(),
        (Locale::En, ..0) if late == 1 => "1 day late".to_owned(),
        (Locale::En, ..0) => format!("{late} days late"),
        (Locale::En, _) => format!("{days_left} days left"),
    }
}
