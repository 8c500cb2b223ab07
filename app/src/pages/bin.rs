//! Papierkorb: what was thrown away and can be brought back.

use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, ms_of, use_reader};
use super::record::restore;
use super::status::{Status, use_status};
use crate::routes;
use crate::ui::*;
use crate::widgets::{Button, Empty, Icon, PageHead, RowList};
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn Bin() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let bar = Bar::Back {
        href: routes::TOWN.to_owned(),
        place: reader.s(words::TRASH),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::TRASH) bar=bar here=Place::Town>
            <PageHead title=reader.s(words::TRASH) />
            {move || list(reader, status)}
        </Frame>
    }
}

fn list(reader: Reader, status: Status) -> AnyView {
    let all = reader.app.records.trashed();
    if all.is_empty() {
        return view! { <Empty title=reader.t(words::TRASH_EMPTY) text=reader.t(words::TRASH_EMPTY_TEXT) /> }
            .into_any();
    }
    let rows = all
        .iter()
        .map(|view| {
            let id = view.id;
            let who = view.state.changed().map(|version| {
                let who = reader.who(view, version.dot.device);
                sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None)
            });
            let meta = [Some(reader.s(view.def.name)), who].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let may = reader.app.session.may_change(view);
            view! {
                <li class="row-list__item row">
                    <Icon name=view.def.icon />
                    <span class="row__body">
                        <a class="row__title" href=routes::record(view.def, id)>{reader.title(view)}</a>
                        <span class="row__meta">{meta}</span>
                    </span>
                    {may.then(|| view! {
                        <Button
                            label=reader.s(words::RESTORE)
                            icon="undo"
                            press=Callback::new(move |()| restore(reader, status, id))
                        />
                    })}
                </li>
            }
        })
        .collect_view();
    view! { <RowList>{rows}</RowList> }.into_any()
}
