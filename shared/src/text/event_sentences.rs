//! Sentences of the screens of an event with numbers, names or times. Each language has its own sentence and plural.

use super::Locale;
use crate::value::display::{number, signed};

const fn one<'a>(count: i64, single: &'a str, many: &'a str) -> &'a str {
    if count == 1 { single } else { many }
}

fn as_count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Bar after a tap: `+5 „60+“, 15:42`; without a name `+5, 15:42`.
#[must_use]
pub fn counted(amount: i64, counter: &str, time: &str, locale: Locale) -> String {
    let amount = signed(amount, locale);
    match locale {
        _ if counter.is_empty() => format!("{amount}, {time}"),
        Locale::De => format!("{amount} „{counter}“, {time}"),
        Locale::En => format!("{amount} “{counter}”, {time}"),
    }
}

/// `213 Gäste, davon 40 geschätzt`.
#[must_use]
pub fn visitors(total: i64, estimated: i64, locale: Locale) -> String {
    let (all, guess) = (number(total, locale), number(estimated, locale));
    match (locale, estimated) {
        (Locale::De, 0) => format!("{all} {}", one(total, "Gast", "Gäste")),
        (Locale::De, _) => format!(
            "{all} {}, davon {guess} geschätzt",
            one(total, "Gast", "Gäste")
        ),
        (Locale::En, 0) => format!("{all} {}", one(total, "guest", "guests")),
        (Locale::En, _) => format!(
            "{all} {}, {guess} of them estimated",
            one(total, "guest", "guests")
        ),
    }
}

/// Note in Live: `davon 40 geschätzt`.
#[must_use]
pub fn of_them_estimated(estimated: i64, locale: Locale) -> String {
    let guess = number(estimated, locale);
    match locale {
        Locale::De => format!("davon {guess} geschätzt"),
        Locale::En => format!("{guess} of them estimated"),
    }
}

/// What counting after the report means: `Was jetzt kommt, ist Nachtrag (bisher 3).`
#[must_use]
pub fn addendum(so_far: i64, locale: Locale) -> String {
    let so_far = number(so_far, locale);
    match locale {
        Locale::De => {
            format!("Was jetzt kommt, ist Nachtrag und ändert ihn nicht (bisher {so_far}).")
        }
        Locale::En => {
            format!("What comes now is an addendum and does not change it ({so_far} so far).")
        }
    }
}

/// Live, after a note in confidence: `Gespeichert 14:02. Lesen kann das nur der innere Kreis.`
#[must_use]
pub fn saved_in_confidence(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Gespeichert {time}. Lesen kann das nur der innere Kreis."),
        Locale::En => format!("Saved {time}. Only the inner circle can read it."),
    }
}

/// Line of the evening report: `Wo soll die Bank stehen? Markt 12, Park 7`.
#[must_use]
pub fn answers_of(question: &str, answers: &[(String, i64)], locale: Locale) -> String {
    let list: Vec<String> = answers
        .iter()
        .map(|(answer, dots)| format!("{answer} {}", number(*dots, locale)))
        .collect();
    format!("{question}: {}", list.join(", "))
}

/// Line of the evening report: `Beschluss: Die Bank kommt an den Markt`.
#[must_use]
pub fn decided(words: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Beschluss: {words}"),
        Locale::En => format!("Decision: {words}"),
    }
}

/// Note in Live on a day after the event.
#[must_use]
pub fn counting_late(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Der Termin war {day}. Nachzählen geht."),
        Locale::En => format!("The event was on {day}. Counting afterwards is fine."),
    }
}

/// Note in Live on a day before the event.
#[must_use]
pub fn counting_early(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("Der Termin ist erst {day}. Was jetzt gezählt wird, zählt schon mit.")
        }
        Locale::En => format!("The event is on {day}. What is counted now counts already."),
    }
}

