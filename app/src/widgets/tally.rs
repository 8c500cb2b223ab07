//! Counting with one thumb: the sum of all phones, a key per band, one very large key.
//!
//! Presses are reported one by one and at once; nothing here waits for storage. `pointerdown` is not used: a
//! press that turns into scrolling must not count.

use crate::ui::*;

/// Draws the sum.
#[component]
pub fn TallyTotal(
    /// Sum of all phones.
    #[prop(into)]
    total: Signal<i64>,
    /// Word before the number, for readers.
    #[prop(into)]
    label: String,
    /// Two short lines beside it.
    #[prop(into)]
    caption: Signal<(String, String)>,
    /// Part of the number is not on the disk yet.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="tally__total">
            <output
                class="tally__number"
                aria-live="polite"
                aria-busy=move || busy.get().then_some("true")
                aria-label=move || format!("{label} {}", total.get())
            >
                {move || total.get()}
            </output>
            <p class="tally__caption">
                {move || caption.get().0} <br /> {move || caption.get().1}
            </p>
        </div>
    }
}

/// Draws the key of one band.
#[component]
pub fn TallyBand(
    /// Name of the band.
    #[prop(into)]
    name: String,
    /// Count so far.
    #[prop(into)]
    count: Signal<i64>,
    /// What readers hear after the count.
    #[prop(into)]
    spoken: String,
    /// One more.
    press: Callback<()>,
    /// It counts something beside the visitors: a name of words, not of numbers.
    #[prop(optional)]
    mark: bool,
) -> impl IntoView {
    let class = if mark {
        "tally__band tally__band--mark"
    } else {
        "tally__band"
    };
    view! {
        <button class=class type="button" on:click=move |_| press.run(())>
            <span class="tally__band-name">{name}</span>
            <span class="tally__band-count">{move || count.get()}</span>
            <span class="visually-hidden">{spoken}</span>
        </button>
    }
}

/// Draws the very large key.
#[component]
pub fn TallyPlus(
    /// What it counts and how many so far.
    #[prop(into)]
    caption: Signal<String>,
    /// One more.
    press: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="tally__plus" type="button" on:click=move |_| press.run(())>
            <span class="tally__plus-sign">"+1"</span>
            <span>{move || caption.get()}</span>
        </button>
    }
}
