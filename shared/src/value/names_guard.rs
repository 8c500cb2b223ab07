//! Looks for what could name a person in a text that must stay free of names: telephone numbers, e-mail addresses,
//! number plates, likely names.
//!
//! A pure look at the text on this device; nothing is sent anywhere and nothing is forbidden. It finds likely
//! places and says why; a person decides. Too much is better than too little, but places and organisations that
//! everybody writes are let through.

use crate::text::fold::{Word, words};
use crate::text::{Text, text};
use core::ops::Range;

/// Why a place is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A likely name of a person.
    Name,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A number plate.
    Plate,
}

impl Reason {
    /// Returns what can be put in instead.
    #[must_use]
    pub const fn neutral(self) -> Text {
        match self {
            Self::Name => text("eine Person", "a person"),
            Self::Phone => text("Telefonnummer bekannt", "phone number known"),
            Self::Email => text("E-Mail-Adresse bekannt", "e-mail address known"),
            Self::Plate => text("Kennzeichen bekannt", "number plate known"),
        }
    }
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Bytes of the text, on letter boundaries.
    pub range: Range<usize>,
    /// Why.
    pub reason: Reason,
}

/// Digits from which a run of them counts as a telephone number.
const PHONE_DIGITS_MIN: usize = 7;
/// Digits up to which it does; longer ones are references of files.
const PHONE_DIGITS_MAX: usize = 15;

/// Returns the marked places in the order of the text; none overlaps another.
#[must_use]
pub fn find(text: &str) -> Vec<Finding> {
    let words = words(text);
    let mut found: Vec<Finding> = emails(text)
        .chain(phones(text))
        .chain(plates(text, &words))
        .collect();
    found.extend(names(text, &words));
    found.sort_by_key(|finding| (finding.range.start, core::cmp::Reverse(finding.range.end)));
    let mut end = 0;
    found.retain(|finding| {
        let free = finding.range.start >= end;
        if free {
            end = finding.range.end;
        }
        free
    });
    found
}

/// Returns the text with one place replaced; unchanged if the place is not in it.
#[must_use]
pub fn replace(text: &str, place: &Range<usize>, with: &str) -> String {
    match (text.get(..place.start), text.get(place.end..)) {
        (Some(before), Some(after)) => format!("{before}{with}{after}"),
        _ => text.to_owned(),
    }
}

fn emails(text: &str) -> impl Iterator<Item = Finding> {
    text.match_indices('@').filter_map(|(at, _)| {
        let part = |letter: char| letter.is_alphanumeric() || "._%+-".contains(letter);
        let before = text.get(..at)?;
        let after = text.get(at + 1..)?;
        let name = before.len() - before.trim_end_matches(part).len();
        let host = after.len() - after.trim_start_matches(part).len();
        let host = after.get(..host)?.trim_end_matches(['.', '-']);
        (name > 0 && host.contains('.')).then(|| Finding {
            range: at - name..at + 1 + host.len(),
            reason: Reason::Email,
        })
    })
}

/// Runs of digits with what stands between digits of a telephone number; days, times and amounts are none.
fn phones(text: &str) -> impl Iterator<Item = Finding> {
    runs(text, |letter| {
        letter.is_ascii_digit() || " /-()+.".contains(letter)
    })
    .filter_map(move |run| {
        let raw = text.get(run.clone())?;
        let lead = raw.len() - raw.trim_start_matches([' ', '/', '-', '.', ')']).len();
        let trimmed = raw.trim_matches([' ', '/', '-', '.', ')']);
        let digits = trimmed.chars().filter(char::is_ascii_digit).count();
        let starts = trimmed.starts_with(['0', '+']) || trimmed.starts_with("(0");
        let fits = starts && (PHONE_DIGITS_MIN..=PHONE_DIGITS_MAX).contains(&digits);
        (fits && !is_day(trimmed)).then(|| Finding {
            range: run.start + lead..run.start + lead + trimmed.len(),
            reason: Reason::Phone,
        })
    })
}

