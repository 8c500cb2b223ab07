//! Something the person should know: what is, what follows, what to do.

use super::{Icon, Tone};
use crate::ui::*;

/// Draws a framed notice; keys to act on it are the children.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// Sign at the side.
    icon: &'static str,
    /// What is.
    #[prop(into)]
    title: String,
    /// What follows; on the same line, in normal weight.
    #[prop(optional, into)]
    text: Option<String>,
    /// Smaller second line.
    #[prop(optional, into)]
    note: Option<String>,
    /// What to do: keys or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class("notice")>
            <Icon name=icon />
            <p>
                <strong>{title}</strong>
                {text.map(|text| format!(" {text}"))}
            </p>
            {note.map(|note| view! { <p class="notice__text">{note}</p> })}
            {children.map(|children| view! { <p class="notice__actions">{children()}</p> })}
        </div>
    }
}
