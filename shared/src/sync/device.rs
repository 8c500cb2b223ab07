//! One device with all its spaces: how it begins, how it comes back from its rows, how an edit is saved.

use super::alarm::{ALARM, Evidence};
use super::carried::is_carried;
use super::clock::{self, Told};
use super::fork::{FORMER, Former, PARTED, Parted};
use super::heal::Healed;
use super::intents::{INTENT, Intent};
use super::invites::{Invite, Joining};
use super::joins::{Approvals, Checked};
use super::login::Login;
use super::machine::Task;
use super::mend::{MENDED, Mended};
use super::outbox::{Save, Sealed};
use super::quarantine::QuarantinedWork;
use super::rows::{Row, Table, Write, delete, number_of, numbered, put, space_of};
use super::space::{Fold, Space, SpaceInfo, Upload};
use crate::batch::{self, BATCH_OPS_MAX};
use crate::checkpoint::When;
use crate::crypto::{DeviceKeys, Entropy, LocalKey, NameOf, SpaceKey, seal_name, seal_space_key};
use crate::envelope::{Envelope, chain_next, open};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, RecordId, SpaceId};
use crate::merge::{Author, Edit, Op, State, plan};
use crate::mlog::{DeviceKind, Entry, MemberOp, Members, Role, SignedEntry, sign};
use crate::protocol::limits::CLOCK_AHEAD_MS_MAX;
use crate::protocol::messages::{AppendRequest, Head, KeyBox, LogPage, LogRow};
use crate::records::SpaceKind;
use std::collections::{BTreeMap, BTreeSet};

/// Greatest size of one save in bytes; far above what the limits of the fields allow in one record.
pub const SAVE_BYTES_MAX: usize = 200 * 1024;

/// Who a device is.
#[derive(Debug)]
pub struct Identity {
    /// Its keys.
    pub keys: DeviceKeys,
    /// The person it belongs to.
    pub member: MemberId,
    /// The person's display name.
    pub name: String,
}

/// Everything one device knows. See the [module](super) for how it is driven.
#[derive(Debug)]
pub struct Device {
    pub(super) identity: Identity,
    pub(super) local: LocalKey,
    pub(super) host: String,
    pub(super) spaces: BTreeMap<SpaceId, Space>,
    pub(super) op_no: u64,
    pub(super) hlc: u64,
    pub(super) login: Login,
    pub(super) joining: Option<Joining>,
    pub(super) invites: BTreeMap<InviteId, Invite>,
    pub(super) founding: BTreeMap<SpaceId, Founding>,
    pub(super) joins: Vec<Checked>,
    pub(super) refused_adds: BTreeSet<(SpaceId, DeviceId)>,
    /// Spaces the server listed that are not known here yet.
    pub(super) unread: BTreeMap<SpaceId, Head>,
    pub(super) heads_due: bool,
    pub(super) told: Told,
    pub(super) joins_due: bool,
    pub(super) task: Option<Task>,
    pub(super) intents: BTreeMap<u64, Intent>,
    pub(super) refused_rotations: BTreeSet<SpaceId>,
    pub(super) denials: BTreeSet<(InviteId, DeviceId)>,
    pub(super) approvals: Approvals,
    pub(super) quarantine_due: BTreeSet<SpaceId>,
    pub(super) parcels: BTreeMap<(SpaceId, Hash), QuarantinedWork>,
    pub(super) evidence: BTreeMap<SpaceId, Evidence>,
    /// Log in although there is no space yet: a recovery sheet finds its spaces that way.
    pub(super) calling: bool,
    /// A copy of this device was found; how it parts from it is told in [`fork`](super::fork).
    pub(super) parting: bool,
    pub(super) former: Option<Former>,
    pub(super) parted: Option<Parted>,
    pub(super) healed: Vec<Healed>,
    /// Spaces whose members or keys could not be read, see [`mend`](super::mend).
    pub(super) lost: BTreeSet<SpaceId>,
    /// Rows of the checkpoints of those spaces.
    pub(super) lost_rows: Vec<(SpaceId, Vec<u8>)>,
    pub(super) mended: Option<Mended>,
    unreadable: usize,
    /// When a checkpoint is worth its while.
    pub(super) when: When,
}

