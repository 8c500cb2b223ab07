//! Formats of participation as tables: what is done in which order, how long it takes, what is written down. One screen runs
//! them all.
//!
//! Talks are counted, never written down word for word; every format ends with the answer to those who took part.

mod table;

pub use table::FORMATS;

use super::number;
use crate::merge::RecordState;
use crate::records::BETEILIGUNG;
use crate::text::Text;
use crate::value::Value;
use sha2::{Digest as _, Sha256};

/// What a step writes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    /// Nothing: a step to be done.
    Nothing,
    /// Lines of a note of the participation, with a table in front if there are several.
    Lines {
        /// Key of the field.
        field: &'static str,
        /// How many tables may be told apart; 0 for none.
        tables: u8,
    },
    /// A number of the participation.
    Count {
        /// Key of the field.
        field: &'static str,
    },
    /// A count of the participation that several phones add to.
    Tally {
        /// Key of the field.
        field: &'static str,
    },
    /// Dots.
    Votes,
    /// Idea cards.
    Cards,
    /// Minutes.
    Minutes,
    /// A draw that everybody can check.
    Draw,
    /// The answer to those who took part.
    Answer,
}

/// A step of a format.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What it is called.
    pub title: Text,
    /// What is done.
    pub hint: Text,
    /// Usual length in minutes; 0 if it is no part of the meeting.
    pub minutes: u16,
    /// What is written down.
    pub capture: Capture,
    /// Put in front of each line that is written down, for example the round.
    pub mark: Option<Text>,
}

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Key in `beteiligung.format`.
    pub key: &'static str,
    /// The steps, in order.
    pub steps: &'static [Step],
}

/// Returns the flow of a format; formats without an own one take notes and give an answer.
#[must_use]
pub fn flow(key: &str) -> &'static [Step] {
    FORMATS
        .iter()
        .find(|format| format.key == key)
        .map_or(table::PLAIN, |format| format.steps)
}

/// Returns a line as it is written down: round, table, words.
#[must_use]
pub fn written(mark: Option<&str>, table: Option<(&str, u8)>, line: &str) -> String {
    let mut head: Vec<String> = mark.map(str::to_owned).into_iter().collect();
    head.extend(table.map(|(word, number)| format!("{word} {number}")));
    if head.is_empty() {
        line.trim().to_owned()
    } else {
        format!("{}: {}", head.join(" · "), line.trim())
    }
}

/// Greatest number of lots.
pub const LOTS_MAX: u32 = 100_000;

/// Draws `take` different numbers of 1 to `pool`, in the order drawn.
///
/// Whoever knows the words of the draw (said aloud, for example by a child from the audience) can repeat it: the numbers
/// follow from SHA-256 of the words.
#[must_use]
pub fn draw(words: &str, pool: u32, take: u32) -> Vec<u32> {
    let pool = pool.min(LOTS_MAX);
    let mut lots: Vec<u32> = (1..=pool).collect();
    let mut drawn = Vec::new();
    for round in 0..take.min(pool) {
        let mut hash = Sha256::new();
        hash.update(words.trim().as_bytes());
        hash.update(round.to_be_bytes());
        let digest = hash.finalize();
        let mut number = [0; 8];
        for (to, from) in number.iter_mut().zip(digest.iter()) {
            *to = *from;
        }
        // The rest of 2^64 by at most 100,000 lots prefers nobody noticeably.
        let left = u64::try_from(lots.len()).unwrap_or(1).max(1);
        let at = usize::try_from(u64::from_be_bytes(number) % left).unwrap_or(0);
        drawn.push(lots.remove(at));
    }
    drawn
}

/// Returns the step in work when nobody remembers it: the last one that has written something, else the first.
#[must_use]
pub fn at(participation: &RecordState, steps: &[Step]) -> usize {
    let is_written = |step: &Step| {
        let Some(field) = writes(step) else {
            return false;
        };
        match participation.value(field) {
            None => participation.counter(field).total != 0,
            Some(Value::Text(text)) => step
                .mark
                .is_none_or(|mark| text.lines().any(|line| line.starts_with(mark.de))),
            Some(Value::Int(_)) => true,
            _ => false,
        }
    };
    steps.iter().rposition(is_written).unwrap_or(0)
}

/// Returns the field a step writes.
#[must_use]
pub fn writes(step: &Step) -> Option<u16> {
    match step.capture {
        Capture::Lines { field, .. } | Capture::Count { field } | Capture::Tally { field } => {
            Some(number(&BETEILIGUNG, field))
        }
        Capture::Draw => Some(number(&BETEILIGUNG, "losverfahren")),
        Capture::Nothing | Capture::Votes | Capture::Cards | Capture::Minutes | Capture::Answer => {
            None
        }
    }
}

#[cfg(test)]
mod tests;
