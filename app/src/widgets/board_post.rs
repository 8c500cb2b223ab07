//! A post on a board between towns: what sort, what about, the beginning of its text, who and when.

use super::Icon;
use crate::ui::*;

/// Draws one post; its title leads to its page.
#[component]
pub fn BoardPost(
    /// Sign of the sort.
    icon: &'static str,
    /// Sort of post, in a word.
    #[prop(into)]
    kind: String,
    /// Heading.
    #[prop(into)]
    title: String,
    /// Address of the post's page.
    #[prop(into)]
    href: String,
    /// Beginning of the text; empty is left out.
    #[prop(into)]
    text: String,
    /// Who, when, how many answers.
    #[prop(into)]
    foot: String,
) -> impl IntoView {
    view! {
        <article class="board-post">
            <p class="board-post__kind"><Icon name=icon small=true />{kind}</p>
            <h3 class="board-post__title"><a href=href>{title}</a></h3>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            <p class="board-post__foot">{foot}</p>
        </article>
    }
}
