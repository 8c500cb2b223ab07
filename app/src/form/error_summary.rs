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

/// Draws the list while there is something wrong; the focus goes here when it is found, not when some of it is mended.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    errors: Signal<Vec<FormError>>,
    /// Heading.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    Effect::new(move |before: Option<usize>| {
        let now = errors.with(Vec::len);
        if now > 0 && before.is_none_or(|before| now >= before) {
            request_animation_frame(|| focus::to(ID));
        }
        now
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
