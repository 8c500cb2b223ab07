//! What people do on their phones: open forms, save, count, delete.

use crate::act::{Act, What};
use crate::law::{Broken, CLOCKS, DAMAGED, LIVENESS, Lawful};
use crate::oracle::{
    COUNTER, KIND, LATER_FIELD, LATER_KIND, LATER_READER, SET, Written, Wrote, numbers_shown,
    raw_of, text_of,
};
use crate::phone::Form;
use crate::sabotage::Sabotage;
use crate::world::World;
use shared::batch;
use shared::ids::RecordId;
use shared::merge::{ALIVE, Edit, Op, Slot, Sub};
use shared::sync::{Extent, Table, Write, WriteError};
use shared::value::Value;
use std::collections::BTreeSet;

/// Number of records people write to.
const RECORDS: u8 = 3;

/// A save on its way to the storage.
struct Save {
    kind: u16,
    slot: Slot,
    what: Wrote,
    seen: BTreeSet<usize>,
    edit: Edit,
}

fn record(act: Act) -> RecordId {
    RecordId([act.a % RECORDS + 1; 16])
}

fn field(act: Act) -> u16 {
    u16::from(act.b % 2) + 1
}

impl World<'_> {
    /// Does what a person does.
    pub(crate) fn person(&mut self, who: usize, act: Act) -> Lawful {
        let record = record(act);
        match act.what {
            What::Form => {
                let form = self.open_form(who, record, field(act));
                if let Some(phone) = self.phones.get_mut(who) {
                    phone.form = form;
                }
                Ok(())
            }
            What::Set => self.set(who, record, field(act)),
            What::Put | What::Take => self.element(who, record, act),
            What::Count => {
                let amount = i64::from(act.b % 4) + 1;
                let Some(me) = self.phones.get(who).map(|phone| phone.device.id()) else {
                    return Ok(());
                };
                self.save(
                    who,
                    Save {
                        kind: KIND,
                        slot: Slot {
                            record,
                            field: COUNTER,
                            sub: Sub::Device(me),
                        },
                        what: Wrote::Counted(amount),
                        seen: BTreeSet::new(),
                        edit: Edit::Add {
                            field: COUNTER,
                            amount,
                        },
                    },
                )
            }
            What::Trash | What::Untrash => self.papierkorb(who, record, act.what == What::Trash),
            _ => self.later(who, record, act.a.is_multiple_of(2)),
        }
    }

    fn open_form(&self, who: usize, record: RecordId, field: u16) -> Option<Form> {
        let state = self.phones.get(who)?.device.state(self.town())?;
        let slot = Slot {
            record,
            field,
            sub: Sub::None,
        };
        let there = state.records.get(&record);
        Some(Form {
            record,
            field,
            dots: there.map(|it| it.dots(field)).unwrap_or_default(),
            seen: numbers_shown(state, &slot),
        })
    }

    fn set(&mut self, who: usize, record: RecordId, field: u16) -> Lawful {
        let open = self
            .phones
            .get_mut(who)
            .and_then(|phone| phone.form.take())
            .filter(|form| form.record == record && form.field == field);
        let Some(now) = self.open_form(who, record, field) else {
            return Ok(());
        };
        let form = open.unwrap_or_else(|| now.clone());
        let dots = if self.does(Sabotage::SavesOverUnseen) {
            now.dots
        } else {
            form.dots
        };
        let text = text_of(self.oracle.written.len());
        self.save(
            who,
            Save {
                kind: KIND,
                slot: Slot {
                    record,
                    field,
                    sub: Sub::None,
                },
                what: Wrote::Text,
                seen: form.seen,
                edit: Edit::Set {
                    field,
                    value: Value::Text(text),
                    prev: dots,
                },
            },
        )
    }

    fn element(&mut self, who: usize, record: RecordId, act: Act) -> Lawful {
        let element = [act.b % 2 + 1; 16];
        let slot = Slot {
            record,
            field: SET,
            sub: Sub::Element(element),
        };
        let Some(seen) = self.shown(who, &slot) else {
            return Ok(());
        };
        let (what, edit) = if act.what == What::Put {
            let value = Value::Text(text_of(self.oracle.written.len()));
            (
                Wrote::Text,
                Edit::Put {
                    field: SET,
                    element,
                    value,
                },
            )
        } else {
            (
                Wrote::Took,
                Edit::Take {
                    field: SET,
                    element,
                },
            )
        };
        self.save(
            who,
            Save {
                kind: KIND,
                slot,
                what,
                seen,
                edit,
            },
        )
    }

    fn papierkorb(&mut self, who: usize, record: RecordId, trash: bool) -> Lawful {
        let state = self
            .phones
            .get(who)
            .and_then(|phone| phone.device.state(self.town()));
        // Nothing can be deleted that is not on the screen.
        let Some(there) = state.and_then(|state| state.records.get(&record)) else {
            return Ok(());
        };
        let versions = there.slots.iter().flat_map(|((field, sub), slot)| {
            slot.versions
                .iter()
                .map(|version| (*field, *sub, version.dot))
        });
        let (what, edit) = if trash {
            (Wrote::Trashed(versions.collect()), Edit::Trash)
        } else if there.versions(ALIVE).is_empty() {
            return Ok(());
        } else {
            (Wrote::Restored, Edit::Restore)
        };
        self.save(
            who,
            Save {
                kind: KIND,
                slot: Slot {
                    record,
                    field: ALIVE,
                    sub: Sub::None,
                },
                what,
                seen: BTreeSet::new(),
                edit,
            },
        )
    }

    /// A later version of the app was on this phone: it wrote an unknown value, or something only it can read.
    fn later(&mut self, who: usize, record: RecordId, unknown: bool) -> Lawful {
        let number = self.oracle.written.len();
        let (kind, record, field, what, value) = if unknown {
            let raw = raw_of(number);
            let record = RecordId([90; 16]);
            let value = Value::Unknown(raw.clone());
            (LATER_KIND, record, LATER_FIELD, Wrote::Raw(raw), value)
        } else {
            let value = Value::Text(text_of(number));
            (KIND, record, 2, Wrote::Later, value)
        };
        let Some(form) = self.open_form(who, record, field) else {
            return Ok(());
        };
        self.save(
            who,
            Save {
                kind,
                slot: Slot {
                    record,
                    field,
                    sub: Sub::None,
                },
                what,
                seen: form.seen,
                edit: Edit::Set {
                    field,
                    value,
                    prev: form.dots,
                },
            },
        )
    }

    /// Hands a rescue file from phone to phone. A damaged one is refused whole.
    pub(crate) fn hand(&mut self, from: usize, act: Act) -> Lawful {
        let to = usize::from(act.a) % self.phones.len().max(1);
        let now_ms = self.clock_ms(from);
        let Some(giver) = self.phones.get_mut(from).filter(|_| from != to) else {
            return Ok(());
        };
        let Ok((mut file, writes)) = giver.device.rescue(Extent::All, now_ms, &mut giver.rng)
        else {
            return Ok(());
        };
        if self.dies(false) {
            return self.battery_dies(from);
        }
        self.store(from, &writes)?;
        let damaged = act.b == 7;
        if damaged {
            self.flip(&mut file);
        }
        let now_ms = self.clock_ms(to);
        let Some(taker) = self.phones.get_mut(to) else {
            return Ok(());
        };
        let taken = taker.device.take_rescue(&file, now_ms, &mut taker.rng);
        let Ok(imported) = taken else { return Ok(()) };
        if damaged {
            let what = format!("phone {to} took in a damaged rescue file");
            return Err(Broken::new(DAMAGED, what));
        }
        if self.dies(false) {
            return self.battery_dies(to);
        }
        self.store(to, &imported.writes)
    }

    fn shown(&self, who: usize, slot: &Slot) -> Option<BTreeSet<usize>> {
        let state = self.phones.get(who)?.device.state(self.town())?;
        Some(numbers_shown(state, slot))
    }

    /// Saves an edit; once its rows are stored, the person has been told so and the oracle knows it.
    fn save(&mut self, who: usize, save: Save) -> Lawful {
        let (town, now_ms) = (self.town(), self.clock_ms(who));
        let may_alarm = self.may_alarm;
        let fills_in = self.does(Sabotage::FillsIn);
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(());
        };
        let mut edits = vec![save.edit];
        if fills_in {
            edits.push(Edit::Set {
                field: 5,
                value: Value::Text("Vorgabe".to_owned()),
                prev: Vec::new(),
            });
        }
        let change = (save.kind, save.slot.record, edits);
        let saved = phone.device.write(town, &[change], now_ms, &mut phone.rng);
        let mut writes = match saved {
            Ok(writes) => writes,
            Err(WriteError::Alarm) if may_alarm => return Ok(()),
            Err(WriteError::NoSpace | WriteError::ReadOnly)
                if phone.removed || phone.device.is_joining() =>
            {
                return Ok(());
            }
            Err(error @ WriteError::Alarm) => {
                return Err(Broken::new(LIVENESS, format!("phone {who}: {error}")));
            }
            Err(error) => {
                let what = format!("phone {who}: a write was refused: {error}");
                return Err(Broken::new(CLOCKS, what));
            }
        };
        if save.what == Wrote::Later {
            self.mark_later(who, &mut writes);
        }
        let ops = self.ops_of(who, &writes);
        let early = self.does(Sabotage::ConfirmsEarly);
        if self.dies(false) && !early {
            return self.battery_dies(who);
        }
        self.store(who, &writes)?;
        let number = self.oracle.written.len();
        for op in ops {
            // A save that takes over counts stores their rows again: what is known keeps its number.
            if !matches!(op.slot.sub, Sub::Device(_)) {
                self.oracle.ops.entry(op.dot).or_insert((number, op));
            }
        }
        self.oracle.written.push(Written {
            slot: save.slot,
            what: save.what.clone(),
            seen: save.seen,
        });
        if let Some(phone) = self.phones.get_mut(who) {
            phone.holds.insert(number);
        }
        if save.what == Wrote::Later || self.dies(false) {
            // The older version is back on the phone.
            return self.battery_dies(who);
        }
        Ok(())
    }

    /// Returns the operations in rows that wait to be sealed.
    fn ops_of(&self, who: usize, writes: &[Write]) -> Vec<Op> {
        let Some(phone) = self.phones.get(who) else {
            return Vec::new();
        };
        let local = phone.device.local_key();
        let rows = writes.iter().filter_map(|write| match write {
            Write::Put { table, key, value } if *table == Table::Pending => {
                let bytes = local.open_row(table.name(), key, value).ok()?;
                Some(batch::decode(&bytes).ok()?.1)
            }
            _ => None,
        });
        rows.flatten().collect()
    }

    /// Makes the rows of a save what a later version would have stored.
    fn mark_later(&mut self, who: usize, writes: &mut [Write]) {
        self.change_saves(who, writes, |op| op.min_reader = LATER_READER);
    }

    /// Changes operations in rows that wait to be sealed.
    pub(crate) fn change_saves(
        &mut self,
        who: usize,
        writes: &mut [Write],
        change: impl Fn(&mut Op),
    ) {
        let Some(phone) = self.phones.get_mut(who) else {
            return;
        };
        let me = phone.device.id();
        for write in writes {
            let Write::Put { table, key, value } = write else {
                continue;
            };
            if *table != Table::Pending {
                continue;
            }
            let local = phone.device.local_key();
            let ops = local.open_row(table.name(), key, value).ok();
            let Some((_, mut ops)) = ops.and_then(|bytes| batch::decode(&bytes).ok()) else {
                continue;
            };
            ops.iter_mut().for_each(&change);
            if let Ok(bytes) = batch::encode_stored(me, &ops) {
                *value = local.seal_row(table.name(), key, &bytes, &mut phone.rng);
            }
        }
    }

    /// The bug that brings back what was deleted elsewhere.
    pub(crate) fn bring_back(&mut self, who: usize) -> Lawful {
        let (town, now_ms) = (self.town(), self.clock_ms(who));
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(());
        };
        let records = phone.device.state(town).map(|state| &state.records);
        let trashed = records.into_iter().flatten().find(|(_, it)| it.trashed());
        let Some(record) = trashed.map(|(record, _)| *record) else {
            return Ok(());
        };
        let change = (KIND, record, vec![Edit::Restore]);
        let writes = phone.device.write(town, &[change], now_ms, &mut phone.rng);
        self.store(who, &writes.unwrap_or_default())
    }
}
