//! Attachments: sealed and stored here, sent and fetched beside the log, opened only when they are shown.
//!
//! There is no queue on the disk. What has to be sent follows from the records, from the chunks that lie here and from
//! the server's list ([`shared::blob::plan()`]); so it goes on after a kill, and a restored server gets back what a phone
//! still holds. Chunks lie here as the server has them: sealed under the file's key, which stands in the record.

mod carry;
mod chunks;
mod known;
mod safe;

pub(super) use self::known::Blobs;
use self::known::{put, size_of};
use super::core::{Core, Handle};
use super::records::RecordView;
use crate::error::AppError;
use crate::platform::bell::Ring;
use crate::platform::random::BrowserEntropy;
use crate::storage::Durability;
use crate::ui::*;
use shared::blob::{FileRef, Place, Plain, Sealed, files_of, seal_blob};
use shared::crypto::Entropy as _;
use shared::ids::{Hash, SpaceId};
use shared::merge::Edit;
use shared::records::{self, FieldKind, RecordDef};
use shared::value::Value;

/// Why an attachment cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It is not here and there is no network.
    Offline,
    /// The server does not have it.
    Missing,
    /// What is here is not what was attached.
    Changed,
}

/// Where the bytes of an attachment lie, as far as this device knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// On the server for certain.
    Safe,
    /// On this device and not on the server yet.
    Here,
    /// Neither here nor on the server: somebody else's device has it.
    Elsewhere,
}

/// How much room attachments of a circle take on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The circle.
    pub space: SpaceId,
    /// Bytes taken.
    pub bytes: u64,
    /// Bytes there are.
    pub bytes_max: u64,
    /// Something was refused for want of room.
    pub full: bool,
}

/// The attachments of the open spaces.
#[derive(Clone, Copy)]
pub struct Attachments(pub(super) Handle);

/// Returns the field of a kind that holds files.
#[must_use]
pub fn files_field(def: &RecordDef) -> Option<u16> {
    let field = def
        .fields
        .iter()
        .find(|it| matches!(it.kind, FieldKind::Files));
    field.map(|field| field.id)
}

impl Attachments {
    /// Seals a file and attaches it to a record. Resolves when both are on the disk.
    ///
    /// # Errors
    ///
    /// [`AppError::TooLarge`]; when it could not be stored, or this device may only read. Nothing is attached then.
    pub async fn add(self, view: RecordView, plain: &Plain<'_>) -> Result<(), AppError> {
        let core = self.0.get_value();
        let field = files_field(view.def).ok_or(AppError::NotFound)?;
        let element = BrowserEntropy.make_id();
        let space = view.space;
        let sealed = seal_blob(Place { space, element }, plain, &mut BrowserEntropy)
            .map_err(|_| AppError::TooLarge)?;
        // Until the record refers to them, the chunks look as if nobody did.
        core.blobs.borrow_mut().adding += 1;
        let kept = core.keep_file(&view, (field, element), sealed).await;
        let mut blobs = core.blobs.borrow_mut();
        blobs.adding = blobs.adding.saturating_sub(1);
        drop(blobs);
        kept?;
        core.blob_bell.ring(Ring::Loud);
        Ok(())
    }

    /// Opens the preview; `None` if there is none or it is not here yet.
    pub async fn preview(self, place: Place, file: &FileRef) -> Option<Vec<u8>> {
        if file.preview_bytes == 0 {
            return None;
        }
        self.0.get_value().chunk(place, file, 0).await.ok()
    }

    /// Opens a whole file, fetching what is not here.
    ///
    /// # Errors
    ///
    /// [`Trouble`]; chunks that have come stay for the next try.
    pub async fn open(self, place: Place, file: &FileRef) -> Result<Vec<u8>, Trouble> {
        let core = self.0.get_value();
        let mut data = Vec::new();
        for index in 1..file.chunks() {
            let chunk = core.chunk(place, file, index).await;
            if chunk == Err(Trouble::Missing) {
                core.miss(place.space, file.name);
            }
            data.extend(chunk?);
        }
        if file.is_unchanged(&data) {
            Ok(data)
        } else {
            Err(Trouble::Changed)
        }
    }

