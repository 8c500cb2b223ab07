//! Sentences with numbers, names or times: functions of language and data. Each language has its own sentence
//! and its own plural; none is built by joining pieces.

use super::Locale;
use crate::value::display::number;

/// `1` → the first, everything else → the second: the plural of German and English.
const fn one<'a>(count: usize, single: &'a str, many: &'a str) -> &'a str {
    if count == 1 { single } else { many }
}

fn count(count: usize, locale: Locale) -> String {
    number(i64::try_from(count).unwrap_or(i64::MAX), locale)
}

/// Chip: `14 ungesendet`; for 0 use [`super::words::ALL_SENT`].
#[must_use]
pub fn unsent(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} ungesendet"),
        Locale::En => format!("{n} unsent"),
    }
}

/// Attachments that only this device has: `2 Anhänge warten noch auf den Server`.
#[must_use]
pub fn files_wait(files: usize, locale: Locale) -> String {
    let n = count(files, locale);
    match locale {
        Locale::De => format!(
            "{n} {} auf den Server",
            one(files, "Anhang wartet noch", "Anhänge warten noch")
        ),
        Locale::En => format!(
            "{n} {} for the server",
            one(files, "attachment is waiting", "attachments are waiting")
        ),
    }
}

/// Room for attachments of a circle: `12,4 MB von 209,7 MB`.
#[must_use]
pub fn of_room(taken: &str, all: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{taken} von {all}"),
        Locale::En => format!("{taken} of {all}"),
    }
}

/// Heading of the sync page: `14 Einträge warten`.
#[must_use]
pub fn entries_wait(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} {}", one(entries, "Eintrag wartet", "Einträge warten")),
        Locale::En => format!(
            "{n} {}",
            one(entries, "entry is waiting", "entries are waiting")
        ),
    }
}

/// `418 Einträge`.
#[must_use]
pub fn entries(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} {}", one(entries, "Eintrag", "Einträge")),
        Locale::En => format!("{n} {}", one(entries, "entry", "entries")),
    }
}

/// A name with how many there are, on keys and headings: `Offene 12`.
#[must_use]
pub fn heading_with_count(name: &str, entries: usize, locale: Locale) -> String {
    format!("{name} {}", count(entries, locale))
}

/// Over the tools for picked records: `3 ausgewählt`.
#[must_use]
pub fn picked(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} ausgewählt"),
        Locale::En => format!("{n} picked"),
    }
}

/// After many records got a state: `3 Einträge: erledigt`.
#[must_use]
pub fn state_set(done: usize, state: &str, locale: Locale) -> String {
    format!("{}: {state}", entries(done, locale))
}

/// After many records were thrown away: `3 Einträge im Papierkorb`.
#[must_use]
pub fn trashed(done: usize, locale: Locale) -> String {
    let entries = entries(done, locale);
    match locale {
        Locale::De => format!("{entries} im Papierkorb"),
        Locale::En => format!("{entries} in the bin"),
    }
}

/// Below the line of steps on a phone: `Umsetzung · 7 von 9`.
#[must_use]
pub fn state_at(step: &str, number: usize, of: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{step} · {number} von {of}"),
        Locale::En => format!("{step} · {number} of {of}"),
    }
}

/// Heading of the towns like this one: `4 ähnliche Orte`.
#[must_use]
pub fn matching_towns(towns: usize, locale: Locale) -> String {
    let n = count(towns, locale);
    match locale {
        Locale::De => format!("{n} {}", one(towns, "ähnlicher Ort", "ähnliche Orte")),
        Locale::En => format!("{n} similar {}", one(towns, "town", "towns")),
    }
}

/// Read aloud: what the map shows.
#[must_use]
pub fn map_of(towns: usize, similar: usize, locale: Locale) -> String {
    let (n, m) = (count(towns, locale), count(similar, locale));
    match locale {
        Locale::De => format!(
            "Karte von Sachsen: {n} {} im Netzwerk, {m} davon ähnlich. Die Liste nennt sie.",
            one(towns, "Kommune", "Kommunen")
        ),
        Locale::En => format!(
            "Map of Saxony: {n} {} in the network, {m} of them similar. The list names them.",
            one(towns, "municipality", "municipalities")
        ),
    }
}

/// Read aloud: bricks beside a similar town.
#[must_use]
pub fn likeness_of(points: u8, of: u8, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ähnlich in {points} von {of} Punkten"),
        Locale::En => format!("Similar in {points} of {of} respects"),
    }
}

/// Heading of the desk of the project team: `24 Orte, diese Woche`.
#[must_use]
pub fn towns_this_week(towns: usize, locale: Locale) -> String {
    let n = count(towns, locale);
    match locale {
        Locale::De => format!("{n} {}, diese Woche", one(towns, "Ort", "Orte")),
        Locale::En => format!("{n} {}, this week", one(towns, "town", "towns")),
    }
}

/// Below the number of towns that are accompanied: `in Begleitung, 6 in Klärung`.
#[must_use]
pub fn accompanied_and_clarifying(clarifying: usize, locale: Locale) -> String {
    let n = count(clarifying, locale);
    match locale {
        Locale::De => format!("in Begleitung, {n} in Klärung"),
        Locale::En => format!("accompanied, {n} being clarified"),
    }
}

/// Below the number of open enquiries: `Anfragen offen, 1 eilt`.
#[must_use]
pub fn enquiries_open(late: usize, locale: Locale) -> String {
    let n = count(late, locale);
    match locale {
        Locale::De => format!("Anfragen offen, {n} {}", one(late, "eilt", "eilen")),
        Locale::En => format!("enquiries open, {n} urgent"),
    }
}

/// How long ago something was: `heute`, `vor 3 Tagen`, `vor 6 Wochen`.
#[must_use]
pub fn days_ago(days: usize, locale: Locale) -> String {
    let weeks = days / 7;
    match (locale, days) {
        (Locale::De, 0) => "heute".to_owned(),
        (Locale::De, 1) => "gestern".to_owned(),
        (Locale::De, 2..=20) => format!("vor {days} Tagen"),
        (Locale::De, _) => format!("vor {weeks} Wochen"),
        (Locale::En, 0) => "today".to_owned(),
        (Locale::En, 1) => "yesterday".to_owned(),
        (Locale::En, 2..=20) => format!("{days} days ago"),
        (Locale::En, _) => format!("{weeks} weeks ago"),
    }
}

