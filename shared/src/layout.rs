//! Fixed layouts: reading big-endian numbers and byte fields from signed bytes, one after the other.
//!
//! Nothing here allocates for a claimed length, and nothing panics.

/// Reads a slice from its beginning; every call gives `None` where the bytes end.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*bytes)
    }

    pub(crate) fn slice(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (slice, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(slice)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    /// Returns what was not read yet.
    #[cfg(feature = "client")]
    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Says whether everything was read.
    pub(crate) const fn end(&self) -> bool {
        self.rest.is_empty()
    }
}