/// Line of the evening report: `306 Punkte, 41 Karten`.
#[must_use]
pub fn dots_and_cards(dots: i64, cards: i64, locale: Locale) -> String {
    let (n, m) = (number(dots, locale), number(cards, locale));
    match locale {
        Locale::De => format!(
            "{n} {}, {m} {}",
            one(dots, "Punkt", "Punkte"),
            one(cards, "Karte", "Karten")
        ),
        Locale::En => format!(
            "{n} {}, {m} {}",
            one(dots, "dot", "dots"),
            one(cards, "card", "cards")
        ),
    }
}

/// Row that leads to the check of idea cards: `3 Karten noch nicht angesehen`.
#[must_use]
pub fn cards_to_check(count: usize, locale: Locale) -> String {
    let count = as_count(count);
    match locale {
        Locale::De => format!(
            "{count} {} noch nicht angesehen",
            one(count, "Karte", "Karten")
        ),
        Locale::En => format!("{count} {} not looked at yet", one(count, "card", "cards")),
    }
}

/// Bar after a card was laid to a topic.
#[must_use]
pub fn laid_to(topic: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Zu „{topic}“ gelegt"),
        Locale::En => format!("Laid to “{topic}”"),
    }
}

/// Line of the public text: `Karten nach Thema: Schatten 3, Bus 2`.
#[must_use]
pub fn cards_by_topic(topics: &[(String, usize)], locale: Locale) -> String {
    let list: Vec<String> = topics
        .iter()
        .map(|(topic, count)| format!("{topic} {count}"))
        .collect();
    match locale {
        Locale::De => format!("Karten nach Thema: {}", list.join(", ")),
        Locale::En => format!("Cards by topic: {}", list.join(", ")),
    }
}

/// Notice on an event that towns run together: `Gemeinsam mit Beispielsdorf`.
#[must_use]
pub fn joint_with(towns: &[String], locale: Locale) -> String {
    let towns = towns.join(", ");
    match locale {
        Locale::De => format!("Gemeinsam mit {towns}"),
        Locale::En => format!("Together with {towns}"),
    }
}

/// Notice on a joint record: something still refers to what it was before it was shared.
#[must_use]
pub fn joint_stragglers(count: usize, locale: Locale) -> String {
    match (locale, count) {
        (Locale::De, 1) => "Ein Eintrag hängt noch an der früheren Fassung.".to_owned(),
        (Locale::De, _) => format!("{count} Einträge hängen noch an der früheren Fassung."),
        (Locale::En, 1) => "One entry still belongs to the former version.".to_owned(),
        (Locale::En, _) => format!("{count} entries still belong to the former version."),
    }
}

/// Line of the evening report: `Nachtrag nach dem Bericht: 3`.
#[must_use]
pub fn addendum_after_report(count: i64, locale: Locale) -> String {
    let count = signed(count, locale);
    match locale {
        Locale::De => format!("Nachtrag, nach dem Bericht gezählt oder angekommen: {count}"),
        Locale::En => format!("Addendum, counted or arrived after the report: {count}"),
    }
}

/// Name of a paper board nobody gave one: `Pinnwand 2`.
#[must_use]
pub fn board_name(place: usize, locale: Locale) -> String {
    let word = match locale {
        Locale::De => "Pinnwand",
        Locale::En => "Board",
    };
    if place <= 1 {
        word.to_owned()
    } else {
        format!("{word} {place}")
    }
}

/// Above the key that makes a vote of proposals: `5 Vorschläge, zusammen 4.200 €, 1 ohne Kosten`.
#[must_use]
pub fn proposals_cost(count: usize, cents: i64, unsaid: usize, locale: Locale) -> String {
    let (count, unsaid) = (as_count(count), as_count(unsaid));
    let euros = number(cents.div_euclid(100), locale);
    match (locale, unsaid) {
        (Locale::De, 0) => format!(
            "{count} {}, zusammen {euros} €",
            one(count, "Vorschlag", "Vorschläge")
        ),
        (Locale::De, _) => format!(
            "{count} {}, zusammen {euros} €, {unsaid} ohne Kosten",
            one(count, "Vorschlag", "Vorschläge")
        ),
        (Locale::En, 0) => format!(
            "{count} {}, €{euros} in all",
            one(count, "proposal", "proposals")
        ),
        (Locale::En, _) => format!(
            "{count} {}, €{euros} in all, {unsaid} without costs",
            one(count, "proposal", "proposals")
        ),
    }
}