/// Tag of an enquiry: by when an answer is promised.
#[must_use]
pub fn answer_due(days_left: i32, locale: Locale) -> String {
    let late = days_left.unsigned_abs();
    match (locale, days_left) {
        (Locale::De, 0) => "bis heute".to_owned(),
        (Locale::De, 1) => "bis morgen".to_owned(),
        (Locale::De, ..0) if late == 1 => "1 Tag zu spät".to_owned(),
        (Locale::De, ..0) => format!("{late} Tage zu spät"),
        (Locale::De, _) => format!("noch {days_left} Tage"),
        (Locale::En, 0) => "by today".to_owned(),
        (Locale::En, 1) => "by tomorrow".to_owned(),
        (Locale::En, ..0) if late == 1 => "1 day late".to_owned(),
        (Locale::En, ..0) => format!("{late} days late"),
        (Locale::En, _) => format!("{days_left} days left"),
    }
}

/// Row of the desk: `2 Felder mit mehreren Fassungen`.
#[must_use]
pub fn fields_in_versions(fields: usize, locale: Locale) -> String {
    let n = count(fields, locale);
    match locale {
        Locale::De => format!(
            "{n} {} mit mehreren Fassungen",
            one(fields, "Feld", "Felder")
        ),
        Locale::En => format!(
            "{n} {} with several versions",
            one(fields, "field", "fields")
        ),
    }
}

/// Row and heading: `2 mögliche Dubletten`.
#[must_use]
pub fn possible_twins(pairs: usize, locale: Locale) -> String {
    let n = count(pairs, locale);
    match locale {
        Locale::De => format!("{n} mögliche {}", one(pairs, "Dublette", "Dubletten")),
        Locale::En => format!("{n} possible {}", one(pairs, "duplicate", "duplicates")),
    }
}

/// Two records that may be the same: `„FFW Musterau“ und „Feuerwehr Musterau“`.
#[must_use]
pub fn twins(one: &str, other: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{one}“ und „{other}“"),
        Locale::En => format!("“{one}” and “{other}”"),
    }
}

/// In a list that shows what is "mine": what that means.
#[must_use]
pub fn mine_means(names: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Selbst angelegt, oder zuständig als: {names}."),
        Locale::En => format!("Written down by oneself, or in charge as: {names}."),
    }
}

/// Below the name of a record, on paper.
#[must_use]
pub fn printed(space: &str, day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{space} · gedruckt am {day} · Schulterschluss"),
        Locale::En => format!("{space} · printed on {day} · Schulterschluss"),
    }
}

/// On the page of a record that took up another one.
#[must_use]
pub fn took_up(gone: &str, time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{gone}“ ist hier aufgegangen, {time}."),
        Locale::En => format!("“{gone}” was taken up here, {time}."),
    }
}

/// After two records were united.
#[must_use]
pub fn united(gone: &str, stays: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{gone}“ ist in „{stays}“ aufgegangen."),
        Locale::En => format!("“{gone}” has been taken up by “{stays}”."),
    }
}

/// History: two records that had been united are two again.
#[must_use]
pub fn two_again(gone: &str, stays: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{gone}“ und „{stays}“ wurden wieder getrennt."),
        Locale::En => format!("“{gone}” and “{stays}” were parted again."),
    }
}

/// Above the name of a town: `Begleitung seit Mo, 2. März, Monat 7`.
#[must_use]
pub fn accompanied_since(day: &str, month: i32, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Begleitung seit {day}, Monat {month}"),
        Locale::En => format!("Accompanied since {day}, month {month}"),
    }
}

/// On the line of a year: an interim review.
#[must_use]
pub fn review_after(months: i32, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Zwischenbilanz nach {months} Monaten"),
        Locale::En => format!("Interim review after {months} months"),
    }
}

/// On the line of a year, at today: `heute: Umsetzung`.
#[must_use]
pub fn today_in_phase(phase: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("heute: {phase}"),
        Locale::En => format!("today: {phase}"),
    }
}

/// Read aloud: key that forgets a kept view.
#[must_use]
pub fn forget_view(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ansicht „{name}“ vergessen"),
        Locale::En => format!("Forget the view “{name}”"),
    }
}

/// Journal: `26 Einträge gesendet und bestätigt`.
#[must_use]
pub fn entries_sent(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => {
            format!(
                "{n} {} gesendet und bestätigt",
                one(entries, "Eintrag", "Einträge")
            )
        }
        Locale::En => format!(
            "{n} {} sent and confirmed",
            one(entries, "entry", "entries")
        ),
    }
}

/// Journal: `9 Einträge geholt`.
#[must_use]
pub fn entries_fetched(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} {} geholt", one(entries, "Eintrag", "Einträge")),
        Locale::En => format!("{n} {} fetched", one(entries, "entry", "entries")),
    }
}

/// Saved line below a form: `Gespeichert 14:02 auf diesem Telefon`.
#[must_use]
pub fn saved_at(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Gespeichert {time} auf diesem Telefon"),
        Locale::En => format!("Saved {time} on this phone"),
    }
}

/// Notice on Heute: `1 Entscheidung offen`.
#[must_use]
pub fn decisions_open(decisions: usize, locale: Locale) -> String {
    let n = count(decisions, locale);
    match locale {
        Locale::De => format!(
            "{n} {} offen",
            one(decisions, "Entscheidung", "Entscheidungen")
        ),
        Locale::En => format!("{n} {} open", one(decisions, "decision", "decisions")),
    }
}

/// `Treffpunkt Aufbau hat zwei Fassungen.`
#[must_use]
pub fn field_has_versions(field: &str, versions: usize, locale: Locale) -> String {
    match (locale, versions) {
        (Locale::De, 2) => format!("{field} hat zwei Fassungen."),
        (Locale::De, _) => format!("{field} hat {versions} Fassungen."),
        (Locale::En, 2) => format!("{field} has two versions."),
        (Locale::En, _) => format!("{field} has {versions} versions."),
    }
}

/// Conflict card with more than one version of one side: `Fassung 2`.
#[must_use]
pub fn version_number(number: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Fassung {number}"),
        Locale::En => format!("Version {number}"),
    }
}

