//! Zwei Fassungen: the versions of a field side by side, and the decision. Nothing decides by itself; what is decided
//! can be taken back.

use super::frame::{Bar, Frame, Place};
use super::missing::Missing;
use super::reading::{Reader, ms_of, use_reader};
use super::status::{Status, use_status};
use crate::error::advice;
use crate::form::NamesGuard;
use crate::router::{NavigateOptions, use_navigate, use_params_map};
use crate::routes;
use crate::state::{ConflictView, Dot, RecordView, Resolution, Side, Version};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, Conflict, LinkButton, LongTextInput, Notice, PageHead, Piece,
    Section, Side as Card, Tone, Wiring, fold, word_diff,
};
use leptos::task::spawn_local;
use shared::ids::RecordId;
use shared::merge::{Draft, Part};
use shared::records::{FieldDef, FieldKind};
use shared::text::{sentences, words};
use shared::value::Value;

/// Draws the decision in the address.
#[component]
pub fn Decide() -> impl IntoView {
    let params = use_params_map();
    let reader = use_reader();
    move || {
        let (id, number) = params.with(|map| (map.get("id"), map.get("field")));
        let id: Option<RecordId> = id.and_then(|id| id.parse().ok());
        let number: Option<u16> = number.and_then(|number| number.parse().ok());
        let view = untrack(|| id.and_then(|id| reader.app.records.get(id)));
        match view
            .zip(number)
            .and_then(|(view, number)| Some((view.id, view.def.field(number)?)))
        {
            Some((id, field)) => view! { <DecidePage id=id field=field /> }.into_any(),
            None => view! { <Missing /> }.into_any(),
        }
    }
}

#[component]
fn DecidePage(id: RecordId, field: &'static FieldDef) -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let sub = Signal::derive(move || {
        records
            .get(id)
            .map(|view| reader.title(&view))
            .unwrap_or_default()
    });
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::TWO_VERSIONS),
        sub,
    };
    let navigate = StoredValue::new_local(use_navigate());
    let decide = Callback::new(move |how: Resolution| {
        spawn_local(async move {
            match records.resolve(id, field.id, how).await {
                Ok(undo) => {
                    let undo = StoredValue::new_local(Some(undo));
                    let back = Callback::new(move |()| take_back(reader, status, undo));
                    status.offer(reader.s(words::CONFLICT_SOLVED), Some(back));
                    let up = untrack(|| records.get(id)).map(|view| routes::record(view.def, id));
                    navigate.try_with_value(|go| {
                        go(&up.unwrap_or_default(), NavigateOptions { replace: true });
                    });
                }
                Err(error) => status.offer(reader.s(advice(&error).words), None),
            }
        });
    });
    view! {
        <Frame reader=reader title=reader.t(words::TWO_VERSIONS) bar=bar here=Place::Today>
            {move || {
                let found = records.conflicts().into_iter().find(|it| it.record.id == id && it.field.id == field.id);
                match found {
                    Some(conflict) => open(reader, &conflict, decide),
                    None => settled(reader, id, field),
                }
            }}
            {draft(reader, status, id, field, decide)}
        </Frame>
    }
}

/// A long text put together from all versions, to be read through and saved or left. Nothing saves it by itself.
fn draft(
    reader: Reader,
    status: Status,
    id: RecordId,
    field: &'static FieldDef,
    decide: Callback<Resolution>,
) -> AnyView {
    let FieldKind::LongText { chars_max } = field.kind else {
        return ().into_any();
    };
    let records = reader.app.records;
    let found = Memo::new(move |_| records.get(id).and_then(|view| view.state.draft(field.id)));
    let typed = RwSignal::new(String::new());
    let offered = StoredValue::new(String::new());
    let save = Callback::new(move |()| {
        let text = typed.get_untracked();
        if text.chars().count() > usize::from(chars_max) {
            status.offer(reader.s(words::SAVE_TOO_LARGE), None);
        } else {
            decide.run(Resolution::Value(Value::Text(text)));
        }
    });
    let drawn = move || {
        let draft = found.get()?;
        let text = draft.text();
        // What somebody has changed in the draft stays when another version arrives.
        if untrack(|| typed.with(|typed| offered.with_value(|offered| typed == offered))) {
            offered.set_value(text.clone());
            typed.set(text);
        }
        let explanation = if draft.is_agreed() {
            words::DRAFT_AGREED
        } else {
            words::DRAFT_OPEN
        };
        let wiring = Wiring {
            hint: Some(reader.s(explanation)),
            ..Wiring::plain("entwurf-text", reader.t(field.label))
        };
        Some(
            view! {
                <Section id="entwurf" title=reader.t(words::DRAFT)>
                    {open_places(reader, id, field, &draft)}
                    <LongTextInput wiring=wiring value=typed chars_max=chars_max />
                    {field.names_guard.then(|| view! { <NamesGuard value=typed reader=reader /> })}
                    <Button
                        label=reader.s(words::DRAFT_SAVE)
                        icon="check"
                        look=ButtonLook::Primary
                        size=ButtonSize::Wide
                        press=save
                    />
                </Section>
            }
            .into_any(),
        )
    };
    drawn.into_any()
}

