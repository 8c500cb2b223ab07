use super::*;
use crate::event::number;
use crate::event::testing::Phone;
use crate::merge::derived_record;
use crate::records::build::{LINE, field};
use crate::records::{
    AKTEUR, ALL, ALLIANZ, AUFGABE, BEITRAG, BESCHLUSS, BETEILIGUNG, JOINT, Joint, MITGLIEDSCHAFT,
    PROTOKOLL, RECORD, STATION, VERANSTALTUNG,
};
use crate::text::text;

const RECORD_ID: RecordId = RecordId([7; 16]);
const OTHER_RECORD: RecordId = RecordId([8; 16]);
const TOWN: RecordId = RecordId([1; 16]);
const OTHER: RecordId = RecordId([2; 16]);

fn set(def: &RecordDef, key: &str, value: Value) -> Edit {
    Edit::Set {
        field: number(def, key),
        value,
        prev: Vec::new(),
    }
}

fn say(def: &RecordDef, key: &str, words: &str) -> Edit {
    set(def, key, Value::Text(words.to_owned()))
}

fn link(def: &RecordDef, key: &str, to: RecordId) -> Edit {
    set(def, key, Value::Link(to))
}

fn among(def: &RecordDef, key: &str, to: RecordId) -> Edit {
    Edit::Put {
        field: number(def, key),
        element: *to.as_bytes(),
        value: Value::Link(to),
    }
}

fn record(def: &RecordDef, edits: &[Edit]) -> RecordState {
    let mut phone = Phone::new(1);
    phone.write(def, RECORD_ID, edits);
    phone.record(RECORD_ID)
}

fn event() -> RecordState {
    let def = &VERANSTALTUNG;
    let edits = [
        say(def, "titel", "Markt der Nachbarn"),
        set(def, "beginn", Value::DateTime(30_000_000)),
        say(def, "programm", "15 Uhr Musik"),
        say(def, "schichten", "13–15 Eingang: Herr Krause"),
        say(def, "notfallkontakt", "Einsatzleitung, 03591 123456"),
        say(def, "lief_nicht", "zu wenig Werbung"),
        set(def, "kosten", Value::Int(40_000)),
        among(def, "partner", OTHER_RECORD),
    ];
    record(def, &edits)
}

fn alliance() -> RecordState {
    let def = &ALLIANZ;
    let edits = [
        say(def, "name", "Bündnis Oberland"),
        say(def, "status", "aktiv"),
        say(def, "anlass", "Nach dem Abend bei Frau Krause am Markt"),
        say(def, "form", "runder_tisch"),
        say(def, "sprecher_funktion", "Pfarramt, 03591 123456"),
        say(def, "treffrhythmus", "jeden zweiten Dienstag"),
        say(def, "sichtbarkeit", "verdeckt"),
        say(def, "selbstverstaendnis", "Wir streiten über Sachen."),
        set(def, "selbstverstaendnis_am", Value::Date(20_000)),
        say(def, "entscheidung", "konsens"),
        say(def, "aussenvertretung", "Nur, was beschlossen ist."),
        set(def, "name_oeffentlich", Value::Bool(true)),
        say(def, "quelle", "gemeldet"),
        set(def, "loeschen_ab", Value::Date(30_000)),
    ];
    record(def, &edits)
}

/// A third kind that may be joint: what it takes is one line.
static HOUSE: RecordDef = RecordDef {
    id: 60_002,
    key: "haus",
    name: text("Haus", "House"),
    fields: &[
        field(1, "name", text("Name", "Name"), LINE).required(),
        field(2, "schluessel", text("Schlüssel", "Key"), LINE),
        field(
            903,
            TOWNS,
            text("Weitere Kommunen", "Other municipalities"),
            FieldKind::Links { to: "kommune" },
        ),
    ],
    joint: Some(&Joint {
        released: &["name"],
        ..JOINT
    }),
    ..RECORD
};

fn keys(fields: &[&FieldDef]) -> Vec<&'static str> {
    fields.iter().map(|field| field.key).collect()
}

