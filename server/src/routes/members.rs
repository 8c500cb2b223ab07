//! The membership log of a space.

use crate::auth::hash_of_token;
use crate::db::{Append, Write, append, is_removed, members_page, note_told};
use crate::error::ApiError;
use crate::extract::{Appender, Cbor, Id, Query, Session};
use crate::random::random;
use crate::state::AppState;
use axum::extract::State;
use serde::Deserialize;
use shared::ids::{LogEra, SpaceId};
use shared::mlog::SignedEntry;
use shared::protocol::ProblemCode;
use shared::protocol::limits::APPEND_ENTRIES_MAX;
use shared::protocol::messages::{AppendRequest, MembersResponse};

/// Query of [`list_members`].
#[derive(Debug, Deserialize)]
pub(crate) struct AfterQuery {
    /// Entries after this number.
    #[serde(default)]
    after: u32,
}

/// Lists entries and the device's key boxes.
pub(crate) async fn list_members(
    State(state): State<AppState>,
    Session { device }: Session,
    Id(space): Id<SpaceId>,
    Query(query): Query<AfterQuery>,
) -> Result<Cbor<MembersResponse>, ApiError> {
    let page = state
        .db
        .read(move |read| {
            let page = members_page(read, space, device, query.after)?;
            Ok((page, is_removed(read, space, device)?))
        })
        .await?;
    let (page, removed) = page;
    if removed {
        let now_ms = state.clock.now_ms();
        let note = move |write: &mut Write<'_>| note_told(write, space, device, now_ms);
        state.db.write(note).await?;
    }
    Ok(Cbor(page))
}

/// Appends entries, or founds a space.
pub(crate) async fn append_members(
    State(state): State<AppState>,
    appender: Appender,
    Id(space): Id<SpaceId>,
    Cbor(request): Cbor<AppendRequest>,
) -> Result<Cbor<MembersResponse>, ApiError> {
    if request.entries.len() > APPEND_ENTRIES_MAX {
        return Err(ApiError::too_large(APPEND_ENTRIES_MAX));
    }
    let parsed = request
        .entries
        .into_iter()
        .map(SignedEntry::parse)
        .collect::<Result<_, _>>();
    let entries = parsed.map_err(|error| {
        if error.is_newer() {
            ProblemCode::FutureProtocol
        } else {
            ProblemCode::Malformed
        }
    })?;
    let job = Append {
        space,
        device: appender.device,
        bootstrap: appender.bootstrap.as_ref().map(hash_of_token),
        entries,
        boxes: request.boxes,
        now_ms: state.clock.now_ms(),
        era: LogEra(random()?),
        bytes_max: state.limits.space_bytes_max,
    };
    let appended = state.db.write(move |write| append(write, &job)).await?;
    let m_seq = appended.m_seq;
    Ok(Cbor(MembersResponse {
        entries: Vec::new(),
        boxes: Vec::new(),
        m_seq,
    }))
}
