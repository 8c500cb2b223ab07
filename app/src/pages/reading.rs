//! Records in words: titles, values, dates, people. The bridge between what a record holds and what a page says.
//!
//! Nothing here names a kind of record; what a value is called stands in its definition and in `shared`.

use super::wall_clock::{self, WallClock};
use crate::platform::clock::now_ms;
use crate::state::{App, Author, RecordView, Who, use_app};
use crate::ui::*;
use shared::ids::{DeviceId, RecordId, SpaceId};
use shared::lists;
use shared::records::{FieldDef, FieldKind, Phase, RecordDef, Shape, SpaceKind, StateDef};
use shared::text::{Locale, Text, dates, words};
use shared::value::{Value, display};

/// Says things in the language of the interface. `Copy`; made at the top of a page, usable in handlers.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The app's state.
    pub app: App,
    /// The language. Changing it draws the whole page again, so it is fixed for the life of a page.
    pub locale: Locale,
    /// Words in Upper Sorbian where there are any.
    sorbian: bool,
    clock: WallClock,
}

/// Makes a reader for the page being drawn.
#[must_use]
pub fn use_reader() -> Reader {
    let app = use_app();
    Reader {
        app,
        locale: app.prefs.locale().get_untracked(),
        sorbian: app.prefs.sorbian().get_untracked(),
        clock: expect_context(),
    }
}

