//! Who counted how much: a bar in at most four patterns, and the same in words.

use crate::ui::*;

/// One part of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharePart {
    /// Whose part it is.
    pub label: String,
    /// How much.
    pub value: i64,
}

/// Defines the patterns that [`Share`] fills with; once per page.
#[component]
pub fn SharePatterns() -> impl IntoView {
    view! {
        <svg width="0" height="0" class="visually-hidden" aria-hidden="true" focusable="false">
            <defs>
                <pattern id="p-1" width="8" height="8" patternUnits="userSpaceOnUse">
                    <rect width="8" height="8" class="fill-1"></rect>
                </pattern>
                <pattern id="p-2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="6" height="6" class="fill-panel"></rect>
                    <rect width="3" height="6" class="fill-2"></rect>
                </pattern>
                <pattern id="p-3" width="6" height="6" patternUnits="userSpaceOnUse">
                    <rect width="6" height="6" class="fill-3"></rect>
                    <circle cx="3" cy="3" r="1.3" class="fill-text"></circle>
                </pattern>
                <pattern id="p-4" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
                    <rect width="6" height="6" class="fill-4"></rect>
                    <rect width="2" height="6" class="fill-panel"></rect>
                </pattern>
            </defs>
        </svg>
    }
}

/// Draws the bar and its key. More than four parts: the caller adds the rest up.
#[component]
pub fn Share(
    /// What the parts are parts of, for readers.
    #[prop(into)]
    label: String,
    /// Parts in order; parts below one are drawn in the list only.
    #[prop(into)]
    parts: Signal<Vec<SharePart>>,
) -> impl IntoView {
    let total = move || {
        parts
            .get()
            .iter()
            .map(|part| part.value.max(0))
            .sum::<i64>()
            .max(1)
    };
    let bars = move || {
        let mut x = 0;
        parts
            .get()
            .into_iter()
            .zip(1..)
            .map(|(part, number)| {
                let width = part.value.max(0);
                let start = x;
                x += width;
                view! { <rect x=start width=width height="12" fill=pattern(number)></rect> }
            })
            .collect_view()
    };
    let items = move || {
        parts
            .get()
            .into_iter()
            .zip(1..)
            .map(|(part, number)| {
                view! {
                    <li class="share__item">
                        <svg class="share__key" viewBox="0 0 12 12" aria-hidden="true">
                            <rect width="12" height="12" fill=pattern(number)></rect>
                        </svg>
                        {part.label} " "
                        <b class="share__value">{part.value}</b>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section class="share" aria-label=label>
            <svg
                class="share__bar"
                viewBox=move || format!("0 0 {} 12", total())
                preserveAspectRatio="none"
                aria-hidden="true"
                focusable="false"
            >
                {bars}
            </svg>
            <ul class="share__list">{items}</ul>
        </section>
    }
}

fn pattern(number: usize) -> String {
    format!("url(#p-{})", number.min(4))
}
