//! Every place of the app and its address. The only file with path strings.

use shared::ids::{MemberId, RecordId, SpaceId};
use shared::records::RecordDef;

/// Address of the page of today; also the start of the app.
pub const TODAY: &str = "/";
/// Address of the list of events.
pub const DATES: &str = "/termine";
/// Address of the page of the town.
pub const TOWN: &str = "/ort";
/// Address of the page of the network.
pub const NETWORK: &str = "/netzwerk";
/// Address of the list of towns, for devices with more than one.
pub const TOWNS: &str = "/orte";
/// Address of the sync page.
pub const SYNC: &str = "/abgleich";
/// Address of handing over without a network.
pub const HAND_OVER: &str = "/uebergabe";
/// Address of what was recovered and what is missing.
pub const RECOVERED: &str = "/wiederhergestellt";
/// Address of the settings.
pub const SETTINGS: &str = "/einstellungen";
/// Address of the search; the query is `q`.
pub const SEARCH: &str = "/suche";
/// Address of the Papierkorb.
pub const BIN: &str = "/papierkorb";
/// Address of the page that makes invitations.
pub const INVITE: &str = "/einladen";
/// Address of the quick card without an event.
pub const CARD: &str = "/karte";
/// Address of jotting something down.
pub const CAPTURE: &str = "/notieren";
/// Address of the desk of the project team.
pub const CENTRE: &str = "/zentrale";
/// Address of what waits for decisions.
pub const DESK: &str = "/abgleichtisch";
/// Name of the query parameter that names the circle to invite into.
pub const INTO: &str = "kreis";
/// Address of the list of circles.
pub const CIRCLES: &str = "/kreise";
/// Address of the form that founds a town.
pub const FOUND_TOWN: &str = "/ort-anlegen";
/// Address of the form that founds a case.
pub const FOUND_CASE: &str = "/fall-anlegen";
/// Address of the devices of the person at hand.
pub const DEVICES: &str = "/geraete";
/// Address of what to do when a phone is lost.
pub const LOST: &str = "/telefon-weg";
/// Address of the recovery sheet.
pub const SHEET: &str = "/wiederherstellungsblatt";
/// Address of the confidential room.
pub const CONFIDENTIAL: &str = "/vertraulich";
/// Address of the helper for the first 24 hours.
pub const FIRST_DAY: &str = "/erste-24-stunden";
/// Name of the query parameter that names the record a new record belongs to.
pub const PARENT: &str = "parent";

/// Name of the query parameter that names the field at which a form opens.
pub const AT_FIELD: &str = "feld";
/// End of the address of a form over the page of its record.
const EDIT: &str = "/bearbeiten";

/// Returns the address of the list of a kind.
#[must_use]
pub fn list(def: &RecordDef) -> String {
    format!("/r/{}", def.key)
}

/// Returns the address of the form for a new record.
#[must_use]
pub fn new(def: &RecordDef) -> String {
    format!("/r/{}/neu", def.key)
}

/// Returns the address of the form for a new record in which some fields, by key, are filled in.
#[must_use]
pub fn new_with(def: &RecordDef, fields: &[(&str, String)]) -> String {
    let known: Vec<String> = fields
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    if known.is_empty() {
        return new(def);
    }
    format!("{}?{}", new(def), known.join("&"))
}

/// Returns the address of the form for a new record that belongs to another.
#[must_use]
pub fn new_child(def: &RecordDef, parent: RecordId) -> String {
    format!("/r/{}/neu?{PARENT}={parent}", def.key)
}

/// Returns the name of the draft of that form.
#[must_use]
pub fn new_child_draft(def: &RecordDef, parent: RecordId) -> String {
    format!("{}/neu/{parent}", def.key)
}

/// Returns the address of a record.
#[must_use]
pub fn record(def: &RecordDef, id: RecordId) -> String {
    format!("/r/{}/{id}", def.key)
}

/// Returns the address of the form that changes a record.
#[must_use]
pub fn edit(def: &RecordDef, id: RecordId) -> String {
    format!("{}{EDIT}", record(def, id))
}

/// Returns the address of the form that changes a record, opened at one field.
#[must_use]
pub fn edit_at(def: &RecordDef, id: RecordId, field: &str) -> String {
    format!("{}?{AT_FIELD}={field}", edit(def, id))
}

/// Returns the page that lies beneath a sheet: the one it was opened from, else the page of its record. `None` for the
/// address of a page.
#[must_use]
pub fn beneath(address: &str, came_from: Option<&str>) -> Option<String> {
    let record = record_of_sheet(address)?;
    let page = came_from.filter(|page| page.starts_with('/') && record_of_sheet(page).is_none());
    Some(page.unwrap_or(record).to_owned())
}

fn record_of_sheet(address: &str) -> Option<&str> {
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    path.strip_suffix(EDIT)
}

/// Returns the address of who changed what in a record.
#[must_use]
pub fn history(def: &RecordDef, id: RecordId) -> String {
    format!("/r/{}/{id}/verlauf", def.key)
}

/// Returns the address of counting an event.
#[must_use]
pub fn count(event: RecordId) -> String {
    format!("/zaehlen/{event}")
}

