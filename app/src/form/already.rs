//! A new record that is there already: said while the form is filled in, with the way to it, and again before anything is saved.

use crate::pages::reading::Reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::Icon;
use shared::records::RecordDef;
use shared::text::words;
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

/// What is wrong with a new record that is there already. Reactive.
pub(super) fn there(
    def: &'static RecordDef,
    values: &[(u16, Value)],
    reader: Reader,
) -> Option<Violation> {
    let there = reader.app.records.already(def, values)?;
    Some(Violation {
        field: *def.same.last()?,
        code: Code::AlreadyThere {
            in_bin: there.state.trashed(),
        },
    })
}
