//! The third shape: attachments. Never edited after a release.

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
    "blobs",
];

pub(super) const STEP: Step = Step {
    to: 3,
    make: &["blobs"],
};
