//! Zentrale: the desk of the project team. Which towns stand where and who needs a talk, enquiries with their clock, what
//! has two versions, offers that want checking.
//!
//! A screen built for its kinds: accompaniment, enquiry, offer, and what a talk is seen by.

use super::event::report::{Sums, sums};
use super::frame::{Bar, Frame, Place};
use super::missing::Missing;
use super::network::is_fresh;
use super::reading::{Reader, day_in, phase_of, state_of, use_reader};
use super::rows::{row_with, shortened};
use super::{desk, events, search};
use crate::router::use_navigate;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Figure, FigureRow, PageHead, PhaseTrack, Row, RowList, SearchBox, Section, Tag, Tone,
};
use shared::ids::SpaceId;
use shared::lists::{self, Place as Step};
use shared::records::{
    AKTEUR, ANFRAGE, ANGEBOT, BEGLEITUNG, KOMMUNE, NOTIZ, Phase, RecordDef, SpaceKind,
    VERANSTALTUNG,
};
use shared::text::{dates, event_sentences, event_words, sentences, words};

/// Working days within which an enquiry is answered.
const ANSWER_DAYS: i32 = 5;
/// Days without a talk after which a town needs one: four weeks.
const QUIET_DAYS: i32 = 28;
/// Rows shown before "all".
const ROWS_SHOWN: usize = 5;
/// Records named in the second line of a card.
const NAMED: usize = 2;
/// Letters of that line: three lines of a phone.
const NAMES_CHARS: usize = 120;
/// Events of the last weeks that are shown.
const EVENTS_SHOWN: usize = 8;
/// Phases of an accompaniment that are drawn.
const PHASES: usize = 9;

/// Draws the page; only for those who have the team's circle.
#[component]
pub fn Centre() -> impl IntoView {
    let reader = use_reader();
    move || {
        if reader.has_room(SpaceKind::Team) {
            page(reader)
        } else {
            view! { <Missing /> }.into_any()
        }
    }
}

fn page(reader: Reader) -> AnyView {
    let bar = Bar::Back {
        href: routes::NETWORK.to_owned(),
        place: reader.s(words::CENTRE),
        sub: Signal::derive(move || reader.day(reader.today())),
    };
    let count = Memo::new(move |_| {
        let spaces = reader.app.session.spaces().get();
        let towns = spaces.iter().filter(|space| space.kind == SpaceKind::Town);
        towns.count()
    });
    let title = Signal::derive(move || sentences::towns_this_week(count.get(), reader.locale));
    let query = RwSignal::new(String::new());
    let navigate = StoredValue::new_local(use_navigate());
    let submit = Callback::new(move |()| {
        search::remember(query.get_untracked());
        let _left = navigate.try_with_value(|go| go(routes::SEARCH, Default::default()));
    });
    view! {
        <Frame reader=reader title=reader.t(words::CENTRE) bar=bar here=Place::Centre chip_full=true>
            <PageHead title=title>
                <SearchBox
                    label=reader.t(words::SEARCH)
                    placeholder=reader.t(words::SEARCH)
                    value=query
                    submit=submit
                />
            </PageHead>
            {move || figures(reader)}
            <div class="columns columns--21">
                {move || towns(reader)}
                <div class="stack">
                    {move || enquiries(reader)}
                    {move || versions(reader)}
                </div>
            </div>
            {move || lately(reader)}
            {move || offers(reader)}
        </Frame>
    }
    .into_any()
}

fn is_open(view: &RecordView) -> bool {
    matches!(phase_of(view), Phase::Open | Phase::Running)
}

/// The newest day in a field of the records of a kind, in one town.
fn newest(reader: Reader, def: &'static RecordDef, key: &str, space: SpaceId) -> Option<i32> {
    let field = def.field_by_key(key)?.id;
    let views = reader.app.records.list_all(def);
    let here = views.iter().filter(|view| view.space == space);
    here.filter_map(|view| day_in(view, field)).max()
}

