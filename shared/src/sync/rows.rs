//! What a device keeps in storage: rows of sealed bytes in named tables.
//!
//! Keys are harmless (random ids, numbers); values are sealed under the local key before they become a
//! [`Write`], except the table [`Table::Vault`], which holds the slots that open the local key.

use crate::crypto::{CryptoError, Entropy, LocalKey};
use crate::ids::SpaceId;

/// A table of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Slots that open the local key. Readable before unlock; not sealed.
    Vault,
    /// Keys and names of the device, and the invitation it is joining with.
    Identity,
    /// Membership entries, by space and number.
    Members,
    /// Space keys, by space and key epoch.
    Keys,
    /// The checkpoint a space rests on and its segments, by space.
    Checkpoints,
    /// Pulled log pages, by space and number of their first row.
    Log,
    /// Sealed envelopes that have not come back, by space and number.
    Outbox,
    /// Saves that are not sealed yet, by space and first operation number.
    Pending,
    /// Spaces founded here that the server has not taken yet.
    Founding,
    /// Invitations made here.
    Invites,
    /// Unfinished forms. Belongs to the app.
    Drafts,
    /// The app's own sealed notes (sync journal, last view).
    Notes,
    /// Sealed chunks of attachments, as the server has them. Belongs to the app, and is never loaded as a whole.
    Blobs,
}

impl Table {
    /// Every table that is loaded at the start.
    pub const ALL: [Self; 12] = [
        Self::Vault,
        Self::Identity,
        Self::Members,
        Self::Keys,
        Self::Checkpoints,
        Self::Log,
        Self::Outbox,
        Self::Pending,
        Self::Founding,
        Self::Invites,
        Self::Drafts,
        Self::Notes,
    ];

    /// Returns the table's name in storage. Part of what is sealed: never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vault => "vault",
            Self::Identity => "identity",
            Self::Members => "members",
            Self::Keys => "keys",
            Self::Checkpoints => "checkpoints",
            Self::Log => "log",
            Self::Outbox => "outbox",
            Self::Pending => "pending",
            Self::Founding => "founding",
            Self::Invites => "invites",
            Self::Drafts => "drafts",
            Self::Notes => "notes",
            Self::Blobs => "blobs",
        }
    }
}

/// A change to storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Stores a row, replacing one of the same key.
    Put {
        /// Where.
        table: Table,
        /// Under which key.
        key: Vec<u8>,
        /// Sealed bytes.
        value: Vec<u8>,
    },
    /// Removes a row; one that is not there is no error.
    Delete {
        /// Where.
        table: Table,
        /// Under which key.
        key: Vec<u8>,
    },
}

/// A stored row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Table.
    pub table: Table,
    /// Key.
    pub key: Vec<u8>,
    /// Sealed bytes.
    pub value: Vec<u8>,
}

/// Seals `plain` and returns the change that stores it.
pub(super) fn put(
    local: &LocalKey,
    table: Table,
    key: Vec<u8>,
    plain: &[u8],
    rng: &mut dyn Entropy,
) -> Write {
    let value = local.seal_row(table.name(), &key, plain, rng);
    Write::Put { table, key, value }
}

/// Returns the change that removes a row.
pub(super) const fn delete(table: Table, key: Vec<u8>) -> Write {
    Write::Delete { table, key }
}

impl Row {
    /// Opens the row's value.
    ///
    /// # Errors
    ///
    /// When the row was sealed by another key or for another place.
    pub fn open(&self, local: &LocalKey) -> Result<Vec<u8>, CryptoError> {
        local.open_row(self.table.name(), &self.key, &self.value)
    }
}

/// Key of a numbered row of a space: in byte order the numbers are in order.
pub(super) fn numbered(space: SpaceId, number: u64) -> Vec<u8> {
    let mut key = space.0.to_vec();
    key.extend_from_slice(&number.to_be_bytes());
    key
}

/// Reads the space of a key made by [`numbered`].
pub(super) fn space_of(key: &[u8]) -> Option<SpaceId> {
    SpaceId::from_slice(key.get(..16)?)
}

/// Reads the number of a key made by [`numbered`].
pub(super) fn number_of(key: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(key.get(16..)?.try_into().ok()?))
}
