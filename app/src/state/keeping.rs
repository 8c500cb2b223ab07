//! Device and disk stay one: what the disk did not take is not in the device either.
//!
//! A device that planned a change holds it before it is stored. If storing fails, it is dropped and built again from the
//! rows, so that screen, disk and the next change agree. Nothing here knows the browser; the tests let every commit of a
//! story fail in every way.

use crate::error::AppError;
use crate::storage::{Store, StoreError};
use shared::crypto::LocalKey;
use shared::sync::{Device, LoadError, Table};

/// Builds the device from the rows on the disk.
pub(super) async fn build(
    store: &dyn Store,
    local: LocalKey,
    host: &str,
) -> Result<Device, AppError> {
    let rows = store.load(&Table::ALL).await?;
    let damaged = |place| AppError::Store(StoreError::Corrupted { place });
    Device::load(local, host, rows).map_err(|error| match error {
        LoadError::Empty => damaged("identity"),
        LoadError::Damaged { table } => damaged(table),
    })
}

#[cfg(test)]
mod tests {
    use super::super::under_lock;
    use super::*;
    use crate::storage::contract::run_now;
    use crate::storage::faulty::{Fault, FaultyStore};
    use crate::storage::{Durability, MemoryDisk};
    use shared::crypto::{DeviceKeys, SeededEntropy};
    use shared::event::number;
    use shared::ids::{MemberId, RecordId, SpaceId};
    use shared::merge::Edit;
    use shared::mlog::Role;
    use shared::records::{self, COUNTED, SpaceKind, ZAEHLUNG};
    use shared::sync::{Extent, Identity, NewSpace, Write};
    use shared::value::Value;
    use wasm_bindgen_test::wasm_bindgen_test;

    const HOST: &str = "127.0.0.1:8080";
    const NOW: u64 = 1_800_000_000_000;
    /// Saves of the story.
    const SAVES: u8 = 6;
    /// Taps under lock.
    const TAPS: usize = 3;

    fn local() -> LocalKey {
        LocalKey::from_bytes([7; 32])
    }

    /// A phone whose disk fails once.
    struct Phone {
        disk: MemoryDisk,
        store: FaultyStore,
        device: Device,
        rng: SeededEntropy,
        /// How often its battery fell out.
        deaths: usize,
    }

    impl Phone {
        /// A device with one town, before anything fails.
        fn new(number: usize, fault: Fault) -> (Self, SpaceId) {
            let mut rng = SeededEntropy::new(1);
            let identity = Identity {
                keys: DeviceKeys::make(&mut rng),
                member: MemberId([1; 16]),
                name: "Uta".to_owned(),
            };
            let (mut device, mut writes) = Device::create(identity, local(), HOST, &mut rng);
            let town = NewSpace {
                kind: SpaceKind::Town,
                title: "Musterau",
                role: Role::Gk,
                bootstrap: None,
            };
            let (town, founded) = device.found(&town, NOW, &mut rng).unwrap();
            writes.extend(founded);
            let disk = MemoryDisk::default();
            run_now(disk.open().commit(writes, Durability::Strict)).unwrap();
            let store = FaultyStore::open(&disk, number, fault);
            let phone = Self {
                disk,
                store,
                device,
                rng,
                deaths: 0,
            };
            (phone, town)
        }

        /// Does what the app does with rows; returns whether the person was told "saved".
        fn save(&mut self, writes: Vec<Write>) -> bool {
            let told = run_now(self.store.commit(writes, Durability::Strict)).is_ok();
            if self.store.is_dead() {
                self.deaths += 1;
                self.store = FaultyStore::open(&self.disk, usize::MAX, Fault::DieBefore);
            }
            if !told {
                self.device = self.rebuilt();
            }
            told
        }

        fn rebuilt(&self) -> Device {
            run_now(build(&self.disk.open(), local(), HOST)).unwrap()
        }

        /// Device and disk say the same.
        fn assert_one(&self, town: SpaceId) {
            let rebuilt = self.rebuilt();
            assert_eq!(rebuilt.state(town), self.device.state(town));
            assert_eq!(rebuilt.unsent(), self.device.unsent());
        }
    }

    /// One save of the story: a title and a count in a record of its own.
    fn edits(number: u8) -> (u16, RecordId, Vec<Edit>) {
        let def = records::by_key("aufgabe").unwrap();
        let value = Value::Text(format!("Eintrag {number}"));
        let edit = Edit::Set {
            field: def.title,
            value,
            prev: Vec::new(),
        };
        (def.id, RecordId([number; 16]), vec![edit])
    }

    /// Saves, seals for a rescue file in the middle, saves on. Returns what the person was told is saved, and where the
    /// rescue file stands among the commits.
    fn story(phone: &mut Phone, town: SpaceId) -> Vec<u8> {
        let mut told = Vec::new();
        for number in 1..=SAVES {
            let (kind, record, edits) = edits(number);
            let changes = [(kind, record, edits)];
            let writes = phone.device.write(town, &changes, NOW, &mut phone.rng);
            if phone.save(writes.unwrap()) {
                told.push(number);
            }
            phone.assert_one(town);
            if number == SAVES / 2 {
                let (_, writes) = phone
                    .device
                    .rescue(Extent::Unsent, NOW, &mut phone.rng)
                    .unwrap();
                phone.save(writes);
                phone.assert_one(town);
            }
        }
        told
    }

