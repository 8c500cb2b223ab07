//! Errors on the wire: `application/problem+json` (RFC 9457). Clients match the code, never words.

use serde::{Deserialize, Serialize};

/// What went wrong, in a form both sides know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemCode {
    /// 400: the body is not what the call takes (not CBOR, not JSON, wrong lengths, truncated).
    Malformed,
    /// 400: the client speaks a protocol version this server does not know yet.
    FutureProtocol,
    /// 409: the client speaks a protocol version that is no longer served.
    OutdatedClient,
    /// 401: no token, or one that has ended.
    NoSession,
    /// 401: the challenge is unknown, used, expired, or its signature is wrong.
    LoginRefused,
    /// 403: the device may not do this in the space.
    Forbidden,
    /// 403: the device was removed from the space.
    Removed,
    /// 409: a `core` or `case` space takes content only while two persons are admins of it.
    NeedsAdmins,
    /// 404: no such path, or a space this device is no member of.
    NotFound,
    /// 405: the path exists, the method does not.
    MethodNotAllowed,
    /// 413: the body is larger than the call takes.
    TooLarge,
    /// 415: the content type is not the one the call takes.
    UnsupportedMediaType,
    /// 409: the membership log has grown; load it and try again.
    StaleMembers,
    /// 409: the key has been changed since the envelope was sealed; seal again with the same number.
    StaleKey,
    /// 409: envelopes are missing before this one; `have` names the last number the server knows.
    NeedDevSeq,
    /// 409: another envelope has this device's number: the device was copied or rolled back.
    DeviceFork,
    /// 409: the client has seen more than the server holds: the server was restored.
    HealNeeded,
    /// 409: the log has a new era.
    EraChanged,
    /// 409: what was asked for is only in a checkpoint; `have` names the last number that is.
    BelowFloor,
    /// 422: an envelope or entry is refused (signature, capability, order); `have` names the accepted prefix.
    Refused,
    /// 409: the space exists already.
    SpaceExists,
    /// 404: no such invitation.
    InviteUnknown,
    /// 410: the invitation has expired.
    InviteExpired,
    /// 410: the invitation was used as often as it may be.
    InviteUsed,
    /// 507: the space has reached its limit of bytes, devices or open invitations.
    Quota,
    /// 429: too many requests; try again after `retry_after_ms`.
    TooMany,
    /// 503: the server is busy; try again after `retry_after_ms`.
    Busy,
    /// 408: the request was not complete in time.
    Timeout,
    /// 507: the server cannot write to its disk: it is full or failing. What it has can still be read.
    CannotStore,
    /// 500: the server's fault; `request_id` finds it in the log.
    Internal,
}

impl ProblemCode {
    /// Every code.
    pub const ALL: [Self; 30] = [
        Self::Malformed,
        Self::FutureProtocol,
        Self::OutdatedClient,
        Self::NoSession,
        Self::LoginRefused,
        Self::Forbidden,
        Self::Removed,
        Self::NeedsAdmins,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::StaleMembers,
        Self::StaleKey,
        Self::NeedDevSeq,
        Self::DeviceFork,
        Self::HealNeeded,
        Self::EraChanged,
        Self::BelowFloor,
        Self::Refused,
        Self::SpaceExists,
        Self::InviteUnknown,
        Self::InviteExpired,
        Self::InviteUsed,
        Self::Quota,
        Self::TooMany,
        Self::Busy,
        Self::Timeout,
        Self::CannotStore,
        Self::Internal,
    ];

    /// Returns the HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::FutureProtocol => 400,
            Self::NoSession | Self::LoginRefused => 401,
            Self::Forbidden | Self::Removed => 403,
            Self::NotFound | Self::InviteUnknown => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::OutdatedClient
            | Self::StaleMembers
            | Self::StaleKey
            | Self::NeedDevSeq
            | Self::DeviceFork
            | Self::HealNeeded
            | Self::EraChanged
            | Self::BelowFloor
            | Self::SpaceExists
            | Self::NeedsAdmins => 409,
            Self::InviteExpired | Self::InviteUsed => 410,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Refused => 422,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::Busy => 503,
            Self::Quota | Self::CannotStore => 507,
        }
    }

    /// Returns a short English title for logs and developers; people see the app's own words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "the body is not what this call takes",
            Self::FutureProtocol => "this server does not know the protocol version yet",
            Self::OutdatedClient => "the protocol version is no longer served",
            Self::NoSession => "no valid session",
            Self::LoginRefused => "the challenge was not answered correctly",
            Self::Forbidden => "the device may not do this here",
            Self::Removed => "the device was removed from the space",
            Self::NeedsAdmins => "the space has fewer than two admins",
            Self::NotFound => "not found",
            Self::MethodNotAllowed => "method not allowed",
            Self::TooLarge => "the body is too large",
            Self::UnsupportedMediaType => "the content type is not the one this call takes",
            Self::StaleMembers => "the membership log has grown",
            Self::StaleKey => "the key has changed",
            Self::NeedDevSeq => "earlier envelopes are missing",
            Self::DeviceFork => "the device's history has parted",
            Self::HealNeeded => "the server has seen less than the client",
            Self::EraChanged => "the log has a new era",
            Self::BelowFloor => "what was asked for is only in a checkpoint",
            Self::Refused => "an item is refused",
            Self::SpaceExists => "the space exists already",
            Self::InviteUnknown => "no such invitation",
            Self::InviteExpired => "the invitation has expired",
            Self::InviteUsed => "the invitation was used",
            Self::Quota => "the space is full",
            Self::TooMany => "too many requests",
            Self::Busy => "the server is busy",
            Self::Timeout => "the request was not complete in time",
            Self::CannotStore => "the server cannot write to its disk",
            Self::Internal => "internal error",
        }
    }
}

/// The body of every failed answer. Never contains content, names, keys or tokens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Always `about:blank`; the meaning is in `code`.
    #[serde(rename = "type", default = "about_blank")]
    pub kind: String,
    /// Short title for developers.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What went wrong.
    pub code: ProblemCode,
    /// The limit that was passed, in the unit of the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Last number of the device, or of the membership log, that the server holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<u64>,
    /// When to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// Finds the request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

fn about_blank() -> String {
    "about:blank".to_owned()
}

impl Problem {
    /// Returns the problem with this code and nothing more.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            kind: about_blank(),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            limit: None,
            have: None,
            retry_after_ms: None,
            request_id: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_and_reads_back() {
        for code in ProblemCode::ALL {
            let json = serde_json::to_string(&Problem::new(code)).unwrap();
            let back: Problem = serde_json::from_str(&json).unwrap();
            assert_eq!(back.code, code);
            assert!(back.status >= 400);
            assert_eq!(
                ProblemCode::ALL
                    .iter()
                    .filter(|other| **other == code)
                    .count(),
                1
            );
        }
    }
}
