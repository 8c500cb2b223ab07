//! The rescue file: what a phone holds of its spaces, in one file that any other device of them can take in.
//!
//! It is for the phone that finds no server, for a town hall without a network, and for a phone about to break.
//! Besides what waits here it has every envelope that is still kept, so that nobody has to know what the other
//! one lacks. Envelopes are sealed and signed anyway; who wrote and how much is sealed here as well.
//!
//! ```text
//! file    = "Schulterschluss\n" ‖ version (1) ‖ CBOR ‖ SHA-256 over label and everything before
//! CBOR    = [ [space, key_epoch, sealed], .. ]
//! sealed  = sealed under the space's key: CBOR [ made_ms, [envelope, ..] ]
//! ```
//!
//! Short ones also go from screen to camera, as a sequence of codes ([`frames`](mod@super::frames)).

use super::device::{Device, cbor};
use super::outbox::SealWith;
use super::rows::{Table, Write, delete, numbered, put};
use crate::crypto::label::{RESCUE, labelled_hash};
use crate::crypto::{Entropy, open_rescue, seal_rescue};
use crate::ids::{RecordId, SpaceId};
use crate::protocol::messages::byte_strings;

const MAGIC: &[u8; 16] = b"Schulterschluss\n";
const VERSION: u8 = 1;
const HASH_BYTES: usize = 32;
/// Greatest size of a file that is read: far above what a phone keeps.
pub const RESCUE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// What goes into a rescue file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything that is kept.
    All,
    /// What the server does not hold yet.
    Unsent,
}

/// Why a rescue file is not taken in, or not made. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RescueError {
    /// Some other file. Remedy: choose the rescue file.
    #[error("not a rescue file")]
    Foreign,
    /// Of a newer app. Remedy: update the app.
    #[error("version {version} of the rescue file is newer than this app")]
    Newer {
        /// Its version.
        version: u8,
    },
    /// Cut off or changed on the way. Remedy: hand it over again.
    #[error("the rescue file is damaged")]
    Damaged,
    /// Too large to be read on a phone.
    #[error("a rescue file of {bytes} bytes is above the limit of {RESCUE_BYTES_MAX}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It has no space of this device in it. Remedy: a device of the same town takes it in.
    #[error("no space of this device is in the rescue file")]
    OtherSpaces,
    /// It was sealed with a key this device does not have yet. Remedy: connect once, then try again.
    #[error("the key of the rescue file is not on this device yet")]
    NoKey,
    /// A copy of this device or damage in its storage was found: it does not know its own numbers for sure.
    /// Remedy: connect once, then try again.
    #[error("the device does not know its own numbers")]
    Unsure,
}

/// What taking in a rescue file led to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows to store, in one transaction.
    pub writes: Vec<Write>,
    /// Records that changed.
    pub records: Vec<(SpaceId, RecordId)>,
    /// Envelopes that were new here.
    pub fresh: usize,
    /// Envelopes that were here before.
    pub known: usize,
    /// Envelopes of the new ones that wait for something: an earlier one, a membership entry, a key.
    pub waiting: usize,
    /// Envelopes nobody could have written who is in the space.
    pub refused: usize,
    /// Spaces in the file this device is not in.
    pub other_spaces: usize,
}

#[derive(minicbor::Encode, minicbor::Decode)]
#[cbor(array)]
pub(super) struct Part {
    #[n(0)]
    pub(super) space: SpaceId,
    #[n(1)]
    pub(super) key_epoch: u32,
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub(super) sealed: Vec<u8>,
}

#[derive(minicbor::Encode, minicbor::Decode)]
#[cbor(array)]
pub(super) struct Content {
    #[n(0)]
    pub(super) made_ms: u64,
    #[n(1)]
    #[cbor(with = "byte_strings")]
    pub(super) envelopes: Vec<Vec<u8>>,
}