/// Conflict card: `Vorher, bis gestern 18:10: „…“`.
#[must_use]
pub fn before_until(time: &str, value: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Vorher, bis {time}: „{value}“"),
        Locale::En => format!("Before, until {time}: “{value}”"),
    }
}

/// Author line: `Jana · heute 11:52 · dieses Telefon`.
#[must_use]
pub fn who_when(name: &str, time: &str, device: Option<&str>) -> String {
    match device {
        Some(device) => format!("{name} · {time} · {device}"),
        None => format!("{name} · {time}"),
    }
}

/// History: `Mirko, Tablet: „offen“ → „erledigt“` as `old → new`.
#[must_use]
pub fn changed_from_to(old: &str, new: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{old}“ → „{new}“"),
        Locale::En => format!("“{old}” → “{new}”"),
    }
}

/// Event band: `Läuft seit 13:00`.
#[must_use]
pub fn running_since(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Läuft seit {time}"),
        Locale::En => format!("Running since {time}"),
    }
}

/// Event band: `bisher 213, alle Telefone`.
#[must_use]
pub fn counted_so_far(total: i64, locale: Locale) -> String {
    let n = number(total, locale);
    match locale {
        Locale::De => format!("bisher {n}, alle Telefone"),
        Locale::En => format!("{n} so far, all phones"),
    }
}

/// Counting screen, read aloud on a band key: `0–13: 14 bisher, plus eins`.
#[must_use]
pub fn band_plus_one(band: &str, total: i64, locale: Locale) -> String {
    let n = number(total, locale);
    match locale {
        Locale::De => format!("{band}: {n} bisher, plus eins"),
        Locale::En => format!("{band}: {n} so far, plus one"),
    }
}

/// Snackbar after a tap: `+1 „60+“, 15:42`.
#[must_use]
pub fn counted_one(counter: &str, time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("+1 „{counter}“, {time}"),
        Locale::En => format!("+1 “{counter}”, {time}"),
    }
}

/// Counting screen: `zuletzt gehört 15:31`.
#[must_use]
pub fn last_heard(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("zuletzt gehört {time}"),
        Locale::En => format!("last heard {time}"),
    }
}

/// Task: `2 Tage überfällig`.
#[must_use]
pub fn days_overdue(days: usize, locale: Locale) -> String {
    let n = count(days, locale);
    match locale {
        Locale::De => format!("{n} {} überfällig", one(days, "Tag", "Tage")),
        Locale::En => format!("{n} {} overdue", one(days, "day", "days")),
    }
}

/// `vor 11 Wochen`, for talks.
#[must_use]
pub fn weeks_ago(weeks: usize, locale: Locale) -> String {
    let n = count(weeks, locale);
    match locale {
        Locale::De => format!("vor {n} {}", one(weeks, "Woche", "Wochen")),
        Locale::En => format!("{n} {} ago", one(weeks, "week", "weeks")),
    }
}

/// Bin: `noch 12 Tage`.
#[must_use]
pub fn days_left(days: usize, locale: Locale) -> String {
    let n = count(days, locale);
    match locale {
        Locale::De => format!("noch {n} {}", one(days, "Tag", "Tage")),
        Locale::En => format!("{n} {} left", one(days, "day", "days")),
    }
}

/// Invitation: `23 Stunden, ein Mal`; with more uses `23 Stunden, 5 Mal`.
#[must_use]
pub fn valid_for(minutes: usize, uses: u32, locale: Locale) -> String {
    let (number, single, many) = match (minutes, locale) {
        (0..=119, Locale::De) => (minutes, "Minute", "Minuten"),
        (0..=119, Locale::En) => (minutes, "minute", "minutes"),
        (120..=2879, Locale::De) => (minutes / 60, "Stunde", "Stunden"),
        (120..=2879, Locale::En) => (minutes / 60, "hour", "hours"),
        (_, Locale::De) => (minutes / 1440, "Tag", "Tage"),
        (_, Locale::En) => (minutes / 1440, "day", "days"),
    };
    let time = one(number, single, many);
    match (locale, uses) {
        (Locale::De, 1) => format!("{number} {time}, ein Mal"),
        (Locale::De, _) => format!("{number} {time}, {uses} Mal"),
        (Locale::En, 1) => format!("{number} {time}, once"),
        (Locale::En, _) => format!("{number} {time}, {uses} times"),
    }
}

/// Joining: `Willkommen in Musterau`.
#[must_use]
pub fn welcome(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Willkommen in {town}"),
        Locale::En => format!("Welcome to {town}"),
    }
}

/// Joining: `Schritt 1 von 3`.
#[must_use]
pub fn step_of(step: usize, steps: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Schritt {step} von {steps}"),
        Locale::En => format!("Step {step} of {steps}"),
    }
}

/// Six words: `Zur Probe: das dritte Wort`. `position` is 1 to 6.
#[must_use]
pub fn try_word(position: usize, locale: Locale) -> String {
    let ordinals = match locale {
        Locale::De => ["erste", "zweite", "dritte", "vierte", "fünfte", "sechste"],
        Locale::En => ["first", "second", "third", "fourth", "fifth", "sixth"],
    };
    let ordinal = ordinals
        .get(position.wrapping_sub(1))
        .copied()
        .unwrap_or_default();
    match locale {
        Locale::De => format!("Zur Probe: das {ordinal} Wort"),
        Locale::En => format!("As a test: the {ordinal} word"),
    }
}

/// Six words: `wolke, stimmt.`
#[must_use]
pub fn word_right(word: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{word}, stimmt."),
        Locale::En => format!("{word}, correct."),
    }
}

/// Unlocking: `Das 3. Wort steht nicht in der Liste. Vier Buchstaben genügen.`
#[must_use]
pub fn word_unknown(position: usize, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("Das {position}. Wort steht nicht in der Liste. Vier Buchstaben genügen.")
        }
        Locale::En => format!("Word {position} is not in the list. Four letters are enough."),
    }
}

/// Screen lock: `Das ist nicht die Zahl. Noch 3 Versuche, danach öffnen nur die sechs Wörter.`
#[must_use]
pub fn pin_wrong(left: u8, locale: Locale) -> String {
    match (locale, left) {
        (Locale::De, 1) => {
            "Das ist nicht die Zahl. Noch ein Versuch, danach öffnen nur die sechs Wörter."
                .to_owned()
        }
        (Locale::De, left) => format!(
            "Das ist nicht die Zahl. Noch {left} Versuche, danach öffnen nur die sechs Wörter."
        ),
        (Locale::En, 1) => {
            "That is not the number. One more try, after that only the six words open it."
                .to_owned()
        }
        (Locale::En, left) => format!(
            "That is not the number. {left} more tries, after that only the six words open it."
        ),
    }
}

