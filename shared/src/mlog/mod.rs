//! The membership log of a space: who is in it, what they may do, which key is in use.
//!
//! Signed entries, each with the hash of the one before, appended online by compare-and-swap on the head and
//! never pruned. Every client and the server fold the same log with the same rules ([`Members::apply`]), so
//! nobody can add a member, hide a removal or go back. Names are sealed; the server sees only who may what.
//!
//! How often an invitation may be used is not in the log: the server and the inviting device count. The
//! log keeps which invitation an entry came from, and lets no device and no member in twice.

mod apply;
mod boxes;
mod entry;
mod members;
mod op;
mod role;

pub use boxes::{KEY_BOX_BYTES, boxes_fit, boxes_hash};
#[cfg(feature = "client")]
pub use entry::sign;
pub use entry::{Entry, SignedEntry};
pub use members::{DeviceEntry, Member, Members};
pub use op::{MemberOp, Policy};
pub use role::{Capability, DeviceKind, Role, space_kind_from_number, space_kind_number};

/// Greatest size of a sealed name in an entry: nonce, 256 bytes, tag.
pub const SEALED_NAME_BYTES_MAX: usize = 24 + 256 + 16;
/// Size of a space key sealed under the next one: nonce, key, tag.
pub const PREVIOUS_WRAP_BYTES: usize = 24 + 32 + 16;

/// Why an entry is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MlogError {
    /// The bytes end too early or too late.
    #[error("an entry cannot have {found} bytes")]
    Length {
        /// Number of bytes found.
        found: usize,
    },
    /// The entry is larger than allowed.
    #[error("an entry of {bytes} bytes is above the limit of {bytes_max}")]
    TooLarge {
        /// Size of the entry.
        bytes: usize,
        /// Greatest size.
        bytes_max: usize,
    },
    /// Written by a newer version of the app: update.
    #[error("entry version {found} is not known")]
    UnknownVersion {
        /// Version found.
        found: u8,
    },
    /// Signed with another suite: update.
    #[error("suite {found} is not known")]
    UnknownSuite {
        /// Suite found.
        found: u8,
    },
    /// An operation this version does not know: update.
    #[error("operation {code} is not known")]
    UnknownOp {
        /// Code of the operation.
        code: u8,
    },
    /// A field has a value it cannot have.
    #[error("the field {field} has a value it cannot have")]
    Field {
        /// Which field.
        field: &'static str,
    },
    /// The keys at hand are not the signer the entry names.
    #[error("the entry names another signer")]
    Signer,
    /// The entry belongs to another space.
    #[error("the entry belongs to another space")]
    OtherSpace,
    /// The entry is not the next one: fetch the log and try again.
    #[error("expected entry {expected}, found {found}")]
    Seq {
        /// Number the next entry has.
        expected: u32,
        /// Number found.
        found: u32,
    },
    /// The entry continues another history.
    #[error("the entry continues another history")]
    Parted,
    /// The author did not know the key in use: fetch the log and try again.
    #[error("expected key epoch {expected}, found {found}")]
    KeyEpoch {
        /// Epoch in use (for a rotation: the next one).
        expected: u32,
        /// Epoch found.
        found: u32,
    },
    /// The space has ended.
    #[error("the space is closed")]
    Closed,
    /// A log begins with its founding entry and has no second one.
    #[error("a founding entry stands first and only there")]
    Founding,
    /// The signer is no device of the space (any more).
    #[error("the signer is no device of the space")]
    UnknownSigner,
    /// The signature is not the signer's.
    #[error("the signature is not the signer's")]
    Signature,
    /// The signer may not do this.
    #[error("the signer may not do this")]
    NotAllowed,
    /// The person is or was a member already: join under a new name.
    #[error("the member is in the log already")]
    MemberExists,
    /// The device is or was in the space already: it needs new keys.
    #[error("the device is in the log already")]
    DeviceExists,
    /// No such member, or one who was removed.
    #[error("the space has no such member")]
    UnknownMember,
    /// No such device, or one that was removed.
    #[error("the space has no such device")]
    UnknownDevice,
    /// Nobody could let anyone in any more: make another member admin first.
    #[error("the last admin cannot go")]
    LastAdmin,
    /// The space has had as many devices as it may.
    #[error("a space has at most {devices_max} devices")]
    TooManyDevices {
        /// Greatest number of devices that were ever in a space.
        devices_max: usize,
    },
    /// The space does not take recovery sheets.
    #[error("the space takes no paper devices")]
    PaperRefused,
}

impl MlogError {
    /// Says whether a newer version of the app may understand the entry.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        matches!(
            self,
            Self::UnknownVersion { .. } | Self::UnknownSuite { .. } | Self::UnknownOp { .. }
        )
    }
}

#[cfg(test)]
#[cfg(feature = "client")]
mod tests;
