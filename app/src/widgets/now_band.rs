//! The one band of brick over the full width: an event is running. It never appears otherwise.

use super::Icon;
use crate::ui::*;

/// Draws the running event; its keys are the children.
#[component]
pub fn NowBand(
    /// Since when it is running, in words.
    #[prop(into)]
    state: String,
    /// Name of the event.
    #[prop(into)]
    title: String,
    /// Where the name leads.
    #[prop(into)]
    href: String,
    /// Place, end, people on duty.
    #[prop(into)]
    meta: String,
    /// [`BandKey`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="now-band full-bleed full-bleed--top" aria-labelledby="jetzt">
            <div>
                <p class="now-band__state"><Icon name="clock" small=true />{state}</p>
                <h2 class="now-band__title" id="jetzt">
                    <a class="now-band__link" href=href>{title}</a>
                </h2>
                <p class="now-band__meta">{meta}</p>
            </div>
            <div class="now-band__keys">{children()}</div>
        </section>
    }
}

/// The large key of the band: `+1` and what it counts.
#[component]
pub fn BandKeyMain(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Large sign.
    #[prop(into)]
    big: String,
    /// What it does.
    #[prop(into)]
    label: String,
    /// What stands so far.
    #[prop(into)]
    sub: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="band-key band-key--main" href=href>
            <span class="band-key__big">{big}</span>
            <span>{label} " " <span class="band-key__sub">{move || sub.get()}</span></span>
        </a>
    }
}

/// A smaller key of the band.
#[component]
pub fn BandKey(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Sign above the word.
    icon: &'static str,
    /// What it does.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <a class="band-key" href=href><Icon name=icon />{label}</a> }
}