/// Returns the address of the quick card for an event.
#[must_use]
pub fn card(event: RecordId) -> String {
    format!("{CARD}/{event}")
}

/// Returns the address of uniting two records: the first takes up the other.
#[must_use]
pub fn unite(into: RecordId, from: RecordId) -> String {
    format!("/zusammenfuehren/{into}/{from}")
}

/// Returns the address of a decision between versions of a field.
#[must_use]
pub fn conflict(id: RecordId, field: u16) -> String {
    format!("/konflikt/{id}/{field}")
}

/// Returns the address of the page that invites into a circle.
#[must_use]
pub fn invite_into(space: SpaceId) -> String {
    format!("{INVITE}?{INTO}={space}")
}

/// Returns the address of a circle.
#[must_use]
pub fn circle(space: SpaceId) -> String {
    format!("/kreis/{space}")
}

/// Returns the address of a person in a circle.
#[must_use]
pub fn person(space: SpaceId, member: MemberId) -> String {
    format!("/kreis/{space}/{member}")
}

/// Returns the address of what removed devices had not sent.
#[must_use]
pub fn left_work(space: SpaceId) -> String {
    format!("/nachlass/{space}")
}

/// Returns the address of an alarm.
#[must_use]
pub fn alarm(space: SpaceId) -> String {
    format!("/alarm/{space}")
}

/// Returns the address of a case in the confidential room.
#[must_use]
pub fn case(space: SpaceId) -> String {
    format!("/vertraulich/{space}")
}

/// Address of the form for a new event with its checklist.
pub const NEW_EVENT: &str = "/termin-neu";

/// Returns the address of the page of an event.
#[must_use]
pub fn event(event: RecordId) -> String {
    format!("/termin/{event}")
}

/// Returns the address of the check the evening before.
#[must_use]
pub fn ready(event: RecordId) -> String {
    format!("/bereit/{event}")
}

/// Returns the address of the votes of an event.
#[must_use]
pub fn votes(event: RecordId) -> String {
    format!("/punkte/{event}")
}

/// Returns the address where a pinboard of a vote is typed in.
#[must_use]
pub fn board(vote: RecordId) -> String {
    format!("/pinnwand/{vote}")
}

/// Returns the address where a pinboard is counted again.
#[must_use]
pub fn recount(vote: RecordId, board: RecordId) -> String {
    format!("/pinnwand/{vote}/{board}")
}

/// Returns the address of the poster of a vote.
#[must_use]
pub fn poster(vote: RecordId) -> String {
    format!("/plakat/{vote}")
}

/// Returns the address that opens or makes the minutes of an event.
#[must_use]
pub fn new_minutes(event: RecordId) -> String {
    format!("/mitschreiben/{event}")
}

/// Returns the address where minutes are written.
#[must_use]
pub fn minutes(minutes: RecordId) -> String {
    format!("/protokoll/{minutes}")
}

/// Returns the address of the tasks of one organisation from a meeting, by its place in the list.
#[must_use]
pub fn handout(minutes: RecordId, place: usize) -> String {
    format!("/protokoll/{minutes}/{place}")
}

/// Returns the address of the debrief of an event.
#[must_use]
pub fn debrief(event: RecordId) -> String {
    format!("/nachbereitung/{event}")
}

/// Returns the address of the steps of a participation.
#[must_use]
pub fn flow(participation: RecordId) -> String {
    format!("/ablauf/{participation}")
}

/// Returns the address of a discreet note at an event.
#[must_use]
pub fn incident(event: RecordId) -> String {
    format!("/notiz/{event}")
}

/// Address of the check of all idea cards.
pub const CHECK_CARDS: &str = "/karten";

/// Returns the address of the check of an event's idea cards.
#[must_use]
pub fn check_cards(event: RecordId) -> String {
    format!("{CHECK_CARDS}/{event}")
}

/// Returns the address where an event or an alliance becomes one of several towns.
#[must_use]
pub fn joint(id: RecordId) -> String {
    format!("/gemeinsam/{id}")
}

#[cfg(test)]
mod tests {
    use super::beneath;
    use wasm_bindgen_test::wasm_bindgen_test;

    const SHEET: &str = "/r/aufgabe/01/bearbeiten?feld=titel";

    #[wasm_bindgen_test(unsupported = test)]
    fn a_sheet_lies_over_the_page_it_was_opened_from() {
        assert_eq!(
            beneath(SHEET, Some("/termin/02?a=b")).as_deref(),
            Some("/termin/02?a=b")
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_sheet_from_outside_or_from_another_sheet_lies_over_its_record() {
        for came_from in [
            None,
            Some("https://example.org"),
            Some("/r/notiz/02/bearbeiten"),
        ] {
            assert_eq!(beneath(SHEET, came_from).as_deref(), Some("/r/aufgabe/01"));
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_page_has_nothing_beneath() {
        assert_eq!(beneath("/r/aufgabe/01", Some("/")), None);
        assert_eq!(
            beneath("/r/aufgabe/01/verlauf?von=/bearbeiten", Some("/")),
            None
        );
    }
}
