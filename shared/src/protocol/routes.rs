//! Paths and headers, used by both sides.

use crate::ids::{Hash, InviteId, SpaceId};

/// Media type of the data path.
pub const CBOR: &str = "application/cbor";
/// Media type of sealed bytes that are sent as they are.
pub const BYTES: &str = "application/octet-stream";
/// Media type of errors (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";
/// Header in which a client names its protocol version.
pub const VERSION_HEADER: &str = "x-schulterschluss-version";
/// Header that carries the one-time bootstrap token of an empty installation, in hexadecimal digits.
pub const BOOTSTRAP_HEADER: &str = "x-schulterschluss-bootstrap";

/// Time, protocol range, limits.
pub const HELLO: &str = "/v1/hello";
/// Is the server up?
pub const HEALTH: &str = "/healthz";
/// Asks for a login challenge.
pub const CHALLENGE: &str = "/v1/auth/challenge";
/// Answers a login challenge.
pub const SESSION: &str = "/v1/auth/session";
/// Where the spaces of the session's device stand.
pub const HEADS: &str = "/v1/heads";
/// Live stream.
pub const LIVE: &str = "/v1/live";
/// Creates an invitation.
pub const INVITES: &str = "/v1/invites";
/// Join requests waiting for the session's device.
pub const JOINS: &str = "/v1/joins";

/// Membership log of a space.
#[must_use]
pub fn members(space: SpaceId) -> String {
    format!("/v1/s/{space}/members")
}

/// Push into a space.
#[must_use]
pub fn push(space: SpaceId) -> String {
    format!("/v1/s/{space}/push")
}

/// Log of a space.
#[must_use]
pub fn log(space: SpaceId) -> String {
    format!("/v1/s/{space}/log")
}

/// Giving back to a restored server what it lacks.
#[must_use]
pub fn recover(space: SpaceId) -> String {
    format!("/v1/s/{space}/recover")
}

/// One invitation.
#[must_use]
pub fn invite(invite: InviteId) -> String {
    format!("/v1/invites/{invite}")
}

/// Join request for an invitation.
#[must_use]
pub fn join(invite: InviteId) -> String {
    format!("/v1/invites/{invite}/join")
}

/// Takes an invitation back.
#[must_use]
pub fn withdraw(invite: InviteId) -> String {
    format!("/v1/invites/{invite}/withdraw")
}

/// Turns a join request down.
#[must_use]
pub fn deny(invite: InviteId) -> String {
    format!("/v1/invites/{invite}/deny")
}

/// Unsent work of removed devices.
#[must_use]
pub fn quarantine(space: SpaceId) -> String {
    format!("/v1/s/{space}/quarantine")
}

/// An admin has decided about a parcel.
#[must_use]
pub fn settle(space: SpaceId) -> String {
    format!("/v1/s/{space}/quarantine/settle")
}

/// Asks to be the one that makes the next checkpoint.
#[must_use]
pub fn lease(space: SpaceId) -> String {
    format!("/v1/s/{space}/checkpoint/lease")
}

/// Offers a checkpoint.
#[must_use]
pub fn checkpoints(space: SpaceId) -> String {
    format!("/v1/s/{space}/checkpoint")
}

/// One checkpoint.
#[must_use]
pub fn checkpoint(space: SpaceId, checkpoint: Hash) -> String {
    format!("/v1/s/{space}/checkpoint/{checkpoint}")
}

/// Says what a device computed for a checkpoint.
#[must_use]
pub fn attest(space: SpaceId, checkpoint: Hash) -> String {
    format!("/v1/s/{space}/checkpoint/{checkpoint}/attest")
}

/// The blobs of a space: their list, and where one is offered.
#[must_use]
pub fn blobs(space: SpaceId) -> String {
    format!("/v1/s/{space}/blob")
}

/// One chunk of a blob.
#[must_use]
pub fn blob_chunk(space: SpaceId, name: Hash, index: u16) -> String {
    format!("/v1/s/{space}/blob/{name}/{index}")
}

/// Says that nobody refers to a blob any longer.
#[must_use]
pub fn drop_blob(space: SpaceId, name: Hash) -> String {
    format!("/v1/s/{space}/blob/{name}/drop")
}

/// Sends a segment of a checkpoint.
#[must_use]
pub fn segments(space: SpaceId) -> String {
    format!("/v1/s/{space}/segment")
}

/// One segment of a checkpoint.
#[must_use]
pub fn segment(space: SpaceId, segment: Hash) -> String {
    format!("/v1/s/{space}/segment/{segment}")
}
