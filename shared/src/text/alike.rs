//! Names of organisations that may mean the same one: `Heimatverien Mügeln e.V.` and `Heimatverein Muegeln`. A hint for
//! people, so it errs on the side of silence; nothing is ever joined because of it.
//!
//! Forms of law and filling words do not count, nor does the order. A word may be off by one slip from five letters on, by two
//! from twelve on, and may be cut short with a full stop (`Ev.-Luth.`). Its first letter has to be right, numbers have to be
//! the same, and two words that are both names of municipalities are two places (Grünau, Grünow).

use super::fold::{self, Folded};
use crate::kommunen;

/// Letters from which one slip is looked over.
const ONE_SLIP_LETTERS_MIN: usize = 5;
/// Letters from which two slips are looked over.
const TWO_SLIPS_LETTERS_MIN: usize = 12;
/// Words of a name that are compared.
const WORDS_MAX: usize = 12;

/// Words that do not tell names apart.
const FILLING: [&str; 29] = [
    "ag", "am", "an", "auf", "das", "dem", "den", "der", "des", "die", "e", "eg", "ev", "fur",
    "gbr", "ggmbh", "gmbh", "im", "in", "kg", "mbh", "ohg", "ug", "und", "v", "vom", "von", "zu",
    "zur",
];

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameWord {
    folded: Folded,
    /// Followed by a full stop, so perhaps the beginning of a longer word.
    short: bool,
}

impl NameWord {
    /// Returns how many letters the word has.
    #[must_use]
    pub fn letters(&self) -> usize {
        self.folded.short.chars().count()
    }

    /// Whether it is the beginning of another word, in any of its forms.
    #[must_use]
    pub fn begins(&self, other: &Self) -> bool {
        let mut forms = self.folded.forms();
        forms.any(|form| other.folded.forms().any(|whole| whole.starts_with(form)))
    }
}

/// Returns the words of a name that tell it from others.
#[must_use]
pub fn name_words(name: &str) -> Vec<NameWord> {
    let all = fold::words(name).into_iter();
    all.map(|word| NameWord {
        short: name
            .get(word.end..)
            .is_some_and(|rest| rest.starts_with('.')),
        folded: word.folded,
    })
    // „Ev.“ with a full stop is no form of law but a church.
    .filter(|word| {
        word.short && word.letters() > 1 || !FILLING.contains(&word.folded.short.as_str())
    })
    .take(WORDS_MAX)
    .collect()
}

