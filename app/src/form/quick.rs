//! What pages that take one thing after the other have in common: the form around a few inputs, what went wrong, and the
//! line that says what was kept, with the way back.

use super::error_summary::{ErrorSummary, FormError};
use crate::pages::reading::Reader;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Notice, Snackbar, Tone};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::text::{Text, sentences, words};

/// What happens to a quick form.
#[derive(Clone, Copy)]
pub struct Quick {
    /// What is wrong with the inputs.
    pub errors: RwSignal<Vec<FormError>>,
    /// Why it could not be kept, in words.
    pub failed: RwSignal<Option<String>>,
    /// It is being kept.
    pub busy: RwSignal<bool>,
}

impl Quick {
    /// Begins with nothing wrong.
    #[must_use]
    pub fn new() -> Self {
        Self {
            errors: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Draws the form around `inputs`, with the key that keeps it.
    #[must_use]
    pub fn form(self, reader: Reader, key: Text, submit: Callback<()>, inputs: AnyView) -> AnyView {
        let Self {
            errors,
            failed,
            busy,
        } = self;
        view! {
            <form
                class="stack"
                // Otherwise the browser keeps what is typed in clear, to restore it after a crash.
                autocomplete="off"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
            >
                <ErrorSummary errors=errors title=reader.t(words::FORM_ERRORS) />
                {inputs}
                {move || failed.get().map(|text| view! {
                    <Notice tone=Tone::Danger icon="stop" title=reader.t(words::FORM_ERRORS) text=text />
                })}
                <Button
                    label=reader.s(key)
                    icon="check"
                    look=ButtonLook::Primary
                    size=ButtonSize::Large
                    busy=busy
                    submit=true
                />
            </form>
        }
        .into_any()
    }
}

/// Draws the line that says what was kept last and when; undoing it leads to the Papierkorb. Reactive.
#[must_use]
pub fn saved_bar(reader: Reader, saved: RwSignal<Option<(RecordId, u64)>>) -> Option<AnyView> {
    let (id, ms) = saved.get()?;
    let records = reader.app.records;
    let undo = Callback::new(move |()| {
        saved.set(None);
        spawn_local(async move {
            // What could not be taken back is still listed below.
            let _shown_below = records.trash(id).await;
        });
    });
    let line = sentences::saved_at(&reader.clock_ms(ms), reader.locale);
    Some(
        view! { <Snackbar text=line undo_label=reader.t(words::UNDO) undo=Some(undo) /> }
            .into_any(),
    )
}
