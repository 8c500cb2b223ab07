//! A version in pieces, with what another one does not have.

use super::Piece;
use shared::merge::differing;

/// Returns `text` in pieces, marking what `other` does not have.
#[must_use]
pub fn word_diff(text: &str, other: &str) -> Vec<Piece> {
    let stretches = differing(text, other).into_iter();
    stretches
        .map(|(text, differs)| Piece { text, differs })
        .collect()
}
