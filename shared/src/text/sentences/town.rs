//! Heute, the town, counting.

use super::{count, one, weeks_ago};
use crate::text::Locale;
use crate::value::display::number;

/// Above the name of a town: `Begleitung seit Mo, 2. März, Monat 7`.
#[must_use]
pub fn accompanied_since(day: &str, month: i32, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Begleitung seit {day}, Monat\u{a0}{month}"),
        Locale::En => format!("Accompanied since {day}, month\u{a0}{month}"),
    }
}

/// On the line of a year: an interim review.
#[must_use]
pub fn review_after(months: i32, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Zwischenbilanz nach {months} Monaten"),
        Locale::En => format!("Interim review after {months} months"),
    }
}

/// On the line of a year, at today: `heute: Umsetzung`.
#[must_use]
pub fn today_in_phase(phase: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("heute: {phase}"),
        Locale::En => format!("today: {phase}"),
    }
}

/// Event band: `Läuft seit 13:00`.
#[must_use]
pub fn running_since(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Läuft seit {time}"),
        Locale::En => format!("Running since {time}"),
    }
}

/// Event band: `bisher 213, alle Telefone`.
#[must_use]
pub fn counted_so_far(total: i64, locale: Locale) -> String {
    let n = number(total, locale);
    match locale {
        Locale::De => format!("bisher {n}, alle Telefone"),
        Locale::En => format!("{n} so far, all phones"),
    }
}

/// Counting screen, read aloud on a band key: `0–13: 14 bisher, plus eins`.
#[must_use]
pub fn band_plus_one(band: &str, total: i64, locale: Locale) -> String {
    let n = number(total, locale);
    match locale {
        Locale::De => format!("{band}: {n} bisher, plus eins"),
        Locale::En => format!("{band}: {n} so far, plus one"),
    }
}

/// Snackbar after a tap: `+1 „60+“, 15:42`.
#[must_use]
pub fn counted_one(counter: &str, time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("+1 „{counter}“, {time}"),
        Locale::En => format!("+1 “{counter}”, {time}"),
    }
}

/// Alliance: `20 Organisationen`.
#[must_use]
pub fn organisations(organisations: usize, locale: Locale) -> String {
    let n = count(organisations, locale);
    match locale {
        Locale::De => format!(
            "{n} {}",
            one(organisations, "Organisation", "Organisationen")
        ),
        Locale::En => format!(
            "{n} {}",
            one(organisations, "organisation", "organisations")
        ),
    }
}

/// Alliance: `3 Stühle leer`.
#[must_use]
pub fn empty_chairs(chairs: usize, locale: Locale) -> String {
    let n = count(chairs, locale);
    match locale {
        Locale::De => format!("{n} {} leer", one(chairs, "Stuhl", "Stühle")),
        Locale::En => format!("{n} empty {}", one(chairs, "chair", "chairs")),
    }
}

/// After ticking a task: `Erledigt: Schlüssel zurückgeben`.
#[must_use]
pub fn task_done(title: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Erledigt: {title}"),
        Locale::En => format!("Done: {title}"),
    }
}

/// Organisation: `letztes Gespräch vor 9 Wochen`.
#[must_use]
pub fn last_talk(weeks: usize, locale: Locale) -> String {
    let ago = weeks_ago(weeks, locale);
    match locale {
        Locale::De => format!("letztes Gespräch {ago}"),
        Locale::En => format!("last talked to {ago}"),
    }
}

/// Town page, below the number of events: `Veranstaltungen, 2 abgesagt`.
#[must_use]
pub fn events_called_off(events: usize, locale: Locale) -> String {
    let n = count(events, locale);
    match (locale, events) {
        (Locale::De, 0) => "Veranstaltungen".to_owned(),
        (Locale::De, _) => format!("Veranstaltungen, {n} abgesagt"),
        (Locale::En, 0) => "events".to_owned(),
        (Locale::En, _) => format!("events, {n} called off"),
    }
}

/// Town page: `3 Organisationen seit 8 Wochen nicht gesprochen`.
#[must_use]
pub fn quiet_organisations(organisations: usize, locale: Locale) -> String {
    let n = count(organisations, locale);
    match locale {
        Locale::De => {
            let name = one(organisations, "Organisation", "Organisationen");
            format!("{n} {name} seit 8 Wochen nicht gesprochen")
        }
        Locale::En => {
            let name = one(organisations, "organisation", "organisations");
            format!("{n} {name} not talked to for 8 weeks")
        }
    }
}

/// List of towns: `läuft: Stadtfest`.
#[must_use]
pub fn running_event(title: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("läuft: {title}"),
        Locale::En => format!("running: {title}"),
    }
}
