//! From the changed fields of a form to one write.

use super::entry::Entry;
use crate::error::AppError;
use crate::pages::reading::Reader;
use crate::platform::random::BrowserEntropy;
use shared::crypto::Entropy as _;
use shared::ids::RecordId;
use shared::records::RecordDef;

/// What was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The record.
    pub id: RecordId,
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
    match id {
        Some(id) if edits.is_empty() => Ok(Outcome { id }),
        Some(id) => records.write(id, edits).await.map(|()| Outcome { id }),
        None => records.create(def, edits).await.map(|id| Outcome { id }),
    }
}

/// Makes the id of a set element that has no natural one.
fn random_element() -> [u8; 16] {
    let mut bytes = [0; 16];
    BrowserEntropy.fill(&mut bytes);
    bytes
}
