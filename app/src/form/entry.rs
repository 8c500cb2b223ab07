//! One field of an open form: what was there, what is typed, what of it is a change.
//!
//! What is typed is kept as typed, also when it is no valid value, so that nothing is lost. The versions that
//! were on the screen when the form was opened (`dots`) are kept with it: a save replaces exactly those, and what
//! arrived meanwhile stays beside it as a conflict.

use super::typed;
use crate::state::{Dot, DraftFields, Edit, RecordView, element_id};
use crate::ui::*;
use crate::widgets::CorrectionDraft;
use shared::ids::RecordId;
use shared::records::{FieldDef, FieldKind, RecordDef};
use shared::text::Locale;
use shared::value::{Value, input};

/// Id on the page of the input of a field, by the field's key.
#[must_use]
pub fn element_of(key: &str) -> String {
    format!("feld-{key}")
}

/// One field of an open form. Copying copies the handle, not the content.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The definition.
    pub def: &'static FieldDef,
    /// What is typed or chosen, for fields with one value and for what a count adds.
    pub raw: RwSignal<String>,
    /// What is typed to look for something that has to be chosen, and is not yet.
    pub looked_for: RwSignal<String>,
    /// Keys of what is ticked, for fields with a set.
    pub set: RwSignal<Vec<String>>,
    /// What is typed for a counter-entry.
    pub correction: CorrectionDraft,
    /// What is wrong, in words.
    pub error: RwSignal<Option<String>>,
    locale: Locale,
    opened: StoredValue<Opened>,
}

/// What the field was when the form was opened.
#[derive(Debug, Clone, Default)]
struct Opened {
    raw: String,
    /// What the form begins with where that is not what the record holds: the first state, what the address fills in.
    start: Option<String>,
    set: Vec<String>,
    dots: Vec<Dot>,
    total: i64,
}

impl Entry {
    /// Opens a field of `view`, or of a new record.
    #[must_use]
    pub fn open(def: &'static FieldDef, view: Option<&RecordView>, locale: Locale) -> Self {
        let opened = match view {
            Some(view) => Opened {
                raw: view
                    .state
                    .shown(def.id)
                    .map_or_else(String::new, |version| {
                        typed::write(&def.kind, &version.value, locale)
                    }),
                set: view
                    .state
                    .elements(def.id)
                    .into_iter()
                    .map(|(_, value)| typed::write(&def.kind, value, locale))
                    .collect(),
                start: None,
                dots: view.state.dots(def.id),
                total: view.state.counter(def.id).total,
            },
            None => Opened::default(),
        };
        Self {
            def,
            raw: RwSignal::new(opened.raw.clone()),
            looked_for: RwSignal::new(String::new()),
            set: RwSignal::new(opened.set.clone()),
            correction: CorrectionDraft {
                of: RwSignal::new(String::new()),
                amount: RwSignal::new(String::new()),
                reason: RwSignal::new(String::new()),
            },
            error: RwSignal::new(None),
            locale,
            opened: StoredValue::new(opened),
        }
    }

    /// Id of the input on the page.
    #[must_use]
    pub fn element_id(self) -> String {
        element_of(self.def.key)
    }

    /// Returns what stood in the input when the form was opened.
    #[must_use]
    pub fn opened_with(self) -> String {
        self.opened.with_value(|opened| opened.raw.clone())
    }

    /// Whether every key that is chosen and not among `known` was there when the form was opened: a newer version of the app
    /// wrote it, and it stays until somebody chooses otherwise.
    #[must_use]
    pub fn newer_was_there(self, known: impl Fn(&str) -> bool) -> bool {
        let raw = self.raw.get_untracked();
        let mut chosen = self.set.get_untracked();
        chosen.push(raw);
        self.opened.with_value(|opened| {
            chosen
                .iter()
                .all(|key| known(key) || *key == opened.raw || opened.set.contains(key))
        })
    }

    /// Fills in what the form begins with.
    pub fn start_with(self, value: &str) {
        self.raw.set(value.to_owned());
        self.opened
            .update_value(|opened| opened.start = Some(value.to_owned()));
    }

