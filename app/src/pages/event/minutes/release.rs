//! The steps of minutes from writing to handing out: the chair releases, then they are locked; each organisation gets its own
//! tasks, and only those.

use crate::pages::event::{handout, set, share_key, text, write};
use crate::pages::reading::{Reader, state_of};
use crate::pages::status::Status;
use crate::pages::trust::readers;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Icon, Notice, RowList, Section, Tone};
use shared::records::PROTOKOLL;
use shared::text::{event_sentences, event_words};
use shared::value::Value;

/// The next step of the minutes, and what it means.
pub(super) fn release(reader: Reader, status: Status, view: &RecordView) -> Option<AnyView> {
    let id = view.id;
    if !reader.app.session.may_write(view.space) {
        return None;
    }
    let here = state_of(view)?.key;
    let blocked = view.state.conflicts().next().is_some();
    let (label, next, icon) = match here {
        "mitschrift" => (event_words::TO_DRAFT, "entwurf", "check"),
        "entwurf" => (event_words::RELEASE, "freigegeben", "decision"),
        "freigegeben" => (event_words::MARK_SENT, "versandt", "outbox"),
        _ => (event_words::BACK_TO_DRAFT, "entwurf", "undo"),
    };
    let go = move |next: &'static str| {
        Callback::new(move |()| {
            let Some(view) = untrack(|| reader.app.records.get(id)) else {
                return;
            };
            let mut edits = vec![set(Some(&view), &PROTOKOLL, "status", text(next))];
            if next == "freigegeben" {
                let today = untrack(|| reader.today());
                edits.push(set(
                    Some(&view),
                    &PROTOKOLL,
                    "freigegeben_am",
                    Value::Date(today),
                ));
            }
            write(reader, status, id, edits);
        })
    };
    let back = (here == "freigegeben").then(|| {
        view! { <Button label=reader.s(event_words::BACK_TO_DRAFT) icon="undo" press=go("entwurf") /> }
    });
    Some(
        view! {
            {(here == "entwurf").then(|| view! { <p class="section__note screen-only">{reader.t(event_words::RELEASE_TEXT)}</p> })}
            {blocked.then(|| view! { <Notice tone=Tone::Warn icon="conflict" title=reader.t(event_words::DECIDE_FIRST) /> })}
            {readers::line(reader, view.space)}
            <Button label=reader.s(label) icon=icon look=ButtonLook::Primary size=ButtonSize::Large disabled=blocked press=go(next) />
            {back}
        }
        .into_any(),
    )
}

/// Each organisation gets its own tasks, and only those.
pub(super) fn hand_out(reader: Reader, status: Status, view: &RecordView) -> AnyView {
    let minutes = view.id;
    let groups = handout::groups(reader, minutes);
    let rows: Vec<AnyView> = groups
        .into_iter()
        .enumerate()
        .map(|(place, (who, tasks))| {
            let count = event_sentences::tasks(tasks.len(), reader.locale);
            let whole = handout::in_words(reader, view, &who, &tasks);
            let key = share_key(
                reader,
                status,
                reader.t(event_words::SHARE),
                who.clone(),
                whole,
            );
            let href = routes::handout(minutes, place);
            view! {
                <li class="row-list__item row">
                    <Icon name="people" />
                    <span class="row__body">
                        <a class="row__title" href=href>{who}</a>
                        <span class="row__meta">{count}</span>
                    </span>
                    {key}
                </li>
            }
            .into_any()
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="screen-only"><Section id="austeilen" title=reader.t(event_words::HAND_OUT)>
            <p class="section__note">{reader.t(event_words::HAND_OUT_TEXT)}</p>
            <RowList>{rows}</RowList>
        </Section></div>
    }
    .into_any()
}
