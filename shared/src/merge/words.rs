//! Comparing texts word by word: which stretches of words were replaced by which.
//!
//! A word and the white space behind it are two pieces, so that a word added at the end is an addition and no
//! change of the word before it. Two changes with only white space between them are one change: whoever
//! rewrites a sentence replaces the sentence, not each of its words.

use core::ops::Range;

/// Greatest number of single pieces taken out and put in that are told apart. Beyond it, what lies between the
/// common beginning and the common end counts as one change: looking for more would take too long on a phone.
const STEPS_MAX: usize = 400;

/// A stretch of the first text and the stretch of the second one that stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) from: Range<usize>,
    pub(super) to: Range<usize>,
}

/// Cuts a text into words and what is between them.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let white = first.is_whitespace();
        let end = rest
            .find(|c: char| c.is_whitespace() != white)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// Whether a piece is a word.
pub(super) fn is_word(piece: &str) -> bool {
    !piece.trim_start().is_empty()
}

/// Returns what was changed from one list of pieces to the other, in order, changes of one place joined.
pub(super) fn changes(from: &[&str], to: &[&str]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for change in single_changes(from, to) {
        match changes.last_mut() {
            Some(last) if !between(from, last.from.end..change.from.start) => {
                last.from.end = change.from.end;
                last.to.end = change.to.end;
            }
            _ => changes.push(change),
        }
    }
    changes
}

/// Whether there is a word in this stretch.
pub(super) fn between(pieces: &[&str], place: Range<usize>) -> bool {
    let stretch = pieces.get(place).unwrap_or_default();
    stretch.iter().any(|piece| is_word(piece))
}

/// Returns a text in stretches, each with whether the other text does not have it.
#[must_use]
pub fn differing(text: &str, other: &str) -> Vec<(String, bool)> {
    let (ours, theirs) = (pieces(text), pieces(other));
    let mut stretches = Vec::new();
    let mut add = |place: Range<usize>, differs: bool| {
        let stretch = ours.get(place).unwrap_or_default().concat();
        if !stretch.is_empty() {
            stretches.push((stretch, differs));
        }
    };
    let mut at = 0;
    for change in changes(&ours, &theirs) {
        let mut marked = change.from.clone();
        // White space at the ends of a mark is no difference anybody sees.
        while !between(&ours, marked.start..marked.start.saturating_add(1)) && !marked.is_empty() {
            marked.start += 1;
        }
        while !marked.is_empty() && !between(&ours, marked.end.saturating_sub(1)..marked.end) {
            marked.end -= 1;
        }
        add(at..marked.start, false);
        at = marked.end;
        add(marked, true);
    }
    add(at..ours.len(), false);
    stretches
}

fn single_changes(from: &[&str], to: &[&str]) -> Vec<Change> {
    let start = same(from.iter(), to.iter());
    let (rest_from, rest_to) = (tail(from, start), tail(to, start));
    let end = same(rest_from.iter().rev(), rest_to.iter().rev());
    let middle_from = rest_from
        .get(..rest_from.len().saturating_sub(end))
        .unwrap_or_default();
    let middle_to = rest_to
        .get(..rest_to.len().saturating_sub(end))
        .unwrap_or_default();
    let mut changes = Vec::new();
    let (mut x, mut y) = (0, 0);
    let mut close = |x: usize, y: usize, to_x: usize, to_y: usize| {
        if x < to_x || y < to_y {
            changes.push(Change {
                from: start + x..start + to_x,
                to: start + y..start + to_y,
            });
        }
    };
    for (match_x, match_y) in matches(middle_from, middle_to) {
        close(x, y, match_x, match_y);
        (x, y) = (match_x + 1, match_y + 1);
    }
    close(x, y, middle_from.len(), middle_to.len());
    changes
}