    fn there(phone: &Phone, town: SpaceId) -> Vec<u8> {
        let state = phone.device.state(town).unwrap();
        state.records.keys().map(|record| record.0[0]).collect()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn whatever_commit_fails_in_whatever_way_device_and_disk_agree_and_what_was_called_saved_is_there()
     {
        let failed = |name: &str| StoreError::Failed {
            name: name.to_owned(),
        };
        let faults = [
            Fault::Refuse(StoreError::Quota),
            Fault::Refuse(StoreError::Unavailable),
            Fault::Refuse(failed("AbortError")),
            Fault::DieBefore,
            Fault::DieAfter,
        ];
        let everything: Vec<u8> = (1..=SAVES).collect();
        // The saves and the one for the rescue file.
        for number in 0..=usize::from(SAVES) {
            for fault in &faults {
                let (mut phone, town) = Phone::new(number, fault.clone());
                let told = story(&mut phone, town);
                let found = there(&phone, town);
                let at = format!("commit {number}, {fault:?}");
                assert!(told.iter().all(|it| found.contains(it)), "{at}");
                match fault {
                    // Whoever was not told finds it all the same: it was on the disk.
                    Fault::DieAfter => assert_eq!(found, everything, "{at}"),
                    Fault::Refuse(_) | Fault::DieBefore => assert_eq!(found, told, "{at}"),
                }
                assert!(
                    told.len() >= everything.len() - 1,
                    "{at}: one fails, the others work"
                );
                // The way out is open afterwards.
                let file = phone.device.rescue(Extent::All, NOW, &mut phone.rng);
                assert!(file.is_ok_and(|(file, _)| file.len() > 100), "{at}");
            }
        }
    }

    /// Locks, counts on in front of everybody, unlocks. Whatever fails is tried again, as a person would. Returns how many the
    /// screen last called stored.
    fn count_under_lock(phone: &mut Phone, town: SpaceId, event: RecordId) -> i64 {
        let begin = |phone: &mut Phone| {
            let writes = under_lock::beginning(event, &local(), &mut phone.rng);
            phone.save(writes)
        };
        while !begin(phone) {}
        let vault = |phone: &Phone| run_now(phone.store.load(&[Table::Vault])).unwrap();
        let (mut shown, mut stored) = (0, 0);
        for _ in 0..TAPS {
            shown += 1;
            let deaths = phone.deaths;
            if phone.save(vec![under_lock::counted(shown)]) {
                stored = shown;
            } else if phone.deaths > deaths {
                // It starts again with what is on the disk.
                shown = under_lock::count_in(&vault(phone)).unwrap();
            }
        }
        // With every unlock the number is taken, until it is.
        let deaths = phone.deaths;
        while let Some(kept) = under_lock::count_in(&vault(phone)) {
            let count = if phone.deaths > deaths { kept } else { shown };
            let notes = run_now(phone.store.load(&[Table::Notes])).unwrap();
            let event = under_lock::event_in(&notes, &local()).unwrap();
            let add = Edit::Add {
                field: number(&ZAEHLUNG, COUNTED[0]),
                amount: count,
            };
            let change = (ZAEHLUNG.id, event, vec![add]);
            let writes = phone.device.write(town, &[change], NOW, &mut phone.rng);
            phone.save(under_lock::taking(writes.unwrap()));
        }
        stored
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_number_counted_under_lock_counts_once_whenever_the_battery_falls_out() {
        let event = RecordId([9; 16]);
        let faults = [
            Fault::Refuse(StoreError::Quota),
            Fault::DieBefore,
            Fault::DieAfter,
        ];
        // The beginning, each tap, the unlock.
        for place in 0..TAPS + 2 {
            for fault in &faults {
                let (mut phone, town) = Phone::new(place, fault.clone());
                let stored = count_under_lock(&mut phone, town, event);
                phone.assert_one(town);
                let state = phone.device.state(town).unwrap();
                let field = number(&ZAEHLUNG, COUNTED[0]);
                let total = state.records[&event].counter(field).total;
                // A tap the disk never had, and of which nobody was told that it is stored, is gone with the battery.
                let lost = i64::from(*fault == Fault::DieBefore && (1..=TAPS).contains(&place));
                let at = format!("commit {place}, {fault:?}");
                assert_eq!(total, i64::try_from(TAPS).unwrap() - lost, "{at}");
                assert!(total >= stored, "{at}");
            }
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_disk_that_lost_its_identity_is_damaged_and_not_empty() {
        let disk = MemoryDisk::default();
        let outcome = run_now(build(&disk.open(), local(), HOST));
        let damaged = AppError::Store(StoreError::Corrupted { place: "identity" });
        assert_eq!(outcome.err(), Some(damaged));
    }
}
