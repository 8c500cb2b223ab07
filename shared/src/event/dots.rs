//! Dot voting: one ballot, and the result of phones and pinboards together.
//!
//! A person's dots are only numbers in the hand of the screen; what is stored is the sum of this phone. So nothing links a
//! person to a dot. A recount never overwrites: it is an entry that brings the old number to the new one.

use super::number;
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Edit, RecordState};
use crate::records::{ABFRAGE, STATION};
use crate::value::Value;

/// Greatest number of answers of a vote.
pub const ANSWERS_MAX: usize = 8;
/// Smallest number of answers of a vote.
pub const ANSWERS_MIN: usize = 2;
/// Greatest number of dots one board may have for one answer; more is a slip of the finger.
pub const BOARD_DOTS_MAX: i64 = 5_000;

const ANSWERS: [&str; ANSWERS_MAX] = [
    "antwort_1",
    "antwort_2",
    "antwort_3",
    "antwort_4",
    "antwort_5",
    "antwort_6",
    "antwort_7",
    "antwort_8",
];
const DOTS: [&str; ANSWERS_MAX] = [
    "punkte_1", "punkte_2", "punkte_3", "punkte_4", "punkte_5", "punkte_6", "punkte_7", "punkte_8",
];

/// Dots per answer.
pub type Dots = [i64; ANSWERS_MAX];

/// What a vote asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The question.
    pub question: String,
    /// Place of the answer among the eight, and its words. Empty answers are left out.
    pub answers: Vec<(usize, String)>,
    /// Dots per person.
    pub dots_per_person: u8,
    /// Whether dots are still taken.
    pub open: bool,
    /// Whether people see the running result after they voted.
    pub shown: bool,
}

impl Vote {
    /// Reads a vote.
    #[must_use]
    pub fn of(vote: &RecordState) -> Self {
        let text = |key| vote.text(number(&ABFRAGE, key)).unwrap_or_default();
        let answers = ANSWERS
            .iter()
            .enumerate()
            .map(|(place, key)| (place, text(key).trim().to_owned()))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let rule = vote
            .value(number(&ABFRAGE, "punkte_regel"))
            .and_then(Value::as_int);
        Self {
            question: text("frage").to_owned(),
            answers,
            dots_per_person: rule
                .and_then(|rule| u8::try_from(rule).ok())
                .unwrap_or(1)
                .max(1),
            open: text("status") != "geschlossen",
            shown: text("zwischenstand") == "nach_dem_kleben",
        }
    }
}

/// Where dots were collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On a phone.
    Phone(DeviceId),
    /// On paper.
    Board(RecordId, String),
}

/// Dots of one place, recounts included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subtotal {
    /// The place.
    pub place: Place,
    /// Its dots.
    pub dots: Dots,
}

/// One line of the recount log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    /// The board; `None` for the phones.
    pub board: Option<RecordId>,
    /// Place of the answer.
    pub answer: usize,
    /// What was added or taken off.
    pub amount: i64,
    /// Why.
    pub reason: String,
}

/// The result of a vote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Dots per answer, everything included.
    pub dots: Dots,
    /// What each place brought: phones in the order of their ids, then boards.
    pub places: Vec<Subtotal>,
    /// Counter-entries to what the phones counted; part of `dots`, of no place.
    pub corrections: Dots,
    /// Every recount.
    pub log: Vec<Recount>,
}

impl Outcome {
    /// Returns all dots.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.dots.iter().sum()
    }
}

/// Adds up a vote and its boards.
#[must_use]
pub fn outcome(vote: &RecordState, boards: &[(RecordId, &RecordState)]) -> Outcome {
    let mut outcome = Outcome::default();
    for (answer, key) in DOTS.iter().enumerate() {
        for (device, dots) in vote.counter(number(&ABFRAGE, key)).shares {
            add(&mut outcome.dots, answer, dots);
            let place = Place::Phone(device);
            let at = outcome.places.iter().position(|it| it.place == place);
            let at = at.unwrap_or_else(|| {
                outcome.places.push(Subtotal {
                    place,
                    dots: Dots::default(),
                });
                outcome.places.len() - 1
            });
            if let Some(subtotal) = outcome.places.get_mut(at) {
                add(&mut subtotal.dots, answer, dots);
            }
        }
    }
    let phones = recounts(vote, number(&ABFRAGE, "korrekturen"), &dot_fields(true));
    for (answer, amount, reason) in phones {
        add(&mut outcome.dots, answer, amount);
        add(&mut outcome.corrections, answer, amount);
        outcome.log.push(Recount {
            board: None,
            answer,
            amount,
            reason,
        });
    }
    let mut boards = boards.to_vec();
    boards.sort_by_key(|(id, _)| *id);
    for (id, board) in boards {
        let dots = board_dots(board);
        for (answer, dots) in dots.iter().enumerate() {
            add(&mut outcome.dots, answer, *dots);
        }
        let name = board
            .text(number(&STATION, "bezeichnung"))
            .unwrap_or_default();
        outcome.places.push(Subtotal {
            place: Place::Board(id, name.to_owned()),
            dots,
        });
        for (answer, amount, reason) in recounts(
            board,
            number(&STATION, "nachzaehlungen"),
            &dot_fields(false),
        ) {
            outcome.log.push(Recount {
                board: Some(id),
                answer,
                amount,
                reason,
            });
        }
    }
    outcome
}