/// When a vote has room for fewer answers than there are proposals.
#[must_use]
pub fn proposals_left(count: usize, locale: Locale) -> String {
    let count = as_count(count);
    match locale {
        Locale::De => format!(
            "Eine Abfrage hat acht Antworten; {count} passen nicht hinein. Vorher bündeln oder zwei Runden kleben."
        ),
        Locale::En => format!(
            "A vote has eight answers; {count} do not fit. Group them first or vote in two rounds."
        ),
    }
}

/// Key of a filter with its number: `Neu (3)`.
#[must_use]
pub fn with_number(word: &str, count: usize) -> String {
    format!("{word} ({count})")
}

/// Below a question: `306 Punkte, drei je Person`.
#[must_use]
pub fn dots_of(total: i64, per_person: u8, locale: Locale) -> String {
    let n = number(total, locale);
    match locale {
        Locale::De => format!(
            "{n} {}, {per_person} je Person",
            one(total, "Punkt", "Punkte")
        ),
        Locale::En => format!("{n} {}, {per_person} per person", one(total, "dot", "dots")),
    }
}

/// Summary of the subtotals: `3 Orte`.
#[must_use]
pub fn places(count: usize, locale: Locale) -> String {
    let count = as_count(count);
    match locale {
        Locale::De => format!("Von {count} {}", one(count, "Ort", "Orten")),
        Locale::En => format!("From {count} {}", one(count, "place", "places")),
    }
}

/// Error of the answers of a new vote.
#[must_use]
pub fn answers_between(found: usize, locale: Locale) -> String {
    let found = as_count(found);
    match locale {
        Locale::De => format!(
            "Zwei bis acht Antworten, eine je Zeile. Jetzt {} es {found}.",
            one(found, "ist", "sind")
        ),
        Locale::En => format!(
            "Two to eight answers, one per line. There {} {found} now.",
            one(found, "is", "are")
        ),
    }
}

/// Error of a number: `Eine ganze Zahl von 0 bis 5.000.`
#[must_use]
pub fn number_between(min: i64, max: i64, locale: Locale) -> String {
    let (min, max) = (number(min, locale), number(max, locale));
    match locale {
        Locale::De => format!("Eine ganze Zahl von {min} bis {max}."),
        Locale::En => format!("A whole number from {min} to {max}."),
    }
}

/// Bar of the ballot: `Musterau fragt`.
#[must_use]
pub fn town_asks(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{town} fragt"),
        Locale::En => format!("{town} asks"),
    }
}

/// Above the answers: `Noch 1 von 3 Punkten`.
#[must_use]
pub fn dots_left(left: u8, of: u8, locale: Locale) -> String {
    match locale {
        Locale::De => format!(
            "Noch {left} von {of} {}",
            one(of.into(), "Punkt", "Punkten")
        ),
        Locale::En => format!("{left} of {of} {} left", one(of.into(), "dot", "dots")),
    }
}

/// Read aloud behind an answer: `: Punkt kleben, bisher 2`.
#[must_use]
pub fn stick_dot(so_far: u8, locale: Locale) -> String {
    match locale {
        Locale::De => format!(": Punkt kleben, bisher {so_far}"),
        Locale::En => format!(": stick a dot, {so_far} so far"),
    }
}

/// Read aloud on the minus key of an answer.
#[must_use]
pub fn take_dot(answer: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{answer}: Punkt wegnehmen"),
        Locale::En => format!("{answer}: take a dot away"),
    }
}

/// Poster, below the question. `per` votes stand for one drawn dot.
#[must_use]
pub fn poster_sub(dots: i64, per_person: u8, per: i64, locale: Locale) -> String {
    let n = number(dots, locale);
    match (locale, per) {
        (Locale::De, 1) => format!(
            "{n} {}, {per_person} je Person. Ein Punkt hier ist ein Punkt dort.",
            one(dots, "Punkt", "Punkte")
        ),
        (Locale::De, _) => format!(
            "{n} {}, {per_person} je Person. Ein Punkt hier steht für {per}.",
            one(dots, "Punkt", "Punkte")
        ),
        (Locale::En, 1) => format!(
            "{n} {}, {per_person} per person. One dot here is one dot there.",
            one(dots, "dot", "dots")
        ),
        (Locale::En, _) => format!(
            "{n} {}, {per_person} per person. One dot here stands for {per}.",
            one(dots, "dot", "dots")
        ),
    }
}

