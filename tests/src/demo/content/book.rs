//! The book the demo is written into: values as the lists say them, records with the day they stand at, files that hang on them.

use super::chronicle::{self, Line};
use crate::demo::files::{Attachment, ToSend, attach};
use crate::headless::{Headless, SystemEntropy, now_ms};
use anyhow::{Context as _, Result};
use shared::crypto::Entropy as _;
use shared::ids::{RecordId, SpaceId};
use shared::lists::{Meaning, led_by};
use shared::merge::{Edit, element_id};
use shared::records::{FieldKind, Led, RecordDef, by_key};
use shared::text::dates;
use shared::value::Value;

/// A day, milliseconds.
pub(super) const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A value as it stands in the lists below.
pub(super) enum Say {
    /// A text or the key of a choice or state.
    Text(&'static str),
    /// A number, also what a counter starts with.
    Number(i64),
    /// Days from today.
    Day(i32),
    /// Days from today, and a time on the clock of the place.
    At(i32, u16),
    /// A link to another record.
    To(RecordId),
    /// Keys of several choices.
    Keys(&'static [&'static str]),
    /// Links to several records.
    ToAll(Vec<RecordId>),
    /// Yes or no.
    Yes(bool),
}
use Say::{At, Day, Keys, Number, Text, To, ToAll, Yes};

/// Fields by key.
pub(super) type Fields<'a> = &'a [(&'a str, Say)];

/// What is written, record by record, and put down in the order of its time.
pub(super) struct Book<'a> {
    founder: &'a mut Headless,
    today: i32,
    /// The day from which on entries that tell no day are spread.
    pub(super) oldest: i32,
    /// What is to be written, with its time.
    lines: Vec<Line>,
    /// Files whose chunks the server does not have yet.
    to_send: Vec<ToSend>,
}

impl<'a> Book<'a> {
    pub(super) fn open(founder: &'a mut Headless, oldest: i32) -> Result<Self> {
        Ok(Self {
            founder,
            today: i32::try_from(now_ms() / DAY_MS)?,
            oldest,
            lines: Vec::new(),
            to_send: Vec::new(),
        })
    }

    /// A file hangs on a record that stands in the book: it was attached when the last was written there.
    pub(super) fn attach(
        &mut self,
        record: (SpaceId, &str, RecordId),
        attachment: &Attachment,
    ) -> Result<()> {
        let (space, kind, record) = record;
        let def = by_key(kind).context("no such kind")?;
        let (sealed, edit) = attach(space, def, attachment)?;
        self.to_send.push((space, sealed));
        let mut lines = self.lines.iter().rev();
        let last = lines.find(|line| line.record == record);
        let at_ms = last.map_or(0, |line| line.at_ms);
        self.lines.push(Line {
            at_ms,
            space,
            def,
            record,
            edits: vec![edit],
        });
        Ok(())
    }

    /// Writes everything in the order of its time, and returns the files to send.
    pub(super) fn close(mut self) -> Result<Vec<ToSend>> {
        let now = now_ms();
        let midnight = u64::try_from(self.today)? * DAY_MS;
        self.lines.sort_by_key(|line| line.at_ms);
        for line in self.lines {
            let at_ms = midnight.saturating_add_signed(line.at_ms).min(now);
            let mut edits = line.edits;
            for edit in &mut edits {
                if let Edit::Set { field, prev, .. } = edit {
                    let record = self.founder.record(line.space, line.record);
                    *prev = record.map_or_else(Vec::new, |record| record.dots(*field));
                }
            }
            let changes = [(line.def.id, line.record, edits)];
            let mut rng = SystemEntropy;
            let writes = self
                .founder
                .device
                .write(line.space, &changes, at_ms, &mut rng)?;
            self.founder.rows.commit(&writes);
        }
        Ok(self.to_send)
    }

    pub(super) fn put(
        &mut self,
        space: SpaceId,
        kind: &str,
        fields: Fields<'_>,
    ) -> Result<RecordId> {
        let (def, edits) = self.edits(kind, fields)?;
        let record = match Meaning::in_edits(def, &edits) {
            Some(meaning) => meaning.name(def, 0),
            None => RecordId(SystemEntropy.make_id()),
        };
        self.plan((space, def, record), edits);
        Ok(record)
    }

    pub(super) fn put_as(
        &mut self,
        space: SpaceId,
        kind: &str,
        record: RecordId,
        fields: Fields<'_>,
    ) -> Result<()> {
        let (def, edits) = self.edits(kind, fields)?;
        self.plan((space, def, record), edits);
        Ok(())
    }

    fn plan(&mut self, record: (SpaceId, &'static RecordDef, RecordId), edits: Vec<Edit>) {
        let spread = (self.oldest, self.lines.len());
        self.lines
            .extend(chronicle::plan(record, edits, self.today, spread));
    }

    fn edits(&self, kind: &str, fields: Fields<'_>) -> Result<(&'static RecordDef, Vec<Edit>)> {
        let def = by_key(kind).with_context(|| format!("no record kind {kind}"))?;
        let mut edits = Vec::new();
        for (key, say) in fields {
            self.edit(def, key, say, &mut edits)?;
        }
        // Whoever tries the demo may change everything in it: nobody else is there to ask.
        if def.led == Led::ByPerson {
            edits.push(led_by(None));
        }
        Ok((def, edits))
    }

    fn edit(&self, def: &RecordDef, key: &str, say: &Say, edits: &mut Vec<Edit>) -> Result<()> {
        let field = def
            .field_by_key(key)
            .with_context(|| format!("no field {key} in {}", def.key))?;
        let value = match say {
            Text(text) => {
                check_choice(&field.kind, text).with_context(|| format!("{}.{key}", def.key))?;
                Value::Text((*text).to_owned())
            }
            Number(number) if matches!(field.kind, FieldKind::Counter) => {
                edits.push(Edit::Add {
                    field: field.id,
                    amount: *number,
                });
                return Ok(());
            }
            Number(number) => Value::Int(*number),
            Day(days) => Value::Date(self.today + days),
            At(days, minute) => Value::DateTime(dates::join(self.today + days, *minute)),
            To(record) => Value::Link(*record),
            Yes(yes) => Value::Bool(*yes),
            ToAll(records) => {
                edits.extend(records.iter().map(|record| Edit::Put {
                    field: field.id,
                    element: *record.as_bytes(),
                    value: Value::Link(*record),
                }));
                return Ok(());
            }
            Keys(keys) => {
                for key in *keys {
                    check_choice(&field.kind, key)
                        .with_context(|| format!("{}.{}", def.key, field.key))?;
                    let value = Value::Text((*key).to_owned());
                    edits.push(Edit::Put {
                        field: field.id,
                        element: element_id(key),
                        value,
                    });
                }
                return Ok(());
            }
        };
        edits.push(Edit::Set {
            field: field.id,
            value,
            prev: Vec::new(),
        });
        Ok(())
    }
}

/// A demo with a key that no list has would show "newer entry".
fn check_choice(kind: &FieldKind, key: &str) -> Result<()> {
    let known = match kind {
        FieldKind::Choice { choices } | FieldKind::Choices { choices, .. } => {
            choices.iter().any(|choice| choice.key == key)
        }
        FieldKind::State { states } => states.iter().any(|state| state.key == key),
        _ => true,
    };
    anyhow::ensure!(known, "no choice {key}");
    Ok(())
}
