//! Shifts and material as people write them, one line each: `13–15 Eingang Nord: Heimatverein`, `Bauhof: vier Bänke`.
//!
//! A line that is not understood stays a line; nothing is refused.

use crate::value::input;

/// A line of the shift plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// From, minutes after midnight.
    pub from: Option<u16>,
    /// Until, minutes after midnight.
    pub to: Option<u16>,
    /// Where or what.
    pub what: String,
    /// Who, if the line names somebody behind a colon.
    pub who: Option<String>,
}

/// Reads the lines of a shift plan.
#[must_use]
pub fn read(text: &str) -> Vec<Shift> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(line)
        .collect()
}

fn line(text: &str) -> Shift {
    let (times, rest) = match text.split_once(char::is_whitespace) {
        Some((first, rest)) => match times(first) {
            Some(times) => (
                Some(times),
                rest.trim_start().trim_start_matches("Uhr").trim_start(),
            ),
            None => (None, text),
        },
        None => (times(text), if times(text).is_some() { "" } else { text }),
    };
    let (what, who) = match rest.rsplit_once(':') {
        Some((what, who)) if !who.trim().is_empty() => (what.trim(), Some(who.trim().to_owned())),
        _ => (rest.trim_end_matches(':').trim(), None),
    };
    Shift {
        from: times.map(|(from, _)| from),
        to: times.map(|(_, to)| to),
        what: what.to_owned(),
        who,
    }
}

/// Reads `13–15`, `13:30-15:00`.
fn times(word: &str) -> Option<(u16, u16)> {
    let (from, to) = word.split_once(['–', '-', '—'])?;
    Some((input::time(from).ok()?, input::time(to).ok()?))
}

/// Returns how many shifts are on at a minute of the day; one that ends after midnight counts until then.
#[must_use]
pub fn on_duty(shifts: &[Shift], minute: u16) -> usize {
    shifts
        .iter()
        .filter(|shift| match (shift.from, shift.to) {
            (Some(from), Some(to)) if from <= to => from <= minute && minute < to,
            (Some(from), Some(to)) => from <= minute || minute < to,
            _ => false,
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_understood_as_they_are_written() {
        let cases = [
            (
                "13–15 Eingang Nord: Heimatverein",
                Some((780, 900)),
                "Eingang Nord",
                Some("Heimatverein"),
            ),
            ("13:30-15:00 Stand", Some((810, 900)), "Stand", None),
            (
                "9–12 Uhr Aufbau: Bauhof",
                Some((540, 720)),
                "Aufbau",
                Some("Bauhof"),
            ),
            ("Bauhof: vier Bänke", None, "Bauhof", Some("vier Bänke")),
            ("Wasser mitbringen", None, "Wasser mitbringen", None),
            ("18–20", Some((1080, 1200)), "", None),
            ("Kasse:", None, "Kasse", None),
        ];
        for (text, times, what, who) in cases {
            let shifts = read(text);
            let shift = &shifts[0];
            assert_eq!(shift.from.zip(shift.to), times, "{text}");
            assert_eq!(
                (shift.what.as_str(), shift.who.as_deref()),
                (what, who),
                "{text}"
            );
        }
    }

    #[test]
    fn who_is_on_duty_is_counted_to_the_minute() {
        let shifts = read("13–15 Nord: A\n14–16 Süd: B\n22–2 Wache: C\nohne Zeit: D");
        let at = |hour: u16| on_duty(&shifts, hour * 60);
        assert_eq!(
            [at(12), at(13), at(14), at(15), at(16), at(23), at(1), at(2)],
            [0, 1, 2, 1, 0, 1, 1, 0]
        );
    }
}
