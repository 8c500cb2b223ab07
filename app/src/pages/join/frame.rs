//! What every screen of the way in shares: the mark, the step, body and foot; and saying things.

use crate::state::{App, use_app};
use crate::ui::*;
use crate::widgets::BrandMark;
use shared::text::{Locale, Text, sentences};

/// Number of steps of joining.
const STEPS: usize = 3;

/// Says things in the language of the interface.
#[derive(Clone, Copy)]
pub(super) struct Say {
    pub app: App,
    pub locale: Locale,
}

/// Makes a [`Say`] for the screen being drawn; another language draws the screen anew.
pub(super) fn say() -> Say {
    let app = use_app();
    Say {
        app,
        locale: app.prefs.locale().get_untracked(),
    }
}

impl Say {
    pub(super) const fn t(self, text: Text) -> &'static str {
        text.get(self.locale)
    }

    pub(super) fn s(self, text: Text) -> String {
        self.t(text).to_owned()
    }
}

/// Draws a screen: the mark, the step if it is one of several, what it says, what can be done.
pub(super) fn frame(
    step: Option<usize>,
    body: impl IntoView + 'static,
    foot: impl IntoView + 'static,
) -> AnyView {
    let say = say();
    let step = step.map(|step| {
        view! { <span class="section__note">{sentences::step_of(step, STEPS, say.locale)}</span> }
    });
    view! {
        <main class="start" id="inhalt">
            <header class="stack stack--tight">
                <p class="cluster cluster--between">
                    <span class="wordmark"><BrandMark accent=true/>"Schulterschluss"</span>
                    {step}
                </p>
            </header>
            <div class="stack">{body}</div>
            <footer class="stack stack--tight">{foot}</footer>
        </main>
    }
    .into_any()
}

/// Sets the name of the window.
pub(super) fn title(words: &str) {
    document().set_title(&format!("{words} · Schulterschluss"));
}
