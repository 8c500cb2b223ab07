//! Zusammenführen: two records side by side, and one takes up the other. The other goes to the Papierkorb, what referred to it
//! refers to the one that stays; all of it can be taken back, at once or later from the page of either.

use super::frame::{Bar, Frame, Place};
use super::missing::Missing;
use super::reading::{Reader, use_reader};
use super::status::{Status, use_status};
use crate::error::{AppError, advice};
use crate::router::{use_navigate, use_params_map};
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, IconLine, LinkButton, PageHead, Section, Segmented};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::lists::{self, Union};
use shared::records::{self, SpaceKind};
use shared::text::{sentences, words};

/// Draws the page for the two records in the address.
#[component]
pub fn Unite() -> impl IntoView {
    let params = use_params_map();
    let reader = use_reader();
    move || {
        let find = |name: &str| {
            let id: RecordId = params.with(|map| map.get(name))?.parse().ok()?;
            untrack(|| reader.app.records.get(id))
        };
        match (find("id"), find("other")) {
            (Some(into), Some(from))
                if into.def.id == from.def.id
                    && into.id != from.id
                    && into.space == from.space
                    && lists::may_unite(into.def)
                    && untrack(|| may_unite(reader, &into, &from)) =>
            {
                page(reader, into, from)
            }
            _ => view! { <Missing /> }.into_any(),
        }
    }
}

/// Uniting changes both.
pub(super) fn may_unite(reader: Reader, into: &RecordView, from: &RecordView) -> bool {
    let session = reader.app.session;
    session.may_change(into) && session.may_change(from)
}

fn page(reader: Reader, into: RecordView, from: RecordView) -> AnyView {
    let status = use_status();
    let def = into.def;
    let theirs = RwSignal::new(Vec::<u16>::new());
    let bar = Bar::Back {
        href: routes::record(def, into.id),
        place: reader.s(words::UNITE),
        sub: Signal::stored(reader.s(def.name)),
    };
    let questions = lists::differences(def, &into.state, &from.state)
        .into_iter()
        .map(|field| {
            let id = field.id;
            let words = |view: &RecordView| reader.field(view, id).unwrap_or_default();
            let options = vec![
                ("hier".to_owned(), words(&into)),
                ("dort".to_owned(), words(&from)),
            ];
            let chosen = Signal::derive(move || {
                let other = theirs.with(|theirs| theirs.contains(&id));
                if other { "dort" } else { "hier" }.to_owned()
            });
            let choose = Callback::new(move |key: String| {
                theirs.update(|theirs| {
                    theirs.retain(|other| *other != id);
                    if key == "dort" {
                        theirs.push(id);
                    }
                });
            });
            view! {
                <Section id=format!("feld-{}", field.key) title=reader.t(field.label)>
                    <Segmented
                        label=reader.t(field.label)
                        options=options
                        chosen=chosen
                        choose=choose
                    />
                </Section>
            }
        })
        .collect_view();
    let title = sentences::twins(&reader.title(&into), &reader.title(&from), reader.locale);
    let swap = routes::unite(from.id, into.id);
    let up = routes::record(def, into.id);
    let pair = StoredValue::new_local((into, from));
    let navigate = StoredValue::new_local(use_navigate());
    let press = Callback::new(move |()| {
        let (into, from) = pair.get_value();
        let theirs = theirs.get_untracked();
        let up = up.clone();
        spawn_local(async move {
            match unite(reader, status, &into, &from, &theirs).await {
                Ok(()) => {
                    let _left = navigate.try_with_value(|go| go(&up, Default::default()));
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    view! {
        <Frame reader=reader title=reader.t(words::UNITE) bar=bar here=Place::of(def)>
            <PageHead title=title text=Signal::stored(reader.s(words::UNITE_TEXT)) />
            {questions}
            {closed_room(reader).map(|text| view! { <IconLine icon="lock" text=text /> })}
            <div class="cluster">
                <Button label=reader.s(words::UNITE) icon="check" look=ButtonLook::Primary press=press />
                <LinkButton label=reader.t(words::UNITE_SWAP) href=swap icon="sync" />
            </div>
        </Frame>
    }
    .into_any()
}

/// While the confidential room is closed nothing in it is written to, nor is said whether there would be something.
pub(super) fn closed_room(reader: Reader) -> Option<String> {
    let has = reader.has_room(SpaceKind::Core) || reader.has_room(SpaceKind::Case);
    (has && !super::room::is_open(reader)).then(|| reader.s(words::UNITE_ROOM_CLOSED))
}

/// Writes everything, each with the mark that leads back, and offers the way back.
async fn unite(
    reader: Reader,
    status: Status,
    into: &RecordView,
    from: &RecordView,
    theirs: &[u16],
) -> Result<(), AppError> {
    let app = reader.app.records;
    let own = lists::take_up(into.def, &into.state, &from.state, theirs);
    let mut writes: Vec<(RecordView, Vec<Edit>)> = Vec::new();
    for def in records::ALL.iter().copied() {
        for view in untrack(|| app.list_all(def)) {
            let edits = lists::point_to(def, &view.state, from.id, into.id);
            writes.push((view, edits));
        }
    }
    writes.retain(|(view, edits)| !edits.is_empty() && reader.app.session.may_write(view.space));
    writes.insert(0, (into.clone(), own));
    writes.push((from.clone(), Vec::new()));
    for (view, edits) in writes {
        let marked = lists::mark(into.id, from.id, edits, &view.state);
        app.write(view.id, marked).await?;
    }
    app.trash(from.id).await?;
    let line = sentences::united(&reader.title(from), &reader.title(into), reader.locale);
    let union = Union {
        into: into.id,
        from: from.id,
        steps: Vec::new(),
    };
    let undo = Callback::new(move |()| part(reader, status, union.clone()));
    status.offer(line, Some(undo));
    Ok(())
}

/// Takes everything back that uniting wrote, unless somebody changed it since.
pub(super) fn part(reader: Reader, status: Status, union: Union) {
    status.clear_snack();
    spawn_local(async move {
        match reader.app.records.part(&union).await {
            Ok(0) => status.say(reader.s(words::TAKEN_BACK)),
            Ok(left) => status.offer(sentences::parted_but(left, reader.locale), None),
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}
