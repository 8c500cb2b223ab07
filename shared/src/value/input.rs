//! What people type, as values: whole numbers, money, days, times. Reading is generous, and never guesses silently:
//! what can be read in two ways is refused with a reason.

use crate::text::Locale;
use crate::text::dates;

/// Why a typed text cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// Not a whole number.
    #[error("not a whole number")]
    Number,
    /// Not an amount of money.
    #[error("not an amount of money")]
    Money,
    /// Not a day, or one that does not exist.
    #[error("not a day of the calendar")]
    Day,
    /// Not a time of day.
    #[error("not a time of day")]
    Time,
}

/// Reads a whole number: spaces and the thousands separators of the language may stand where they belong.
///
/// # Errors
///
/// [`InputError::Number`] if it is anything else.
pub fn number(text: &str, locale: Locale) -> Result<i64, InputError> {
    let separator = match locale {
        Locale::De => '.',
        Locale::En => ',',
    };
    whole(text, separator).ok_or(InputError::Number)
}

/// Reads an amount of money into cents: `12`, `12,5`, `1.234,50 €`; in English with point and comma exchanged.
///
/// # Errors
///
/// [`InputError::Money`] if it is anything else, or has parts of a cent.
pub fn money(text: &str, locale: Locale) -> Result<i64, InputError> {
    let (separator, point) = match locale {
        Locale::De => ('.', ','),
        Locale::En => (',', '.'),
    };
    let text = text.replace('€', "").replace("EUR", "");
    let text = text.trim();
    let (euros, cents) = text.split_once(point).unwrap_or((text, "0"));
    let euros_value = whole(euros, separator).ok_or(InputError::Money)?;
    let cents_value: i64 = match (
        cents.len(),
        cents.bytes().all(|digit| digit.is_ascii_digit()),
    ) {
        (1, true) => cents.parse::<i64>().map_err(|_| InputError::Money)? * 10,
        (2, true) => cents.parse().map_err(|_| InputError::Money)?,
        _ => return Err(InputError::Money),
    };
    let negative = euros.trim_start().starts_with(['-', '\u{2212}']);
    euros_value
        .checked_mul(100)
        .and_then(|value| {
            if negative {
                value.checked_sub(cents_value)
            } else {
                value.checked_add(cents_value)
            }
        })
        .ok_or(InputError::Money)
}

/// Reads a day: `2026-09-15`, `15.9.2026`, `15.9.26`, `15/9/2026`, or without year as the next such day from `today` on
/// (`today` itself counts).
///
/// # Errors
///
/// [`InputError::Day`] if it is anything else, or no day of the calendar.
pub fn day(text: &str, today: i32) -> Result<i32, InputError> {
    let text = text.trim();
    let read = |part: &str| part.trim().parse::<u16>().map_err(|_| InputError::Day);
    let small =
        |part: &str| read(part).and_then(|value| u8::try_from(value).map_err(|_| InputError::Day));
    if let [year, month, day] = text.split('-').collect::<Vec<_>>().as_slice() {
        let year = i32::from(read(year)?);
        return dates::day_number(year, small(month)?, small(day)?).ok_or(InputError::Day);
    }
    let parts: Vec<_> = text.split(['.', '/']).map(str::trim).collect();
    match parts.as_slice() {
        [day, month] | [day, month, ""] => {
            let (day, month) = (small(day)?, small(month)?);
            let year = dates::civil(today).year;
            // Four years on there is a 29 February again, at most eight around 2100.
            (year..=year + 8)
                .filter_map(|year| dates::day_number(year, month, day))
                .find(|days| *days >= today)
                .ok_or(InputError::Day)
        }
        [day, month, year] => {
            let typed = i32::from(read(year)?);
            let year = if year.len() <= 2 { 2000 + typed } else { typed };
            dates::day_number(year, small(month)?, small(day)?).ok_or(InputError::Day)
        }
        _ => Err(InputError::Day),
    }
}

/// Reads a time of day into minutes after midnight: `18:00`, `18.00`, `1800`, `18 Uhr`, `18`, `9:05`.
///
/// # Errors
///
/// [`InputError::Time`] if it is anything else or later than 23:59.
pub fn time(text: &str) -> Result<u16, InputError> {
    let text = text
        .trim()
        .trim_end_matches("Uhr")
        .trim_end_matches('h')
        .trim();
    let (hours, minutes) = match text.split_once([':', '.']) {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() == 4 => text.split_at_checked(2).ok_or(InputError::Time)?,
        None => (text, "00"),
    };
    let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
        return Err(InputError::Time);
    }
    let hours: u16 = hours.parse().map_err(|_| InputError::Time)?;
    let minutes: u16 = minutes.parse().map_err(|_| InputError::Time)?;
    if hours > 23 || minutes > 59 {
        return Err(InputError::Time);
    }
    Ok(hours * 60 + minutes)
}