/// Unlocking: `Es sind sechs Wörter, hier stehen 5.`
#[must_use]
pub fn word_count(found: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Es sind sechs Wörter, hier stehen {found}."),
        Locale::En => format!("There are six words, here are {found}."),
    }
}

/// Offline readiness: `Musterau ist geladen`.
#[must_use]
pub fn town_is_loaded(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{town} ist geladen"),
        Locale::En => format!("{town} is loaded"),
    }
}

/// Offline readiness: `Geprüft am Sa, 12. September, 09:14`.
#[must_use]
pub fn checked_at(day_time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Geprüft am {day_time}"),
        Locale::En => format!("Checked on {day_time}"),
    }
}

/// Offline readiness: `2,1 MB, ohne Netz geöffnet: ja`.
#[must_use]
pub fn shell_size(bytes: u64, locale: Locale) -> String {
    let size = super::super::value::display::bytes(bytes, locale);
    match locale {
        Locale::De => format!("{size}, ohne Netz geöffnet: ja"),
        Locale::En => format!("{size}, opened without network: yes"),
    }
}

/// Progress of a download: `1,2 MB von 3,4 MB`.
#[must_use]
pub fn bytes_loaded(done: u64, all: u64, locale: Locale) -> String {
    let size = |bytes| super::super::value::display::bytes(bytes, locale);
    let (done, all) = (size(done), size(all));
    match locale {
        Locale::De => format!("{done} von {all}"),
        Locale::En => format!("{done} of {all}"),
    }
}

/// Loading: `260 von 418 Sendungen`.
#[must_use]
pub fn envelopes_loaded(done: u64, all: u64, locale: Locale) -> String {
    let n = |it| count(usize::try_from(it).unwrap_or(usize::MAX), locale);
    match locale {
        Locale::De => format!("{} von {} Sendungen", n(done), n(all)),
        Locale::En => format!("{} of {} envelopes", n(done), n(all)),
    }
}

/// Progress: `260 von 418`.
#[must_use]
pub fn progress(done: usize, all: usize, locale: Locale) -> String {
    let (done, all) = (count(done, locale), count(all, locale));
    match locale {
        Locale::De => format!("{done} von {all}"),
        Locale::En => format!("{done} of {all}"),
    }
}

/// Search: `3 Treffer`.
#[must_use]
pub fn hits(hits: usize, locale: Locale) -> String {
    let n = count(hits, locale);
    match locale {
        Locale::De => format!("{n} Treffer"),
        Locale::En => format!("{n} {}", one(hits, "hit", "hits")),
    }
}

/// Search: why something was found: `in Ort: …Feuerwehrhaus…`. The piece comes with its marks.
#[must_use]
pub fn found_in(field: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("in „{field}“"),
        Locale::En => format!("in “{field}”"),
    }
}

/// Town page: `6.800 Einwohner*innen`.
#[must_use]
pub fn inhabitants(people: i64, locale: Locale) -> String {
    let n = number(people, locale);
    match locale {
        Locale::De if people == 1 => format!("{n} Einwohner*in"),
        Locale::De => format!("{n} Einwohner*innen"),
        Locale::En if people == 1 => format!("{n} inhabitant"),
        Locale::En => format!("{n} inhabitants"),
    }
}

/// Alliance: `20 Organisationen`.
#[must_use]
pub fn organisations(organisations: usize, locale: Locale) -> String {
    let n = count(organisations, locale);
    match locale {
        Locale::De => format!(
            "{n} {}",
            one(organisations, "Organisation", "Organisationen")
        ),
        Locale::En => format!(
            "{n} {}",
            one(organisations, "organisation", "organisations")
        ),
    }
}

/// Alliance: `3 Stühle leer`.
#[must_use]
pub fn empty_chairs(chairs: usize, locale: Locale) -> String {
    let n = count(chairs, locale);
    match locale {
        Locale::De => format!("{n} {} leer", one(chairs, "Stuhl", "Stühle")),
        Locale::En => format!("{n} empty {}", one(chairs, "chair", "chairs")),
    }
}

/// List of errors: `2 Felder brauchen eine Änderung`.
#[must_use]
pub fn fields_need_change(fields: usize, locale: Locale) -> String {
    let n = count(fields, locale);
    match locale {
        Locale::De => {
            format!(
                "{n} {} eine Änderung",
                one(fields, "Feld braucht", "Felder brauchen")
            )
        }
        Locale::En => format!("{n} {} a change", one(fields, "field needs", "fields need")),
    }
}

/// Long texts: `noch 12 Zeichen`.
#[must_use]
pub fn characters_left(characters: usize, locale: Locale) -> String {
    let n = count(characters, locale);
    match locale {
        Locale::De => format!("noch {n} Zeichen"),
        Locale::En => format!("{n} {} left", one(characters, "character", "characters")),
    }
}

/// Choices: `2 von höchstens 3 gewählt`.
#[must_use]
pub fn chosen_of(chosen: usize, max: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{chosen} von höchstens {max} gewählt"),
        Locale::En => format!("{chosen} of at most {max} chosen"),
    }
}

/// Link to the whole list: `Alle 7`.
#[must_use]
pub fn all_of(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("Alle {n}"),
        Locale::En => format!("All {n}"),
    }
}

/// End of something: `bis 20:00`, `bis Di, 15. September`.
#[must_use]
pub fn until(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("bis {time}"),
        Locale::En => format!("until {time}"),
    }
}

/// Begin of an event beside its date: `Dienstag, 18:00`.
#[must_use]
pub fn weekday_at(weekday: &str, time: &str) -> String {
    format!("{weekday}, {time}")
}

/// After ticking a task: `Erledigt: Schlüssel zurückgeben`.
#[must_use]
pub fn task_done(title: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Erledigt: {title}"),
        Locale::En => format!("Done: {title}"),
    }
}