fn same<'a>(a: impl Iterator<Item = &'a &'a str>, b: impl Iterator<Item = &'a &'a str>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn tail<'a, 'b>(pieces: &'b [&'a str], start: usize) -> &'b [&'a str] {
    pieces.get(start..).unwrap_or_default()
}

/// Furthest place reached in the first text on each diagonal, with one diagonal to spare on both sides.
#[derive(Clone)]
struct Reach(Vec<usize>);

impl Reach {
    fn at(&self, diagonal: isize) -> usize {
        let middle = self.0.len() / 2;
        let place = middle.checked_add_signed(diagonal);
        place
            .and_then(|place| self.0.get(place))
            .copied()
            .unwrap_or(0)
    }

    fn set(&mut self, diagonal: isize, x: usize) {
        let middle = self.0.len() / 2;
        let place = middle.checked_add_signed(diagonal);
        if let Some(place) = place.and_then(|place| self.0.get_mut(place)) {
            *place = x;
        }
    }

    /// Whether a path of `steps` steps comes to this diagonal by putting in rather than by taking out.
    fn comes_from_above(&self, diagonal: isize, steps: isize) -> bool {
        diagonal == -steps || (diagonal != steps && self.at(diagonal - 1) < self.at(diagonal + 1))
    }
}

/// Pairs of equal pieces on a shortest way from one list to the other (Myers 1986); none beyond [`STEPS_MAX`].
fn matches(from: &[&str], to: &[&str]) -> Vec<(usize, usize)> {
    let most = (from.len() + to.len()).min(STEPS_MAX);
    let mut reach = Reach(vec![0; 2 * most + 3]);
    let mut trace: Vec<Reach> = Vec::new();
    let y_of = |x: usize, diagonal: isize| x.saturating_add_signed(-diagonal);
    for steps in 0..=most.cast_signed() {
        trace.push(reach.clone());
        for diagonal in (-steps..=steps).step_by(2) {
            let mut x = if reach.comes_from_above(diagonal, steps) {
                reach.at(diagonal + 1)
            } else {
                reach.at(diagonal - 1) + 1
            };
            x += same(tail(from, x).iter(), tail(to, y_of(x, diagonal)).iter());
            reach.set(diagonal, x);
            if x >= from.len() && y_of(x, diagonal) >= to.len() {
                return way_back(&trace, from.len(), to.len());
            }
        }
    }
    Vec::new()
}

fn way_back(trace: &[Reach], mut x: usize, mut y: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (steps, reach) in trace.iter().enumerate().rev() {
        let steps = steps.cast_signed();
        let diagonal = x.cast_signed() - y.cast_signed();
        let (from_x, from_y) = if steps == 0 {
            (0, 0)
        } else {
            let before = if reach.comes_from_above(diagonal, steps) {
                diagonal + 1
            } else {
                diagonal - 1
            };
            let x = reach.at(before);
            (x, x.saturating_add_signed(-before))
        };
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, other: &str) -> String {
        let stretches = differing(text, other).into_iter();
        stretches
            .map(|(text, differs)| if differs { format!("[{text}]") } else { text })
            .collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let mine = "10 Uhr am Marktbrunnen, Kabel und Pinnwand";
        let theirs = "9:30 Uhr am Hintereingang Rathaus, Kabel und Pinnwand";
        assert_eq!(
            marked(mine, theirs),
            "[10] Uhr am [Marktbrunnen,] Kabel und Pinnwand"
        );
        assert_eq!(
            marked(theirs, mine),
            "[9:30] Uhr am [Hintereingang Rathaus,] Kabel und Pinnwand"
        );
    }

    #[test]
    fn equal_texts_have_no_mark_and_nothing_is_dropped() {
        assert_eq!(marked("a b  c\nd", "a b  c\nd"), "a b  c\nd");
        assert_eq!(marked("", "a"), "");
        assert_eq!(marked(" a ", ""), " [a] ");
    }

    #[test]
    fn beyond_the_greatest_number_of_steps_the_middle_is_one_change() {
        let long = |word: &str, count: usize| format!("{word} ").repeat(count);
        let (one, other) = (long("alt", STEPS_MAX), long("neu", STEPS_MAX));
        let (one, other) = (format!("Anfang {one}Ende"), format!("Anfang {other}Ende"));
        let found = changes(&pieces(&one), &pieces(&other));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].from, 2..2 * STEPS_MAX + 1);
    }

    proptest! {
        #[test]
        fn what_is_put_in_for_what_is_taken_out_makes_the_other_text(one in "[ab \n]{0,30}", other in "[ab \n]{0,30}") {
            let (from, to) = (pieces(&one), pieces(&other));
            prop_assert_eq!(from.concat(), one.clone());
            let mut made = String::new();
            let mut at = 0;
            for change in changes(&from, &to) {
                made.push_str(&from[at..change.from.start].concat());
                made.push_str(&to[change.to].concat());
                at = change.from.end;
            }
            made.push_str(&from[at..].concat());
            prop_assert_eq!(made, other.clone());
            let whole: String = differing(&one, &other).into_iter().map(|(text, _)| text).collect();
            prop_assert_eq!(whole, one);
        }
    }
}
