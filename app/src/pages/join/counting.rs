//! The locked phone that still counts: this phone's number, plus one, the last one back. No place, no event, no sum.

use super::frame::{say, title};
use super::unlock::unlock;
use crate::error::advice;
use crate::ui::*;
use crate::widgets::{Button, ButtonSize, Icon, Notice, TallyPlus, TallyTotal, Tone};
use shared::text::{event_words, words};

/// Draws the counting screen while the phone counts under lock and nobody wants to unlock it, else the way in.
pub(super) fn or_unlock() -> AnyView {
    let app = say().app;
    let counting = Memo::new(move |_| app.under_lock.count().get().is_some());
    let wanted = RwSignal::new(false);
    (move || {
        if counting.get() && !wanted.get() {
            count(wanted)
        } else {
            unlock()
        }
    })
    .into_any()
}

fn count(wanted: RwSignal<bool>) -> AnyView {
    let say = say();
    let under_lock = say.app.under_lock;
    title(say.t(event_words::LOCKED_SHORT));
    let total = Signal::derive(move || under_lock.count().get().unwrap_or(0));
    let busy = Signal::derive(move || !under_lock.is_stored());
    let caption = Signal::derive(move || {
        let stored = if under_lock.is_stored() {
            event_words::STORED
        } else {
            words::SAVING
        };
        (say.s(event_words::ON_THIS_PHONE), say.s(stored))
    });
    let nothing = Signal::derive(move || total.get() == 0);
    view! {
        <div class="app app--tool" data-theme="dark">
            <header class="app__bar top-bar">
                <h1 class="top-bar__place">
                    {say.t(event_words::LOCKED_SHORT)}
                    <small class="top-bar__sub">{say.t(event_words::COUNTING_GOES_ON)}</small>
                </h1>
                <button class="sync-chip" type="button" on:click=move |_| wanted.set(true)>
                    <Icon name="unlock" small=true />
                    <span>{say.t(words::UNLOCK)}</span>
                </button>
            </header>
            <main class="app__main" id="inhalt" tabindex="-1">
                <div class="tally tally--locked">
                    <TallyTotal total=total label=say.t(event_words::ON_THIS_PHONE) caption=caption busy=busy />
                    <Notice
                        icon="eye-off"
                        title=say.t(event_words::NOTHING_ELSE_HERE)
                        text=say.s(event_words::NOTHING_ELSE_HERE_TEXT)
                    />
                    {move || under_lock.failed().get().map(|error| view! {
                        <Notice tone=Tone::Danger icon="stop" title=say.t(words::FORM_ERRORS) text=say.s(advice(&error).words) />
                    })}
                    <Button
                        label=say.s(event_words::LAST_ONE_BACK)
                        icon="undo"
                        size=ButtonSize::Large
                        disabled=nothing
                        press=Callback::new(move |()| under_lock.minus())
                    />
                    <TallyPlus caption=say.s(words::COUNT_ONE) press=Callback::new(move |()| under_lock.plus()) />
                </div>
            </main>
        </div>
    }
    .into_any()
}
