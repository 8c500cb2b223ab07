//! Who leads a record that is not for this person to change, and the key that takes it over.

use crate::error::advice;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::state::{LedBy, RecordView};
use crate::ui::*;
use crate::widgets::{Button, IconLine};
use leptos::task::spawn_local;
use shared::text::{sentences, words};

/// Draws both in the place of the keys that change a record; nothing where this person changes it.
pub fn line(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let led = reader.app.session.led_by_other(view)?;
    let over = (led != LedBy::Team).then(|| {
        let press = take_over(reader, status, view);
        view! { <p><Button label=reader.s(words::LEAD_TAKE_OVER) icon="person" press=press /></p> }
    });
    Some(
        view! {
            <div class="stack stack--tight">
                <IconLine icon="lock" text=sentence(reader, led) />
                {over}
            </div>
        }
        .into_any(),
    )
}

/// Who leads, in words.
#[must_use]
pub fn sentence(reader: Reader, led: LedBy) -> String {
    let who = match led {
        LedBy::Person(name) => name.unwrap_or_else(|| reader.s(words::UNKNOWN_DEVICE)),
        LedBy::Team => reader.s(words::LED_BY_TEAM),
        LedBy::Gone => return reader.s(words::LED_BY_NOBODY_HERE),
    };
    sentences::led_by(&who, reader.locale)
}

fn take_over(reader: Reader, status: Status, view: &RecordView) -> Callback<()> {
    let view = StoredValue::new_local(view.clone());
    Callback::new(move |()| {
        let view = view.get_value();
        let id = view.id;
        spawn_local(async move {
            match reader.app.records.take_over(view).await {
                Ok(before) => {
                    let undo = Callback::new(move |()| {
                        let before = before.clone();
                        status.clear_snack();
                        spawn_local(async move {
                            match reader.app.records.write(id, vec![before]).await {
                                Ok(()) => status.say(reader.s(words::TAKEN_BACK)),
                                Err(error) => status.offer(reader.s(advice(&error).words), None),
                            }
                        });
                    });
                    status.offer(reader.s(words::LEAD_TAKEN_OVER), Some(undo));
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    })
}
