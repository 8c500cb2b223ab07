//! The key of one device's storage: every value at rest is sealed under it.

use super::label::{ROW_KEY, labelled};
use super::sealing::{Key, derive, open, seal};
use super::{CryptoError, Entropy};
use core::fmt;
use zeroize::Zeroizing;

/// Secret of a device's storage. Wiped when dropped; no copies.
pub struct LocalKey {
    key: Key,
    rows: Key,
}

impl LocalKey {
    /// Makes a new key.
    #[must_use]
    pub fn make(rng: &mut dyn Entropy) -> Self {
        Self::from_bytes(rng.make_key())
    }

    /// Takes up a key that was stored.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let key = Zeroizing::new(bytes);
        let rows = derive(&*key, ROW_KEY, &[]);
        Self { key, rows }
    }

    /// Returns the bytes, for wrapping them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.key
    }

    /// Seals the value of a row. It opens only in the same table under the same key.
    #[must_use]
    pub fn seal_row(
        &self,
        table: &str,
        key: &[u8],
        plain: &[u8],
        rng: &mut dyn Entropy,
    ) -> Vec<u8> {
        seal(&self.rows, &place(table, key), plain, rng)
    }

    /// Opens the value of a row.
    ///
    /// # Errors
    ///
    /// [`CryptoError::WrongKey`] for another key, another place, or changed bytes.
    pub fn open_row(&self, table: &str, key: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        open(&self.rows, &place(table, key), sealed).map(|mut plain| core::mem::take(&mut *plain))
    }
}

/// Names a row; the table's length keeps table and key apart.
fn place(table: &str, key: &[u8]) -> Vec<u8> {
    labelled(
        ROW_KEY,
        &[&(table.len() as u64).to_be_bytes(), table.as_bytes(), key],
    )
}

impl fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocalKey([redacted])")
    }
}
