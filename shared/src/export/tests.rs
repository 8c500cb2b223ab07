use super::*;
use crate::ids::DeviceId;
use crate::merge::{Author, Edit, State, plan};
use crate::records::{AKTEUR, ALL, ANGEBOT, VERANSTALTUNG};
use crate::value::validate::validate;

const TOWN: SpaceId = SpaceId([1; 16]);
const OTHER_TOWN: SpaceId = SpaceId([2; 16]);

fn state(def: &RecordDef, fields: &[(&str, Value)]) -> RecordState {
    let edits: Vec<Edit> = fields
        .iter()
        .map(|(key, value)| {
            let field = def.field_by_key(key).unwrap();
            match field.kind {
                FieldKind::Counter => Edit::Add {
                    field: field.id,
                    amount: value.as_int().unwrap(),
                },
                FieldKind::Choices { .. } => Edit::Put {
                    field: field.id,
                    element: crate::merge::element_id(value.as_text().unwrap()),
                    value: value.clone(),
                },
                _ => Edit::Set {
                    field: field.id,
                    value: value.clone(),
                    prev: vec![],
                },
            }
        })
        .collect();
    let record = RecordId([9; 16]);
    let author = Author {
        device: DeviceId([7; 16]),
        op_no: 1,
        hlc: 1,
    };
    let mut all = State::default();
    for op in plan(&all, def.id, record, &edits, author) {
        all.apply(&op);
    }
    std::sync::Arc::unwrap_or_clone(all.records.remove(&record).unwrap())
}

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn run(
    def: &RecordDef,
    states: &[(SpaceId, RecordState)],
    format: Format,
) -> Result<String, ExportError> {
    let sources: Vec<Source<'_>> = states
        .iter()
        .map(|(space, state)| Source {
            id: RecordId([9; 16]),
            space: *space,
            state,
        })
        .collect();
    let context = Context {
        locale: Locale::De,
        title_of: &|_| Some("Verlinkt".to_owned()),
        space_title: &|_| Some("Musterau".to_owned()),
    };
    export(def, &sources, format, &context)
}

#[test]
fn a_table_opens_in_a_spreadsheet_with_german_days_and_separators() {
    let fest = state(
        &VERANSTALTUNG,
        &[
            ("titel", words("Fest; \"groß\"")),
            (
                "beginn",
                Value::DateTime(crate::text::dates::join(0, 18 * 60 + 5)),
            ),
        ],
    );
    let file = run(&VERANSTALTUNG, &[(TOWN, fest)], Format::Csv).unwrap();
    assert!(file.starts_with("\u{feff}ID;"));
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].contains(";Musterau;\"Fest; \"\"groß\"\"\";"),
        "{file}"
    );
    assert!(lines[1].contains(";01.01.1970 18:05"), "{file}");
}

#[test]
fn no_cell_begins_a_formula() {
    for risky in ["=1+1", "+49 351 1", "-2", "@SUM(A1)", "\t=1", "  =1"] {
        let akteur = state(&AKTEUR, &[("name", words(risky))]);
        let file = run(&AKTEUR, &[(TOWN, akteur)], Format::Csv).unwrap();
        assert!(file.contains(&format!(";'{risky}")), "{file}");
    }
}

#[test]
fn contacts_leave_from_one_town_at_a_time() {
    let akteur = state(&AKTEUR, &[("name", words("Verein"))]);
    let both = [(TOWN, akteur.clone()), (OTHER_TOWN, akteur)];
    for format in [Format::Csv, Format::Json, Format::Vcard] {
        assert_eq!(run(&AKTEUR, &both, format), Err(ExportError::SeveralTowns));
        assert!(run(&AKTEUR, &both[..1], format).is_ok());
    }
    let fest = state(&VERANSTALTUNG, &[("titel", words("Fest"))]);
    let both = [(TOWN, fest.clone()), (OTHER_TOWN, fest)];
    assert!(run(&VERANSTALTUNG, &both, Format::Csv).is_ok());
}

#[test]
fn a_card_is_escaped_folded_and_only_for_who_can_be_reached() {
    let long = format!("Stelle; Beratung, {}", "ä".repeat(60));
    let offer = state(
        &ANGEBOT,
        &[("name", words(&long)), ("telefon", words("110"))],
    );
    let silent = state(&ANGEBOT, &[("name", words("Ohne Nummer"))]);
    let file = run(&ANGEBOT, &[(TOWN, offer), (TOWN, silent)], Format::Vcard).unwrap();
    assert!(file.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n"));
    assert!(file.contains("TEL:110\r\n") && file.contains("FN:Stelle\\; Beratung\\, "));
    assert!(!file.contains("Ohne Nummer"));
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
}

#[test]
fn what_is_kept_inside_never_leaves() {
    for def in ALL.iter().copied() {
        for format in [Format::Csv, Format::Json, Format::Vcard] {
            let leaves = fields(def).next().is_some();
            assert!(leaves || !offers(def, format), "{}", def.key);
        }
    }
    let contact = ALL
        .iter()
        .copied()
        .find(|def| def.key == "kontakt")
        .unwrap();
    assert_eq!(
        run(contact, &[], Format::Vcard),
        Err(ExportError::NothingToExport)
    );
}

#[cfg(feature = "testing")]
#[test]
fn made_up_records_of_every_kind_leave_and_json_can_be_read_back() {
    use crate::records::sample::sample;
    for def in ALL.iter().copied() {
        for seed in 0..5 {
            let values = sample(def, seed);
            assert_eq!(validate(def, &values), []);
            let single: Vec<(&str, Value)> = values
                .iter()
                .filter_map(|(id, value)| {
                    let field = def.field(*id)?;
                    let set = matches!(
                        field.kind,
                        FieldKind::Links { .. } | FieldKind::Corrections { .. }
                    );
                    (!set).then(|| (field.key, value.clone()))
                })
                .collect();
            let state = state(def, &single);
            for format in [Format::Csv, Format::Json] {
                if !offers(def, format) {
                    continue;
                }
                let file = run(def, &[(TOWN, state.clone())], format).unwrap();
                if format == Format::Json {
                    let read: serde_json::Value = serde_json::from_str(&file).unwrap();
                    assert_eq!(read["kind"], def.key);
                }
            }
        }
    }
}