/// A town in accompaniment.
struct Line {
    view: RecordView,
    talked: Option<i32>,
    /// Days since the last talk, where there was one.
    quiet: Option<i32>,
}

impl Line {
    fn needs_talk(&self) -> bool {
        self.quiet.is_none_or(|days| days > QUIET_DAYS)
    }
}

/// The accompaniments in work, who needs something first.
fn lines(reader: Reader) -> Vec<Line> {
    let today = reader.today();
    let mut lines: Vec<Line> = reader
        .app
        .records
        .list_all(&BEGLEITUNG)
        .into_iter()
        .filter(is_open)
        .map(|view| {
            let talked = newest(reader, &NOTIZ, "am", view.space).max(newest(
                reader,
                &AKTEUR,
                "zuletzt_gesprochen",
                view.space,
            ));
            Line {
                quiet: talked.map(|day| today.saturating_sub(day)),
                talked,
                view,
            }
        })
        .collect();
    lines.sort_by_key(|line| (!line.needs_talk(), line.talked));
    lines
}

fn figures(reader: Reader) -> AnyView {
    let towns = reader.app.records.list(&KOMMUNE);
    let clarifying = towns
        .iter()
        .filter(|view| state_of(view).is_some_and(|state| state.key == "in_klaerung"))
        .count();
    let lines = lines(reader);
    let quiet = lines.iter().filter(|line| line.needs_talk()).count();
    let enquiries = open_enquiries(reader);
    let late = enquiries
        .iter()
        .filter(|(_, due)| due.is_some_and(|due| due <= reader.today() + 1))
        .count();
    let decisions = reader.app.records.conflicts().len();
    let outdated = outdated(reader).len();
    let number = move |count: usize| reader.number(i64::try_from(count).unwrap_or(i64::MAX));
    let (lines, enquiries) = (lines.len(), enquiries.len());
    view! {
        <FigureRow>
            <Figure
                number=number(lines)
                label=sentences::accompanied_and_clarifying(clarifying, reader.locale)
            />
            <Figure number=number(quiet) label=reader.t(words::QUIET_FOUR_WEEKS) />
            <Figure
                number=number(enquiries)
                label=sentences::enquiries_open(late, reader.locale)
            />
            <Figure number=number(decisions) label=reader.t(words::DECISIONS_WAIT) />
            <Figure number=number(outdated) label=reader.t(words::OFFERS_TO_CHECK) />
        </FigureRow>
    }
    .into_any()
}

fn towns(reader: Reader) -> AnyView {
    let lines = lines(reader);
    let link = (!lines.is_empty()).then(|| {
        let all = sentences::all_of(lines.len(), reader.locale);
        (routes::list(&BEGLEITUNG), all)
    });
    let rows = lines
        .iter()
        .map(|line| town_row(reader, line))
        .collect_view();
    let heads = [
        (words::NAV_TOWN, ""),
        (words::MONTH, "data-table__number"),
        (words::PHASE, ""),
        (words::LAST_TALK, ""),
        (words::NEXT_STEP, ""),
    ]
    .map(|(word, class)| view! { <th scope="col" class=class>{reader.t(word)}</th> });
    view! {
        <Section id="orte" title=reader.t(words::TOWNS_BY_PHASE) link=link>
            <p class="section__note">{reader.t(words::TOWNS_BY_PHASE_TEXT)}</p>
            <table class="data-table">
                <caption class="visually-hidden">{reader.t(words::TOWNS_BY_PHASE)}</caption>
                <thead><tr>{Vec::from(heads)}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Section>
    }
    .into_any()
}

