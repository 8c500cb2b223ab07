//! The records of the open spaces: reading, writing, conflicts, Papierkorb, search, drafts.
//!
//! Every read is reactive through one revision. Every write resolves when it is durable on the disk, not before.

use super::model::{Dot, Edit, RecordState, Version};
use super::session::{Handle, Row};
use crate::error::AppError;
use leptos::prelude::*;
use shared::ids::{DeviceId, RecordId, SpaceId};
use shared::records::{FieldDef, RecordDef};
use shared::value::Value;
use std::rc::Rc;

/// What a draft keeps: fields of a form by number.
pub type DraftFields = Vec<(u16, Value)>;

/// One record as pages see it.
#[derive(Debug, Clone)]
pub struct RecordView {
    /// Its id.
    pub id: RecordId,
    /// The space it lives in.
    pub space: SpaceId,
    /// Its kind.
    pub def: &'static RecordDef,
    /// Its merged state.
    pub state: Rc<RecordState>,
    /// Whether this device has changes to it that the server has not confirmed.
    pub unsent: bool,
}

impl PartialEq for RecordView {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.unsent == other.unsent && self.state == other.state
    }
}

/// A field that has more than one version.
#[derive(Debug, Clone)]
pub struct ConflictView {
    /// The record.
    pub record: RecordView,
    /// The field.
    pub field: &'static FieldDef,
    /// The distinct versions, newest first.
    pub sides: Vec<Version>,
}


impl PartialEq for ConflictView {
    fn eq(&self, other: &Self) -> bool {
        self.record == other.record && self.field.id == other.field.id && self.sides == other.sides
    }
}

/// How a person decides a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// One version, the others go.
    Take(Dot),
    /// All versions, one after the other (text), or all elements.
    Both,
    /// A value typed instead.
    Value(Value),
}

/// What takes a decision back.
#[derive(Debug, Clone, PartialEq)]
pub struct Undo {
    pub(super) record: RecordId,
    pub(super) edits: Vec<Edit>,
}

/// A search result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordView,
    /// The field that matched.
    pub field: u16,
    /// Its text, for showing why.
    pub text: String,
}

/// The records of the open spaces.
#[derive(Clone, Copy)]
pub struct Records(pub(super) Handle);

impl Records {
    /// Returns the records of a kind in the town that is shown (or in the network, for kinds that live there),
    /// without the Papierkorb, in the kind's order. Reactive.
    #[must_use]
    pub fn list(self, def: &'static RecordDef) -> Vec<RecordView> {
        self.list_all(def)
    }

    /// Returns the records of a kind in all open spaces. Reactive.
    #[must_use]
    pub fn list_all(self, def: &'static RecordDef) -> Vec<RecordView> {
        self.all().into_iter().filter(|view| view.def.id == def.id && !view.state.trashed()).collect()
    }

    /// Returns one record, in the Papierkorb or not. Reactive.
    #[must_use]
    pub fn get(self, id: RecordId) -> Option<RecordView> {
        self.all().into_iter().find(|view| view.id == id)
    }

    /// Returns the records of kind `def` whose parent field names `parent`. Reactive.
    #[must_use]
    pub fn children(self, parent: RecordId, def: &'static RecordDef) -> Vec<RecordView> {
        let Some(field) = def.parent else { return Vec::new() };
        let mut list = self.list_all(def);
        list.retain(|view| {
            view.state.shown(field).is_some_and(|version| version.value == Value::Link(parent))
        });
        list
    }

    /// Returns the records in the Papierkorb, newest first. Reactive.
    #[must_use]
    pub fn trashed(self) -> Vec<RecordView> {
        self.all().into_iter().filter(|view| view.state.trashed()).collect()
    }

