//! What is wrong with a form, at its top: takes the focus, leads to the fields.

use crate::pages::{focus, sheet};
use crate::ui::*;
use crate::widgets::Icon;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// Id of the input.
    pub element: String,
    /// Label of the input.
    pub label: String,
    /// What is wrong.
    pub message: String,
}

/// Id of the box.
const ID: &str = "fehler";

/// Draws the list while there is something wrong; the focus goes here when it is found, in a sheet to the first wrong field.
/// It stays where it is while things are mended.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    errors: Signal<Vec<FormError>>,
    /// Heading.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let in_sheet = sheet::covering();
    let mut before = 0;
    Effect::new(move || {
        let now = errors.get();
        let mended = now.len() < before;
        before = now.len();
        let Some(first) = now.into_iter().next().filter(|_| !mended) else {
            return;
        };
        // A sheet is opened to change one field and has little room: the list on top would lead away from it.
        let sheet = in_sheet.with_untracked(Option::is_some);
        let at = if sheet { first.element } else { ID.to_owned() };
        request_animation_frame(move || focus::to(&at));
    });
    move || {
        let list = errors.get();
        (!list.is_empty()).then(|| {
            let lines = list
                .into_iter()
                .map(|error| {
                    let target = error.element.clone();
                    view! {
                        <li>
                            <a
                                href=format!("#{}", error.element)
                                on:click=move |event| {
                                    event.prevent_default();
                                    event.stop_propagation();
                                    focus::to(&target);
                                }
                            >
                                {error.label}
                            </a>
                            ": " {error.message}
                        </li>
                    }
                })
                .collect_view();
            view! {
                <div class="notice notice--danger" id=ID tabindex="-1" role="alert">
                    <Icon name="stop" />
                    <p><strong>{title.clone()}</strong></p>
                    <ul class="agenda-block__points">{lines}</ul>
                </div>
            }
        })
    }
}
