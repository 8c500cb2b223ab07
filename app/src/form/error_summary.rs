//! What is wrong with a form, at its top: takes the focus, leads to the fields.

use crate::pages::focus;
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

/// Draws the list while there is something wrong; each time the list is set, the focus goes here.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    errors: Signal<Vec<FormError>>,
    /// Heading.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    Effect::new(move || {
        if errors.with(|list| !list.is_empty()) {
            request_animation_frame(|| focus::to(ID));
        }
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
