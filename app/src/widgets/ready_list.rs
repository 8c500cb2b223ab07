//! Facts that are proven, one per line, with what is still open among them.

use super::Icon;
use crate::ui::*;

/// Draws the list; the children are [`ReadyItem`]s.
#[component]
pub fn ReadyList(
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! { <ol class="ready-list">{children()}</ol> }
}

/// Draws one line.
#[component]
pub fn ReadyItem(
    /// The fact.
    #[prop(into)]
    text: String,
    /// Smaller second line.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// Sign before it.
    #[prop(default = "done")]
    icon: &'static str,
    /// Not proven yet.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let class = if open {
        "ready-list__item ready-list__item--open"
    } else {
        "ready-list__item"
    };
    view! {
        <li class=class>
            <Icon name=icon />
            <span>{text}</span>
            {note.get_untracked().map(|note| view! { <span class="ready-list__note">{note}</span> })}
        </li>
    }
}
