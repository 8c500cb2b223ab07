//! Attachments: sealed and stored here, sent and fetched beside the log, opened only when they are shown.
//!
//! There is no queue on the disk. What has to be sent follows from the records, from the chunks that lie here and from
//! the server's list ([`shared::blob::plan()`]); so it goes on after a kill, and a restored server gets back what a phone
//! still holds. Chunks lie here as the server has them: sealed under the file's key, which stands in the record.

use super::core::{Core, Handle};
use super::records::RecordView;
use crate::error::AppError;
use crate::net;
use crate::platform::bell::Ring;
use crate::platform::random::BrowserEntropy;
use crate::platform::{clock, events};
use crate::storage::Durability;
use crate::ui::*;
use shared::blob::{
    FileRef, Place, Plain, Sealed, blob_name, chunk_ref, files_of, open_chunk, plan, seal_blob,
};
use shared::crypto::Entropy as _;
use shared::ids::{Hash, SpaceId};
use shared::merge::Edit;
use shared::protocol::messages::{BlobRequest, BlobResponse, BlobsResponse, LiveEvent};
use shared::protocol::{ProblemCode, routes};
use shared::records::{self, FieldKind, RecordDef};
use shared::sync::{HttpRequest, HttpResponse, SpaceInfo, Table, Write};
use shared::value::Value;
use std::rc::Rc;

/// The server's list is asked for again after this time: another phone may have brought or dropped something.
const LOOK_MS: u64 = 5 * 60_000;
/// What records refer to and the server does not have yet is looked for after this time, then after twice as long.
const SOON_MS: u64 = 6_000;
/// Wait after a failure that says no time of its own.
const CALM_MS: u64 = 20_000;
/// What comes in bursts (pages of a log) is looked at once.
const SETTLE_MS: u64 = 700;
/// Row of [`Table::Notes`] that holds the names of the files the server has.
const SAFE: &[u8] = b"files";
/// Bytes of a key before the size: space, name, number of the chunk.
const KEY_BYTES: usize = 16 + 32 + 2;

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

/// What is known of attachments besides the records.
#[derive(Default)]
pub(super) struct Blobs {
    /// Keys of the chunks that lie here, sorted: space, name, number, size.
    keys: Vec<Vec<u8>>,
    /// Names of what is complete on the server and not about to go, sorted.
    safe: Vec<Hash>,
    spaces: Vec<Look>,
    /// Files whose chunks lie here already and whose reference does not yet.
    adding: usize,
    /// What the server has was asked and is not kept yet.
    learnt: bool,
    /// Somebody wants to see every space, also those without attachments.
    all: bool,
    /// The last look failed: the next success of the exchange is a reason to look again.
    stalled: bool,
}

/// What is known of one space.
struct Look {
    room: Room,
    /// What records referred to at the last look at the server's list.
    names: Vec<Hash>,
    /// When that was; 0 is never.
    at_ms: u64,
    /// After what time it is worth another one. Something that is on its way from another phone is looked for soon, and
    /// then less and less often.
    again_ms: u64,
    /// Chunks nobody refers to were looked for since the app was unlocked.
    tidied: bool,
    /// Files that lie here and not on the server.
    waiting: usize,
}

impl Blobs {
    fn look(&mut self, space: SpaceId) -> &mut Look {
        let place = self.spaces.iter().position(|it| it.room.space == space);
        let place = place.unwrap_or_else(|| {
            self.spaces.push(Look {
                room: Room {
                    space,
                    bytes: 0,
                    bytes_max: 0,
                    full: false,
                },
                names: Vec::new(),
                at_ms: 0,
                again_ms: LOOK_MS,
                tidied: false,
                waiting: 0,
            });
            self.spaces.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "found or pushed above")]
        &mut self.spaces[place]
    }

    fn keys_if(&self, wanted: &dyn Fn((SpaceId, Hash, u16)) -> bool) -> Vec<Vec<u8>> {
        let mut found = Vec::new();
        for key in &self.keys {
            if parts(key).is_some_and(wanted) {
                found.push(key.clone());
            }
        }
        found
    }

