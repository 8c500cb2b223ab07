//! Below the name of a new record: what exists already under a similar name. A hint only; nothing is joined.

use crate::pages::reading::Reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::Icon;
use shared::records::RecordDef;
use shared::text::words;

/// Records named at most.
const SHOWN: usize = 3;
/// Letters typed before it is looked for similar ones.
const LETTERS_MIN: usize = 4;

/// Draws links to records of the kind with a similar name.
#[component]
pub fn Similar(
    /// What is typed as the name.
    value: RwSignal<String>,
    /// Kind of the new record.
    def: &'static RecordDef,
    /// Words.
    reader: Reader,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        value.with(|typed| {
            if typed.trim().chars().count() < LETTERS_MIN {
                Vec::new()
            } else {
                reader.app.records.similar(typed, def, SHOWN)
            }
        })
    });
    view! {
        <div role="status">
            {move || {
                let found = found.get();
                (!found.is_empty()).then(|| {
                    let links = found
                        .into_iter()
                        .filter_map(|id| Some((id, reader.name(id)?)))
                        .map(|(id, title)| view! {
                            <a class="button" href=routes::record(def, id)>{title}</a>
                        })
                        .collect_view();
                    view! {
                        <div class="field__warn">
                            <Icon name="info" small=true />
                            <span>{reader.t(words::SIMILAR)}</span>
                            {links}
                        </div>
                    }
                })
            }}
        </div>
    }
}
