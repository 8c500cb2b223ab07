//! The loop that sends and fetches attachments beside the exchange, and what it asks the server.

use super::known::{LOOK_MS, SETTLE_MS, put};
use super::{Room, Trouble};
use crate::net;
use crate::platform::bell::Ring;
use crate::platform::{clock, events};
use crate::state::core::Core;
use crate::ui::*;
use shared::blob::{FileRef, Place, blob_name, chunk_ref, plan};
use shared::ids::{Hash, SpaceId};
use shared::protocol::messages::{BlobRequest, BlobResponse, BlobsResponse, LiveEvent};
use shared::protocol::{ProblemCode, routes};
use shared::sync::{HttpRequest, HttpResponse, SpaceInfo, Table};
use std::rc::Rc;

/// Wait after a failure that says no time of its own.
const CALM_MS: u64 = 20_000;

/// Why a look at the server ended early.
pub(super) enum Stop {
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
    pub(in crate::state) fn look_again(&self, ring: Ring) {
        for look in &mut self.blobs.borrow_mut().spaces {
            look.at_ms = 0;
        }
        self.blob_bell.ring(ring);
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
        if !self.blobs.borrow_mut().is_due(space, &wanted, now_ms) {
            return Ok(());
        }
        let list = self.send(HttpRequest::get(routes::blobs(space))).await?;
        let list: BlobsResponse = cbor(&list)?;
        let plan = plan(&wanted, &held, &list.blobs, list.time_ms);
        self.blobs.borrow_mut().learn(&wanted, &list.blobs);
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
        let room = Room {
            space,
            bytes: list.bytes,
            bytes_max: list.bytes_max,
            full,
        };
        let missing = !plan.missing.is_empty();
        self.blobs
            .borrow_mut()
            .looked(wanted, room, missing, now_ms);
        self.told();
        Ok(())
    }

    /// Whether every record of a space is here. Who still reads knows too little to say what nobody refers to.
    pub(super) fn has_all_records(&self, space: SpaceId) -> bool {
        let device = self.device.borrow();
        device.as_ref().is_some_and(|device| {
            let mut spaces = device.spaces().into_iter();
            let whole = |it: &SpaceInfo| it.id == space && it.complete && it.alarm.is_none();
            !device.is_mending() && spaces.any(|it| whole(&it))
        })
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

    /// Sends a request and returns whatever comes back.
    pub(super) async fn try_to_send(&self, request: HttpRequest) -> Result<HttpResponse, Stop> {
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