/// Whether it reads like `03.05.2026`, possibly a span of days.
fn is_day(digits: &str) -> bool {
    let parts: Vec<&str> = digits
        .split(['.', ' ', '-', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    digits.contains('.')
        && parts.len() >= 3
        && parts.iter().all(|part| matches!(part.len(), 1 | 2 | 4))
        && parts.iter().any(|part| part.len() == 4)
}

fn runs(text: &str, part: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut start = None;
    text.char_indices()
        .map(move |(at, letter)| (at, part(letter)))
        .chain([(text.len(), false)])
        .filter_map(move |(at, inside)| match (inside, start) {
            (true, None) => {
                start = Some(at);
                None
            }
            (false, Some(from)) => {
                start = None;
                Some(from..at)
            }
            _ => None,
        })
}

/// One to three capitals, one or two capitals, one to four digits: `BZ-AB 123`.
fn plates<'t>(text: &'t str, words: &'t [Word]) -> impl Iterator<Item = Finding> + 't {
    let capitals = |word: &Word, lengths: Range<usize>| {
        raw(text, word).is_some_and(|raw| {
            lengths.contains(&raw.chars().count()) && raw.chars().all(char::is_uppercase)
        })
    };
    words.windows(3).filter_map(move |window| {
        let [place, letters, digits] = window else {
            return None;
        };
        let number = raw(text, digits)?.trim_end_matches(['E', 'H']);
        let fits = capitals(place, 1..4)
            && capitals(letters, 1..3)
            && (1..5).contains(&number.len())
            && number.chars().all(|letter| letter.is_ascii_digit())
            && matches!(between(text, place, letters)?, "-" | " " | " - " | ":")
            && matches!(between(text, letters, digits)?, " " | "-" | "");
        fits.then_some(Finding {
            range: place.start..digits.end,
            reason: Reason::Plate,
        })
    })
}

/// A title and what follows it; a common first name and what follows it; nothing that names a place or office.
fn names<'t>(text: &'t str, words: &'t [Word]) -> impl Iterator<Item = Finding> + 't {
    words.iter().enumerate().filter_map(move |(at, word)| {
        let key = word.folded.short.as_str();
        let next = words.get(at + 1).filter(|next| joined(text, word, next));
        let capital = next.filter(|next| {
            is_capital(text, next) && !is_let_through(next) && !TITLES.contains(&key_of(next))
        });
        if TITLES.contains(&key) && is_title(text, word, key) {
            // A title in front of a title: the longer place begins here.
            if let Some(second) = next.filter(|next| TITLES.contains(&key_of(next))) {
                let last = words
                    .get(at + 2)
                    .filter(|last| joined(text, second, last) && is_capital(text, last))?;
                return Some(name(text, word, last));
            }
            let last = capital?;
            // With a first name the family name belongs to it.
            let family = words.get(at + 2).filter(|family| {
                is_first_name(last)
                    && joined(text, last, family)
                    && is_capital(text, family)
                    && !is_let_through(family)
            });
            return Some(name(text, word, family.unwrap_or(last)));
        }
        (is_first_name(word) && is_capital(text, word))
            .then(|| capital.map(|last| name(text, word, last)))
            .flatten()
    })
}

fn name(text: &str, first: &Word, last: &Word) -> Finding {
    // "Herr Kr." – the point of a shortened name belongs to it.
    let short = raw(text, last).is_some_and(|raw| raw.chars().count() <= 3);
    let point = short
        && text
            .get(last.end..)
            .is_some_and(|rest| rest.starts_with('.'));
    Finding {
        range: first.start..last.end + usize::from(point),
        reason: Reason::Name,
    }
}

fn raw<'t>(text: &'t str, word: &Word) -> Option<&'t str> {
    text.get(word.start..word.end)
}

fn between<'t>(text: &'t str, one: &Word, next: &Word) -> Option<&'t str> {
    text.get(one.end..next.start)
}

/// Whether two words stand side by side like parts of a name: a space, a hyphen, the point of a title.
fn joined(text: &str, one: &Word, next: &Word) -> bool {
    let short = one.end - one.start <= 4;
    match between(text, one, next) {
        Some(" " | "-" | "\u{a0}") => true,
        Some(". " | ".") => short,
        _ => false,
    }
}

fn is_capital(text: &str, word: &Word) -> bool {
    raw(text, word)
        .and_then(|raw| raw.chars().next())
        .is_some_and(char::is_uppercase)
}

/// "Herr" is one only with its capital; "Dr" and "Prof" only with their point.
fn is_title(text: &str, word: &Word, key: &str) -> bool {
    is_capital(text, word)
        && (!matches!(key, "dr" | "prof" | "hr" | "fr")
            || text
                .get(word.end..)
                .is_some_and(|rest| rest.starts_with('.')))
}

