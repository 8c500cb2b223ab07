//! The way back from two records that were united, also long after: what was written and what was there before, as it is kept
//! on the device that united them, and what parting them writes.

use crate::ids::RecordId;
use crate::merge::{Edit, RecordState};
use crate::value::Value;

/// Two records that were united.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// The record that stays.
    pub into: RecordId,
    /// The record that went to the Papierkorb.
    pub from: RecordId,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
    /// What was written where, and what was there before.
    pub steps: Vec<Step>,
}

/// One write of uniting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// In which record.
    pub record: RecordId,
    /// In which field.
    pub field: u16,
    /// What.
    pub done: Done,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// Put a value in the place of another.
    Set {
        /// What was written.
        wrote: Value,
        /// What was there.
        before: Value,
    },
    /// Put an element into a set.
    Put([u8; 16]),
    /// Took an element out of a set.
    Took([u8; 16], Value),
}

/// Returns what `edits`, made on `before`, did.
#[must_use]
pub fn steps(record: RecordId, edits: &[Edit], before: &RecordState) -> Vec<Step> {
    let step = |field: u16, done| Step {
        record,
        field,
        done,
    };
    edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Set { field, value, .. } => {
                let was = before.value(*field).cloned().unwrap_or(Value::Null);
                let wrote = value.clone();
                Some(step(*field, Done::Set { wrote, before: was }))
            }
            Edit::Put { field, element, .. } => Some(step(*field, Done::Put(*element))),
            Edit::Take { field, element } => {
                let value = before.element(*field, element)?.value.clone();
                Some(step(*field, Done::Took(*element, value)))
            }
            Edit::Add { .. } | Edit::Trash | Edit::Restore => None,
        })
        .collect()
}

/// Returns the edits that take the steps in a record that is `now` back. What somebody changed since is theirs.
#[must_use]
pub fn part(steps: &[Step], record: RecordId, now: &RecordState) -> Vec<Edit> {
    steps
        .iter()
        .filter(|step| step.record == record)
        .filter_map(|step| {
            let field = step.field;
            match &step.done {
                Done::Set { wrote, before } => {
                    (now.value(field) == Some(wrote)).then(|| Edit::Set {
                        field,
                        value: before.clone(),
                        prev: now.dots(field),
                    })
                }
                Done::Put(element) => Some(Edit::Take {
                    field,
                    element: *element,
                }),
                Done::Took(element, value) => Some(Edit::Put {
                    field,
                    element: *element,
                    value: value.clone(),
                }),
            }
        })
        .collect()
}

/// Number of the pieces that are no field.
const HEAD: u16 = 0;

impl Union {
    /// Returns the records that were written to, each once.
    #[must_use]
    pub fn written(&self) -> Vec<RecordId> {
        let mut all: Vec<RecordId> = self.steps.iter().map(|step| step.record).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Writes it as pairs of field and value, as a device keeps them. The form never changes, it stands in stored rows.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(u16, Value)> {
        let at = i64::try_from(self.at_ms).unwrap_or(i64::MAX);
        let mut pairs = vec![
            (HEAD, Value::Link(self.into)),
            (HEAD, Value::Link(self.from)),
            (HEAD, Value::Int(at)),
        ];
        for step in &self.steps {
            let bytes = |element: &[u8; 16]| Value::Bytes(element.to_vec());
            let (sort, what, more) = match &step.done {
                Done::Set { wrote, before } => (1, wrote.clone(), before.clone()),
                Done::Put(element) => (2, bytes(element), Value::Null),
                Done::Took(element, value) => (3, bytes(element), value.clone()),
            };
            pairs.push((step.field, Value::Link(step.record)));
            pairs.extend([(sort, what), (HEAD, more)]);
        }
        pairs
    }

    /// Reads what [`Union::to_pairs`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_pairs(pairs: &[(u16, Value)]) -> Option<Self> {
        let (head, rest) = pairs.split_at_checked(3)?;
        let [
            (_, Value::Link(into)),
            (_, Value::Link(from)),
            (_, Value::Int(at)),
        ] = head
        else {
            return None;
        };
        let steps = rest.chunks(3).map(step_of).collect::<Option<Vec<Step>>>()?;
        Some(Self {
            into: *into,
            from: *from,
            at_ms: u64::try_from(*at).ok()?,
            steps,
        })
    }
}

fn step_of(pieces: &[(u16, Value)]) -> Option<Step> {
    let [(field, Value::Link(record)), (sort, what), (_, more)] = pieces else {
        return None;
    };
    let element = || match what {
        Value::Bytes(bytes) => <[u8; 16]>::try_from(bytes.as_slice()).ok(),
        _ => None,
    };
    let done = match sort {
        1 => Done::Set {
            wrote: what.clone(),
            before: more.clone(),
        },
        2 => Done::Put(element()?),
        3 => Done::Took(element()?, more.clone()),
        _ => return None,
    };
    Some(Step {
        record: *record,
        field: *field,
        done,
    })
}
