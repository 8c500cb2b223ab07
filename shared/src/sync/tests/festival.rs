//! A festival: eight hours without a network, four phones and one that is lent to a helper in counting mode. Batteries die in
//! every place where they can. What the screen acknowledged counts once; every correction is there with its reason.

use super::*;
use crate::event::number;
use crate::event::tally;
use crate::event::under_lock::Locked;
use crate::records::ZAEHLUNG;

const COUNT: RecordId = RecordId([5; 16]);
const MINUTES: u32 = 8 * 60;
/// Row of the lent phone that anybody may read: what was counted since it was locked.
const LENT: (Table, &[u8]) = (Table::Vault, b"counted");

/// Chance, the same in every run of a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % end
    }

    fn one_in(&mut self, end: u64) -> bool {
        self.below(end) == 0
    }
}

impl Phone {
    /// Plans and stores edits of the count; the battery may die before the rows are on the disk. Returns whether the screen
    /// said that it is stored.
    fn tally(&mut self, town: SpaceId, edits: Vec<Edit>, dies: bool) -> bool {
        let changes = [(ZAEHLUNG.id, COUNT, edits)];
        let writes = self
            .device
            .write(town, &changes, self.clock, &mut self.rng)
            .unwrap();
        if dies {
            self.die();
            return false;
        }
        self.commit(writes);
        true
    }

    fn lent(&self) -> Locked {
        let row = self.rows.get(&(LENT.0, LENT.1.to_vec()));
        row.and_then(|row| Locked::decode(row)).unwrap_or_default()
    }

    fn set_lent(&mut self, locked: Locked) {
        self.commit(vec![Write::Put {
            table: LENT.0,
            key: LENT.1.to_vec(),
            value: locked.encode(),
        }]);
    }

    /// The helper gives the phone back: number and place meet, in one transaction. The battery may die before it.
    fn take_back(&mut self, town: SpaceId, dies: bool) {
        let amount = self.lent().count;
        let field = number(&ZAEHLUNG, "ohne");
        let changes = [(ZAEHLUNG.id, COUNT, vec![Edit::Add { field, amount }])];
        let mut writes = self
            .device
            .write(town, &changes, self.clock, &mut self.rng)
            .unwrap();
        if dies {
            self.die();
            return;
        }
        writes.push(Write::Delete {
            table: LENT.0,
            key: LENT.1.to_vec(),
        });
        self.commit(writes);
    }
}

fn festival(seed: u64) {
    let mut chance = Chance(seed);
    let (mut relay, mut phones, town) = town(5);
    let bands: Vec<u16> = tally::counted_fields().map(|field| field.id).collect();
    let corrections = number(&ZAEHLUNG, "korrekturen");
    let (mut expected, mut reasons) = (0, Vec::new());
    for minute in 0..MINUTES {
        for phone in &mut phones[1..5] {
            phone.clock += 60_000;
            for _ in 0..chance.below(4) {
                let field = bands[usize::try_from(chance.below(6)).unwrap()];
                let amount = if chance.one_in(8) { 5 } else { 1 };
                let dies = chance.one_in(40);
                if phone.tally(town, vec![Edit::Add { field, amount }], dies) {
                    expected += amount;
                }
            }
            if chance.one_in(60) {
                let amount = i64::try_from(chance.below(7)).unwrap() - 5;
                let reason = format!("Gruppe um {minute} doppelt, {}", reasons.len());
                let value = Value::Correction {
                    field: bands[0],
                    amount,
                    reason: reason.clone(),
                };
                let element = phone.rng.make_id();
                let edit = Edit::Put {
                    field: corrections,
                    element,
                    value,
                };
                if phone.tally(town, vec![edit], chance.one_in(10)) {
                    expected += amount;
                    reasons.push(reason);
                }
            }
            if chance.one_in(50) {
                phone.die();
            }
        }
        // The fifth phone is lent: nobody there can do more than plus and minus.
        let helper = &mut phones[5];
        helper.clock += 60_000;
        for _ in 0..chance.below(5) {
            let before = helper.lent();
            let after = if chance.one_in(9) {
                before.minus()
            } else {
                before.plus()
            };
            if chance.one_in(40) {
                helper.die();
                continue;
            }
            helper.set_lent(after);
            expected += after.count - before.count;
        }
        if chance.one_in(90) {
            helper.take_back(town, chance.one_in(2));
        }
    }
    phones[5].take_back(town, false);
    assert_eq!(phones[5].lent(), Locked::default());
    // Back in town: everybody sends, with batteries that still die on the way.
    for phone in &mut phones {
        for fault in [
            Fault::DiesBefore,
            Fault::ReplyLost,
            Fault::DiesAfter,
            Fault::Twice,
        ] {
            phone.device.retry();
            let _maybe_quiet = phone.exchange(&mut relay, fault);
        }
    }
    for _ in 0..2 {
        for phone in &mut phones {
            phone.settle(&mut relay);
        }
    }
    for phone in &phones {
        let state = &phone.state(town).records[&COUNT];
        assert_eq!(tally::counted(state), expected, "seed {seed}");
        let mut found: Vec<&str> = tally::corrections(state)
            .map(|(_, _, reason)| reason)
            .collect();
        found.sort_unstable();
        reasons.sort_unstable();
        assert_eq!(found, reasons, "seed {seed}");
        assert!(phone.device.unsent().is_empty());
    }
}

#[test]
fn four_phones_and_a_lent_one_count_eight_hours_offline_and_the_sum_is_exact() {
    for seed in 1..=3 {
        festival(seed);
    }
}

#[test]
fn twenty_thousand_taps_leave_one_entry_and_no_more_rows_than_the_first() {
    let (_, mut phones, town) = town(1);
    let phone = &mut phones[1];
    let field = number(&ZAEHLUNG, "ohne");
    let tap = || vec![Edit::Add { field, amount: 1 }];
    assert!(phone.tally(town, tap(), false));
    let rows = phone.rows.len();
    let bytes: usize = phone.rows.values().map(Vec::len).sum();
    for _ in 1..20_000 {
        assert!(phone.tally(town, tap(), false));
    }
    assert_eq!(phone.rows.len(), rows);
    let now: usize = phone.rows.values().map(Vec::len).sum();
    // The running total grows by a few digits, nothing else does.
    assert!(now <= bytes + 64, "{bytes} bytes became {now}");
    let slots = &phone.state(town).records[&COUNT].slots;
    assert!(
        slots
            .values()
            .all(|slot| slot.versions.len() == 1 && slot.past.is_empty())
    );
    assert_eq!(tally::counted(&phone.state(town).records[&COUNT]), 20_000);
}