fn town_row(reader: Reader, line: &Line) -> AnyView {
    let view = &line.view;
    let today = reader.today();
    let spaces = reader.app.session.spaces().get();
    let town = spaces.into_iter().find(|space| space.id == view.space);
    let town = town.map_or_else(|| reader.title(view), |space| space.title);
    let begin = BEGLEITUNG
        .field_by_key("beginn")
        .and_then(|field| day_in(view, field.id));
    let month = begin.map(|begin| dates::months_between(begin, today) + 1);
    let steps = lists::steps(view.def, &view.state);
    let done = steps
        .iter()
        .filter(|(_, place)| *place == Step::Behind)
        .count();
    let phase = state_of(view).map_or("", |state| reader.t(state.label));
    let talked = match line.quiet {
        Some(days) => sentences::days_ago(usize::try_from(days).unwrap_or(0), reader.locale),
        None => reader.s(words::NEVER_TALKED),
    };
    let next = BEGLEITUNG
        .field_by_key("naechste_schritte")
        .and_then(|field| view.state.text(field.id))
        .and_then(|text| text.lines().next())
        .map(str::to_owned);
    let next = if line.needs_talk() {
        reader.s(words::NEEDS_TALK)
    } else {
        next.unwrap_or_else(|| reader.s(words::GOES_AS_AGREED))
    };
    view! {
        <tr>
            <th scope="row">
                <a class="data-table__link" href=routes::record(view.def, view.id)>{town}</a>
            </th>
            <td class="data-table__number" data-label=reader.t(words::MONTH)>{month}</td>
            <td data-label=reader.t(words::PHASE)>
                <PhaseTrack done=done of=PHASES label=phase />
            </td>
            <td data-label=reader.t(words::LAST_TALK)>{talked}</td>
            <td data-label=reader.t(words::NEXT_STEP)>{next}</td>
        </tr>
    }
    .into_any()
}

/// The enquiries that wait, with the day by which an answer is promised; the most urgent first.
fn open_enquiries(reader: Reader) -> Vec<(RecordView, Option<i32>)> {
    let day = |view: &RecordView, key: &str| {
        ANFRAGE
            .field_by_key(key)
            .and_then(|field| day_in(view, field.id))
    };
    let mut open: Vec<(RecordView, Option<i32>)> = reader
        .app
        .records
        .list(&ANFRAGE)
        .into_iter()
        .filter(|view| is_open(view) && day(view, "beantwortet_am").is_none())
        .map(|view| {
            let due = day(&view, "eingang_am");
            let due = due.map(|day| dates::add_working_days(day, ANSWER_DAYS));
            (view, due)
        })
        .collect();
    open.sort_by_key(|(_, due)| due.unwrap_or(i32::MAX));
    open
}

fn enquiries(reader: Reader) -> AnyView {
    let today = reader.today();
    let open = open_enquiries(reader);
    let link = (!open.is_empty()).then(|| {
        let all = sentences::all_of(open.len(), reader.locale);
        (routes::list(&ANFRAGE), all)
    });
    let rows = open
        .iter()
        .take(ROWS_SHOWN)
        .map(|(view, due)| {
            let kind = ANFRAGE
                .field_by_key("art")
                .and_then(|field| reader.field(view, field.id));
            let state = state_of(view).map(|state| reader.s(state.label));
            let tag = due.map(|due| {
                let left = due.saturating_sub(today);
                let label = sentences::answer_due(left, reader.locale);
                let (icon, tone) = match left {
                    ..0 => ("warning", Tone::Danger),
                    0..=1 => ("clock", Tone::Warn),
                    _ => ("clock", Tone::Info),
                };
                view! { <span class="cluster"><Tag label=label icon=icon tone=tone /></span> }
                    .into_any()
            });
            view! {
                <Row
                    title=kind.unwrap_or_else(|| reader.title(view))
                    meta=state.unwrap_or_default()
                    icon="inbox"
                    href=routes::record(view.def, view.id)
                    tags=tag
                />
            }
        })
        .collect_view();
    let body = if open.is_empty() {
        view! { <p>{reader.t(words::NO_ENQUIRIES)}</p> }.into_any()
    } else {
        view! { <RowList>{rows}</RowList> }.into_any()
    };
    view! { <Section id="anfragen" title=reader.t(ANFRAGE.names) link=link>{body}</Section> }
        .into_any()
}

