//! Search over everything this device can read: an index in memory, filled after unlocking, gone when locked.
//!
//! It knows words and where they stand, no kinds of record and no storage. A query matches a record when each of its
//! words matches some word of the record: wholly, at its beginning, or (from three letters) anywhere inside. The order is
//! the same on every device: score, then title, then id. Nothing of this is ever stored or sent.

mod piece;
mod posting;

pub use piece::Piece;

use crate::ids::RecordId;
use crate::records::RecordDef;
use crate::text::alike::{self, NameWord};
use crate::text::fold::{self, Folded};
use crate::value::Value;
use crate::value::tokens::search_text;
use posting::Postings;
use std::collections::BTreeMap;

/// Longest query that is looked at, in words.
pub const QUERY_WORDS_MAX: usize = 8;
/// A part inside a word is looked for from this many letters on.
pub const INSIDE_LETTERS_MIN: usize = 3;

/// One searchable text of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Number of the field it comes from.
    pub field: u16,
    /// Weight: 1 to 3, a title is 3.
    pub weight: u8,
    /// The text as it is shown.
    pub text: String,
}

/// Collects the searchable texts of a record from its values; sets give several values for a field.
#[must_use]
pub fn entries<'v>(
    def: &RecordDef,
    values: impl IntoIterator<Item = (u16, &'v Value)>,
) -> Vec<Entry> {
    values
        .into_iter()
        .filter_map(|(id, value)| {
            let field = def.field(id)?;
            let text = search_text(field, value);
            (!text.trim().is_empty()).then_some(Entry {
                field: id,
                weight: field.search,
                text,
            })
        })
        .collect()
}

/// A record that matches; why is said by [`Index::reasons`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: RecordId,
    /// Number of its kind.
    pub kind: u16,
    /// Rank: greater is better; comparable within one query only.
    pub score: u32,
}

/// What a query asks for besides its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Numbers of the kinds wanted; empty wants all.
    pub kinds: &'a [u16],
}

impl Filter<'_> {
    fn takes(&self, kind: u16) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// What a query finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// How many records of each kind, whatever the filter wants: the most first, then by number.
    pub kinds: Vec<(u16, usize)>,
    /// Records, best first.
    pub hits: Vec<Hit>,
}

/// The index.
#[derive(Debug, Default)]
pub struct Index {
    slots: Vec<Option<Doc>>,
    free: Vec<u32>,
    slot_by_record: BTreeMap<RecordId, u32>,
    words: BTreeMap<String, Postings>,
}

#[derive(Debug)]
struct Doc {
    record: RecordId,
    kind: u16,
    title: String,
    entries: Vec<Entry>,
}

/// The best documents so far, best first. A letter finds nearly everything: sorting all of it for the few that are shown
/// would make typing slow.
struct Best<'d>(Vec<(u32, &'d Doc)>, usize);

impl<'d> Best<'d> {
    const fn new(count_max: usize) -> Self {
        Self(Vec::new(), count_max)
    }

    fn offer(&mut self, score: u32, doc: &'d Doc) {
        let is_behind = |(other_score, other): &(u32, &Doc)| {
            let rank = other_score.cmp(&score).reverse();
            let rank = rank.then_with(|| other.title.cmp(&doc.title));
            rank.then(other.record.cmp(&doc.record)).is_lt()
        };
        if self.0.len() >= self.1 && self.0.last().is_none_or(is_behind) {
            return;
        }
        let place = self.0.partition_point(is_behind);
        self.0.insert(place, (score, doc));
        self.0.truncate(self.1);
    }
}

