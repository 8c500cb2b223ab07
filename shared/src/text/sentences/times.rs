//! Days, times and how long.

use super::{count, one};
use crate::text::Locale;

/// How long ago something was: `heute`, `vor 3 Tagen`, `vor 6 Wochen`.
#[must_use]
pub fn days_ago(days: usize, locale: Locale) -> String {
    let weeks = days / 7;
    match (locale, days) {
        (Locale::De, 0) => "heute".to_owned(),
        (Locale::De, 1) => "gestern".to_owned(),
        (Locale::De, 2..=20) => format!("vor {days} Tagen"),
        (Locale::De, _) => format!("vor {weeks} Wochen"),
        (Locale::En, 0) => "today".to_owned(),
        (Locale::En, 1) => "yesterday".to_owned(),
        (Locale::En, 2..=20) => format!("{days} days ago"),
        (Locale::En, _) => format!("{weeks} weeks ago"),
    }
}

/// Task: `2 Tage überfällig`.
#[must_use]
pub fn days_overdue(days: usize, locale: Locale) -> String {
    let n = count(days, locale);
    match locale {
        Locale::De => format!("{n} {} überfällig", one(days, "Tag", "Tage")),
        Locale::En => format!("{n} {} overdue", one(days, "day", "days")),
    }
}

/// `vor 11 Wochen`, for talks.
#[must_use]
pub fn weeks_ago(weeks: usize, locale: Locale) -> String {
    let n = count(weeks, locale);
    match locale {
        Locale::De => format!("vor {n} {}", one(weeks, "Woche", "Wochen")),
        Locale::En => format!("{n} {} ago", one(weeks, "week", "weeks")),
    }
}

/// Bin: `noch 12 Tage`.
#[must_use]
pub fn days_left(days: usize, locale: Locale) -> String {
    let n = count(days, locale);
    match locale {
        Locale::De => format!("noch {n} {}", one(days, "Tag", "Tage")),
        Locale::En => format!("{n} {} left", one(days, "day", "days")),
    }
}

/// End of something: `bis 20:00`, `bis Di, 15. September`.
#[must_use]
pub fn until(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("bis {time}"),
        Locale::En => format!("until {time}"),
    }
}

/// Begin of an event beside its date: `Dienstag, 18:00`.
#[must_use]
pub fn weekday_at(weekday: &str, time: &str) -> String {
    format!("{weekday}, {time}")
}

/// Invitation: `Gilt bis morgen 14:02`.
#[must_use]
pub fn valid_until(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Gilt bis {time}"),
        Locale::En => format!("Valid until {time}"),
    }
}

/// `5 Minuten`.
#[must_use]
pub fn minutes(minutes: usize, locale: Locale) -> String {
    let n = count(minutes, locale);
    match locale {
        Locale::De => format!("{n} {}", one(minutes, "Minute", "Minuten")),
        Locale::En => format!("{n} {}", one(minutes, "minute", "minutes")),
    }
}

/// Rule of a circle: `Einträge bleiben 24 Monate`.
#[must_use]
pub fn kept_months(months: usize, locale: Locale) -> String {
    let n = count(months, locale);
    match locale {
        Locale::De => format!("Einträge bleiben {n} {}", one(months, "Monat", "Monate")),
        Locale::En => format!("Entries are kept {n} {}", one(months, "month", "months")),
    }
}

/// Parcel: `angekommen heute 14:02`.
#[must_use]
pub fn arrived(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("angekommen {time}"),
        Locale::En => format!("arrived {time}"),
    }
}

/// Confidential room, bar: `offen bis 15:58`.
#[must_use]
pub fn open_until(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("offen bis {time}"),
        Locale::En => format!("open until {time}"),
    }
}