/// A space to found.
#[derive(Debug, Clone)]
pub struct NewSpace<'a> {
    /// Kind.
    pub kind: SpaceKind,
    /// Title, for a town its name.
    pub title: &'a str,
    /// What the founder is.
    pub role: Role,
    /// The token of an empty installation, for its first space.
    pub bootstrap: Option<Hash>,
}

/// A founding entry the server has not taken yet.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) struct Founding {
    #[n(0)]
    pub(super) request: AppendRequest,
    #[n(1)]
    pub(super) bootstrap: Option<Hash>,
}

#[derive(minicbor::Encode, minicbor::Decode)]
struct IdentityRow {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    sign: [u8; 32],
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    seal: [u8; 32],
    #[n(2)]
    member: MemberId,
    #[n(3)]
    name: String,
}

const ME: &[u8] = b"me";
pub(super) const JOIN: &[u8] = b"join";

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

/// Why an edit is not saved. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The device is no member of the space.
    #[error("the device is no member of the space")]
    NoSpace,
    /// The device may read the space only.
    #[error("the device may only read here")]
    ReadOnly,
    /// Some of what this device counted before is damaged here: connect once, then count.
    #[error("what was counted before has to be read again first")]
    Mending,
    /// The space is read-only: the server shows what cannot have happened.
    #[error("the space is read-only since an alarm")]
    Alarm,
    /// A confidential space takes content only while two persons are admins: make a second one.
    #[error("the space needs a second admin before it takes content")]
    NeedsAdmins,
    /// The save is larger than one envelope: save less at once.
    #[error("a save of {bytes} bytes is above the limit of {bytes_max}")]
    TooLarge {
        /// Size of the save.
        bytes: usize,
        /// Greatest size.
        bytes_max: usize,
    },
    /// The title, name or key cannot be sealed.
    #[error("the name is too long to be sealed")]
    Name,
}

/// One record with writes the server does not hold yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsent {
    /// The space.
    pub space: SpaceId,
    /// Kind of the record.
    pub kind: u16,
    /// The record.
    pub record: RecordId,
}

impl Device {
    /// Begins a device; returns it with the rows that keep it. The slots that open `local` are the caller's.
    pub fn create(
        identity: Identity,
        local: LocalKey,
        host: &str,
        rng: &mut dyn Entropy,
    ) -> (Self, Vec<Write>) {
        let device = Self::empty(identity, local, host);
        let write = device.identity_row(rng);
        (device, vec![write])
    }

    /// Returns the row that keeps keys and name.
    pub(super) fn identity_row(&self, rng: &mut dyn Entropy) -> Write {
        let (sign, seal) = self.identity.keys.seeds();
        let row = IdentityRow {
            sign,
            seal,
            member: self.identity.member,
            name: self.identity.name.clone(),
        };
        put(&self.local, Table::Identity, ME.to_vec(), &cbor(&row), rng)
    }

