//! Proving to the server which device this is. The token lives in memory only.

use super::http::{HttpRequest, HttpResponse};
use crate::crypto::DeviceKeys;
use crate::ids::{Hash, to_hex};
use crate::protocol::messages::{
    ChallengeRequest, ChallengeResponse, SessionRequest, SessionResponse,
};
use crate::protocol::{VERSION, routes};

const JSON: &str = "application/json";

/// Where the login stands.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Login {
    /// No session.
    Out,
    /// The server asked for a signature.
    Challenged(Hash),
    /// In session.
    In(String),
}

impl core::fmt::Debug for Login {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Out => "Out",
            Self::Challenged(_) => "Challenged",
            Self::In(_) => "In([redacted])",
        })
    }
}

/// Returns the request for a challenge.
pub(super) fn challenge_request(keys: &DeviceKeys) -> HttpRequest {
    let body = ChallengeRequest { device: keys.id() };
    versioned(HttpRequest::post(
        routes::CHALLENGE.to_owned(),
        JSON,
        json(&body),
    ))
}

/// Returns the answer to a challenge.
pub(super) fn session_request(keys: &DeviceKeys, host: &str, nonce: Hash) -> HttpRequest {
    let signature = to_hex(&keys.sign_login(host, &nonce));
    let body = SessionRequest {
        device: keys.id(),
        nonce,
        signature,
    };
    versioned(HttpRequest::post(
        routes::SESSION.to_owned(),
        JSON,
        json(&body),
    ))
}

/// Reads a challenge.
pub(super) fn read_challenge(response: &HttpResponse) -> Option<Hash> {
    serde_json::from_slice::<ChallengeResponse>(&response.body)
        .ok()
        .map(|body| body.nonce)
}

/// Reads a token.
pub(super) fn read_session(response: &HttpResponse) -> Option<String> {
    serde_json::from_slice::<SessionResponse>(&response.body)
        .ok()
        .map(|body| body.token)
}

/// Adds the protocol version.
pub(super) fn versioned(request: HttpRequest) -> HttpRequest {
    request.with(routes::VERSION_HEADER, VERSION.to_string())
}

fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // These types hold only strings and numbers; writing them into memory cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}
