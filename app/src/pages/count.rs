//! Live: built for one thumb. The sum of all phones, a key per age band, one very large key, and the ways to card, dots,
//! note and the counting mode under lock.
//!
//! How a tap reaches the disk is told in `taps`. Corrections are counter-entries with a reason; taking back the own
//! last tap is not a correction.
//!
//! A screen built for its kind: the count of an event.

use super::correct::correct;
use super::event::{dock_link, in_address, spoken_number, try_write};
use super::events;
use super::frame::{Bar, Frame};
use super::reading::{Reader, use_reader};
use super::status::use_status;
use super::taps::Taps;
use crate::routes;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::{
    Button, ButtonSize, Icon, Keyboard, Notice, Share, SharePart, SharePatterns, Snackbar,
    TallyBand, TallyPlus, TallyTotal, TextInput, Tone, Wiring,
};
use leptos::task::spawn_local;
use shared::event::{number, tally};
use shared::ids::{DeviceId, RecordId};
use shared::records::{COUNTED, FieldDef, SpaceKind, VERANSTALTUNG, ZAEHLUNG};
use shared::text::{dates, event_sentences, event_words, sentences, words};

/// Parts of the share bar; the look has four patterns.
const PARTS_MAX: usize = 4;
/// Greatest estimate that is taken without asking: more people than a small town has are a slip of the finger.
const ESTIMATE_MAX: i64 = 20_000;

/// Draws the page for the event in the address.
#[component]
pub fn Count() -> impl IntoView {
    in_address("event", page)
}

