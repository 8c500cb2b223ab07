//! Records that are one although two phones make them without knowing of each other: the same organisation in the same alliance.
//!
//! What says which one it is stands in the definition ([`RecordDef::same`]). A new record gets its id from that, so that both write
//! into one record and what they say differently is a conflict of versions like any other. An id stays for ever; which record
//! is meant is read from what it says now. So a record whose links were changed counts as what it says, and its first id is
//! passed over when what it once was is made anew.

use crate::ids::RecordId;
use crate::merge::{Edit, RecordState, derived_record};
use crate::records::RecordDef;
use crate::value::Value;

/// Names tried at most before a record gets none: each was taken by a record that means something else by now.
const NAMES_MAX: u32 = 100;

/// What a new record is to begin as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// Under this id.
    As(RecordId),
    /// Not at all: it is there already, in the Papierkorb or not.
    There(RecordId),
}

/// What says which record of its kind one is: the record it belongs to, then the fields of [`RecordDef::same`].
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    parent: RecordId,
    values: Vec<Value>,
}

impl Meaning {
    /// Reads it from values; `None` for kinds of which there may be any number, and while something of it is missing.
    #[must_use]
    pub fn of(def: &RecordDef, value: impl Fn(u16) -> Option<Value>) -> Option<Self> {
        if def.same.is_empty() {
            return None;
        }
        let Value::Link(parent) = value(def.parent?)? else {
            return None;
        };
        let values = def.same.iter().map(|field| value(*field));
        let values: Option<Vec<Value>> = values.collect();
        let values = values.filter(|values| values.iter().all(|value| !value.is_empty()))?;
        Some(Self { parent, values })
    }

    /// Reads it from what a new record is made of.
    #[must_use]
    pub fn in_edits(def: &RecordDef, edits: &[Edit]) -> Option<Self> {
        let last = |id: u16| {
            edits.iter().rev().find_map(|edit| match edit {
                Edit::Set { field, value, .. } if *field == id => Some(value.clone()),
                _ => None,
            })
        };
        Self::of(def, last)
    }

    /// Returns the record it belongs to.
    #[must_use]
    pub const fn parent(&self) -> RecordId {
        self.parent
    }

    /// Returns what else says which one it is.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Returns the id two phones give it. Later names are for when a record that became something else has the ones before. The
    /// form of the key never changes: ids follow from it.
    #[must_use]
    pub fn name(&self, def: &RecordDef, number: u32) -> RecordId {
        let mut key = String::new();
        for value in &self.values {
            match value {
                Value::Link(id) => key.push_str(&id.to_string()),
                Value::Text(text) => key.push_str(text),
                _ => {}
            }
            key.push('/');
        }
        if number > 0 {
            key.push_str(&number.to_string());
        }
        derived_record(self.parent, def.id, &key)
    }
}

