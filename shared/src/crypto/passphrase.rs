//! The passphrase of a device: six words out of 2,048, chosen by the app, never by a person (66 bits).
//!
//! The list `words.txt` holds everyday German words, lower case, four to nine letters, without umlauts and
//! ß, in alphabetical order. The first four letters are enough to tell a word, so typing is short and a
//! slip behind the fourth letter does no harm. The list is part of every slot ever made: a word is never
//! changed or moved.
//!
//! **How the list was made.** Chosen by hand and gone through word by word: mostly nouns; no names of
//! persons; nothing of politics, war, illness, drink or insult, and nothing that would be unpleasant beside
//! another word of the list; where two spellings or two words heard alike were noticed, neither or only
//! one is in. A spelling dictionary (`wngerman`) and word frequencies (`wordfreq`) gave ideas and checked
//! spelling; no list was taken over. A choice of single everyday words carries nobody else's rights: the
//! file is under the licence of this repository.

use super::Entropy;
use core::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Number of words in the list.
pub const WORD_COUNT: usize = 2048;
/// Number of words of a passphrase.
pub const PASSPHRASE_WORDS: usize = 6;
/// Number of letters that tell a word.
pub const WORD_LETTERS_MIN: usize = 4;

/// The words, one in a line, in alphabetical order. Cut when somebody asks, not when the app is compiled: a table of where
/// each begins is larger than the list itself once both are packed.
static LIST: &str = include_str!("words.txt");

/// Returns every word, in alphabetical order.
pub fn every_word() -> impl Iterator<Item = &'static str> {
    LIST.lines()
}

/// Returns a word by its place in the list, an empty one from [`WORD_COUNT`] on.
pub(super) fn word_at(place: usize) -> &'static str {
    every_word().nth(place).unwrap_or_default()
}

/// What is wrong with a typed passphrase. Positions count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// There are too few or too many words.
    #[error("a passphrase has {expected} words, found {found}")]
    WordCount {
        /// Number of words a passphrase has.
        expected: usize,
        /// Number of words found.
        found: usize,
    },
    /// A word that is not in the list.
    #[error("word {position} is not in the list")]
    UnknownWord {
        /// Which one.
        position: usize,
    },
}

/// Six words. Wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Passphrase([u16; PASSPHRASE_WORDS]);

impl Passphrase {
    /// Chooses six words.
    #[must_use]
    pub fn make(rng: &mut dyn Entropy) -> Self {
        let mut places = [0; PASSPHRASE_WORDS];
        for place in &mut places {
            let mut bytes = [0; 2];
            rng.fill(&mut bytes);
            // 2,048 divides 65,536: every word is equally likely.
            *place = u16::from_be_bytes(bytes) % 2048;
        }
        Self(places)
    }

    /// Reads words as people type them: either case, `ae` or `ä`, any spaces, hyphens or commas between,
    /// and of each word at least its first four letters.
    ///
    /// # Errors
    ///
    /// [`PassphraseError`] names the first word that is not in the list, or the wrong number of words.
    pub fn parse(typed: &str) -> Result<Self, PassphraseError> {
        let normal = Zeroizing::new(normalise(typed));
        let mut places = [0; PASSPHRASE_WORDS];
        let mut found = 0;
        for word in normal.split(' ').filter(|word| !word.is_empty()) {
            found += 1;
            let place = find(word).ok_or(PassphraseError::UnknownWord { position: found })?;
            if let Some(slot) = places.get_mut(found - 1) {
                *slot = place;
            }
        }
        if found == PASSPHRASE_WORDS {
            Ok(Self(places))
        } else {
            Err(PassphraseError::WordCount {
                expected: PASSPHRASE_WORDS,
                found,
            })
        }
    }

    /// Returns the words, for showing them once.
    #[must_use]
    pub fn words(&self) -> [&'static str; PASSPHRASE_WORDS] {
        self.0.map(|place| word_at(usize::from(place)))
    }

    /// Returns the words with a space between each two: the one form that is stretched into a key.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.words().join(" "))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase([redacted])")
    }
}

/// Returns the one word that begins with what was typed so far, if there is only one.
#[must_use]
pub fn complete(prefix: &str) -> Option<&'static str> {
    let normal = normalise(prefix);
    let prefix = normal.trim();
    let mut matches = every_word().filter(|word| word.starts_with(prefix));
    let word = matches.next()?;
    (!prefix.is_empty() && matches.next().is_none()).then_some(word)
}

/// Finds a word by its first four letters.
fn find(typed: &str) -> Option<u16> {
    let start: String = typed.chars().take(WORD_LETTERS_MIN).collect();
    if start.chars().count() < WORD_LETTERS_MIN {
        return None;
    }
    let place = every_word().position(|word| word.starts_with(&start))?;
    u16::try_from(place).ok()
}

/// Returns lower-case letters with single spaces, umlauts written out.
fn normalise(typed: &str) -> String {
    let mut normal = String::with_capacity(typed.len() + 8);
    for letter in typed.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => normal.push_str("ae"),
            'ö' => normal.push_str("oe"),
            'ü' => normal.push_str("ue"),
            'ß' => normal.push_str("ss"),
            letter if letter.is_alphanumeric() => normal.push(letter),
            _ => normal.push(' '),
        }
    }
    normal
}

#[cfg(test)]
mod tests;
