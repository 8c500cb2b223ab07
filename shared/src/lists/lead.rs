//! Who leads a record of which only one changes what stands in it: a contact, a case, a referral, an enquiry, an offer.
//!
//! Leading is a person's, with all her devices: of whoever made the record, or took it over last. That is noted in the record, as
//! an element of a set like any other ([`led_by`]), so the log says who noted it; two who take over at once are no conflict, the
//! later one leads. A record in which nothing is noted is led by whoever wrote first. Whoever may write in the circle can
//! take over; offers are led by the central team and not taken over. What somebody who does not lead writes all the same, with an
//! older app, is joined and shown like anything else: this is about what screens offer.

use crate::ids::{DeviceId, MemberId};
use crate::merge::{Edit, RecordState, Sub, Version};
use crate::mlog::{Capability, Members, Role};
use crate::records::{Led, RecordDef};
use crate::value::Value;

/// Field number of the note. No kind has a field of this number.
pub const LED: u16 = 998;
/// The one element of the set.
const NOTE: [u8; 16] = [0; 16];

/// Who leads a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leader {
    /// Nobody in particular: whoever may write in the circle.
    Nobody,
    /// A person who may write in the circle.
    Person(MemberId),
    /// A person who may not write in the circle any more. The record waits to be taken over.
    Gone(MemberId),
    /// Whoever is of the central team.
    Team,
}

/// The people of a circle.
pub trait People {
    /// Returns whose device it is or was.
    fn owner(&self, device: DeviceId) -> Option<MemberId>;
    /// Returns what a person is who may write here now; `None` for everybody else.
    fn writes_as(&self, member: MemberId) -> Option<Role>;
    /// Whether anybody of the central team may write here now.
    fn has_team(&self) -> bool;
}

impl People for Members {
    fn owner(&self, device: DeviceId) -> Option<MemberId> {
        self.member_of(device)
    }

    fn writes_as(&self, member: MemberId) -> Option<Role> {
        let person = self.members.get(&member)?;
        let here = person.removed_at.is_none()
            && person.capability >= Capability::Write
            && self
                .active_devices()
                .any(|(_, device)| device.member == member);
        here.then_some(person.role)
    }

    fn has_team(&self) -> bool {
        let mut members = self.active_members();
        members.any(|(id, _)| self.writes_as(id) == Some(Role::Projektteam))
    }
}

/// Returns what notes that a person leads a record from now on, or nobody in particular.
#[must_use]
pub fn led_by(member: Option<MemberId>) -> Edit {
    Edit::Put {
        field: LED,
        element: NOTE,
        value: note(member),
    }
}

fn note(member: Option<MemberId>) -> Value {
    Value::Bytes(member.map_or_else(Vec::new, |member| member.0.to_vec()))
}

/// Returns what takes a change of who leads back: what is noted now is noted again.
#[must_use]
pub fn led_as_before(record: &RecordState) -> Edit {
    match record.element(LED, &NOTE) {
        Some(version) => Edit::Put {
            field: LED,
            element: NOTE,
            value: version.value.clone(),
        },
        None => Edit::Take {
            field: LED,
            element: NOTE,
        },
    }
}

/// Whether edits only say who leads.
#[must_use]
pub fn is_taking_over(edits: &[Edit]) -> bool {
    let notes = |edit: &Edit| matches!(edit, Edit::Put { field, .. } | Edit::Take { field, .. } if *field == LED);
    edits.iter().all(notes)
}

/// Returns who leads a record.
#[must_use]
pub fn leader(def: &RecordDef, record: &RecordState, people: &impl People) -> Leader {
    let person = match def.led {
        Led::ByAll => return Leader::Nobody,
        Led::ByTeam if people.has_team() => return Leader::Team,
        Led::ByTeam => return Leader::Nobody,
        Led::ByPerson => match record.element(LED, &NOTE) {
            Some(version) => noted(&version.value),
            None => maker(record, people),
        },
    };
    match person {
        None => Leader::Nobody,
        Some(person) if people.writes_as(person).is_some() => Leader::Person(person),
        Some(person) => Leader::Gone(person),
    }
}

/// Whether a person who may write in the circle may change a record. What the central team leads may also be changed by
/// whoever wrote it down.
#[must_use]
pub fn may_change(
    def: &RecordDef,
    record: &RecordState,
    people: &impl People,
    me: MemberId,
) -> bool {
    match leader(def, record, people) {
        Leader::Nobody => true,
        Leader::Person(person) => person == me,
        Leader::Gone(_) => false,
        Leader::Team => {
            people.writes_as(me) == Some(Role::Projektteam) || maker(record, people) == Some(me)
        }
    }
}

