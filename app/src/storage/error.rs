//! Why the device's storage did not do what it was asked.

/// A failure of the store. Nothing was written: a half write does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The device has no room left. Remedy: free space, then save again.
    #[error("the device's storage is full")]
    Quota,
    /// Another window holds an older connection. Remedy: close it.
    #[error("another window blocks the storage")]
    Blocked,
    /// A newer version of the app has changed the shape of the store. Remedy: load the new version.
    #[error("the store has version {found}, this app knows {known}")]
    Newer {
        /// Version on the disk.
        found: u32,
        /// Version of this app.
        known: u32,
    },
    /// The browser gives no storage (private mode, switched off). Remedy: another window or browser.
    #[error("the browser gives no storage")]
    Unavailable,
    /// Rows are there but cannot be read. They are left as they are. Remedy: report, join again elsewhere.
    #[error("the store cannot be read at {place}")]
    Corrupted {
        /// Table or step, never content.
        place: &'static str,
    },
    /// A key is longer than [`KEY_BYTES_MAX`](super::KEY_BYTES_MAX): a mistake of the program.
    #[error("a key of {bytes} bytes")]
    KeyTooLong {
        /// Its length.
        bytes: usize,
    },
    /// The browser reported something else. Remedy: try again.
    #[error("the storage failed with {name}")]
    Failed {
        /// Name of the browser's exception, never its text.
        name: String,
    },
}