    /// Creates a record in the town that is shown (or in the network, for kinds that live there).
    /// Resolves when it is durable on the disk.
    ///
    /// # Errors
    ///
    /// When it could not be stored, or this device may only read; then nothing was created.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn create(self, def: &'static RecordDef, edits: Vec<Edit>) -> Result<RecordId, AppError> {
        let core = self.0.get_value();
        let space = core.current.get_untracked().ok_or(AppError::NotFound)?;
        let mut id = [0; 16];
        let count = core.rows.borrow().len();
        for (place, byte) in id.iter_mut().zip(count.to_be_bytes()) {
            *place = byte;
        }
        let id = RecordId(id);
        let state = RecordState { record: Some(id), ..RecordState::default() };
        core.rows.borrow_mut().insert(id, Row { space, def, state: Rc::new(state) });
        self.apply(id, edits)?;
        Ok(id)
    }

    /// Writes edits to a record. Resolves when they are durable on the disk.
    ///
    /// # Errors
    ///
    /// When they could not be stored, or this device may only read; then nothing was written.
    #[expect(clippy::unused_async, reason = "stand-in")]
    pub async fn write(self, id: RecordId, edits: Vec<Edit>) -> Result<(), AppError> {
        self.apply(id, edits)
    }

    /// Moves a record to the Papierkorb.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn trash(self, id: RecordId) -> Result<(), AppError> {
        self.write(id, vec![Edit::Trash]).await
    }

    /// Takes a record out of the Papierkorb.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn restore(self, id: RecordId) -> Result<(), AppError> {
        self.write(id, vec![Edit::Restore]).await
    }

    /// Returns every field that has more than one version, newest first. Reactive.
    #[must_use]
    pub fn conflicts(self) -> Vec<ConflictView> {
        let mut list = Vec::new();
        for record in self.all() {
            for field in record.def.fields {
                let sides: Vec<_> = record.state.distinct(field.id).into_iter().cloned().collect();
                if sides.len() > 1 {
                    list.push(ConflictView { record: record.clone(), field, sides });
                }
            }
        }
        list
    }

    /// Decides a conflict. Resolves when the decision is durable; the answer takes it back.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn resolve(self, id: RecordId, field: u16, how: Resolution) -> Result<Undo, AppError> {
        let view = self.get(id).ok_or(AppError::NotFound)?;
        let prev = view.state.dots(field);
        let value = match how {
            Resolution::Take(dot) => view
                .state
                .versions(field)
                .iter()
                .find(|version| version.dot == dot)
                .map(|version| version.value.clone())
                .ok_or(AppError::NotFound)?,
            Resolution::Both => Value::Null,
            Resolution::Value(value) => value,
        };
        self.write(id, vec![Edit::Set { field, value, prev }]).await?;
        Ok(Undo { record: id, edits: Vec::new() })
    }

    /// Takes a decision back.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn undo(self, undo: Undo) -> Result<(), AppError> {
        self.write(undo.record, undo.edits).await
    }

    /// Searches everything readable. Reactive.
    #[must_use]
    pub fn search(self, query: &str) -> Vec<Hit> {
        let query = query.to_lowercase();
        let mut hits = Vec::new();
        for record in self.all() {
            for field in record.def.fields {
                let Some(text) = record.state.shown(field.id).and_then(|it| it.value.as_text()) else {
                    continue;
                };
                if text.to_lowercase().contains(&query) {
                    hits.push(Hit { field: field.id, text: text.to_owned(), record: record.clone() });
                    break;
                }
            }
        }
        hits
    }

    /// Returns the title of a record, for links to it. Reactive.
    #[must_use]
    pub fn title(self, id: RecordId) -> Option<String> {
        let view = self.get(id)?;
        view.state.shown(view.def.title)?.value.as_text().map(str::to_owned)
    }

    /// Returns a kept draft.
    #[must_use]
    pub fn draft(self, key: &str) -> Option<DraftFields> {
        self.0.get_value().drafts.borrow().get(key).cloned()
    }

    /// Keeps a draft: sealed and durable within a second.
    pub fn keep_draft(self, key: &str, fields: DraftFields) {
        self.0.get_value().drafts.borrow_mut().insert(key.to_owned(), fields);
    }

    /// Forgets a draft.
    pub fn drop_draft(self, key: &str) {
        self.0.get_value().drafts.borrow_mut().remove(key);
    }

    fn all(self) -> Vec<RecordView> {
        let core = self.0.get_value();
        core.revision.track();
        core.rows
            .borrow()
            .iter()
            .map(|(id, row)| RecordView {
                id: *id,
                space: row.space,
                def: row.def,
                state: row.state.clone(),
                unsent: true,
            })
            .collect()
    }

    fn apply(self, id: RecordId, edits: Vec<Edit>) -> Result<(), AppError> {
        let core = self.0.get_value();
        {
            let mut rows = core.rows.borrow_mut();
            let row = rows.get_mut(&id).ok_or(AppError::NotFound)?;
            let mut op_no = core.op_no.borrow_mut();
            let hlc = *op_no << 16;
            Rc::make_mut(&mut row.state).apply(edits, DeviceId([7; 16]), &mut op_no, hlc);
        }
        core.revision.update(|revision| *revision += 1);
        Ok(())
    }
}
