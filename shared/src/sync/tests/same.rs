//! What two phones make without a network and is one thing becomes one record.

use super::fork::settle_all;
use super::*;
use crate::lists::{Begin, Meaning, begin};
use crate::records::{RecordDef, by_key};

const ALLIANCE: RecordId = RecordId([3; 16]);
const CLUB: RecordId = RecordId([4; 16]);
const ROLE: u16 = 3;

fn def() -> &'static RecordDef {
    by_key("mitgliedschaft").unwrap()
}

fn member(role: &str) -> Vec<Edit> {
    let set = |field, value| Edit::Set {
        field,
        value,
        prev: Vec::new(),
    };
    vec![
        set(1, Value::Link(ALLIANCE)),
        set(2, Value::Link(CLUB)),
        set(ROLE, Value::Text(role.to_owned())),
    ]
}

impl Phone {
    fn begins(&self, town: SpaceId, edits: &[Edit]) -> Begin {
        let state = self.state(town);
        let meaning = Meaning::in_edits(def(), edits).unwrap();
        let known = state.records.iter().map(|(id, state)| (*id, &**state));
        begin(def(), &meaning, known, |id| state.records.contains_key(&id)).unwrap()
    }

    fn add(&mut self, town: SpaceId, edits: Vec<Edit>) -> RecordId {
        let Begin::As(id) = self.begins(town, &edits) else {
            panic!("it is there already");
        };
        let of_kind = [(def().id, id, edits)];
        let writes = self.device.write(town, &of_kind, self.clock, &mut self.rng);
        self.commit(writes.unwrap());
        id
    }
}

#[test]
fn two_phones_without_signal_that_add_the_same_member_make_one_record() {
    let (mut relay, mut phones, town) = town(2);
    let one = phones[1].add(town, member("kern"));
    let other = phones[2].add(town, member("aktiv"));
    assert_eq!(one, other);
    settle_all(&mut phones, &mut relay);
    for phone in &phones {
        assert_eq!(phone.state(town).records.len(), 1);
        let record = &phone.state(town).records[&one];
        assert_eq!(
            record.conflicts().collect::<Vec<_>>(),
            [ROLE],
            "what they say in the same way is no question"
        );
        assert_eq!(phone.begins(town, &member("kern")), Begin::There(one));
    }
}

#[test]
fn what_one_threw_away_while_the_other_added_it_stays_and_says_so() {
    let (mut relay, mut phones, town) = town(2);
    let id = phones[1].add(town, member("kern"));
    phones[1].write(town, id, vec![Edit::Trash]);
    phones[2].add(town, member("kern"));
    settle_all(&mut phones, &mut relay);
    for phone in &phones {
        let record = &phone.state(town).records[&id];
        assert!(!record.trashed() && record.edited_after_trash().is_some());
        assert_eq!(record.conflicts().count(), 0);
    }
}
