//! A new record that is there already: said while the form is filled in, with the way to it, and again before anything is saved.

use super::entry::Entry;
use super::error_summary::FormError;
use super::judge::values;
use crate::pages::reading::Reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::Icon;
use shared::records::RecordDef;
use shared::text::{violations, words};
use shared::value::Value;
use shared::value::validate::{Code, Violation};

/// Draws the link to the record that is already what the form would make.
#[component]
pub fn Already(
    /// What is filled in.
    values: Memo<Vec<(u16, Value)>>,
    /// Kind of the new record.
    def: &'static RecordDef,
    /// Words.
    reader: Reader,
) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let there = values.with(|values| reader.app.records.already(def, values))?;
                let line = if there.state.trashed() { words::THERE_IN_BIN } else { words::THERE };
                Some(view! {
                    <div class="field__warn">
                        <Icon name="info" small=true />
                        <span>{reader.t(line)}</span>
                        <a class="button" href=routes::record(def, there.id)>{reader.title(&there)}</a>
                    </div>
                })
            }}
        </div>
    }
}

/// Says at its field that a new record is there already.
pub(super) fn judge_new(
    def: &'static RecordDef,
    entries: &[Entry],
    reader: Reader,
) -> Option<FormError> {
    let there = untrack(|| reader.app.records.already(def, &values(entries)))?;
    let field = *def.same.last()?;
    let entry = entries.iter().find(|entry| entry.def.id == field)?;
    let violation = Violation {
        field,
        code: Code::AlreadyThere {
            in_bin: there.state.trashed(),
        },
    };
    let message = violations::violation(def, &violation, reader.locale);
    entry.error.set(Some(message.clone()));
    Some(FormError {
        element: entry.element_id(),
        label: reader.s(entry.def.label),
        message,
    })
}