    /// Keys that were ticked since the form was opened.
    #[must_use]
    pub fn ticked_anew(self) -> Vec<String> {
        let mut keys = self.set.get_untracked();
        self.opened
            .with_value(|opened| keys.retain(|key| !opened.set.contains(key)));
        keys
    }

    /// Puts back what was there when the form was opened.
    pub fn reset(self) {
        self.opened.with_value(|opened| {
            let start = opened.start.as_ref();
            self.raw.set(start.unwrap_or(&opened.raw).clone());
            self.set.set(opened.set.clone());
        });
        let CorrectionDraft { of, amount, reason } = self.correction;
        for part in [of, amount, reason, self.looked_for] {
            part.set(String::new());
        }
        self.error.set(None);
    }

    /// Returns the sum of a counter when the form was opened.
    #[must_use]
    pub fn total(self) -> i64 {
        self.opened.with_value(|opened| opened.total)
    }

    /// Whether something differs from what was there. Reactive.
    #[must_use]
    pub fn changed(self) -> bool {
        let raw = self.raw.get();
        let set = self.set.get();
        let correction = self.correction_typed();
        self.opened
            .with_value(|opened| opened.raw != raw || !same_set(&opened.set, &set))
            || correction
    }

    /// Returns the value that is typed, [`Value::Null`] for nothing. Reactive.
    ///
    /// # Errors
    ///
    /// When what is typed cannot be read as the kind of value the field has.
    pub fn value(self) -> Result<Value, typed::Unreadable> {
        typed::read(&self.def.kind, &self.raw.get(), self.locale)
    }

    /// Returns what a save writes; nothing for an unchanged field. `fresh` gives random element ids.
    ///
    /// # Errors
    ///
    /// As [`Entry::value`].
    pub fn edits(
        self,
        record: &RecordDef,
        fresh: &mut dyn FnMut() -> [u8; 16],
    ) -> Result<Vec<Edit>, typed::Unreadable> {
        if !untrack(|| self.changed()) {
            return Ok(Vec::new());
        }
        let field = self.def.id;
        match self.def.kind {
            FieldKind::Choices { .. } => {
                Ok(self.set_edits(|key| Some((element_id(key), Value::Text(key.to_owned())))))
            }
            FieldKind::Links { .. } => Ok(self.set_edits(|key| {
                let id: RecordId = key.parse().ok()?;
                Some((*id.as_bytes(), Value::Link(id)))
            })),
            FieldKind::Counter => match untrack(|| self.value())? {
                Value::Int(amount) if amount != 0 => Ok(vec![Edit::Add { field, amount }]),
                _ => Ok(Vec::new()),
            },
            // Added and removed on the record's page, each for itself.
            FieldKind::Files => Ok(Vec::new()),
            FieldKind::Corrections { .. } => {
                let value = untrack(|| self.correction_value(record))?;
                Ok(vec![Edit::Put {
                    field,
                    element: fresh(),
                    value,
                }])
            }
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::DateTime
            | FieldKind::Choice { .. }
            | FieldKind::State { .. }
            | FieldKind::Link { .. }
            | FieldKind::AnyLink
            | FieldKind::Ags
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url => {
                let value = untrack(|| self.value())?;
                let prev = self.opened.with_value(|opened| opened.dots.clone());
                Ok(vec![Edit::Set { field, value, prev }])
            }
        }
    }

    /// Adds what a draft has to keep of this field; nothing for an unchanged one. Reactive.
    pub fn keep(self, draft: &mut DraftFields) {
        if !self.changed() {
            return;
        }
        let field = self.def.id;
        match self.def.kind {
            FieldKind::Choices { .. } | FieldKind::Links { .. } => {
                draft.push((field, Value::Null));
                draft.extend(
                    self.set
                        .get()
                        .into_iter()
                        .map(|key| (field, Value::Text(key))),
                );
            }
            FieldKind::Files => {}
            FieldKind::Corrections { .. } => {
                let CorrectionDraft { of, amount, reason } = self.correction;
                draft.extend([of, amount, reason].map(|part| (field, Value::Text(part.get()))));
            }
            FieldKind::Counter
            | FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::DateTime
            | FieldKind::Choice { .. }
            | FieldKind::State { .. }
            | FieldKind::Link { .. }
            | FieldKind::AnyLink
            | FieldKind::Ags
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url => {
                draft.push((field, Value::Text(self.raw.get())));
                // The versions that were on the screen, so that a save after a restart replaces those and no newer.
                let dots = self.opened.with_value(|opened| {
                    opened
                        .dots
                        .iter()
                        .map(|dot| (dot.device, dot.op_no))
                        .collect()
                });
                draft.push((field, Value::Deleted(dots)));
            }
        }
    }

