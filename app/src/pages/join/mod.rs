//! The way in: every screen that stands while the app is not open.
//!
//! Which one is shown is decided by the session's phase, never by the address. Each is one file; they share the
//! frame with mark and step.

mod founding;
mod frame;
mod progress;
mod ready;
mod roofline;
mod screen_lock;
mod trouble;
mod unlock;
mod welcome;
mod words;

use crate::pages::focus;
use crate::state::{JoinStep, Phase, use_app};
use crate::ui::*;

/// Shows the screen of the session's phase as long as it is not open.
#[component]
pub fn Entrance() -> impl IntoView {
    let app = use_app();
    let phase = app.session.phase();
    let locale = app.prefs.locale();
    let shown = Memo::new(move |_| (phase.get(), locale.get()));
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
    move || screen(shown.get().0)
}

fn screen(phase: Phase) -> AnyView {
    match phase {
        Phase::Starting => progress::starting(),
        Phase::Empty => trouble::empty(),
        Phase::Locked => unlock::unlock(),
        Phase::ScreenLocked => screen_lock::screen_lock(),
        Phase::Broken(error) => trouble::broken(&error),
        Phase::OtherTab => trouble::other_tab(),
        Phase::Joining(step) => match step {
            JoinStep::Reading => progress::reading(),
            JoinStep::Failed(error) => trouble::failed(&error),
            JoinStep::Welcome => welcome::welcome(),
            JoinStep::Founding => founding::founding(),
            JoinStep::Words => words::words(),
            JoinStep::Waiting => progress::waiting(),
            JoinStep::Loading => progress::loading(),
            JoinStep::Ready => ready::ready(),
        },
        // The pages stand instead.
        Phase::Open => ().into_any(),
    }
}
