//! The workload of all benchmarks: the same records as in every other measurement of sync systems we compare with.
//!
//! A port of the published generator (mulberry32, seed 1, mean 458 bytes of JSON per record). Its text draws on
//! 40 words and so compresses better than real text. Beside it stand the same records with sentences people
//! wrote: of German authors who died before 1930, so in the public domain.

use serde::Serialize;
use shared::ids::RecordId;
use shared::merge::{Edit, element_id};
use shared::value::Value;

const WORDS: &str = "Rathaus Bürger Treffen Verein Jugend Beratung Plakat Markt Straße Turnhalle Bündnis \
    Gespräch Stadt Vorfall Maßnahme Austausch Familie Abend Schule Kirche Garten Brücke Einladung Helfer Winter \
    Sommer Bericht Antrag Sitzung Förderung Werkstatt Bibliothek Nachbar Begegnung Projekt Woche Termin Material \
    Raum Schlüssel";
const KINDS: &str = "contact alliance event incident measure referral";
const STATUS: &str = "open running done dropped";
const PLACES: &str = "Döbeln Pirna Görlitz Zittau Plauen Torgau Riesa Bautzen";
/// One sentence a line.
const SENTENCES: &str = include_str!("workload/sentences.txt");

/// What the texts of the records are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// Forty words in random order, as every other system was measured with.
    Words,
    /// Sentences people wrote, which compress less.
    Sentences,
}

impl Text {
    /// Returns its name in the figures.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Sentences => "sentences",
        }
    }

    /// Returns the first `n` records of seed 1.
    #[must_use]
    pub fn records(self, n: usize) -> Vec<WorkRecord> {
        let mut records = records(n, 1);
        if self == Self::Sentences {
            let mut draw = Draw { state: 2 };
            let sentences: Vec<&str> = SENTENCES.lines().collect();
            for record in &mut records {
                record.title = draw.sentences(&sentences, 30);
                record.notes = draw.sentences(&sentences, 200);
            }
        }
        records
    }
}

/// One record of the workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkRecord {
    /// A UUID.
    pub id: String,
    /// One of six kinds.
    pub kind: &'static str,
    /// About 30 characters.
    pub title: String,
    /// One of four states.
    pub status: &'static str,
    /// One of eight places.
    pub place: &'static str,
    /// A day of 2026.
    pub date: String,
    /// Two words.
    pub responsible: String,
    /// Below 500.
    pub count: i64,
    /// Three words.
    pub tags: [&'static str; 3],
    /// About 200 characters.
    pub notes: String,
}

/// Returns the first `n` records of a seed.
#[must_use]
pub fn records(n: usize, seed: u32) -> Vec<WorkRecord> {
    let mut draw = Draw { state: seed };
    (0..n).map(|_| draw.record()).collect()
}

/// Numbers of the fields a record of the workload is written to.
const FIELDS: [u16; 8] = [1, 2, 3, 4, 5, 6, 7, 8];
const TAGS: u16 = 9;

impl WorkRecord {
    /// Returns the record's id in a space.
    #[must_use]
    pub fn record(&self) -> RecordId {
        RecordId(element_id(&self.id))
    }

    /// Returns the edits that write the whole record into an empty space.
    #[must_use]
    pub fn edits(&self) -> Vec<Edit> {
        let text = |text: &str| Value::Text(text.to_owned());
        let values = [
            text(&self.title),
            text(self.status),
            text(self.place),
            text(&self.responsible),
            text(&self.notes),
            text(self.kind),
            text(&self.date),
            Value::Int(self.count),
        ];
        let fields = FIELDS.into_iter().zip(values);
        let mut edits: Vec<Edit> = fields
            .map(|(field, value)| Edit::Set {
                field,
                value,
                prev: Vec::new(),
            })
            .collect();
        for tag in self.tags {
            edits.push(Edit::Put {
                field: TAGS,
                element: element_id(tag),
                value: text(tag),
            });
        }
        edits
    }
}

