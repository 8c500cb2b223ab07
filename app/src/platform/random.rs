//! Random bytes from the browser's generator.

use shared::crypto::Entropy;
use wasm_bindgen::prelude::*;
use web_sys::Crypto;

/// Greatest number of bytes the browser gives at once.
const CHUNK_BYTES_MAX: usize = 65_536;

/// The browser's generator.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        let crypto =
            super::property(&js_sys::global(), "crypto").map(JsCast::unchecked_into::<Crypto>);
        for chunk in bytes.chunks_mut(CHUNK_BYTES_MAX) {
            let filled = crypto
                .as_ref()
                .map(|crypto| crypto.get_random_values_with_u8_array(chunk));
            if !matches!(filled, Some(Ok(_))) {
                // Going on without random bytes would make keys anyone can guess.
                wasm_bindgen::throw_str("the browser gives no random bytes");
            }
        }
    }
}
