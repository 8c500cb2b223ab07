//! What stands between a town and the others in the circle they share: who wrote what asks for no sender, posts that are
//! not published yet, and that what one town wrote on the board is not another's to change.
//!
//! The members of the network hold the key of these records: as in [`as_shown`](super::as_shown), this decides what the app
//! shows, not what a changed app could read.

use crate::ids::DeviceId;
use crate::merge::RecordState;
use crate::records::{ANTWORT, AUSTAUSCHBEITRAG, RecordDef};
use std::collections::BTreeSet;

/// States of a post in which only its own town sees it: not published yet, or taken back.
const HELD: [&str; 3] = ["entwurf", "namenspruefung", "zurueckgezogen"];
/// The one of them in which the central team reads it too.
const CHECKED: &str = "namenspruefung";

/// Who is near to the person who looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    /// The devices of this person and of everybody in one of their towns, also of those who left.
    pub devices: BTreeSet<DeviceId>,
    /// The person is in the central team, which knows every town.
    pub team: bool,
}

impl Near {
    /// Whether this person may be told who wrote with a device in a record that hides its authors.
    #[must_use]
    pub fn knows(&self, author: DeviceId) -> bool {
        self.team || self.devices.contains(&author)
    }
}

/// The keys of a post's state that hold it back; none when it is published, or no post.
fn held<'a>(def: &RecordDef, state: &'a RecordState) -> Option<Vec<&'a str>> {
    if def.id != AUSTAUSCHBEITRAG.id {
        return None;
    }
    let versions = def.state.map_or(&[][..], |field| state.versions(field));
    let mut keys: Vec<&str> = versions
        .iter()
        .filter_map(|version| version.value.as_text())
        .collect();
    if keys.is_empty() {
        // What was never moved is in the first state.
        keys.push("entwurf");
    }
    keys.retain(|key| HELD.contains(key));
    (!keys.is_empty()).then_some(keys)
}

/// Whether a post is kept from the other towns: not published yet, or taken back.
///
/// With several versions of its state, all of them have to say that it is published.
#[must_use]
pub fn is_held_back(def: &RecordDef, state: &RecordState) -> bool {
    held(def, state).is_some()
}

/// Whether a record is shown at all: a post that is held back only to the town it was written in.
#[must_use]
pub fn is_shown(def: &RecordDef, state: &RecordState, near: &Near) -> bool {
    let Some(held) = held(def, state) else {
        return true;
    };
    let own = state
        .created()
        .is_some_and(|first| near.devices.contains(&first.dot.device));
    own || (near.team && held.iter().all(|key| *key == CHECKED))
}

/// Whether a post or an answer on the board is another town's: its own town changes it, and the central team.
#[must_use]
pub fn is_anothers(def: &RecordDef, state: &RecordState, near: &Near) -> bool {
    let on_board = def.id == AUSTAUSCHBEITRAG.id || def.id == ANTWORT.id;
    let own = state
        .created()
        .is_none_or(|first| near.devices.contains(&first.dot.device));
    on_board && !near.team && !own
}

#[cfg(test)]
mod tests {
    use super::super::hides_authors;
    use super::*;
    use crate::ids::RecordId;
    use crate::merge::{Author, Edit, State, plan};
    use crate::records::{AUFGABE, KOMMUNE, VERANSTALTUNG};
    use crate::value::Value;
    use std::sync::Arc;

    const POST: RecordId = RecordId([4; 16]);
    const AUTHOR: DeviceId = DeviceId([7; 16]);
    const OTHER: DeviceId = DeviceId([8; 16]);

    /// A record into which each device writes one field after the other.
    fn written(def: &RecordDef, given: &[(DeviceId, &str, &str)]) -> Arc<RecordState> {
        let mut state = State::default();
        for (op_no, (device, key, value)) in (1..).zip(given) {
            let field = def.field_by_key(key).unwrap().id;
            let prev = state.records.get(&POST);
            let edit = Edit::Set {
                field,
                value: Value::Text((*value).to_owned()),
                prev: prev.map_or_else(Vec::new, |record| record.dots(field)),
            };
            let author = Author {
                device: *device,
                op_no,
                hlc: op_no << 16,
            };
            for op in plan(&state, def.id, POST, &[edit], author) {
                state.apply(&op);
            }
        }
        Arc::clone(&state.records[&POST])
    }

    fn post(states: &[(DeviceId, &str)]) -> Arc<RecordState> {
        let mut given = vec![(AUTHOR, "titel", "Wer hatte das schon?")];
        given.extend(
            states
                .iter()
                .map(|(device, state)| (*device, "status", *state)),
        );
        written(&AUSTAUSCHBEITRAG, &given)
    }

    fn near(devices: &[DeviceId], team: bool) -> Near {
        Near {
            devices: devices.iter().copied().collect(),
            team,
        }
    }