    fn empty(identity: Identity, local: LocalKey, host: &str) -> Self {
        Self {
            identity,
            local,
            host: host.to_owned(),
            spaces: BTreeMap::new(),
            op_no: 0,
            hlc: 0,
            login: Login::Out,
            joining: None,
            invites: BTreeMap::new(),
            founding: BTreeMap::new(),
            joins: Vec::new(),
            refused_adds: BTreeSet::new(),
            unread: BTreeMap::new(),
            heads_due: true,
            told: Told::default(),
            joins_due: false,
            task: None,
            intents: BTreeMap::new(),
            refused_rotations: BTreeSet::new(),
            denials: BTreeSet::new(),
            approvals: Approvals::default(),
            quarantine_due: BTreeSet::new(),
            parcels: BTreeMap::new(),
            evidence: BTreeMap::new(),
            calling: false,
            parting: false,
            former: None,
            parted: None,
            healed: Vec::new(),
            lost: BTreeSet::new(),
            lost_rows: Vec::new(),
            mended: None,
            unreadable: 0,
            when: When::DEFAULT,
        }
    }

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
                let invite = read(row, &self.local);
                let invite = invite.map(|it: Invite| drop(self.invites.insert(it.id(), it)));
                self.note_unreadable(invite);
            }
        }
        Ok(())
    }

    /// Passes over a row without which everything else works: an invitation, a wish, a note. It stays as it is.
    fn note_unreadable(&mut self, loaded: Result<(), LoadError>) {
        self.unreadable = self.unreadable.saturating_add(usize::from(loaded.is_err()));
    }

    /// Returns how many rows were passed over because they cannot be read. No record is among them.
    #[must_use]
    pub const fn unreadable(&self) -> usize {
        self.unreadable
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

    /// Returns the device's name in logs.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        self.identity.keys.id()
    }

    /// Returns the person the device belongs to.
    #[must_use]
    pub const fn member(&self) -> MemberId {
        self.identity.member
    }

    /// Returns the person's display name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.identity.name
    }

    /// Returns the key that seals this device's rows, for the app's own rows (drafts, notes).
    #[must_use]
    pub const fn local_key(&self) -> &LocalKey {
        &self.local
    }

    /// Returns what screens need to know of each space whose key is here.
    #[must_use]
    pub fn spaces(&self) -> Vec<SpaceInfo> {
        let readable = self
            .spaces
            .values()
            .filter(|space| space.current_key().is_some());
        readable
            .map(|space| space.info(self.name_in(&space.members)))
            .collect()
    }

    /// Returns the records of a space.
    #[must_use]
    pub fn state(&self, space: SpaceId) -> Option<&State> {
        self.spaces.get(&space).map(|space| &space.state)
    }

    /// Returns who is in a space and may do what.
    #[must_use]
    pub fn members(&self, space: SpaceId) -> Option<&Members> {
        self.spaces.get(&space).map(|space| &space.members)
    }

    /// Returns the display name of the person a device belongs to.
    #[must_use]
    pub fn name_of(&self, space: SpaceId, device: DeviceId) -> Option<String> {
        self.spaces.get(&space)?.name_of(device)
    }

    /// Returns the records with writes the server does not hold yet.
    #[must_use]
    pub fn unsent(&self) -> BTreeSet<Unsent> {
        self.spaces
            .iter()
            .flat_map(|(space, content)| {
                content.outbox.unsent().map(|(record, kind)| Unsent {
                    space: *space,
                    kind,
                    record,
                })
            })
            .collect()
    }

    /// Returns how many envelopes of this device came back from the server.
    #[must_use]
    pub fn confirmed(&self) -> u64 {
        self.spaces.values().map(|space| space.confirmed).sum()
    }

    /// Whether the device waits for somebody to let it in.
    #[must_use]
    pub const fn is_joining(&self) -> bool {
        self.joining.is_some()
    }

    /// Saves edits of one or several records of a space as one save: all of them or none.
    ///
    /// The edits count in [`Self::state`] at once; they are safe when the returned rows are on disk.
    ///
    /// # Errors
    ///
    /// [`WriteError`]; nothing was changed.
    pub fn write(
        &mut self,
        space: SpaceId,
        changes: &[(u16, RecordId, Vec<Edit>)],
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, WriteError> {
        let me = self.id();
        let content = self.spaces.get(&space).ok_or(WriteError::NoSpace)?;
        if !content.may_write(self.name_in(&content.members)) {
            return Err(WriteError::ReadOnly);
        }
        if content.alarm.is_some() {
            return Err(WriteError::Alarm);
        }
        if content.members.lacks_admins() {
            return Err(WriteError::NeedsAdmins);
        }
        let mut edits = changes.iter().flat_map(|(_, _, edits)| edits);
        if content.mending.is_some() && edits.any(|edit| matches!(edit, Edit::Add { .. })) {
            return Err(WriteError::Mending);
        }
        let content = self.spaces.get_mut(&space).ok_or(WriteError::NoSpace)?;
        let hlc = clock::next(self.hlc, now_ms);
        let first = self.op_no.saturating_add(1);
        let mut ops = Vec::new();
        for (kind, record, edits) in changes {
            let op_no = first.saturating_add(ops.len() as u64);
            let author = Author {
                device: me,
                op_no,
                hlc,
            };
            ops.extend(plan(&content.state, *kind, *record, edits, author));
        }
        if ops.is_empty() {
            return Ok(Vec::new());
        }
        let too_large = |bytes| WriteError::TooLarge {
            bytes,
            bytes_max: SAVE_BYTES_MAX,
        };
        let size = batch::encode_stored(me, &ops)
            .map_err(|_| too_large(BATCH_OPS_MAX))?
            .len();
        if size > SAVE_BYTES_MAX {
            return Err(too_large(size));
        }
        self.hlc = hlc;
        self.op_no = first.saturating_add(ops.len() as u64).saturating_sub(1);
        // What is applied drops the counts it replaces; what is stored takes over what those replaced.
        let _fold = content.apply(&ops, u64::MAX);
        let pruned = content.outbox.prune(&mut ops);
        let mut writes: Vec<Write> = pruned
            .removed
            .iter()
            .map(|first| delete(Table::Pending, numbered(space, *first)))
            .collect();
        let mut saves = pruned.changed;
        saves.push(Save {
            first,
            ops,
            bytes: size,
            fixed: false,
        });
        for save in &saves {
            let bytes = batch::encode_stored(me, &save.ops).map_err(|_| too_large(size))?;
            writes.push(put(
                &self.local,
                Table::Pending,
                numbered(space, save.first),
                &bytes,
                rng,
            ));
        }
        content.outbox.pending.extend(saves.pop());
        Ok(writes)
    }

    /// Founds a space with this device's person as its admin. Works offline; the server is told when it is there.
    ///
    /// # Errors
    ///
    /// [`WriteError::Name`] when title or name are too long.
    pub fn found(
        &mut self,
        new: &NewSpace<'_>,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<(SpaceId, Vec<Write>), WriteError> {
        let space = SpaceId(rng.make_id());
        let key = SpaceKey::make(rng);
        let (member, public) = (self.identity.member, self.identity.keys.public());
        let mut seal =
            |of, name: &str| seal_name(of, name, &key, space, 1, rng).map_err(|_| WriteError::Name);
        let title = seal(NameOf::Space, new.title)?;
        let name = seal(NameOf::Member(member), &self.identity.name)?;
        let op = MemberOp::Genesis {
            kind: new.kind,
            title,
            kid: key.kid(space, 1),
            member,
            role: new.role,
            name,
            device: public,
            device_kind: DeviceKind::Phone,
        };
        let entry = Entry {
            space,
            seq: 1,
            prev: Hash::ZERO,
            key_epoch: 1,
            op,
            signer: self.id(),
            claimed_ms: now_ms,
        };
        let entry = sign(&entry, &self.identity.keys).map_err(|_| WriteError::Name)?;
        let members = Members::found(&entry).map_err(|_| WriteError::Name)?;
        let sealed = seal_space_key(&key, space, 1, &public, rng).map_err(|_| WriteError::Name)?;
        let request = AppendRequest {
            entries: vec![entry.bytes().to_vec()],
            boxes: vec![KeyBox {
                device: self.id(),
                key_epoch: 1,
                sealed,
            }],
        };
        let founding = Founding {
            request,
            bootstrap: new.bootstrap,
        };
        let writes = vec![
            put(
                &self.local,
                Table::Members,
                numbered(space, 1),
                entry.bytes(),
                rng,
            ),
            put(
                &self.local,
                Table::Keys,
                numbered(space, 1),
                key.as_bytes(),
                rng,
            ),
            put(
                &self.local,
                Table::Founding,
                space.0.to_vec(),
                &cbor(&founding),
                rng,
            ),
        ];
        let mut content = Space::new(members);
        content.founding = true;
        content.keys.insert(1, key);
        content.name_space();
        self.spaces.insert(space, content);
        self.founding.insert(space, founding);
        Ok((space, writes))
    }

    /// Tries again what the server refused: after a login, or when a person asks for it.
    pub fn retry(&mut self) {
        self.heads_due = true;
        self.joins_due = !self.invites.is_empty();
        self.refused_adds.clear();
        self.refused_rotations.clear();
        for intent in self.intents.values_mut() {
            intent.problem = None;
        }
        self.look_into_quarantine();
        for space in self.spaces.values_mut() {
            space.upload = Upload::Open;
            space.carry_refused = false;
            space.checkpoints.making.retry();
        }
    }
}

