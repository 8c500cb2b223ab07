//! A device comes back from its rows.

use super::alarm::ALARM;
use super::carried::is_carried;
use super::device::{Device, Founding, Identity, IdentityRow, JOIN, ME};
use super::fork::{FORMER, PARTED};
use super::intents::INTENT;
use super::invites::Invite;
use super::mend::MENDED;
use super::outbox::{Save, Sealed};
use super::rows::{Row, Table, number_of, space_of};
use super::runs::RUNS;
use super::space::Space;
use crate::batch;
use crate::crypto::{DeviceKeys, LocalKey, SpaceKey};
use crate::envelope::Envelope;
use crate::ids::SpaceId;
use crate::mlog::{Members, SignedEntry};
use crate::protocol::messages::{LogPage, LogRow};

/// Why a device cannot be built from its rows. The rows stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// There is no device in this storage.
    #[error("there is no device in this storage")]
    Empty,
    /// A row was sealed by another key or is damaged: export what is there and ask for help.
    #[error("a row of table {table} cannot be read")]
    Damaged {
        /// Name of the table.
        table: &'static str,
    },
}

impl Device {
    /// Builds the device that wrote `rows`. `host` is the server's host and port, as in `127.0.0.1:8080`.
    ///
    /// # Errors
    ///
    /// [`LoadError`]; nothing is guessed and nothing is replaced.
    pub fn load(local: LocalKey, host: &str, mut rows: Vec<Row>) -> Result<Self, LoadError> {
        rows.sort_by(|a, b| (a.table, &a.key).cmp(&(b.table, &b.key)));
        let me = rows
            .iter()
            .find(|row| row.table == Table::Identity && row.key == ME);
        let me: IdentityRow = read(me.ok_or(LoadError::Empty)?, &local)?;
        let identity = Identity {
            keys: DeviceKeys::from_seeds(me.sign, me.seal),
            member: me.member,
            name: me.name,
        };
        let mut device = Self::empty(identity, local, host);
        // What the log is put on top of has to be whole before the log is read.
        let log = rows.partition_point(|row| row.table < Table::Log);
        let (below, above) = rows.split_at(log);
        for row in below {
            device.load_row(row)?;
        }
        device.load_rest();
        for row in above {
            device.load_row(row)?;
        }
        let me = device.id();
        for space in device.spaces.values() {
            let seen = space.state.seen.get(&me).copied().unwrap_or(0);
            device.op_no = device.op_no.max(seen);
        }
        for space in device.spaces.values_mut() {
            space.name_space();
            let fold = space.show_carried();
            device.hlc = device.hlc.max(fold.hlc);
        }
        device.jump_if_mending();
        device.restore_alarms();
        device.joins_due = !device.invites.is_empty();
        device.add_answers();
        Ok(device)
    }

    /// Rows come in the order of tables, so members are there before keys, keys before what they open.
    fn load_row(&mut self, row: &Row) -> Result<(), LoadError> {
        let damaged = LoadError::Damaged {
            table: row.table.name(),
        };
        let place = || space_of(&row.key).ok_or_else(|| damaged.clone());
        match row.table {
            Table::Vault | Table::Drafts | Table::Notes | Table::Blobs => {}
            Table::Identity => {
                if row.key == JOIN {
                    self.joining = Some(read(row, &self.local)?);
                } else if row.key.starts_with(INTENT) {
                    let value = open_row(row, &self.local);
                    let loaded = value.and_then(|value| self.load_intent(row, &value));
                    self.note_unreadable(loaded);
                } else if row.key.starts_with(ALARM) {
                    let value = open_row(row, &self.local)?;
                    self.load_alarm(row, &value)?;
                } else if row.key == FORMER {
                    self.former = Some(read(row, &self.local)?);
                } else if row.key == PARTED {
                    let parted = read(row, &self.local).map(|it| self.parted = Some(it));
                    self.note_unreadable(parted);
                } else if row.key == RUNS {
                    // Without them a copy may count what it had not sent once too often; nothing is lost.
                    let runs = open_row(row, &self.local).ok();
                    let loaded = runs.and_then(|bytes| self.runs.load(&bytes));
                    self.unreadable += usize::from(loaded.is_none());
                } else if row.key == MENDED {
                    let mended = read(row, &self.local).map(|it| self.mended = Some(it));
                    self.note_unreadable(mended);
                }
            }
            Table::Members => {
                let space = place()?;
                if self.load_entry(space, row).is_none() {
                    self.lose(space);
                }
            }
            Table::Keys => {
                let space = place()?;
                if self.load_key(space, row).is_none() {
                    self.lose(space);
                }
            }
            Table::Checkpoints => {
                let space = place()?;
                if self.load_checkpoint(space, row).is_none() {
                    self.note_damage(space, row);
                }
            }
            Table::Log => {
                let (me, space) = (self.id(), place()?);
                let page: Option<LogPage> = read(row, &self.local).ok();
                let hlc = match self.spaces.get_mut(&space) {
                    Some(content) => content.replay(me, number_of(&row.key), page),
                    None => None,
                };
                match hlc {
                    Some(hlc) => self.hlc = self.hlc.max(hlc),
                    None => self.note_damage(space, row),
                }
            }
            Table::Outbox | Table::Pending => {
                let space = place()?;
                if self.load_waiting(space, row).is_none() {
                    self.note_damage(space, row);
                }
            }
            Table::Founding => {
                let founding: Founding = read(row, &self.local)?;
                let space = place()?;
                self.space_mut(space, &damaged)?.founding = true;
                self.founding.insert(space, founding);
            }
            Table::Invites => {
                let invite = read(row, &self.local).map(|mut it: Invite| {
                    // The app may have ended between the question and its answer.
                    it.told = true;
                    self.invites.insert(it.id(), it);
                });
                self.note_unreadable(invite);
            }
        }
        Ok(())
    }

