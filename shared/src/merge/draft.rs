//! Several edits of one long text as one draft, which a person looks through and saves or throws away.
//!
//! A pure function of the versions that stand side by side: they are compared, word by word, with the text all
//! of them were made from. What only one of them changed is taken over; what several changed in one place
//! stands one after the other, in the order of their dots, with its author. Who took words out that somebody
//! else was editing does not take the edit away. Nothing here is ever saved by itself.

use super::before::Before;
use super::op::{Dot, Sub, Version};
use super::state::{RecordState, SlotState};
use super::words::{Change, between, changes, is_word, pieces};
use core::ops::Range;

/// Greatest number of versions a text is followed back.
const WAY_BACK_MAX: usize = 64;

/// A text put together from several versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its parts, in the order of the text.
    pub parts: Vec<Part>,
}

/// A part of a [`Draft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// As all versions have it, or as the only one that changed it has it.
    Agreed(String),
    /// As one of several versions has it that changed the same place.
    Side {
        /// The version, for author and time.
        dot: Dot,
        /// Its words.
        text: String,
    },
}

impl Draft {
    /// Returns the whole text. Where versions stand one after the other, each begins a line of its own.
    #[must_use]
    pub fn text(&self) -> String {
        let mut whole = String::new();
        let mut after_side = false;
        for part in &self.parts {
            let (Part::Agreed(text) | Part::Side { text, .. }) = part;
            let side = matches!(part, Part::Side { .. });
            if side && after_side && !whole.ends_with('\n') {
                whole.push('\n');
            }
            whole.push_str(text);
            after_side = side;
        }
        whole
    }

    /// Whether nothing stands one after the other.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.parts
            .iter()
            .all(|part| matches!(part, Part::Agreed(_)))
    }
}

impl RecordState {
    /// Returns the draft for a text with several different versions; `None` if there is nothing to put together.
    #[must_use]
    pub fn draft(&self, field: u16) -> Option<Draft> {
        let slot = self.slots.get(&(field, Sub::None))?;
        let mut sides: Vec<&Version> = Vec::new();
        for version in &slot.versions {
            version.value.as_text()?;
            if sides.iter().all(|side| side.value != version.value) {
                sides.push(version);
            }
        }
        if sides.len() < 2 {
            return None;
        }
        sides.sort_unstable_by_key(|side| side.dot);
        let base = common(slot, &sides).unwrap_or_default();
        let sides: Vec<(Dot, &str)> = sides
            .into_iter()
            .map(|side| (side.dot, side.value.as_text().unwrap_or_default()))
            .collect();
        Some(merge(&base, &sides))
    }
}

/// Returns the newest text all versions were made from, as far as it can be rebuilt.
fn common(slot: &SlotState, sides: &[&Version]) -> Option<String> {
    let (first, others) = sides.split_first()?;
    let others: Vec<Vec<(Dot, String)>> = others.iter().map(|side| way_back(slot, side)).collect();
    way_back(slot, first)
        .into_iter()
        .find(|(dot, _)| {
            let known = |way: &Vec<(Dot, String)>| way.iter().any(|(other, _)| other == dot);
            others.iter().all(known)
        })
        .map(|(_, text)| text)
}

/// Returns the texts a version was made from, newest first.
fn way_back(slot: &SlotState, version: &Version) -> Vec<(Dot, String)> {
    let mut way: Vec<(Dot, String)> = Vec::new();
    let mut before: Option<&Before> = version.before.as_deref();
    let mut text = version.value.as_text().unwrap_or_default().to_owned();
    while let Some(step) = before
        && way.len() < WAY_BACK_MAX
        && let Some(old) = step.rebuild(&text)
    {
        let past = slot
            .past
            .binary_search_by_key(&step.dot, |version| version.dot);
        let past = past.ok().and_then(|place| slot.past.get(place));
        before = past.and_then(|version| version.before.as_deref());
        way.push((step.dot, old.clone()));
        text = old;
    }
    way
}

/// What one version changed.
struct Side<'a> {
    dot: Dot,
    pieces: Vec<&'a str>,
    changes: Vec<Change>,
}

/// Puts versions of a text together. Versions come in the order of their dots.
pub(super) fn merge(base: &str, versions: &[(Dot, &str)]) -> Draft {
    let base = pieces(base);
    let sides: Vec<Side<'_>> = versions
        .iter()
        .map(|(dot, text)| {
            let pieces = pieces(text);
            let changes = changes(&base, &pieces);
            Side {
                dot: *dot,
                pieces,
                changes,
            }
        })
        .collect();
    let mut parts = Parts::default();
    let mut at = 0;
    for place in places(&base, &sides) {
        parts.agree(&base.get(at..place.start).unwrap_or_default().concat());
        at = place.end;
        parts.place(&sides, &place);
    }
    parts.agree(&base.get(at..).unwrap_or_default().concat());
    Draft { parts: parts.0 }
}

/// Returns the stretches of the base that somebody changed. Changes with no word between them are one place.
fn places(base: &[&str], sides: &[Side<'_>]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = sides
        .iter()
        .flat_map(|side| side.changes.iter().map(|change| change.from.clone()))
        .collect();
    all.sort_unstable_by_key(|place| (place.start, place.end));
    let mut places: Vec<Range<usize>> = Vec::new();
    for next in all {
        match places.last_mut() {
            Some(last) if next.start <= last.end || !between(base, last.end..next.start) => {
                last.end = last.end.max(next.end);
            }
            _ => places.push(next),
        }
    }
    places
}

#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn agree(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Part::Agreed(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Part::Agreed(text.to_owned())),
        }
    }

    /// Adds one place as the versions that changed it have it.
    fn place(&mut self, sides: &[Side<'_>], place: &Range<usize>) {
        let mut written: Vec<(Dot, String, bool)> = Vec::new();
        for side in sides {
            let Some((text, adds)) = side.here(place) else {
                continue;
            };
            if written.iter().all(|(_, other, _)| *other != text) {
                written.push((side.dot, text, adds));
            }
        }
        // An edit stays although somebody else took out what it edits.
        if written.iter().any(|(_, _, adds)| *adds) {
            written.retain(|(_, _, adds)| *adds);
        }
        if let [(_, text, _)] = written.as_slice() {
            self.agree(text);
            return;
        }
        for (dot, text, _) in written {
            self.0.push(Part::Side { dot, text });
        }
    }
}

impl Side<'_> {
    /// What this version has at a place of the base, and whether it put words there; `None` if it is as before.
    fn here(&self, place: &Range<usize>) -> Option<(String, bool)> {
        let inside =
            |change: &&Change| change.from.start >= place.start && change.from.end <= place.end;
        let first = self.changes.iter().find(inside)?;
        let last = self.changes.iter().rev().find(inside)?;
        let start = first
            .to
            .start
            .saturating_sub(first.from.start.saturating_sub(place.start));
        let end = last
            .to
            .end
            .saturating_add(place.end.saturating_sub(last.from.end));
        let adds = self.changes.iter().filter(inside).any(|change| {
            let put = self.pieces.get(change.to.clone()).unwrap_or_default();
            put.iter().any(|piece| is_word(piece))
        });
        Some((
            self.pieces.get(start..end).unwrap_or_default().concat(),
            adds,
        ))
    }
}

#[cfg(test)]
mod tests;