/// Returns how a record of this meaning begins.
///
/// `known` are the records of the kind a person can open here; `taken` says
/// whether an id is in use, also where nobody can see it. A record outside of the Papierkorb goes before one in it.
#[must_use]
pub fn begin<'r>(
    def: &RecordDef,
    meaning: &Meaning,
    known: impl IntoIterator<Item = (RecordId, &'r RecordState)>,
    taken: impl Fn(RecordId) -> bool,
) -> Option<Begin> {
    let same = |state: &RecordState| {
        Meaning::of(def, |field| state.value(field).cloned()).as_ref() == Some(meaning)
    };
    let there = known.into_iter().filter(|(_, state)| same(state));
    let there = there.min_by_key(|(id, state)| (state.trashed(), *id));
    match there {
        Some((id, _)) => Some(Begin::There(id)),
        None => (0..NAMES_MAX)
            .map(|number| meaning.name(def, number))
            .find(|id| !taken(*id))
            .map(Begin::As),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::{TOMBSTONE_MS, tidy};
    use crate::ids::DeviceId;
    use crate::merge::{Author, State, plan};
    use crate::records::{by_key, children_of};

    const ALLIANCE: RecordId = RecordId([1; 16]);
    const CLUB: RecordId = RecordId([2; 16]);
    const SCHOOL: RecordId = RecordId([3; 16]);
    const NOW: u64 = 1_790_000_000_000;

    fn def() -> &'static RecordDef {
        by_key("mitgliedschaft").unwrap()
    }

    fn set(key: &str, value: Value) -> Edit {
        let field = def().field_by_key(key).unwrap().id;
        Edit::Set {
            field,
            value,
            prev: Vec::new(),
        }
    }

    fn member(who: RecordId, role: &str) -> Vec<Edit> {
        vec![
            set("allianz", Value::Link(ALLIANCE)),
            set("akteur", Value::Link(who)),
            set("rolle", Value::Text(role.to_owned())),
        ]
    }

    fn write(state: &mut State, device: u8, id: RecordId, edits: &[Edit]) {
        let device = DeviceId([device; 16]);
        let author = Author {
            device,
            op_no: state.seen.get(&device).copied().unwrap_or(0) + 1,
            hlc: NOW << 16,
        };
        for op in plan(state, def().id, id, edits, author) {
            state.apply(&op);
        }
    }

    fn begins(state: &State, edits: &[Edit]) -> Begin {
        let meaning = Meaning::in_edits(def(), edits).unwrap();
        let known = state.records.iter().map(|(id, state)| (*id, &**state));
        begin(def(), &meaning, known, |id| state.records.contains_key(&id)).unwrap()
    }

    fn made(state: &mut State, edits: &[Edit]) -> RecordId {
        let Begin::As(id) = begins(state, edits) else {
            panic!("it is there already");
        };
        write(state, 1, id, edits);
        id
    }

    #[test]
    fn one_organisation_in_one_alliance_is_one_record_and_another_is_another() {
        let mut state = State::default();
        let club = made(&mut state, &member(CLUB, "kern"));
        assert_eq!(begins(&state, &member(CLUB, "aktiv")), Begin::There(club));
        assert_ne!(made(&mut state, &member(SCHOOL, "kern")), club);
        assert!(Meaning::in_edits(def(), &member(CLUB, "kern")[..1]).is_none());
        assert!(Meaning::in_edits(by_key("notiz").unwrap(), &[]).is_none());
    }

    #[test]
    fn the_form_of_the_name_never_changes() {
        let meaning = Meaning::in_edits(def(), &member(CLUB, "kern")).unwrap();
        let key = |tail: &str| format!("{}/{tail}", "02".repeat(16));
        let named = |tail| derived_record(ALLIANCE, 9, &key(tail));
        assert_eq!(meaning.name(def(), 0), named(""));
        assert_eq!(meaning.name(def(), 1), named("1"));
    }

    #[test]
    fn also_a_record_with_an_id_of_its_own_is_there() {
        let mut state = State::default();
        let earlier = RecordId([9; 16]);
        write(&mut state, 1, earlier, &member(CLUB, "kern"));
        assert_eq!(
            begins(&state, &member(CLUB, "aktiv")),
            Begin::There(earlier)
        );
    }

    #[test]
    fn in_the_papierkorb_it_is_there_and_erased_for_good_it_begins_anew() {
        let mut state = State::default();
        let id = made(&mut state, &member(CLUB, "kern"));
        write(&mut state, 1, id, &[Edit::Trash]);
        assert_eq!(begins(&state, &member(CLUB, "aktiv")), Begin::There(id));
        tidy(&mut state, NOW + TOMBSTONE_MS + 1);
        assert_eq!(begins(&state, &member(CLUB, "aktiv")), Begin::As(id));
        write(&mut state, 1, id, &member(CLUB, "aktiv"));
        let again = &state.records[&id];
        assert!(!again.trashed() && again.edited_after_trash().is_none());
        assert_eq!(again.text(3), Some("aktiv"));
        assert_eq!(again.conflicts().count(), 0, "nothing of the old one");
    }

    #[test]
    fn outside_of_the_papierkorb_goes_before_in_it() {
        let mut state = State::default();
        let thrown = made(&mut state, &member(CLUB, "kern"));
        write(&mut state, 1, thrown, &[Edit::Trash]);
        let other = RecordId([9; 16]);
        write(&mut state, 1, other, &member(CLUB, "kern"));
        assert_eq!(begins(&state, &member(CLUB, "aktiv")), Begin::There(other));
    }

    #[test]
    fn what_became_something_else_is_passed_over_in_the_same_way_by_everybody() {
        let mut state = State::default();
        let first = made(&mut state, &member(CLUB, "kern"));
        let prev = state.records[&first].dots(2);
        let became = Edit::Set {
            field: 2,
            value: Value::Link(SCHOOL),
            prev,
        };
        write(&mut state, 1, first, &[became]);
        assert_eq!(begins(&state, &member(SCHOOL, "kern")), Begin::There(first));
        let Begin::As(second) = begins(&state, &member(CLUB, "kern")) else {
            panic!("the club is in no record any more");
        };
        assert_ne!(second, first);
        assert_eq!(
            begins(&state.clone(), &member(CLUB, "aktiv")),
            Begin::As(second)
        );
    }

    #[test]
    fn when_every_name_is_taken_there_is_none() {
        let meaning = Meaning::in_edits(def(), &member(CLUB, "kern")).unwrap();
        let last = meaning.name(def(), NAMES_MAX - 1);
        let all_but_last = begin(def(), &meaning, [], |id| id != last);
        assert_eq!(all_but_last, Some(Begin::As(last)));
        assert_eq!(begin(def(), &meaning, [], |_| true), None);
    }

    #[test]
    fn reviews_and_challenges_are_named_too() {
        for (key, parent) in [
            ("zwischenbilanz", "begleitung"),
            ("herausforderung", "kommune"),
        ] {
            let mut children = children_of(by_key(parent).unwrap());
            assert!(children.any(|def| def.key == key && !def.same.is_empty()));
        }
    }
}