/// Kind, record, what goes along, what is held back for a name, what is not copied.
type Row = (
    &'static RecordDef,
    RecordState,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn a_release_copies_what_both_need_and_keeps_what_looks_like_a_name() {
    let house = [
        say(&HOUSE, "name", "Alte Schule"),
        say(&HOUSE, "schluessel", "unter dem Stein"),
    ];
    let table: [Row; 3] = [
        (
            &VERANSTALTUNG,
            event(),
            &["titel", "beginn", "programm", "notfallkontakt"],
            &["schichten"],
            &["lief_nicht", "kosten"],
        ),
        (
            &ALLIANZ,
            alliance(),
            &[
                "name",
                "status",
                "form",
                "treffrhythmus",
                "sichtbarkeit",
                "selbstverstaendnis",
                "selbstverstaendnis_am",
                "entscheidung",
                "aussenvertretung",
                "name_oeffentlich",
            ],
            &["anlass", "sprecher_funktion"],
            &["quelle", "loeschen_ab"],
        ),
        (
            &HOUSE,
            record(&HOUSE, &house),
            &["name"],
            &[],
            &["schluessel"],
        ),
    ];
    for (def, own, goes, held, stays) in table {
        let release = release(def, &own, &[TOWN, OTHER], None);
        assert_eq!(keys(&release.released), goes, "{}", def.key);
        assert_eq!(keys(&release.held_back), held, "{}", def.key);
        assert!(!release.lacks_something(), "{}", def.key);
        let mut network = Phone::new(2);
        network.write(def, RECORD_ID, &release.edits);
        let joint = network.record(RECORD_ID);
        assert_eq!(towns(def, &joint), [TOWN, OTHER], "{}", def.key);
        for key in goes {
            let field = number(def, key);
            assert_eq!(joint.value(field), own.value(field), "{}.{key}", def.key);
        }
        for key in held.iter().chain(stays) {
            assert_eq!(joint.value(number(def, key)), None, "{}.{key}", def.key);
        }
    }
}

#[test]
fn a_kind_that_is_not_joint_releases_nothing_and_an_alliance_named_like_a_person_neither() {
    let task = record(&AUFGABE, &[say(&AUFGABE, "titel", "Bänke holen")]);
    assert!(release(&AUFGABE, &task, &[TOWN], None).edits.is_empty());
    let named = record(
        &ALLIANZ,
        &[say(&ALLIANZ, "name", "Freunde von Frau Krause")],
    );
    assert!(release(&ALLIANZ, &named, &[TOWN], None).lacks_something());
}

/// Nothing of a narrower circle is named in the network: no organisation, no file, no record of a town.
#[test]
fn what_is_released_exists_and_refers_to_nothing_of_a_town() {
    let shared = ALL.iter().filter(|def| def.joint.is_some());
    for def in shared.copied().chain([&HOUSE]) {
        let joint = def.joint.unwrap();
        assert_eq!(def.home, SpaceKind::Town, "{}", def.key);
        let towns = def.field_by_key(TOWNS).unwrap();
        assert!(
            matches!(towns.kind, FieldKind::Links { to: "kommune" }),
            "{}",
            def.key
        );
        let title = def.field(def.title).unwrap();
        assert!(joint.released.contains(&title.key), "{}", def.key);
        for key in joint.released {
            let field = def.field_by_key(key);
            let field = field.unwrap_or_else(|| panic!("{}.{key}", def.key));
            let refers = matches!(
                field.kind,
                FieldKind::Link { .. }
                    | FieldKind::Links { .. }
                    | FieldKind::AnyLink
                    | FieldKind::Files
            );
            assert!(!refers, "{}.{key}", def.key);
        }
        assert!(
            joint
                .functions
                .iter()
                .all(|key| joint.released.contains(key))
        );
        assert!(
            joint
                .fixed
                .iter()
                .all(|key| by_key(key).is_some_and(goes_along))
        );
        assert!(!joint.parting.is_empty(), "{}", def.key);
    }
}

/// What every town can read of an alliance is looked at for names whenever it is written, not only when it is given away.
#[test]
fn every_text_of_a_joint_alliance_is_looked_at_for_names_in_the_form() {
    for key in ALLIANZ.joint.unwrap().released {
        let field = ALLIANZ.field_by_key(key).unwrap();
        let free = matches!(
            field.kind,
            FieldKind::Text { .. } | FieldKind::LongText { .. }
        );
        assert!(!free || field.names_guard, "{key}");
    }
}

#[test]
fn members_minutes_and_tasks_of_a_town_follow_its_alliance_and_come_back() {
    let joint = id_of(&ALLIANZ, RECORD_ID);
    assert_ne!(joint, RECORD_ID);
    let actor = RecordId([30; 16]);
    let rows: [(u8, &RecordDef, &str, &[Edit]); 4] = [
        (
            10,
            &MITGLIEDSCHAFT,
            "allianz",
            &[
                link(&MITGLIEDSCHAFT, "akteur", actor),
                say(&MITGLIEDSCHAFT, "rolle", "kern"),
            ],
        ),
        (11, &PROTOKOLL, "allianz", &[]),
        (12, &AUFGABE, "bezug", &[]),
        (13, &MITGLIEDSCHAFT, "allianz", &[]),
    ];
    let mut town = Phone::new(1);
    for (id, def, key, more) in &rows {
        let mut edits = more.to_vec();
        edits.push(link(def, key, RECORD_ID));
        town.write(def, RecordId([*id; 16]), &edits);
    }
    let stranger = RecordId([14; 16]);
    town.write(
        &MITGLIEDSCHAFT,
        stranger,
        &[link(&MITGLIEDSCHAFT, "allianz", OTHER_RECORD)],
    );
    // The last of them this device may only read.
    let states: Vec<(RecordId, &'static RecordDef, RecordState, bool)> = rows
        .iter()
        .map(|(id, def, ..)| (RecordId([*id; 16]), *def, *id != 13))
        .chain([(stranger, &MITGLIEDSCHAFT, true)])
        .map(|(id, def, may_write)| (id, def, town.record(id), may_write))
        .collect();
    let refers = states
        .iter()
        .map(|(id, def, state, may)| (*id, *def, state, *may));
    let (writes, left) = lead(RECORD_ID, joint, refers);
    assert_eq!((writes.len(), left), (3, 1));
    for (id, edits) in &writes {
        let (_, def, key, _) = rows
            .iter()
            .find(|(row, ..)| RecordId([*row; 16]) == *id)
            .unwrap();
        town.write(def, *id, edits);
        let now = town.record(*id);
        assert_eq!(now.value(number(def, key)), Some(&Value::Link(joint)));
        assert_eq!(now.conflicts().count(), 0);
        // It is still the town's own.
        assert_eq!(owner_in(def, edits), None);
        let (back, _) = lead(joint, RECORD_ID, [(*id, *def, &now, true)]);
        town.write(def, *id, &back[0].1);
        let back = town.record(*id);
        assert_eq!(back.value(number(def, key)), Some(&Value::Link(RECORD_ID)));
    }
    let member = town.record(RecordId([10; 16]));
    let field = |key| number(&MITGLIEDSCHAFT, key);
    assert_eq!(member.value(field("akteur")), Some(&Value::Link(actor)));
    assert_eq!(member.text(field("rolle")), Some("kern"));
}

#[test]
fn what_was_shared_taken_back_and_shared_again_says_what_it_says_now() {
    let first = release(&ALLIANZ, &alliance(), &[TOWN, OTHER], None);
    let mut network = Phone::new(2);
    network.write(&ALLIANZ, RECORD_ID, &first.edits);
    network.write(&ALLIANZ, RECORD_ID, &[Edit::Trash]);
    let third = RecordId([3; 16]);
    let changed = [
        say(&ALLIANZ, "name", "Bündnis Unterland"),
        say(&ALLIANZ, "treffrhythmus", "bei Frau Krause"),
    ];
    let changed = record(&ALLIANZ, &changed);
    let before = network.record(RECORD_ID);
    let again = release(&ALLIANZ, &changed, &[TOWN, third], Some(&before));
    network.write(&ALLIANZ, RECORD_ID, &again.edits);
    let joint = network.record(RECORD_ID);
    assert!(!joint.trashed());
    assert_eq!(joint.conflicts().count(), 0);
    let mut now = towns(&ALLIANZ, &joint);
    now.sort_unstable();
    assert_eq!(now, [TOWN, third]);
    let said = |key| joint.text(number(&ALLIANZ, key));
    assert_eq!(said("name"), Some("Bündnis Unterland"));
    assert_eq!(said("treffrhythmus"), None);
    assert_eq!(said("form"), None);
}

#[test]
fn two_phones_that_share_one_alliance_make_one_and_what_the_other_town_wrote_stays() {
    let first = release(&ALLIANZ, &alliance(), &[TOWN, OTHER], None);
    let mut network = Phone::new(2);
    network.write(&ALLIANZ, RECORD_ID, &first.edits);
    let name = number(&ALLIANZ, "name");
    let better = Edit::Set {
        field: name,
        value: Value::Text("Bündnis beider Täler".to_owned()),
        prev: network.record(RECORD_ID).dots(name),
    };
    network.write(&ALLIANZ, RECORD_ID, &[better]);
    let before = network.record(RECORD_ID);
    let second = release(&ALLIANZ, &alliance(), &[TOWN, OTHER], Some(&before));
    network.write(&ALLIANZ, RECORD_ID, &second.edits);
    let joint = network.record(RECORD_ID);
    assert_eq!(joint.text(name), Some("Bündnis beider Täler"));
    assert_eq!(joint.conflicts().count(), 0);
}

#[test]
fn the_former_record_is_known_by_the_joint_one() {
    let joint = id_of(&ALLIANZ, RECORD_ID);
    let thrown = [OTHER_RECORD, RECORD_ID];
    assert_eq!(former(&ALLIANZ, joint, thrown), Some(RECORD_ID));
    assert_eq!(former(&ALLIANZ, joint, [OTHER_RECORD]), None);
    let count = derived_record(RECORD_ID, ALLIANZ.id, "");
    assert_ne!(joint, count);
}

#[test]
fn what_was_counted_or_written_at_an_event_is_too_late_and_members_of_an_alliance_are_not() {
    let card = record(&BEITRAG, &[link(&BEITRAG, "veranstaltung", RECORD_ID)]);
    let task = record(&AUFGABE, &[link(&AUFGABE, "veranstaltung", RECORD_ID)]);
    let late =
        |id, kind: &'static RecordDef, state| is_too_late(&VERANSTALTUNG, id, [(kind, state)]);
    assert!(late(RECORD_ID, &BEITRAG, &card));
    assert!(!late(OTHER_RECORD, &BEITRAG, &card));
    assert!(!late(RECORD_ID, &AUFGABE, &task));
    let minutes = record(&PROTOKOLL, &[link(&PROTOKOLL, "allianz", RECORD_ID)]);
    assert!(!is_too_late(&ALLIANZ, RECORD_ID, [(&PROTOKOLL, &minutes)]));
}

#[test]
fn what_is_written_at_an_event_goes_along_and_what_hangs_on_an_alliance_stays() {
    let to = RECORD_ID;
    let along: [(&RecordDef, &str); 3] = [
        (&BEITRAG, "veranstaltung"),
        (&STATION, "abfrage"),
        (&AUFGABE, "protokoll"),
    ];
    for (def, key) in along {
        assert_eq!(owner_in(def, &[link(def, key, to)]), Some(to), "{key}");
    }
    let stays: [(&RecordDef, &str); 5] = [
        (&AUFGABE, "organisation"),
        (&AUFGABE, "bezug"),
        (&AKTEUR, "name"),
        (&MITGLIEDSCHAFT, "allianz"),
        (&PROTOKOLL, "allianz"),
    ];
    for (def, key) in stays {
        assert_eq!(owner_in(def, &[link(def, key, to)]), None, "{key}");
    }
    let set = [among(&BETEILIGUNG, "veranstaltungen", to)];
    assert_eq!(owner_in(&BETEILIGUNG, &set), Some(to));
    // A resolution goes where its minutes are.
    let minutes = [link(&BESCHLUSS, "protokoll", to)];
    assert_eq!(owner_in(&BESCHLUSS, &minutes), Some(to));
}
