//! The name of a page and one sentence about it.

use crate::ui::*;

/// Draws kicker, heading, keys beside the heading and a sentence.
#[component]
pub fn PageHead(
    /// Small line above the heading.
    #[prop(optional, into)]
    kicker: MaybeProp<String>,
    /// Heading; takes the focus after navigation.
    #[prop(into)]
    title: Signal<String>,
    /// Sentence below.
    #[prop(optional, into)]
    text: Option<Signal<String>>,
    /// Keys beside the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="page-head">
            {kicker.get_untracked().map(|kicker| view! { <p class="page-head__kicker">{kicker}</p> })}
            <div class="page-head__row">
                <h1>{move || title.get()}</h1>
                {children.map(|children| view! { <div class="cluster">{children()}</div> })}
            </div>
            {text.map(|text| view! { <p>{move || text.get()}</p> })}
        </div>
    }
}
