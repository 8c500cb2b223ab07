//! The last look before a save: nothing is written that is too long or too great, whichever screen wrote it.
//!
//! A form says at each field what is wrong (`validate`), also what is missing; a tool that knows only two fields of a kind
//! leaves the others for later, and is stopped here when it writes beyond a limit. What stood in the record before may be
//! written again: an older version may have let it through, and taking back must not fail.

use super::Value;
use super::validate::{Code, Violation, validate_count, validate_field};
use crate::merge::{Edit, RecordState};
use crate::records::RecordDef;

/// Returns the first edit that goes beyond a limit, judged by itself. `before` is the record as it is, or an empty one.
#[must_use]
pub fn refuse(def: &RecordDef, before: &RecordState, edits: &[Edit]) -> Option<Violation> {
    edits.iter().find_map(|edit| {
        let (id, code) = match edit {
            Edit::Set { field, value, .. } => {
                let known = |value: &Value| {
                    let versions = before.history(*field);
                    versions.iter().any(|version| version.value == *value)
                };
                let code = alone(def, *field, value).filter(|_| !known(value));
                (field, code?)
            }
            Edit::Put { field, value, .. } => (field, alone(def, *field, value)?),
            Edit::Add { field, amount } => {
                let total = before.counter(*field).total;
                (field, validate_count(total, *amount)?)
            }
            Edit::Take { .. } | Edit::Trash | Edit::Restore => return None,
        };
        Some(Violation { field: *id, code }).filter(Violation::is_beyond)
    })
}

/// Judges a value that was filled in; whether one has to be is another question.
fn alone(def: &RecordDef, field: u16, value: &Value) -> Option<Code> {
    let field = def.field(field).filter(|_| !value.is_empty())?;
    validate_field(field, &[value])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, RecordId};
    use crate::merge::{Author, State, plan};
    use crate::records::{VERANSTALTUNG, ZAEHLUNG};
    use crate::value::validate::{COUNT_ENTRY_MAX, COUNT_SUM_MAX};

    fn set(def: &RecordDef, key: &str, value: Value) -> Edit {
        let field = def.field_by_key(key).unwrap().id;
        Edit::Set {
            field,
            value,
            prev: Vec::new(),
        }
    }

    fn text(chars: usize) -> Value {
        Value::Text("ß".repeat(chars))
    }

    fn written(def: &RecordDef, edits: &[Edit]) -> RecordState {
        let (mut state, record) = (State::default(), RecordId([1; 16]));
        let author = Author {
            device: DeviceId([7; 16]),
            op_no: 1,
            hlc: 1,
        };
        for op in plan(&state, def.id, record, edits, author) {
            state.apply(&op);
        }
        std::sync::Arc::unwrap_or_clone(state.records.remove(&record).unwrap())
    }

    #[test]
    fn a_title_that_is_too_long_begins_no_event() {
        let fits = [set(&VERANSTALTUNG, "titel", text(200))];
        let empty = RecordState::default();
        assert_eq!(refuse(&VERANSTALTUNG, &empty, &fits), None);
        let long = [set(&VERANSTALTUNG, "titel", text(201))];
        let found = refuse(&VERANSTALTUNG, &empty, &long).unwrap();
        assert_eq!(
            found.code,
            Code::TooLong {
                chars: 201,
                chars_max: 200
            }
        );
    }

    #[test]
    fn a_limit_is_found_behind_what_the_form_has_to_ask() {
        let kind = set(&VERANSTALTUNG, "typ", Value::Text("unbekannt".to_owned()));
        let long = set(&VERANSTALTUNG, "titel", text(201));
        let found = refuse(&VERANSTALTUNG, &RecordState::default(), &[kind, long]).unwrap();
        assert_eq!(found.field, VERANSTALTUNG.title);
    }

    #[test]
    fn what_an_older_version_let_through_may_be_written_again() {
        let long = set(&VERANSTALTUNG, "titel", text(5_000));
        let before = written(&VERANSTALTUNG, std::slice::from_ref(&long));
        assert_eq!(refuse(&VERANSTALTUNG, &before, &[long]), None);
        let longer = [set(&VERANSTALTUNG, "titel", text(5_001))];
        assert!(refuse(&VERANSTALTUNG, &before, &longer).is_some());
    }

    #[test]
    fn a_count_has_a_limit_for_each_entry_and_for_the_sum() {
        let field = ZAEHLUNG.field_by_key("alter_0_13").unwrap().id;
        let add = |amount| [Edit::Add { field, amount }];
        let empty = RecordState::default();
        assert_eq!(refuse(&ZAEHLUNG, &empty, &add(COUNT_ENTRY_MAX)), None);
        let over = refuse(&ZAEHLUNG, &empty, &add(COUNT_ENTRY_MAX + 1)).unwrap();
        assert_eq!(
            over.code,
            Code::AboveMax {
                max: COUNT_ENTRY_MAX
            }
        );
        let before = written(&ZAEHLUNG, &add(COUNT_SUM_MAX - 1));
        assert_eq!(refuse(&ZAEHLUNG, &before, &add(1)), None);
        let over = refuse(&ZAEHLUNG, &before, &add(2)).unwrap();
        assert_eq!(over.code, Code::AboveMax { max: COUNT_SUM_MAX });
        // Whoever finds a number of an older version above the limit can still take it back.
        let before = written(&ZAEHLUNG, &add(i64::MAX));
        assert_eq!(refuse(&ZAEHLUNG, &before, &add(-5)), None);
        assert_eq!(refuse(&ZAEHLUNG, &before, &add(-i64::MAX)), None);
        assert!(refuse(&ZAEHLUNG, &before, &add(1)).is_some());
    }
}
