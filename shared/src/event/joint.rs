//! What towns do together. Neither reads the other's circle, so a joint event lives where both read: in the network. What is
//! written at it goes along: counts, dots, cards, minutes add up in one result.
//!
//! Giving an event to the network is a release: chosen fields are copied, and what looks like a name stays where it was.

use super::number;
use crate::ids::RecordId;
use crate::merge::{Edit, RecordState};
use crate::records::{
    FieldDef, FieldKind, Part, RecordDef, Shape, SpaceKind, VERANSTALTUNG, by_key,
};
use crate::value::{Value, names_guard};

/// Key of the field that names the towns, in every kind that has it.
const TOWNS: &str = "weitere_kommunen";

/// What another town needs to know to run an event along: what it is, when, where, who stands when, what is permitted. Costs,
/// aims, links to what only the own town reads, and what was learned stay.
const RELEASED: &[&str] = &[
    "titel",
    "beginn",
    "ende",
    "ort",
    "typ",
    "status",
    "ortsteil",
    "drinnen_draussen",
    "barrierefrei",
    "sprachen",
    "programm",
    "schichten",
    "material",
    "zaehlmerkmale",
    "versammlungsanzeige",
    "angezeigt_am",
    "bekanntgabe_am",
    "sondernutzung",
    "gema",
    "sicherheitscheck",
    "notfallkontakt",
    "foto_regel",
];

/// What giving an event to the network makes.
#[derive(Debug)]
pub struct Release {
    /// What the joint event is made of.
    pub edits: Vec<Edit>,
    /// Fields that go along.
    pub released: Vec<&'static FieldDef>,
    /// Fields that stay because something in them looks like a name or a number of a person.
    pub held_back: Vec<&'static FieldDef>,
}

/// Plans the release of an event to be run by these towns.
#[must_use]
pub fn release(event: &RecordState, towns: &[RecordId]) -> Release {
    let mut release = Release {
        edits: Vec::new(),
        released: Vec::new(),
        held_back: Vec::new(),
    };
    for field in RELEASED
        .iter()
        .filter_map(|key| VERANSTALTUNG.field_by_key(key))
    {
        let edits = copied(event, field);
        if edits.is_empty() {
            continue;
        }
        // The number to call in an emergency is a function's, and the reason why it is written down.
        let checked = field.key != "notfallkontakt";
        if checked && edits.iter().any(|edit| names_somebody(field, edit)) {
            release.held_back.push(field);
        } else {
            release.released.push(field);
            release.edits.extend(edits);
        }
    }
    release.edits.extend(take_part(towns));
    release
}

/// Returns what names the towns of a new joint event.
pub fn take_part(towns: &[RecordId]) -> impl Iterator<Item = Edit> {
    let field = number(&VERANSTALTUNG, TOWNS);
    towns.iter().map(move |town| Edit::Put {
        field,
        element: *town.as_bytes(),
        value: Value::Link(*town),
    })
}

fn copied(event: &RecordState, field: &FieldDef) -> Vec<Edit> {
    match field.kind.shape() {
        Shape::One => event
            .value(field.id)
            .filter(|value| !value.is_empty())
            .map(|value| Edit::Set {
                field: field.id,
                value: value.clone(),
                prev: Vec::new(),
            })
            .into_iter()
            .collect(),
        Shape::Set => event
            .elements(field.id)
            .into_iter()
            .map(|(element, value)| Edit::Put {
                field: field.id,
                element: *element,
                value: value.clone(),
            })
            .collect(),
        Shape::Counter | Shape::Entries | Shape::Files => Vec::new(),
    }
}

fn names_somebody(field: &FieldDef, edit: &Edit) -> bool {
    let free = matches!(
        field.kind,
        FieldKind::Text { .. } | FieldKind::LongText { .. }
    );
    match edit {
        Edit::Set {
            value: Value::Text(text),
            ..
        } if free => !names_guard::find(text).is_empty(),
        _ => false,
    }
}

/// Returns the towns a record names as taking part.
#[must_use]
pub fn towns(def: &RecordDef, record: &RecordState) -> Vec<RecordId> {
    let Some(field) = def.field_by_key(TOWNS) else {
        return Vec::new();
    };
    let elements = record.elements(field.id).into_iter();
    elements
        .filter_map(|(_, value)| match value {
            Value::Link(town) => Some(*town),
            _ => None,
        })
        .collect()
}

/// Whether records of a kind go where what they belong to lives: what is written at a meeting, during or about it.
#[must_use]
pub fn goes_along(def: &RecordDef) -> bool {
    def.home == SpaceKind::Town && matches!(def.part, Part::Meeting | Part::Minutes)
}

