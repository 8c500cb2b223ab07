//! A task in one line, as it is said at the table: `Bauhof: Bänke bis Fr`, `Plakate kleben @Jugendclub bis 18.9.`
//!
//! What is not understood stays in the words of the task: nothing typed is lost, nothing is guessed.

use crate::text::{dates, fold::fold};
use crate::value::input;

/// Longest word for who does it; a longer beginning before a colon is part of the task.
const WHO_CHARS_MAX: usize = 60;

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// What is to be done.
    pub what: String,
    /// Who does it, as typed.
    pub who: Option<String>,
    /// By when, days since 1970.
    pub due: Option<i32>,
}

/// Reads a line on a day; `None` if it names nothing to do. `known` are names that may stand behind `@` in several words.
#[must_use]
pub fn read(line: &str, today: i32, known: &[String]) -> Option<TaskLine> {
    let line = line.trim();
    let (rest, due) = cut_due(line, today);
    let (rest, who) = cut_who(rest, known);
    let what = rest
        .trim()
        .trim_end_matches([',', ';'])
        .trim_end()
        .to_owned();
    if what.is_empty() {
        // Only who and when: better a task with a strange name than a lost line.
        return (!line.is_empty()).then(|| TaskLine {
            what: line.to_owned(),
            who: None,
            due: None,
        });
    }
    Some(TaskLine { what, who, due })
}

/// Takes `bis Fr` off the end.
fn cut_due(line: &str, today: i32) -> (&str, Option<i32>) {
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for word in [" bis ", " by ", " until "] {
        ends.extend(
            line.match_indices(word)
                .map(|(at, found)| (at, at + found.len())),
        );
    }
    ends.sort_unstable();
    for (at, after) in ends.into_iter().rev() {
        let (Some(before), Some(behind)) = (line.get(..at), line.get(after..)) else {
            continue;
        };
        // Who does it may stand behind the day: `Plakate bis Do @Jugendclub`.
        if let Some(due) = day(behind, today) {
            return (before, Some(due));
        }
    }
    (line, None)
}

/// Reads a day in words: a weekday (the next one, today not counted), `heute`, `morgen`, `in 2 Wochen`, `18.9.`, `18. September`.
#[must_use]
pub fn day(text: &str, today: i32) -> Option<i32> {
    let text = text
        .trim()
        .trim_end_matches(['!', ';', ','])
        .trim_start_matches("zum ")
        .trim_start_matches("zur ")
        .trim();
    let folded = fold(text.trim_end_matches('.')).short;
    let relative = match folded.as_str() {
        "heute" | "today" => Some(0),
        "morgen" | "tomorrow" => Some(1),
        "ubermorgen" => Some(2),
        _ => None,
    };
    if let Some(days) = relative {
        return Some(today + days);
    }
    if let Some(weekday) = weekday(&folded) {
        let ahead = (7 + weekday - i32::try_from(dates::weekday(today)).unwrap_or(0)) % 7;
        return Some(today + if ahead == 0 { 7 } else { ahead });
    }
    if let Some(days) = span(&folded) {
        return today.checked_add(days);
    }
    if let Ok(day) = input::day(text, today) {
        return Some(day);
    }
    month_named(text, today)
}

fn weekday(folded: &str) -> Option<i32> {
    let names = [
        ["mo", "montag", "mon", "monday"],
        ["di", "dienstag", "tue", "tuesday"],
        ["mi", "mittwoch", "wed", "wednesday"],
        ["do", "donnerstag", "thu", "thursday"],
        ["fr", "freitag", "fri", "friday"],
        ["sa", "samstag", "sat", "saturday"],
        ["so", "sonntag", "sun", "sunday"],
    ];
    let named = names.iter().position(|names| names.contains(&folded));
    let named = named.or((folded == "sonnabend").then_some(5))?;
    i32::try_from(named).ok()
}

/// `in 3 Tagen`, `in 2 weeks`.
fn span(folded: &str) -> Option<i32> {
    let mut words = folded.strip_prefix("in ")?.split_whitespace();
    let count: i32 = words.next()?.parse().ok()?;
    let unit = match words.next()? {
        "tag" | "tagen" | "day" | "days" => 1,
        "woche" | "wochen" | "week" | "weeks" => 7,
        _ => return None,
    };
    (words.next().is_none() && (0..=520).contains(&count)).then(|| count * unit)
}

/// `18. September`, `18 Sep`, in either language.
fn month_named(text: &str, today: i32) -> Option<i32> {
    use crate::text::Locale;
    let (number, month) = text.split_once(char::is_whitespace)?;
    let number: u8 = number.trim_end_matches('.').parse().ok()?;
    let month = fold(month.trim().trim_end_matches('.')).short;
    let found = (1..=12u8).find(|candidate| {
        Locale::ALL.into_iter().any(|locale| {
            let full = fold(dates::month_name(*candidate, locale)).short;
            let short = fold(dates::month_short(*candidate, locale).trim_end_matches('.')).short;
            month == full || month == short
        })
    })?;
    input::day(&format!("{number}.{found}."), today).ok()
}

