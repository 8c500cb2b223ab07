//! What a record took up, or what took it up, with the key that parts them again, and what cannot be parted from here.

use crate::pages::reading::{Reader, ms_of};
use crate::pages::rows::shortened;
use crate::pages::status::Status;
use crate::pages::unite::{closed_room, part};
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, IconLine};
use shared::ids::SpaceId;
use shared::lists::Union;
use shared::records::SpaceKind;
use shared::text::{sentences, words};

/// Letters of the names of what stays as it is.
const NAMES_CHARS: usize = 120;

/// Draws what was united, with a key for each.
pub(super) fn lines(reader: Reader, status: Status, view: &RecordView) -> Vec<AnyView> {
    let records = reader.app.records;
    let unions = records.unions(view.id).into_iter();
    unions
        .filter_map(|(union, version)| {
            let (into, from) = (records.get(union.into)?, records.get(union.from)?);
            let (stays, gone) = (reader.title(&into), reader.title(&from));
            let line = if union.into == view.id {
                let who = reader.who(&into, version.dot.device);
                let since = sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None);
                sentences::took_up(&gone, &since, reader.locale)
            } else if union.from == view.id {
                sentences::united(&gone, &stays, reader.locale)
            } else {
                sentences::still_points_to(&gone, &stays, reader.locale)
            };
            let may_write = reader.app.session.may_write(view.space);
            let limits = if may_write {
                limits(reader, &union, &into)
            } else {
                vec![sentences::parts_who_writes(&circle(reader, view.space), reader.locale)]
            };
            let limits: Vec<AnyView> = limits
                .into_iter()
                .map(|text| view! { <IconLine icon="lock" text=text /> }.into_any())
                .collect();
            let press = Callback::new(move |()| part(reader, status, union.clone()));
            let key = may_write.then(|| {
                view! { <p><Button label=reader.s(words::PART_AGAIN) icon="undo" press=press /></p> }
            });
            Some(
                view! {
                    <div class="stack stack--tight">
                        <IconLine icon="link" text=line />
                        {limits}
                        {key}
                    </div>
                }
                .into_any(),
            )
        })
        .collect()
}

/// What stays as it is when the two are parted from this device, and who can part it.
fn limits(reader: Reader, union: &Union, into: &RecordView) -> Vec<String> {
    let (_, left) = reader.app.records.parting(union);
    let mut lines = Vec::new();
    let spaces = reader.app.session.spaces().get();
    for space in &spaces {
        let there = left.iter().filter(|view| view.space == space.id);
        let names: Vec<String> = there.map(|view| reader.title(view)).collect();
        if !names.is_empty() {
            let names = shortened(&names.join(", "), NAMES_CHARS);
            lines.push(sentences::stays_united(&names, &space.title, reader.locale));
        }
    }
    // What other towns have is not even seen here.
    let shared = spaces.iter().find(|space| space.id == into.space);
    if shared.is_some_and(|space| space.kind == SpaceKind::Network) {
        lines.push(reader.s(words::PART_OTHER_TOWNS));
    }
    lines.extend(closed_room(reader));
    lines
}

fn circle(reader: Reader, id: SpaceId) -> String {
    let spaces = reader.app.session.spaces().get();
    let found = spaces.into_iter().find(|space| space.id == id);
    found.map(|space| space.title).unwrap_or_default()
}
