//! What is told after an event: the rows of the poster, the text for the gazette, the thank-you list, the evening report.

use super::dots::{Outcome, Vote};
use super::lines;
use crate::merge::RecordState;
use crate::records::VERANSTALTUNG;

/// One row of the poster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PosterRow {
    /// The answer.
    pub label: String,
    /// Its dots.
    pub dots: i64,
}

/// Returns the answers with their dots, the most first; equal ones in the order of the question.
#[must_use]
pub fn poster_rows(vote: &Vote, outcome: &Outcome) -> Vec<PosterRow> {
    let mut rows: Vec<PosterRow> = vote
        .answers
        .iter()
        .map(|(place, label)| PosterRow {
            label: label.clone(),
            dots: outcome.dots.get(*place).copied().unwrap_or(0),
        })
        .collect();
    rows.sort_by_key(|row| -row.dots);
    rows
}

/// Dots in one line of the drawing.
pub const DOTS_PER_LINE: i64 = 48;
/// Greatest number of dots that are drawn one by one.
pub const DOTS_DRAWN_MAX: i64 = 480;

/// Returns how many votes one drawn dot stands for: one, as long as the longest row has room.
#[must_use]
pub fn votes_per_dot(rows: &[PosterRow]) -> i64 {
    let most = rows.iter().map(|row| row.dots).max().unwrap_or(0);
    [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|per| most <= per * DOTS_DRAWN_MAX)
        .unwrap_or(1_000)
}

/// What is still missing for the report.
#[must_use]
pub fn missing_for_report(event: &RecordState, visitors: i64) -> Vec<&'static str> {
    let empty = |key: &str| {
        let field = super::number(&VERANSTALTUNG, key);
        event.value(field).is_none_or(crate::value::Value::is_empty)
            && event.elements(field).is_empty()
    };
    let mut missing: Vec<&'static str> = [
        "typ",
        "handlungsziele",
        "zielgruppen",
        "handlungsfeld",
        "ergebnis",
    ]
    .into_iter()
    .filter(|key| empty(key))
    .collect();
    if visitors <= 0 {
        missing.push("zaehlung");
    }
    missing
}

/// Names to thank, each once, in the order in which they come up: partners, then who had a task or a shift.
#[must_use]
pub fn to_thank<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names
        .into_iter()
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let known = |other: &String| {
            crate::text::fold::fold(other).short == crate::text::fold::fold(name).short
        };
        if !all.iter().any(known) {
            all.push(name.to_owned());
        }
    }
    all
}

/// Returns the lines of a note of an event, all versions.
#[must_use]
pub fn note_lines(event: &RecordState, key: &str) -> Vec<String> {
    lines::of_field(event, super::number(&VERANSTALTUNG, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::dots::ANSWERS_MAX;

    fn vote(answers: &[&str]) -> Vote {
        Vote {
            question: "Was fehlt?".to_owned(),
            answers: answers
                .iter()
                .enumerate()
                .map(|(place, words)| (place, (*words).to_owned()))
                .collect(),
            dots_per_person: 3,
            open: false,
            shown: false,
        }
    }

    #[test]
    fn the_poster_shows_the_most_wanted_first() {
        let mut dots = [0; ANSWERS_MAX];
        dots[..3].copy_from_slice(&[10, 96, 10]);
        let outcome = Outcome {
            dots,
            ..Outcome::default()
        };
        let rows = poster_rows(&vote(&["Bus", "Treff", "Laden"]), &outcome);
        let order: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(order, ["Treff", "Bus", "Laden"]);
    }

    #[test]
    fn a_dot_is_a_vote_until_there_is_no_room() {
        let row = |dots| {
            [PosterRow {
                label: String::new(),
                dots,
            }]
        };
        assert_eq!(votes_per_dot(&row(DOTS_DRAWN_MAX)), 1);
        assert_eq!(votes_per_dot(&row(DOTS_DRAWN_MAX + 1)), 2);
        assert_eq!(votes_per_dot(&row(48_001)), 1_000);
        assert_eq!(votes_per_dot(&[]), 1);
    }

    #[test]
    fn everybody_is_thanked_once() {
        let names = to_thank(["Heimatverein", " heimatverein ", "", "Bauhof"]);
        assert_eq!(names, ["Heimatverein", "Bauhof"]);
    }

    #[test]
    fn an_empty_event_lacks_everything_for_the_report() {
        let missing = missing_for_report(&RecordState::default(), 0);
        assert_eq!(
            missing,
            [
                "typ",
                "handlungsziele",
                "zielgruppen",
                "handlungsfeld",
                "ergebnis",
                "zaehlung"
            ]
        );
    }
}