impl Index {
    /// Makes an empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slot_by_record.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slot_by_record.is_empty()
    }

    /// Puts a record in, or replaces it.
    pub fn put(&mut self, record: RecordId, kind: u16, entries: Vec<Entry>) {
        self.remove(record);
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        for (form, weight) in forms(&entries) {
            self.words.entry(form).or_default().add(slot, weight);
        }
        let title = entries
            .iter()
            .max_by_key(|entry| entry.weight)
            .map(|entry| fold::fold(&entry.text).short)
            .unwrap_or_default();
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some(Doc {
                record,
                kind,
                title,
                entries,
            });
            self.slot_by_record.insert(record, slot);
        }
    }

    /// Takes a record out; nothing happens if it is not in.
    pub fn remove(&mut self, record: RecordId) {
        let Some(slot) = self.slot_by_record.remove(&record) else {
            return;
        };
        let Some(doc) = self.slots.get_mut(slot as usize).and_then(Option::take) else {
            return;
        };
        for form in forms(&doc.entries).into_keys() {
            if let Some(postings) = self.words.get_mut(&form) {
                postings.remove(slot);
                if postings.is_empty() {
                    self.words.remove(&form);
                }
            }
        }
        self.free.push(slot);
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Finds records, best first, at most `count_max`, and says how many of each kind there are in all. A query without
    /// a word finds nothing. Why a record matches is asked for those that are shown ([`Self::reasons`]): to mark the words of
    /// fifty costs more than to find them.
    #[must_use]
    pub fn find(&self, query: &str, filter: Filter<'_>, count_max: usize) -> Found {
        let wanted = wanted(query);
        let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
        let mut best = Best::new(count_max);
        for (score, doc) in self.rank(&wanted, Filter::default()) {
            *counts.entry(doc.kind).or_default() += 1;
            if filter.takes(doc.kind) {
                best.offer(score, doc);
            }
        }
        let mut kinds: Vec<_> = counts.into_iter().collect();
        kinds.sort_by_key(|(kind, count)| (core::cmp::Reverse(*count), *kind));
        let hits = best.0.into_iter().map(|(score, doc)| Hit {
            record: doc.record,
            kind: doc.kind,
            score,
        });
        Found {
            kinds,
            hits: hits.collect(),
        }
    }

    /// Says why a query finds a record: one piece per matching field, best first. None if the record is not in.
    #[must_use]
    pub fn reasons(&self, query: &str, record: RecordId) -> Vec<Piece> {
        let slot = self.slot_by_record.get(&record);
        let doc = slot.and_then(|slot| self.slots.get(*slot as usize)?.as_ref());
        doc.map_or_else(Vec::new, |doc| piece::reasons(&doc.entries, &wanted(query)))
    }

    /// Returns every record of a kind that a query finds, in no order: what a list shows of itself.
    #[must_use]
    pub fn matching(&self, query: &str, kind: u16) -> Vec<RecordId> {
        let kinds = [kind];
        let found = self.rank(&wanted(query), Filter { kinds: &kinds });
        found.into_iter().map(|(_, doc)| doc.record).collect()
    }

    /// Finds records of a kind whose title shares at least half of its words (or of those typed) with `title`, for
    /// the hint that something exists already; the most similar first. Words of one to three letters do not count, nor do
    /// those that stand in most titles, like the name of the town. Slips of the pen are looked over ([`alike`]).
    #[must_use]
    pub fn similar(&self, title: &str, kind: u16, count_max: usize) -> Vec<RecordId> {
        let titles: Vec<(Vec<NameWord>, &Doc)> = self
            .slots
            .iter()
            .flatten()
            .filter(|doc| doc.kind == kind)
            .map(|doc| (long_words(&doc.title), doc))
            .collect();
        let typed: Vec<NameWord> = long_words(title)
            .into_iter()
            .filter(|word| {
                let with = titles
                    .iter()
                    .filter(|(theirs, _)| theirs.iter().any(|it| is_alike(word, it)));
                titles.len() < USUAL_TITLES_MIN || with.count() * 2 < titles.len()
            })
            .collect();
        let mut found: Vec<(usize, &Doc)> = titles
            .iter()
            .filter_map(|(theirs, doc)| {
                let shared = typed
                    .iter()
                    .filter(|word| theirs.iter().any(|other| is_alike(word, other)))
                    .count();
                let fewer = typed.len().min(theirs.len());
                (shared > 0 && shared * 2 >= fewer).then_some((shared, *doc))
            })
            .collect();
        found.sort_by(|(a_shared, a), (b_shared, b)| {
            b_shared
                .cmp(a_shared)
                .then_with(|| a.title.cmp(&b.title))
                .then(a.record.cmp(&b.record))
        });
        found
            .into_iter()
            .take(count_max)
            .map(|(_, doc)| doc.record)
            .collect()
    }

    fn rank(&self, wanted: &[Folded], filter: Filter<'_>) -> Vec<(u32, &Doc)> {
        let mut sums: Vec<u32> = Vec::new();
        let mut best = vec![0_u32; self.slots.len()];
        for (turn, word) in wanted.iter().enumerate() {
            best.fill(0);
            self.score_word(word, &mut best);
            if turn == 0 {
                sums.clone_from(&best);
            } else {
                for (sum, best) in sums.iter_mut().zip(&best) {
                    *sum = if *sum == 0 || *best == 0 {
                        0
                    } else {
                        *sum + best
                    };
                }
            }
        }
        let phrase: Vec<&str> = wanted.iter().map(|word| word.short.as_str()).collect();
        let phrase = phrase.join(" ");
        sums.into_iter()
            .zip(&self.slots)
            .filter_map(|(sum, doc)| {
                let doc = doc.as_ref().filter(|_| sum > 0)?;
                // A title that is or begins with what was typed comes first.
                let bonus = if doc.title == phrase {
                    20
                } else if doc.title.starts_with(&phrase) {
                    10
                } else {
                    0
                };
                filter.takes(doc.kind).then_some((sum + bonus, doc))
            })
            .collect()
    }

    /// Notes for each slot the best match of one wanted word.
    fn score_word(&self, wanted: &Folded, best: &mut [u32]) {
        for form in wanted.forms() {
            let from = form.to_owned();
            let with_prefix = self
                .words
                .range(from..)
                .take_while(|(word, _)| word.starts_with(form));
            for (word, postings) in with_prefix {
                let quality = if word == form {
                    Match::Whole
                } else {
                    Match::Beginning
                };
                postings.score(quality.points(), best);
            }
            if form.chars().count() >= INSIDE_LETTERS_MIN {
                let inside = self
                    .words
                    .iter()
                    .filter(|(word, _)| is_inside(form.as_bytes(), word.as_bytes()));
                for (_, postings) in inside {
                    postings.score(Match::Inside.points(), best);
                }
            }
        }
    }
}

