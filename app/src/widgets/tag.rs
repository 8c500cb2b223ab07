//! A word with a sign, never a colour alone.

use super::{Icon, Tone};
use crate::ui::*;

/// Draws a small framed word.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: String,
    /// Sign before the word.
    #[prop(optional, into)]
    icon: Option<&'static str>,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <span class=tone.class("tag")>
            {icon.map(|name| view! { <Icon name=name small=true /> })}
            {label}
        </span>
    }
}
