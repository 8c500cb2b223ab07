//! The last look before a save: what a person wrote goes by the rules of its kind, whichever screen wrote it.
//!
//! A form says at each field what is wrong (`validate`); a tool that knows only two fields of a kind, or forgets to ask, is
//! stopped here. What stood in the record before may be written again: an older version may have let it through, and
//! taking back must not fail.

use super::Value;
use super::validate::{Code, Violation, validate, validate_count, validate_field};
use crate::ids::RecordId;
use crate::merge::{Edit, RecordState};
use crate::records::{FieldKind, RecordDef, VERANSTALTUNG};

/// Judges the edits of a record that begins with them: every value by itself, what is required, and the rules between fields.
#[must_use]
pub fn refuse_new(def: &RecordDef, edits: &[Edit]) -> Option<Violation> {
    let empty = RecordState::default();
    let mut values = Vec::new();
    for edit in edits {
        match edit {
            Edit::Set { field, value, .. } | Edit::Put { field, value, .. } => {
                values.push((*field, value.clone()));
            }
            Edit::Add { field, amount } => values.push((*field, Value::Int(*amount))),
            Edit::Take { .. } | Edit::Trash | Edit::Restore => {}
        }
    }
    let of_all = || {
        validate(def, &values)
            .into_iter()
            .find(Violation::is_blocking)
    };
    refuse(def, &empty, edits).or_else(of_all)
}

/// Judges the edits of a record that exists: every value by itself.
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
        Some(Violation { field: *id, code })
    })
}

/// Judges a value that was filled in; whether one has to be is another question.
fn alone(def: &RecordDef, field: u16, value: &Value) -> Option<Code> {
    let field = def.field(field).filter(|_| !value.is_empty())?;
    validate_field(field, &[value])
}

/// Returns the events a record would belong to. What is written at an event is only begun where the event is: a link may
/// arrive before it, and what would belong to nothing is found by nobody.
pub fn events<'e>(def: &'e RecordDef, edits: &'e [Edit]) -> impl Iterator<Item = RecordId> + 'e {
    edits.iter().filter_map(|edit| {
        let (Edit::Set { field, value, .. } | Edit::Put { field, value, .. }) = edit else {
            return None;
        };
        let (FieldKind::Link { to } | FieldKind::Links { to, .. }) = def.field(*field)?.kind else {
            return None;
        };
        match value {
            Value::Link(id) if to == VERANSTALTUNG.key => Some(*id),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::DeviceId;
    use crate::merge::{Author, State, plan};
    use crate::records::{BEITRAG, ZAEHLUNG};
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
        assert_eq!(refuse_new(&VERANSTALTUNG, &fits), None);
        let long = [set(&VERANSTALTUNG, "titel", text(201))];
        let found = refuse_new(&VERANSTALTUNG, &long).unwrap();
        assert_eq!(
            found.code,
            Code::TooLong {
                chars: 201,
                chars_max: 200
            }
        );
    }

    #[test]
    fn what_is_required_is_there_from_the_start() {
        let found = refuse_new(&BEITRAG, &[]).unwrap();
        assert_eq!(found.code, Code::Missing);
        let blank = [set(&BEITRAG, "text", Value::Text(" ".to_owned()))];
        assert!(refuse_new(&BEITRAG, &blank).is_some());
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

    #[test]
    fn what_is_written_at_an_event_names_it() {
        let event = RecordId([5; 16]);
        for def in crate::records::ALL {
            for field in def.fields {
                let (FieldKind::Link { to: leads } | FieldKind::Links { to: leads, .. }) =
                    field.kind
                else {
                    continue;
                };
                let edits = [Edit::Put {
                    field: field.id,
                    element: [0; 16],
                    value: Value::Link(event),
                }];
                let found: Vec<_> = events(def, &edits).collect();
                assert_eq!(found.len(), usize::from(leads == VERANSTALTUNG.key));
            }
        }
    }
}
