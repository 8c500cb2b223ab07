//! The accompaniment at a glance: what was when, where it stands today, what is ahead. A list on a phone, one line on a wide
//! screen; the list says the same as the line.

use crate::pages::reading::{Reader, day_in, phase_of, state_of};
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Icon, Tone};
use shared::records::{BEGLEITUNG, Phase, RecordDef, STRATEGIE, ZWISCHENBILANZ};
use shared::text::{dates, sentences, words};
use shared::value::Value;

/// Months after the beginning at which an interim review is due.
const REVIEW_MONTHS: [i32; 4] = [3, 6, 9, 12];
/// Left edge and length of the drawn line.
const LEFT: i32 = 40;
const LENGTH: i32 = 1_030;
/// Months between two names below the line, so that they never touch.
const NAMES_MAX: i32 = 14;

/// Something on the line.
struct Mark {
    day: i32,
    what: String,
    review: bool,
}

/// Returns the accompaniment that is not over, with the day it began.
pub(super) fn running(reader: Reader) -> Option<(RecordView, i32)> {
    let begin = BEGLEITUNG.field_by_key("beginn")?.id;
    let mut all = reader.app.records.list(&BEGLEITUNG);
    all.retain(|view| phase_of(view) != Phase::Stopped);
    let view = all.into_iter().next_back()?;
    let day = day_in(&view, begin)?;
    Some((view, day))
}

fn day(view: &RecordView, key: &str) -> Option<i32> {
    day_in(view, view.def.field_by_key(key)?.id)
}

fn marks(reader: Reader, view: &RecordView, begin: i32) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut put = |day: Option<i32>, what: String, review: bool| {
        marks.extend(day.map(|day| Mark { day, what, review }));
    };
    put(Some(begin), reader.s(words::FIRST_CONTACT), false);
    put(
        day(view, "vereinbarung_am"),
        reader.s(words::AGREEMENT_SIGNED),
        false,
    );
    for strategy in reader.app.records.list(&STRATEGIE) {
        put(
            day(&strategy, "beschluss_am"),
            reader.s(words::STRATEGY_RESOLVED),
            false,
        );
    }
    let reviews = belonging(reader, &ZWISCHENBILANZ, view);
    for months in REVIEW_MONTHS {
        let held = reviews.iter().find(|review| {
            let month = review.def.field_by_key("monat").map(|field| field.id);
            month.and_then(|field| review.state.text(field)) == Some(months.to_string().as_str())
        });
        let due = dates::add_months(begin, months);
        let when = held.and_then(|review| day(review, "datum")).or(due);
        put(when, sentences::review_after(months, reader.locale), true);
    }
    put(
        day(view, "ende_geplant"),
        reader.s(words::PLANNED_END),
        false,
    );
    marks.sort_by_key(|mark| mark.day);
    marks
}

fn belonging(reader: Reader, def: &'static RecordDef, to: &RecordView) -> Vec<RecordView> {
    let link = Value::Link(to.id);
    let mut all = reader.app.records.list(def);
    all.retain(|view| def.parent.and_then(|field| view.state.value(field)) == Some(&link));
    all
}

/// Draws line and list.
pub(super) fn year(reader: Reader) -> Option<AnyView> {
    let (view, begin) = running(reader)?;
    let today = reader.today();
    let mut marks = marks(reader, &view, begin);
    let end = marks
        .iter()
        .map(|mark| mark.day)
        .max()
        .unwrap_or(begin)
        .max(today);
    let drawing = draw(reader, &view, &marks, begin, end, today);
    let phase = state_of(&view).map_or("", |state| reader.t(state.label));
    let at = marks
        .iter()
        .position(|mark| mark.day > today)
        .unwrap_or(marks.len());
    marks.insert(
        at,
        Mark {
            day: today,
            what: phase.to_owned(),
            review: false,
        },
    );
    let items = marks
        .iter()
        .enumerate()
        .map(|(number, mark)| item(reader, mark, number == at, today))
        .collect_view();
    Some(
        view! {
            <section class="timeline" aria-label=reader.t(words::TIMELINE)>
                {drawing}
                <ol class="timeline__list">{items}</ol>
            </section>
        }
        .into_any(),
    )
}

