//! The star of gender is for the eye. Read out, "Bürger*innen" is "Bürger Stern innen"; on the page the star is hidden from
//! whoever listens, and the two halves are said one after the other. A name nobody sees is one text: without its star
//! "Einwohner*innen ändern" would speak of women alone, so there it stays.

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

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_star_is_split_off_inside_a_word_only() {
        for (seen, parts) in [
            ("Bürger*innen im Rat", Some(("Bürger", "innen im Rat"))),
            ("jede*r", Some(("jede", "r"))),
            ("2 * 3", None),
            ("*innen", None),
            ("Fußnote*", None),
        ] {
            assert_eq!(split(seen), parts);
        }
    }
}
