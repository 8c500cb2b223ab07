//! Memory for what clients send and fetch: taken byte for byte before it is used, given back when the request is
//! over. Without it, a few thousand slow connections would hold as many megabytes.

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes are counted in pieces of this size, so that room for gigabytes can be counted too.
const PIECE_BYTES: usize = 1024;

/// A fixed number of bytes to share.
#[derive(Debug, Clone)]
pub struct Room {
    pieces: Arc<Semaphore>,
}

/// Bytes taken out of a [`Room`]; dropping it gives them back.
#[derive(Debug)]
pub(crate) struct Held {
    room: Room,
    bytes: usize,
    permit: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// Makes room for so many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        let pieces = bytes.div_ceil(PIECE_BYTES).min(Semaphore::MAX_PERMITS);
        Self {
            pieces: Arc::new(Semaphore::new(pieces)),
        }
    }

    /// Begins with nothing taken.
    pub(crate) fn hold(&self) -> Held {
        Held {
            room: self.clone(),
            bytes: 0,
            permit: None,
        }
    }
}

impl Held {
    /// Takes what `bytes` in all need; `false` if there is no room for them.
    pub(crate) fn grow_to(&mut self, bytes: usize) -> bool {
        let missing = bytes
            .div_ceil(PIECE_BYTES)
            .saturating_sub(self.bytes.div_ceil(PIECE_BYTES));
        let Ok(missing) = u32::try_from(missing) else {
            return false;
        };
        let Ok(more) = Arc::clone(&self.room.pieces).try_acquire_many_owned(missing) else {
            return false;
        };
        match &mut self.permit {
            Some(permit) => permit.merge(more),
            none => *none = Some(more),
        }
        self.bytes = bytes;
        true
    }
}

/// A body that keeps something until it has left or its reader has gone.
pub(crate) struct Keeping<T> {
    body: Body,
    _kept: T,
}

impl<T: Send + Unpin + 'static> Keeping<T> {
    /// Keeps `kept` for as long as `body` lasts.
    pub(crate) fn wrap(body: Body, kept: T) -> Body {
        Body::new(Self { body, _kept: kept })
    }
}

impl<T: Unpin> HttpBody for Keeping<T> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_taken_by_what_is_there_and_comes_back() {
        let room = Room::new(3 * PIECE_BYTES);
        let (mut first, mut second) = (room.hold(), room.hold());
        assert!(first.grow_to(1));
        assert!(first.grow_to(PIECE_BYTES), "the piece has room for it");
        assert!(second.grow_to(2 * PIECE_BYTES));
        assert!(!first.grow_to(PIECE_BYTES + 1));
        drop(second);
        assert!(first.grow_to(3 * PIECE_BYTES));
        assert!(!room.hold().grow_to(1));
    }
}
