//! Membership decided by several at once, with losses and repeats: whoever stays agrees.

use super::*;

/// One step of a history of membership.
#[derive(Debug, Clone)]
enum Act {
    Write { phone: usize, amount: i64 },
    Exchange { phone: usize, fault: Fault },
    Die { phone: usize },
    RemoveMember { by: usize, who: usize },
    RemoveOwn { who: usize },
    Promote { by: usize, who: usize, admin: bool },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let fault = prop_oneof![
        6 => Just(Fault::None),
        1 => Just(Fault::RequestLost),
        1 => Just(Fault::ReplyLost),
        1 => Just(Fault::Twice),
        1 => Just(Fault::DiesBefore),
        1 => Just(Fault::DiesAfter),
    ];
    let phone = 0..5_usize;
    let act = prop_oneof![
        4 => (phone.clone(), 1..5_i64).prop_map(|(phone, amount)| Act::Write { phone, amount }),
        12 => (phone.clone(), fault).prop_map(|(phone, fault)| Act::Exchange { phone, fault }),
        1 => phone.clone().prop_map(|phone| Act::Die { phone }),
        1 => (phone.clone(), phone.clone()).prop_map(|(by, who)| Act::RemoveMember { by, who }),
        1 => phone.clone().prop_map(|who| Act::RemoveOwn { who }),
        1 => (phone.clone(), phone, any::<bool>())
            .prop_map(|(by, who, admin)| Act::Promote { by, who, admin }),
    ];
    prop::collection::vec(act, 1..100)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn whoever_stays_agrees_and_whoever_went_reads_and_adds_nothing(acts in acts()) {
        let (mut relay, mut phones, town) = town(4);
        for act in acts {
            match act {
                Act::Write { phone, amount } => {
                    let phone = &mut phones[phone];
                    let edits = vec![Edit::Add { field: 3, amount }];
                    let changes = [(10, RECORD, edits)];
                    let saved = phone.device.write(town, &changes, NOW, &mut phone.rng);
                    phone.keep(saved.unwrap_or_default());
                }
                Act::Exchange { phone, fault } => drop(phones[phone].exchange(&mut relay, fault)),
                Act::Die { phone } => phones[phone].die(),
                Act::RemoveMember { by, who } => {
                    let member = phones[who].device.member();
                    let by = &mut phones[by];
                    let done = by.device.remove_member(town, member, true, &mut by.rng);
                    by.keep(done.unwrap_or_default());
                }
                Act::RemoveOwn { who } => {
                    let phone = &mut phones[who];
                    let own = phone.device.id();
                    let done = phone.device.remove_device(town, own, true, &mut phone.rng);
                    phone.keep(done.unwrap_or_default());
                }
                Act::Promote { by, who, admin } => {
                    let member = phones[who].device.member();
                    let capability = if admin { Capability::Admin } else { Capability::Write };
                    let by = &mut phones[by];
                    let done =
                        by.device.set_capability(town, member, capability, Role::Gk, &mut by.rng);
                    by.keep(done.unwrap_or_default());
                }
            }
        }
        for _ in 0..4 {
            for phone in &mut phones {
                phone.settle_all(&mut relay);
            }
        }
        let staying: Vec<&Phone> =
            phones.iter().filter(|it| it.device.members(town).is_some()).collect();
        let first = staying[0];
        let members = first.device.members(town).unwrap();
        prop_assert!(members.admins() >= 1);
        for phone in &staying {
            prop_assert_eq!(phone.device.members(town), Some(members));
            prop_assert_eq!(seen(phone.state(town)), seen(first.state(town)));
            prop_assert!(phone.device.unsent().is_empty());
            prop_assert!(phone.device.spaces().iter().all(|it| it.alarm.is_none()));
            prop_assert!(members.capability(phone.device.id()).is_some());
        }
        // Somebody who can write is there: the key has changed since the last removal.
        prop_assert!(!members.needs_rotation);
        for phone in phones.iter().filter(|it| it.device.members(town).is_none()) {
            prop_assert_eq!(phone.rows_of(town), 0);
            prop_assert_eq!(members.capability(phone.device.id()), None);
        }
        // Nothing of a removed device stands behind the first envelope with a newer key.
        let mut epoch = 0;
        for row in relay.log(town) {
            let envelope = crate::envelope::Envelope::parse(row.envelope.clone()).unwrap();
            let header = envelope.header();
            prop_assert!(header.key_epoch >= epoch);
            epoch = header.key_epoch;
            prop_assert!(members.capability_at(header.device, header.m_seq).is_some());
        }
    }
}
