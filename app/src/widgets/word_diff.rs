//! A version in pieces, with what another one does not have. Of a long stretch that both have alike only the edges stand
//! there; what lies between is folded away, so that the differences and the keys stay in reach.

use super::Piece;
use shared::merge::differing;

/// So many letters of what is alike stay beside a difference.
const AROUND_CHARS: usize = 160;
/// Less than this is not worth a fold.
const FOLDED_CHARS_MIN: usize = 400;

/// Returns `text` in pieces, marking what `other` does not have.
#[must_use]
pub fn word_diff(text: &str, other: &str) -> Vec<Piece> {
    let stretches = differing(text, other).into_iter();
    stretches
        .map(|(text, differs)| Piece {
            text,
            differs,
            folded: false,
        })
        .collect()
}

/// Folds the middle of long stretches that do not differ. Put together, the pieces are the text they were.
#[must_use]
pub fn fold(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let mut folded = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let chars: Vec<char> = piece.text.chars().collect();
        // Before the first difference only the end is near to one, after the last only the beginning.
        let head = if at == 0 { 0 } else { AROUND_CHARS };
        let tail = if at == last { 0 } else { AROUND_CHARS };
        let (from, to) = edges(&chars, head, tail);
        if piece.differs || to.saturating_sub(from) < FOLDED_CHARS_MIN {
            folded.push(piece);
            continue;
        }
        let parts = [(0, from, false), (from, to, true), (to, chars.len(), false)];
        folded.extend(parts.into_iter().filter_map(|(from, to, folded)| {
            let text: String = chars.get(from..to)?.iter().collect();
            (!text.is_empty()).then_some(Piece {
                text,
                differs: false,
                folded,
            })
        }));
    }
    folded
}

/// Where the middle begins and ends, moved inwards to the next space so that no word is cut.
fn edges(chars: &[char], head: usize, tail: usize) -> (usize, usize) {
    let mut from = head.min(chars.len());
    let mut to = chars.len().saturating_sub(tail).max(from);
    let space = |at: usize| chars.get(at).is_none_or(|it| it.is_whitespace());
    while head > 0 && from < to && !space(from) {
        from += 1;
    }
    while tail > 0 && to > from && !space(to) {
        to -= 1;
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn long(word: &str, times: usize) -> String {
        format!("{word} ").repeat(times)
    }

    fn whole(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_alike_is_folded_around_the_differences_and_nothing_is_lost() {
        let text = format!("{}Samstag {}", long("vorher", 200), long("nachher", 200));
        let other = text.replace("Samstag", "Sonntag");
        let pieces = fold(word_diff(&text, &other));
        assert_eq!(whole(&pieces), text);
        let shown: String = pieces
            .iter()
            .filter(|piece| !piece.folded)
            .map(|piece| piece.text.as_str())
            .collect();
        assert!(shown.contains("Samstag"), "{shown}");
        assert!(shown.chars().count() < 3 * AROUND_CHARS, "{shown}");
        assert_eq!(pieces.iter().filter(|piece| piece.folded).count(), 2);
        // No word is cut.
        let words = |piece: &Piece| piece.text.split_whitespace().map(str::to_owned).collect();
        let words: Vec<Vec<String>> = pieces.iter().map(words).collect();
        let known = ["vorher", "nachher", "Samstag"];
        assert!(words.concat().iter().all(|it| known.contains(&it.as_str())));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn short_stretches_and_what_differs_stay() {
        for middle in [FOLDED_CHARS_MIN - 1, FOLDED_CHARS_MIN] {
            let alike = "x".repeat(middle);
            let piece = |text: &str, differs| Piece {
                text: text.to_owned(),
                differs,
                folded: false,
            };
            let pieces = fold(vec![piece(&alike, false), piece(&long("y", 900), true)]);
            let folds = pieces.iter().any(|piece| piece.folded);
            // Beside the difference some of it stays.
            assert!(!folds, "{middle}");
            let pieces = fold(vec![piece(&alike, false)]);
            assert_eq!(pieces[0].folded, middle == FOLDED_CHARS_MIN);
        }
    }
}