    /// Returns how many files lie on this device and not on the server. Reactive.
    #[must_use]
    pub fn waiting(self) -> usize {
        let core = self.0.get_value();
        core.blobs_seen.track();
        core.blobs.borrow().spaces.iter().map(|it| it.waiting).sum()
    }

    /// Returns where a file lies. Reactive.
    #[must_use]
    pub fn lies(self, space: SpaceId, file: &FileRef) -> Lies {
        let core = self.0.get_value();
        core.blobs_seen.track();
        if core.blobs.borrow().is_safe(&file.name) {
            Lies::Safe
        } else if core.is_whole(space, file) {
            Lies::Here
        } else {
            Lies::Elsewhere
        }
    }

    /// Returns how much room there is on the server, and the bytes that lie here. Reactive.
    #[must_use]
    pub fn rooms(self) -> (Vec<Room>, u64) {
        let core = self.0.get_value();
        core.blobs_seen.track();
        let blobs = core.blobs.borrow();
        let mut rooms = Vec::new();
        for look in &blobs.spaces {
            if look.room.bytes_max > 0 {
                rooms.push(look.room);
            }
        }
        (rooms, blobs.keys.iter().map(|key| size_of(key)).sum())
    }

    /// Whether the server has no more room for files of this circle. Reactive.
    #[must_use]
    pub fn is_full(self, space: SpaceId) -> bool {
        self.rooms()
            .0
            .iter()
            .any(|room| room.space == space && room.full)
    }

    /// Removes from this device what the server has for certain, previews left out.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn free_up(self) -> Result<(), AppError> {
        let core = self.0.get_value();
        let gone = {
            let blobs = core.blobs.borrow();
            blobs.keys_if(&|(_, name, index)| index > 0 && blobs.is_safe(&name))
        };
        core.drop_chunks(gone).await
    }

    /// Looks at the server's list now.
    pub fn look(self) {
        let core = self.0.get_value();
        core.blobs.borrow_mut().all = true;
        core.look_again(Ring::Loud);
    }
}

impl Core {
    /// Stores the chunks of a file, then its reference.
    async fn keep_file(
        &self,
        view: &RecordView,
        (field, element): (u16, [u8; 16]),
        sealed: Sealed,
    ) -> Result<(), AppError> {
        let name = sealed.file.name;
        self.keep_chunks(view.space, name, 0, sealed.chunks, Durability::Strict)
            .await?;
        let value = Value::File(Box::new(sealed.file));
        let edit = Edit::Put {
            field,
            element,
            value,
        };
        self.write(view.space, view.def.id, view.id, vec![edit])
            .await
    }

    /// The server does not have what it was known to have.
    fn miss(&self, space: SpaceId, name: Hash) {
        let mut blobs = self.blobs.borrow_mut();
        blobs.set_safe(name, false);
        blobs.look(space).at_ms = 0;
        drop(blobs);
        self.told();
        self.blob_bell.ring(Ring::Soft);
    }

    pub(super) fn is_whole(&self, space: SpaceId, file: &FileRef) -> bool {
        (0..file.chunks()).all(|index| self.key_of(space, file.name, index).is_some())
    }

    /// Returns the files of records outside of the Papierkorb, and the names of all.
    pub(super) fn files(&self, space: SpaceId) -> (Vec<([u8; 16], FileRef)>, Vec<Hash>) {
        let device = self.device.borrow();
        let mut files = Vec::new();
        let mut kept = Vec::new();
        let Some(state) = device.as_ref().and_then(|device| device.state(space)) else {
            return (files, kept);
        };
        for record in state.records.values() {
            let Some(def) = records::by_id(record.kind) else {
                continue;
            };
            for (element, file) in files_of(def, record) {
                put(&mut kept, file.name);
                if !record.trashed() {
                    files.push((element, file.clone()));
                }
            }
        }
        (files, kept)
    }

    pub(super) fn told(&self) {
        self.blobs_seen.update(|count| *count += 1);
    }
}