    /// Puts back what [`Entry::keep`] kept.
    pub fn restore(self, draft: &DraftFields) {
        let mut kept = draft
            .iter()
            .filter(|(field, _)| *field == self.def.id)
            .map(|(_, value)| value)
            .peekable();
        if kept.peek().is_none() {
            return;
        }
        let texts: Vec<String> = kept
            .clone()
            .filter_map(|value| value.as_text().map(str::to_owned))
            .collect();
        match self.def.kind {
            FieldKind::Choices { .. } | FieldKind::Links { .. } => self.set.set(texts),
            FieldKind::Files => {}
            FieldKind::Corrections { .. } => {
                let CorrectionDraft { of, amount, reason } = self.correction;
                for (part, text) in [of, amount, reason].into_iter().zip(texts) {
                    part.set(text);
                }
            }
            FieldKind::Counter
            | FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::DateTime
            | FieldKind::Choice { .. }
            | FieldKind::State { .. }
            | FieldKind::Link { .. }
            | FieldKind::AnyLink
            | FieldKind::Ags
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url => {
                if let Some(text) = texts.into_iter().next() {
                    self.raw.set(text);
                }
                for value in kept {
                    if let Value::Deleted(dots) = value {
                        let dots = dots.iter().map(|(device, op_no)| Dot {
                            device: *device,
                            op_no: *op_no,
                        });
                        self.opened
                            .update_value(|opened| opened.dots = dots.collect());
                    }
                }
            }
        }
    }

    fn set_edits(self, element: impl Fn(&str) -> Option<([u8; 16], Value)>) -> Vec<Edit> {
        let field = self.def.id;
        let now = self.set.get_untracked();
        let before = self.opened.with_value(|opened| opened.set.clone());
        let put = now
            .iter()
            .filter(|key| !before.contains(key))
            .filter_map(|key| {
                let (element, value) = element(key)?;
                Some(Edit::Put {
                    field,
                    element,
                    value,
                })
            });
        let take = before
            .iter()
            .filter(|key| !now.contains(key))
            .filter_map(|key| {
                let (element, _) = element(key)?;
                Some(Edit::Take { field, element })
            });
        put.chain(take).collect()
    }

    /// Returns what is missing in a counter-entry that was begun. Reactive.
    #[must_use]
    pub fn correction_error(self, record: &RecordDef) -> Option<typed::Unreadable> {
        if self.correction_typed() {
            self.correction_value(record).err()
        } else {
            None
        }
    }

    fn correction_typed(self) -> bool {
        let CorrectionDraft { of, amount, reason } = self.correction;
        [of, amount, reason]
            .into_iter()
            .any(|part| part.with(|text| !text.trim().is_empty()))
    }

    fn correction_value(self, record: &RecordDef) -> Result<Value, typed::Unreadable> {
        let CorrectionDraft { of, amount, reason } = self.correction;
        let counter = of
            .with(|key| record.field_by_key(key))
            .ok_or(typed::Unreadable::CorrectionParts)?;
        let reason = reason.get().trim().to_owned();
        let amount =
            amount.with(|text| input::number(text.trim_start_matches('+'), self.locale))?;
        if reason.is_empty() || amount == 0 {
            return Err(typed::Unreadable::CorrectionParts);
        }
        Ok(Value::Correction {
            field: counter.id,
            amount,
            reason,
        })
    }
}

fn same_set(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|key| other.contains(key))
}
