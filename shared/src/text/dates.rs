//! Days and times on the calendar, and how they are written. No clock, no time zone: today comes in as an argument.
//!
//! A day is the number of days since 1970-01-01, a time the number of minutes since 1970-01-01T00:00 on the wall
//! clock of the place. Conversions are those of the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible
//! low-level date algorithms").

use super::Locale;

/// Minutes in a day.
pub const DAY_MINUTES: i64 = 24 * 60;
/// Earliest year that can be entered.
pub const YEAR_MIN: i32 = 1900;
/// Latest year that can be entered.
pub const YEAR_MAX: i32 = 2199;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// Returns the calendar day of a day number.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "month and day are within 1..=12 and 1..=31, the year of an i32 day number fits i32"
)]
pub const fn civil(days: i32) -> Civil {
    let z = days as i64 + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + if month <= 2 { 1 } else { 0 };
    Civil {
        year: year as i32,
        month: month as u8,
        day: day as u8,
    }
}

/// Returns the day number; `None` if there is no such day (30 February) or the year is outside
/// [`YEAR_MIN`] to [`YEAR_MAX`].
#[must_use]
pub fn day_number(year: i32, month: u8, day: u8) -> Option<i32> {
    if !(YEAR_MIN..=YEAR_MAX).contains(&year) || day == 0 || day > month_length(year, month)? {
        return None;
    }
    let y = i64::from(year) - i64::from(month <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (i64::from(month) + 9) % 12;
    let doy = (153 * mp + 2) / 5 + i64::from(day) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    i32::try_from(era * 146_097 + doe - 719_468).ok()
}

/// Returns the number of days of a month; `None` if `month` is not 1 to 12.
#[must_use]
pub const fn month_length(year: i32, month: u8) -> Option<u8> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

/// Returns the day of the week, 0 is Monday.
#[must_use]
pub const fn weekday(days: i32) -> usize {
    // 1970-01-01 was a Thursday.
    (days as i64 + 3).rem_euclid(7) as usize
}

/// Returns the same day of the month, `months` later, or the last day of that month.
#[must_use]
pub fn add_months(days: i32, months: i32) -> Option<i32> {
    let from = civil(days);
    let total = i64::from(from.year) * 12 + i64::from(from.month) - 1 + i64::from(months);
    let year = i32::try_from(total.div_euclid(12)).ok()?;
    let month = u8::try_from(total.rem_euclid(12) + 1).ok()?;
    day_number(year, month, from.day.min(month_length(year, month)?))
}

/// Returns how many whole months lie between two days; none if the second comes first.
#[must_use]
pub fn months_between(from: i32, to: i32) -> i32 {
    let (begin, end) = (civil(from), civil(to));
    let months = (end.year - begin.year) * 12 + i32::from(end.month) - i32::from(begin.month);
    (months - i32::from(end.day < begin.day)).max(0)
}

/// Returns the day `count` working days later. Saturdays and Sundays are none; public holidays are not known here, so
/// the answer may be a day early, never late.
#[must_use]
pub const fn add_working_days(days: i32, count: i32) -> i32 {
    let mut day = days;
    let mut left = count;
    while left > 0 {
        day = day.saturating_add(1);
        // Day 0 was a Thursday: Saturday is 2, Sunday is 3.
        if !matches!(day.rem_euclid(7), 2 | 3) {
            left -= 1;
        }
    }
    day
}

/// Splits minutes since 1970-01-01T00:00 into the day and the minute of the day.
#[must_use]
pub fn split(minutes: i64) -> (i32, u16) {
    let days = minutes.div_euclid(DAY_MINUTES);
    let minute = u16::try_from(minutes.rem_euclid(DAY_MINUTES)).unwrap_or(0);
    let clamped = days.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    (i32::try_from(clamped).unwrap_or(0), minute)
}

/// Joins a day and a minute of the day.
#[must_use]
pub fn join(days: i32, minute: u16) -> i64 {
    i64::from(days) * DAY_MINUTES + i64::from(minute)
}

/// Writes a day as `2026-09-15`, the form of `<input type="date">` and of exports.
#[must_use]
pub fn iso_day(days: i32) -> String {
    let Civil { year, month, day } = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Writes a time as `2026-09-15T18:00`, the form of `<input type="datetime-local">` and of exports.
#[must_use]
pub fn iso_date_time(minutes: i64) -> String {
    let (days, minute) = split(minutes);
    format!("{}T{:02}:{:02}", iso_day(days), minute / 60, minute % 60)
}

/// Writes the time of day: `14:02`.
#[must_use]
pub fn time(minutes: i64) -> String {
    let (_, minute) = split(minutes);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Writes a day for reading: `Di, 15. September`, with the year unless it is the year of `today`.
#[must_use]
pub fn day(days: i32, locale: Locale, today: Option<i32>) -> String {
    let Civil { year, month, day } = civil(days);
    let week = weekday_short(days, locale);
    let name = month_name(month, locale);
    let same_year = today.is_some_and(|today| civil(today).year == year);
    match (locale, same_year) {
        (Locale::De, true) => format!("{week}, {day}. {name}"),
        (Locale::De, false) => format!("{week}, {day}. {name} {year}"),
        (Locale::En, true) => format!("{week}, {day} {name}"),
        (Locale::En, false) => format!("{week}, {day} {name} {year}"),
    }
}

/// Writes a day in full for headings: `Samstag, 12. September`, with the year unless it is that of `today`.
#[must_use]
pub fn day_full(days: i32, locale: Locale, today: Option<i32>) -> String {
    let Civil { year, month, day } = civil(days);
    let week = weekday_name(days, locale);
    let name = month_name(month, locale);
    let same_year = today.is_some_and(|today| civil(today).year == year);
    match (locale, same_year) {
        (Locale::De, true) => format!("{week}, {day}. {name}"),
        (Locale::De, false) => format!("{week}, {day}. {name} {year}"),
        (Locale::En, true) => format!("{week}, {day} {name}"),
        (Locale::En, false) => format!("{week}, {day} {name} {year}"),
    }
}

/// Writes a day and time for reading: `Di, 15. September, 18:00`.
#[must_use]
pub fn day_time(minutes: i64, locale: Locale, today: Option<i32>) -> String {
    let (days, _) = split(minutes);
    format!("{}, {}", day(days, locale, today), time(minutes))
}

/// Writes when something happened, seen from `now` (both minutes on the same wall clock): `14:02`, `gestern 18:10`,
/// `Fr 18:10` within a week, else the day.
#[must_use]
pub fn recent(minutes: i64, now: i64, locale: Locale) -> String {
    let (days, _) = split(minutes);
    let (today, _) = split(now);
    let clock = time(minutes);
    match (i64::from(today) - i64::from(days), locale) {
        (0, _) => clock,
        (1, Locale::De) => format!("gestern {clock}"),
        (1, Locale::En) => format!("yesterday {clock}"),
        (2..=6, _) => format!("{} {clock}", weekday_short(days, locale)),
        (_, Locale::De | Locale::En) => day_time(minutes, locale, Some(today)),
    }
}

/// Returns the short name of the weekday: `Di`, `Tue`.
#[must_use]
pub fn weekday_short(days: i32, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::De => ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
        Locale::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    names.get(weekday(days)).copied().unwrap_or_default()
}

/// Returns the name of the weekday: `Dienstag`, `Tuesday`.
#[must_use]
pub fn weekday_name(days: i32, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::De => [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ],
        Locale::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    };
    names.get(weekday(days)).copied().unwrap_or_default()
}

/// Returns the name of a month, 1 is January.
#[must_use]
pub fn month_name(month: u8, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::De => [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        Locale::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

/// Returns the short name of a month for date blocks and timelines: `Sep`.
#[must_use]
pub fn month_short(month: u8, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::De => [
            "Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
        ],
        Locale::En => [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
    };
    names
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_three_centuries_reads_back() {
        let mut expected = day_number(YEAR_MIN, 1, 1).unwrap();
        for year in YEAR_MIN..=YEAR_MAX {
            for month in 1..=12 {
                for day in 1..=month_length(year, month).unwrap() {
                    assert_eq!(day_number(year, month, day), Some(expected));
                    assert_eq!(civil(expected), Civil { year, month, day });
                    expected += 1;
                }
            }
        }
    }

    #[test]
    fn known_days_have_their_number_and_weekday() {
        assert_eq!(day_number(1970, 1, 1), Some(0));
        assert_eq!(day_number(2000, 3, 1), Some(11_017));
        let tuesday = day_number(2026, 9, 15).unwrap();
        assert_eq!(weekday_name(tuesday, Locale::De), "Dienstag");
        assert_eq!(weekday(day_number(1969, 12, 31).unwrap()), 2);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, day) in [
            (2026, 2, 29),
            (2026, 13, 1),
            (2026, 0, 1),
            (2026, 4, 31),
            (2026, 1, 0),
            (1, 1, 1),
        ] {
            assert_eq!(day_number(year, month, day), None);
        }
        assert!(day_number(2028, 2, 29).is_some());
    }

    #[test]
    fn days_and_times_are_written_as_in_the_look() {
        let days = day_number(2026, 9, 15).unwrap();
        let (same, other) = (day_number(2026, 1, 1), day_number(2027, 1, 1));
        assert_eq!(day(days, Locale::De, same), "Di, 15. September");
        assert_eq!(day(days, Locale::De, other), "Di, 15. September 2026");
        assert_eq!(day(days, Locale::En, None), "Tue, 15 September 2026");
        let evening = join(days, 18 * 60 + 5);
        assert_eq!(time(evening), "18:05");
        assert_eq!(
            day_time(evening, Locale::De, same),
            "Di, 15. September, 18:05"
        );
        assert_eq!(iso_date_time(evening), "2026-09-15T18:05");
        assert_eq!(recent(evening, evening + 5, Locale::De), "18:05");
        assert_eq!(
            recent(evening, evening + DAY_MINUTES, Locale::De),
            "gestern 18:05"
        );
        assert_eq!(
            recent(evening, evening + 3 * DAY_MINUTES, Locale::En),
            "Tue 18:05"
        );
        assert_eq!(
            recent(evening, evening + 20 * DAY_MINUTES, Locale::De),
            "Di, 15. September, 18:05"
        );
    }

    #[test]
    fn months_are_added_to_the_same_day_or_the_last() {
        let end = day_number(2026, 1, 31).unwrap();
        assert_eq!(add_months(end, 1), day_number(2026, 2, 28));
        assert_eq!(add_months(end, 12), day_number(2027, 1, 31));
        assert_eq!(add_months(end, -2), day_number(2025, 11, 30));
    }

    #[test]
    fn no_stored_number_breaks_the_calendar() {
        for minutes in [i64::MIN, -1, 0, i64::MAX] {
            assert!(!day_time(minutes, Locale::De, None).is_empty());
        }
    }

    #[test]
    fn working_days_leave_weekends_out() {
        let friday = day_number(2026, 9, 18).unwrap();
        assert_eq!(add_working_days(friday, 0), friday);
        assert_eq!(add_working_days(friday, 1), friday + 3);
        assert_eq!(add_working_days(friday, 5), friday + 7);
        assert_eq!(add_working_days(friday + 1, 1), friday + 3);
    }

    #[test]
    fn months_are_counted_whole() {
        let day = |year, month, day| day_number(year, month, day).unwrap();
        assert_eq!(months_between(day(2026, 3, 2), day(2026, 9, 1)), 5);
        assert_eq!(months_between(day(2026, 3, 2), day(2026, 9, 2)), 6);
        assert_eq!(months_between(day(2025, 11, 30), day(2026, 1, 1)), 1);
        assert_eq!(months_between(day(2026, 9, 2), day(2026, 3, 2)), 0);
    }
}