/// Poster, at the foot: where it was counted.
#[must_use]
pub fn poster_foot(phones: usize, boards: usize, cards: usize, locale: Locale) -> String {
    let (phones, boards, cards) = (as_count(phones), as_count(boards), as_count(cards));
    let counted = match locale {
        Locale::De if phones == 0 => format!(
            "Gezählt an {boards} {}.",
            one(boards, "Pinnwand", "Pinnwänden")
        ),
        Locale::De if boards == 0 => format!(
            "Gezählt auf {phones} {}.",
            one(phones, "Telefon", "Telefonen")
        ),
        Locale::En if phones == 0 => format!(
            "Counted on {boards} {}.",
            one(boards, "pinboard", "pinboards")
        ),
        Locale::En if boards == 0 => {
            format!("Counted on {phones} {}.", one(phones, "phone", "phones"))
        }
        Locale::De => format!(
            "Gezählt auf {phones} {} und {boards} {}, Papier und Telefon zusammen.",
            one(phones, "Telefon", "Telefonen"),
            one(boards, "Pinnwand", "Pinnwänden")
        ),
        Locale::En => format!(
            "Counted on {phones} {} and {boards} {}, paper and phone together.",
            one(phones, "phone", "phones"),
            one(boards, "pinboard", "pinboards")
        ),
    };
    match (locale, cards) {
        (_, 0) => counted,
        (Locale::De, _) => format!(
            "{counted} Dazu {cards} {}.",
            one(cards, "Ideenkarte", "Ideenkarten")
        ),
        (Locale::En, _) => format!(
            "{counted} Besides, {cards} {}.",
            one(cards, "idea card", "idea cards")
        ),
    }
}

/// Poster: by when the answer comes.
#[must_use]
pub fn answer_until(day: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Die Antwort hängt bis {day} an dieser Stelle."),
        Locale::En => format!("The answer will hang in this place by {day}."),
    }
}

/// Row of an owed answer; below zero it is late.
#[must_use]
pub fn answer_due(days: i32, locale: Locale) -> String {
    let n = i64::from(days).abs();
    match (locale, days) {
        (Locale::De, 0) => "Antwort heute fällig".to_owned(),
        (Locale::De, 1..) => format!("Antwort in {n} {}", one(n, "Tag", "Tagen")),
        (Locale::De, _) => format!("Antwort seit {n} {} überfällig", one(n, "Tag", "Tagen")),
        (Locale::En, 0) => "answer due today".to_owned(),
        (Locale::En, 1..) => format!("answer in {n} {}", one(n, "day", "days")),
        (Locale::En, _) => format!("answer overdue by {n} {}", one(n, "day", "days")),
    }
}

/// Key that sets a day: `30 Tagen`.
#[must_use]
pub fn in_days(days: i32, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{days} Tagen"),
        Locale::En => format!("{days} days"),
    }
}

/// `2 Helfende im Dienst`.
#[must_use]
pub fn on_duty(people: usize, locale: Locale) -> String {
    let people = as_count(people);
    match locale {
        Locale::De => format!("{people} {} im Dienst", one(people, "Schicht", "Schichten")),
        Locale::En => format!("{people} {} on duty", one(people, "shift", "shifts")),
    }
}

/// Warning of the plan.
#[must_use]
pub fn notice_late(hours: i64, locale: Locale) -> String {
    match locale {
        Locale::De => format!(
            "Die Versammlung wurde {hours} Stunden vor der Bekanntgabe angezeigt. Nötig sind 48. Bei der Behörde nachfragen."
        ),
        Locale::En => format!(
            "Notice of the assembly was given {hours} hours before announcing it. 48 are required. Ask the authority."
        ),
    }
}

