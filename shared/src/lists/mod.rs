//! Lists: which records are shown, in which order, under which headings.
//!
//! Everything follows from the definition; no kind of record is known here. The day and the own devices are
//! arguments. The first step is [`Show`], then [`order`], then [`groups`]; a [`View`] is all three and the words that were
//! typed, as it is kept on the device.

mod belongs;
mod lead;
mod naming;
mod part;
mod repeat;
mod same;
mod sort_away;
mod steps;
mod unite;
mod unnamed;
mod veil;
mod view;

pub use belongs::{link_for, may_belong};
pub use lead::{
    LED, Leader, People, is_taking_over, leader, led_as_before, led_by, led_since, may_change,
};
pub use naming::names_in;
pub use part::{
    Done, Parting, Step, Trace, UNITED, Union, is_marked, mark, part, parting, traces, unions,
};
pub use repeat::{FollowUp, follow_up, is_untouched};
pub use same::{Begin, Meaning, begin};
pub use sort_away::{beginning, may_become, name_and_rest};
pub use steps::{Place, steps};
pub use unite::{differences, may_unite, point_to, take_up, twins};
pub use unnamed::{as_shown, hides_authors, is_unnamed};
pub use veil::{Near, is_anothers, is_held_back, is_shown};
pub use view::View;

use crate::ids::DeviceId;
use crate::merge::RecordState;
use crate::records::{FieldKind, Phase, RecordDef, StateDef, Visible};
use crate::text::fold::{self, fold};
use crate::text::{Text, dates, text};
use crate::value::Value;
use crate::value::tokens::search_text;

/// What is due within so many days counts as due.
pub const DUE_DAYS: i32 = 7;
/// What others changed within so many days is news.
pub const NEWS_DAYS: i32 = 14;

/// Returns the state of a record's workflow; a record without one is in the first.
#[must_use]
pub fn state_of(def: &RecordDef, record: &RecordState) -> Option<&'static StateDef> {
    match def.state.and_then(|field| record.text(field)) {
        Some(key) => state_named(def, key),
        None => states(def)?.first(),
    }
}

/// Returns the state of a kind's workflow with this key.
#[must_use]
pub fn state_named(def: &RecordDef, key: &str) -> Option<&'static StateDef> {
    states(def)?.iter().find(|state| state.key == key)
}

fn states(def: &RecordDef) -> Option<&'static [StateDef]> {
    match def.field(def.state?)?.kind {
        FieldKind::State { states } => Some(states),
        _ => None,
    }
}

/// Whether another field of the second line of a row says it: "the town" is said by the town's name.
#[must_use]
pub fn is_said_by_another(def: &RecordDef, record: &RecordState, field: u16) -> bool {
    let Some(own) = def.field(field) else {
        return false;
    };
    let value = record.text(field);
    let others = def.summary.iter().filter_map(|id| def.field(*id));
    others
        .filter(|other| other.id != field)
        .any(|other| match other.visible {
            Visible::When { field: key, is } => {
                key == own.key && value.is_some_and(|value| is.contains(&value))
            }
            Visible::Always => false,
        })
}

/// Returns what the state of a record means; a kind without workflow is always open.
#[must_use]
pub fn phase_of(def: &RecordDef, record: &RecordState) -> Phase {
    state_of(def, record).map_or(Phase::Open, |state| state.phase)
}

/// Returns a field's day, whether it is kept as day or as time.
#[must_use]
pub fn day_in(record: &RecordState, field: u16) -> Option<i32> {
    match record.value(field)? {
        Value::Date(day) => Some(*day),
        Value::DateTime(minutes) => i32::try_from(minutes.div_euclid(dates::DAY_MINUTES)).ok(),
        _ => None,
    }
}

/// Returns the day by which something has to happen; nothing has to once the record is finished.
#[must_use]
pub fn due_day(def: &RecordDef, record: &RecordState) -> Option<i32> {
    let open = matches!(phase_of(def, record), Phase::Open | Phase::Running);
    day_in(record, def.due?).filter(|_| open)
}

