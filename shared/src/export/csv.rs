//! The table. A cell never begins a formula: what a spreadsheet could run is led by an apostrophe.

use super::{Context, Source, fields, values};
use crate::merge::RecordState;
use crate::records::{FieldDef, FieldKind, RecordDef};
use crate::text::{dates, words};
use crate::value::Value;
use crate::value::display;
use core::fmt::Write as _;

/// Byte order mark: without it spreadsheets take umlauts for something else.
const MARK: char = '\u{feff}';

/// Writes heading and rows.
pub(super) fn write(def: &RecordDef, records: &[Source<'_>], context: &Context<'_>) -> String {
    let mut file = String::from(MARK);
    let head = ["ID", words::SPACE.get(context.locale)]
        .into_iter()
        .chain(fields(def).map(|field| field.label.get(context.locale)));
    line(&mut file, head.map(|words| safe(words.to_owned())));
    for record in records {
        let place = (context.space_title)(record.space).unwrap_or_default();
        let cells = [record.id.to_string(), safe(place)]
            .into_iter()
            .chain(fields(def).map(|field| cell(record.state, field, context)));
        line(&mut file, cells);
    }
    file
}

fn line(file: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            file.push(';');
        }
        if cell.contains([';', '"', '\n', '\r']) {
            let _always_fits = write!(file, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            file.push_str(&cell);
        }
    }
    file.push_str("\r\n");
}

fn cell(state: &RecordState, field: &FieldDef, context: &Context<'_>) -> String {
    let parts: Vec<String> = values(state, field)
        .iter()
        .map(|value| words_of(field, value, context))
        .collect();
    // Versions side by side must not read like one answer.
    let between = match field.kind {
        FieldKind::Choices { .. }
        | FieldKind::Links { .. }
        | FieldKind::Corrections { .. }
        | FieldKind::Files => ", ",
        _ => " | ",
    };
    let cell = parts.join(between);
    match field.kind {
        // Written by this file, not by people: numbers below zero stay numbers.
        FieldKind::Number { .. } | FieldKind::Money | FieldKind::Counter if parts.len() < 2 => cell,
        _ => safe(cell),
    }
}

/// Numbers without dots between thousands and days as `03.05.2026`, so that a spreadsheet can count and sort.
fn words_of(field: &FieldDef, value: &Value, context: &Context<'_>) -> String {
    match value {
        Value::Int(cents) if matches!(field.kind, FieldKind::Money) => {
            let sign = if *cents < 0 { "-" } else { "" };
            let cents = cents.unsigned_abs();
            format!("{sign}{},{:02}", cents / 100, cents % 100)
        }
        Value::Int(number) => number.to_string(),
        Value::Date(days) => day(*days),
        Value::DateTime(minutes) => {
            let (days, _) = dates::split(*minutes);
            format!("{} {}", day(days), dates::time(*minutes))
        }
        Value::Link(id) => (context.title_of)(*id).unwrap_or_else(|| id.to_string()),
        Value::Correction { amount, reason, .. } => format!("{amount}: {reason}"),
        _ => {
            let shown = display::Context {
                locale: context.locale,
                today: None,
                title_of: &|_| None,
            };
            display::show(field, value, &shown)
        }
    }
}

fn day(days: i32) -> String {
    let civil = dates::civil(days);
    format!("{:02}.{:02}.{}", civil.day, civil.month, civil.year)
}

/// Leads what could be a formula by an apostrophe.
fn safe(cell: String) -> String {
    let risky = cell
        .trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky { format!("'{cell}") } else { cell }
}
