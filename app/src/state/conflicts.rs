//! Fields with more than one version: what stands side by side, how a person decides, and how the decision is taken back.

use super::core::Core;
use super::records::{RecordView, Records};
use crate::error::AppError;
use crate::ui::*;
use shared::ids::RecordId;
use shared::merge::{Dot, Edit, Version};
use shared::records::{FieldDef, FieldKind};
use shared::value::Value;

/// A field that has more than one version.
#[derive(Debug, Clone)]
pub struct ConflictView {
    /// The record.
    pub record: RecordView,
    /// The field.
    pub field: &'static FieldDef,
    /// The distinct versions, newest first.
    pub sides: Vec<Side>,
}

/// A version that can be taken, and the write that first said it ([`shared::merge::Side`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What is taken.
    pub version: Version,
    /// Who said it, and when.
    pub author: Version,
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

/// What takes a decision back: the values that stood side by side, in the order in which they are written again.
#[derive(Debug, Clone, PartialEq)]
pub struct Undo {
    record: RecordId,
    field: u16,
    values: Vec<Value>,
}

impl Records {
    /// Returns every field that has more than one version, newest first; records in the Papierkorb left out.
    /// Reactive.
    #[must_use]
    pub fn conflicts(self) -> Vec<ConflictView> {
        let mut list: Vec<ConflictView> = Vec::new();
        let core = self.0.get_value();
        let mut disputed = core.disputed();
        disputed.retain(|view| core.shows(view.space) && !core.is_anothers(view));
        for record in disputed {
            let fields: Vec<u16> = record.state.conflicts().collect();
            for field in fields
                .into_iter()
                .filter_map(|field| record.def.field(field))
            {
                let sides = record.state.sides(field.id).into_iter();
                let sides = sides.map(|side| Side {
                    version: side.version.clone(),
                    author: side.author.clone(),
                });
                let sides = sides.collect();
                list.push(ConflictView {
                    record: record.clone(),
                    field,
                    sides,
                });
            }
        }
        let newest = |conflict: &ConflictView| {
            let newest = conflict.sides.first();
            newest.map(|side| (side.version.hlc, side.version.dot))
        };
        list.sort_by_key(|conflict| std::cmp::Reverse(newest(conflict)));
        list
    }

    /// Decides a conflict. Resolves when the decision is durable; the answer takes it back.
    ///
    /// [`Resolution::Both`] joins texts, the older first; for other values it is not offered and answers
    /// [`AppError::NotFound`].
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn resolve(
        self,
        id: RecordId,
        field: u16,
        how: Resolution,
    ) -> Result<Undo, AppError> {
        let view = self.0.get_value().find(id).ok_or(AppError::NotFound)?;
        let def = view.def.field(field).ok_or(AppError::NotFound)?;
        let mut values: Vec<Value> = view
            .state
            .distinct(field)
            .into_iter()
            .map(|side| side.value.clone())
            .collect();
        values.reverse();
        let value = match how {
            Resolution::Take(dot) => {
                let versions = view.state.versions(field).iter();
                let taken = versions.into_iter().find(|version| version.dot == dot);
                taken
                    .map(|version| version.value.clone())
                    .ok_or(AppError::NotFound)?
            }
            Resolution::Both => both(def, &values).ok_or(AppError::NotFound)?,
            Resolution::Value(value) => {
                let typed = Edit::Set {
                    field,
                    value: value.clone(),
                    prev: Vec::new(),
                };
                self.0.get_value().judge(view.def, id, &[typed])?;
                value
            }
        };
        let prev = view.state.dots(field);
        self.write_again(id, vec![Edit::Set { field, value, prev }])
            .await?;
        Ok(Undo {
            record: id,
            field,
            values,
        })
    }

    /// Takes a decision back: the values stand side by side again.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn undo(self, undo: Undo) -> Result<(), AppError> {
        let Undo {
            record,
            field,
            values,
        } = undo;
        let view = self.0.get_value().find(record).ok_or(AppError::NotFound)?;
        // The first value replaces the decision, the others stand beside it: each is a save of its own.
        let mut prev = view.state.dots(field);
        for value in values {
            let prev = std::mem::take(&mut prev);
            self.write_again(record, vec![Edit::Set { field, value, prev }])
                .await?;
        }
        Ok(())
    }
}

impl Core {
    /// Returns the records with a conflict. Reactive.
    fn disputed(&self) -> Vec<RecordView> {
        self.revision.track();
        let device = self.device.borrow();
        device
            .as_ref()
            .map_or_else(Vec::new, |device| self.shelf.borrow_mut().disputed(device))
    }
}

/// Joins values that both stay: texts one after the other.
fn both(field: &FieldDef, values: &[Value]) -> Option<Value> {
    let between = match field.kind {
        FieldKind::Text { .. } => " / ",
        FieldKind::LongText { .. } => "\n\n",
        _ => return None,
    };
    let texts: Vec<&str> = values.iter().filter_map(Value::as_text).collect();
    Some(Value::Text(texts.join(between)))
}
