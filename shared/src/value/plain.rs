//! Text as it is kept: without what nobody sees.
//!
//! A pasted table or message brings characters that fill no place on the screen, or turn the rest of a line around; a title of
//! nothing else would be a row without a name.
//!
//! Source of the characters: Unicode Standard Annex 9 (embeddings, overrides, isolates) and 44 (general categories Cc, Cf).

/// Returns what is kept of a text.
///
/// That is without control characters but line breaks and tabs, without what changes the direction of a line, and without
/// what is invisible at both ends. Joiners inside, as in emoji, stay.
#[must_use]
pub fn plain(text: &str) -> String {
    let kept = text.trim_matches(is_invisible);
    kept.chars()
        .filter(|letter| {
            matches!(letter, '\n' | '\t') || !(letter.is_control() || turns_lines(*letter))
        })
        .collect()
}

/// Embeddings, overrides and isolates: what follows them is read in another direction.
const fn turns_lines(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Fills no place on the screen, or only an empty one.
fn is_invisible(letter: char) -> bool {
    let fills_nothing = matches!(
        letter,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    );
    fills_nothing || letter.is_whitespace() || letter.is_control() || turns_lines(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_not_kept() {
        for (typed, kept) in [
            ("\u{200b}\u{200b}", ""),
            (" \u{feff}\u{ad}\t\n", ""),
            ("Fest\0 am\u{7} Wehr", "Fest am Wehr"),
            ("Stand \u{202e}elloT\u{202c} 3", "Stand elloT 3"),
            ("\u{200b}Chor \u{2066}A\u{2069}", "Chor A"),
        ] {
            assert_eq!(plain(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn what_somebody_sees_stays_as_it_is() {
        let family = "Familie 👨‍👩‍👧 und Hornjoserbšćina";
        let table = "Mo\t3\nDi\t4";
        for typed in [family, table, "שלום", "soft\u{ad}hyphen", "a\u{200b}b"] {
            assert_eq!(plain(typed), typed);
        }
    }
}
