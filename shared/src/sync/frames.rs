//! A rescue file as a sequence of codes, from the screen of one phone to the camera of another, without any network.
//!
//! ```text
//! text = "R2." name "." number "." count "." capitals and digits of (chunk ‖ check)
//! ```
//!
//! The name is the beginning of the file's hash, so that codes of two files do not mix; the number counts from 1,
//! as on the screen. The check covers everything before it: a code that was misread is noticed and can be named.
//! Whether the file is whole and whose it is, the file itself proves ([`rescue`](super::rescue)).

use super::table::{from_text, to_text};
use crate::crypto::label::{RESCUE, labelled_hash};

/// Beginning of every text. Capitals and digits take a third less room in a code.
const MARK: &str = "R2";
/// Greatest size of a file that is shown as codes. Beyond it nobody holds the phone still for long enough.
pub const FRAMES_BYTES_MAX: usize = 24 * 1024;
/// Bytes of the file in one code: 61 squares on each side, read by cheap cameras from an arm's length.
const CHUNK_BYTES: usize = 264;
/// Greatest number of codes.
const FRAMES_MAX: usize = FRAMES_BYTES_MAX.div_ceil(CHUNK_BYTES);
/// Bytes that tell a misread code.
const CHECK_BYTES: usize = 4;
/// Characters of the name.
const NAME_CHARS: usize = 8;

/// Cuts a rescue file into texts for a sequence of codes; `None` if there would be too many.
#[must_use]
pub fn frames(file: &[u8]) -> Option<Vec<String>> {
    if file.len() > FRAMES_BYTES_MAX {
        return None;
    }
    let name = labelled_hash(RESCUE, &[file]).to_string().to_uppercase();
    let name: String = name.chars().take(NAME_CHARS).collect();
    let chunks = file.chunks(CHUNK_BYTES);
    let count = chunks.len();
    let frame = |(number, chunk): (usize, &[u8])| {
        let head = format!("{MARK}.{name}.{number}.{count}.");
        let checked = [chunk, &check(&head, chunk)].concat();
        format!("{head}{}", to_text(&checked))
    };
    Some((1..).zip(chunks).map(frame).collect())
}

/// What a text before the camera was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A part that was missing.
    New,
    /// A part that is here already.
    Known,
    /// A part that was not read as it was shown; its number, if that can be told. It can simply be shown again.
    Damaged(Option<usize>),
    /// No part of a rescue file.
    Other,
}

/// Texts of [`frames`] as they come before a camera or from the clipboard: in any order, some of them again and again.
#[derive(Debug, Default)]
pub struct Frames {
    name: String,
    chunks: Vec<Option<Vec<u8>>>,
}

impl Frames {
    /// Takes a text. One of another file begins anew; anything else changes nothing.
    pub fn take(&mut self, text: &str) -> Seen {
        let text = text.trim();
        let mut parts = text.split('.');
        if parts.next() != Some(MARK) {
            return Seen::Other;
        }
        let name = parts.next().unwrap_or_default();
        let number: Option<usize> = parts.next().and_then(|it| it.parse().ok());
        let count: usize = parts.next().and_then(|it| it.parse().ok()).unwrap_or(0);
        let body = parts.next().unwrap_or_default();
        let possible = (1..=FRAMES_MAX).contains(&count);
        let number = number.filter(|it| possible && (1..=count).contains(it));
        let head = text.strip_suffix(body).unwrap_or_default();
        let (Some(place), Some(chunk)) = (number, open(head, body)) else {
            return Seen::Damaged(number);
        };
        if self.name != name || self.chunks.len() != count {
            name.clone_into(&mut self.name);
            self.chunks = vec![None; count];
        }
        match self.chunks.get_mut(place.saturating_sub(1)) {
            Some(kept @ None) => {
                *kept = Some(chunk);
                Seen::New
            }
            _ => Seen::Known,
        }
    }

    /// Returns how many texts are there, and how many there are to be.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.chunks.iter().flatten().count(), self.chunks.len())
    }

    /// Returns the numbers of the texts that are missing, as they stand on the other screen.
    #[must_use]
    pub fn missing(&self) -> Vec<usize> {
        let numbered = (1..).zip(&self.chunks);
        let missing = numbered.filter(|(_, chunk)| chunk.is_none());
        missing.map(|(number, _)| number).collect()
    }

    /// Returns the file once every text is there.
    #[must_use]
    pub fn file(&self) -> Option<Vec<u8>> {
        let chunks: Option<Vec<&Vec<u8>>> = self.chunks.iter().map(Option::as_ref).collect();
        let chunks = chunks.filter(|chunks| !chunks.is_empty())?;
        Some(chunks.into_iter().flatten().copied().collect())
    }
}