/// Organisation: `letztes Gespräch vor 9 Wochen`.
#[must_use]
pub fn last_talk(weeks: usize, locale: Locale) -> String {
    let ago = weeks_ago(weeks, locale);
    match locale {
        Locale::De => format!("letztes Gespräch {ago}"),
        Locale::En => format!("last talked to {ago}"),
    }
}

/// Town page, below the number of events: `Veranstaltungen, 2 abgesagt`.
#[must_use]
pub fn events_called_off(events: usize, locale: Locale) -> String {
    let n = count(events, locale);
    match (locale, events) {
        (Locale::De, 0) => "Veranstaltungen".to_owned(),
        (Locale::De, _) => format!("Veranstaltungen, {n} abgesagt"),
        (Locale::En, 0) => "events".to_owned(),
        (Locale::En, _) => format!("events, {n} called off"),
    }
}

/// Town page: `3 Organisationen seit 8 Wochen nicht gesprochen`.
#[must_use]
pub fn quiet_organisations(organisations: usize, locale: Locale) -> String {
    let n = count(organisations, locale);
    match locale {
        Locale::De => {
            let name = one(organisations, "Organisation", "Organisationen");
            format!("{n} {name} seit 8 Wochen nicht gesprochen")
        }
        Locale::En => {
            let name = one(organisations, "organisation", "organisations");
            format!("{n} {name} not talked to for 8 weeks")
        }
    }
}

/// List of towns: `läuft: Stadtfest`.
#[must_use]
pub fn running_event(title: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("läuft: {title}"),
        Locale::En => format!("running: {title}"),
    }
}

/// Sync page: `Alle 312 Einträge sind auf dem Server`
#[must_use]
pub fn all_on_server(records: usize, locale: Locale) -> String {
    let n = count(records, locale);
    match (locale, records) {
        (Locale::De, 1) => "Der eine Eintrag ist auf dem Server".to_owned(),
        (Locale::De, _) => format!("Alle {n} Einträge sind auf dem Server"),
        (Locale::En, 1) => "The one entry is on the server".to_owned(),
        (Locale::En, _) => format!("All {n} entries are on the server"),
    }
}

/// Detail page: `hier, auf dem Server und auf 3 weiteren Geräten`
#[must_use]
pub fn on_devices(devices: usize, locale: Locale) -> String {
    let n = count(devices, locale);
    match locale {
        Locale::De => {
            let name = one(devices, "weiteren Gerät", "weiteren Geräten");
            format!("hier, auf dem Server und auf {n} {name}")
        }
        Locale::En => {
            let name = one(devices, "more device", "more devices");
            format!("here, on the server and on {n} {name}")
        }
    }
}

/// Sync page, said once to a device that had a copy or went back to an older state of its storage.
#[must_use]
pub fn parted(writes: u64, locale: Locale) -> String {
    let n = count(usize::try_from(writes).unwrap_or(usize::MAX), locale);
    match locale {
        Locale::De => format!(
            "Von diesem Telefon gab es eine Kopie oder einen älteren Stand; es arbeitet unter neuem Namen weiter, \
             {n} ungesendete Änderungen sind übernommen, verloren ist nichts."
        ),
        Locale::En => format!(
            "There was a copy or an older state of this phone; it goes on under a new name, {n} unsent changes were \
             taken over, nothing is lost."
        ),
    }
}

/// Sync page, said once: `Ein Teil des Speichers war beschädigt. 2 Eingaben …`
#[must_use]
pub fn mended(lost: u64, locale: Locale) -> String {
    let lost = usize::try_from(lost).unwrap_or(usize::MAX);
    let n = count(lost, locale);
    match locale {
        Locale::De => format!(
            "Ein Teil des Speichers war beschädigt und ist vom Server neu geladen. {n} {} noch nicht gesendet und \
             nicht mehr lesbar.",
            one(lost, "Eingabe war", "Eingaben waren")
        ),
        Locale::En => format!(
            "Part of the storage was damaged and has been loaded again from the server. {n} {} not sent yet and \
             cannot be read any more.",
            one(lost, "save was", "saves were")
        ),
    }
}

/// Sync page: `Musterau: Der Server war auf einem älteren Stand. Dieses Telefon hat 12 Sendungen zurückgegeben.`
#[must_use]
pub fn healed(space: &str, offered: u64, locale: Locale) -> String {
    let offered = usize::try_from(offered).unwrap_or(usize::MAX);
    let n = count(offered, locale);
    match locale {
        Locale::De => format!(
            "{space}: Der Server war auf einem älteren Stand. Dieses Telefon hat ihm {n} {} zurückgegeben.",
            one(offered, "Sendung", "Sendungen")
        ),
        Locale::En => format!(
            "{space}: the server was on an older state. This phone gave {n} {} back to it.",
            one(offered, "envelope", "envelopes")
        ),
    }
}

/// Sync page: `Es fehlen noch: Uta, Sendung 14 bis 17`
#[must_use]
pub fn missing(name: &str, from: u64, to: u64, locale: Locale) -> String {
    match (locale, from == to) {
        (Locale::De, true) => format!("Es fehlt noch: {name}, Sendung {from}."),
        (Locale::De, false) => format!("Es fehlen noch: {name}, Sendung {from} bis {to}."),
        (Locale::En, true) => format!("Still missing: {name}, envelope {from}."),
        (Locale::En, false) => format!("Still missing: {name}, envelopes {from} to {to}."),
    }
}

/// Hand-over: `Teil 3 von 12`.
#[must_use]
pub fn code_of(number: usize, all: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Teil {number} von {all}"),
        Locale::En => format!("Part {number} of {all}"),
    }
}

/// Hand-over: `Es fehlen die Teile 3, 7 und 9.`; of many only the first are named.
#[must_use]
pub fn codes_missing(numbers: &[usize], locale: Locale) -> String {
    const NAMED_MAX: usize = 8;
    let named: Vec<String> = numbers
        .iter()
        .take(NAMED_MAX)
        .map(usize::to_string)
        .collect();
    let more = if numbers.len() > NAMED_MAX {
        " …"
    } else {
        ""
    };
    let named = named.join(", ");
    match (locale, numbers.len()) {
        (Locale::De, 1) => format!("Es fehlt Teil {named}."),
        (Locale::De, _) => format!("Es fehlen die Teile {named}{more}."),
        (Locale::En, 1) => format!("Part {named} is missing."),
        (Locale::En, _) => format!("Parts {named}{more} are missing."),
    }
}