/// Returns edit `j` of client `k` in the storm: which record, which field, which value. Nothing collides.
#[must_use]
pub fn storm_edit(k: usize, j: usize, per_client: usize) -> (usize, u16, Value) {
    let field = FIELDS.get(j % 5).copied().unwrap_or(1);
    (
        k * per_client + j,
        field,
        Value::Text(format!("storm {k}/{j}")),
    )
}

/// The generator mulberry32.
struct Draw {
    state: u32,
}

impl Draw {
    fn next(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x6D2B_79F5);
        let mut t = self.state;
        t = (t ^ (t >> 15)).wrapping_mul(t | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a number from 0 up to a small limit"
    )]
    fn below(&mut self, limit: usize) -> usize {
        (self.next() * limit as f64) as usize
    }

    fn pick(&mut self, list: &'static str) -> &'static str {
        let count = list.split(' ').filter(|word| !word.is_empty()).count();
        let n = self.below(count);
        list.split(' ')
            .filter(|word| !word.is_empty())
            .nth(n)
            .unwrap_or_default()
    }

    fn hex(&mut self, length: usize) -> String {
        (0..length)
            .map(|_| {
                char::from_digit(u32::try_from(self.below(16)).unwrap_or(0), 16).unwrap_or('0')
            })
            .collect()
    }

    fn words(&mut self, length: usize) -> String {
        let mut text = self.pick(WORDS).to_owned();
        while text.chars().count() < length {
            text.push(' ');
            text.push_str(self.pick(WORDS));
        }
        let cut: String = text.chars().take(length).collect();
        cut.trim_end().to_owned()
    }

    fn sentences(&mut self, list: &[&str], length: usize) -> String {
        let mut text = String::new();
        while text.chars().count() < length {
            let place = self.below(list.len());
            text.push_str(list.get(place).copied().unwrap_or("Kein Satz."));
            text.push(' ');
        }
        let cut: String = text.chars().take(length).collect();
        cut.trim_end().to_owned()
    }

    fn record(&mut self) -> WorkRecord {
        let id = [
            self.hex(8),
            self.hex(4),
            format!("4{}", self.hex(3)),
            format!("8{}", self.hex(3)),
            self.hex(12),
        ];
        WorkRecord {
            id: id.join("-"),
            kind: self.pick(KINDS),
            title: self.words(30),
            status: self.pick(STATUS),
            place: self.pick(PLACES),
            date: format!("2026-{:02}-{:02}", 1 + self.below(12), 1 + self.below(28)),
            responsible: format!("{} {}", self.pick(WORDS), self.pick(WORDS)),
            count: i64::try_from(self.below(500)).unwrap_or(0),
            tags: [self.pick(WORDS), self.pick(WORDS), self.pick(WORDS)],
            notes: self.words(200),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};

    #[test]
    fn the_records_are_those_of_the_published_generator() {
        let json = serde_json::to_vec(&records(1000, 1)).unwrap();
        let hash: String = Sha256::digest(json)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            hash,
            "5c5042bc064cc0211489d42d80f831a8ac291a47e7412d137531fa5274204935"
        );
    }

    #[test]
    fn sentences_compress_less_than_words_of_the_same_length() {
        let size = |text: Text| {
            let records = text.records(1000);
            let notes: String = records.iter().map(|record| record.notes.as_str()).collect();
            let mut packed =
                flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            std::io::Write::write_all(&mut packed, notes.as_bytes()).unwrap();
            (notes.chars().count(), packed.finish().unwrap().len())
        };
        let ((words, packed_words), (sentences, packed_sentences)) =
            (size(Text::Words), size(Text::Sentences));
        assert!(words.abs_diff(sentences) < words / 50);
        assert!(packed_sentences > packed_words * 3 / 2);
    }

    #[test]
    fn no_two_edits_of_a_storm_meet() {
        let mut places: Vec<_> = (0..50)
            .flat_map(|k| (0..20).map(move |j| storm_edit(k, j, 20).0))
            .collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 1000);
    }
}
