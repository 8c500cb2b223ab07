//! Giving a record to the network is a release: chosen fields are copied, and what looks like a name stays where it was. The
//! former record goes to the Papierkorb of its town; what referred to it refers to the joint one from then on.
//!
//! The id of the joint record follows from the former one. So two phones of a town that share one record at once make one, and
//! what somebody still hangs on the former one without signal is found again.

use super::{TOWNS, owners};
use crate::ids::RecordId;
use crate::lists::point_to;
use crate::merge::{Edit, RecordState, derived_record};
use crate::records::{FieldDef, FieldKind, Joint, RecordDef, Required, Shape};
use crate::value::{Value, names_guard};

/// Tells the joint record from everything else that is derived from the former one.
const JOINT_KEY: &str = "gemeinsam";

/// What giving a record to the network makes.
#[derive(Debug, Default)]
pub struct Release {
    /// What the joint record is made of.
    pub edits: Vec<Edit>,
    /// Fields that go along.
    pub released: Vec<&'static FieldDef>,
    /// Fields that stay because something in them looks like a name or a number of a person.
    pub held_back: Vec<&'static FieldDef>,
}

impl Release {
    /// Whether what stays is what the record cannot be without: then nothing can be released.
    #[must_use]
    pub fn lacks_something(&self) -> bool {
        let mut held = self.held_back.iter();
        held.any(|field| field.required == Required::Yes)
    }
}

/// Returns the id of the joint record that is made out of one.
#[must_use]
pub fn id_of(def: &RecordDef, record: RecordId) -> RecordId {
    derived_record(record, def.id, JOINT_KEY)
}

/// Returns the one of `records` a joint record was made out of.
#[must_use]
pub fn former(
    def: &RecordDef,
    joint: RecordId,
    records: impl IntoIterator<Item = RecordId>,
) -> Option<RecordId> {
    let mut records = records.into_iter();
    records.find(|record| id_of(def, *record) == joint)
}

/// Plans the release of a record for these towns; nothing for a kind that cannot be joint.
///
/// `before` is the joint record as it is, if it was there already. Shared and taken back, it is written anew; shared from another
/// phone just now, what it says stays.
#[must_use]
pub fn release(
    def: &RecordDef,
    record: &RecordState,
    towns: &[RecordId],
    before: Option<&RecordState>,
) -> Release {
    let mut release = Release::default();
    let Some(joint) = def.joint else {
        return release;
    };
    let empty = RecordState::default();
    let anew = before.is_none_or(RecordState::trashed);
    let before = before.unwrap_or(&empty);
    if before.trashed() {
        release.edits.push(Edit::Restore);
    }
    let fields = joint
        .released
        .iter()
        .filter_map(|key| def.field_by_key(key));
    for field in fields {
        let mut values = copied(record, field);
        let named = values
            .iter()
            .any(|(_, value)| names_somebody(joint, field, value));
        match (values.is_empty(), named) {
            (true, _) => {}
            (false, true) => {
                release.held_back.push(field);
                values.clear();
            }
            (false, false) => release.released.push(field),
        }
        if anew || !says_something(before, field) {
            release.edits.extend(put(before, field, values));
        }
    }
    let towns = towns.iter().map(|town| (*town.as_bytes(), *town));
    let towns = towns.map(|(element, town)| (Some(element), Value::Link(town)));
    if let Some(field) = def.field_by_key(TOWNS) {
        let before = if anew { before } else { &empty };
        release.edits.extend(put(before, field, towns.collect()));
    }
    release
}

/// A value with the element it is, in a set.
type Copied = (Option<[u8; 16]>, Value);

fn copied(record: &RecordState, field: &FieldDef) -> Vec<Copied> {
    match field.kind.shape() {
        Shape::One => record
            .value(field.id)
            .filter(|value| !value.is_empty())
            .map(|value| (None, value.clone()))
            .into_iter()
            .collect(),
        Shape::Set => record
            .elements(field.id)
            .into_iter()
            .map(|(element, value)| (Some(*element), value.clone()))
            .collect(),
        Shape::Counter | Shape::Entries | Shape::Files => Vec::new(),
    }
}

fn says_something(record: &RecordState, field: &FieldDef) -> bool {
    !copied(record, field).is_empty()
}

/// Returns what gives a field these values and no others.
fn put(before: &RecordState, field: &FieldDef, values: Vec<Copied>) -> Vec<Edit> {
    let field_id = field.id;
    let gone = copied(before, field)
        .into_iter()
        .filter(|(element, _)| values.iter().all(|(kept, _)| kept != element))
        .map(|(element, _)| (element, Value::Null));
    let gone: Vec<Copied> = gone.collect();
    let edits = values.into_iter().chain(gone);
    edits
        .map(|(element, value)| match element {
            None => Edit::Set {
                field: field_id,
                value,
                prev: before.dots(field_id),
            },
            Some(element) if value == Value::Null => Edit::Take {
                field: field_id,
                element,
            },
            Some(element) => Edit::Put {
                field: field_id,
                element,
                value,
            },
        })
        .collect()
}

fn names_somebody(joint: &Joint, field: &FieldDef, value: &Value) -> bool {
    let free = matches!(
        field.kind,
        FieldKind::Text { .. } | FieldKind::LongText { .. }
    );
    match value {
        Value::Text(text) if free && !joint.functions.contains(&field.key) => {
            !names_guard::find(text).is_empty()
        }
        _ => false,
    }
}

/// A record that may refer to what moves, and whether this device may write it.
pub type Referring<'r> = (RecordId, &'static RecordDef, &'r RecordState, bool);

/// Returns what leads everything that refers to one record to another, and how many records stay as they are.
///
/// Those this device may only read: a single refusal would leave the rest half done.
#[must_use]
pub fn lead<'r>(
    from: RecordId,
    to: RecordId,
    records: impl IntoIterator<Item = Referring<'r>>,
) -> (Vec<(RecordId, Vec<Edit>)>, usize) {
    let mut writes = Vec::new();
    let mut left = 0;
    for (id, def, record, may_write) in records {
        let edits = point_to(def, record, from, to);
        match (edits.is_empty(), may_write) {
            (true, _) => {}
            (false, false) => left += 1,
            (false, true) => writes.push((id, edits)),
        }
    }
    (writes, left)
}

/// Whether something was written at the record that does not move.
#[must_use]
pub fn is_too_late<'r>(
    def: &RecordDef,
    record: RecordId,
    records: impl IntoIterator<Item = (&'static RecordDef, &'r RecordState)>,
) -> bool {
    let fixed = |kind: &RecordDef| {
        def.joint
            .is_some_and(|joint| joint.fixed.contains(&kind.key))
    };
    let mut records = records.into_iter();
    records.any(|(kind, state)| fixed(kind) && owners(kind, state).contains(&record))
}
