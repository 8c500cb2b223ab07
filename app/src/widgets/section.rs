//! A part of a page under the double rule of a printed gazette.

use super::Icon;
use crate::ui::*;

/// Draws heading, an optional way on, and the children below.
#[component]
pub fn Section(
    /// Id of the heading, unique on the page.
    #[prop(into)]
    id: String,
    /// Heading.
    #[prop(into)]
    title: String,
    /// Address and words of the link at the end of the heading line.
    #[prop(optional_no_strip)]
    link: Option<(String, String)>,
    /// A key there instead.
    #[prop(optional_no_strip)]
    key: Option<AnyView>,
    /// What the part contains.
    children: Children,
) -> impl IntoView {
    let heading = id.clone();
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section__head">
                <h2 id=heading>{title}</h2>
                {link.map(|(href, label)| view! {
                    <a class="section__link" href=href>
                        {label} <Icon name="open" small=true />
                    </a>
                })}
                {key}
            </div>
            {children()}
        </section>
    }
}
