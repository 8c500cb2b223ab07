//! Numbers that help in an emergency; each is a link the phone can dial.

use super::Icon;
use crate::ui::*;

/// Draws the list; the children are [`Call`]s.
#[component]
pub fn CallList(
    /// The numbers.
    children: Children,
) -> impl IntoView {
    view! { <div class="call-list">{children()}</div> }
}

/// Draws one number.
#[component]
pub fn Call(
    /// Number as it is written.
    #[prop(into)]
    number: String,
    /// Who answers.
    #[prop(into)]
    name: String,
    /// When to call.
    #[prop(into)]
    when: String,
    /// Danger to life or limb.
    #[prop(optional)]
    urgent: bool,
) -> impl IntoView {
    let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
    view! {
        <a class=if urgent { "call call--urgent" } else { "call" } href=format!("tel:{dialled}")>
            <Icon name="phone" />
            <span class="call__name">
                <span class="call__number">{number}</span> " " {name}
            </span>
            <span class="call__when">{when}</span>
        </a>
    }
}
