//! The way back from two records that were united, on every device and also long after: each record that was written to holds a
//! mark with what was written and what was there before. The mark is an element of a set like any other, so the log says who
//! put it there and who took it away again.

use crate::ids::RecordId;
use crate::merge::{Edit, RecordState, Sub, Version, element_id};
use crate::value::Value;

/// Field number of the marks. No kind has a field of this number.
pub const UNITED: u16 = 999;

/// Two records that were united, and what that meant for the record that holds the mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// The record that stays.
    pub into: RecordId,
    /// The record that went to the Papierkorb.
    pub from: RecordId,
    /// What was written, and what was there before.
    pub steps: Vec<Step>,
}

/// That two records were united or parted again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace<'r> {
    /// Which.
    pub union: Union,
    /// Who did it, and when.
    pub version: &'r Version,
    /// They were parted.
    pub parted: bool,
}

/// One write of uniting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
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
fn steps(edits: &[Edit], before: &RecordState) -> Vec<Step> {
    let step = |field: u16, done| Step { field, done };
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

/// Adds to what uniting writes into a record the mark that leads back. They belong into one save: however far uniting gets,
/// what was written can be taken back.
#[must_use]
pub fn mark(
    into: RecordId,
    from: RecordId,
    mut edits: Vec<Edit>,
    before: &RecordState,
) -> Vec<Edit> {
    let union = Union {
        into,
        from,
        steps: steps(&edits, before),
    };
    edits.push(Edit::Put {
        field: UNITED,
        element: union.name(),
        value: union.to_value(),
    });
    edits
}

/// Returns what a record was united with, and not parted from since.
#[must_use]
pub fn unions(record: &RecordState) -> Vec<(Union, &Version)> {
    let marks = record.elements(UNITED).into_iter();
    marks
        .filter_map(|(element, value)| Some((Union::of(value)?, record.element(UNITED, element)?)))
        .collect()
}

/// Returns what parting two records writes into a record; nothing if it holds no mark of theirs. What somebody changed since
/// is theirs.
#[must_use]
pub fn part(union: &Union, record: RecordId, now: &RecordState) -> Vec<Edit> {
    let element = union.name();
    let mark = now.element(UNITED, &element);
    let Some(mark) = mark.and_then(|version| Union::of(&version.value)) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    if record == union.from {
        edits.push(Edit::Restore);
    }
    for Step { field, done } in mark.steps {
        edits.extend(match done {
            Done::Set { wrote, before } => (now.value(field) == Some(&wrote)).then(|| Edit::Set {
                field,
                value: before,
                prev: now.dots(field),
            }),
            Done::Put(element) => Some(Edit::Take { field, element }),
            Done::Took(element, value) => Some(Edit::Put {
                field,
                element,
                value,
            }),
        });
    }
    edits.push(Edit::Take {
        field: UNITED,
        element,
    });
    edits
}

/// Whether a record holds the mark of a union.
#[must_use]
pub fn is_marked(union: &Union, record: &RecordState) -> bool {
    record.element(UNITED, &union.name()).is_some()
}

/// What parting two records would do from one device.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parting {
    /// What it writes, record by record.
    pub writes: Vec<(RecordId, Vec<Edit>)>,
    /// Records that were written to when the two were united, and that this device may only read: they stay as they are until
    /// somebody who may write there parts them from their own page.
    pub left: Vec<RecordId>,
}

/// Returns what parting does to the records a device has, in their order; the `bool` says whether it may write there.
#[must_use]
pub fn parting<'r>(
    union: &Union,
    records: impl IntoIterator<Item = (RecordId, &'r RecordState, bool)>,
) -> Parting {
    let mut parting = Parting::default();
    for (id, record, may_write) in records {
        let edits = part(union, id, record);
        match (edits.is_empty(), may_write) {
            (true, _) => {}
            (false, true) => parting.writes.push((id, edits)),
            (false, false) => parting.left.push(id),
        }
    }
    parting
}

/// Returns every time a record was united and parted, newest first.
#[must_use]
pub fn traces(record: &RecordState) -> Vec<Trace<'_>> {
    let mut traces = Vec::new();
    for ((field, sub), slot) in &record.slots {
        if *field != UNITED || !matches!(sub, Sub::Element(_)) {
            continue;
        }
        let all = || slot.versions.iter().chain(&slot.past);
        let Some(union) = all().find_map(|version| Union::of(&version.value)) else {
            continue;
        };
        traces.extend(all().map(|version| Trace {
            union: union.clone(),
            version,
            parted: version.value == Value::Null,
        }));
    }
    traces.sort_unstable_by_key(|trace| core::cmp::Reverse((trace.version.hlc, trace.version.dot)));
    traces
}

/// Number of the pieces that are no field.
const HEAD: u16 = 0;

impl Union {
    /// Returns the element under which the mark stands in every record.
    fn name(&self) -> [u8; 16] {
        element_id(&format!("{}/{}", self.into, self.from))
    }

    /// Writes it as pieces of field and value. The form never changes, it stands in the log.
    fn to_value(&self) -> Value {
        let mut pieces = vec![
            (HEAD, Value::Link(self.into)),
            (HEAD, Value::Link(self.from)),
        ];
        for step in &self.steps {
            let bytes = |element: &[u8; 16]| Value::Bytes(element.to_vec());
            let (sort, what, more) = match &step.done {
                Done::Set { wrote, before } => (1, wrote.clone(), before.clone()),
                Done::Put(element) => (2, bytes(element), Value::Null),
                Done::Took(element, value) => (3, bytes(element), value.clone()),
            };
            pieces.extend([(step.field, what), (sort, more)]);
        }
        Value::Bytes(minicbor::to_vec(pieces).unwrap_or_default())
    }

    /// Reads what `to_value` wrote; `None` for anything else.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        let Value::Bytes(bytes) = value else {
            return None;
        };
        let pieces: Vec<(u16, Value)> = minicbor::decode(bytes).ok()?;
        let (head, rest) = pieces.split_at_checked(2)?;
        let [(_, Value::Link(into)), (_, Value::Link(from))] = head else {
            return None;
        };
        let steps = rest.chunks(2).map(step_of).collect::<Option<Vec<Step>>>()?;
        Some(Self {
            into: *into,
            from: *from,
            steps,
        })
    }
}

fn step_of(pieces: &[(u16, Value)]) -> Option<Step> {
    let [(field, what), (sort, more)] = pieces else {
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
        field: *field,
        done,
    })
}