fn versions(reader: Reader) -> AnyView {
    let conflicts = reader.app.records.conflicts();
    let twins = desk::twins(reader);
    // How many says the line above; a few names tell which. The rest stands on the desk.
    // A record with several fields is named once.
    let records: Vec<String> = desk::by_record(conflicts.clone())
        .iter()
        .take(NAMED)
        .map(|(record, fields)| {
            let title = reader.title(record);
            sentences::with_fields(&title, fields.len(), reader.locale)
        })
        .collect();
    let names: Vec<String> = twins
        .iter()
        .take(NAMED)
        .map(|(one, other)| {
            sentences::twins(&reader.title(one), &reader.title(other), reader.locale)
        })
        .collect();
    let (conflicts, twins) = (conflicts.len(), twins.len());
    view! {
        <Section id="tisch" title=reader.t(words::DESK)>
            <RowList>
                <Row
                    title=sentences::fields_in_versions(conflicts, reader.locale)
                    meta=shortened(&records.join(", "), NAMES_CHARS)
                    icon="conflict"
                    href=routes::DESK
                />
                <Row
                    title=sentences::possible_twins(twins, reader.locale)
                    meta=shortened(&names.join("; "), NAMES_CHARS)
                    icon="people"
                    href=routes::DESK
                />
            </RowList>
        </Section>
    }
    .into_any()
}

/// Events of the last weeks with what came of them: the way to their evening reports.
fn lately(reader: Reader) -> Option<AnyView> {
    let now = reader.now();
    let since = now.saturating_sub(i64::from(QUIET_DAYS) * dates::DAY_MINUTES);
    let mut all: Vec<RecordView> = reader.app.records.list_all(&VERANSTALTUNG);
    all.retain(|view| {
        phase_of(view) != Phase::Stopped
            && events::begins(view).is_some_and(|begin| (since..=now).contains(&begin))
    });
    if all.is_empty() {
        return None;
    }
    all.sort_by_key(|view| std::cmp::Reverse(events::begins(view)));
    let rows = all
        .iter()
        .take(EVENTS_SHOWN)
        .map(|view| {
            let Sums {
                visitors,
                dots,
                cards,
            } = sums(reader, view.id);
            let spaces = reader.app.session.spaces().get();
            let town = spaces.into_iter().find(|space| space.id == view.space);
            let parts = [
                town.map(|town| town.title),
                Some(event_sentences::visitors(visitors, 0, reader.locale)),
                Some(event_sentences::dots_and_cards(dots, cards, reader.locale)),
            ];
            let meta: Vec<String> = parts.into_iter().flatten().collect();
            row_with(reader, view, meta.join(" · "), routes::event(view.id))
        })
        .collect_view();
    Some(
        view! {
            <Section id="gewesen" title=reader.t(event_words::EVENTS_LATELY)>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}

fn outdated(reader: Reader) -> Vec<RecordView> {
    let today = reader.today();
    let offers = reader.app.records.list(&ANGEBOT).into_iter();
    offers
        .filter(|view| phase_of(view) != Phase::Stopped && !is_fresh(view, today))
        .collect()
}

fn offers(reader: Reader) -> Option<AnyView> {
    let outdated = outdated(reader);
    if outdated.is_empty() {
        return None;
    }
    let link = Some((
        routes::list(&ANGEBOT),
        sentences::all_of(outdated.len(), reader.locale),
    ));
    let rows = outdated
        .iter()
        .take(ROWS_SHOWN)
        .map(|view| super::rows::record_row(reader, view))
        .collect_view();
    Some(
        view! {
            <Section id="angebote" title=reader.t(words::OFFERS_TO_CHECK) link=link>
                <RowList>{rows}</RowList>
            </Section>
        }
        .into_any(),
    )
}
