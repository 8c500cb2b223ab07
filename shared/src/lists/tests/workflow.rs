//! The steps a state has, behind, here and ahead.

use super::*;

fn steps_of(def: &RecordDef, key: &str, status: &[&str]) -> Vec<(&'static str, Place)> {
    let field = def.field_by_key(key).unwrap().id;
    let id = RecordId([7; 16]);
    let mut state = State::default();
    for (number, status) in (1..).zip(status) {
        let prev = state
            .records
            .get(&id)
            .map(|it| it.dots(field))
            .unwrap_or_default();
        let edit = Edit::Set {
            field,
            value: text_of(status),
            prev,
        };
        let author = Author {
            device: MINE,
            op_no: number,
            hlc: number << 16,
        };
        for op in plan(&state, def.id, id, &[edit], author) {
            state.apply(&op);
        }
    }
    let steps = steps(def, &state.records[&id]);
    steps
        .into_iter()
        .map(|(state, place)| (state.key, place))
        .collect()
}

#[test]
fn the_state_is_a_line_of_steps_behind_here_and_ahead() {
    use Place::{Ahead, Behind, Here};
    assert_eq!(
        steps_of(&AUFGABE, "status", &["in_arbeit"]),
        [("offen", Behind), ("in_arbeit", Here), ("erledigt", Ahead)]
    );
    let begun = ["kontakt", "auftrag", "vereinbarung", "ruhend"];
    let paused = steps_of(&BEGLEITUNG, "phase", &begun);
    assert_eq!(paused.len(), 10);
    assert_eq!(paused[2], ("vereinbarung", Behind));
    assert_eq!(paused[3], ("analyse", Ahead));
    assert_eq!(paused[9], ("ruhend", Here));
}

#[test]
fn every_workflow_is_a_line_with_one_here() {
    for def in ALL.iter().filter(|def| def.state.is_some()) {
        let fresh = record(def, MINE, 20_700, &[]);
        let steps = steps(def, &fresh);
        assert_eq!(steps[0].1, Place::Here, "{}", def.key);
        assert!(steps.len() > 1, "{}: a workflow leads somewhere", def.key);
    }
}