/// Whether a field says what its record belongs to.
fn belongs(field: &FieldDef) -> bool {
    match field.kind {
        FieldKind::Link { to } | FieldKind::Links { to } => by_key(to).is_some_and(goes_along),
        _ => false,
    }
}

/// Returns what a record that is made by these edits belongs to.
#[must_use]
pub fn owner_in(def: &RecordDef, edits: &[Edit]) -> Option<RecordId> {
    if !goes_along(def) {
        return None;
    }
    edits.iter().find_map(|edit| match edit {
        Edit::Set {
            field,
            value: Value::Link(owner),
            ..
        }
        | Edit::Put {
            field,
            value: Value::Link(owner),
            ..
        } if def.field(*field).is_some_and(belongs) => Some(*owner),
        _ => None,
    })
}

/// Returns what a record belongs to.
#[must_use]
pub fn owners(def: &RecordDef, record: &RecordState) -> Vec<RecordId> {
    let mut owners = Vec::new();
    for field in def.fields.iter().filter(|field| belongs(field)) {
        if let Some(Value::Link(owner)) = record.value(field.id) {
            owners.push(*owner);
        }
        owners.extend(
            record
                .elements(field.id)
                .into_iter()
                .filter_map(|(_, value)| match value {
                    Value::Link(owner) => Some(*owner),
                    _ => None,
                }),
        );
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::testing::Phone;
    use crate::records::{AKTEUR, AUFGABE, BEITRAG, BETEILIGUNG, STATION};

    const EVENT: RecordId = RecordId([7; 16]);
    const TOWN: RecordId = RecordId([1; 16]);
    const OTHER: RecordId = RecordId([2; 16]);

    fn set(key: &str, value: Value) -> Edit {
        Edit::Set {
            field: number(&VERANSTALTUNG, key),
            value,
            prev: Vec::new(),
        }
    }

    fn text(key: &str, words: &str) -> Edit {
        set(key, Value::Text(words.to_owned()))
    }

    fn planned() -> RecordState {
        let mut phone = Phone::new(1);
        let edits = [
            text("titel", "Markt der Nachbarn"),
            set("beginn", Value::DateTime(30_000_000)),
            text("programm", "15 Uhr Musik"),
            text("schichten", "13–15 Eingang: Herr Krause"),
            text("lief_nicht", "zu wenig Werbung"),
            set("kosten", Value::Int(40_000)),
        ];
        phone.write(&VERANSTALTUNG, EVENT, &edits);
        phone.record(EVENT)
    }

    fn keys(fields: &[&FieldDef]) -> Vec<&'static str> {
        fields
            .iter()
            .filter_map(|field| VERANSTALTUNG.field(field.id).map(|field| field.key))
            .collect()
    }

    #[test]
    fn a_release_copies_what_both_need_and_keeps_what_looks_like_a_name() {
        let release = release(&planned(), &[TOWN, OTHER]);
        assert_eq!(keys(&release.released), ["titel", "beginn", "programm"]);
        assert_eq!(keys(&release.held_back), ["schichten"]);
        let mut network = Phone::new(2);
        network.write(&VERANSTALTUNG, EVENT, &release.edits);
        let joint = network.record(EVENT);
        assert_eq!(towns(&VERANSTALTUNG, &joint), [TOWN, OTHER]);
        for stays in ["lief_nicht", "kosten", "schichten"] {
            assert_eq!(joint.value(number(&VERANSTALTUNG, stays)), None, "{stays}");
        }
    }

    #[test]
    fn every_released_field_exists() {
        for key in RELEASED {
            assert!(VERANSTALTUNG.field_by_key(key).is_some(), "{key}");
        }
    }

    #[test]
    fn what_is_written_at_an_event_goes_along_and_an_organisation_does_not() {
        let link = |def: &RecordDef, key: &str| Edit::Set {
            field: number(def, key),
            value: Value::Link(EVENT),
            prev: Vec::new(),
        };
        assert_eq!(
            owner_in(&BEITRAG, &[link(&BEITRAG, "veranstaltung")]),
            Some(EVENT)
        );
        assert_eq!(
            owner_in(&STATION, &[link(&STATION, "abfrage")]),
            Some(EVENT)
        );
        assert_eq!(
            owner_in(&AUFGABE, &[link(&AUFGABE, "protokoll")]),
            Some(EVENT)
        );
        assert_eq!(owner_in(&AUFGABE, &[link(&AUFGABE, "organisation")]), None);
        assert_eq!(owner_in(&AKTEUR, &[link(&AKTEUR, "name")]), None);
        let among = Edit::Put {
            field: number(&BETEILIGUNG, "veranstaltungen"),
            element: *EVENT.as_bytes(),
            value: Value::Link(EVENT),
        };
        assert_eq!(owner_in(&BETEILIGUNG, &[among]), Some(EVENT));
    }
}
