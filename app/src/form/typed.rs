//! Between a value and what stands in an input: `2026-09-12`, `12,50`, `ja`, the key of a choice, the id of a record.
//!
//! What a widget writes and what this file reads are the same; nothing else decides how typing becomes a value.
//! Limits (too long, too small) are judged in `shared::value::validate`, not here.

use shared::records::FieldKind;
use shared::text::{Locale, dates};
use shared::value::Value;
use shared::value::input::{self, InputError};
use shared::value::plain::plain;

/// Typing that is no value of the field's kind. Says nothing about limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a number, amount, day or time.
    Input(InputError),
    /// Not a record.
    Link,
    /// A counter-entry needs which, how many and why.
    CorrectionParts,
}

impl From<InputError> for Unreadable {
    fn from(error: InputError) -> Self {
        Self::Input(error)
    }
}

/// Key of "yes" in an input.
pub const YES: &str = "ja";
/// Key of "no" in an input.
pub const NO: &str = "nein";

/// Returns what stands in the input for a value; empty for what no input can show.
#[must_use]
pub fn write(kind: &FieldKind, value: &Value, locale: Locale) -> String {
    match value {
        Value::Int(cents) if matches!(kind, FieldKind::Money) => {
            let point = match locale {
                Locale::De => ',',
                Locale::En => '.',
            };
            format!("{}{point}{:02}", cents / 100, (cents % 100).abs())
        }
        Value::Bool(true) => YES.to_owned(),
        Value::Bool(false) => NO.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Link(id) => id.to_string(),
        Value::Date(day) => dates::iso_day(*day),
        Value::DateTime(minutes) => dates::iso_date_time(*minutes),
        Value::Null
        | Value::Bytes(_)
        | Value::Deleted(_)
        | Value::Correction { .. }
        | Value::File(_)
        | Value::Unknown(_) => String::new(),
    }
}

/// Returns the value of what stands in the input; nothing typed is [`Value::Null`].
///
/// # Errors
///
/// When it is no value of that kind.
pub fn read(kind: &FieldKind, raw: &str, locale: Locale) -> Result<Value, Unreadable> {
    let text = plain(raw);
    let text = text.as_str();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    match kind {
        FieldKind::Text { .. }
        | FieldKind::Choice { .. }
        | FieldKind::State { .. }
        | FieldKind::Ags
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Url
        | FieldKind::LongText { .. } => Ok(Value::Text(text.to_owned())),

        FieldKind::Number { .. } | FieldKind::Counter => {
            input::number(text.trim_start_matches('+'), locale)
                .map(Value::Int)
                .map_err(Unreadable::Input)
        }
        FieldKind::Money => input::money(text, locale)
            .map(Value::Int)
            .map_err(Unreadable::Input),
        FieldKind::YesNo => Ok(Value::Bool(text == YES)),
        FieldKind::Date => read_day(text)
            .map(Value::Date)
            .ok_or(Unreadable::Input(InputError::Day)),
        FieldKind::DateTime => input::date_time(text)
            .map(Value::DateTime)
            .map_err(Unreadable::Input),
        FieldKind::Link { .. } | FieldKind::AnyLink => {
            text.parse().map(Value::Link).map_err(|_| Unreadable::Link)
        }
        // Sets are not typed; their keys go another way.
        FieldKind::Choices { .. }
        | FieldKind::Links { .. }
        | FieldKind::Corrections { .. }
        | FieldKind::Files => Ok(Value::Null),
    }
}

/// Reads `2026-09-12`.
fn read_day(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    if parts.next().is_some() {
        None
    } else {
        dates::day_number(year, month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn what_an_input_shows_is_read_back_as_the_same_value() {
        for locale in Locale::ALL {
            for (kind, value) in [
                (FieldKind::Money, Value::Int(123_450)),
                (FieldKind::Counter, Value::Int(7)),
                (FieldKind::YesNo, Value::Bool(false)),
                (FieldKind::Date, Value::Date(20_700)),
                (FieldKind::DateTime, Value::DateTime(29_808_123)),
            ] {
                assert_eq!(
                    read(&kind, &write(&kind, &value, locale), locale),
                    Ok(value)
                );
            }
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn days_are_read_as_the_picker_writes_them() {
        assert_eq!(read_day("1970-01-02"), Some(1));
        assert_eq!(read_day("2026-02-31"), None);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn nothing_typed_is_no_value_and_what_is_typed_is_trimmed() {
        assert_eq!(read(&FieldKind::YesNo, "  ", Locale::De), Ok(Value::Null));
        assert_eq!(
            read(&FieldKind::YesNo, YES, Locale::De),
            Ok(Value::Bool(true))
        );
        assert_eq!(
            read(&FieldKind::Text { chars_max: 9 }, " a b ", Locale::De),
            Ok(Value::Text("a b".to_owned()))
        );
        assert_eq!(
            read(&FieldKind::Counter, "+3", Locale::De),
            Ok(Value::Int(3))
        );
        assert_eq!(
            read(&FieldKind::Counter, "drei", Locale::De),
            Err(Unreadable::Input(InputError::Number))
        );
    }
}
