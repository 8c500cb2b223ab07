//! What happens around every request, from the outside in:
//!
//! 1. [`observe`]: request id, one log line, problems written out, headers of the answer. Outermost, because
//!    it has to see every answer.
//! 2. [`guard`]: origin, protocol version, room for one more request until its answer has left; the body waits in
//!    a [`BodySlot`] for whoever reads it.

use crate::body::BodySlot;
use crate::error::{ApiError, code_name};
use crate::random::random;
use crate::room::Keeping;
use crate::state::AppState;
use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, ORIGIN, REFERRER_POLICY,
    RETRY_AFTER, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use shared::ids::{DeviceId, to_hex};
use shared::protocol::{ProblemCode, VERSION, VERSION_MIN, routes};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What a request leaves behind for the log.
#[derive(Clone, Default)]
pub(crate) struct Trail(Arc<TrailInner>);

#[derive(Default)]
struct TrailInner {
    device: OnceLock<DeviceId>,
    bytes_in: AtomicU64,
}

impl Trail {
    /// Notes which device asked.
    pub(crate) fn name_device(&self, device: DeviceId) {
        // Named twice is named the same.
        let _ = self.0.device.set(device);
    }

    /// Counts bytes of a body.
    pub(crate) fn count_in(&self, bytes: usize) {
        self.0.bytes_in.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn device_prefix(&self) -> String {
        let prefix = |device: &DeviceId| to_hex(&device.0).chars().take(4).collect();
        self.0.device.get().map(prefix).unwrap_or_default()
    }
}

/// Gives the request an id, writes problems out, sets headers, writes the log line.
pub(crate) async fn observe(
    State(state): State<AppState>,
    route: Option<MatchedPath>,
    mut request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let trail = Trail::default();
    request.extensions_mut().insert(trail.clone());
    let is_api = is_api_path(request.uri().path());
    let mut response = next.run(request).await;
    let request_id = random::<8>()
        .map(|bytes| to_hex(&bytes))
        .unwrap_or_default();
    let failure = response.extensions_mut().remove::<ApiError>();
    if let Some(failure) = &failure {
        write_problem(&mut response, failure, &request_id);
    }
    set_headers(
        response.headers_mut(),
        is_api,
        state.origins.is_secure(),
        &request_id,
    );

    let code = failure
        .as_ref()
        .map(|failure| code_name(failure.code()))
        .unwrap_or_default();
    if let Some(cause) = failure.as_ref().and_then(ApiError::cause) {
        tracing::error!(request_id, cause, "a request failed by the server's fault");
    }
    tracing::info!(
        route = route.as_ref().map_or("app", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        bytes_in = trail.0.bytes_in.load(Ordering::Relaxed),
        bytes_out = response.body().size_hint().exact().unwrap_or(0),
        code,
        request_id,
        device = trail.device_prefix(),
        "request"
    );
    response
}

/// Lets a request in, or says why not.
pub(crate) async fn guard(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if !is_api_path(request.uri().path()) {
        return Ok(next.run(request).await);
    }
    let (mut parts, body) = request.into_parts();
    let slot = BodySlot::new(body);
    parts.extensions.insert(slot.clone());
    let response = match admit(&state, &parts, &slot) {
        Err(refusal) => Err(refusal),
        Ok(()) => Ok(next.run(Request::from_parts(parts, Body::empty())).await),
    };
    // A reader who takes its time is a request that is not over.
    let turn = slot.finish().await;
    response.map(|response| response.map(|body| Keeping::wrap(body, turn)))
}

fn admit(state: &AppState, parts: &Parts, slot: &BodySlot) -> Result<(), ApiError> {
    check_origin(state, &parts.headers)?;
    check_version(&parts.headers)?;
    // A live stream lasts for hours and has its own limit.
    if parts.uri.path() == routes::LIVE {
        return Ok(());
    }
    slot.take_turn(state)
}

fn is_api_path(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/") || path == routes::HEALTH
}

fn check_origin(state: &AppState, headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(origin) = headers.get(ORIGIN) else {
        return Ok(());
    };
    let is_ours = origin
        .to_str()
        .is_ok_and(|origin| state.origins.allows(origin));
    if is_ours {
        Ok(())
    } else {
        Err(ProblemCode::Forbidden.into())
    }
}

fn check_version(headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(version) = headers.get(routes::VERSION_HEADER) else {
        return Ok(());
    };
    let version = version
        .to_str()
        .ok()
        .and_then(|version| version.parse::<u16>().ok());
    match version {
        None => Err(ProblemCode::Malformed.into()),
        Some(version) if version > VERSION => Err(ProblemCode::FutureProtocol.into()),
        Some(version) if version < VERSION_MIN => Err(ProblemCode::OutdatedClient.into()),
        Some(_) => Ok(()),
    }
}

fn write_problem(response: &mut Response, failure: &ApiError, request_id: &str) {
    let mut problem = failure.problem();
    problem.request_id = Some(request_id.to_owned());
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(routes::PROBLEM_JSON));
    if let Some(wait_ms) = problem.retry_after_ms {
        headers.insert(RETRY_AFTER, HeaderValue::from(wait_ms.div_ceil(1_000)));
    }
}

fn set_headers(headers: &mut HeaderMap, is_api: bool, is_secure: bool, request_id: &str) {
    const APP_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
        worker-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src blob:; style-src 'self'; \
        font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'; object-src 'none'; \
        require-trusted-types-for 'script'; trusted-types default";
    const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
    let always = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            CONTENT_SECURITY_POLICY,
            if is_api { API_POLICY } else { APP_POLICY },
        ),
    ];
    // What only a document heeds: an answer of a few bytes on a bad line goes without.
    let of_documents = [
        (REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-embedder-policy"),
            "require-corp",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(), microphone=(self)",
        ),
    ];
    let of_documents = of_documents.into_iter().filter(|_| !is_api);
    for (name, value) in always.into_iter().chain(of_documents) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_secure {
        let year = "max-age=63072000; includeSubDomains; preload";
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(year));
    }
    if is_api {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(request_id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, request_id);
    }
}