/// Who wrote what, where several changed one place.
fn open_places(reader: Reader, id: RecordId, field: &FieldDef, draft: &Draft) -> Vec<AnyView> {
    let Some(view) = untrack(|| reader.app.records.get(id)) else {
        return Vec::new();
    };
    let sides = draft.parts.iter().filter_map(|part| match part {
        Part::Side { dot, text } => Some((*dot, text.clone())),
        Part::Agreed(_) => None,
    });
    sides
        .filter_map(|(dot, text)| {
            let mut versions = view.state.versions(field.id).iter();
            let version = versions.find(|version| version.dot == dot)?;
            let who = reader.who(&view, dot.device);
            let when = sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None);
            Some(
                view! { <p class="conflict__before"><strong>{when}</strong>" "{text}</p> }
                    .into_any(),
            )
        })
        .collect()
}

type UndoCell = StoredValue<Option<crate::state::Undo>, LocalStorage>;

fn take_back(reader: Reader, status: Status, undo: UndoCell) {
    let Some(undo) = undo.try_update_value(Option::take).flatten() else {
        return;
    };
    spawn_local(async move {
        match reader.app.records.undo(undo).await {
            Ok(()) => {
                status.clear_snack();
                status.say(reader.s(words::DECISION_TAKEN_BACK));
            }
            Err(error) => status.offer(reader.s(advice(&error).words), None),
        }
    });
}

fn settled(reader: Reader, id: RecordId, field: &'static FieldDef) -> AnyView {
    let back = reader
        .app
        .records
        .get(id)
        .map(|view| routes::record(view.def, id));
    view! {
        <PageHead title=reader.s(field.label) />
        <Notice tone=Tone::Ok icon="done" title=reader.t(words::NO_CONFLICTS)>
            {back.map(|href| view! { <LinkButton label=reader.t(words::NEXT) href=href /> })}
        </Notice>
    }
    .into_any()
}

