//! The second shape: what a space begins with instead of its whole log. Never edited after a release.

use super::Step;

/// Every table.
pub const TABLES: &[&str] = &[
    "vault",
    "identity",
    "members",
    "keys",
    "checkpoints",
    "log",
    "outbox",
    "pending",
    "founding",
    "invites",
    "drafts",
    "notes",
];

pub(super) const STEP: Step = Step {
    to: 2,
    make: &["checkpoints"],
};
