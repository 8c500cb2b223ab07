//! What a handler can ask for. Everything that does not fit is an [`ApiError`], so a malformed request is a
//! problem like any other.

use crate::body::BodySlot;
use crate::error::ApiError;
use crate::limits::network_of_request;
use crate::middleware::Trail;
use crate::state::AppState;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Path, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use shared::ids::{DeviceId, Hash, SpaceId};
use shared::protocol::limits::{
    BLOB_CHUNK_BYTES_MAX, BODY_BYTES_MAX, PUSH_BYTES_MAX, SEGMENT_BYTES_MAX,
};
use shared::protocol::messages::{
    AppendRequest, AttestRequest, BlobRequest, ChallengeRequest, DenyRequest, InviteRequest,
    JoinRequest, LeaseRequest, OfferRequest, Parcel, PushRequest, RecoverRequest, SegmentRequest,
    SessionRequest, SettleRequest,
};
use shared::protocol::{ProblemCode, routes};
use std::net::SocketAddr;
use std::str::FromStr;

/// Media type of control messages.
const JSON: &str = "application/json";
/// Where a proxy names its client.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// A body that is taken, and how large it may be.
pub(crate) trait Incoming {
    /// Greatest number of bytes.
    const BYTES_MAX: usize = BODY_BYTES_MAX;
}

impl Incoming for PushRequest {
    const BYTES_MAX: usize = PUSH_BYTES_MAX;
}
impl Incoming for RecoverRequest {
    const BYTES_MAX: usize = PUSH_BYTES_MAX;
}
impl Incoming for SegmentRequest {
    /// The segment and a little around it.
    const BYTES_MAX: usize = SEGMENT_BYTES_MAX + 16;
}
impl Incoming for BlobRequest {}
impl Incoming for LeaseRequest {}
impl Incoming for OfferRequest {}
impl Incoming for AttestRequest {}
impl Incoming for AppendRequest {}
impl Incoming for InviteRequest {}
impl Incoming for JoinRequest {}
impl Incoming for DenyRequest {}
impl Incoming for Parcel {}
impl Incoming for SettleRequest {}
impl Incoming for ChallengeRequest {}
impl Incoming for SessionRequest {}

/// The device of a session.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    /// Who asks.
    pub(crate) device: DeviceId,
}

impl FromRequestParts<AppState> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or(ProblemCode::NoSession)?;
        let now_ms = state.clock.now_ms();
        let device = state.sessions.find(&token, now_ms)?;
        if let Some(trail) = parts.extensions.get::<Trail>() {
            trail.name_device(device);
        }
        let allowed = state.allowances.requests.take(device, 1, now_ms);
        allowed.map_err(|wait_ms| ApiError::retry(ProblemCode::TooMany, wait_ms))?;
        Ok(Self { device })
    }
}

/// Who may append to a membership log: a device in session, or the first person with the one-time token of an
/// empty installation.
#[derive(Clone, Copy)]
pub(crate) struct Appender {
    /// The session's device, if there is a session.
    pub(crate) device: Option<DeviceId>,
    /// The token, if the request shows one.
    pub(crate) bootstrap: Option<[u8; 32]>,
}

impl FromRequestParts<AppState> for Appender {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let bootstrap = match parts.headers.get(routes::BOOTSTRAP_HEADER) {
            Some(token) => {
                let token = token
                    .to_str()
                    .ok()
                    .and_then(|text| Hash::from_str(text).ok());
                Some(token.ok_or(ProblemCode::Malformed)?.0)
            }
            None => None,
        };
        if bootstrap.is_some() && !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(Self {
                device: None,
                bootstrap,
            });
        }
        let session = Session::from_request_parts(parts, state).await?;
        Ok(Self {
            device: Some(session.device),
            bootstrap,
        })
    }
}

/// Room for one request without a session: taken out of what its network may ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stranger;

impl FromRequestParts<AppState> for Stranger {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Err(ApiError::internal("a request from nowhere"));
        };
        let forwarded = parts.headers.get_all(FORWARDED_FOR).iter().next_back();
        let forwarded = forwarded.and_then(|entries| entries.to_str().ok());
        if let Some(network) = network_of_request(peer.ip(), forwarded) {
            let allowed = state
                .allowances
                .networks
                .take(network, 1, state.clock.now_ms());
            allowed.map_err(|wait_ms| ApiError::retry(ProblemCode::TooMany, wait_ms))?;
        }
        Ok(Self)
    }
}

/// The id in the path. One that is written wrongly names nothing: the answer is the same as for an unknown one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T: FromStr + Send> FromRequestParts<AppState> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| ProblemCode::NotFound)?;
        text.parse()
            .map(Self)
            .map_err(|_| ProblemCode::NotFound.into())
    }
}