/// Hand-over: `Teil 3 war nicht lesbar. …`
#[must_use]
pub fn code_damaged(number: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Teil {number} war nicht lesbar. Er kommt wieder an die Reihe."),
        Locale::En => format!("Part {number} could not be read. It will come round again."),
    }
}

/// `Uta und Telefon Jonas kommen in Musterau zu verschiedenen Ständen.`
#[must_use]
pub fn contradiction(maker: &str, other: &str, space: &str, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("{space}: {maker} und {other} kommen zu verschiedenen Ständen derselben Daten.")
        }
        Locale::En => {
            format!("{space}: {maker} and {other} come to different states of the same data.")
        }
    }
}

/// Recovery: `Musterau: 3 Änderungen sind von einer neueren Fassung der App und warten auf sie.`
#[must_use]
pub fn waits_for_update(space: &str, writes: usize, locale: Locale) -> String {
    let n = count(writes, locale);
    match locale {
        Locale::De => format!(
            "{space}: {n} {} von einer neueren Fassung der App und zeigen sich nach dem Laden.",
            one(writes, "Änderung ist", "Änderungen sind")
        ),
        Locale::En => format!(
            "{space}: {n} {} from a newer version of the app and will show once it is loaded.",
            one(writes, "change is", "changes are")
        ),
    }
}

/// Recovery: `Musterau: 2 Sendungen lassen sich nicht öffnen. …`
#[must_use]
pub fn not_opened(space: &str, envelopes: usize, locale: Locale) -> String {
    let n = count(envelopes, locale);
    match locale {
        Locale::De => format!(
            "{space}: {n} {} nicht öffnen. Aufgehoben bleibt es.",
            one(envelopes, "Sendung lässt sich", "Sendungen lassen sich")
        ),
        Locale::En => format!(
            "{space}: {n} {} cannot be opened. It is kept.",
            one(envelopes, "envelope", "envelopes")
        ),
    }
}

/// Recovery: `2 Notizen dieses Telefons sind beschädigt. Einträge sind nicht darunter.`
#[must_use]
pub fn passed_over(rows: usize, locale: Locale) -> String {
    let n = count(rows, locale);
    match locale {
        Locale::De => format!(
            "{n} {} dieses Telefons (Einladungen, Vermerke) beschädigt. Einträge sind nicht darunter.",
            one(rows, "eigene Angabe ist", "eigene Angaben sind")
        ),
        Locale::En => format!(
            "{n} of this phone's own {} (invitations, remarks) damaged. No entries are among them.",
            one(rows, "notes is", "notes are")
        ),
    }
}

/// A damaged storage: `12 Sendungen lassen sich noch sichern. 2 Teile sind nicht lesbar und bleiben, wie sie sind.`
#[must_use]
pub fn salvaged(envelopes: usize, left: usize, locale: Locale) -> String {
    let (n, l) = (count(envelopes, locale), count(left, locale));
    match locale {
        Locale::De => {
            let first = one(envelopes, "Sendung lässt sich", "Sendungen lassen sich");
            let second = one(left, "Teil ist", "Teile sind");
            let left = if left == 0 {
                String::new()
            } else {
                format!(" {l} {second} nicht mitzunehmen und bleiben im Speicher.")
            };
            format!(
                "{n} {first} noch sichern. Ein anderes Gerät derselben Kommune liest die Datei ein.{left}"
            )
        }
        Locale::En => {
            let first = one(envelopes, "envelope can", "envelopes can");
            let second = one(left, "part", "parts");
            let left = if left == 0 {
                String::new()
            } else {
                format!(" {l} {second} cannot be taken along and stay in the storage.")
            };
            format!(
                "{n} {first} still be saved. Another device of the same town reads the file in.{left}"
            )
        }
    }
}

/// Sync page, after reading a rescue file in.
#[must_use]
pub fn rescued(fresh: usize, waiting: usize, refused: usize, locale: Locale) -> String {
    let n = count(fresh, locale);
    let (waiting, refused) = (
        (waiting > 0).then(|| count(waiting, locale)),
        (refused > 0).then(|| count(refused, locale)),
    );
    match locale {
        Locale::De => {
            let name = one(fresh, "Sendung", "Sendungen");
            let waiting = waiting.map_or_else(String::new, |n| {
                format!(" {n} davon zeigen sich nach dem nächsten Abgleich.")
            });
            let refused = refused.map_or_else(String::new, |n| {
                format!(" {n} waren von niemandem aus der Kommune und bleiben draußen.")
            });
            format!("{n} {name} eingelesen.{waiting}{refused}")
        }
        Locale::En => {
            let name = one(fresh, "envelope", "envelopes");
            let waiting = waiting.map_or_else(String::new, |n| {
                format!(" {n} of them will show after the next sync.")
            });
            let refused = refused.map_or_else(String::new, |n| {
                format!(" {n} were from nobody in the town and stay out.")
            });
            format!("{n} {name} read in.{waiting}{refused}")
        }
    }
}

/// Sync page: `Bestätigt auf dem Server: 312, zuletzt heute 11:48.`
#[must_use]
pub fn confirmed(entries: usize, last: &str, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("Bestätigt auf dem Server: {n}, zuletzt {last}."),
        Locale::En => format!("Confirmed on the server: {n}, last {last}."),
    }
}

/// Sync page: `14 Einträge liegen nur hier.`, followed by the sentence of [`confirmed`].
#[must_use]
pub fn only_here(entries: usize, confirmed: &str, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => {
            format!(
                "{n} {} nur hier. {confirmed}",
                one(entries, "Eintrag liegt", "Einträge liegen")
            )
        }
        Locale::En => {
            format!(
                "{n} {} only here. {confirmed}",
                one(entries, "entry is", "entries are")
            )
        }
    }
}

/// Sync page, beside a field: `zwei Fassungen · Jana, Mirko`.
#[must_use]
pub fn versions_by(versions: usize, people: &str, locale: Locale) -> String {
    match (locale, versions) {
        (Locale::De, 2) => format!("zwei Fassungen · {people}"),
        (Locale::De, _) => format!("{versions} Fassungen · {people}"),
        (Locale::En, 2) => format!("two versions · {people}"),
        (Locale::En, _) => format!("{versions} versions · {people}"),
    }
}