    fn keep(&mut self, key: Vec<u8>) {
        if let Err(place) = self.keys.binary_search(&key) {
            self.keys.insert(place, key);
        }
    }

    fn is_safe(&self, name: &Hash) -> bool {
        self.safe.binary_search(name).is_ok()
    }

    /// Takes note whether the server has a file for certain.
    fn set_safe(&mut self, name: Hash, safe: bool) {
        match (self.safe.binary_search(&name), safe) {
            (Err(place), true) => self.safe.insert(place, name),
            (Ok(place), false) => drop(self.safe.remove(place)),
            _ => {}
        }
    }
}

/// Puts a name into a sorted list, once.
fn put(names: &mut Vec<Hash>, name: Hash) {
    if let Err(place) = names.binary_search(&name) {
        names.insert(place, name);
    }
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

/// Why a look at the server ended early.
enum Stop {
    /// No network, no session, too much to do there: again after so many milliseconds.
    Later(u64),
    /// The server refuses for a reason of this space.
    Space,
    /// The app was locked, or the store failed.
    Over,
}

impl Core {
    /// Sends and fetches attachments until the app is locked.
    pub(crate) async fn carry(self: Rc<Self>, session: u64) {
        let Ok(store) = self.store() else { return };
        let Ok(keys) = store.keys(Table::Blobs).await else {
            return;
        };
        let safe = self.kept_safe().await;
        {
            let mut blobs = self.blobs.borrow_mut();
            blobs.safe = safe;
            for key in keys {
                blobs.keep(key);
            }
        }
        self.told();
        if self.drop_foreign().await.is_err() {
            return;
        }
        while self.session.get() == session {
            let ms = match self.look_at_all(session).await {
                Ok(()) => {
                    let mut blobs = self.blobs.borrow_mut();
                    blobs.all = false;
                    let waits = blobs.spaces.iter().map(|look| look.again_ms);
                    waits.min().unwrap_or(LOOK_MS)
                }
                Err(Stop::Later(ms)) => {
                    self.blobs.borrow_mut().stalled = true;
                    ms
                }
                Err(Stop::Space | Stop::Over) => return,
            };
            if self.blob_bell.wait(Ring::Soft, ms).await {
                clock::sleep(SETTLE_MS).await;
            }
        }
    }

    /// The exchange works again.
    pub(crate) fn may_carry(&self) {
        if std::mem::take(&mut self.blobs.borrow_mut().stalled) {
            self.blob_bell.ring(Ring::Soft);
        }
    }

    /// What the server had is no longer known: it came back from a backup, or somebody asks. Compares again at once.
    pub(super) fn look_again(&self, ring: Ring) {
        for look in &mut self.blobs.borrow_mut().spaces {
            look.at_ms = 0;
        }
        self.blob_bell.ring(ring);
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

    /// Removes chunks of circles this device is not in any longer.
    pub(super) async fn drop_foreign(&self) -> Result<(), AppError> {
        let gone: Vec<Vec<u8>> = {
            let device = self.device.borrow();
            // Circles whose rows were damaged come back from the server.
            let Some(device) = device.as_ref().filter(|it| !it.is_mending()) else {
                return Ok(());
            };
            let blobs = self.blobs.borrow();
            blobs.keys_if(&|(space, ..)| device.state(space).is_none())
        };
        self.drop_chunks(gone).await
    }

    async fn look_at_all(&self, session: u64) -> Result<(), Stop> {
        let mut spaces: Vec<SpaceId> = Vec::new();
        if let Some(device) = self.device.borrow().as_ref() {
            for space in device.spaces() {
                spaces.push(space.id);
            }
        }
        for space in &spaces {
            self.count_waiting(*space);
        }
        for space in spaces {
            if self.session.get() != session {
                return Err(Stop::Over);
            }
            let looked = self.look_at(space).await;
            self.count_waiting(space);
            match looked {
                Ok(()) | Err(Stop::Space) => {}
                Err(stop) => return Err(stop),
            }
        }
        self.keep_safe().await
    }

    /// Counts what lies here and not on the server.
    fn count_waiting(&self, space: SpaceId) {
        let (files, _) = self.files(space);
        let mut count = 0;
        for (_, file) in &files {
            let waits = !self.blobs.borrow().is_safe(&file.name) && self.is_whole(space, file);
            count += usize::from(waits);
        }
        self.blobs.borrow_mut().look(space).waiting = count;
        self.told();
    }

    fn is_whole(&self, space: SpaceId, file: &FileRef) -> bool {
        (0..file.chunks()).all(|index| self.key_of(space, file.name, index).is_some())
    }

    /// Returns what the server had when this was last kept: without network nothing newer is known.
    async fn kept_safe(&self) -> Vec<Hash> {
        let row = match self.store() {
            Ok(store) => store.get(Table::Notes, SAFE.to_vec()).await.ok().flatten(),
            Err(_) => None,
        };
        let device = self.device.borrow();
        let plain = row.zip(device.as_ref()).and_then(|(row, device)| {
            let local = device.local_key();
            local.open_row(Table::Notes.name(), SAFE, &row).ok()
        });
        let mut names = Vec::new();
        for name in plain.unwrap_or_default().chunks(32) {
            names.extend(Hash::from_slice(name));
        }
        names
    }

    async fn keep_safe(&self) -> Result<(), Stop> {
        let write = {
            let mut blobs = self.blobs.borrow_mut();
            let device = self.device.borrow();
            let Some(device) = device.as_ref().filter(|_| blobs.learnt) else {
                return Ok(());
            };
            blobs.learnt = false;
            let mut plain = Vec::new();
            for name in &blobs.safe {
                plain.extend(name.0);
            }
            let (table, key) = (Table::Notes, SAFE.to_vec());
            let local = device.local_key();
            let value = local.seal_row(table.name(), &key, &plain, &mut BrowserEntropy);
            Write::Put { table, key, value }
        };
        let store = self.store().map_err(|_| Stop::Over)?;
        let kept = store.commit(vec![write], Durability::Relaxed).await;
        kept.map_err(|_| Stop::Later(LOOK_MS))
    }

    /// Makes one space and the server agree.
    async fn look_at(&self, space: SpaceId) -> Result<(), Stop> {
        let (files, _) = self.files(space);
        let (mut wanted, mut held) = (Vec::new(), Vec::new());
        for (_, file) in &files {
            put(&mut wanted, file.name);
            if self.is_whole(space, file) {
                put(&mut held, file.name);
            }
        }
        let now_ms = clock::now_ms();
        let before_ms = {
            let mut blobs = self.blobs.borrow_mut();
            let all = blobs.all;
            let holds_any = blobs
                .keys
                .iter()
                .any(|key| key.starts_with(space.as_bytes()));
            let last = blobs.look(space);
            let alike = last.at_ms > 0 && last.names == wanted;
            let passed_ms = now_ms.saturating_sub(last.at_ms).saturating_add(SETTLE_MS);
            let nothing = wanted.is_empty() && last.names.is_empty() && !holds_any && !all;
            if nothing || (alike && passed_ms < last.again_ms) {
                return Ok(());
            }
            alike.then_some(last.again_ms)
        };
        let list = self.send(HttpRequest::get(routes::blobs(space))).await?;
        let list: BlobsResponse = cbor(&list)?;
        let plan = plan(&wanted, &held, &list.blobs, list.time_ms);
        {
            let mut blobs = self.blobs.borrow_mut();
            blobs.learnt = true;
            // A restored server may lack what it once had.
            for name in &wanted {
                blobs.set_safe(*name, false);
            }
            for head in &list.blobs {
                blobs.set_safe(head.name, head.complete && !head.dropped);
            }
        }
        let mut full = false;
        let may_write = self.spaces.with_untracked(|spaces| {
            let here = spaces.iter().find(|it| it.id == space);
            here.is_some_and(|it| it.capability >= shared::mlog::Capability::Write)
        });
        let whole = self.has_all_records(space);
        if may_write {
            for name in plan.drop.into_iter().filter(|_| whole) {
                let path = routes::drop_blob(space, name);
                // What somebody else has removed meanwhile is as well.
                let request = HttpRequest::post(path, routes::BYTES, Vec::new());
                let _answer = self.try_to_send(request).await?;
            }
            for name in plan.offer {
                let count = files
                    .iter()
                    .find(|(_, it)| it.name == name)
                    .map_or(0, |(_, it)| it.chunks());
                if !self.send_blob(space, name, count).await? {
                    full = true;
                }
            }
        }
        self.fetch_previews(space, &files).await?;
        self.tidy(space).await.map_err(|_| Stop::Over)?;
        let again_ms = if plan.missing.is_empty() {
            LOOK_MS
        } else {
            before_ms.map_or(SOON_MS, |ms| ms.saturating_mul(2).min(LOOK_MS))
        };
        let mut blobs = self.blobs.borrow_mut();
        let look = blobs.look(space);
        look.names = wanted;
        look.at_ms = now_ms;
        look.again_ms = again_ms;
        look.room = Room {
            space,
            bytes: list.bytes,
            bytes_max: list.bytes_max,
            full,
        };
        drop(blobs);
        self.told();
        Ok(())
    }

    /// Whether every record of a space is here. Who still reads knows too little to say what nobody refers to.
    fn has_all_records(&self, space: SpaceId) -> bool {
        let device = self.device.borrow();
        device.as_ref().is_some_and(|device| {
            let mut spaces = device.spaces().into_iter();
            let whole = |it: &SpaceInfo| it.id == space && it.complete && it.alarm.is_none();
            !device.is_mending() && spaces.any(|it| whole(&it))
        })
    }

    /// Removes chunks no record refers to, not even one in the Papierkorb. Once after each unlock: what is removed now may
    /// be taken back in a moment.
    async fn tidy(&self, space: SpaceId) -> Result<(), AppError> {
        let (_, kept) = self.files(space);
        let gone: Vec<Vec<u8>> = {
            let mut blobs = self.blobs.borrow_mut();
            if !self.has_all_records(space) || blobs.adding > 0 || blobs.look(space).tidied {
                return Ok(());
            }
            blobs.look(space).tidied = true;
            blobs.keys_if(&|(of, name, _)| of == space && kept.binary_search(&name).is_err())
        };
        self.drop_chunks(gone).await
    }

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

    /// Sends a blob; `false` if there is no room for it.
    async fn send_blob(&self, space: SpaceId, name: Hash, count: u16) -> Result<bool, Stop> {
        let mut chunks = Vec::new();
        for index in 0..count {
            let chunk = self
                .sealed_chunk(space, name, index)
                .await
                .ok_or(Stop::Space)?;
            chunks.push(chunk_ref(&chunk));
        }
        if blob_name(&chunks) != name {
            // Damaged on this device. What opens of it can still be shown, and another phone may have it whole.
            return Ok(true);
        }
        let body = minicbor::to_vec(BlobRequest { chunks }).unwrap_or_default();
        let offer = HttpRequest::post(routes::blobs(space), routes::CBOR, body);
        let answer = self.try_to_send(offer).await?;
        match answer.success().map_err(|problem| problem.code) {
            Ok(_) => {}
            Err(ProblemCode::Quota) => return Ok(false),
            // A circle that takes no content at the moment. It is offered again at the next look.
            Err(_) => return Ok(true),
        }
        let response: BlobResponse = cbor(&answer)?;
        for index in response.missing {
            let chunk = self
                .sealed_chunk(space, name, index)
                .await
                .ok_or(Stop::Space)?;
            let path = routes::blob_chunk(space, name, index);
            let request = HttpRequest::post(path, routes::BYTES, chunk);
            let _taken = self.send(request).await?;
        }
        self.blobs.borrow_mut().set_safe(name, true);
        self.told();
        Ok(true)
    }

    /// Previews come by themselves, so that a gallery is there without network too.
    async fn fetch_previews(
        &self,
        space: SpaceId,
        files: &[([u8; 16], FileRef)],
    ) -> Result<(), Stop> {
        let mut came = false;
        for (element, file) in files {
            let known = self.blobs.borrow().is_safe(&file.name);
            if known && file.preview_bytes > 0 && self.key_of(space, file.name, 0).is_none() {
                let place = Place {
                    space,
                    element: *element,
                };
                match self.chunk(place, file, 0).await {
                    Ok(_) => came = true,
                    Err(Trouble::Offline) => return Err(Stop::Later(CALM_MS)),
                    Err(_) => {}
                }
            }
        }
        if came {
            self.told();
        }
        Ok(())
    }

    /// Returns the files of records outside of the Papierkorb, and the names of all.
    fn files(&self, space: SpaceId) -> (Vec<([u8; 16], FileRef)>, Vec<Hash>) {
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

    /// Opens one chunk: from here if it is whole, else from the server.
    async fn chunk(&self, place: Place, file: &FileRef, index: u16) -> Result<Vec<u8>, Trouble> {
        if let Some(sealed) = self.sealed_chunk(place.space, file.name, index).await {
            match open_chunk(place, file, index, &sealed) {
                Ok(plain) => return Ok(plain),
                Err(_) => {
                    let key = self.key_of(place.space, file.name, index);
                    let _gone = self.drop_chunks(key.into_iter().collect()).await;
                }
            }
        }
        let request = HttpRequest::get(routes::blob_chunk(place.space, file.name, index));
        let answer = self
            .try_to_send(request)
            .await
            .map_err(|_| Trouble::Offline)?;
        let sealed = match answer.success() {
            Ok(body) => body.to_vec(),
            Err(problem) if problem.code == ProblemCode::NotFound => return Err(Trouble::Missing),
            Err(_) => return Err(Trouble::Offline),
        };
        let plain = open_chunk(place, file, index, &sealed).map_err(|_| Trouble::Changed)?;
        // A full phone shows it all the same if it is small enough to be fetched in one go.
        let _kept = self
            .keep_chunks(
                place.space,
                file.name,
                index,
                vec![sealed],
                Durability::Relaxed,
            )
            .await;
        Ok(plain)
    }

    /// Returns a chunk as it lies here.
    async fn sealed_chunk(&self, space: SpaceId, name: Hash, index: u16) -> Option<Vec<u8>> {
        let key = self.key_of(space, name, index)?;
        self.store().ok()?.get(Table::Blobs, key).await.ok()?
    }

    async fn keep_chunks(
        &self,
        space: SpaceId,
        name: Hash,
        first: u16,
        chunks: Vec<Vec<u8>>,
        durability: Durability,
    ) -> Result<(), AppError> {
        let (mut keys, mut writes) = (Vec::new(), Vec::new());
        for (index, value) in (first..).zip(chunks) {
            let mut key = prefix(space, name, index);
            key.extend(u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
            keys.push(key.clone());
            writes.push(Write::Put {
                table: Table::Blobs,
                key,
                value,
            });
        }
        self.store()?.commit(writes, durability).await?;
        let mut blobs = self.blobs.borrow_mut();
        for key in keys {
            blobs.keep(key);
        }
        Ok(())
    }

    async fn drop_chunks(&self, keys: Vec<Vec<u8>>) -> Result<(), AppError> {
        if keys.is_empty() {
            return Ok(());
        }
        let table = Table::Blobs;
        let writes = keys.iter().map(|key| Write::Delete {
            table,
            key: key.clone(),
        });
        self.store()?
            .commit(writes.collect(), Durability::Strict)
            .await?;
        self.blobs
            .borrow_mut()
            .keys
            .retain(|key| !keys.contains(key));
        self.told();
        Ok(())
    }

    fn key_of(&self, space: SpaceId, name: Hash, index: u16) -> Option<Vec<u8>> {
        let prefix = prefix(space, name, index);
        let blobs = self.blobs.borrow();
        let place = blobs.keys.partition_point(|key| *key < prefix);
        blobs
            .keys
            .get(place)
            .filter(|key| key.starts_with(&prefix))
            .cloned()
    }

    fn told(&self) {
        self.blobs_seen.update(|count| *count += 1);
    }

    /// Sends a request and returns whatever comes back.
    async fn try_to_send(&self, request: HttpRequest) -> Result<HttpResponse, Stop> {
        let request = self
            .device
            .borrow()
            .as_ref()
            .and_then(|it| it.in_session(request));
        let Some(request) = request.filter(|_| events::is_online()) else {
            return Err(Stop::Later(CALM_MS));
        };
        let answer = net::fetch(&request)
            .await
            .map_err(|_| Stop::Later(CALM_MS))?;
        if let Err(problem) = answer.success() {
            match problem.code {
                ProblemCode::NoSession => {
                    // The exchange logs in again.
                    if let Some(device) = self.device.borrow_mut().as_mut() {
                        device.live(&LiveEvent::Resync);
                    }
                    self.bell.ring(Ring::Loud);
                    return Err(Stop::Later(CALM_MS));
                }
                ProblemCode::TooMany | ProblemCode::Busy | ProblemCode::CannotStore => {
                    return Err(Stop::Later(problem.retry_after_ms.unwrap_or(CALM_MS)));
                }
                _ => {}
            }
        }
        Ok(answer)
    }

    /// Sends a request that has to work.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Stop> {
        let answer = self.try_to_send(request).await?;
        match answer.success() {
            Ok(_) => Ok(answer),
            Err(_) => Err(Stop::Space),
        }
    }
}

fn cbor<T: for<'b> minicbor::Decode<'b, ()>>(answer: &HttpResponse) -> Result<T, Stop> {
    minicbor::decode(&answer.body).map_err(|_| Stop::Space)
}

fn prefix(space: SpaceId, name: Hash, index: u16) -> Vec<u8> {
    let mut key = space.0.to_vec();
    key.extend(name.0);
    key.extend(index.to_be_bytes());
    key
}

fn parts(key: &[u8]) -> Option<(SpaceId, Hash, u16)> {
    let (space, rest) = key.split_first_chunk::<16>()?;
    let (name, rest) = rest.split_first_chunk::<32>()?;
    let (index, _) = rest.split_first_chunk::<2>()?;
    Some((SpaceId(*space), Hash(*name), u16::from_be_bytes(*index)))
}

fn size_of(key: &[u8]) -> u64 {
    let size = key
        .get(KEY_BYTES..)
        .and_then(|size| <[u8; 4]>::try_from(size).ok());
    size.map_or(0, |size| u64::from(u32::from_be_bytes(size)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_where_a_chunk_belongs_and_how_large_it_is() {
        let (space, name) = (SpaceId([1; 16]), Hash([2; 32]));
        let mut key = prefix(space, name, 7);
        assert_eq!(key.len(), KEY_BYTES);
        key.extend(270_376_u32.to_be_bytes());
        assert_eq!(parts(&key), Some((space, name, 7)));
        assert_eq!(size_of(&key), 270_376);
        assert_eq!((parts(&[1, 2]), size_of(&[1, 2])), (None, 0));
    }

    #[test]
    fn what_the_server_has_is_known_once_and_can_be_lost_again() {
        let mut blobs = Blobs::default();
        for byte in [3, 1, 2, 1] {
            blobs.set_safe(Hash([byte; 32]), true);
        }
        assert_eq!(blobs.safe, [1, 2, 3].map(|byte| Hash([byte; 32])));
        blobs.set_safe(Hash([2; 32]), false);
        assert!(!blobs.is_safe(&Hash([2; 32])) && blobs.is_safe(&Hash([3; 32])));
        blobs.look(SpaceId([1; 16])).waiting = 4;
        blobs.look(SpaceId([2; 16])).waiting = 1;
        assert_eq!(blobs.look(SpaceId([1; 16])).waiting, 4);
    }
}