impl Device {
    /// Makes a rescue file, sealing first what was not sealed yet. The rows have to be on disk before the file
    /// leaves the device: its envelopes carry numbers that must not be given twice.
    ///
    /// # Errors
    ///
    /// [`RescueError::Unsure`].
    pub fn rescue(
        &mut self,
        extent: Extent,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<(Vec<u8>, Vec<Write>), RescueError> {
        let copied = |content: &super::space::Space| content.foreign.is_some();
        let parting = self.parting || self.former.is_some();
        if parting || self.is_mending() || self.spaces.values().any(copied) {
            return Err(RescueError::Unsure);
        }
        let (mut parts, mut writes) = (Vec::new(), Vec::new());
        let keys = &self.identity.keys;
        for (space, content) in &mut self.spaces {
            let Some(key) = content.current_key().cloned() else {
                continue;
            };
            while !content.outbox.pending.is_empty() {
                let (at, dev_seq) = (content.seal_at(), content.next_dev_seq(keys.id()));
                // There may be no server to say how late it is: clocks stay as they are.
                let with = SealWith {
                    key: &key,
                    keys,
                    runs: &self.runs,
                };
                let Ok(Some(made)) = content.outbox.seal(at, dev_seq, None, &with, rng) else {
                    break;
                };
                let row = numbered(*space, made.sealed.dev_seq);
                let bytes = &made.sealed.bytes;
                writes.push(put(&self.local, Table::Outbox, row, bytes, rng));
                let rows = made.rows.into_iter();
                writes.extend(rows.map(|row| delete(Table::Pending, numbered(*space, row))));
            }
            let read = content
                .tail
                .envelopes()
                .filter(|_| extent == Extent::All)
                .map(<[u8]>::to_vec);
            let waiting = content.outbox.waiting().map(<[u8]>::to_vec);
            let plain = cbor(&Content {
                made_ms: now_ms,
                envelopes: read.chain(waiting).collect(),
            });
            let key_epoch = content.members.key_epoch;
            parts.push(Part {
                space: *space,
                key_epoch,
                sealed: seal_rescue(&plain, &key, *space, key_epoch, rng),
            });
        }
        Ok((frame(&cbor(&parts)), writes))
    }

    /// Takes in a rescue file of a device of the same space. Taking in the same one again changes nothing.
    ///
    /// What is new shows at once, and goes to the server with the next exchange as its authors signed it.
    ///
    /// # Errors
    ///
    /// [`RescueError`]; nothing was changed.
    pub fn take_rescue(
        &mut self,
        file: &[u8],
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<Imported, RescueError> {
        let parts: Vec<Part> =
            minicbor::decode(unframe(file)?).map_err(|_| RescueError::Damaged)?;
        let mut imported = Imported::default();
        let mut opened = Vec::new();
        let mut without_key = 0;
        for part in parts {
            let Some(content) = self.spaces.get(&part.space) else {
                imported.other_spaces += 1;
                continue;
            };
            let Some(key) = content.keys.get(&part.key_epoch) else {
                without_key += 1;
                continue;
            };
            let plain = open_rescue(&part.sealed, key, part.space, part.key_epoch)
                .map_err(|_| RescueError::Damaged)?;
            let inside: Content = minicbor::decode(&plain).map_err(|_| RescueError::Damaged)?;
            opened.push((part.space, inside.envelopes));
        }
        if opened.is_empty() {
            return Err(if without_key > 0 {
                RescueError::NoKey
            } else {
                RescueError::OtherSpaces
            });
        }
        for (space, envelopes) in opened {
            for envelope in envelopes {
                self.carry(space, envelope, now_ms, &mut imported, rng);
            }
            self.show_carried(space, &mut imported);
        }
        Ok(imported)
    }
}

pub(super) fn frame(body: &[u8]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.push(VERSION);
    file.extend_from_slice(body);
    let hash = labelled_hash(RESCUE, &[&file]);
    file.extend_from_slice(&hash.0);
    file
}

fn unframe(file: &[u8]) -> Result<&[u8], RescueError> {
    if file.len() > RESCUE_BYTES_MAX {
        return Err(RescueError::TooLarge { bytes: file.len() });
    }
    let rest = file.strip_prefix(MAGIC).ok_or(RescueError::Foreign)?;
    let (version, _) = rest.split_first().ok_or(RescueError::Damaged)?;
    if *version != VERSION {
        return Err(RescueError::Newer { version: *version });
    }
    let (whole, hash) = file
        .split_last_chunk::<HASH_BYTES>()
        .ok_or(RescueError::Damaged)?;
    if labelled_hash(RESCUE, &[whole]).0 != *hash {
        return Err(RescueError::Damaged);
    }
    whole.get(MAGIC.len() + 1..).ok_or(RescueError::Damaged)
}