/// A record as the lists look at it.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Its merged state.
    pub record: &'a RecordState,
    /// The server has not confirmed all of it.
    pub unsent: bool,
}

/// Who looks, and when.
#[derive(Debug, Clone, Copy)]
pub struct Now<'a> {
    /// The day, since 1970.
    pub today: i32,
    /// Milliseconds since 1970.
    pub now_ms: u64,
    /// The devices of the person who looks.
    pub own: &'a [DeviceId],
}

/// Which records are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// All of them.
    #[default]
    All,
    /// Not finished.
    Open,
    /// Due within a week, or too late.
    Due,
    /// The day has passed.
    Overdue,
    /// Something of it lies in this week.
    ThisWeek,
    /// Written down first by the person who looks; who is in charge is told by [`is_in_charge`].
    Mine,
    /// Changed last by somebody else, lately.
    ByOthers,
    /// The server has not confirmed all of it.
    Unsent,
    /// A field has several versions.
    Conflict,
}

impl Show {
    /// Every filter, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::Open,
        Self::Overdue,
        Self::Due,
        Self::ThisWeek,
        Self::Mine,
        Self::ByOthers,
        Self::Unsent,
        Self::Conflict,
    ];

    /// Returns the key under which it is kept. Never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "alle",
            Self::Open => "offen",
            Self::Due => "faellig",
            Self::Overdue => "ueberfaellig",
            Self::ThisWeek => "woche",
            Self::Mine => "meine",
            Self::ByOthers => "von-anderen",
            Self::Unsent => "nicht-gesendet",
            Self::Conflict => "zwei-fassungen",
        }
    }

    /// Finds a filter by its key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|show| show.key() == key)
    }

    /// Returns what it is called.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::All => text("Alle", "All"),
            Self::Open => text("Offene", "Open"),
            Self::Due => text("Fällig", "Due"),
            Self::Overdue => text("Überfällig", "Overdue"),
            Self::ThisWeek => text("Diese Woche", "This week"),
            Self::Mine => text("Meine", "Mine"),
            Self::ByOthers => text("Von anderen geändert", "Changed by others"),
            Self::Unsent => text("Nicht gesendet", "Not sent"),
            Self::Conflict => text("Zwei Fassungen", "Two versions"),
        }
    }

    /// Whether a record is shown.
    #[must_use]
    pub fn takes(self, def: &RecordDef, item: Item<'_>, now: Now<'_>) -> bool {
        let record = item.record;
        match self {
            Self::All => true,
            Self::Open => {
                def.state.is_some() && matches!(phase_of(def, record), Phase::Open | Phase::Running)
            }
            Self::Due => {
                due_day(def, record).is_some_and(|day| day <= now.today.saturating_add(DUE_DAYS))
            }
            Self::Overdue => due_day(def, record).is_some_and(|day| day < now.today),
            Self::ThisWeek => {
                let monday = monday_of(now.today);
                let week = monday..monday.saturating_add(7);
                [def.due, Some(def.order)]
                    .into_iter()
                    .flatten()
                    .filter_map(|field| day_in(record, field))
                    .any(|day| week.contains(&day))
            }
            Self::Mine => record
                .created()
                .is_some_and(|first| now.own.contains(&first.dot.device)),
            Self::ByOthers => record.changed().is_some_and(|last| {
                let day_ms = 86_400_000;
                let since = now
                    .now_ms
                    .saturating_sub(u64::from(NEWS_DAYS.unsigned_abs()) * day_ms);
                !now.own.contains(&last.dot.device) && last.time_ms() >= since
            }),
            Self::Unsent => item.unsent,
            Self::Conflict => record.conflicts().next().is_some(),
        }
    }
}

/// Whether the words of a field that says who is in charge name one of `names`: every word of it occurs there.
#[must_use]
pub fn is_in_charge(words: &str, names: &[String]) -> bool {
    let here = fold::words(words);
    names.iter().any(|name| {
        let name = fold::words(name);
        let occurs = |word: &fold::Word| here.iter().any(|it| it.folded.same(&word.folded));
        !name.is_empty() && name.iter().all(occurs)
    })
}