/// Warning of the plan.
#[must_use]
pub fn notice_due(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Versammlung anzeigen bis {time}: 48 Stunden vor der Bekanntgabe."),
        Locale::En => {
            format!("Give notice of the assembly by {time}: 48 hours before announcing it.")
        }
    }
}

/// Warning of the plan.
#[must_use]
pub fn permit_open(permit: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{permit}: liegt noch nicht vor."),
        Locale::En => format!("{permit}: not granted yet."),
    }
}

/// `14 Organisationen anwesend`.
#[must_use]
pub fn present(organisations: usize, locale: Locale) -> String {
    let count = as_count(organisations);
    match locale {
        Locale::De if organisations == 0 => "Wer ist da?".to_owned(),
        Locale::En if organisations == 0 => "Who is here?".to_owned(),
        Locale::De => format!(
            "{count} {} anwesend",
            one(count, "Organisation", "Organisationen")
        ),
        Locale::En => format!(
            "{count} {} present",
            one(count, "organisation", "organisations")
        ),
    }
}

/// `Beschluss 2`.
#[must_use]
pub fn decision(place: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Beschluss {place}"),
        Locale::En => format!("Decision {place}"),
    }
}

/// `20 Minuten`.
#[must_use]
pub fn minutes(minutes: i64, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{minutes} {}", one(minutes, "Minute", "Minuten")),
        Locale::En => format!("{minutes} {}", one(minutes, "minute", "minutes")),
    }
}

/// Timer of a point: `seit 18:24, 12 Min.`
#[must_use]
pub fn since_minutes(time: &str, minutes: i64, locale: Locale) -> String {
    match locale {
        Locale::De => format!("seit {time}, {minutes} Min."),
        Locale::En => format!("since {time}, {minutes} min"),
    }
}

/// `2 Aufgaben`.
#[must_use]
pub fn tasks(tasks: usize, locale: Locale) -> String {
    let count = as_count(tasks);
    match locale {
        Locale::De => format!("{count} {}", one(count, "Aufgabe", "Aufgaben")),
        Locale::En => format!("{count} {}", one(count, "task", "tasks")),
    }
}

/// Progress of a flow: `Schritt 2 von 5`.
#[must_use]
pub fn step(step: usize, of: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Schritt {step} von {of}"),
        Locale::En => format!("Step {step} of {of}"),
    }
}

/// Line of the draw record: words, lots, numbers drawn.
#[must_use]
pub fn drawn(words: &str, lots: u32, numbers: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("„{words}“, {lots} Lose: {numbers}"),
        Locale::En => format!("“{words}”, {lots} lots: {numbers}"),
    }
}

/// Message to those who helped.
#[must_use]
pub fn thanks(event: &str, names: &str, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("{event}: Danke an {names}. Ohne diese Hilfe wäre es nicht gegangen.")
        }
        Locale::En => {
            format!("{event}: thanks to {names}. It would not have worked without this help.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_differ_in_both_languages() {
        for locale in Locale::ALL {
            assert_ne!(present(1, locale).replace('1', "2"), present(2, locale));
            assert_ne!(tasks(1, locale).replace('1', "2"), tasks(2, locale));
            assert_ne!(
                visitors(1, 0, locale).replace('1', "2"),
                visitors(2, 0, locale)
            );
            assert_ne!(
                dots_left(1, 1, locale).replace('1', "3"),
                dots_left(3, 3, locale)
            );
            assert_ne!(
                answer_due(1, locale).replace('1', "2"),
                answer_due(2, locale)
            );
        }
    }

    #[test]
    fn a_late_answer_is_called_late() {
        assert_eq!(
            answer_due(-3, Locale::De),
            "Antwort seit 3 Tagen überfällig"
        );
        assert_eq!(answer_due(0, Locale::De), "Antwort heute fällig");
    }

    #[test]
    fn a_poster_says_what_a_dot_stands_for() {
        assert!(poster_sub(306, 3, 1, Locale::De).contains("Ein Punkt hier ist ein Punkt dort"));
        assert!(poster_sub(3_060, 3, 10, Locale::De).contains("steht für 10"));
    }
}
