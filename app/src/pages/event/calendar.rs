//! Events for other programs' calendars.
//!
//! There is no address to subscribe to: the server holds nothing it could read, so it cannot write a calendar. What there is
//! instead is a file with lasting ids, that replaces what it brought before and says what was called off or thrown away. Two
//! of them: for the own calendar, and for the town's web page, where anybody's calendar may subscribe to it; that one holds
//! what is cleared for publication and nothing else.

use super::super::reading::{Reader, state_of};
use super::super::status::Status;
use crate::platform::clock::now_ms;
use crate::platform::file;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, Section};
use shared::event::calendar::{self, Entry, Sureness, When};
use shared::event::number;
use shared::ids::RecordId;
use shared::records::VERANSTALTUNG;
use shared::text::{event_words, fold::fold, words};
use shared::value::Value;

/// Who reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum For {
    /// People of the town: everything, with the programme.
    Own,
    /// Anybody: what is cleared for publication, without what is only being thought of.
    Public,
}

/// The key that saves one event for the own calendar.
pub(super) fn calendar_key(reader: Reader, status: Status, id: RecordId) -> AnyView {
    let press = Callback::new(move |()| {
        let view = untrack(|| reader.app.records.get(id));
        let name = view.as_ref().map(|view| reader.title(view));
        let entries = view.iter().filter_map(|view| entry(reader, view, For::Own));
        save(reader, status, &name.unwrap_or_default(), entries.collect());
    });
    view! { <Button label=reader.s(event_words::TO_CALENDAR) icon="save" press=press /> }.into_any()
}

/// The two files of a town, below its list of events.
pub(in crate::pages) fn files(reader: Reader, status: Status) -> AnyView {
    let press = move |audience: For| {
        Callback::new(move |()| {
            let records = reader.app.records;
            let mut all = untrack(|| records.list(&VERANSTALTUNG));
            all.extend(untrack(|| thrown_away(reader)));
            let entries = all
                .iter()
                .filter_map(|view| entry(reader, view, audience))
                .collect();
            let town = reader.app.session.current().get_untracked();
            let town = town.map(|town| town.title).unwrap_or_default();
            let name = match audience {
                For::Own => town,
                For::Public => format!("{town} {}", reader.t(event_words::PUBLIC_CALENDAR_NAME)),
            };
            save(reader, status, &name, entries);
        })
    };
    view! {
        <Section id="kalender" title=reader.t(event_words::CALENDAR_FILES)>
            <p class="section__note">{reader.t(event_words::TO_CALENDAR_TEXT)}</p>
            <div class="cluster">
                <Button label=reader.s(event_words::TO_CALENDAR) icon="save" press=press(For::Own) />
                <Button label=reader.s(event_words::PUBLIC_CALENDAR) icon="network" press=press(For::Public) />
            </div>
            <p class="section__note">{reader.t(event_words::PUBLIC_CALENDAR_TEXT)}</p>
        </Section>
    }
    .into_any()
}

/// Events of the town in the Papierkorb: calendars that have them have to be told.
fn thrown_away(reader: Reader) -> Vec<RecordView> {
    let records = reader.app.records;
    let home = records.home(VERANSTALTUNG.home);
    let mut all = records.trashed();
    all.retain(|view| view.def.id == VERANSTALTUNG.id && Some(view.space) == home);
    all
}

/// Offers a calendar. Its name is the same every time, so that a newer file takes the place of an older one.
fn save(reader: Reader, status: Status, name: &str, entries: Vec<Entry>) {
    let content = calendar::write(name, &entries);
    let file = format!("termine-{}.ics", fold(name).short.replace(' ', "-"));
    let saved = !entries.is_empty() && file::save(&file, "text/calendar;charset=utf-8", &content);
    let line = if saved {
        words::EXPORTED
    } else {
        event_words::NOTHING_FOR_CALENDAR
    };
    status.offer(reader.s(line), None);
}

fn entry(reader: Reader, view: &RecordView, audience: For) -> Option<Entry> {
    let field = |key: &str| number(&VERANSTALTUNG, key);
    let when = |key: &str| match view.state.value(field(key))? {
        Value::Date(day) => Some(When::Day(*day)),
        Value::DateTime(minutes) => Some(When::Time(*minutes)),
        _ => None,
    };
    let public = audience == For::Public;
    if public && view.state.value(field("freigabe")) != Some(&Value::Bool(true)) {
        return None;
    }
    let sureness = match state_of(view).map(|state| state.key) {
        _ if view.state.trashed() => Sureness::Cancelled,
        Some("abgesagt") => Sureness::Cancelled,
        Some("idee" | "geplant" | "verschoben") | None => Sureness::Tentative,
        Some(_) => Sureness::Confirmed,
    };
    let programme = reader.field(view, field("programm"));
    Some(Entry {
        id: view.id,
        title: reader.title(view),
        place: reader.field(view, field("ort")).unwrap_or_default(),
        text: programme.filter(|_| !public).unwrap_or_default(),
        begin: when("beginn")?,
        end: when("ende"),
        sureness,
        changed_ms: view
            .state
            .changed()
            .map_or_else(now_ms, shared::merge::Version::time_ms),
    })
}