    #[test]
    fn a_draft_is_seen_in_its_own_town_alone_until_it_is_published() {
        let (own, other, team) = (
            near(&[AUTHOR], false),
            near(&[OTHER], false),
            near(&[OTHER], true),
        );
        for (states, own_sees, others_see, team_sees) in [
            (&[][..], true, false, false),
            (&[(AUTHOR, "entwurf")], true, false, false),
            (&[(AUTHOR, "namenspruefung")], true, false, true),
            (&[(AUTHOR, "veroeffentlicht")], true, true, true),
            (&[(AUTHOR, "beantwortet")], true, true, true),
            (&[(AUTHOR, "archiviert")], true, true, true),
            (
                &[(AUTHOR, "veroeffentlicht"), (AUTHOR, "zurueckgezogen")],
                true,
                false,
                false,
            ),
            (&[(AUTHOR, "neuer_stand")], true, true, true),
        ] {
            let state = post(states);
            let seen = |near| is_shown(&AUSTAUSCHBEITRAG, &state, near);
            assert_eq!(is_held_back(&AUSTAUSCHBEITRAG, &state), !others_see);
            let seen = (seen(&own), seen(&other), seen(&team));
            assert_eq!(seen, (own_sees, others_see, team_sees), "{states:?}");
        }
    }

    #[test]
    fn while_one_version_is_held_back_the_post_is() {
        let mut state = RecordState::clone(&post(&[(AUTHOR, "veroeffentlicht")]));
        let field = AUSTAUSCHBEITRAG.state.unwrap();
        for slot in state.slots.iter_mut().filter(|((id, _), _)| *id == field) {
            let mut taken_back = slot.1.versions[0].clone();
            taken_back.dot.device = OTHER;
            taken_back.value = Value::Text("zurueckgezogen".to_owned());
            slot.1.versions.push(taken_back);
        }
        assert!(!is_shown(&AUSTAUSCHBEITRAG, &state, &near(&[OTHER], false)));
        assert!(is_shown(&AUSTAUSCHBEITRAG, &state, &near(&[AUTHOR], false)));
    }

    #[test]
    fn another_town_that_changes_a_post_does_not_make_it_its_own() {
        let state = post(&[(AUTHOR, "veroeffentlicht"), (OTHER, "entwurf")]);
        assert!(!is_shown(&AUSTAUSCHBEITRAG, &state, &near(&[OTHER], false)));
        assert!(is_shown(&AUSTAUSCHBEITRAG, &state, &near(&[AUTHOR], false)));
    }

    #[test]
    fn no_other_kind_is_held_back() {
        let state = written(&AUFGABE, &[(AUTHOR, AUFGABE.fields[0].key, "x")]);
        assert!(is_shown(&AUFGABE, &state, &Near::default()));
    }

    #[test]
    fn a_post_is_changed_by_its_own_town_and_the_team_and_what_towns_share_by_all() {
        let (own, other, team) = (
            near(&[AUTHOR], false),
            near(&[OTHER], false),
            near(&[OTHER], true),
        );
        for (def, key) in [(&AUSTAUSCHBEITRAG, "titel"), (&ANTWORT, "text")] {
            let state = written(def, &[(AUTHOR, key, "x"), (OTHER, key, "y")]);
            let anothers = [&own, &other, &team].map(|near| is_anothers(def, &state, near));
            assert_eq!(anothers, [false, true, false], "{}", def.key);
        }
        // An event of several towns, and what a town says of itself.
        for (def, key) in [(&VERANSTALTUNG, "titel"), (&KOMMUNE, "name")] {
            let state = written(def, &[(AUTHOR, key, "x")]);
            assert!(!is_anothers(def, &state, &other), "{}", def.key);
        }
    }

    #[test]
    fn who_wrote_without_a_sender_is_named_to_the_own_town_and_the_team_alone() {
        for (def, key) in [
            (&AUSTAUSCHBEITRAG, "absender"),
            (&ANTWORT, "absender"),
            (&KOMMUNE, "sichtbarkeit"),
        ] {
            let hidden = written(def, &[(AUTHOR, key, "anonym")]);
            assert!(hides_authors(def, &hidden), "{}", def.key);
            let named = written(def, &[(AUTHOR, key, "anonym"), (AUTHOR, key, "stadt")]);
            assert!(!hides_authors(def, &named), "{}", def.key);
        }
        // Who chose nothing did not ask to be shown.
        assert!(hides_authors(&AUSTAUSCHBEITRAG, &post(&[])));
        assert!(near(&[AUTHOR], false).knows(AUTHOR));
        assert!(near(&[], true).knows(AUTHOR));
        assert!(!near(&[OTHER], false).knows(AUTHOR));
    }
}