fn is_first_name(word: &Word) -> bool {
    word.folded
        .forms()
        .any(|form| FIRST_NAMES.binary_search(&form).is_ok())
}

fn is_let_through(word: &Word) -> bool {
    let key = word.folded.short.as_str();
    LET_THROUGH.contains(&key) || ENDINGS.iter().any(|ending| key.ends_with(ending))
}

fn key_of(word: &Word) -> &str {
    word.folded.short.as_str()
}

/// Words before a name, folded.
const TITLES: &[&str] = &["herr", "herrn", "frau", "dr", "prof", "hr", "fr", "familie"];

/// Words after a first name or title that make it a place, a house or an office, folded.
const LET_THROUGH: &[&str] = &[
    "oberburgermeisterin",
    "burgermeisterin",
    "burgermeister",
    "landratin",
    "landrat",
    "pfarrerin",
    "pfarrer",
    "ministerin",
    "minister",
    "stadtratin",
    "stadtrat",
    "schulleiterin",
    "gemeindekummerer",
    "kirche",
    "kapelle",
    "kirchgemeinde",
    "gemeinde",
    "verein",
    "stiftung",
    "schule",
    "gymnasium",
    "oberschule",
    "grundschule",
    "platz",
    "park",
    "halle",
    "haus",
    "hof",
    "turm",
    "brucke",
    "strasse",
    "weg",
    "allee",
    "ring",
    "ufer",
    "tag",
    "markt",
    "und",
    "oder",
];

/// Ends of words with the same effect, folded: "Annenkirche", "Marienstraße".
const ENDINGS: &[&str] = &[
    "strasse",
    "platz",
    "kirche",
    "schule",
    "haus",
    "halle",
    "verein",
    "stiftung",
    "markt",
    "hof",
    "gasse",
    "park",
    "tage",
    "fest",
    "beauftragte",
];

