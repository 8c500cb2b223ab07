//! Why a record was found: the field, and the piece of its text with the matching words marked.

use super::{Entry, Match};
use crate::text::fold::{self, Folded};
use crate::value::tokens::BETWEEN_LANGUAGES;

/// Letters shown on each side of the first match.
const AROUND_LETTERS: usize = 32;

/// A piece of a text with its matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Number of the field.
    pub field: u16,
    /// The piece in order: text, and whether it matches what was looked for. Joined it is part of the text, with `…` where
    /// something was left out.
    pub parts: Vec<(String, bool)>,
}

/// Returns the fields that matter, best first: greater weight, better match, earlier in the record.
pub(super) fn reasons(entries: &[Entry], wanted: &[Folded]) -> Vec<Piece> {
    let mut found: Vec<((u8, Match), Piece)> = Vec::new();
    for entry in entries {
        let mut best = None;
        let mut marks: Vec<(usize, usize, Match)> = Vec::new();
        for word in fold::words(&entry.text) {
            let quality = wanted
                .iter()
                .filter_map(|part| Match::of(&word.folded, part))
                .max();
            if let Some(quality) = quality {
                best = best.max(Some(quality));
                marks.push((word.start, word.end, quality));
            }
        }
        if let Some(best) = best {
            let (text, marks) = in_one_language(&entry.text, &marks);
            let parts = cut(text, &marks);
            found.push((
                (entry.weight, best),
                Piece {
                    field: entry.field,
                    parts,
                },
            ));
        }
    }
    // Stable: equals stay in the order of the record.
    found.sort_by_key(|(rank, _)| core::cmp::Reverse(*rank));
    found.into_iter().map(|(_, piece)| piece).collect()
}

/// A choice is found by its name in every language; the one that matches best says why. Other texts stay whole, or are cut at
/// the same sign, which is no loss to a reader.
fn in_one_language<'t>(
    text: &'t str,
    marks: &[(usize, usize, Match)],
) -> (&'t str, Vec<(usize, usize)>) {
    let best = marks
        .iter()
        .max_by_key(|(start, _, quality)| (*quality, core::cmp::Reverse(*start)));
    let (start, end) = best.map_or((0, 0), |(start, end, _)| (*start, *end));
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let from = before
        .rfind(BETWEEN_LANGUAGES)
        .map_or(0, |at| at + BETWEEN_LANGUAGES.len());
    let to = after
        .find(BETWEEN_LANGUAGES)
        .map_or(text.len(), |at| end + at);
    let inside = marks
        .iter()
        .filter(|(start, end, _)| *start >= from && *end <= to)
        .map(|(start, end, _)| (start - from, end - from))
        .collect();
    (text.get(from..to).unwrap_or_default(), inside)
}

/// Cuts the surroundings of the first mark out of a text and marks what lies inside.
fn cut(text: &str, marks: &[(usize, usize)]) -> Vec<(String, bool)> {
    let Some((first_start, first_end)) = marks.first().copied() else {
        return Vec::new();
    };
    let start = back(text, first_start);
    let end = ahead(text, first_end);
    let mut parts = Vec::new();
    let mut at = start;
    let mut push = |from: usize, to: usize, marked: bool| {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            parts.push((part.to_owned(), marked));
        }
    };
    for (from, to) in marks.iter().copied().filter(|(_, to)| *to <= end) {
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, end, false);
    if start > 0 {
        parts.insert(0, ("…".to_owned(), false));
    }
    if end < text.len() {
        parts.push(("…".to_owned(), false));
    }
    parts
}

/// The byte where the piece begins: at most [`AROUND_LETTERS`] before, at a word.
fn back(text: &str, from: usize) -> usize {
    let before = text.get(..from).unwrap_or_default();
    if before.chars().count() <= AROUND_LETTERS {
        return 0;
    }
    let far = before
        .char_indices()
        .rev()
        .nth(AROUND_LETTERS - 1)
        .map_or(0, |(at, _)| at);
    let slack = before.get(far..).unwrap_or_default();
    slack.find(char::is_whitespace).map_or(far, |at| {
        far + at
            + slack
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8)
    })
}

/// The byte where the piece ends: at most [`AROUND_LETTERS`] after, at a word.
fn ahead(text: &str, from: usize) -> usize {
    let after = text.get(from..).unwrap_or_default();
    match after.char_indices().nth(AROUND_LETTERS) {
        None => text.len(),
        Some((far, _)) => {
            let slack = after.get(..far).unwrap_or_default();
            from + slack.rfind(char::is_whitespace).unwrap_or(far)
        }
    }
}
