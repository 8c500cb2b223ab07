//! The first shape: one table per table of the sync machine. Never edited after a release.

use super::Step;

/// Every table.
pub const TABLES: &[&str] = &[
    "vault", "identity", "members", "keys", "log", "outbox", "pending", "founding", "invites",
    "drafts", "notes",
];

pub(super) const STEP: Step = Step {
    to: 1,
    make: TABLES,
};
