//! What a record took up, or what took it up, with the key that parts them again. Known on the device that united them.

use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::pages::unite::part;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, IconLine};
use shared::text::{sentences, words};

/// Draws a line and a key for each.
pub(super) fn lines(reader: Reader, status: Status, view: &RecordView) -> Vec<AnyView> {
    let records = reader.app.records;
    let unions = records.unions(view.id).into_iter();
    unions
        .filter_map(|union| {
            let (into, from) = (records.get(union.into)?, records.get(union.from)?);
            if !reader.app.session.may_write(into.space) {
                return None;
            }
            let time = reader.near_ms(union.at_ms);
            let line = if union.into == view.id {
                sentences::took_up(&reader.title(&from), &time, reader.locale)
            } else {
                sentences::united(&reader.title(&from), &reader.title(&into), reader.locale)
            };
            let press = Callback::new(move |()| part(reader, status, union.clone()));
            Some(
                view! {
                    <div class="stack stack--tight">
                        <IconLine icon="link" text=line />
                        <p><Button label=reader.s(words::PART_AGAIN) icon="undo" press=press /></p>
                    </div>
                }
                .into_any(),
            )
        })
        .collect()
}
