//! Events as an iCalendar file (RFC 5545): for one phone's calendar, or as the file others subscribe to.
//!
//! Times stand on the wall clock of the place, without a zone ("floating"): a festival at 13:00 is at 13:00. The id of an
//! entry is that of its record, and its sequence grows with every change, so that a file read again changes the entry and
//! adds none. What was thrown away stays in the file as called off: a calendar that is read again cannot know otherwise.

use crate::ids::RecordId;
use crate::text::dates;
use std::fmt::Write as _;

/// Greatest number of bytes of a line before it is folded.
const LINE_BYTES_MAX: usize = 75;
/// 2025-01-01T00:00Z in seconds since 1970.
const SEQUENCE_FROM_S: u64 = 1_735_689_600;
/// Greatest sequence that fits 31 bits.
const SEQUENCE_MAX: u64 = 2_147_483_647;

/// A day or a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The whole day.
    Day(i32),
    /// Minutes since 1970-01-01T00:00 at the place.
    Time(i64),
}

/// How sure an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Being planned.
    Tentative,
    /// Will be, is or was.
    Confirmed,
    /// Called off.
    Cancelled,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its record.
    pub id: RecordId,
    /// Name.
    pub title: String,
    /// Place; empty is left out.
    pub place: String,
    /// More words; empty is left out.
    pub text: String,
    /// From.
    pub begin: When,
    /// Until; of the same sort as `begin`, else it is left out.
    pub end: Option<When>,
    /// How sure it is.
    pub sureness: Sureness,
    /// When the record was changed last, milliseconds since 1970.
    pub changed_ms: u64,
}

