//! The list of the whole app: a framed list of rows, each a link or plain.

use super::Icon;
use crate::ui::*;

/// Draws the frame; the children are [`Row`]s or other list items.
#[component]
pub fn RowList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <ul class="row-list">{children()}</ul> }
}

/// Draws one row.
#[component]
pub fn Row(
    /// First line.
    #[prop(into)]
    title: String,
    /// Second line; empty is left out.
    #[prop(optional, into)]
    meta: String,
    /// Where a press leads; a row without it is plain.
    #[prop(optional, into)]
    href: MaybeProp<String>,
    /// Sign at the start.
    #[prop(optional, into)]
    icon: MaybeProp<String>,
    /// A block at the start instead of a sign, for example a date.
    #[prop(optional_no_strip)]
    lead: Option<AnyView>,
    /// What stands below the second line, for example tags.
    #[prop(optional_no_strip)]
    tags: Option<AnyView>,
    /// What stands at the end, for example a number.
    #[prop(optional_no_strip)]
    end: Option<AnyView>,
) -> impl IntoView {
    let (href, icon) = (href.get_untracked(), icon.get_untracked());
    let is_link = href.is_some();
    let inside = view! {
        {icon.map(|name| view! { <Icon name=name /> })}
        {lead}
        <span class="row__body">
            <span class="row__title">{title}</span>
            {(!meta.is_empty()).then(|| view! { <span class="row__meta">{meta}</span> })}
            {tags}
        </span>
        {end.map(|end| view! { <span class="row__end">{end}</span> })}
        {is_link.then(|| view! { <Icon name="open" small=true /> })}
    };
    match href {
        Some(href) => view! {
            <li class="row-list__item"><a class="row" href=href>{inside}</a></li>
        }
        .into_any(),
        None => view! { <li class="row-list__item row">{inside}</li> }.into_any(),
    }
}
