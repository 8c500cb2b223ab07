//! Zählen: built for one thumb. The sum of all phones, a key per age band, one very large key.
//!
//! How a tap reaches the disk is told in `taps`. Corrections are counter-entries with a reason; taking back the own
//! last tap is not a correction.
//!
//! A screen built for its kind: the count of an event.

use super::events;
use super::frame::{Bar, Frame};
use super::missing::Missing;
use super::reading::{Reader, use_reader};
use super::taps::{Taps, visitors};
use crate::router::use_params_map;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    Icon, LinkButton, Notice, Share, SharePart, SharePatterns, Snackbar, TallyBand, TallyPlus,
    TallyTotal, Tone,
};
use shared::ids::{DeviceId, RecordId};
use shared::records::{COUNTED, FieldDef, FieldKind, ZAEHLUNG};
use shared::text::{sentences, words};
use std::collections::BTreeMap;

/// Parts of the share bar; the look has four patterns.
const PARTS_MAX: usize = 4;

/// Draws the page for the event in the address.
#[component]
pub fn Count() -> impl IntoView {
    let params = use_params_map();
    move || match params
        .with(|map| map.get("event"))
        .and_then(|id| id.parse().ok())
    {
        Some(event) => view! { <CountPage event=event /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

#[component]
fn CountPage(event: RecordId) -> impl IntoView {
    let reader = use_reader();
    let records = reader.app.records;
    let taps = StoredValue::new(Taps::new(reader, event));
    let tap = move |field: u16| Callback::new(move |()| taps.with_value(|taps| taps.tap(field)));
    let title = Signal::derive(move || {
        records
            .get(event)
            .map(|view| reader.title(&view))
            .unwrap_or_default()
    });
    let sub = Signal::derive(move || {
        let place = records
            .get(event)
            .and_then(|view| events::place(reader, &view));
        [Some(title.get()), place]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let bar = Bar::Back {
        href: routes::TODAY.to_owned(),
        place: reader.s(words::COUNTING),
        sub,
    };

    let counts = move || records.children(event, &ZAEHLUNG);
    let of_field = move |field: u16| {
        let stored: i64 = counts()
            .iter()
            .map(|view| {
                view.state.counter(field).total + events::corrected(view, |other| other == field)
            })
            .sum();
        stored + taps.with_value(|taps| taps.ahead(field))
    };
    let total = Signal::derive(move || {
        let ahead = taps.with_value(Taps::ahead_of_visitors);
        counts().iter().map(events::counted).sum::<i64>() + ahead
    });
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
                press=tap(field.id)
            />
        }
    };
    let bands = visitors().skip(1).map(band).collect_view();
    let marks = other_counters().map(band).collect_view();
    let more = RwSignal::new(false);
    let plus = ZAEHLUNG.field_by_key(COUNTED.first().copied().unwrap_or_default());
    let plus_caption = Signal::derive(move || {
        plus.map(|field| format!("{} · {}", reader.t(field.label), of_field(field.id)))
            .unwrap_or_default()
    });
    let correct = move || {
        counts().into_iter().min_by_key(|view| view.id).map(|view| view! {
            <LinkButton label=reader.t(words::CORRECT) href=routes::edit(view.def, view.id) icon="undo" />
        })
    };

    view! {
        <Frame reader=reader title=reader.t(words::COUNTING) bar=bar tool=true>
            <SharePatterns />
            <div class="tally">
                <TallyTotal total=total label=reader.t(words::TOTAL) caption=caption />
                <Share label=reader.t(words::SHARES) parts=parts />
                <fieldset>
                    <legend class="visually-hidden">{reader.t(words::WITH_AGE_BAND)}</legend>
                    <div class="tally__bands">
                        {bands}
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
                        <div class="tally__bands tally__bands--marks">{marks}</div>
                        {correct}
                    </div>
                </fieldset>
                <div class="tally__last">
                    {move || taps.with_value(|taps| taps.failed.get()).map(|text| view! {
                        <Notice tone=Tone::Danger icon="stop" title=reader.t(words::FORM_ERRORS) text=text />
                    })}
                    {move || last_tap(reader, taps)}
                </div>
                {plus.map(|field| view! {
                    <TallyPlus caption=plus_caption press=tap(field.id) />
                })}
            </div>
        </Frame>
    }
}

/// The counters beside the number of visitors: helpers, talks, and marks of those who came.
fn other_counters() -> impl Iterator<Item = &'static FieldDef> {
    ZAEHLUNG
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldKind::Counter) && !COUNTED.contains(&field.key))
}

fn last_tap(reader: Reader, taps: StoredValue<Taps>) -> AnyView {
    let text = taps
        .with_value(|taps| taps.last.get())
        .and_then(|(field, ms)| {
            let label = reader.t(ZAEHLUNG.field(field)?.label);
            Some(sentences::counted_one(
                label,
                &reader.clock_ms(ms),
                reader.locale,
            ))
        });
    match text {
        Some(text) => view! {
            <Snackbar
                text=text
                undo_label=reader.t(words::UNDO)
                undo=Some(Callback::new(move |()| taps.with_value(Taps::take_back)))
            />
        }
        .into_any(),
        None => {
            view! { <Snackbar text=reader.s(words::EVERY_TAP_KEPT) undo_label="" /> }.into_any()
        }
    }
}

/// What each phone counted, this one first; more than four are added up.
fn shares(reader: Reader, counts: &[RecordView], ahead: i64) -> Vec<SharePart> {
    let own = reader.app.session.device();
    let mut by_device: BTreeMap<DeviceId, i64> = BTreeMap::from([(own, ahead)]);
    let mut corrections = 0;
    for view in counts {
        for field in visitors() {
            for (device, count) in view.state.counter(field.id).shares {
                *by_device.entry(device).or_insert(0) += count;
            }
            corrections += events::corrected(view, |other| other == field.id);
        }
    }
    let space = counts.first().map(|view| view.space);
    let mut others: Vec<(DeviceId, i64)> = by_device
        .iter()
        .filter(|(device, _)| **device != own)
        .map(|(device, count)| (*device, *count))
        .collect();
    others.sort_by_key(|(device, count)| (-count, *device));
    let mut parts = vec![SharePart {
        label: reader.s(words::THIS_PHONE),
        value: by_device.get(&own).copied().unwrap_or(0),
    }];
    let rest: i64 = others
        .iter()
        .skip(PARTS_MAX - 2)
        .map(|(_, count)| count)
        .sum();
    let single = if others.len() >= PARTS_MAX {
        PARTS_MAX - 2
    } else {
        others.len()
    };
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