/// Writes the calendar. `name` is what a calendar program shows for a subscription.
#[must_use]
pub fn write(name: &str, entries: &[Entry]) -> String {
    let mut file = String::new();
    line(&mut file, "BEGIN", "VCALENDAR");
    line(&mut file, "VERSION", "2.0");
    line(&mut file, "PRODID", "-//Schulterschluss//Termine//DE");
    line(&mut file, "CALSCALE", "GREGORIAN");
    line(&mut file, "METHOD", "PUBLISH");
    line(&mut file, "X-WR-CALNAME", &escape(name));
    line(&mut file, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    line(&mut file, "X-PUBLISHED-TTL", "PT12H");
    for entry in entries {
        event(&mut file, entry);
    }
    line(&mut file, "END", "VCALENDAR");
    file
}

fn event(file: &mut String, entry: &Entry) {
    line(file, "BEGIN", "VEVENT");
    line(file, "UID", &format!("{}@schulterschluss", entry.id));
    line(file, "DTSTAMP", &utc(entry.changed_ms));
    line(file, "LAST-MODIFIED", &utc(entry.changed_ms));
    line(file, "SEQUENCE", &sequence(entry.changed_ms).to_string());
    match entry.begin {
        When::Day(day) => {
            line(file, "DTSTART;VALUE=DATE", &compact_day(day));
            // The end of a whole day is the day after it.
            let last = match entry.end {
                Some(When::Day(last)) if last > day => last,
                _ => day,
            };
            line(
                file,
                "DTEND;VALUE=DATE",
                &compact_day(last.saturating_add(1)),
            );
        }
        When::Time(begin) => {
            line(file, "DTSTART", &compact_time(begin));
            if let Some(When::Time(end)) = entry.end
                && end > begin
            {
                line(file, "DTEND", &compact_time(end));
            }
        }
    }
    line(file, "SUMMARY", &escape(&entry.title));
    if !entry.place.is_empty() {
        line(file, "LOCATION", &escape(&entry.place));
    }
    if !entry.text.is_empty() {
        line(file, "DESCRIPTION", &escape(&entry.text));
    }
    let status = match entry.sureness {
        Sureness::Tentative => "TENTATIVE",
        Sureness::Confirmed => "CONFIRMED",
        Sureness::Cancelled => "CANCELLED",
    };
    line(file, "STATUS", status);
    line(file, "END", "VEVENT");
}

/// Seconds since 2025, when there was nothing to write yet: it grows with every change, on whatever phone, and stays below
/// what programs take for a number (31 bits) for sixty years.
fn sequence(changed_ms: u64) -> u64 {
    (changed_ms / 1_000)
        .saturating_sub(SEQUENCE_FROM_S)
        .min(SEQUENCE_MAX)
}

/// Writes a line, folded so that none is longer than [`LINE_BYTES_MAX`] and no character is cut in two.
fn line(file: &mut String, name: &str, value: &str) {
    let mut room = LINE_BYTES_MAX;
    for character in name.chars().chain([':']).chain(value.chars()) {
        if character.len_utf8() > room {
            file.push_str("\r\n ");
            // The space that marks the rest counts.
            room = LINE_BYTES_MAX - 1;
        }
        room -= character.len_utf8();
        file.push(character);
    }
    file.push_str("\r\n");
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' => escaped.push_str("\\n"),
            // Other control characters have no place in such a file.
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

fn compact_day(day: i32) -> String {
    dates::iso_day(day).replace('-', "")
}

fn compact_time(minutes: i64) -> String {
    let (day, minute) = dates::split(minutes);
    let mut text = compact_day(day);
    // Writing to a string cannot fail.
    let _written = write!(text, "T{:02}{:02}00", minute / 60, minute % 60);
    text
}

fn utc(ms: u64) -> String {
    let seconds = i64::try_from(ms / 1_000).unwrap_or(i64::MAX);
    let mut text = compact_time(seconds / 60);
    text.truncate(text.len().saturating_sub(2));
    let _written = write!(text, "{:02}Z", seconds % 60);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn feast() -> Entry {
        Entry {
            id: RecordId([1; 16]),
            title: "Stadtfest; Markt, Brunnen".to_owned(),
            place: "Markt".to_owned(),
            text: "Zeile 1\nZeile 2".to_owned(),
            begin: When::Time(dates::join(20_708, 13 * 60)),
            end: Some(When::Time(dates::join(20_708, 20 * 60))),
            sureness: Sureness::Confirmed,
            changed_ms: 1_790_000_123_000,
        }
    }

    #[test]
    fn an_event_is_written_as_calendars_read_it() {
        let file = write("Musterau", &[feast()]);
        for expected in [
            "BEGIN:VCALENDAR\r\n",
            "DTSTART:20260912T130000\r\n",
            "DTEND:20260912T200000\r\n",
            "SUMMARY:Stadtfest\\; Markt\\, Brunnen\r\n",
            "DESCRIPTION:Zeile 1\\nZeile 2\r\n",
            "DTSTAMP:20260921T141523Z\r\n",
            "STATUS:CONFIRMED\r\n",
            "END:VCALENDAR\r\n",
        ] {
            assert!(file.contains(expected), "{expected} is missing in\n{file}");
        }
    }

    #[test]
    fn a_day_without_time_ends_on_the_next_day() {
        let day = Entry {
            begin: When::Day(20_708),
            end: None,
            ..feast()
        };
        let file = write("x", &[day]);
        assert!(file.contains("DTSTART;VALUE=DATE:20260912\r\nDTEND;VALUE=DATE:20260913\r\n"));
    }

    #[test]
    fn every_change_raises_the_sequence_and_the_id_stays() {
        let read = |changed_ms| {
            let file = write(
                "x",
                &[Entry {
                    changed_ms,
                    ..feast()
                }],
            );
            let line = |name: &str| {
                let start = format!("{name}:");
                let mut lines = file.split("\r\n");
                let found = lines.find_map(|line| line.strip_prefix(&start));
                found.unwrap().to_owned()
            };
            (line("UID"), line("SEQUENCE").parse::<u64>().unwrap())
        };
        let (id, first) = read(1_790_000_123_000);
        let (same, later) = read(1_790_000_124_000);
        assert_eq!(id, same);
        assert_eq!(later, first + 1);
        assert_eq!(read(0).1, 0, "a clock before 2025");
        assert_eq!(read(u64::MAX / 4).1, SEQUENCE_MAX, "a clock far ahead");
    }

    #[test]
    fn an_end_before_the_beginning_is_left_out() {
        let Entry { begin, .. } = feast();
        let file = write(
            "x",
            &[Entry {
                end: Some(begin),
                ..feast()
            }],
        );
        assert!(!file.contains("DTEND"));
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_it_may_be_and_unfolding_gives_the_words_back(title in "\\PC{0,200}") {
            let file = write("x", &[Entry { title: title.clone(), ..feast() }]);
            for line in file.split("\r\n") {
                prop_assert!(line.len() <= LINE_BYTES_MAX, "{line}");
            }
            let unfolded = file.replace("\r\n ", "");
            let expected = format!("SUMMARY:{}\r\n", escape(&title));
            prop_assert!(unfolded.contains(&expected), "{expected}");
        }
    }
}