impl Space {
    /// Applies a stored page, which was judged before it was stored. Returns the greatest clock in it; `None` if
    /// it is not the page that comes next, or not as it was.
    fn replay(&mut self, me: DeviceId, first: Option<u64>, page: Option<LogPage>) -> Option<u64> {
        let page = page?;
        let next = self.log.seq().saturating_add(1);
        let mut chain = self.log.hash();
        let mut envelopes = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            let envelope = Envelope::parse(row.envelope.clone()).ok()?;
            chain = chain_next(chain, envelope.hash());
            envelopes.push(envelope);
        }
        if first != Some(next) || chain != page.chain {
            return None;
        }
        let mut hlc = 0;
        self.log.era = Some(page.era);
        self.log_rows.push(next);
        for (envelope, row) in envelopes.iter().zip(page.rows) {
            let fold = self.take(me, envelope, row.received_ms);
            self.tail.push(row);
            hlc = hlc.max(fold.hlc);
        }
        Some(hlc)
    }

    /// Takes an envelope that was judged: moves the log's end and applies what it carries.
    pub(super) fn take(&mut self, me: DeviceId, envelope: &Envelope, received_ms: u64) -> Fold {
        let header = envelope.header();
        let chain = chain_next(self.log.hash(), envelope.hash());
        self.log.chain.push(chain);
        // A checkpoint may have said already how far its author is.
        let last = self.log.authors.entry(header.device).or_insert(0);
        let fresh = header.dev_seq > *last;
        *last = header.dev_seq.max(*last);
        self.log.key_epoch = self.log.key_epoch.max(header.key_epoch);
        if self.log.at(header.seen_seq) == Some(header.seen_hash) {
            self.witnesses.saw(header);
        }
        let ops = self.read_envelope(envelope);
        let seq = self.log.seq();
        for op in ops.iter().flatten() {
            self.witnesses.wrote(op.slot.record, seq, header.device);
        }
        if self.heal.known.remove(&envelope.hash()) {
            // It counts already; what may be new is when it arrived.
            if ops.is_some() {
                self.apply_read(me, header.device, ops, received_ms);
            }
            return Fold::default();
        }
        if header.device == me && fresh {
            self.confirmed = self.confirmed.saturating_add(1);
        }
        self.apply_read(me, header.device, ops, received_ms)
    }

    /// Applies what was read of an envelope; `None` if it could not be read.
    pub(super) fn apply_read(
        &mut self,
        me: DeviceId,
        author: DeviceId,
        ops: Option<Vec<Op>>,
        received_ms: u64,
    ) -> Fold {
        let Some(ops) = ops else {
            self.quarantined = self.quarantined.saturating_add(1);
            return Fold::default();
        };
        let latest_ms = received_ms.saturating_add(CLOCK_AHEAD_MS_MAX);
        let hlc_max = (latest_ms << 16) | 0xffff;
        if author == me {
            self.note_own(me, &ops, hlc_max);
        }
        let fold = self.apply(&ops, hlc_max);
        // Own writes and those that came by hand were shown before it was known when they would arrive.
        for (slot, dot, hlc) in &fold.known {
            self.state.settle_clock(slot, *dot, *hlc);
        }
        fold
    }

    /// Opens an envelope that was judged.
    pub(super) fn read_envelope(&self, envelope: &Envelope) -> Option<Vec<Op>> {
        let header = envelope.header();
        let key = self.keys.get(&header.key_epoch)?;
        let (author, ops) = batch::decode(&open(envelope, key).ok()?).ok()?;
        (author == header.device).then_some(ops)
    }
}

pub(super) fn cbor<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    // Encoding into memory cannot fail for these types: the writer's error is `Infallible`.
    minicbor::to_vec(value).unwrap_or_default()
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
