//! What a note may become, and what its form then begins with.

use super::*;

fn note(words: &str) -> RecordState {
    let event = Value::Link(RecordId([9; 16]));
    let values = [("text", text_of(words)), ("veranstaltung", event)];
    record(&NOTIZ, MINE, 20_700, &values)
}

fn begun(to: &RecordDef, words: &str, key: &str) -> Option<Value> {
    let field = to.field_by_key(key).unwrap().id;
    let fields = beginning(&NOTIZ, &note(words), to);
    fields
        .into_iter()
        .find(|(id, _)| *id == field)
        .map(|(_, value)| value)
}

#[test]
fn a_note_becomes_a_record_with_its_first_line_as_name_and_its_links() {
    let words = "Zelt abholen\nSchlüssel beim Heimatverein";
    assert_eq!(
        begun(&AUFGABE, words, "titel"),
        Some(text_of("Zelt abholen"))
    );
    assert_eq!(
        begun(&AUFGABE, words, "notiz"),
        Some(text_of("Schlüssel beim Heimatverein"))
    );
    assert_eq!(
        begun(&AUFGABE, words, "veranstaltung"),
        Some(Value::Link(RecordId([9; 16])))
    );
    let card = name_and_rest(&BEITRAG, words);
    assert_eq!(card, [(BEITRAG.title, text_of(words))]);
}

#[test]
fn a_long_first_line_is_cut_for_the_name_and_stands_whole_in_the_text() {
    let words = "ä".repeat(300);
    assert_eq!(
        begun(&AUFGABE, &words, "titel"),
        Some(text_of(&"ä".repeat(200)))
    );
    assert_eq!(begun(&AUFGABE, &words, "notiz"), Some(text_of(&words)));
}

#[test]
fn whatever_a_note_becomes_its_form_begins_with_values_that_fit() {
    let note = note(&"Wort ".repeat(390));
    let kinds: Vec<_> = ALL.iter().filter(|to| may_become(&NOTIZ, to)).collect();
    assert!(kinds.iter().any(|to| to.id == VERANSTALTUNG.id) && kinds.len() > 8);
    assert!(
        kinds
            .iter()
            .all(|to| to.id != NOTIZ.id && to.parent.is_none())
    );
    assert!(
        !may_become(&AUFGABE, &VERANSTALTUNG),
        "only what is an inbox is sorted"
    );
    for to in kinds {
        for (field, value) in beginning(&NOTIZ, &note, to) {
            let kind = to.field(field).unwrap().kind;
            let (FieldKind::Text { chars_max: room } | FieldKind::LongText { chars_max: room }) =
                kind
            else {
                continue;
            };
            assert!(
                value.as_text().unwrap().chars().count() <= usize::from(room),
                "{}",
                to.key
            );
        }
    }
}
