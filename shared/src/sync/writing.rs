//! How an edit is saved, and how a space begins.

use super::clock;
use super::device::{Device, Founding, cbor};
use super::outbox::Save;
use super::rows::{Table, Write, delete, numbered, put};
use super::space::Space;
use crate::batch::{self, BATCH_OPS_MAX};
use crate::crypto::{Entropy, NameOf, SpaceKey, seal_name, seal_space_key};
use crate::ids::{Hash, RecordId, SpaceId};
use crate::merge::{Author, Edit, plan};
use crate::mlog::{DeviceKind, Entry, MemberOp, Members, Role, sign};
use crate::protocol::messages::{AppendRequest, KeyBox};
use crate::records::SpaceKind;

/// Greatest size of one save in bytes; far above what the limits of the fields allow in one record.
pub const SAVE_BYTES_MAX: usize = 200 * 1024;

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

impl Device {
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
        let waits = self
            .spaces
            .values()
            .any(|content| !content.outbox.pending.is_empty());
        let begun = self.runs.begin(first, waits, &self.local, rng);
        let content = self.spaces.get_mut(&space).ok_or(WriteError::NoSpace)?;
        self.hlc = hlc;
        self.op_no = first.saturating_add(ops.len() as u64).saturating_sub(1);
        // What is applied drops the counts it replaces; what is stored takes over what those replaced.
        let _fold = content.apply(&ops, u64::MAX);
        let pruned = content.outbox.prune(&mut ops);
        let removed = pruned.removed.iter();
        let mut writes: Vec<Write> = removed
            .map(|first| delete(Table::Pending, numbered(space, *first)))
            .chain(begun)
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
}