/// What names that may mean the same have in common, to look for them among thousands: the first letters of their words.
#[must_use]
pub fn first_letters(words: &[NameWord]) -> String {
    let mut letters: Vec<char> = words
        .iter()
        .filter_map(|word| first(&word.folded.short))
        .collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether two names may mean the same: each word of one has its word in the other.
#[must_use]
pub fn same_name(one: &[NameWord], other: &[NameWord]) -> bool {
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    let mut left: Vec<&NameWord> = other.iter().collect();
    one.iter().all(|word| {
        let place = left.iter().position(|theirs| same_word(word, theirs));
        place.map(|place| left.swap_remove(place)).is_some()
    })
}

/// Whether two words may mean the same.
#[must_use]
pub fn same_word(one: &NameWord, other: &NameWord) -> bool {
    let pairs = || {
        one.folded
            .forms()
            .flat_map(|form| other.folded.forms().map(move |theirs| (form, theirs)))
    };
    let cut = |short: &str, long: &str| short.chars().count() > 1 && long.starts_with(short);
    pairs().any(|(form, theirs)| {
        form == theirs || (one.short && cut(form, theirs)) || (other.short && cut(theirs, form))
    }) || (pairs().any(|(form, theirs)| slipped(form, theirs))
        && !two_places(&one.folded, &other.folded))
}

/// Whether one word is the other with a slip of the pen.
fn slipped(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    let slips = match letters {
        ..ONE_SLIP_LETTERS_MIN => return false,
        ONE_SLIP_LETTERS_MIN..TWO_SLIPS_LETTERS_MIN => 1,
        _ => 2,
    };
    let words =
        first(one) == first(other) && !one.chars().chain(other.chars()).any(char::is_numeric);
    words && distance(one, other) <= slips
}

/// The first letter, with c and k as one: Carneval, Karneval.
fn first(word: &str) -> Option<char> {
    word.chars()
        .next()
        .map(|letter| if letter == 'c' { 'k' } else { letter })
}

fn two_places(one: &Folded, other: &Folded) -> bool {
    let is_place = |word: &Folded| {
        kommunen::all()
            .iter()
            .any(|town| fold::fold(town.name).same(word))
    };
    is_place(one) && is_place(other)
}

/// Returns how many slips lie between two words: a letter too many, one missing, one wrong, two swapped.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, theirs) in other.iter().enumerate() {
            let at =
                |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let wrong = at(&above, column) + usize::from(letter != theirs);
            let mut best = wrong
                .min(at(&above, column + 1) + 1)
                .min(at(&here, column) + 1);
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(theirs)
                && other.get(column - 1) == Some(letter);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            here.push(best);
        }
        before = std::mem::replace(&mut above, here);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let (one, other) = (name_words(one), name_words(other));
        let same = same_name(&one, &other);
        assert_eq!(same, same_name(&other, &one), "both ways");
        assert!(
            !same
                || first_letters(&one) == first_letters(&other)
                || one.iter().chain(&other).any(|it| it.short)
        );
        same
    }

    #[test]
    fn names_of_one_club_are_seen_through_order_form_of_law_and_slips() {
        for (one, other) in [
            ("Heimatverein Mügeln e.V.", "Heimatverein Muegeln"),
            ("Heimatverein Mügeln e. V.", "Mügeln, Heimatverein"),
            ("Heimatverien Mügeln", "Heimatverein Mügeln"),
            (
                "Sportverein Grün-Weiß Pirna",
                "Sportverein Grün Weiss Pirna e.V.",
            ),
            (
                "Freiwillige Feuerwehr Ostritz",
                "Feuerwehr Ostritz, Freiwillige",
            ),
            ("Kirchgemeinde St. Marien", "Kirchengemeinde St. Marien"),
            (
                "Ev.-Luth. Kirchgemeinde Löbau",
                "Evangelisch-Lutherische Kirchgemeinde Löbau",
            ),
            ("Karnevalsclub Thalheim", "Carnevalsclub Thalheim e.V."),
            ("Seniorenclub am Markt", "Seniorenklub am Markt"),
            ("Handwerkerverein 1868 e.V.", "Handwerksverein 1868"),
            (
                "Kleingartenverein Abendfrieden",
                "Kleingärtnerverein Abendfrieden",
            ),
            ("Bäckerei Müller GmbH", "Baeckerei Mueller"),
            (
                "Bürger*inneninitiative Zittau",
                "Bürgerinneninitiative Zittau",
            ),
            (
                "Domowina Ortsgruppe Crostwitz",
                "Domowina-Ortsgruppe Crostwitz",
            ),
        ] {
            assert!(same(one, other), "„{one}“ and „{other}“");
        }
    }

    #[test]
    fn names_of_two_clubs_raise_no_alarm() {
        for (one, other) in [
            ("Heimatverein Grünau", "Heimatverein Grünow"),
            ("Feuerwehr Ostritz", "Feuerwehr Oschatz"),
            ("Jugendclub am Wehr", "Jugendclub am Berg"),
            ("TSV Thalheim", "TuS Thalheim"),
            ("SG Rotation Leipzig", "SV Rotation Leipzig"),
            ("1. FC Pirna", "2. FC Pirna"),
            ("Grundschule 1", "Grundschule 12"),
            ("SV Elbland 1919", "SV Elbland 1991"),
            ("Kita Sonnenschein", "Kita Sonnenblume"),
            ("Seniorenclub Mitte", "Juniorenclub Mitte"),
            ("Oberschule Ost", "Oberschule West"),
            ("Ostviertel e.V.", "Westviertel e.V."),
            ("Frauenchor Döbeln", "Frauenhort Döbeln"),
            ("Männerchor Döbeln", "Frauenchor Döbeln"),
            ("Heimatverein", "Heimatverein Mügeln"),
            ("Schützenverein Torgau", "Schützenvereinigung Torgau"),
            ("Bündnis Görlitz", "Bündnis Zittau"),
            ("e.V.", "GmbH"),
        ] {
            assert!(!same(one, other), "„{one}“ and „{other}“");
        }
    }

    #[test]
    fn a_slip_is_a_letter_too_many_missing_wrong_or_two_swapped() {
        assert_eq!(distance("verein", "verein"), 0);
        assert_eq!(distance("verein", "vereein"), 1);
        assert_eq!(distance("verein", "veren"), 1);
        assert_eq!(distance("verein", "verain"), 1);
        assert_eq!(distance("verein", "verien"), 1);
        assert_eq!(distance("", "ab"), 2);
    }
}
