//! Planning an event: what has to be done by when for each type, what the law and the funder want in time, and how last year's
//! event becomes this year's.

mod copy;
mod templates;

pub use copy::{copy, next_year};
pub use templates::TEMPLATES;

use super::number;
use crate::merge::{Edit, RecordState};
use crate::records::{FieldKind, VERANSTALTUNG};
use crate::text::{Text, dates};
use crate::value::Value;

/// An assembly has to be announced to the authority so many hours before it is announced to the public.
pub const NOTICE_HOURS: i64 = 48;
/// An event is announced to the public so many days before it begins, if the plan says nothing else.
pub const ANNOUNCE_DAYS: i32 = 14;
/// A permit that is still open so many days before the beginning is a warning.
const PERMIT_DAYS: i32 = 7;

/// What is to be done, and how many days before the beginning.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What.
    pub title: Text,
    /// Days before the beginning; below zero is after it.
    pub days_before: i32,
}

/// How events of a type are prepared.
#[derive(Debug)]
pub struct Template {
    /// Key of the type in `veranstaltung.typ`.
    pub kind: &'static str,
    /// Usual length in minutes.
    pub minutes: i64,
    /// Whether it is an assembly that has to be announced to the authority.
    pub assembly: bool,
    /// Whether it stands on public ground.
    pub ground: bool,
    /// Whether music is played.
    pub music: bool,
    /// What counting tells apart.
    pub marks: &'static [&'static str],
    /// The checklist.
    pub steps: &'static [Step],
}

/// Returns how events of a type are prepared.
#[must_use]
pub fn template_of(kind: &str) -> Option<&'static Template> {
    TEMPLATES
        .iter()
        .find(|template| template.kind == kind)
        .or_else(|| TEMPLATES.first())
}

/// Returns what is to be done and by which day, for an event that begins on `day`. What should have been done before
/// `today` is due today: late is better than never.
#[must_use]
pub fn steps(template: &Template, day: i32, today: i32) -> Vec<(Text, i32)> {
    template
        .steps
        .iter()
        .map(|step| (step.title, day.saturating_sub(step.days_before).max(today)))
        .collect()
}

/// Returns what a new event of a type has from the start.
#[must_use]
pub fn presets(template: &Template, begin: i64) -> Vec<Edit> {
    let set = |key: &str, value| Edit::Set {
        field: number(&VERANSTALTUNG, key),
        value,
        prev: Vec::new(),
    };
    let permit =
        |needed: bool| Value::Text(if needed { "offen" } else { "nicht_noetig" }.to_owned());
    let mut edits = vec![
        set("typ", Value::Text(template.kind.to_owned())),
        set("beginn", Value::DateTime(begin)),
        set(
            "ende",
            Value::DateTime(begin.saturating_add(template.minutes)),
        ),
        set("versammlungsanzeige", permit(template.assembly)),
        set("sondernutzung", permit(template.ground)),
        set("gema", permit(template.music)),
    ];
    if template.assembly {
        let announced = begin.saturating_sub(i64::from(ANNOUNCE_DAYS) * dates::DAY_MINUTES);
        edits.push(set("bekanntgabe_am", Value::DateTime(announced)));
    }
    edits.extend(template.marks.iter().map(|mark| Edit::Put {
        field: number(&VERANSTALTUNG, "zaehlmerkmale"),
        element: element(mark),
        value: Value::Text((*mark).to_owned()),
    }));
    edits
}

/// Fills in the natural id of a choice: its key, as the forms do.
fn element(key: &str) -> [u8; 16] {
    crate::merge::element_id(key)
}

/// Something the plan has to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The beginning is over, and the event is still being planned.
    Past,
    /// Notice was given less than [`NOTICE_HOURS`] before the announcement.
    NoticeLate {
        /// So many hours before.
        hours: i64,
    },
    /// Notice is still to be given, at the latest at this time.
    NoticeDue {
        /// Minutes since 1970.
        until: i64,
    },
    /// A permit is not there yet.
    PermitOpen {
        /// Its field.
        field: u16,
    },
    /// Cleared for publication although nobody looked at the funding notice.
    FundingUnchecked,
    /// The end is missing.
    NoEnd,
    /// Nobody to call is named.
    NoEmergencyContact,
}

/// Looks through an event's plan at a time on the wall clock.
#[must_use]
pub fn warnings(event: &RecordState, now: i64) -> Vec<Warning> {
    let field = |key: &str| number(&VERANSTALTUNG, key);
    let text = |key: &str| event.text(field(key)).unwrap_or_default();
    let minutes = |key: &str| match event.value(field(key)) {
        Some(Value::DateTime(minutes)) => Some(*minutes),
        Some(Value::Date(day)) => Some(dates::join(*day, 0)),
        _ => None,
    };
    let planning = matches!(
        text("status"),
        "" | "idee" | "geplant" | "angezeigt_genehmigt" | "bestaetigt"
    );
    let mut found = Vec::new();
    let begin = minutes("beginn");
    // What runs is not over: it is warned about once its end has passed.
    let last = minutes("ende").or(begin);
    if planning && last.is_some_and(|last| last < now) {
        found.push(Warning::Past);
    }
    let notice = text("versammlungsanzeige");
    let announced = minutes("bekanntgabe_am");
    match (notice, minutes("angezeigt_am"), announced) {
        ("beantragt" | "liegt_vor", Some(given), Some(announced))
            if announced.saturating_sub(given) < NOTICE_HOURS * 60 =>
        {
            found.push(Warning::NoticeLate {
                hours: announced.saturating_sub(given).div_euclid(60),
            });
        }
        ("offen", _, Some(announced)) => found.push(Warning::NoticeDue {
            until: announced.saturating_sub(NOTICE_HOURS * 60),
        }),
        _ => {}
    }
    if planning && let Some(begin) = begin {
        let near = begin.saturating_sub(now) < i64::from(PERMIT_DAYS) * dates::DAY_MINUTES;
        for key in ["sondernutzung", "gema", "versammlungsanzeige"] {
            if near && matches!(text(key), "offen" | "beantragt") {
                found.push(Warning::PermitOpen { field: field(key) });
            }
        }
        if minutes("ende").is_none() {
            found.push(Warning::NoEnd);
        }
        if near && text("notfallkontakt").trim().is_empty() {
            found.push(Warning::NoEmergencyContact);
        }
    }
    let yes = |key: &str| event.value(field(key)) == Some(&Value::Bool(true));
    if yes("freigabe") && !yes("foerderhinweis") {
        found.push(Warning::FundingUnchecked);
    }
    found
}

/// Whether a template's type is one of the types of an event; for tests and for the screen that lists them.
#[must_use]
pub fn kinds() -> Vec<(&'static str, Text)> {
    let field = VERANSTALTUNG.field_by_key("typ").map(|field| field.kind);
    match field {
        Some(FieldKind::Choice { choices }) => choices
            .iter()
            .map(|choice| (choice.key, choice.label))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