/// Whether a part stands in a longer word, not only at its beginning. Called for every word there is with every letter
/// that is typed; `str::contains` prepares itself for each word anew, which costs more than looking.
fn is_inside(part: &[u8], word: &[u8]) -> bool {
    let Some((first, rest)) = part.split_first() else {
        return false;
    };
    let Some(last_start) = word.len().checked_sub(part.len()) else {
        return false;
    };
    word.iter()
        .enumerate()
        .take(last_start + 1)
        .skip(1)
        .any(|(at, byte)| {
            byte == first && word.get(at + 1..).is_some_and(|it| it.starts_with(rest))
        })
}

/// The words of a query that are looked at.
fn wanted(query: &str) -> Vec<Folded> {
    let words = fold::words(query).into_iter().map(|word| word.folded);
    words.take(QUERY_WORDS_MAX).collect()
}

/// How well a wanted word fits a word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Match {
    /// Somewhere inside.
    Inside,
    /// At its beginning.
    Beginning,
    /// The whole word.
    Whole,
}

impl Match {
    /// Points, to be multiplied with the weight of the field.
    const fn points(self) -> u32 {
        match self {
            Self::Inside => 2,
            Self::Beginning => 4,
            Self::Whole => 6,
        }
    }

    /// Judges one word of a text; the same rule as the index follows.
    fn of(word: &Folded, wanted: &Folded) -> Option<Self> {
        word.forms()
            .flat_map(|form| wanted.forms().map(move |part| (form, part)))
            .filter_map(|(form, part)| {
                if form == part {
                    Some(Self::Whole)
                } else if form.starts_with(part) {
                    Some(Self::Beginning)
                } else {
                    (part.chars().count() >= INSIDE_LETTERS_MIN && form.contains(part))
                        .then_some(Self::Inside)
                }
            })
            .max()
    }
}

/// Every form of every word, with the greatest weight it has in the record.
fn forms(entries: &[Entry]) -> BTreeMap<String, u8> {
    let mut found = BTreeMap::new();
    for entry in entries {
        for word in fold::words(&entry.text) {
            for form in word.folded.forms() {
                let weight = found.entry(form.to_owned()).or_insert(0);
                *weight = entry.weight.max(*weight);
            }
        }
    }
    found
}

/// Titles from which on a word can be too usual to tell them apart.
const USUAL_TITLES_MIN: usize = 8;
/// Letters from which a word counts for similarity.
const SIMILAR_LETTERS_MIN: usize = 4;

fn long_words(title: &str) -> Vec<NameWord> {
    let mut words = alike::name_words(title);
    words.retain(|word| word.letters() >= SIMILAR_LETTERS_MIN);
    words
}

/// Whether two words may mean the same, or one begins with the other, in any of their forms.
fn is_alike(one: &NameWord, other: &NameWord) -> bool {
    alike::same_word(one, other) || one.begins(other) || other.begins(one)
}

#[cfg(test)]
mod tests;