fn page(event: RecordId) -> AnyView {
    let reader = use_reader();
    let status = use_status();
    let records = reader.app.records;
    let taps = StoredValue::new(Taps::of(reader.app, event));
    let tap = move |field: u16, amount: i64| {
        Callback::new(move |()| taps.with_value(|taps| taps.tap(field, amount)))
    };
    let sub = Signal::derive(move || {
        let view = records.get(event);
        let title = view.as_ref().map(|view| reader.title(view));
        let place = view.and_then(|view| events::place(reader, &view));
        [title, place]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let bar = Bar::Back {
        href: routes::event(event),
        place: reader.s(words::COUNTING),
        sub,
    };

    let counts = move || records.children(event, &ZAEHLUNG);
    let of_field = move |field: u16| {
        let stored: i64 = counts()
            .iter()
            .map(|view| tally::of_field(&view.state, field))
            .sum();
        stored + taps.with_value(|taps| taps.ahead(field))
    };
    let total = Signal::derive(move || {
        events::visitors(reader, event).total + taps.with_value(Taps::ahead_of_visitors)
    });
    let busy = Signal::derive(move || !taps.with_value(Taps::are_stored));
    let caption = Signal::derive(move || {
        let heard = reader.app.sync.last_success_ms().get();
        let heard = heard.map_or_else(
            || reader.s(words::NEVER_SYNCED),
            |ms| sentences::last_heard(&reader.clock_ms(ms), reader.locale),
        );
        (reader.s(words::ALL_PHONES), heard)
    });
    let parts = Signal::derive(move || {
        let ahead = taps.with_value(Taps::ahead_of_visitors);
        shares(reader, &counts(), ahead)
    });
    let band = move |field: &'static FieldDef| {
        let count = Signal::derive(move || of_field(field.id));
        view! {
            <TallyBand
                name=reader.t(field.label)
                count=count
                spoken=reader.t(words::BAND_SPOKEN)
                press=tap(field.id, 1)
                mark=!COUNTED.contains(&field.key)
            />
        }
        .into_any()
    };
    let wanted = untrack(|| records.get(event))
        .map(|view| marks_of(&view))
        .unwrap_or_default();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let with_age = wanted.is_empty() || wanted.contains(&"alter");
    let bands: Vec<AnyView> = tally::counted_fields()
        .skip(1)
        .filter(|_| with_age)
        .map(band)
        .collect();
    // What the plan names stands in reach; everything else behind "more".
    let chosen: Vec<u16> = if wanted.is_empty() {
        Vec::new()
    } else {
        tally::marks(&wanted).iter().map(|field| field.id).collect()
    };
    let near: Vec<AnyView> = tally::marks(&[])
        .into_iter()
        .filter(|field| chosen.contains(&field.id))
        .map(band)
        .collect();
    let far: Vec<AnyView> = tally::marks(&[])
        .into_iter()
        .filter(|field| !chosen.contains(&field.id))
        .map(band)
        .collect();
    let (adds, marked) = (!bands.is_empty(), !near.is_empty());
    let more = RwSignal::new(false);
    let plus = number(&ZAEHLUNG, COUNTED.first().copied().unwrap_or_default());
    let plus_caption = Signal::derive(move || {
        let label = ZAEHLUNG
            .field(plus)
            .map_or("", |field| reader.t(field.label));
        format!("{label} · {}", of_field(plus))
    });

    view! {
        <Frame reader=reader title=reader.t(words::COUNTING) bar=bar tool=true dock=Some(dock(reader, event))>
            <SharePatterns />
            <div class="tally">
                <TallyTotal total=total label=reader.t(words::TOTAL) caption=caption busy=busy />
                <div class="stack stack--tight">
                    {move || notices(reader, event)}
                    <Share label=reader.t(words::SHARES) parts=parts />
                </div>
                <fieldset>
                    <legend class="visually-hidden">{reader.t(words::WITH_AGE_BAND)}</legend>
                    {adds.then(|| view! { <p class="tally__group">{reader.t(event_words::ADDS_TO_TOTAL)}</p> })}
                    <div class="tally__bands">{bands}</div>
                    {marked.then(|| view! { <p class="tally__group">{reader.t(event_words::ADDS_NOTHING)}</p> })}
                    <div class="tally__bands">
                        {near}
                        <button
                            class="tally__band"
                            type="button"
                            aria-expanded=move || more.get().to_string()
                            on:click=move |_| more.update(|more| *more = !*more)
                        >
                            <span class="tally__band-name"><Icon name="more" /></span>
                            <span class="tally__band-count">{reader.t(words::MORE)}</span>
                            <span class="visually-hidden">{reader.t(words::MORE_MARKS)}</span>
                        </button>
                    </div>
                    <div class="tally__more" hidden=move || !more.get()>
                        {(!far.is_empty()).then(|| view! { <p class="tally__group">{reader.t(event_words::ADDS_NOTHING)}</p> })}
                        <div class="tally__bands tally__bands--marks">{far}</div>
                        {estimate(reader, event)}
                        {correct(reader, event)}
                    </div>
                </fieldset>
                <div class="tally__foot">
                <div class="tally__last">
                    {move || taps.with_value(|taps| taps.failed.get()).map(|text| view! {
                        <Notice tone=Tone::Danger icon="stop" title=reader.t(words::FORM_ERRORS) text=reader.s(text) />
                    })}
                    {move || status.line().map(|line| view! {
                        <p class="field__saved"><Icon name="check" small=true />{line}</p>
                    })}
                    {move || last_tap(reader, taps)}
                </div>
                <div class="tally__keys">
                    <TallyPlus caption=plus_caption press=tap(plus, 1) />
                    <button class="tally__five" type="button" on:click={
                        let five = tap(plus, 5);
                        move |_| five.run(())
                    }>
                        "+5"
                    </button>
                </div>
                </div>
            </div>
        </Frame>
    }
    .into_any()
}

/// Marks the plan of an event wants told apart.
fn marks_of(event: &RecordView) -> Vec<String> {
    event
        .state
        .elements(number(&VERANSTALTUNG, "zaehlmerkmale"))
        .into_iter()
        .filter_map(|(_, value)| value.as_text().map(str::to_owned))
        .collect()
}

/// The ways from Live: card, dots, note, and handing the phone over.
fn dock(reader: Reader, event: RecordId) -> AnyView {
    let failed = RwSignal::new(None::<String>);
    let hand_over = Callback::new(move |()| {
        spawn_local(async move {
            if let Err(error) = reader.app.under_lock.begin(event).await {
                let _left = failed.try_set(Some(reader.s(crate::error::advice(&error).words)));
            }
        });
    });
    let confidential = reader.has_room(SpaceKind::Core);
    view! {
        {dock_link("card", reader.t(words::CARD), routes::card(event))}
        {dock_link("dots", reader.t(event_words::DOTS), routes::votes(event))}
        {confidential.then(|| dock_link("eye-off", reader.t(event_words::IN_CONFIDENCE), routes::incident(event)))}
        <button class="button" type="button" on:click=move |_| hand_over.run(())>
            <Icon name="lock" />
            {reader.t(event_words::HAND_OVER)}
        </button>
        {move || failed.get().map(|text| view! { <p role="alert">{text}</p> })}
    }
    .into_any()
}

/// What is unusual about counting this event now.
fn notices(reader: Reader, event: RecordId) -> Option<AnyView> {
    let view = reader.app.records.get(event)?;
    let now = reader.now();
    if events::is_reported(&view) {
        let sum = events::visitors(reader, event).addendum;
        let text = event_sentences::addendum(sum, reader.locale);
        return Some(
            view! { <Notice tone=Tone::Warn icon="info" title=reader.t(event_words::REPORT_CLOSED) text=text /> }
                .into_any(),
        );
    }
    let begin = events::begins(&view)?;
    let day = dates::split(begin).0;
    let end = events::ends(&view).unwrap_or(begin);
    let text = if dates::split(now).0 > dates::split(end).0 {
        event_sentences::counting_late(&reader.day(day), reader.locale)
    } else if dates::split(now).0 < day {
        event_sentences::counting_early(&reader.day(day), reader.locale)
    } else {
        let estimated = events::visitors(reader, event).estimated;
        if estimated == 0 {
            return None;
        }
        event_sentences::of_them_estimated(estimated, reader.locale)
    };
    Some(view! { <p class="section__note">{text}</p> }.into_any())
}

/// A number of people nobody counted one by one.
fn estimate(reader: Reader, event: RecordId) -> AnyView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let wiring = Wiring {
        hint: Some(reader.s(event_words::ESTIMATE_HINT)),
        error: error.into(),
        ..Wiring::plain("schaetzung", reader.t(event_words::ESTIMATE))
    };
    let submit = Callback::new(move |()| {
        match spoken_number(&typed.get_untracked(), reader.locale, 1, ESTIMATE_MAX) {
            Err(text) => error.set(Some(text)),
            Ok(people) => {
                error.set(None);
                let late = untrack(|| reader.app.records.get(event))
                    .is_some_and(|view| events::is_reported(&view));
                let mut edits = tally::begin(event, "geschaetzt", late);
                let field = number(&ZAEHLUNG, COUNTED.first().copied().unwrap_or_default());
                edits.push(Edit::Add {
                    field,
                    amount: people,
                });
                try_write(reader, error, async move {
                    reader
                        .app
                        .records
                        .create(&ZAEHLUNG, edits)
                        .await
                        .map(|_| ())
                });
                typed.set(String::new());
            }
        }
    });
    view! {
        <form
            class="stack stack--tight"
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            <TextInput wiring=wiring value=typed keyboard=Keyboard::Number />
            <Button label=reader.s(event_words::ESTIMATE_ADD) icon="plus" size=ButtonSize::Wide submit=true />
        </form>
    }
    .into_any()
}