fn item(reader: Reader, mark: &Mark, now: bool, today: i32) -> AnyView {
    let time = match (now, mark.day > today) {
        (true, _) => Some("now"),
        (false, true) => Some("ahead"),
        (false, false) => None,
    };
    let civil = dates::civil(mark.day);
    let month = dates::month_short(civil.month, reader.locale);
    view! {
        <li class="timeline__month" data-time=time data-review=mark.review.then_some("")>
            <span class="timeline__when">{month}</span>
            <div class="timeline__what">
                <p>
                    <strong>{mark.what.clone()}</strong>
                    " "
                    {now.then(|| view! {
                        <span class=Tone::Info.class("tag")>
                            <Icon name="pin" small=true />
                            {reader.t(words::TODAY_LOWER)}
                        </span>
                    })}
                </p>
                {(!now).then(|| view! { <small class="timeline__note">{reader.day(mark.day)}</small> })}
            </div>
        </li>
    }
    .into_any()
}

/// Where a day stands on the drawn line.
fn place(day: i32, begin: i32, end: i32) -> i32 {
    let (passed, all) = (
        i64::from(day) - i64::from(begin),
        i64::from(end) - i64::from(begin),
    );
    let along = i64::from(LENGTH) * passed.max(0) / all.max(1);
    LEFT + i32::try_from(along.min(i64::from(LENGTH))).unwrap_or(LENGTH)
}

fn draw(
    reader: Reader,
    view: &RecordView,
    marks: &[Mark],
    begin: i32,
    end: i32,
    today: i32,
) -> AnyView {
    let now = place(today, begin, end);
    let months: Vec<i32> = (0..)
        .map_while(|count| dates::add_months(begin, count).filter(|day| *day <= end))
        .collect();
    let step = (i32::try_from(months.len()).unwrap_or(0) / NAMES_MAX + 1).max(1);
    let ticks = months
        .iter()
        .step_by(usize::try_from(step).unwrap_or(1))
        .map(|day| {
            let x = place(*day, begin, end);
            let name = dates::month_short(dates::civil(*day).month, reader.locale);
            view! {
                <path class="line-ink" stroke-width="1.5" d=format!("M{x} 126v12")></path>
                <text class="timeline__svg-text timeline__svg-text--soft" x=x.to_string() y="158">{name}</text>
            }
        })
        .collect_view();
    let mut row = 0;
    let marks = marks
        .iter()
        .map(|mark| {
            let x = place(mark.day, begin, end);
            if mark.review {
                let class = if mark.day > today {
                    "timeline__stone timeline__stone--ahead"
                } else {
                    "timeline__stone"
                };
                return view! {
                    <path class=class d=format!("M{} 132v-20q0-12 9-16q9 4 9 16v20z", x - 9)></path>
                }
                .into_any();
            }
            row = 1 - row;
            let (y, line) = if row == 1 { (24, 98) } else { (56, 66) };
            // Near the right edge words stand to the left of their pin.
            let (anchor, at) = if x > LEFT + LENGTH / 2 {
                ("end", x - 8)
            } else {
                ("start", x + 8)
            };
            view! {
                <circle class="fill-text" cx=x.to_string() cy=(y + 4).to_string() r="4"></circle>
                <path class="line-ink" stroke-width="1.5" d=format!("M{x} {}v{line}", y + 8)></path>
                <text
                    class="timeline__svg-text timeline__svg-text--soft"
                    x=at.to_string()
                    y=(y + 8).to_string()
                    text-anchor=anchor
                >
                    {mark.what.clone()}
                </text>
            }
            .into_any()
        })
        .collect_view();
    let phase = state_of(view).map_or("", |state| reader.t(state.label));
    let label = sentences::today_in_phase(phase, reader.locale);
    let (anchor, at) = if now > LEFT + LENGTH / 2 {
        ("end", now - 10)
    } else {
        ("start", now + 10)
    };
    view! {
        <svg class="timeline__drawing" viewBox="0 0 1112 170" aria-hidden="true" focusable="false">
            <path class="line-ink" stroke-width="4" d=format!("M{LEFT} 132H{now}")></path>
            <path class="line-soft" stroke-width="4" stroke-dasharray="8 6" d=format!("M{now} 132H{}", LEFT + LENGTH)></path>
            {ticks}
            {marks}
            <path class="line-accent" stroke-width="3" d=format!("M{now} 70v62")></path>
            <circle class="fill-1" cx=now.to_string() cy="132" r="8"></circle>
            <text
                class="timeline__svg-text timeline__svg-text--strong"
                x=at.to_string()
                y="84"
                text-anchor=anchor
            >
                {label}
            </text>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn the_line_begins_left_ends_right_and_never_goes_beyond() {
        assert_eq!(place(100, 100, 200), LEFT);
        assert_eq!(place(200, 100, 200), LEFT + LENGTH);
        assert_eq!(place(150, 100, 200), LEFT + LENGTH / 2);
        assert_eq!(place(0, 100, 200), LEFT);
        assert_eq!(place(900, 100, 200), LEFT + LENGTH);
        assert_eq!(place(100, 100, 100), LEFT);
    }
}