/// First names that are common in Saxony, German, Sorbian and others, folded and in order.
const FIRST_NAMES: &[&str] = &[
    "ahmad",
    "ahmed",
    "alexander",
    "ali",
    "andrea",
    "andreas",
    "angela",
    "anja",
    "anna",
    "anne",
    "annett",
    "antje",
    "bernd",
    "birgit",
    "bjorn",
    "brigitte",
    "carola",
    "christian",
    "christina",
    "christine",
    "claudia",
    "cornelia",
    "daniel",
    "david",
    "denis",
    "diana",
    "dieter",
    "dirk",
    "doreen",
    "elisabeth",
    "elke",
    "emil",
    "emma",
    "enrico",
    "erik",
    "eva",
    "fatima",
    "felix",
    "finn",
    "florian",
    "frank",
    "franziska",
    "frieda",
    "gabriele",
    "gerd",
    "gerhard",
    "gunter",
    "hanka",
    "hannah",
    "hannes",
    "hans",
    "heike",
    "heiko",
    "heinz",
    "helga",
    "helmut",
    "henry",
    "holger",
    "horst",
    "ibrahim",
    "ina",
    "ines",
    "ingo",
    "ingrid",
    "jan",
    "jana",
    "jens",
    "joachim",
    "johanna",
    "johannes",
    "jonas",
    "jorg",
    "josef",
    "julia",
    "jurgen",
    "juri",
    "jurij",
    "karin",
    "karl",
    "karsten",
    "katharina",
    "kathrin",
    "katja",
    "katrin",
    "kerstin",
    "klaus",
    "kristin",
    "lars",
    "laura",
    "lea",
    "lena",
    "leon",
    "lina",
    "lisa",
    "luise",
    "lukas",
    "maik",
    "mandy",
    "manfred",
    "manuela",
    "marcel",
    "marcin",
    "marco",
    "maria",
    "marie",
    "mario",
    "marion",
    "marko",
    "markus",
    "marta",
    "martin",
    "martina",
    "mathias",
    "matthias",
    "max",
    "mehmet",
    "melanie",
    "merca",
    "mia",
    "michael",
    "michal",
    "mike",
    "mirko",
    "mohammad",
    "mohammed",
    "monika",
    "nadine",
    "nico",
    "nicole",
    "norbert",
    "oleksandr",
    "olena",
    "oliver",
    "patrick",
    "paul",
    "paula",
    "peter",
    "petra",
    "philipp",
    "ralf",
    "ramona",
    "renate",
    "rene",
    "rico",
    "robert",
    "roland",
    "ronny",
    "sabine",
    "sandra",
    "sara",
    "sarah",
    "sebastian",
    "silke",
    "silvia",
    "simone",
    "sophie",
    "stefan",
    "stefanie",
    "steffen",
    "stephan",
    "susanne",
    "sven",
    "sylvia",
    "thomas",
    "thorsten",
    "tim",
    "tino",
    "tobias",
    "tom",
    "torsten",
    "ulrich",
    "ulrike",
    "ursula",
    "uta",
    "ute",
    "uwe",
    "volker",
    "werner",
    "wolfgang",
    "yvonne",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn marked(text: &str) -> Vec<(&str, Reason)> {
        find(text)
            .into_iter()
            .map(|finding| (text.get(finding.range).unwrap(), finding.reason))
            .collect()
    }

    #[test]
    fn what_could_name_a_person_is_found() {
        use Reason::{Email, Name, Phone, Plate};
        for (text, expected) in [
            ("Herr Kr. filmte den Stand.", vec![("Herr Kr.", Name)]),
            (
                "mit Frau Beispiel gesprochen",
                vec![("Frau Beispiel", Name)],
            ),
            ("Frau Dr. Probe kam dazu", vec![("Frau Dr. Probe", Name)]),
            ("Dr. Muster rief an", vec![("Dr. Muster", Name)]),
            ("Uwe Beispiel hat gedroht", vec![("Uwe Beispiel", Name)]),
            ("Jörg Muster war da", vec![("Jörg Muster", Name)]),
            (
                "Herrn Peter Probe gefragt",
                vec![("Herrn Peter Probe", Name)],
            ),
            ("Familie Muster hilft", vec![("Familie Muster", Name)]),
            (
                "Anruf von 0351 855-2223 kam",
                vec![("0351 855-2223", Phone)],
            ),
            ("+49 170 1234567", vec![("+49 170 1234567", Phone)]),
            (
                "an wer.auch@example.org. Dann",
                vec![("wer.auch@example.org", Email)],
            ),
            ("Auto BZ-AB 123 parkte", vec![("BZ-AB 123", Plate)]),
            (
                "DD XY 1 und 0170/1234567",
                vec![("DD XY 1", Plate), ("0170/1234567", Phone)],
            ),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }

    #[test]
    fn what_everybody_writes_is_let_through() {
        for text in [
            "",
            "Treffen am 03.05.2026 um 18:30 Uhr, 14 Vereine",
            "03.05.2026-05.05.2026 und 1.250,00 Euro",
            "Frau Bürgermeisterin begrüßt",
            "Kirche St. Anna, Anna Kirche, Martin Platz",
            "Die Herren der Feuerwehr und die Frauen im Chor",
            "Notruf 110, Haus 12, PLZ 02625",
            "LPR und ASSKomm im KPR",
            "Heimatverein Musterau am Markt",
            "Gruppe @telegram",
            "Was fehlt hier? Mehr Bänke!",
        ] {
            assert_eq!(marked(text), [], "{text}");
        }
    }

    #[test]
    fn a_place_is_replaced_and_the_rest_stays() {
        let text = "Gestern kam Herr Kr. vorbei. Jörg Muster auch.";
        let mut now = text.to_owned();
        while let Some(first) = find(&now).into_iter().next() {
            now = replace(&now, &first.range, first.reason.neutral().de);
        }
        assert_eq!(now, "Gestern kam eine Person vorbei. eine Person auch.");
        assert_eq!(replace("ä", &(1..1), "x"), "ä");
    }

    #[test]
    fn what_is_put_in_is_not_found_again() {
        for reason in [Reason::Name, Reason::Phone, Reason::Email, Reason::Plate] {
            let neutral = reason.neutral();
            assert_eq!(find(neutral.de), []);
            assert_eq!(find(neutral.en), []);
        }
    }

    #[test]
    fn lists_are_folded_and_names_in_order() {
        for list in [TITLES, FIRST_NAMES, ENDINGS] {
            for word in list {
                assert_eq!(fold(word).short, *word);
            }
        }
        assert!(FIRST_NAMES.is_sorted(), "{FIRST_NAMES:?}");
    }
}
