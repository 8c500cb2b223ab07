//! Which words of two texts differ: longest common run of words, the rest is marked.

use super::Piece;

/// Longest texts that are compared word by word; longer ones are marked as a whole, because the table grows with
/// the product of both lengths.
const WORDS_MAX: usize = 400;

/// Returns `text` in pieces, marking what `other` does not have.
#[must_use]
pub fn word_diff(text: &str, other: &str) -> Vec<Piece> {
    let (ours, theirs) = (words(text), words(other));
    if ours.len() > WORDS_MAX || theirs.len() > WORDS_MAX {
        return vec![Piece {
            text: text.to_owned(),
            differs: text != other,
        }];
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, common) in ours.iter().zip(common(&ours, &theirs)) {
        match pieces.last_mut() {
            Some(piece) if piece.differs != common => piece.text.push_str(word),
            _ => pieces.push(Piece {
                text: (*word).to_owned(),
                differs: !common,
            }),
        }
    }
    trim_marks(pieces)
}

/// Words with the white space that follows them.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// For each of our words, whether it belongs to the longest common run.
fn common(ours: &[&str], theirs: &[&str]) -> Vec<bool> {
    let width = theirs.len() + 1;
    let mut lengths = vec![0u16; (ours.len() + 1) * width];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, ours) in ours.iter().enumerate().rev() {
        for (j, theirs) in theirs.iter().enumerate().rev() {
            let length = if ours.trim_end() == theirs.trim_end() {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let mut j = 0;
    ours.iter()
        .enumerate()
        .map(|(i, word)| {
            while j < theirs.len() && at(&lengths, i, j) == at(&lengths, i, j + 1) {
                j += 1;
            }
            let same = theirs
                .get(j)
                .is_some_and(|other| other.trim_end() == word.trim_end())
                && at(&lengths, i, j) == at(&lengths, i + 1, j + 1) + 1;
            if same {
                j += 1;
            }
            same
        })
        .collect()
}

/// Moves white space at the end of a mark out of it.
fn trim_marks(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut trimmed = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let end = piece.text.trim_end().len();
        match piece.text.split_at_checked(end) {
            Some((word, space)) if piece.differs && !space.is_empty() => {
                trimmed.push(Piece {
                    text: word.to_owned(),
                    differs: true,
                });
                trimmed.push(Piece {
                    text: space.to_owned(),
                    differs: false,
                });
            }
            _ => trimmed.push(piece),
        }
    }
    trimmed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, other: &str) -> String {
        word_diff(text, other)
            .into_iter()
            .map(|piece| {
                if piece.differs {
                    format!("[{}]", piece.text)
                } else {
                    piece.text
                }
            })
            .collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let mine = "10 Uhr am Marktbrunnen, Kabel und Pinnwand";
        let theirs = "9:30 Uhr am Hintereingang Rathaus, Kabel und Pinnwand";
        assert_eq!(
            marked(mine, theirs),
            "[10] Uhr am [Marktbrunnen,] Kabel und Pinnwand"
        );
        assert_eq!(
            marked(theirs, mine),
            "[9:30] Uhr am [Hintereingang Rathaus,] Kabel und Pinnwand"
        );
    }

    #[test]
    fn equal_texts_have_no_mark_and_nothing_is_dropped() {
        assert_eq!(marked("a b  c\nd", "a b  c\nd"), "a b  c\nd");
        let (one, other) = ("x  y\n z ", "y q");
        let whole: String = word_diff(one, other)
            .into_iter()
            .map(|piece| piece.text)
            .collect();
        assert_eq!(whole, one);
        assert_eq!(marked("", "a"), "");
    }
}
