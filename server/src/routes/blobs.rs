//! Attachments: the list of a space, what is offered, its chunks.

use crate::db;
use crate::error::ApiError;
use crate::extract::{Cbor, ChunkPath, Id, Id2, Sealed, Session};
use crate::state::AppState;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use shared::blob::list_bytes;
use shared::ids::{Hash, SpaceId};
use shared::protocol::messages::{BlobRequest, BlobResponse, BlobsResponse};
use shared::protocol::{ProblemCode, routes};

/// Returns every blob of a space and how much room there is.
pub(crate) async fn list_blobs(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
) -> Result<Cbor<BlobsResponse>, ApiError> {
    let (bytes_max, now_ms) = (state.limits.space_blob_bytes_max, state.clock.now_ms());
    let list = state
        .db
        .read(move |read| db::list_blobs(read, space, device, bytes_max, now_ms))
        .await?;
    Ok(Cbor(list))
}

/// Takes an offer and says which chunks are missing.
pub(crate) async fn offer_blob(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<BlobRequest>,
) -> Result<Cbor<BlobResponse>, ApiError> {
    let offer = db::BlobOffer {
        bytes: list_bytes(&request.chunks).ok_or(ProblemCode::Malformed)?,
        chunks: request.chunks,
        bytes_max: state.limits.space_blob_bytes_max,
    };
    let now_ms = state.clock.now_ms();
    let missing = state
        .db
        .write(move |write| db::offer_blob(write, space, device, &offer, now_ms))
        .await?;
    Ok(Cbor(BlobResponse { missing }))
}

/// Takes a chunk.
pub(crate) async fn put_chunk(
    State(state): State<AppState>,
    Session { device }: Session,
    ChunkPath(space, name, place): ChunkPath,
    Sealed(bytes): Sealed,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| db::put_chunk(write, space, device, (name, place), &bytes, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Returns a chunk as it came; nothing if the asker has it.
pub(crate) async fn show_chunk(
    State(state): State<AppState>,
    Session { device }: Session,
    ChunkPath(space, name, place): ChunkPath,
    asked: HeaderMap,
) -> Result<Response, ApiError> {
    let (hash, bytes) = state
        .db
        .read(move |read| db::find_chunk(read, space, device, (name, place)))
        .await?;
    let tag = format!("\"{hash}\"");
    let known = asked.get(IF_NONE_MATCH).and_then(|it| it.to_str().ok());
    if known == Some(tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let headers = [(CONTENT_TYPE, routes::BYTES.to_owned()), (ETAG, tag)];
    Ok((headers, bytes).into_response())
}

/// Takes note that nobody refers to a blob any longer.
pub(crate) async fn drop_blob(
    State(state): State<AppState>,
    Session { device }: Session,
    Id2(space, name): Id2<SpaceId, Hash>,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    state
        .db
        .write(move |write| db::drop_blob(write, space, device, name, now_ms))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
