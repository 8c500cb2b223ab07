use super::*;
use crate::records::{FieldKind, Visible};
use std::collections::BTreeSet;

fn formats() -> Vec<&'static str> {
    let kind = BETEILIGUNG.field_by_key("format").unwrap().kind;
    let FieldKind::Choice { choices } = kind else {
        panic!("the format is a choice")
    };
    choices.iter().map(|choice| choice.key).collect()
}

#[test]
fn every_flow_is_of_a_format_that_exists_and_ends_with_the_answer() {
    let formats = formats();
    for format in FORMATS {
        assert!(formats.contains(&format.key), "{}", format.key);
    }
    for key in formats {
        assert_eq!(flow(key).last().unwrap().capture, Capture::Answer, "{key}");
    }
}

#[test]
fn what_a_flow_writes_is_a_field_that_is_asked_for_in_its_format() {
    for format in FORMATS {
        for step in format.steps {
            let Some(id) = writes(step) else { continue };
            let field = BETEILIGUNG
                .field(id)
                .unwrap_or_else(|| panic!("{}: {:?}", format.key, step.capture));
            if let Visible::When { field: on, is } = field.visible {
                assert!(
                    on == "format" && is.contains(&format.key),
                    "{}: {}",
                    format.key,
                    field.key
                );
            }
            let fits = match step.capture {
                Capture::Count { .. } => matches!(field.kind, FieldKind::Number { .. }),
                Capture::Tally { .. } => matches!(field.kind, FieldKind::Counter),
                _ => matches!(field.kind, FieldKind::LongText { .. }),
            };
            assert!(fits, "{}: {}", format.key, field.key);
        }
    }
}

#[test]
fn a_flow_goes_on_at_the_step_that_was_written_last() {
    use crate::event::testing::Phone;
    use crate::ids::RecordId;
    use crate::merge::Edit;
    let steps = flow("world_cafe");
    let id = RecordId([1; 16]);
    let mut phone = Phone::new(1);
    assert_eq!(at(&phone.record(id), steps), 0);
    let edit = Edit::Set {
        field: number(&BETEILIGUNG, "runden"),
        value: Value::Text("Runde 1 · Tisch 1: Bus\nRunde 2 · Tisch 3: Markt".to_owned()),
        prev: Vec::new(),
    };
    phone.write(&BETEILIGUNG, id, &[edit]);
    let here = steps[at(&phone.record(id), steps)];
    assert_eq!(here.title.de, "Runde 2");
}

#[test]
fn a_line_says_where_it_was_said() {
    assert_eq!(
        written(Some("Runde 1"), Some(("Tisch", 3)), " Bus "),
        "Runde 1 · Tisch 3: Bus"
    );
    assert_eq!(written(None, None, "Bus"), "Bus");
}

#[test]
fn a_draw_takes_everybody_once_and_can_be_repeated() {
    let all = draw("Apfelbaum", 50, 50);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 50);
    assert_eq!(
        draw("Apfelbaum ", 50, 50),
        all,
        "a space at the end is no other draw"
    );
    assert_ne!(draw("Birnbaum", 50, 50), all);
    assert_eq!(draw("Apfelbaum", 3, 10).len(), 3, "nobody is drawn twice");
    assert!(draw("Apfelbaum", 0, 5).is_empty());
}
