//! What is wrong with a form, in words. The rules are those of `shared`; here they meet the inputs.

use super::already::there;
use super::entry::Entry;
use super::error_summary::FormError;
use super::typed::Unreadable;
use crate::pages::reading::Reader;
use crate::ui::*;
use shared::ids::RecordId;
use shared::records::{FieldKind, RecordDef};
use shared::text::{Text, violations, words};
use shared::value::Value;
use shared::value::validate::{
    Code, Violation, validate, validate_count, validate_past, validate_step,
};

/// Returns the values of all inputs that can be read: each field once, sets once per element. Reactive.
#[must_use]
pub fn values(entries: &[Entry]) -> Vec<(u16, Value)> {
    let mut values = Vec::new();
    for entry in entries {
        let field = entry.def.id;
        match entry.def.kind {
            FieldKind::Choices { .. } => {
                values.extend(
                    entry
                        .set
                        .get()
                        .into_iter()
                        .map(|key| (field, Value::Text(key))),
                );
            }
            FieldKind::Links { .. } => {
                let ids = entry.set.get();
                let links = ids.iter().filter_map(|id| id.parse().ok().map(Value::Link));
                values.extend(links.map(|value| (field, value)));
            }
            // A counter-entry is read when it is written; what is there already was judged then.
            FieldKind::Corrections { .. } | FieldKind::Files => {}
            // What counts for the rules is the sum, not what is added.
            FieldKind::Counter => {
                if let Ok(Value::Int(amount)) = entry.value() {
                    values.push((field, Value::Int(entry.total().saturating_add(amount))));
                }
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
            | FieldKind::Url => match entry.value() {
                Ok(Value::Null) | Err(_) => {}
                Ok(value) => values.push((field, value)),
            },
        }
    }
    values
}

/// Judges every input, puts each finding at its field and returns those that keep the form from being saved, in the
/// order of the form.
#[must_use]
pub fn judge(
    def: &'static RecordDef,
    entries: &[Entry],
    is_new: bool,
    reader: Reader,
) -> Vec<FormError> {
    let found = untrack(|| look(def, entries, is_new, reader));
    let mut errors = Vec::new();
    for (entry, (message, blocking)) in entries.iter().zip(found) {
        if let Some(message) = message.clone().filter(|_| blocking) {
            errors.push(FormError {
                element: entry.element_id(),
                label: reader.s(entry.def.label),
                message,
            });
        }
        entry.error.set(message);
    }
    errors
}

/// Takes back what was said at a field, and of it on top, as soon as it is mended. What else is wrong by then is said at the
/// next save.
pub fn mend_while_typing(
    def: &'static RecordDef,
    entries: StoredValue<Vec<Entry>>,
    is_new: bool,
    errors: RwSignal<Vec<FormError>>,
    reader: Reader,
) {
    Effect::new(move || {
        if errors.with(Vec::is_empty) {
            return;
        }
        let entries = entries.get_value();
        let found = look(def, &entries, is_new, reader);
        let mut left = errors.get_untracked();
        for (entry, (message, blocking)) in entries.iter().zip(found) {
            if !blocking {
                left.retain(|error| error.element != entry.element_id());
            }
            let said = entry.error.get_untracked();
            if said.is_some() && said != message {
                entry.error.set(message);
            }
        }
        if left.len() < errors.with_untracked(Vec::len) {
            errors.set(left);
        }
    });
}

/// For each input what is wrong with it, and whether that keeps the form from being saved. Reactive.
fn look(
    def: &'static RecordDef,
    entries: &[Entry],
    is_new: bool,
    reader: Reader,
) -> Vec<(Option<String>, bool)> {
    let values = values(entries);
    let mut found = validate(def, &values);
    found.extend(is_new.then(|| there(def, &values, reader)).flatten());
    let one = |entry: &Entry| {
        let refused = unreadable(def, entry, reader)
            .or_else(|| step(def, entry, entries, reader))
            .or_else(|| counted(def, entry, reader))
            .or_else(|| ahead(def, entry, &values, reader));
        if refused.is_some() {
            return (refused, true);
        }
        let violation = found
            .iter()
            .find(|violation| violation.field == entry.def.id && !is_newer(entry, violation));
        let words = violation.map(|it| violations::violation(def, it, reader.locale));
        (words, violation.is_some_and(Violation::is_blocking))
    };
    entries.iter().map(one).collect()
}

/// Whether what this version does not know was there before: it is no mistake of whoever fills the form in.
fn is_newer(entry: &Entry, violation: &Violation) -> bool {
    violation.code == Code::UnknownChoice
        && entry.newer_was_there(|key| entry.def.kind.knows_key(key))
}

/// What is wrong with the step to another state: one that is not foreseen, or one without its reason.
fn step(def: &RecordDef, entry: &Entry, entries: &[Entry], reader: Reader) -> Option<String> {
    if Some(entry.def.id) == def.state {
        let from = entry.opened_with();
        let from = (!from.is_empty()).then_some(from.as_str());
        let violation = Violation {
            field: entry.def.id,
            code: validate_step(entry.def, from, &entry.raw.get())?,
        };
        return Some(violations::violation(def, &violation, reader.locale));
    }
    if Some(entry.def.id) != def.reason || !entry.raw.with(|text| text.trim().is_empty()) {
        return None;
    }
    let state = entries
        .iter()
        .find(|other| Some(other.def.id) == def.state)?;
    let FieldKind::State { states } = state.def.kind else {
        return None;
    };
    let now = state.raw.get();
    let entered = now != state.opened_with();
    let asks = states.iter().any(|state| state.key == now && state.reason);
    (entered && asks).then(|| reader.s(words::REASON_MISSING))
}

/// What is wrong with the number that is added to a count.
fn counted(def: &RecordDef, entry: &Entry, reader: Reader) -> Option<String> {
    let (FieldKind::Counter, Ok(Value::Int(amount))) = (entry.def.kind, entry.value()) else {
        return None;
    };
    let violation = Violation {
        field: entry.def.id,
        code: validate_count(entry.total(), amount)?,
    };
    Some(violations::violation(def, &violation, reader.locale))
}

/// What is wrong with a day that was entered here and is still to come.
fn ahead(
    def: &RecordDef,
    entry: &Entry,
    values: &[(u16, Value)],
    reader: Reader,
) -> Option<String> {
    let code = validate_past(def, entry.def, values, reader.today()).filter(|_| entry.changed())?;
    Some(violations::field_violation(entry.def, &code, reader.locale))
}

/// What was typed to look for something is no choice yet: a key with a digit missing, a name nobody pressed.
fn not_chosen(def: &RecordDef, entry: &Entry, reader: Reader) -> Option<String> {
    let chosen = !entry.raw.with(String::is_empty);
    let typed = entry.looked_for.with(|typed| typed.trim().to_owned());
    if chosen || typed.is_empty() {
        return None;
    }
    if typed.chars().all(|letter| letter.is_ascii_digit()) {
        let found = validate(def, &[(entry.def.id, Value::Text(typed))]);
        let violation = found.iter().find(|it| it.field == entry.def.id);
        if let Some(violation) = violation.filter(|_| matches!(entry.def.kind, FieldKind::Ags)) {
            return Some(violations::violation(def, violation, reader.locale));
        }
    }
    Some(reader.s(words::NOT_CHOSEN))
}

/// Whether the record that was chosen is gone: thrown away, or erased, while the form was open or lay as a draft.
fn leads_nowhere(entry: &Entry, reader: Reader) -> bool {
    let gone = |id: RecordId| {
        let target = reader.app.records.get(id);
        target.is_none_or(|view| view.state.trashed())
    };
    match entry.def.kind {
        FieldKind::Link { .. } | FieldKind::AnyLink if entry.changed() => {
            matches!(entry.value(), Ok(Value::Link(id)) if gone(id))
        }
        FieldKind::Links { .. } => {
            let ticked = entry.ticked_anew();
            ticked.iter().filter_map(|key| key.parse().ok()).any(gone)
        }
        _ => false,
    }
}

fn unreadable(def: &RecordDef, entry: &Entry, reader: Reader) -> Option<String> {
    if leads_nowhere(entry, reader) {
        return Some(reader.s(words::ENTRY_GONE));
    }
    if let Some(words) = not_chosen(def, entry, reader) {
        return Some(words);
    }
    let found = match entry.def.kind {
        FieldKind::Corrections { .. } => entry.correction_error(def)?,
        _ => entry.value().err()?,
    };
    let words: Text = match found {
        Unreadable::Input(error) => {
            return Some(violations::unreadable(error, reader.locale).to_owned());
        }
        Unreadable::Link => words::ENTRY_NOT_HERE,
        Unreadable::CorrectionParts => words::CORRECT_INCOMPLETE,
    };
    Some(reader.s(words))
}

/// Returns the state a new record begins in, for fields of a workflow.
#[must_use]
pub fn first_state(kind: &FieldKind) -> Option<&'static str> {
    match kind {
        FieldKind::State { states } => states.first().map(|state| state.key),
        _ => None,
    }
}
