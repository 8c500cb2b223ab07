//! Abgleichtisch: everything that waits for a person's decision, record by record: fields with several versions, and records
//! that may be the same thing. Nothing here decides by itself.

use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, use_reader};
use super::unite::may_unite;
use crate::routes;
use crate::state::{ConflictView, RecordView};
use crate::ui::*;
use crate::widgets::{Empty, LinkButton, PageHead, RowList, Section};
use shared::ids::RecordId;
use shared::lists;
use shared::merge::RecordState;
use shared::records;
use shared::text::{sentences, words};

/// Draws the page.
#[component]
pub fn Desk() -> impl IntoView {
    let reader = use_reader();
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::DESK),
        sub: Signal::stored(String::new()),
    };
    view! {
        <Frame reader=reader title=reader.t(words::DESK) bar=bar here=Place::Sync>
            <PageHead title=reader.s(words::DESK) text=Signal::stored(reader.s(words::DESK_TEXT)) />
            {move || body(reader)}
        </Frame>
    }
}

fn body(reader: Reader) -> AnyView {
    let conflicts = by_record(reader.app.records.conflicts());
    let twins = twins(reader);
    if conflicts.is_empty() && twins.is_empty() {
        return view! { <Empty title=reader.t(words::DESK_EMPTY) text=reader.t(words::DESK_EMPTY_TEXT) /> }
            .into_any();
    }
    let cards = conflicts
        .iter()
        .map(|(record, fields)| conflict_card(reader, record, fields))
        .collect_view();
    let twins = (!twins.is_empty()).then(|| {
        let rows = twins
            .iter()
            .map(|(one, other)| twin_row(reader, one, other))
            .collect_view();
        view! {
            <Section id="dubletten" title=sentences::possible_twins(twins.len(), reader.locale)>
                <p class="section__note">{reader.t(words::TWINS_TEXT)}</p>
                <RowList>{rows}</RowList>
            </Section>
        }
    });
    view! { {cards}{twins} }.into_any()
}

/// Groups conflicts by record, in the order in which they came.
pub(super) fn by_record(conflicts: Vec<ConflictView>) -> Vec<(RecordView, Vec<ConflictView>)> {
    let mut groups: Vec<(RecordView, Vec<ConflictView>)> = Vec::new();
    for conflict in conflicts {
        let group = groups
            .iter_mut()
            .find(|(record, _)| record.id == conflict.record.id);
        match group {
            Some((_, fields)) => fields.push(conflict),
            None => groups.push((conflict.record.clone(), vec![conflict])),
        }
    }
    groups
}

fn conflict_card(reader: Reader, record: &RecordView, fields: &[ConflictView]) -> AnyView {
    let spaces = reader.app.session.spaces().get();
    let space = spaces.into_iter().find(|space| space.id == record.space);
    let link = Some((
        routes::record(record.def, record.id),
        space.map_or_else(|| reader.s(record.def.name), |space| space.title),
    ));
    let rows = fields
        .iter()
        .map(|conflict| {
            let who: Vec<String> = conflict
                .sides
                .iter()
                .map(|side| reader.who(record, side.author.dot.device))
                .collect();
            let label = reader.t(conflict.field.label);
            view! {
                <li class="row-list__item row">
                    <span class="row__body">
                        <span class="row__title">
                            {sentences::field_has_versions(label, conflict.sides.len(), reader.locale)}
                        </span>
                        <span class="row__meta">{who.join(" · ")}</span>
                    </span>
                    <LinkButton
                        label=reader.t(words::SEE_BOTH)
                        href=routes::conflict(record.id, conflict.field.id)
                    />
                </li>
            }
        })
        .collect_view();
    view! {
        <Section id=format!("zu-{}", record.id) title=reader.title(record) link=link>
            <RowList>{rows}</RowList>
        </Section>
    }
    .into_any()
}

/// Records of one town and kind with the same words in their names.
pub(super) fn twins(reader: Reader) -> Vec<(RecordView, RecordView)> {
    let mut found = Vec::new();
    let session = reader.app.session;
    let spaces = session.spaces().get().into_iter().map(|space| space.id);
    let spaces: Vec<_> = spaces.filter(|space| session.may_write(*space)).collect();
    for def in records::ALL
        .iter()
        .copied()
        .filter(|def| lists::may_unite(def))
    {
        let all = reader.app.records.list_all(def);
        // One town at a time: the nearest of another one would hide the own.
        for space in &spaces {
            let views: Vec<&RecordView> = all.iter().filter(|it| it.space == *space).collect();
            let states: Vec<&RecordState> = views.iter().map(|view| &*view.state).collect();
            for (one, other) in lists::twins(def, &states) {
                if let (Some(one), Some(other)) = (views.get(one), views.get(other))
                    && may_unite(reader, one, other)
                {
                    found.push(((*one).clone(), (*other).clone()));
                }
            }
        }
    }
    found
}

fn twin_row(reader: Reader, one: &RecordView, other: &RecordView) -> AnyView {
    let (first, second): (RecordId, RecordId) = (one.id, other.id);
    view! {
        <li class="row-list__item row">
            <span class="row__body">
                <span class="row__title">
                    {sentences::twins(&reader.title(one), &reader.title(other), reader.locale)}
                </span>
                <span class="row__meta">{reader.t(one.def.name)}</span>
            </span>
            <LinkButton label=reader.t(words::COMPARE) href=routes::unite(first, second) />
        </li>
    }
    .into_any()
}
