//! The chip in the top bar: how many changes wait, or that all are sent. Leads to the sync page.

use super::Icon;
use crate::ui::*;

/// What the chip says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChipWords {
    /// Sign.
    pub icon: &'static str,
    /// Always shown, for example a number.
    pub short: String,
    /// Shown where there is room; begins with a space if anything stands before it.
    pub word: String,
    /// The whole sentence, for readers.
    pub spoken: String,
}

/// Draws the chip.
#[component]
pub fn SyncChip(
    /// What it says.
    #[prop(into)]
    words: Signal<ChipWords>,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Shows the word on narrow screens too.
    #[prop(optional, into)]
    full: Signal<bool>,
) -> impl IntoView {
    view! {
        <a
            class=move || if full.get() { "sync-chip sync-chip--full" } else { "sync-chip" }
            href=href
            aria-label=move || words.get().spoken
        >
            {move || view! { <Icon name=words.get().icon small=true /> }}
            {move || {
                let short = words.get().short;
                (!short.is_empty()).then(|| view! { <span>{short}</span> })
            }}
            <span class="sync-chip__word">{move || words.get().word}</span>
        </a>
    }
}
