//! What can go wrong with keys and sealed bytes. Never says what was inside.

/// Why something does not open, seal or verify.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CryptoError {
    /// The bytes are too short or too long for what they should be.
    #[error("expected {expected} bytes, found {found}")]
    Length {
        /// Number of bytes needed (at least).
        expected: usize,
        /// Number of bytes found.
        found: usize,
    },
    /// The key does not fit, or the bytes were changed.
    #[error("the key does not fit or the bytes were changed")]
    WrongKey,
    /// The passphrase is not the one the slot was made with.
    #[error("the passphrase does not open this device")]
    WrongPassphrase,
    /// The slot asks for less work than is safe, or more than a phone can do: it was tampered with.
    #[error(
        "the slot's work factors ({memory_kib} KiB, {passes} passes, {lanes} lanes) are refused"
    )]
    SlotParameters {
        /// Memory in KiB.
        memory_kib: u32,
        /// Number of passes.
        passes: u32,
        /// Number of lanes.
        lanes: u32,
    },
    /// The slot was made by a newer version of the app: update.
    #[error("slot version {found} is not known to this version of the app")]
    SlotVersion {
        /// Version found.
        found: u8,
    },
    /// The slot is another kind of lock.
    #[error("slot kind {found} is not the one expected")]
    SlotKind {
        /// Kind found.
        found: u8,
    },
    /// There is not enough memory to try the passphrase: close other pages and try again.
    #[error("not enough memory for {memory_kib} KiB")]
    Memory {
        /// Memory asked for, in KiB.
        memory_kib: u32,
    },
    /// Something to be sealed is longer than its place.
    #[error("{bytes} bytes do not fit into {bytes_max}")]
    TooLong {
        /// Number of bytes.
        bytes: usize,
        /// Greatest number of bytes.
        bytes_max: usize,
    },
    /// What was sealed is not in its one allowed form.
    #[error("the sealed content is not in its canonical form")]
    NotCanonical,
    /// The opened key is not the one everybody agreed on.
    #[error("the key is not the one the membership log names")]
    KeyMismatch,
    /// A public key is no point a key can be agreed with.
    #[error("the public key is not usable")]
    PublicKey,
    /// A join request is not signed by the device it names.
    #[error("the join request is not signed by its device")]
    JoinSignature,
    /// A join request was not made with the invitation's secret.
    #[error("the join request was not made with this invitation")]
    JoinInvitation,
}
