//! From the changed fields of a form to one write.

use super::entry::Entry;
use crate::error::AppError;
use crate::pages::reading::Reader;
use crate::platform::random::BrowserEntropy;
use crate::state::Edit;
use crate::ui::*;
use shared::crypto::Entropy as _;
use shared::ids::RecordId;
use shared::lists::link_for;
use shared::records::{FieldDef, FieldKind, RecordDef};
use shared::value::Value;

/// What was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The record.
    pub id: RecordId,
    /// Something was written.
    pub wrote: bool,
}

/// Writes what was changed, in one write. Resolves when it is on the disk. A form without changes writes nothing.
///
/// # Errors
///
/// When it could not be stored, or this device may only read. The form keeps what was typed.
pub async fn save(
    def: &'static RecordDef,
    id: Option<RecordId>,
    entries: &[Entry],
    reader: Reader,
) -> Result<Outcome, AppError> {
    let mut edits = Vec::new();
    for entry in entries {
        // Judged before; what cannot be read now was changed in between and is refused like a fault.
        let own = entry
            .edits(def, &mut random_element)
            .map_err(|_| AppError::Bug("form: unreadable field"))?;
        edits.extend(own);
    }
    let records = reader.app.records;
    for edit in &mut edits {
        to_its_field(def, edit, id, reader);
    }
    let wrote = id.is_none() || !edits.is_empty();
    let id = match id {
        Some(id) if wrote => records.write(id, edits).await.map(|()| id)?,
        Some(id) => id,
        None => records.create(def, edits).await?,
    };
    Ok(Outcome { id, wrote })
}

/// A link to anything that has a field of its own in the kind goes there, so that screens made for it find it.
fn to_its_field(def: &'static RecordDef, edit: &mut Edit, id: Option<RecordId>, reader: Reader) {
    let Edit::Set { field, value, prev } = edit else {
        return;
    };
    let any = |field: &FieldDef| matches!(field.kind, FieldKind::AnyLink);
    let (true, Value::Link(target)) = (def.field(*field).is_some_and(any), &*value) else {
        return;
    };
    let target = untrack(|| reader.app.records.get(*target));
    let Some(own) = target.and_then(|target| link_for(def, target.def)) else {
        return;
    };
    let now = id.and_then(|id| untrack(|| reader.app.records.get(id)));
    let now = now.map(|view| view.state);
    let taken = now.as_ref().and_then(|state| state.value(own.id));
    if own.id != *field && taken.is_none_or(Value::is_empty) {
        *field = own.id;
        *prev = now.map(|state| state.dots(own.id)).unwrap_or_default();
    }
}

/// Makes the id of a set element that has no natural one.
pub(crate) fn random_element() -> [u8; 16] {
    let mut bytes = [0; 16];
    BrowserEntropy.fill(&mut bytes);
    bytes
}