/// Two ids in the path, as [`Id`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id2<A, B>(pub(crate) A, pub(crate) B);

impl<A: FromStr + Send, B: FromStr + Send> FromRequestParts<AppState> for Id2<A, B> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Path((first, second)) = Path::<(String, String)>::from_request_parts(parts, state)
            .await
            .map_err(|_| ProblemCode::NotFound)?;
        match (first.parse(), second.parse()) {
            (Ok(first), Ok(second)) => Ok(Self(first, second)),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}

/// Space, blob and number of a chunk in the path, as [`Id`]. The number is written in one way only.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkPath(pub(crate) SpaceId, pub(crate) Hash, pub(crate) u16);

impl FromRequestParts<AppState> for ChunkPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Path((space, blob, place)) =
            Path::<(String, String, String)>::from_request_parts(parts, state)
                .await
                .map_err(|_| ProblemCode::NotFound)?;
        let number = place.parse::<u16>().ok();
        let number = number.filter(|number| number.to_string() == place);
        match (space.parse(), blob.parse(), number) {
            (Ok(space), Ok(blob), Some(number)) => Ok(Self(space, blob, number)),
            _ => Err(ProblemCode::NotFound.into()),
        }
    }
}

/// A body of sealed bytes.
#[derive(Debug, Clone)]
pub(crate) struct Sealed(pub(crate) Bytes);

impl FromRequest<AppState> for Sealed {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let parts = request.into_parts().0;
        let bytes = read_body(&parts, state, routes::BYTES, BLOB_CHUNK_BYTES_MAX).await?;
        Ok(Self(bytes))
    }
}

/// The query string as a message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        let query = axum::extract::Query::try_from_uri(&parts.uri);
        query
            .map(|query| Self(query.0))
            .map_err(|_| ProblemCode::Malformed.into())
    }
}

/// A CBOR body, or an answer in CBOR.
#[derive(Debug, Clone)]
pub(crate) struct Cbor<T>(pub(crate) T);

impl<T> FromRequest<AppState> for Cbor<T>
where
    T: Incoming + for<'b> minicbor::Decode<'b, ()>,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let bytes = read_body(&request.into_parts().0, state, routes::CBOR, T::BYTES_MAX).await?;
        let mut decoder = minicbor::Decoder::new(&bytes);
        let value = decoder.decode().map_err(|_| ProblemCode::Malformed)?;
        if decoder.position() == bytes.len() {
            Ok(Self(value))
        } else {
            Err(ProblemCode::Malformed.into())
        }
    }
}

impl<T: minicbor::Encode<()>> IntoResponse for Cbor<T> {
    fn into_response(self) -> Response {
        match minicbor::to_vec(&self.0) {
            Ok(bytes) => (
                StatusCode::OK,
                [(CONTENT_TYPE, routes::CBOR)],
                Body::from(bytes),
            )
                .into_response(),
            Err(_) => ApiError::internal("an answer cannot be written").into_response(),
        }
    }
}

/// A JSON body.
#[derive(Debug, Clone)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Incoming + DeserializeOwned> FromRequest<AppState> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let bytes = read_body(&request.into_parts().0, state, JSON, T::BYTES_MAX).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|_| ProblemCode::Malformed.into())
    }
}

fn bearer(headers: &HeaderMap) -> Option<[u8; 32]> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    Hash::from_str(text.strip_prefix("Bearer ")?)
        .ok()
        .map(|token| token.0)
}

/// Reads the body, after everything that can be known before was checked.
async fn read_body(
    parts: &Parts,
    state: &AppState,
    media_type: &str,
    bytes_max: usize,
) -> Result<Bytes, ApiError> {
    let headers = &parts.headers;
    let given = headers
        .get(CONTENT_TYPE)
        .and_then(|given| given.to_str().ok())
        .unwrap_or("");
    let given = given.split(';').next().unwrap_or("").trim();
    if !given.eq_ignore_ascii_case(media_type) {
        return Err(ProblemCode::UnsupportedMediaType.into());
    }
    let announced = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    let announced = announced.and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > bytes_max as u64) {
        return Err(ApiError::too_large(bytes_max));
    }
    let slot = parts.extensions.get::<BodySlot>();
    let slot = slot.ok_or_else(|| ApiError::internal("a route without its middleware"))?;
    let bytes = slot.read(state, bytes_max).await?;
    if let Some(trail) = parts.extensions.get::<Trail>() {
        trail.count_in(bytes.len());
    }
    Ok(bytes)
}