fn open(head: &str, body: &str) -> Option<Vec<u8>> {
    // Longer than any code can be: not worth reading.
    if body.len() > 2 * (CHUNK_BYTES + CHECK_BYTES) {
        return None;
    }
    let checked = from_text(body)?;
    let (chunk, said) = checked.split_last_chunk::<CHECK_BYTES>()?;
    (check(head, chunk) == *said && !chunk.is_empty()).then(|| chunk.to_vec())
}

fn check(head: &str, chunk: &[u8]) -> [u8; CHECK_BYTES] {
    let [a, b, c, d, ..] = labelled_hash(RESCUE, &[head.as_bytes(), chunk]).0;
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(bytes: usize) -> Vec<u8> {
        (0..bytes).map(|at| at.to_le_bytes()[0]).collect()
    }

    #[test]
    fn a_file_becomes_as_many_codes_as_it_needs_and_no_more_than_a_hand_can_hold_still_for() {
        for (bytes, count) in [
            (0, Some(0)),
            (1, Some(1)),
            (CHUNK_BYTES, Some(1)),
            (CHUNK_BYTES + 1, Some(2)),
            (FRAMES_BYTES_MAX, Some(FRAMES_MAX)),
            (FRAMES_BYTES_MAX + 1, None),
        ] {
            assert_eq!(frames(&file(bytes)).map(|it| it.len()), count, "{bytes}");
        }
        // A code of 61 squares holds 468 capitals and digits (ISO 18004, version 11, level L).
        assert!(
            frames(&file(FRAMES_BYTES_MAX))
                .unwrap()
                .iter()
                .all(|it| it.len() <= 468)
        );
    }

    #[test]
    fn a_code_that_was_misread_is_named_and_changes_nothing() {
        let texts = frames(&file(1_000)).unwrap();
        let mut collected = Frames::default();
        assert_eq!(collected.take(&texts[0]), Seen::New);
        let other = |text: &str, from: &str, to: &str| text.replacen(from, to, 1);
        let swapped = other(&texts[1], ".2.4.", ".3.4.");
        let cut = texts[1].get(..texts[1].len() - 1).unwrap();
        for (text, seen) in [
            (swapped.as_str(), Seen::Damaged(Some(3))),
            (cut, Seen::Damaged(Some(2))),
            (&other(&texts[1], ".2.4.", ".2.5."), Seen::Damaged(Some(2))),
            (&other(&texts[1], ".2.4.", ".0.4."), Seen::Damaged(None)),
            (
                &other(&texts[1], ".2.4.", ".2.99999999999."),
                Seen::Damaged(None),
            ),
            (&format!("{}.0", texts[1]), Seen::Damaged(Some(2))),
            ("R2.", Seen::Damaged(None)),
            ("https://ort.example/#j1.ABC", Seen::Other),
            ("", Seen::Other),
        ] {
            assert_eq!(collected.take(text), seen, "{text}");
            assert_eq!(collected.progress(), (1, 4));
        }
        assert_eq!(collected.missing(), [2, 3, 4]);
        assert_eq!(collected.take(&format!(" {}\n", texts[3])), Seen::New);
        assert_eq!(collected.missing(), [2, 3]);
    }

    #[test]
    fn codes_of_another_file_begin_anew() {
        let (one, two) = (frames(&file(600)).unwrap(), frames(&file(601)).unwrap());
        let mut collected = Frames::default();
        collected.take(&one[0]);
        assert_eq!(collected.take(&two[2]), Seen::New);
        assert_eq!(collected.missing(), [1, 2]);
        assert_eq!(collected.file(), None);
    }

    proptest! {
        #[test]
        fn any_order_with_any_repetition_gives_the_file_and_a_missing_part_is_told(
            bytes in prop::collection::vec(any::<u8>(), 1..3_000),
            order in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
        ) {
            let texts = frames(&bytes).unwrap();
            let mut collected = Frames::default();
            let mut shown = std::collections::BTreeSet::new();
            for at in order {
                let number = at.index(texts.len());
                let seen = collected.take(&texts[number]);
                prop_assert_eq!(seen == Seen::New, shown.insert(number));
            }
            let missing = |shown: &std::collections::BTreeSet<usize>| -> Vec<usize> {
                (0..texts.len()).filter(|it| !shown.contains(it)).map(|it| it + 1).collect()
            };
            if !shown.is_empty() {
                prop_assert_eq!(collected.missing(), missing(&shown));
                prop_assert_eq!(collected.progress(), (shown.len(), texts.len()));
                prop_assert_eq!(collected.file().is_some(), shown.len() == texts.len());
            }
            for text in &texts {
                collected.take(text);
            }
            prop_assert_eq!(collected.file(), Some(bytes));
        }

        #[test]
        fn any_text_is_a_part_or_passed_over(text in "(R2\\.)?[0-9A-Z.]{0,40}") {
            let mut collected = Frames::default();
            prop_assert!(collected.take(&text) != Seen::New);
            prop_assert_eq!(collected.progress(), (0, 0));
        }
    }
}
