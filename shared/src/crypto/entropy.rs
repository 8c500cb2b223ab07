//! Where random bytes come from: an argument. This crate has no source of its own.

use core::convert::Infallible;

/// A source of random bytes fit for keys.
///
/// A device implements it with the system's generator. It cannot fail: a device without random bytes must
/// not go on.
pub trait Entropy {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);

    /// Returns the 16 bytes of a random id.
    fn make_id(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes
    }

    /// Returns the 24 bytes of a nonce.
    fn make_nonce(&mut self) -> [u8; 24] {
        let mut bytes = [0; 24];
        self.fill(&mut bytes);
        bytes
    }

    /// Returns the 32 bytes of a key.
    fn make_key(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// An [`Entropy`] in the shape the crates below ask for.
pub(crate) struct Rng<'a>(pub(crate) &'a mut dyn Entropy);

impl rand_core::TryRng for Rng<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Rng<'_> {}
