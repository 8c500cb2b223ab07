//! Values in words, for lists, pages and print, and the way back where people type.
//!
//! A key is never shown: what this version does not know reads "(neuere Angabe)". No clock: today comes in.

use super::Value;
use crate::blob::{FileKind, FileRef};
use crate::ids::RecordId;
use crate::records::{Choice, FieldDef, FieldKind, StateDef};
use crate::text::dates;
use crate::text::{Locale, words};

/// What showing a value needs from outside.
pub struct Context<'a> {
    /// Language.
    pub locale: Locale,
    /// Today as a day number: days of the same year are written without it. `None` always writes the year.
    pub today: Option<i32>,
    /// Title of a linked record, if it is on this device.
    pub title_of: &'a dyn Fn(RecordId) -> Option<String>,
}

impl<'a> Context<'a> {
    /// Makes a context that knows no other record.
    #[must_use]
    pub fn plain(locale: Locale) -> Self {
        Context {
            locale,
            today: None,
            title_of: &|_| None,
        }
    }
}

/// Writes a value of a field for reading. Empty values give an empty string.
#[must_use]
pub fn show(field: &FieldDef, value: &Value, context: &Context<'_>) -> String {
    let locale = context.locale;
    let newer = || words::NEWER_ENTRY.get(locale).to_owned();
    if value.is_empty() {
        return String::new();
    }
    match (field.kind, value) {
        (
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url,
            Value::Text(text),
        ) => text.clone(),
        (FieldKind::Number { unit, .. }, Value::Int(value)) => match unit {
            Some(unit) => format!("{} {}", number(*value, locale), unit.get(locale)),
            None => number(*value, locale),
        },
        (FieldKind::Counter, Value::Int(value)) => number(*value, locale),
        (FieldKind::Money, Value::Int(cents)) => money(*cents, locale),
        (FieldKind::YesNo, Value::Bool(yes)) => if *yes { words::YES } else { words::NO }
            .get(locale)
            .to_owned(),
        (FieldKind::Date, Value::Date(days)) => dates::day(*days, locale, context.today),
        (FieldKind::DateTime, Value::DateTime(minutes)) => {
            dates::day_time(*minutes, locale, context.today)
        }
        (FieldKind::Choice { choices } | FieldKind::Choices { choices, .. }, Value::Text(key)) => {
            choice_label(choices, key, locale).map_or_else(newer, str::to_owned)
        }
        (FieldKind::State { states }, Value::Text(key)) => {
            state_label(states, key, locale).map_or_else(newer, str::to_owned)
        }
        (FieldKind::Link { .. } | FieldKind::Links { .. }, Value::Link(record)) => {
            (context.title_of)(*record)
                .unwrap_or_else(|| words::ENTRY_ELSEWHERE.get(locale).to_owned())
        }
        (FieldKind::Corrections { .. }, Value::Correction { amount, reason, .. }) => {
            format!("{}: {reason}", signed(*amount, locale))
        }
        (FieldKind::Files, Value::File(it)) => file(it, locale),
        (FieldKind::Ags, Value::Text(ags)) => crate::kommunen::find(ags)
            .map_or_else(|| ags.clone(), |found| format!("{} ({ags})", found.name)),
        (
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url
            | FieldKind::Number { .. }
            | FieldKind::Counter
            | FieldKind::Money
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::DateTime
            | FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::State { .. }
            | FieldKind::Link { .. }
            | FieldKind::Links { .. }
            | FieldKind::Corrections { .. }
            | FieldKind::Files
            | FieldKind::Ags,
            _,
        ) => newer(),
    }
}

/// Writes what a file is: its title, else its kind, and its size.
#[must_use]
pub fn file(file: &FileRef, locale: Locale) -> String {
    let kind = match file.kind {
        FileKind::Photo => words::FILE_PHOTO,
        FileKind::Pdf => words::FILE_PDF,
        FileKind::Webm | FileKind::Mp4 => words::FILE_AUDIO,
    };
    let name = if file.title.is_empty() {
        kind.get(locale)
    } else {
        &file.title
    };
    format!("{name}, {}", bytes(u64::from(file.bytes), locale))
}

/// Writes all values of a set field, in the order of its choices (unknown ones last), separated by commas.
#[must_use]
pub fn show_all<'v>(
    field: &FieldDef,
    values: impl IntoIterator<Item = &'v Value>,
    context: &Context<'_>,
) -> String {
    let mut shown: Vec<(usize, String)> = values
        .into_iter()
        .map(|value| (place(field, value), show(field, value, context)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    shown.sort();
    shown
        .into_iter()
        .map(|(_, words)| words)
        .collect::<Vec<_>>()
        .join(", ")
}

fn place(field: &FieldDef, value: &Value) -> usize {
    match (field.kind, value.as_text()) {
        (FieldKind::Choices { choices, .. }, Some(key)) => choices
            .iter()
            .position(|choice| choice.key == key)
            .unwrap_or(choices.len()),
        _ => 0,
    }
}

/// Returns the label of a choice; `None` if this version does not know the key.
#[must_use]
pub fn choice_label(choices: &[Choice], key: &str, locale: Locale) -> Option<&'static str> {
    choices
        .iter()
        .find(|choice| choice.key == key)
        .map(|choice| choice.label.get(locale))
}

/// Returns the label of a state; `None` if this version does not know the key.
#[must_use]
pub fn state_label(states: &[StateDef], key: &str, locale: Locale) -> Option<&'static str> {
    states
        .iter()
        .find(|state| state.key == key)
        .map(|state| state.label.get(locale))
}

