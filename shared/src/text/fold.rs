//! Folding: what counts as the same letter when people type.
//!
//! Case, umlauts, ß, the letters of Upper Sorbian and accents of any other language fold to plain letters. An umlaut
//! has two folded forms, `a` and `ae`, because people type both; so a word folds to one or two forms, and
//! two words are the same when any of their forms are. Soft hyphens and the marks of gendered words vanish.

/// A folded word: one form, or two when it holds an umlaut.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folded {
    /// Umlauts without their dots: `munchen`.
    pub short: String,
    /// Umlauts written out, if that differs: `muenchen`.
    pub long: Option<String>,
}

impl Folded {
    /// Returns the forms.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        core::iter::once(self.short.as_str()).chain(self.long.as_deref())
    }

    /// Whether any form of `self` and of `other` are equal.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.forms()
            .any(|form| other.forms().any(|theirs| theirs == form))
    }
}

/// Folds a text; what is no letter or digit stays as it is.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut short = String::with_capacity(text.len());
    let mut long = String::new();
    let mut differs = false;
    let mut previous = ' ';
    for letter in text.chars() {
        let (plain, dots) = plain(letter, previous);
        previous = letter;
        let from = short.len();
        match plain {
            Plain::Str(letters) => short.push_str(letters),
            Plain::Lower => short.extend(letter.to_lowercase()),
        }
        if dots && !differs {
            // The long form is only begun where it starts to differ.
            long.push_str(&short);
            differs = true;
        } else if differs {
            long.push_str(short.get(from..).unwrap_or_default());
        }
        if dots {
            long.push('e');
        }
    }
    Folded {
        short,
        long: differs.then_some(long),
    }
}

/// A word in a text: where it stands and how it folds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its folded forms; never empty.
    pub folded: Folded,
}

/// Splits a text into words: runs of letters and digits. `Bürger*innen`, `Bürger:innen` and `Bürger_innen` are one word.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inside = letter.is_alphanumeric()
            || is_mark(letter)
            || (start.is_some()
                && matches!(letter, '*' | ':' | '_' | '\u{2019}' | '\'')
                && next.is_some_and(char::is_alphabetic));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push_word(text, from, at, &mut found);
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    if let Some(from) = start {
        push_word(text, from, text.len(), &mut found);
    }
    found
}

fn push_word(text: &str, start: usize, end: usize, found: &mut Vec<Word>) {
    let folded = fold(text.get(start..end).unwrap_or_default());
    if !folded.short.is_empty() {
        found.push(Word { start, end, folded });
    }
}

/// Combining marks and the soft hyphen: part of a word, nothing of their own.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

enum Plain {
    /// These letters.
    Str(&'static str),
    /// The letter itself in lower case.
    Lower,
}

/// The plain letters, and whether an `e` may stand for the dots.
fn plain(letter: char, previous: char) -> (Plain, bool) {
    let plain = match letter {
        'ä' | 'Ä' => return (Plain::Str("a"), true),
        'ö' | 'Ö' => return (Plain::Str("o"), true),
        'ü' | 'Ü' => return (Plain::Str("u"), true),
        // Dots that come after their letter (macOS file names, some keyboards).
        '\u{308}' => {
            return (
                Plain::Str(""),
                matches!(previous, 'a' | 'o' | 'u' | 'A' | 'O' | 'U'),
            );
        }
        'ß' | 'ẞ' => "ss",
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'Á' | 'À' | 'Â' | 'Ã' | 'Å' | 'Ā' | 'Ă'
        | 'Ą' => "a",
        'æ' | 'Æ' => "ae",
        'č' | 'ć' | 'ç' | 'ĉ' | 'ċ' | 'Č' | 'Ć' | 'Ç' | 'Ĉ' | 'Ċ' => "c",
        'ď' | 'đ' | 'Ď' | 'Đ' | 'ð' | 'Ð' => "d",
        'ě' | 'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'Ě' | 'É' | 'È' | 'Ê' | 'Ë' | 'Ē' | 'Ė'
        | 'Ę' => "e",
        'ğ' | 'Ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'Í' | 'Ì' | 'Î' | 'Ï' | 'Ī' | 'İ' => "i",
        'ł' | 'ľ' | 'ĺ' | 'Ł' | 'Ľ' | 'Ĺ' => "l",
        'ń' | 'ň' | 'ñ' | 'Ń' | 'Ň' | 'Ñ' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ø' | 'Ō' | 'Ő' => {
            "o"
        }
        'œ' | 'Œ' => "oe",
        'ř' | 'ŕ' | 'Ř' | 'Ŕ' => "r",
        'š' | 'ś' | 'ş' | 'ș' | 'Š' | 'Ś' | 'Ş' | 'Ș' => "s",
        'ť' | 'ţ' | 'ț' | 'Ť' | 'Ţ' | 'Ț' => "t",
        'ú' | 'ù' | 'û' | 'ů' | 'ū' | 'ű' | 'Ú' | 'Ù' | 'Û' | 'Ů' | 'Ū' | 'Ű' => "u",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'ž' | 'ź' | 'ż' | 'Ž' | 'Ź' | 'Ż' => "z",
        '*' | ':' | '_' | '\u{2019}' | '\'' => "",
        other if is_mark(other) => "",
        _ => return (Plain::Lower, false),
    };
    (Plain::Str(plain), false)
}