/// Returns the dots of a board, recounts included.
#[must_use]
pub fn board_dots(board: &RecordState) -> Dots {
    let mut dots = Dots::default();
    for (answer, key) in DOTS.iter().enumerate() {
        add(
            &mut dots,
            answer,
            board.counter(number(&STATION, key)).total,
        );
    }
    for (answer, amount, _) in recounts(
        board,
        number(&STATION, "nachzaehlungen"),
        &dot_fields(false),
    ) {
        add(&mut dots, answer, amount);
    }
    dots
}

/// Returns what typing in a board writes: a first count, or entries that bring the old numbers to the typed ones.
#[must_use]
pub fn type_in(board: Option<&RecordState>, typed: Dots, reason: &str) -> Vec<Edit> {
    let Some(board) = board else {
        return edits_for(&STATION_COUNTERS, typed);
    };
    let before = board_dots(board);
    let field = number(&STATION, "nachzaehlungen");
    let earlier = board.elements(field).len();
    typed
        .iter()
        .zip(before)
        .zip(STATION_COUNTERS.iter().zip(0u8..))
        .filter(|((typed, before), _)| *typed != before)
        .map(|((typed, before), (key, answer))| Edit::Put {
            field,
            element: recount_id(answer, earlier, before),
            value: Value::Correction {
                field: number(&STATION, key),
                amount: typed.saturating_sub(before),
                reason: reason.to_owned(),
            },
        })
        .collect()
}

const STATION_COUNTERS: [&str; ANSWERS_MAX] = DOTS;

/// Two people who recount one board from the same numbers write one entry, not two: its id says what was seen.
fn recount_id(answer: u8, earlier: usize, before: i64) -> [u8; 16] {
    let mut id = [0; 16];
    let (head, tail) = id.split_at_mut(8);
    let earlier = u32::try_from(earlier).unwrap_or(u32::MAX);
    for (to, from) in head
        .iter_mut()
        .zip([answer].into_iter().chain(earlier.to_be_bytes()))
    {
        *to = from;
    }
    tail.copy_from_slice(&before.to_be_bytes());
    id
}

fn edits_for(counters: &[&str; ANSWERS_MAX], dots: Dots) -> Vec<Edit> {
    counters
        .iter()
        .zip(dots)
        .filter(|(_, dots)| *dots != 0)
        .map(|(key, amount)| Edit::Add {
            field: number(&STATION, key),
            amount,
        })
        .collect()
}

fn dot_fields(vote: bool) -> Vec<u16> {
    let def = if vote { &ABFRAGE } else { &STATION };
    DOTS.iter().map(|key| number(def, key)).collect()
}

fn recounts(record: &RecordState, field: u16, counters: &[u16]) -> Vec<(usize, i64, String)> {
    record
        .elements(field)
        .into_iter()
        .filter_map(|(_, value)| match value {
            Value::Correction {
                field,
                amount,
                reason,
            } => {
                let answer = counters.iter().position(|counter| counter == field)?;
                Some((answer, *amount, reason.clone()))
            }
            _ => None,
        })
        .collect()
}

fn add(dots: &mut Dots, answer: usize, amount: i64) {
    if let Some(dots) = dots.get_mut(answer) {
        *dots = dots.saturating_add(amount);
    }
}

/// The dots of the person at the board.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ballot {
    given: [u8; ANSWERS_MAX],
}

impl Ballot {
    /// Sticks a dot; `false` if none is left.
    pub fn give(&mut self, answer: usize, dots_per_person: u8) -> bool {
        if self.left(dots_per_person) == 0 {
            return false;
        }
        match self.given.get_mut(answer) {
            Some(dots) => {
                *dots += 1;
                true
            }
            None => false,
        }
    }

    /// Takes a dot off again; `false` if there is none.
    pub fn take(&mut self, answer: usize) -> bool {
        match self.given.get_mut(answer) {
            Some(dots) if *dots > 0 => {
                *dots -= 1;
                true
            }
            _ => false,
        }
    }

    /// Returns the dots on an answer.
    #[must_use]
    pub fn on(&self, answer: usize) -> u8 {
        self.given.get(answer).copied().unwrap_or(0)
    }

    /// Returns how many dots are left.
    #[must_use]
    pub fn left(&self, dots_per_person: u8) -> u8 {
        dots_per_person.saturating_sub(self.used())
    }

    /// Returns how many dots are stuck.
    #[must_use]
    pub fn used(&self) -> u8 {
        self.given.iter().sum()
    }

    /// Returns what handing in the ballot adds to the counts of this phone; `sign` −1 takes it back.
    #[must_use]
    pub fn edits(&self, sign: i64) -> Vec<Edit> {
        DOTS.iter()
            .zip(self.given)
            .filter(|(_, dots)| *dots > 0)
            .map(|(key, dots)| Edit::Add {
                field: number(&ABFRAGE, key),
                amount: i64::from(dots).saturating_mul(sign),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
