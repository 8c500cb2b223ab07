//! The words of the interface: everything that is not a label of a field.
//!
//! Each entry has a note for translators (where it stands, what it does), the German and the English words. Rules:
//! short, no du or Sie, infinitive or noun on buttons; say what is, what follows, what to do. Words with numbers,
//! names or dates are functions in [`super::sentences`]; what is wrong with an input stands in
//! [`super::violations`]; what the server refused in [`super::problems`]. No sentence is built by joining pieces.

mod capture;
mod centre;
mod circles;
mod desk;
mod devices;
mod general;
mod joining;
mod lists;
mod network;
mod readers;
mod records;
mod room;
mod settings;
mod sync;
mod town;
mod unlocking;

pub use self::{
    capture::*, centre::*, circles::*, desk::*, devices::*, general::*, joining::*, lists::*,
    network::*, readers::*, records::*, room::*, settings::*, sync::*, town::*, unlocking::*,
};
use super::{Text, event_words, file_words, text};

/// One entry of the table, for checks and translators.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Name of the constant.
    pub name: &'static str,
    /// Note for translators.
    pub note: &'static str,
    /// The words.
    pub text: Text,
}

/// Defines words as constants and lists them in `WORDS`. An entry without note, German or English does not compile; Upper
/// Sorbian may follow as a third string.
macro_rules! texts {
    ($($(#[doc = $note:literal])+ $name:ident = $de:literal, $en:literal $(, $hsb:literal)?;)*) => {
        $($(#[doc = $note])+ pub const $name: Text = text($de, $en)$(.hsb($hsb))?;)*

        /// Every word of the table. A constant, not a static: what only tests and translators ask is not in the app.
        pub(in crate::text) const WORDS: &[Word] = &[$(
            Word { name: stringify!($name), note: concat!($($note),+), text: $name },
        )*];
    };
}

pub(super) use texts;

/// Every table of this folder.
const TABLES: [&[Word]; 16] = [
    capture::WORDS,
    centre::WORDS,
    circles::WORDS,
    desk::WORDS,
    devices::WORDS,
    general::WORDS,
    joining::WORDS,
    lists::WORDS,
    network::WORDS,
    readers::WORDS,
    records::WORDS,
    room::WORDS,
    settings::WORDS,
    sync::WORDS,
    town::WORDS,
    unlocking::WORDS,
];

/// Returns every word of the tables of this folder.
pub fn words() -> impl Iterator<Item = &'static Word> {
    TABLES.into_iter().flatten()
}

/// Whether any word of the interface is translated into Upper Sorbian; only then the language is offered.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler only")]
pub const HAS_SORBIAN: bool = {
    let mut tables = any_sorbian(event_words::WORDS) || any_sorbian(file_words::WORDS);
    let mut place = 0;
    while place < TABLES.len() {
        tables = tables || any_sorbian(TABLES[place]);
        place += 1;
    }
    tables
};

/// Looks through one table when the crate is compiled.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler only")]
const fn any_sorbian(table: &[Word]) -> bool {
    let mut place = 0;
    while place < table.len() {
        if table[place].text.hsb.is_some() {
            return true;
        }
        place += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_is_filled_in_in_both_languages_and_has_a_note() {
        for word in words() {
            assert!(!word.note.trim().is_empty(), "{} has no note", word.name);
            for filled in [word.text.de, word.text.en] {
                assert!(
                    !filled.is_empty() && filled.trim() == filled,
                    "{}",
                    word.name
                );
                assert!(
                    !filled.contains("..."),
                    "{}: three dots are one character",
                    word.name
                );
                assert!(
                    !filled.contains('{'),
                    "{}: words with data are functions",
                    word.name
                );
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = words().map(|word| word.name).collect();
        assert_eq!(names.len(), words().count());
    }

    #[test]
    fn nobody_is_addressed() {
        for word in words() {
            for address in word.text.de.split(|letter: char| !letter.is_alphabetic()) {
                assert!(
                    ![
                        "du", "Du", "dein", "deine", "Sie", "Ihre", "Ihr", "bitte", "Bitte"
                    ]
                    .contains(&address)
                        || address == "Sie" && word.text.de.starts_with("Sie "),
                    "{}: „{address}“",
                    word.name
                );
            }
        }
    }
}