/// Whether every word of `query` is the beginning of a word of `text`; no word is no beginning.
#[must_use]
pub fn begins(query: &str, text: &str) -> bool {
    let (wanted, here) = (words(query), words(text));
    let fits = |part: &Word| {
        here.iter().any(|word| {
            let mut forms = part.folded.forms();
            forms.any(|form| word.folded.forms().any(|whole| whole.starts_with(form)))
        })
    };
    !wanted.is_empty() && wanted.iter().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        fold(text).forms().map(str::to_owned).collect()
    }

    #[test]
    fn umlauts_fold_both_ways() {
        assert_eq!(forms("Müller"), ["muller", "mueller"]);
        assert_eq!(forms("Straße"), ["strasse"]);
        assert_eq!(forms("GRÖẞE"), ["grosse", "groesse"]);
        assert_eq!(forms("Mu\u{308}ller"), ["muller", "mueller"]);
        assert_eq!(forms("Müll-Tüte"), ["mull-tute", "muell-tuete"]);
        assert!(fold("Mueller").same(&fold("Müller")));
        assert!(fold("Muller").same(&fold("Müller")));
        assert!(!fold("Maler").same(&fold("Müller")));
    }

    #[test]
    fn upper_sorbian_letters_fold_to_plain_ones() {
        assert_eq!(forms("čćěłńóřšžź"), ["ccelnorszz"]);
        assert_eq!(forms("ČĆĚŁŃÓŘŠŽŹ"), ["ccelnorszz"]);
        assert_eq!(forms("Budyšin"), ["budysin"]);
        assert_eq!(forms("Wjesoła póndźela"), ["wjesola pondzela"]);
    }

    #[test]
    fn words_keep_their_places_and_gendered_words_stay_whole() {
        let text = "Für Bürger*innen, ab 18:30 Uhr im Ge\u{ad}mein\u{ad}dehaus!";
        let found = words(text);
        let folded: Vec<_> = found
            .iter()
            .map(|word| word.folded.short.as_str())
            .collect();
        assert_eq!(
            folded,
            [
                "fur",
                "burgerinnen",
                "ab",
                "18",
                "30",
                "uhr",
                "im",
                "gemeindehaus"
            ]
        );
        assert_eq!(
            found.get(1).and_then(|word| text.get(word.start..word.end)),
            Some("Bürger*innen")
        );
        assert!(words(" … – * ").is_empty());
    }

    #[test]
    fn a_name_is_found_by_the_beginnings_of_its_words() {
        assert!(begins("neu massn", "Neue Maßnahme"));
        assert!(begins("AUF", "Aufgaben"));
        assert!(!begins("gaben", "Aufgaben") && !begins(" ", "Aufgaben"));
    }
}