fn open(reader: Reader, conflict: &ConflictView, decide: Callback<Resolution>) -> AnyView {
    let record = &conflict.record;
    let field = conflict.field;
    let own = reader.app.session.device();
    let mut versions: Vec<&Side> = conflict.sides.iter().collect();
    // Own version first, then the newest; the sort keeps the order of the rest.
    versions.sort_by_key(|written| written.author.dot.device != own);
    let many = versions.len() > 2;
    let texts: Vec<String> = versions
        .iter()
        .map(|written| words_of(reader, field, &written.version))
        .collect();
    // "Mine" and "other" only where there is one of each; else the versions are numbered.
    let own_count = versions
        .iter()
        .filter(|written| written.author.dot.device == own)
        .count();
    let alone = own_count == 1 && !many;
    let sides = versions
        .iter()
        .enumerate()
        .map(|(number, written)| {
            let mine = written.author.dot.device == own;
            let text = texts.get(number).cloned().unwrap_or_default();
            let other = texts
                .iter()
                .enumerate()
                .find(|(at, _)| *at != number)
                .map(|(_, text)| text.as_str());
            let label = label(reader, mine, alone, number);
            let pieces = pieces(&text, other.unwrap_or_default());
            side(reader, record, written, label, pieces, decide)
        })
        .collect();
    let explanation = if many {
        words::CONFLICT_TEXT_MANY
    } else {
        words::CONFLICT_TEXT
    };
    let joinable = match field.kind {
        FieldKind::Text { .. } | FieldKind::LongText { .. } => true,
        FieldKind::Number { .. }
        | FieldKind::Money
        | FieldKind::YesNo
        | FieldKind::Date
        | FieldKind::DateTime
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::State { .. }
        | FieldKind::Link { .. }
        | FieldKind::AnyLink
        | FieldKind::Links { .. }
        | FieldKind::Counter
        | FieldKind::Corrections { .. }
        | FieldKind::Files
        | FieldKind::Ags
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Url => false,
    };
    let before = before(reader, record, field, &conflict.sides);
    let anew = routes::edit(record.def, record.id);
    view! {
        <PageHead title=reader.s(field.label) text=Signal::stored(reader.s(explanation)) />
        <Conflict label=reader.t(words::TWO_VERSIONS) sides=sides fold_words=sentences::unchanged locale=reader.locale>
            <div class="keys">
                {joinable.then(|| view! {
                    <Button
                        label=reader.s(words::KEEP_BOTH)
                        icon="plus"
                        size=ButtonSize::Wide
                        press=Callback::new(move |()| decide.run(Resolution::Both))
                    />
                })}
                <LinkButton
                    label=reader.t(words::WRITE_ANEW)
                    href=anew
                    icon="note"
                    size=ButtonSize::Wide
                />
                <LinkButton
                    label=reader.t(words::DECIDE_LATER)
                    href=routes::TODAY
                    icon="clock"
                    size=ButtonSize::Wide
                />
            </div>
            {before.map(|before| view! { <p class="conflict__before conflict__before--clipped">{before}</p> })}
            <p class="conflict__before">{reader.t(words::CONFLICT_AFTER)}</p>
        </Conflict>
        <p>
            <a class="section__link" href=routes::history(record.def, record.id)>
                <crate::widgets::Icon name="history" small=true />
                {reader.t(words::HISTORY)}
            </a>
        </p>
    }
    .into_any()
}

fn side(
    reader: Reader,
    record: &RecordView,
    written: &Side,
    label: Label,
    pieces: Vec<Piece>,
    decide: Callback<Resolution>,
) -> Card {
    let dot: Dot = written.version.dot;
    let author = &written.author;
    let name = reader.author_name(record, author.dot.device);
    let here = label.mine.then(|| reader.t(words::THIS_PHONE_LOWER));
    Card {
        heading: label.heading,
        when: sentences::who_when(&name, &reader.near_ms(ms_of(author.hlc)), here),
        mine: label.mine,
        pieces,
        take: label.take,
        press: Callback::new(move |()| decide.run(Resolution::Take(dot))),
    }
}

/// What a version is called, and the key that takes it.
struct Label {
    mine: bool,
    heading: String,
    take: String,
}

fn label(reader: Reader, mine: bool, alone: bool, number: usize) -> Label {
    let (heading, take) = match (alone, mine) {
        (true, true) => (reader.s(words::MY_VERSION), words::TAKE_MINE),
        (true, false) => (reader.s(words::OTHER_VERSION), words::TAKE_THEIRS),
        (false, _) => (
            sentences::version_number(number + 1, reader.locale),
            words::TAKE_THIS,
        ),
    };
    Label {
        mine,
        heading,
        take: reader.s(take),
    }
}

fn words_of(reader: Reader, field: &FieldDef, version: &Version) -> String {
    if version.value.is_empty() {
        reader.s(words::EMPTIED)
    } else {
        reader.value(field, &version.value)
    }
}

/// Marks what differs; where nothing is alike, marks would only be noise.
fn pieces(text: &str, other: &str) -> Vec<Piece> {
    let pieces = word_diff(text, other);
    if pieces
        .iter()
        .all(|piece| piece.differs || piece.text.trim().is_empty())
    {
        return vec![Piece {
            text: text.to_owned(),
            differs: false,
            folded: false,
        }];
    }
    fold(pieces)
}

/// What stood there before both versions, and until when.
fn before(reader: Reader, record: &RecordView, field: &FieldDef, sides: &[Side]) -> Option<String> {
    let until = sides.iter().map(|side| side.author.hlc).min()?;
    // What a decision that was taken back made of it is not what was there before.
    let old = record.state.history(field.id).into_iter().find(|version| {
        version.hlc <= until && sides.iter().all(|side| side.author.dot != version.dot)
    })?;
    Some(sentences::before_until(
        &reader.near_ms(ms_of(until)),
        &words_of(reader, field, old),
        reader.locale,
    ))
}