fn last_tap(reader: Reader, taps: StoredValue<Taps>) -> AnyView {
    let last = taps.with_value(Taps::last).and_then(|tap| {
        // Nobody asks which band the large key counts; without its name the bar stays on one line.
        let plus = COUNTED.first().copied().unwrap_or_default();
        let label = match ZAEHLUNG.field(tap.field)? {
            field if field.key == plus => "",
            field => reader.t(field.label),
        };
        let time = reader.clock_ms(tap.at_ms);
        Some(event_sentences::counted(
            tap.amount,
            label,
            &time,
            reader.locale,
        ))
    });
    let undo = last
        .is_some()
        .then(|| Callback::new(move |()| taps.with_value(Taps::take_back)));
    let text = last.unwrap_or_else(|| reader.s(words::EVERY_TAP_KEPT));
    view! { <Snackbar text=text undo_label=reader.t(words::UNDO) undo=undo /> }.into_any()
}

/// What each phone counted, this one first; more than four are added up.
fn shares(reader: Reader, counts: &[RecordView], ahead: i64) -> Vec<SharePart> {
    let own = reader.app.session.device();
    let mut by_device: Vec<(DeviceId, i64)> = vec![(own, ahead)];
    let mut corrections = 0;
    for view in counts {
        for field in tally::counted_fields() {
            for (device, count) in view.state.counter(field.id).shares {
                match by_device.iter_mut().find(|(known, _)| *known == device) {
                    Some((_, sum)) => *sum += count,
                    None => by_device.push((device, count)),
                }
            }
            corrections += tally::corrected(&view.state, |other| other == field.id);
        }
    }
    let space = counts.first().map(|view| view.space);
    let mine = by_device.first().map_or(0, |(_, count)| *count);
    let mut others: Vec<(DeviceId, i64)> = by_device.into_iter().skip(1).collect();
    others.sort_by_key(|(device, count)| (-count, *device));
    let mut parts = vec![SharePart {
        label: reader.s(words::THIS_PHONE),
        value: mine,
    }];
    let single = if others.len() >= PARTS_MAX {
        PARTS_MAX - 2
    } else {
        others.len()
    };
    let rest: i64 = others.iter().skip(single).map(|(_, count)| count).sum();
    for (device, count) in others.iter().take(single) {
        let name = space.and_then(|space| reader.app.session.who(space, *device));
        let label = name.map_or_else(|| reader.s(words::OTHER_PHONE), |who| who.name);
        parts.push(SharePart {
            label,
            value: *count,
        });
    }
    if others.len() > single {
        parts.push(SharePart {
            label: reader.s(words::OTHER_PHONES),
            value: rest,
        });
    }
    if corrections != 0 {
        parts.push(SharePart {
            label: reader.s(words::CORRECTIONS),
            value: corrections,
        });
    }
    parts
}
