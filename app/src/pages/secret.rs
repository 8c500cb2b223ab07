//! What somebody types to get in: six words, a PIN, the code of a recovery sheet. What was wrong is said at the field, which
//! takes the focus; what was typed stays.

use super::focus;
use crate::error::{AppError, advice};
use crate::state::App;
use crate::ui::*;
use crate::widgets::{FieldFrame, Wiring};
use leptos::ev::SubmitEvent;
use leptos::task::spawn_local;
use shared::text::{Locale, Text, sentences, words};
use std::pin::Pin;

/// Opens something with what was typed.
pub type Open = fn(App, String) -> Pin<Box<dyn Future<Output = Result<(), AppError>>>>;

/// A secret that is asked for. Copying copies the handle.
#[derive(Clone, Copy)]
pub struct Secret {
    app: App,
    locale: Locale,
    /// Id of the input.
    id: &'static str,
    /// What is typed.
    pub typed: RwSignal<String>,
    error: RwSignal<Option<String>>,
    /// It is being tried.
    pub busy: RwSignal<bool>,
}

impl Secret {
    /// Begins with nothing typed.
    #[must_use]
    pub fn new(app: App, locale: Locale, id: &'static str) -> Self {
        Self {
            app,
            locale,
            id,
            typed: RwSignal::new(String::new()),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Returns what its field says.
    #[must_use]
    pub fn wiring(self, label: Text, hint: Text) -> Wiring {
        Wiring {
            hint: Some(hint.get(self.locale).to_owned()),
            error: self.error.into(),
            ..Wiring::plain(self.id, label.get(self.locale))
        }
    }

    /// Draws the field for six words, forgivingly typed.
    #[must_use]
    pub fn words(self, label: Text) -> AnyView {
        let wiring = self.wiring(label, words::FOUR_LETTERS);
        let (described_by, invalid) = (wiring.described_by(), wiring.invalid());
        let typed = self.typed;
        view! {
            <FieldFrame wiring=wiring>
                <input
                    class="text-input"
                    type="text"
                    id=self.id
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described_by
                    aria-invalid=invalid
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </FieldFrame>
        }
        .into_any()
    }

    /// Tries what was typed, once at a time.
    pub fn submit(self, event: &SubmitEvent, open: Open) {
        event.prevent_default();
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            // The screen may be gone by now: its signals only if it is still needed.
            if let Err(problem) = open(self.app, self.typed.get_untracked()).await {
                self.refuse(&problem);
                focus::to(self.id);
            }
            let _left = self.busy.try_set(false);
        });
    }

    /// Says what was wrong.
    pub fn refuse(self, problem: &AppError) {
        let words = match *problem {
            AppError::UnknownWord { position } => sentences::word_unknown(position, self.locale),
            AppError::WordCount { found } => sentences::word_count(found, self.locale),
            AppError::WrongPin { left } => sentences::pin_wrong(left, self.locale),
            ref problem => advice(problem).words.get(self.locale).to_owned(),
        };
        let _left = self.error.try_set(Some(words));
    }
}