/// Reads the value of `<input type="datetime-local">`: `2026-09-15T18:00`, seconds are dropped.
///
/// # Errors
///
/// [`InputError::Day`] or [`InputError::Time`] if the part is not readable.
pub fn date_time(text: &str) -> Result<i64, InputError> {
    let (date, clock) = text.trim().split_once(['T', ' ']).ok_or(InputError::Time)?;
    let days = match date.split('-').collect::<Vec<_>>().as_slice() {
        [_, _, _] => day(date, 0)?,
        _ => return Err(InputError::Day),
    };
    let clock: Vec<_> = clock.split(':').take(2).collect();
    Ok(dates::join(days, time(&clock.join(":"))?))
}

/// A whole number with an optional sign; separators only between groups of three.
fn whole(text: &str, separator: char) -> Option<i64> {
    let text: String = text
        .trim()
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{2019}')
        .collect();
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let groups: Vec<_> = digits.split(separator).collect();
    let well_formed = match groups.as_slice() {
        [only] => !only.is_empty(),
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    let all_digits = groups
        .iter()
        .all(|group| group.bytes().all(|digit| digit.is_ascii_digit()));
    (well_formed && all_digits)
        .then(|| format!("{sign}{}", groups.concat()).parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        for (text, value) in [
            ("0", Some(0)),
            (" 6.800 ", Some(6800)),
            ("6 800", Some(6800)),
            ("-3", Some(-3)),
            ("−3", Some(-3)),
            ("+3", Some(3)),
            ("1.234.567", Some(1_234_567)),
            ("1.5", None),
            ("1,5", None),
            ("12a", None),
            ("", None),
            ("-", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(number(text, Locale::De).ok(), value, "{text}");
        }
        assert_eq!(number("6,800", Locale::En), Ok(6800));
        assert_eq!(number("6.800", Locale::En), Err(InputError::Number));
    }

    #[test]
    fn money_is_read_into_cents() {
        for (text, value) in [
            ("12", Some(1200)),
            ("12,5", Some(1250)),
            ("1.234,50 €", Some(123_450)),
            ("-0,05", Some(-5)),
            ("0,005", None),
            ("12,", None),
            ("zwölf", None),
        ] {
            assert_eq!(money(text, Locale::De).ok(), value, "{text}");
        }
        assert_eq!(money("€1,234.50", Locale::En), Ok(123_450));
    }

    #[test]
    fn days_are_read_in_every_common_form() {
        let today = dates::day_number(2026, 9, 12).unwrap();
        let tuesday = dates::day_number(2026, 9, 15);
        for (text, value) in [
            ("2026-09-15", tuesday),
            ("15.9.2026", tuesday),
            ("15.09.26", tuesday),
            ("15.9.", tuesday),
            ("15.9", tuesday),
            ("15/9/2026", tuesday),
            ("1.9.", dates::day_number(2027, 9, 1)),
            ("29.2.", dates::day_number(2028, 2, 29)),
            ("31.4.2026", None),
            ("morgen", None),
            ("15", None),
            ("15.9.1066", None),
        ] {
            assert_eq!(day(text, today).ok(), value, "{text}");
        }
    }

    #[test]
    fn times_are_read_in_every_common_form() {
        for (text, value) in [
            ("18:00", Some(1080)),
            ("18.00", Some(1080)),
            ("1800", Some(1080)),
            ("18 Uhr", Some(1080)),
            ("9:05", Some(545)),
            ("0:00", Some(0)),
            ("24:00", None),
            ("18:60", None),
            ("18:5", None),
            ("abends", None),
            ("", None),
            ("äöü", None),
        ] {
            assert_eq!(time(text).ok(), value, "{text}");
        }
        let days = dates::day_number(2026, 9, 15).unwrap();
        assert_eq!(date_time("2026-09-15T18:00"), Ok(dates::join(days, 1080)));
        assert_eq!(
            date_time("2026-09-15T18:00:30"),
            Ok(dates::join(days, 1080))
        );
        assert!(date_time("2026-09-15").is_err());
    }
}