/// History of a list field: `dazu: Heimatverein`.
#[must_use]
pub fn put_in(value: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("dazu: {value}"),
        Locale::En => format!("added: {value}"),
    }
}

/// Network page: `Ort im Landkreis Görlitz`, for a town that wants no name.
#[must_use]
pub fn unnamed_town(district: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ort, {district}"),
        Locale::En => format!("Town, {district}"),
    }
}

/// Network page: `Profil von Musterau`.
#[must_use]
pub fn profile_of(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Profil von {town}"),
        Locale::En => format!("Profile of {town}"),
    }
}

/// Bricks of a challenge: `Ausprägung 2 von 3`.
#[must_use]
pub fn level_of(level: u8, max: u8, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Ausprägung {level} von {max}"),
        Locale::En => format!("Level {level} of {max}"),
    }
}

/// Foot of a post: `3 Antworten`.
#[must_use]
pub fn answers(answers: usize, locale: Locale) -> String {
    let n = count(answers, locale);
    match locale {
        Locale::De => format!("{n} {}", one(answers, "Antwort", "Antworten")),
        Locale::En => format!("{n} {}", one(answers, "reply", "replies")),
    }
}

/// Offer: `zuletzt geprüft Di, 15. September`.
#[must_use]
pub fn last_checked(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("zuletzt geprüft {day}"),
        Locale::En => format!("last checked {day}"),
    }
}

/// Names guard: `„Herr Kr.“ sieht nach einem Namen aus.`
#[must_use]
pub fn looks_like_name(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ sieht nach einem Namen aus."),
        Locale::En => format!("“{place}” looks like a name."),
    }
}

/// Names guard: `„0351 123456“ sieht nach einer Telefonnummer aus.`
#[must_use]
pub fn looks_like_phone(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ sieht nach einer Telefonnummer aus."),
        Locale::En => format!("“{place}” looks like a phone number."),
    }
}

/// Names guard: `„a@b.de“ ist eine E-Mail-Adresse.`
#[must_use]
pub fn looks_like_email(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ ist eine E-Mail-Adresse."),
        Locale::En => format!("“{place}” is an e-mail address."),
    }
}

/// Names guard: `„BZ-AB 123“ sieht nach einem Kennzeichen aus.`
#[must_use]
pub fn looks_like_plate(place: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{place}“ sieht nach einem Kennzeichen aus."),
        Locale::En => format!("“{place}” looks like a number plate."),
    }
}

/// Invitation: `Gilt bis morgen 14:02`.
#[must_use]
pub fn valid_until(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Gilt bis {time}"),
        Locale::En => format!("Valid until {time}"),
    }
}

/// `5 Minuten`.
#[must_use]
pub fn minutes(minutes: usize, locale: Locale) -> String {
    let n = count(minutes, locale);
    match locale {
        Locale::De => format!("{n} {}", one(minutes, "Minute", "Minuten")),
        Locale::En => format!("{n} {}", one(minutes, "minute", "minutes")),
    }
}

/// A circle was erased: `Musterau, angeordnet von Jana, heute 14:02`.
#[must_use]
pub fn erased_by(circle: &str, by: Option<&str>, time: &str, locale: Locale) -> String {
    match (locale, by) {
        (Locale::De, Some(by)) => format!("{circle}, angeordnet von {by}, {time}"),
        (Locale::De, None) => format!("{circle}, {time}"),
        (Locale::En, Some(by)) => format!("{circle}, ordered by {by}, {time}"),
        (Locale::En, None) => format!("{circle}, {time}"),
    }
}

/// A person is the one at hand: `Jana (ich)`.
#[must_use]
pub fn that_is_me(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} (ich)"),
        Locale::En => format!("{name} (me)"),
    }
}

/// `3 Personen`.
#[must_use]
pub fn people(people: usize, locale: Locale) -> String {
    let n = count(people, locale);
    match locale {
        Locale::De => format!("{n} {}", one(people, "Person", "Personen")),
        Locale::En => format!("{n} {}", one(people, "person", "people")),
    }
}

/// `2 Geräte`.
#[must_use]
pub fn devices(devices: usize, locale: Locale) -> String {
    let n = count(devices, locale);
    match locale {
        Locale::De => format!("{n} {}", one(devices, "Gerät", "Geräte")),
        Locale::En => format!("{n} {}", one(devices, "device", "devices")),
    }
}

/// Who can read this: `3 Personen mit 5 Geräten`.
#[must_use]
pub fn readers(people_count: usize, device_count: usize, locale: Locale) -> String {
    let who = people(people_count, locale);
    let n = count(device_count, locale);
    match locale {
        Locale::De => format!("{who} mit {n} {}", one(device_count, "Gerät", "Geräten")),
        Locale::En => format!("{who} with {n} {}", one(device_count, "device", "devices")),
    }
}

/// Who can read this, in one line: `Musterau lesen: 3 Personen mit 5 Geräten`.
#[must_use]
pub fn readers_in(circle: &str, readers: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Lesen können das in {circle}: {readers}"),
        Locale::En => format!("Can read this in {circle}: {readers}"),
    }
}

/// Below the names: `Nicht lesbar für andere Orte, Betrieb des Servers`.
#[must_use]
pub fn not_for(who: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Nicht lesbar für: {who}"),
        Locale::En => format!("Not readable for: {who}"),
    }
}

/// Below a long list: `und 12 weitere`.
#[must_use]
pub fn and_more(more: usize, locale: Locale) -> String {
    let n = count(more, locale);
    match locale {
        Locale::De => format!("und {n} weitere"),
        Locale::En => format!("and {n} more"),
    }
}

/// Circle in a list: what the person at hand may do there.
#[must_use]
pub fn you_may(may: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("dieses Gerät {may}"),
        Locale::En => format!("this device {may}"),
    }
}

/// Person or device: `seit Di, 15. September, hereingelassen von Jana`.
#[must_use]
pub fn since_by(day: &str, by: Option<&str>, locale: Locale) -> String {
    match (locale, by) {
        (Locale::De, Some(by)) => format!("seit {day}, hereingelassen von {by}"),
        (Locale::De, None) => format!("seit {day}"),
        (Locale::En, Some(by)) => format!("since {day}, let in by {by}"),
        (Locale::En, None) => format!("since {day}"),
    }
}