impl Reader {
    /// Returns a text in the language of the interface.
    #[must_use]
    pub const fn t(self, text: Text) -> &'static str {
        if self.sorbian {
            text.sorbian()
        } else {
            text.get(self.locale)
        }
    }

    /// Returns a text as an owned string, for properties of widgets.
    #[must_use]
    pub fn s(self, text: Text) -> String {
        self.t(text).to_owned()
    }

    /// Returns now in wall-clock minutes. Reactive.
    #[must_use]
    pub fn now(self) -> i64 {
        self.clock.now()
    }

    /// Returns today. Reactive.
    #[must_use]
    pub fn today(self) -> i32 {
        self.clock.today()
    }

    /// Returns what names a record: the first line of its title field, else the record it belongs to, else its kind.
    #[must_use]
    pub fn title(self, view: &RecordView) -> String {
        if let Some(title) = self.field(view, view.def.title) {
            return title.lines().next().unwrap_or_default().to_owned();
        }
        let parent = view.def.parent.and_then(|field| self.field(view, field));
        parent.unwrap_or_else(|| self.s(view.def.name))
    }

    /// Returns what names the record with this id, if it is shown on this device. Reactive.
    #[must_use]
    pub fn name(self, id: RecordId) -> Option<String> {
        self.app.records.get(id).map(|view| self.title(&view))
    }

    /// Returns a field's value in words; `None` when there is nothing to say.
    #[must_use]
    pub fn field(self, view: &RecordView, id: u16) -> Option<String> {
        let field = view.def.field(id)?;
        match field.kind.shape() {
            Shape::Set => {
                let mut all: Vec<String> = view
                    .state
                    .elements(id)
                    .into_iter()
                    .map(|(_, value)| self.value(field, value))
                    .collect();
                all.sort_unstable();
                (!all.is_empty()).then(|| all.join(", "))
            }
            Shape::Entries => {
                let all: Vec<String> = view
                    .state
                    .elements(id)
                    .into_iter()
                    .map(|(_, value)| self.correction(view.def, value))
                    .collect();
                (!all.is_empty()).then(|| all.join("; "))
            }
            Shape::Counter => {
                let counter = view.state.counter(id);
                (!counter.shares.is_empty()).then(|| self.number(counter.total))
            }
            // They have a place of their own on the page.
            Shape::Files => None,
            Shape::One => {
                let value = &view.state.shown(id)?.value;
                (!value.is_empty()).then(|| self.value(field, value))
            }
        }
    }

    /// Returns one value of a field in words. Links become the title of their record.
    #[must_use]
    pub fn value(self, field: &FieldDef, value: &Value) -> String {
        if let Value::Link(id) = value {
            return self.linked(*id);
        }
        let context = display::Context {
            locale: self.locale,
            today: Some(untrack(|| self.today())),
            title_of: &|_| None,
        };
        display::show(field, value, &context)
    }

    /// Returns a counter-entry in words.
    #[must_use]
    pub fn correction(self, def: &RecordDef, value: &Value) -> String {
        let Value::Correction {
            field,
            amount,
            reason,
        } = value
        else {
            return String::new();
        };
        let label = def.field(*field).map_or("", |field| self.t(field.label));
        format!(
            "{} „{label}“: {reason}",
            display::signed(*amount, self.locale)
        )
    }

    fn linked(self, id: RecordId) -> String {
        self.name(id)
            .unwrap_or_else(|| self.s(words::ENTRY_ELSEWHERE))
    }

    /// Returns the second line of a list row.
    #[must_use]
    pub fn summary(self, view: &RecordView) -> String {
        self.summary_beside(view, None)
    }

    /// Returns the second line of a list row beside the leaf of a day: a day of this year is not said twice.
    #[must_use]
    pub fn summary_beside(self, view: &RecordView, leaf: Option<i32>) -> String {
        let year = |day: i32| dates::civil(day).year;
        let told = leaf.is_some_and(|day| year(day) == year(untrack(|| self.today())));
        let told = told.then_some(view.def.order).filter(|order| {
            let field = view.def.field(*order);
            field.is_some_and(|field| matches!(field.kind, FieldKind::Date))
        });
        let parts: Vec<String> = view
            .def
            .summary
            .iter()
            .filter(|id| Some(**id) != view.def.state && Some(**id) != told)
            .filter(|id| !lists::is_said_by_another(view.def, &view.state, **id))
            // What already names the record is not said twice.
            .filter(|id| {
                Some(**id) != view.def.parent || self.field(view, view.def.title).is_some()
            })
            .filter_map(|id| {
                let value = self.field(view, *id)?;
                let field = view.def.field(*id)?;
                // A day that is not what the list is ordered by says what it is the day of.
                let day = matches!(field.kind, FieldKind::Date | FieldKind::DateTime);
                Some(if day && *id != view.def.order {
                    format!("{}: {value}", self.t(field.label))
                } else {
                    value
                })
            })
            .collect();
        parts.join(" · ")
    }

    /// Whether this device reads a space of this kind at all; kinds that live elsewhere are not offered. Reactive.
    #[must_use]
    pub fn has_room(self, home: SpaceKind) -> bool {
        let spaces = self.app.session.spaces();
        spaces.with(|spaces| spaces.iter().any(|space| space.kind == home))
    }

    /// Whether this device may add a record of a kind where the app would put it. A confidential circle takes nothing
    /// before two people administer it. Reactive.
    #[must_use]
    pub fn may_add(self, def: &'static RecordDef) -> bool {
        self.may_add_below(def, None)
    }

    /// The same for a record that belongs to another, which may live elsewhere. Reactive.
    #[must_use]
    pub fn may_add_below(self, def: &'static RecordDef, parent: Option<RecordId>) -> bool {
        let space = self.app.records.home_below(def, parent);
        space.is_some_and(|space| {
            self.app.session.may_write(space)
                && self
                    .app
                    .trust
                    .circle(space)
                    .is_some_and(|it| !it.needs_admins && it.alarm.is_none())
        })
    }

    /// Returns who wrote with a device in a record, with "dieses Gerät" where it is this one.
    #[must_use]
    pub fn who(self, view: &RecordView, device: DeviceId) -> String {
        match self.app.session.author(view, device) {
            Author::Known(who) => self.person(who),
            Author::Elsewhere | Author::Unknown => self.author_name(view, device),
        }
    }

    /// Returns the name of who wrote with a device in a record.
    #[must_use]
    pub fn author_name(self, view: &RecordView, device: DeviceId) -> String {
        match self.app.session.author(view, device) {
            Author::Known(who) => who.name,
            Author::Elsewhere => self.s(words::ANOTHER_TOWN),
            Author::Unknown => self.s(words::UNKNOWN_DEVICE),
        }
    }

    /// Returns who is behind a device of a space, the same way.
    #[must_use]
    pub fn who_in(self, space: SpaceId, device: DeviceId) -> String {
        let who = self.app.session.who(space, device);
        who.map_or_else(|| self.s(words::UNKNOWN_DEVICE), |who| self.person(who))
    }

    fn person(self, who: Who) -> String {
        if who.this_device {
            format!("{} · {}", who.name, self.t(words::THIS_PHONE_LOWER))
        } else {
            who.name
        }
    }

    /// Returns a number with separators.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        display::number(number, self.locale)
    }

    /// Returns a day, for example "Di, 15. September".
    #[must_use]
    pub fn day(self, days: i32) -> String {
        dates::day(days, self.locale, Some(untrack(|| self.today())))
    }

    /// Returns a time of day, for example "14:02".
    #[must_use]
    pub fn clock(self, minutes: i64) -> String {
        dates::time(minutes)
    }

    /// Returns a wall-clock time seen from now: "11:52", "gestern 18:10", "Fr 18:10", else day and time.
    #[must_use]
    pub fn near(self, minutes: i64) -> String {
        let now = wall_clock::from_ms(now_ms());
        if dates::split(minutes).0 == dates::split(now).0 {
            return format!("{} {}", self.t(words::TODAY_LOWER), dates::time(minutes));
        }
        dates::recent(minutes, now, self.locale)
    }

    /// Returns a universal time in the words of [`Reader::near`].
    #[must_use]
    pub fn near_ms(self, ms: u64) -> String {
        self.near(wall_clock::from_ms(ms))
    }

    /// Returns the time of day of a universal time.
    #[must_use]
    pub fn clock_ms(self, ms: u64) -> String {
        self.clock(wall_clock::from_ms(ms))
    }
}

/// Returns the state of a record's workflow; a record without one is in the first.
#[must_use]
pub fn state_of(view: &RecordView) -> Option<&'static StateDef> {
    lists::state_of(view.def, &view.state)
}

/// Returns what the state of a record means for lists; a kind without workflow is always open.
#[must_use]
pub fn phase_of(view: &RecordView) -> Phase {
    lists::phase_of(view.def, &view.state)
}

/// Returns a field's day, whether it is kept as day or as time.
#[must_use]
pub fn day_in(view: &RecordView, id: u16) -> Option<i32> {
    lists::day_in(&view.state, id)
}

/// Returns a field's wall-clock time; a day begins at midnight.
#[must_use]
pub fn minutes_in(view: &RecordView, id: u16) -> Option<i64> {
    match view.state.shown(id)?.value {
        Value::Date(day) => Some(i64::from(day) * dates::DAY_MINUTES),
        Value::DateTime(minutes) => Some(minutes),
        _ => None,
    }
}

/// Returns the milliseconds since 1970 of a version's clock.
#[must_use]
pub const fn ms_of(hlc: u64) -> u64 {
    hlc >> 16
}
