//! What could name a person in a record that others will read: asked once more before it is published, of what is kept, whoever
//! wrote it and however fast.

use crate::merge::RecordState;
use crate::records::{FieldDef, RecordDef};
use crate::value::names_guard::{Reason, find};

/// A place that could name somebody.
#[derive(Debug, Clone, Copy)]
pub struct Place<'r> {
    /// Field it stands in.
    pub field: &'static FieldDef,
    /// What stands there.
    pub words: &'r str,
    /// Why.
    pub reason: Reason,
}

/// Returns the places in the texts that must stay free of names, in the order of the form; of every version of a text.
#[must_use]
pub fn names_in<'r>(def: &RecordDef, state: &'r RecordState) -> Vec<Place<'r>> {
    let guarded = def.fields.iter().filter(|field| field.names_guard);
    guarded
        .flat_map(|field| state.versions(field.id).iter().map(move |it| (field, it)))
        .filter_map(|(field, version)| Some((field, version.value.as_text()?)))
        .flat_map(|(field, text)| {
            find(text).into_iter().filter_map(move |finding| {
                Some(Place {
                    field,
                    words: text.get(finding.range)?,
                    reason: finding.reason,
                })
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, RecordId};
    use crate::merge::{Author, Edit, State, plan};
    use crate::records::AUSTAUSCHBEITRAG;
    use crate::value::Value;

    fn post(fields: &[(&str, &str)]) -> State {
        let mut state = State::default();
        let edits: Vec<Edit> = fields
            .iter()
            .map(|(key, text)| Edit::Set {
                field: AUSTAUSCHBEITRAG.field_by_key(key).unwrap().id,
                value: Value::Text((*text).to_owned()),
                prev: Vec::new(),
            })
            .collect();
        let author = Author {
            device: DeviceId([1; 16]),
            op_no: 1,
            hlc: 1 << 16,
        };
        for op in plan(
            &state,
            AUSTAUSCHBEITRAG.id,
            RecordId([2; 16]),
            &edits,
            author,
        ) {
            state.apply(&op);
        }
        state
    }

    #[test]
    fn every_guarded_text_is_looked_at_before_it_is_published() {
        let state = post(&[
            ("titel", "Wer kennt Petra Lehmann?"),
            (
                "text",
                "Bitte 0171 2345678 anrufen oder jens@example.org schreiben.",
            ),
        ]);
        let found = names_in(&AUSTAUSCHBEITRAG, &state.records[&RecordId([2; 16])]);
        let found: Vec<_> = found
            .iter()
            .map(|place| (place.field.key, place.words, place.reason))
            .collect();
        assert_eq!(
            found,
            [
                ("titel", "Petra Lehmann", Reason::Name),
                ("text", "0171 2345678", Reason::Phone),
                ("text", "jens@example.org", Reason::Email),
            ]
        );
    }

    #[test]
    fn a_post_without_names_says_nothing() {
        let state = post(&[("titel", "Wer hatte das schon?")]);
        let state = &state.records[&RecordId([2; 16])];
        assert!(names_in(&AUSTAUSCHBEITRAG, state).is_empty());
    }
}