    /// Passes over a row without which everything else works: an invitation, a wish, a note. It stays as it is.
    fn note_unreadable(&mut self, loaded: Result<(), LoadError>) {
        self.unreadable = self.unreadable.saturating_add(usize::from(loaded.is_err()));
    }

    /// `None`: the row is damaged, or one before it is.
    fn load_entry(&mut self, space: SpaceId, row: &Row) -> Option<()> {
        let entry = SignedEntry::parse(open_row(row, &self.local).ok()?).ok()?;
        match self.spaces.get_mut(&space) {
            Some(content) => content.members.apply(&entry).ok(),
            None if self.lost.contains(&space) => None,
            None => {
                let members = Members::found(&entry).ok()?;
                self.spaces.insert(space, Space::new(members));
                Some(())
            }
        }
    }

    fn load_key(&mut self, space: SpaceId, row: &Row) -> Option<()> {
        let bytes = open_row(row, &self.local).ok()?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).ok()?;
        let epoch = number_of(&row.key).and_then(|n| u32::try_from(n).ok())?;
        let content = self.spaces.get_mut(&space)?;
        content.keys.insert(epoch, SpaceKey::from_bytes(key));
        Some(())
    }

    /// What has not come back from the server: sealed here, carried here, not sealed yet.
    fn load_waiting(&mut self, space: SpaceId, row: &Row) -> Option<()> {
        let content = self.spaces.get_mut(&space)?;
        let bytes = open_row(row, &self.local).ok()?;
        if is_carried(row) {
            let carried: LogRow = minicbor::decode(&bytes).ok()?;
            let envelope = Envelope::parse(carried.envelope.clone()).ok()?;
            let header = envelope.header();
            content.take_carried((header.device, header.dev_seq), carried);
            return Some(());
        }
        let (ops, sealed) = if row.table == Table::Outbox {
            let key_of = |epoch: u32| content.keys.get(&epoch).cloned();
            let (sealed, ops) = Sealed::read(bytes, key_of).ok()?;
            (ops, Some(sealed))
        } else {
            let (_, ops) = batch::decode(&bytes).ok()?;
            let save = Save {
                first: number_of(&row.key)?,
                ops: ops.clone(),
                bytes: bytes.len(),
                fixed: true,
            };
            content.outbox.pending.push_back(save);
            (ops, None)
        };
        content.outbox.sealed.extend(sealed);
        let fold = content.apply(&ops, u64::MAX);
        self.hlc = self.hlc.max(fold.hlc);
        Some(())
    }

    fn space_mut(&mut self, space: SpaceId, damaged: &LoadError) -> Result<&mut Space, LoadError> {
        self.spaces.get_mut(&space).ok_or_else(|| damaged.clone())
    }
}

fn open_row(row: &Row, local: &LocalKey) -> Result<Vec<u8>, LoadError> {
    row.open(local).map_err(|_| LoadError::Damaged {
        table: row.table.name(),
    })
}

fn read<T: for<'b> minicbor::Decode<'b, ()>>(row: &Row, local: &LocalKey) -> Result<T, LoadError> {
    let bytes = open_row(row, local)?;
    minicbor::decode(&bytes).map_err(|_| LoadError::Damaged {
        table: row.table.name(),
    })
}
