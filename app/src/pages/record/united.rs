//! What a record took up, or what took it up, with the key that parts them again.

use crate::pages::reading::{Reader, ms_of};
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
        .filter_map(|(union, version)| {
            let (into, from) = (records.get(union.into)?, records.get(union.from)?);
            if !reader.app.session.may_write(into.space) {
                return None;
            }
            let who = reader.who(into.space, version.dot.device);
            let since = sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None);
            let line = if union.into == view.id {
                sentences::took_up(&reader.title(&from), &since, reader.locale)
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
