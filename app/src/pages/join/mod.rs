//! The way in: every screen that stands while the app is not open.
//!
//! Which one is shown is decided by the session's phase, never by the address. Each is one file; they share the
//! frame with mark and step.

mod counting;
mod founding;
mod frame;
mod progress;
mod ready;
mod recover;
mod roofline;
mod screen_lock;
mod trouble;
mod unlock;
mod welcome;
mod words;

use crate::pages::focus;
use crate::pages::room::first_day::FirstDay;
use crate::state::{JoinStep, Phase, use_app};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, HoldButton, Icon};
use shared::text::words as text;

/// Shows the screen of the session's phase as long as it is not open.
#[component]
pub fn Entrance() -> impl IntoView {
    let app = use_app();
    let phase = app.session.phase();
    let locale = app.prefs.locale();
    let shown = Memo::new(move |_| (phase.get(), locale.get()));
    // The helper for the first 24 hours stands in front of everything and holds no data.
    let first_day = RwSignal::new(false);
    provide_context(FirstDayKey(first_day));
    Effect::new(move |before: Option<Phase>| {
        let (now, _) = shown.get();
        // What comes by itself takes nobody's place; after a press, the reader is led to the new heading.
        let by_itself = matches!(
            before,
            None | Some(Phase::Starting | Phase::Joining(JoinStep::Reading))
        );
        if !by_itself {
            request_animation_frame(focus::to_heading);
        }
        now
    });
    move || {
        if first_day.get() {
            let label = text::BACK.get(locale.get());
            let back = view! {
                <button class="icon-button" type="button" aria-label=label on:click=move |_| first_day.set(false)>
                    <Icon name="back"/>
                </button>
            };
            view! { <FirstDay back=back.into_any()/> }.into_any()
        } else {
            screen(shown.get().0)
        }
    }
}

/// Opens the helper for the first 24 hours from a screen of the way in.
#[derive(Clone, Copy)]
struct FirstDayKey(RwSignal<bool>);

/// Draws the way to erase everything: offline, without unlock.
fn erase_key() -> AnyView {
    let say = frame::say();
    let locks = say.app.locks;
    view! {
        <details class="more">
            <summary class="more__line">{say.t(text::ERASE)}</summary>
            <div class="more__body stack stack--tight">
                <p>{say.t(text::ERASE_TEXT)}</p>
                <HoldButton
                    label=say.s(text::ERASE_HOLD)
                    icon="trash"
                    held=Callback::new(move |()| locks.erase_everything())
                />
            </div>
        </details>
    }
    .into_any()
}

/// Draws the key that opens the helper for the first 24 hours.
fn first_day_key() -> AnyView {
    let say = frame::say();
    let open = expect_context::<FirstDayKey>().0;
    view! {
        <Button
            label=say.s(text::JUST_HAPPENED_TEXT)
            icon="clock"
            look=ButtonLook::Quiet
            size=ButtonSize::Wide
            press=Callback::new(move |()| open.set(true))
        />
    }
    .into_any()
}

fn screen(phase: Phase) -> AnyView {
    match phase {
        Phase::Starting => progress::starting(),
        Phase::Empty => trouble::empty(),
        Phase::Locked => counting::or_unlock(),
        Phase::ScreenLocked => screen_lock::screen_lock(),
        Phase::Broken(error) => trouble::broken(&error),
        Phase::OtherTab => trouble::other_tab(),
        Phase::Joining(step) => match step {
            JoinStep::Reading => progress::reading(),
            JoinStep::Failed(error) => trouble::failed(&error),
            JoinStep::Welcome => welcome::welcome(),
            JoinStep::Founding => founding::founding(),
            JoinStep::Sheet => recover::sheet(),
            JoinStep::Recover => recover::found(),
            JoinStep::Words => words::words(),
            JoinStep::Waiting => progress::waiting(),
            JoinStep::Loading => progress::loading(),
            JoinStep::Ready => ready::ready(),
        },
        // The pages stand instead.
        Phase::Open => ().into_any(),
    }
}
