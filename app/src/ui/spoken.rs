//! The star of gender is for the eye. Read out, "Bürger*innen" is "Bürger Stern innen"; without the star a screen reader
//! says a word everybody knows.

use std::borrow::Cow;

/// What stands between the stem and "in" or "innen".
pub(super) const STAR: &str = "*";

/// The words before the first star of gender and those after it.
pub(super) fn split(words: &str) -> Option<(&str, &str)> {
    words.match_indices(STAR).find_map(|(place, _)| {
        let (before, after) = (words.get(..place)?, words.get(place + STAR.len()..)?);
        let inside_a_word =
            before.ends_with(char::is_alphabetic) && after.starts_with(['i', 'r', 'n', 'e']);
        inside_a_word.then_some((before, after))
    })
}

/// The words as they are said, for names nobody sees.
pub(super) fn aloud(words: &str) -> Cow<'_, str> {
    match split(words) {
        None => Cow::Borrowed(words),
        Some((before, after)) => Cow::Owned(format!("{before}{}", aloud(after))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_silent_inside_a_word_only() {
        for (seen, said) in [
            (
                "Bürger*innen und Besucher*innen",
                "Bürgerinnen und Besucherinnen",
            ),
            ("jede*r", "jeder"),
            ("2 * 3", "2 * 3"),
            ("*innen", "*innen"),
            ("Fußnote*", "Fußnote*"),
        ] {
            assert_eq!(aloud(seen), said);
        }
    }
}