/// Returns every change of who leads, newest first, with the person who leads from then on.
#[must_use]
pub fn led_since(record: &RecordState) -> Vec<(Option<MemberId>, &Version)> {
    let here = (LED, Sub::Element(NOTE));
    let versions = record.slots.get(&here).into_iter();
    let mut all: Vec<&Version> = versions
        .flat_map(|slot| slot.versions.iter().chain(&slot.past))
        .collect();
    all.sort_unstable_by_key(|version| core::cmp::Reverse((version.hlc, version.dot)));
    all.into_iter()
        .map(|version| (noted(&version.value), version))
        .collect()
}

fn noted(value: &Value) -> Option<MemberId> {
    match value {
        Value::Bytes(bytes) => MemberId::from_slice(bytes),
        _ => None,
    }
}

fn maker(record: &RecordState, people: &impl People) -> Option<MemberId> {
    people.owner(record.created()?.dot.device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RecordId;
    use crate::merge::{Author, State, plan};
    use crate::records::{ALL, ANGEBOT, by_key};
    use std::sync::Arc;

    const UTA: MemberId = MemberId([1; 16]);
    const BEN: MemberId = MemberId([2; 16]);
    const TEAM: MemberId = MemberId([3; 16]);
    const STRANGER: DeviceId = DeviceId([9; 16]);

    /// Each person has two devices; who writes is listed.
    struct Table(Vec<(MemberId, Role)>);

    fn device(of: MemberId, number: u8) -> DeviceId {
        let mut bytes = of.0;
        bytes[15] = number;
        DeviceId(bytes)
    }

    impl People for Table {
        fn owner(&self, id: DeviceId) -> Option<MemberId> {
            let all = [UTA, BEN, TEAM].into_iter();
            let mut owners = all.filter(|it| (0..2).any(|number| device(*it, number) == id));
            owners.next()
        }

        fn writes_as(&self, member: MemberId) -> Option<Role> {
            let mut people = self.0.iter();
            people.find(|(id, _)| *id == member).map(|(_, role)| *role)
        }

        fn has_team(&self) -> bool {
            self.0.iter().any(|(_, role)| *role == Role::Projektteam)
        }
    }

    fn everybody() -> Table {
        Table(vec![
            (UTA, Role::Gk),
            (BEN, Role::Gk),
            (TEAM, Role::Projektteam),
        ])
    }

    fn without(member: MemberId) -> Table {
        let mut people = everybody();
        people.0.retain(|(id, _)| *id != member);
        people
    }

    /// Plays saves, each by a device, and returns the record.
    fn written(def: &RecordDef, saves: &[(DeviceId, Vec<Edit>)]) -> Arc<RecordState> {
        let (mut state, id) = (State::default(), RecordId([5; 16]));
        for (number, (device, edits)) in (1..).zip(saves) {
            let author = Author {
                device: *device,
                op_no: state.seen.get(device).copied().unwrap_or(0) + 1,
                hlc: number << 16,
            };
            for op in plan(&state, def.id, id, edits, author) {
                state.apply(&op);
            }
        }
        state.records.remove(&id).unwrap()
    }

    fn named(text: &str) -> Vec<Edit> {
        vec![Edit::Set {
            field: 1,
            value: Value::Text(text.to_owned()),
            prev: Vec::new(),
        }]
    }

    fn contact() -> &'static RecordDef {
        by_key("kontakt").unwrap()
    }

    #[test]
    fn who_made_it_or_took_it_over_last_leads_with_all_devices() {
        let made = (device(UTA, 0), named("Beratung Ost"));
        let changed = (device(BEN, 0), named("Beratung West"));
        let over = |by, to| (device(by, 1), vec![led_by(to)]);
        let nobody = vec![made.clone(), over(BEN, None)];
        for (saves, people, expected) in [
            (vec![made.clone()], everybody(), Leader::Person(UTA)),
            (
                vec![made.clone(), changed],
                everybody(),
                Leader::Person(UTA),
            ),
            (
                vec![made.clone(), over(BEN, Some(BEN))],
                everybody(),
                Leader::Person(BEN),
            ),
            (
                vec![made.clone(), over(BEN, Some(BEN)), over(UTA, Some(UTA))],
                everybody(),
                Leader::Person(UTA),
            ),
            (vec![made.clone()], without(UTA), Leader::Gone(UTA)),
            (
                vec![made, over(BEN, Some(BEN))],
                without(BEN),
                Leader::Gone(BEN),
            ),
            (nobody, everybody(), Leader::Nobody),
            (
                vec![(STRANGER, named("von einem fremden Gerät"))],
                everybody(),
                Leader::Nobody,
            ),
        ] {
            let record = written(contact(), &saves);
            assert_eq!(leader(contact(), &record, &people), expected, "{saves:?}");
            let may = |me| may_change(contact(), &record, &people, me);
            let (uta, ben) = match expected {
                Leader::Nobody => (true, true),
                Leader::Person(person) => (person == UTA, person == BEN),
                Leader::Gone(_) | Leader::Team => (false, false),
            };
            assert_eq!((may(UTA), may(BEN)), (uta, ben), "{saves:?}");
        }
    }

    #[test]
    fn two_who_take_over_at_once_are_no_conflict_and_the_later_leads() {
        let (mut here, id) = (State::default(), RecordId([5; 16]));
        let write = |state: &State, by, edits: &[Edit], hlc: u64| {
            let author = Author {
                device: device(by, 0),
                op_no: hlc,
                hlc: hlc << 16,
            };
            plan(state, contact().id, id, edits, author)
        };
        for op in write(&here, UTA, &named("Beratung Ost"), 1) {
            here.apply(&op);
        }
        let one = write(&here, BEN, &[led_by(Some(BEN))], 2);
        let other = write(&here, TEAM, &[led_by(Some(TEAM))], 3);
        for op in other.iter().chain(&one) {
            here.apply(op);
        }
        let record = &here.records[&id];
        assert_eq!(record.conflicts().count(), 0);
        let now = leader(contact(), record, &everybody());
        assert_eq!(now, Leader::Person(TEAM));
        let told: Vec<_> = led_since(record).into_iter().map(|(who, _)| who).collect();
        assert_eq!(told, [Some(TEAM), Some(BEN)]);
    }

    #[test]
    fn taking_over_is_taken_back_to_what_was_noted_before() {
        let made = (device(UTA, 0), named("Beratung Ost"));
        for first in [None, Some(led_by(Some(UTA))), Some(led_by(None))] {
            let mut saves = vec![made.clone()];
            saves.extend(first.map(|edit| (device(UTA, 0), vec![edit])));
            let record = written(contact(), &saves);
            let before = leader(contact(), &record, &everybody());
            let back = vec![led_as_before(&record)];
            assert!(is_taking_over(&back) && !is_taking_over(&named("neu")));
            saves.push((device(BEN, 0), vec![led_by(Some(BEN))]));
            let taken = written(contact(), &saves);
            let now = leader(contact(), &taken, &everybody());
            assert_eq!(now, Leader::Person(BEN));
            saves.push((device(BEN, 0), back));
            let again = written(contact(), &saves);
            assert_eq!(leader(contact(), &again, &everybody()), before);
        }
    }

    #[test]
    fn an_offer_is_led_by_the_central_team_and_by_whoever_wrote_it_down() {
        let offer = written(&ANGEBOT, &[(device(UTA, 1), named("Beratung"))]);
        let may = |people: &Table, me| may_change(&ANGEBOT, &offer, people, me);
        assert_eq!(leader(&ANGEBOT, &offer, &everybody()), Leader::Team);
        assert!(may(&everybody(), UTA) && may(&everybody(), TEAM));
        assert!(!may(&everybody(), BEN));
        let no_team = without(TEAM);
        assert_eq!(leader(&ANGEBOT, &offer, &no_team), Leader::Nobody);
        assert!(may(&no_team, BEN));
    }

    #[test]
    fn what_everybody_changes_has_no_leader() {
        let led: Vec<&str> = ALL
            .iter()
            .filter(|def| def.led != Led::ByAll)
            .map(|def| def.key)
            .collect();
        let expected = [
            "angebot",
            "anfrage",
            "kontakt",
            "verweis",
            "beratungsfall",
            "fallverweis",
        ];
        assert_eq!(led, expected);
        for def in ALL.iter().filter(|def| def.led == Led::ByAll) {
            let record = written(def, &[(device(UTA, 0), named("etwas"))]);
            assert_eq!(leader(def, &record, &everybody()), Leader::Nobody);
        }
    }
}