/// Takes `@Jugendclub` or `Bauhof:` off.
fn cut_who(line: &str, known: &[String]) -> (String, Option<String>) {
    if let Some((before, behind)) = line.split_once('@') {
        let folded = fold(behind).short;
        let named = known
            .iter()
            .filter(|name| {
                let name = fold(name).short;
                folded == name
                    || folded
                        .strip_prefix(&name)
                        .is_some_and(|rest| rest.starts_with(' '))
            })
            .max_by_key(|name| name.chars().count());
        let (who, rest) = match named {
            Some(name) => {
                let end = behind
                    .char_indices()
                    .nth(name.chars().count())
                    .map_or(behind.len(), |(at, _)| at);
                (name.clone(), behind.get(end..).unwrap_or_default())
            }
            None => {
                let (who, rest) = behind
                    .split_once(char::is_whitespace)
                    .unwrap_or((behind, ""));
                (who.to_owned(), rest)
            }
        };
        if !who.is_empty() {
            let what = [before.trim(), rest.trim()].join(" ");
            return (what.trim().to_owned(), Some(who));
        }
    }
    if let Some((who, what)) = line.split_once(": ") {
        let short = who.chars().count() <= WHO_CHARS_MAX;
        if short && !who.trim().is_empty() && !what.trim().is_empty() {
            return (what.trim().to_owned(), Some(who.trim().to_owned()));
        }
    }
    (line.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tuesday, 15 September 2026.
    const TODAY: i32 = 20_711;

    #[test]
    fn the_day_of_these_examples_is_a_tuesday_in_september() {
        assert_eq!(dates::iso_day(TODAY), "2026-09-15");
        assert_eq!(dates::weekday(TODAY), 1);
    }

    #[test]
    fn lines_are_understood_as_they_are_said() {
        let cases: &[(&str, &str, Option<&str>, Option<&str>)] = &[
            (
                "Bauhof: Bänke bis Fr",
                "Bänke",
                Some("Bauhof"),
                Some("2026-09-18"),
            ),
            (
                "Plakate kleben @Jugendclub bis Do",
                "Plakate kleben",
                Some("Jugendclub"),
                Some("2026-09-17"),
            ),
            (
                "Plakate @Jugendclub kleben",
                "Plakate kleben",
                Some("Jugendclub"),
                None,
            ),
            ("Schlüssel holen", "Schlüssel holen", None, None),
            (
                "Schlüssel holen bis morgen",
                "Schlüssel holen",
                None,
                Some("2026-09-16"),
            ),
            (
                "Schlüssel holen bis heute",
                "Schlüssel holen",
                None,
                Some("2026-09-15"),
            ),
            (
                "Antrag stellen bis Dienstag",
                "Antrag stellen",
                None,
                Some("2026-09-22"),
            ),
            ("Antrag bis 18.9.", "Antrag", None, Some("2026-09-18")),
            ("Antrag bis 1.3.", "Antrag", None, Some("2027-03-01")),
            ("Antrag bis 1.10.2026", "Antrag", None, Some("2026-10-01")),
            ("Antrag bis 2. Oktober", "Antrag", None, Some("2026-10-02")),
            ("Antrag bis zum 2. Okt", "Antrag", None, Some("2026-10-02")),
            ("Antrag bis in 2 Wochen", "Antrag", None, Some("2026-09-29")),
            (
                "Heimatverein: Endfassung an alle bis Sonnabend",
                "Endfassung an alle",
                Some("Heimatverein"),
                Some("2026-09-19"),
            ),
            (
                "Saal von 18 bis 20 Uhr buchen",
                "Saal von 18 bis 20 Uhr buchen",
                None,
                None,
            ),
            (
                "um 18:00 Stühle stellen",
                "um 18:00 Stühle stellen",
                None,
                None,
            ),
            (
                "Works yard: benches by Fri",
                "benches",
                Some("Works yard"),
                Some("2026-09-18"),
            ),
            (
                "Chor Hinterau einladen @Freiwillige Feuerwehr Musterau bis Mo",
                "Chor Hinterau einladen",
                Some("Freiwillige Feuerwehr Musterau"),
                Some("2026-09-21"),
            ),
            (
                "Kuchen @freiwillige feuerwehr musterau",
                "Kuchen",
                Some("Freiwillige Feuerwehr Musterau"),
                None,
            ),
            ("Bis Freitag", "Bis Freitag", None, None),
            ("Flyer, bis Mi", "Flyer", None, Some("2026-09-16")),
            ("bis Fr bis Do", "bis Fr", None, Some("2026-09-17")),
        ];
        let known = [
            "Freiwillige Feuerwehr Musterau".to_owned(),
            "Freiwillige".to_owned(),
        ];
        for (line, what, who, due) in cases {
            let task = read(line, TODAY, &known).unwrap();
            assert_eq!(task.what, *what, "{line}");
            assert_eq!(task.who.as_deref(), *who, "{line}");
            assert_eq!(task.due.map(dates::iso_day).as_deref(), *due, "{line}");
        }
    }

    #[test]
    fn an_empty_line_is_no_task_and_a_strange_one_stays_whole() {
        assert_eq!(read("   ", TODAY, &[]), None);
        let only_who = read("@Bauhof", TODAY, &[]).unwrap();
        assert_eq!(only_who.what, "@Bauhof");
    }

    proptest! {
        #[test]
        fn any_line_is_a_task_with_words_or_nothing(line in "\\PC{0,60}") {
            match read(&line, TODAY, &[]) {
                Some(task) => prop_assert!(!task.what.trim().is_empty()),
                None => prop_assert!(line.trim().is_empty()),
            }
        }
    }
}