/// Returns the Monday of a day's week.
#[must_use]
pub const fn monday_of(day: i32) -> i32 {
    // Day 0, 1 January 1970, was a Thursday.
    day.saturating_sub((day.rem_euclid(7) + 3).rem_euclid(7))
}

/// In which order records are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As the kind is looked up: by its date or its name.
    #[default]
    Usual,
    /// By name.
    Title,
    /// By the day something is due, what has no day last.
    Due,
    /// Last changed first.
    Changed,
}

impl Order {
    /// Every order, as they are offered.
    pub const ALL: [Self; 4] = [Self::Usual, Self::Title, Self::Due, Self::Changed];

    /// Returns the key under which it is kept. Never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Usual => "ueblich",
            Self::Title => "name",
            Self::Due => "frist",
            Self::Changed => "geaendert",
        }
    }

    /// Finds an order by its key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.key() == key)
    }

    /// Returns what it is called.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Usual => text("wie üblich", "as usual"),
            Self::Title => text("nach Namen", "by name"),
            Self::Due => text("nach Frist", "by due date"),
            Self::Changed => text("zuletzt geändert", "last changed"),
        }
    }

    /// Whether the order means something for a kind.
    #[must_use]
    pub fn fits(self, def: &RecordDef) -> bool {
        match self {
            Self::Usual | Self::Changed => true,
            Self::Title => def.order != def.title,
            Self::Due => def.due.is_some_and(|due| due != def.order),
        }
    }
}

/// Returns the places of `records`, which stand in the kind's usual order, in another one. Equals stay as they are.
#[must_use]
pub fn order(def: &RecordDef, records: &[&RecordState], order: Order) -> Vec<usize> {
    let mut places: Vec<usize> = (0..records.len()).collect();
    let at = |place: &usize| records.get(*place).copied();
    match order {
        Order::Usual => {}
        Order::Title => places.sort_by_cached_key(|place| {
            let name = at(place).and_then(|record| title_text(def, record));
            (name.is_none(), name)
        }),
        Order::Due => places.sort_by_cached_key(|place| {
            let day = at(place).and_then(|record| due_day(def, record));
            (day.is_none(), day)
        }),
        Order::Changed => places.sort_by_cached_key(|place| {
            let last = at(place).and_then(RecordState::changed);
            core::cmp::Reverse(last.map(|last| (last.hlc, last.dot)))
        }),
    }
    places
}

/// The title of a record as people look it up.
fn title_text(def: &RecordDef, record: &RecordState) -> Option<String> {
    let field = def.field(def.title)?;
    let words = search_text(field, record.value(def.title)?);
    (!words.is_empty()).then(|| fold(&words).short)
}

/// Returns the places of `records` under the states of the workflow, in its order; states without records are left out.
/// A state only a newer app knows comes last. Empty for a kind without workflow.
#[must_use]
pub fn groups(
    def: &RecordDef,
    records: &[&RecordState],
) -> Vec<(Option<&'static StateDef>, Vec<usize>)> {
    let kind = def.state.and_then(|field| def.field(field));
    let Some(FieldKind::State { states }) = kind.map(|field| field.kind) else {
        return Vec::new();
    };
    let mut groups: Vec<(Option<&'static StateDef>, Vec<usize>)> = states
        .iter()
        .map(|state| (Some(state), Vec::new()))
        .chain([(None, Vec::new())])
        .collect();
    for (place, record) in records.iter().enumerate() {
        let key = state_of(def, record).map(|state| state.key);
        let group = groups
            .iter_mut()
            .find(|(state, _)| state.map(|state| state.key) == key);
        if let Some((_, places)) = group {
            places.push(place);
        }
    }
    groups.retain(|(_, places)| !places.is_empty());
    groups
}

#[cfg(test)]
mod tests;
