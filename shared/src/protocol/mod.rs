//! What client and server say to each other, in prose and as types.
//!
//! The data path is CBOR with integer keys (`application/cbor`), control is JSON. Every request of the data
//! path is idempotent: a lost reply is answered by sending the same bytes again.
//!
//! | call | who | meaning |
//! |---|---|---|
//! | `GET  /v1/hello` | anyone | time, protocol range, limits (JSON) |
//! | `POST /v1/auth/challenge`, `POST /v1/auth/session` | a device | proves its key, gets a token (JSON) |
//! | `POST /v1/heads` | session | for all spaces of the device: where log and membership stand |
//! | `GET  /v1/s/{space}/members?after=N` | session | membership log after entry N, own key boxes |
//! | `POST /v1/s/{space}/members` | admin device, or bootstrap token | appends entries by compare-and-swap; the first entry founds the space; boxes alone are a key given again, or the wish for it |
//! | `POST /v1/s/{space}/push` | session | envelopes; accepted as a prefix |
//! | `GET  /v1/s/{space}/log?era&after&bytes_max` | session | a page of the log |
//! | `POST /v1/s/{space}/recover` | session | gives a restored server back what it lacks: signed entries and envelopes, own and others' |
//! | `GET  /v1/live` | session | server-sent events: something is new, never what |
//! | `POST /v1/invites`, `GET /v1/invites/{id}`, `POST /v1/invites/{id}/join` | admin; anyone with the secret | invitation and join request |
//! | `POST /v1/invites/{id}/withdraw`, `POST /v1/invites/{id}/deny` | who invited, or an admin | takes it back; turns a request down |
//! | `GET  /v1/joins` | session | join requests waiting for an admin of this device's spaces |
//! | `POST /v1/s/{space}/quarantine` | a removed device | its unsent work, sealed to the admins |
//! | `GET  /v1/s/{space}/quarantine`, `POST …/settle` | admin | reads parcels; has decided about one |
//! | `GET  /healthz` | anyone | 200 `ok` |
//!
//! **Compatibility.** A client names its version in the header [`routes::VERSION_HEADER`]. The server refuses
//! versions above [`VERSION`] with [`ProblemCode::FutureProtocol`] and serves every version down to
//! [`VERSION_MIN`]. New keys are optional; unknown keys are skipped.

pub mod limits;
pub mod messages;
mod page;
mod problem;
pub mod routes;

pub use problem::{Problem, ProblemCode};

/// Protocol version this code speaks.
pub const VERSION: u16 = 1;
/// Oldest protocol version this code still serves.
pub const VERSION_MIN: u16 = 1;