/// Decision that waits: `Mirko wird entfernt`.
#[must_use]
pub fn will_remove_person(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} wird entfernt"),
        Locale::En => format!("{name} is removed"),
    }
}

/// Decision that waits: `Mirko: liest und schreibt`.
#[must_use]
pub fn will_change_role(name: &str, may: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name}, künftig: {may}"),
        Locale::En => format!("{name}, from then on: {may}"),
    }
}

/// Rule of a circle: `Einträge bleiben 24 Monate`.
#[must_use]
pub fn kept_months(months: usize, locale: Locale) -> String {
    let n = count(months, locale);
    match locale {
        Locale::De => format!("Einträge bleiben {n} {}", one(months, "Monat", "Monate")),
        Locale::En => format!("Entries are kept {n} {}", one(months, "month", "months")),
    }
}

/// Circle: `2 Pakete nicht gesendeter Arbeit warten`.
#[must_use]
pub fn work_left(parcels: usize, locale: Locale) -> String {
    let n = count(parcels, locale);
    match locale {
        Locale::De => format!(
            "{n} {} nicht gesendeter Arbeit {}",
            one(parcels, "Paket", "Pakete"),
            one(parcels, "wartet", "warten")
        ),
        Locale::En => format!(
            "{n} {} of unsent work {}",
            one(parcels, "parcel", "parcels"),
            one(parcels, "waits", "wait")
        ),
    }
}

/// Heading of a parcel: `Arbeit von Mirko`.
#[must_use]
pub fn work_of(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Arbeit von {name}"),
        Locale::En => format!("Work of {name}"),
    }
}

/// Parcel: `angekommen heute 14:02`.
#[must_use]
pub fn arrived(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("angekommen {time}"),
        Locale::En => format!("arrived {time}"),
    }
}

/// Somebody at the door: `Kim wartet`.
#[must_use]
pub fn waits(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{name} wartet"),
        Locale::En => format!("{name} is waiting"),
    }
}

/// Somebody at the door: `Möchte als Rathaus hinein: Musterau (Ort)`.
#[must_use]
pub fn wants_in(role: &str, circles: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Möchte hinein: {circles}. Rolle: {role}."),
        Locale::En => format!("Would like to get into: {circles}. Role: {role}."),
    }
}

/// Today: `2 Personen warten an der Tür`.
#[must_use]
pub fn at_the_door(people: usize, locale: Locale) -> String {
    let n = count(people, locale);
    match locale {
        Locale::De => format!(
            "{n} {} darauf, hereingelassen zu werden",
            one(people, "Gerät wartet", "Geräte warten")
        ),
        Locale::En => format!(
            "{n} {} to be let in",
            one(people, "device waits", "devices wait")
        ),
    }
}

/// Recovery sheet in a list: `gedruckt Di, 15. September`.
#[must_use]
pub fn sheet_of(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("erzeugt {day}"),
        Locale::En => format!("made {day}"),
    }
}

/// Heading of the printed sheet: `Wiederherstellungsblatt von Jana`.
#[must_use]
pub fn sheet_for(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Wiederherstellungsblatt von {name}"),
        Locale::En => format!("Recovery sheet of {name}"),
    }
}

/// Confidential room, bar: `offen bis 15:58`.
#[must_use]
pub fn open_until(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("offen bis {time}"),
        Locale::En => format!("open until {time}"),
    }
}

/// Confidential room: `Innerer Kreis Musterau`.
#[must_use]
pub fn inner_circle_of(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Innerer Kreis {town}"),
        Locale::En => format!("Inner circle of {town}"),
    }
}

/// Confidential room: `1 innerer Kreis eines anderen Ortes`.
#[must_use]
pub fn other_inner_circles(circles: usize, locale: Locale) -> String {
    let n = count(circles, locale);
    match locale {
        Locale::De => format!(
            "{n} {}",
            one(
                circles,
                "innerer Kreis eines anderen Ortes",
                "innere Kreise anderer Orte"
            )
        ),
        Locale::En => format!(
            "{n} {}",
            one(
                circles,
                "inner circle of another town",
                "inner circles of other towns"
            )
        ),
    }
}

/// Case in a list: `lesbar für 2 Personen`.
#[must_use]
pub fn readable_for(people_count: usize, locale: Locale) -> String {
    let who = people(people_count, locale);
    match locale {
        Locale::De => format!("lesbar für {who}"),
        Locale::En => format!("readable for {who}"),
    }
}

/// Banner on every page: `Alarm in Musterau: nur lesen`.
#[must_use]
pub fn alarm_in(circle: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Alarm in {circle}: nur lesen"),
        Locale::En => format!("Alarm in {circle}: read only"),
    }
}

/// Recovery: `Das Blatt gehört Mirko`.
#[must_use]
pub fn sheet_belongs_to(name: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Das Blatt gehört: {name}"),
        Locale::En => format!("The sheet belongs to: {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_differ_in_both_languages() {
        assert_eq!(entries_wait(1, Locale::De), "1 Eintrag wartet");
        assert_eq!(entries_wait(14, Locale::De), "14 Einträge warten");
        assert_eq!(entries_wait(0, Locale::De), "0 Einträge warten");
        assert_eq!(entries_wait(1, Locale::En), "1 entry is waiting");
        assert_eq!(entries(1400, Locale::De), "1.400 Einträge");
        assert_eq!(entries(1400, Locale::En), "1,400 entries");
        assert_eq!(
            bytes_loaded(1_200_000, 3_400_000, Locale::De),
            "1,2 MB von 3,4 MB"
        );
        assert_eq!(days_overdue(1, Locale::De), "1 Tag überfällig");
    }

    #[test]
    fn the_life_of_an_invitation_is_said_in_the_unit_people_think_in() {
        assert_eq!(valid_for(15, 1, Locale::De), "15 Minuten, ein Mal");
        assert_eq!(valid_for(23 * 60, 1, Locale::De), "23 Stunden, ein Mal");
        assert_eq!(valid_for(7 * 1440, 100, Locale::En), "7 days, 100 times");
    }

    #[test]
    fn the_asked_word_has_its_ordinal() {
        assert_eq!(try_word(3, Locale::De), "Zur Probe: das dritte Wort");
        assert_eq!(try_word(6, Locale::En), "As a test: the sixth word");
    }
}