/// Writes a whole number with the separators of the language: `6.800`, `6,800`.
#[must_use]
pub fn number(value: i64, locale: Locale) -> String {
    let separator = match locale {
        Locale::De => '.',
        Locale::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        out.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Writes a number with its sign: `+3`, `−2`.
#[must_use]
pub fn signed(value: i64, locale: Locale) -> String {
    if value > 0 {
        format!("+{}", number(value, locale))
    } else {
        number(value, locale)
    }
}

/// Writes an amount of money, given in cents: `1.234,50 €`, `€1,234.50`.
#[must_use]
pub fn money(cents: i64, locale: Locale) -> String {
    let sign = if cents < 0 { "\u{2212}" } else { "" };
    let euros = number(
        i64::try_from(cents.unsigned_abs() / 100).unwrap_or(i64::MAX),
        locale,
    );
    let rest = cents.unsigned_abs() % 100;
    match locale {
        Locale::De => format!("{sign}{euros},{rest:02}\u{a0}€"),
        Locale::En => format!("{sign}€{euros}.{rest:02}"),
    }
}

/// Writes a size for people: `2,1 MB`, `48 kB`.
#[must_use]
pub fn bytes(bytes: u64, locale: Locale) -> String {
    let (tenths, unit) = match bytes {
        0..1_000 => return format!("{bytes} Byte"),
        1_000..1_000_000 => (bytes / 100, "kB"),
        _ => (bytes / 100_000, "MB"),
    };
    let whole = number(i64::try_from(tenths / 10).unwrap_or(i64::MAX), locale);
    let rest = tenths % 10;
    match (locale, rest) {
        (_, 0) => format!("{whole} {unit}"),
        (Locale::De, _) => format!("{whole},{rest} {unit}"),
        (Locale::En, _) => format!("{whole}.{rest} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::build::{COUNT, LINE, field};
    use crate::records::{VERANSTALTUNG, choice};
    use crate::text::text;

    const LABEL: crate::text::Text = text("Feld", "Field");
    static CHOICES: &[Choice] = &[
        choice("a", "Anfang", "Beginning"),
        choice("e", "Ende", "End"),
    ];

    fn shown(kind: FieldKind, value: &Value, locale: Locale) -> String {
        show(
            &field(1, "feld", LABEL, kind),
            value,
            &Context::plain(locale),
        )
    }

    #[test]
    fn numbers_and_money_have_the_separators_of_the_language() {
        for (value, de, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1.000", "1,000"),
            (-1_234_567, "−1.234.567", "−1,234,567"),
        ] {
            assert_eq!(number(value, Locale::De), de);
            assert_eq!(number(value, Locale::En), en);
        }
        assert_eq!(money(123_450, Locale::De), "1.234,50\u{a0}€");
        assert_eq!(money(-5, Locale::En), "−€0.05");
        assert!(!money(i64::MIN, Locale::De).is_empty());
        assert_eq!(bytes(2_140_000, Locale::De), "2,1 MB");
        assert_eq!(bytes(48_000, Locale::De), "48 kB");
    }

    #[test]
    fn each_kind_reads_as_people_write_it() {
        let days = dates::day_number(2026, 9, 15).unwrap();
        for (kind, value, de, en) in [
            (LINE, Value::Text("Markt".into()), "Markt", "Markt"),
            (COUNT, Value::Int(6800), "6.800", "6,800"),
            (FieldKind::YesNo, Value::Bool(true), "ja", "yes"),
            (
                FieldKind::Date,
                Value::Date(days),
                "Di, 15. September 2026",
                "Tue, 15 September 2026",
            ),
            (
                FieldKind::Choice { choices: CHOICES },
                Value::Text("e".into()),
                "Ende",
                "End",
            ),
            (
                FieldKind::Ags,
                Value::Text("14625020".into()),
                "Bautzen (14625020)",
                "Bautzen (14625020)",
            ),
        ] {
            assert_eq!(shown(kind, &value, Locale::De), de);
            assert_eq!(shown(kind, &value, Locale::En), en);
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_never_shown_as_a_key() {
        for (kind, value) in [
            (
                FieldKind::Choice { choices: CHOICES },
                Value::Text("neu_erfunden".into()),
            ),
            (FieldKind::Date, Value::Text("neu_erfunden".into())),
            (LINE, Value::Unknown(vec![0xf7])),
            (COUNT, Value::Text("neu_erfunden".into())),
        ] {
            assert_eq!(shown(kind, &value, Locale::De), "(neuere Angabe)");
            assert_eq!(shown(kind, &value, Locale::En), "(newer entry)");
        }
    }

    #[test]
    fn a_link_shows_the_title_or_says_that_the_record_is_not_here() {
        let field = field(1, "feld", LABEL, FieldKind::Link { to: "akteur" });
        let record = RecordId([7; 16]);
        let title_of = |id| (id == record).then(|| "Heimatverein".to_owned());
        let context = Context {
            locale: Locale::De,
            today: None,
            title_of: &title_of,
        };
        assert_eq!(show(&field, &Value::Link(record), &context), "Heimatverein");
        assert_eq!(
            show(&field, &Value::Link(RecordId([8; 16])), &context),
            "(nicht auf diesem Gerät)"
        );
    }

    #[test]
    fn several_choices_stand_in_the_order_of_the_list() {
        let field = VERANSTALTUNG.field_by_key("handlungsziele").unwrap();
        let values =
            ["vernetzung", "demokratievermittlung", "neu"].map(|key| Value::Text(key.into()));
        assert_eq!(
            show_all(field, &values, &Context::plain(Locale::De)),
            "Demokratievermittlung, Vernetzungs- und Bündnisarbeit, (neuere Angabe)"
        );
    }
}
