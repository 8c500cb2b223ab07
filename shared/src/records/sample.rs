//! Made-up records of any kind, for tests: the same seed gives the same record. Every value is one a person could have
//! entered, so validation has nothing to say about it.

use super::{FieldDef, FieldKind, RecordDef, Rule, StateDef};
use crate::blob::{BlobKey, FileKind, FileRef};
use crate::ids::{Hash, RecordId};
use crate::text::dates;
use crate::value::Value;
use crate::value::validate::is_asked;

/// Words of the invented texts.
const WORDS: &[&str] = &[
    "Rathaus",
    "Bürger*innen",
    "Treffen",
    "Verein",
    "Jugend",
    "Straße",
    "Bündnis",
    "Gespräch",
    "Markt",
    "Wjesoła",
    "póndźela",
    "Küchentisch",
    "Feuerwehrhaus",
    "Ortsteil",
    "Plakat",
    "Größe",
];

/// Makes the values of a record: every field that is asked for, sets with up to three elements.
#[must_use]
pub fn sample(def: &RecordDef, seed: u64) -> Vec<(u16, Value)> {
    let mut random = Random(seed ^ (u64::from(def.id) << 32));
    let mut values = Vec::new();
    for field in def.fields {
        if is_asked(def, field, &values) {
            values.extend(
                field_values(field, &mut random)
                    .into_iter()
                    .map(|value| (field.id, value)),
            );
        }
    }
    // One rule may push a day past another's: as many rounds as there are rules settle it.
    for _ in def.rules {
        keep_rules(def, &mut values);
    }
    values
}

fn field_values(field: &FieldDef, random: &mut Random) -> Vec<Value> {
    match field.kind {
        FieldKind::Text { chars_max } => {
            vec![Value::Text(text(random, usize::from(chars_max), 40))]
        }
        FieldKind::LongText { chars_max } => {
            vec![Value::Text(text(random, usize::from(chars_max), 160))]
        }
        FieldKind::Number { min, max, .. } => {
            vec![Value::Int(min + random.below_i64(max - min + 1))]
        }
        FieldKind::Money => vec![Value::Int(random.below_i64(1_000_000))],
        FieldKind::Counter => vec![Value::Int(random.below_i64(300))],
        FieldKind::YesNo => vec![Value::Bool(random.below(2) == 1)],
        FieldKind::Date => vec![Value::Date(day(random))],
        FieldKind::DateTime => {
            let minute = u16::try_from(random.below(96) * 15).unwrap_or(0);
            vec![Value::DateTime(dates::join(day(random), minute))]
        }
        FieldKind::Choice { choices } => random
            .pick(choices)
            .map(|choice| Value::Text(choice.key.to_owned()))
            .into_iter()
            .collect(),
        FieldKind::State { states } => random
            .pick(states)
            .map(|state: &StateDef| Value::Text(state.key.to_owned()))
            .into_iter()
            .collect(),
        FieldKind::Choices { choices, count_max } => {
            let count = if count_max == 0 {
                3
            } else {
                usize::from(count_max).min(3)
            };
            // Neighbours in the list: distinct without drawing again.
            let from = random.below(choices.len());
            let keys = choices
                .iter()
                .cycle()
                .skip(from)
                .take(count.min(choices.len()));
            keys.map(|choice| Value::Text(choice.key.to_owned()))
                .collect()
        }
        FieldKind::Link { .. } => vec![Value::Link(random.record())],
        FieldKind::Links { .. } => vec![Value::Link(random.record()), Value::Link(random.record())],
        FieldKind::Corrections { .. } => vec![Value::Correction {
            field: 10,
            amount: -1 - random.below_i64(5),
            reason: text(random, 100, 20),
        }],
        FieldKind::Files => vec![Value::File(Box::new(FileRef {
            kind: FileKind::Photo,
            name: Hash([7; 32]),
            key: BlobKey([9; 32]),
            sha256: Hash([8; 32]),
            bytes: 200_000 + u32::try_from(random.below(90_000)).unwrap_or(0),
            preview_bytes: 9_000,
            extent: (1600, 1200),
            title: String::new(),
        }))],
        FieldKind::Ags => random
            .pick(crate::kommunen::all())
            .map(|found| Value::Text(found.ags.to_owned()))
            .into_iter()
            .collect(),
        FieldKind::Phone => vec![Value::Text(format!(
            "03591 {}",
            10_000 + random.below(80_000)
        ))],
        FieldKind::Email => vec![Value::Text(format!(
            "post{}@example.org",
            random.below(1000)
        ))],
        FieldKind::Url => vec![Value::Text(format!(
            "https://example.org/{}",
            random.below(1000)
        ))],
    }
}

/// Puts days in the order the rules ask for.
fn keep_rules(def: &RecordDef, values: &mut [(u16, Value)]) {
    for rule in def.rules {
        let (from, to, months) = match rule {
            Rule::Order { from, to } => (from, to, 0),
            Rule::MonthsAtLeast { from, to, months } => (from, to, i32::from(*months)),
        };
        let number = |key: &str| def.field_by_key(key).map(|field| field.id);
        let first = values
            .iter()
            .find(|(id, _)| Some(*id) == number(from))
            .map(|(_, value)| value.clone());
        let later = match first {
            Some(Value::Date(days)) => dates::add_months(days, months).unwrap_or(days),
            Some(Value::DateTime(minutes)) => dates::split(minutes).0.saturating_add(1),
            _ => continue,
        };
        for (_, value) in values.iter_mut().filter(|(id, _)| Some(*id) == number(to)) {
            match value {
                Value::Date(days) => *days = (*days).max(later),
                Value::DateTime(minutes) => *minutes = (*minutes).max(dates::join(later, 12 * 60)),
                _ => {}
            }
        }
    }
}

/// A day of 2026.
fn day(random: &mut Random) -> i32 {
    dates::day_number(2026, 1, 1).unwrap_or(0) + i32::try_from(random.below(365)).unwrap_or(0)
}

fn text(random: &mut Random, chars_max: usize, chars_wanted: usize) -> String {
    let mut text = String::new();
    while text.chars().count() < chars_wanted.min(chars_max) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(random.pick(WORDS).copied().unwrap_or_default());
    }
    text.chars()
        .take(chars_max)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Splitmix64: small, and good enough for made-up records.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn below_i64(&mut self, end: i64) -> i64 {
        i64::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }

    fn record(&mut self) -> RecordId {
        let mut bytes = [0; 16];
        for (byte, random) in bytes
            .iter_mut()
            .zip(self.next().to_be_bytes().into_iter().cycle())
        {
            *byte = random;
        }
        RecordId(bytes)
    }
}
