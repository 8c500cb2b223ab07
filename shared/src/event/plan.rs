//! Planning an event: what has to be done by when for each type, what the law and the funder want in time, and how last year's
//! event becomes this year's.

use super::number;
use crate::merge::{Edit, RecordState};
use crate::records::{FieldKind, Shape, VERANSTALTUNG};
use crate::text::{Text, dates, text};
use crate::value::Value;

/// An assembly has to be announced to the authority so many hours before it is announced to the public.
pub const NOTICE_HOURS: i64 = 48;
/// An event is announced to the public so many days before it begins, if the plan says nothing else.
pub const ANNOUNCE_DAYS: i32 = 14;
/// A permit that is still open so many days before the beginning is a warning.
const PERMIT_DAYS: i32 = 7;

/// What is to be done, and how many days before the beginning.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What.
    pub title: Text,
    /// Days before the beginning; below zero is after it.
    pub days_before: i32,
}

/// How events of a type are prepared.
#[derive(Debug)]
pub struct Template {
    /// Key of the type in `veranstaltung.typ`.
    pub kind: &'static str,
    /// Usual length in minutes.
    pub minutes: i64,
    /// Whether it is an assembly that has to be announced to the authority.
    pub assembly: bool,
    /// Whether it stands on public ground.
    pub ground: bool,
    /// Whether music is played.
    pub music: bool,
    /// What counting tells apart.
    pub marks: &'static [&'static str],
    /// The checklist.
    pub steps: &'static [Step],
}

const fn step(days_before: i32, de: &'static str, en: &'static str) -> Step {
    Step {
        title: text(de, en),
        days_before,
    }
}

const BASIC: &[Step] = &[
    step(
        28,
        "Ort anfragen und zusagen lassen",
        "Ask for the place and have it confirmed",
    ),
    step(
        21,
        "Partner ansprechen: wer bringt was?",
        "Talk to partners: who brings what?",
    ),
    step(
        15,
        "Förderhinweis und Logo auf dem Aushang prüfen",
        "Check funding notice and logo on the poster",
    ),
    step(
        14,
        "Ankündigen: Amtsblatt, Aushang, Netz",
        "Announce: gazette, posters, web",
    ),
    step(
        3,
        "Schichten und Notfallkontakt festlegen",
        "Fix shifts and emergency contact",
    ),
    step(
        1,
        "Telefone bereit machen: laden, abgleichen, zweites Gerät",
        "Get phones ready: charge, sync, second device",
    ),
    step(
        -1,
        "Danke sagen, Pinnwand abtippen",
        "Say thanks, type in the board",
    ),
];

const STALL: &[Step] = &[
    step(
        42,
        "Sondernutzung für den Platz beantragen",
        "Apply for use of the square",
    ),
    step(
        28,
        "Partner ansprechen: wer bringt was?",
        "Talk to partners: who brings what?",
    ),
    step(
        21,
        "GEMA anmelden, wenn Musik gespielt wird",
        "Register music rights if music is played",
    ),
    step(
        15,
        "Förderhinweis und Logo auf dem Aushang prüfen",
        "Check funding notice and logo on the poster",
    ),
    step(
        14,
        "Ankündigen: Amtsblatt, Aushang, Netz",
        "Announce: gazette, posters, web",
    ),
    step(
        7,
        "Frage für die Pinnwand festlegen",
        "Choose the question for the board",
    ),
    step(
        3,
        "Schichten, Foto-Regel und Notfallkontakt festlegen",
        "Fix shifts, photo rule and emergency contact",
    ),
    step(
        1,
        "Telefone bereit machen: laden, abgleichen, zweites Gerät",
        "Get phones ready: charge, sync, second device",
    ),
    step(
        0,
        "Pinnwand abfotografieren und abtippen",
        "Photograph the board and type it in",
    ),
    step(
        -1,
        "Danke sagen, Schlüssel zurückgeben",
        "Say thanks, return keys",
    ),
];

const ASSEMBLY: &[Step] = &[
    step(
        17,
        "Versammlung anzeigen: spätestens 48 Stunden vor der Bekanntgabe",
        "Give notice of the assembly: at least 48 hours before announcing",
    ),
    step(
        16,
        "Kooperationsgespräch mit der Behörde, Ordner*innen benennen",
        "Talk with the authority, name stewards",
    ),
    step(
        15,
        "Förderhinweis und Logo auf dem Aushang prüfen",
        "Check funding notice and logo on the poster",
    ),
    step(14, "Bekannt geben", "Announce to the public"),
    step(
        7,
        "Sicherheit: An- und Abreise, Ausschlussklausel, Polizei",
        "Safety: arrival and departure, exclusion clause, police",
    ),
    step(
        3,
        "Schichten und Notfallkontakt festlegen",
        "Fix shifts and emergency contact",
    ),
    step(
        1,
        "Telefone bereit machen: laden, abgleichen, zweites Gerät",
        "Get phones ready: charge, sync, second device",
    ),
    step(
        -1,
        "Danke sagen, Vorfälle festhalten",
        "Say thanks, note incidents",
    ),
];

const TABLE: &[Step] = &[
    step(
        21,
        "Einladen, mit Ausschlussklausel",
        "Invite, with exclusion clause",
    ),
    step(14, "Tagesordnung abstimmen", "Agree on the agenda"),
    step(7, "Unterlagen verschicken", "Send the papers"),
    step(
        2,
        "Raum, Getränke, Moderation klären",
        "Settle room, drinks, facilitation",
    ),
    step(
        -2,
        "Protokoll freigeben und Aufgaben verteilen",
        "Release the minutes and hand out the tasks",
    ),
];

const TALK: &[Step] = &[
    step(
        56,
        "Initiativkreis: mit Schlüsselpersonen einzeln sprechen",
        "Initiators: talk to key people one by one",
    ),
    step(
        42,
        "Wer unterstützt, wer fehlt? Analyse machen",
        "Who supports, who is missing? Do the analysis",
    ),
    step(
        28,
        "Ort und drei Abende festlegen",
        "Fix the place and three evenings",
    ),
    step(
        14,
        "Persönlich einladen, Aushang",
        "Invite in person, posters",
    ),
    step(
        2,
        "Raum, Karten, Stifte, Stellwände",
        "Room, cards, pens, boards",
    ),
    step(
        -3,
        "Rückmeldung an alle: was kam heraus?",
        "Answer to everyone: what came out?",
    ),
];

const WORKSHOP: &[Step] = &[
    step(
        42,
        "Leitung anfragen, Honorar klären",
        "Ask the trainer, settle the fee",
    ),
    step(28, "Raum und Technik", "Room and equipment"),
    step(21, "Einladen", "Invite"),
    step(
        15,
        "Förderhinweis und Logo auf der Einladung prüfen",
        "Check funding notice and logo on the invitation",
    ),
    step(
        2,
        "Material packen, Teilnahmeliste nur wenn nötig",
        "Pack material, list of participants only if needed",
    ),
    step(
        -2,
        "Danke sagen, Auswertung aufschreiben",
        "Say thanks, write down the evaluation",
    ),
];

const fn template(kind: &'static str, minutes: i64, steps: &'static [Step]) -> Template {
    Template {
        kind,
        minutes,
        assembly: false,
        ground: false,
        music: false,
        marks: &["alter"],
        steps,
    }
}

/// What each type needs; a type without an own entry takes the first.
pub static TEMPLATES: &[Template] = &[
    template("andere", 120, BASIC),
    Template {
        ground: true,
        music: true,
        marks: &["alter", "neu_bekannt", "gespraeche"],
        ..template("stadtfest", 420, STALL)
    },
    Template {
        ground: true,
        music: true,
        marks: &["alter", "neu_bekannt"],
        ..template("happy_monday", 180, STALL)
    },
    Template {
        assembly: true,
        ground: true,
        marks: &["alter"],
        ..template("kundgebung", 120, ASSEMBLY)
    },
    Template {
        marks: &[],
        ..template("runder_tisch", 150, TABLE)
    },
    template("netzwerktreffen", 240, TABLE),
    template("begegnung", 180, TALK),
    template("diskussion", 120, BASIC),
    template("workshop", 240, WORKSHOP),
    template("qualifizierung", 360, WORKSHOP),
    template("jugendbeteiligung", 180, WORKSHOP),
];

/// Returns how events of a type are prepared.
#[must_use]
pub fn template_of(kind: &str) -> Option<&'static Template> {
    TEMPLATES
        .iter()
        .find(|template| template.kind == kind)
        .or_else(|| TEMPLATES.first())
}

/// Returns what is to be done and by which day, for an event that begins on `day`. What should have been done before
/// `today` is due today: late is better than never.
#[must_use]
pub fn steps(template: &Template, day: i32, today: i32) -> Vec<(Text, i32)> {
    template
        .steps
        .iter()
        .map(|step| (step.title, day.saturating_sub(step.days_before).max(today)))
        .collect()
}

/// Returns what a new event of a type has from the start.
#[must_use]
pub fn presets(template: &Template, begin: i64) -> Vec<Edit> {
    let set = |key: &str, value| Edit::Set {
        field: number(&VERANSTALTUNG, key),
        value,
        prev: Vec::new(),
    };
    let permit =
        |needed: bool| Value::Text(if needed { "offen" } else { "nicht_noetig" }.to_owned());
    let mut edits = vec![
        set("typ", Value::Text(template.kind.to_owned())),
        set("beginn", Value::DateTime(begin)),
        set(
            "ende",
            Value::DateTime(begin.saturating_add(template.minutes)),
        ),
        set("versammlungsanzeige", permit(template.assembly)),
        set("sondernutzung", permit(template.ground)),
        set("gema", permit(template.music)),
    ];
    if template.assembly {
        let announced = begin.saturating_sub(i64::from(ANNOUNCE_DAYS) * dates::DAY_MINUTES);
        edits.push(set("bekanntgabe_am", Value::DateTime(announced)));
    }
    edits.extend(template.marks.iter().map(|mark| Edit::Put {
        field: number(&VERANSTALTUNG, "zaehlmerkmale"),
        element: element(mark),
        value: Value::Text((*mark).to_owned()),
    }));
    edits
}

/// Fills in the natural id of a choice: its key, as the forms do.
fn element(key: &str) -> [u8; 16] {
    crate::merge::element_id(key)
}

/// Something the plan has to put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The beginning is over, and the event is still being planned.
    Past,
    /// Notice was given less than [`NOTICE_HOURS`] before the announcement.
    NoticeLate {
        /// So many hours before.
        hours: i64,
    },
    /// Notice is still to be given, at the latest at this time.
    NoticeDue {
        /// Minutes since 1970.
        until: i64,
    },
    /// A permit is not there yet.
    PermitOpen {
        /// Its field.
        field: u16,
    },
    /// Cleared for publication although nobody looked at the funding notice.
    FundingUnchecked,
    /// The end is missing.
    NoEnd,
    /// Nobody to call is named.
    NoEmergencyContact,
}

/// Looks through an event's plan at a time on the wall clock.
#[must_use]
pub fn warnings(event: &RecordState, now: i64) -> Vec<Warning> {
    let field = |key: &str| number(&VERANSTALTUNG, key);
    let text = |key: &str| event.text(field(key)).unwrap_or_default();
    let minutes = |key: &str| match event.value(field(key)) {
        Some(Value::DateTime(minutes)) => Some(*minutes),
        Some(Value::Date(day)) => Some(dates::join(*day, 0)),
        _ => None,
    };
    let planning = matches!(
        text("status"),
        "" | "idee" | "geplant" | "angezeigt_genehmigt" | "bestaetigt"
    );
    let mut found = Vec::new();
    let begin = minutes("beginn");
    if planning && begin.is_some_and(|begin| begin < now) {
        found.push(Warning::Past);
    }
    let notice = text("versammlungsanzeige");
    let announced = minutes("bekanntgabe_am");
    match (notice, minutes("angezeigt_am"), announced) {
        ("beantragt" | "liegt_vor", Some(given), Some(announced))
            if announced.saturating_sub(given) < NOTICE_HOURS * 60 =>
        {
            found.push(Warning::NoticeLate {
                hours: announced.saturating_sub(given).div_euclid(60),
            });
        }
        ("offen", _, Some(announced)) => found.push(Warning::NoticeDue {
            until: announced.saturating_sub(NOTICE_HOURS * 60),
        }),
        _ => {}
    }
    if planning && let Some(begin) = begin {
        let near = begin.saturating_sub(now) < i64::from(PERMIT_DAYS) * dates::DAY_MINUTES;
        for key in ["sondernutzung", "gema", "versammlungsanzeige"] {
            if near && matches!(text(key), "offen" | "beantragt") {
                found.push(Warning::PermitOpen { field: field(key) });
            }
        }
        if minutes("ende").is_none() {
            found.push(Warning::NoEnd);
        }
        if near && text("notfallkontakt").trim().is_empty() {
            found.push(Warning::NoEmergencyContact);
        }
    }
    let yes = |key: &str| event.value(field(key)) == Some(&Value::Bool(true));
    if yes("freigabe") && !yes("foerderhinweis") {
        found.push(Warning::FundingUnchecked);
    }
    found
}

/// What of last year's event holds for this year's: everything planned; nothing that was applied for, done or learned.
const NOT_COPIED: &[&str] = &[
    "beginn",
    "ende",
    "status",
    "grund",
    "grund_text",
    "angezeigt_am",
    "bekanntgabe_am",
    "sicherheitscheck",
    "foerderhinweis",
    "freigabe",
    "ergebnis",
    "stoerung",
    "lief",
    "lief_nicht",
    "naechstes_mal",
    "quelle",
    "loeschen_ab",
];
const PERMIT_FIELDS: &[&str] = &["versammlungsanzeige", "sondernutzung", "gema"];

/// Returns what makes a copy of an event that begins at another time. Permits have to be asked for again.
#[must_use]
pub fn copy(event: &RecordState, begin: i64) -> Vec<Edit> {
    let set = |field: u16, value: Value| Edit::Set {
        field,
        value,
        prev: Vec::new(),
    };
    let mut edits = Vec::new();
    for field in VERANSTALTUNG
        .fields
        .iter()
        .filter(|field| !NOT_COPIED.contains(&field.key))
    {
        match field.kind.shape() {
            Shape::One => {
                let Some(value) = event.value(field.id).filter(|value| !value.is_empty()) else {
                    continue;
                };
                let again =
                    PERMIT_FIELDS.contains(&field.key) && value.as_text() != Some("nicht_noetig");
                let value = if again {
                    Value::Text("offen".to_owned())
                } else {
                    value.clone()
                };
                edits.push(set(field.id, value));
            }
            Shape::Set => edits.extend(event.elements(field.id).into_iter().map(
                |(element, value)| Edit::Put {
                    field: field.id,
                    element: *element,
                    value: value.clone(),
                },
            )),
            Shape::Counter | Shape::Entries | Shape::Files => {}
        }
    }
    let time = |key: &str| match event.value(number(&VERANSTALTUNG, key)) {
        Some(Value::DateTime(minutes)) => Some(*minutes),
        _ => None,
    };
    edits.push(set(
        number(&VERANSTALTUNG, "beginn"),
        Value::DateTime(begin),
    ));
    if let (Some(from), Some(to)) = (time("beginn"), time("ende")) {
        let end = begin.saturating_add(to.saturating_sub(from));
        edits.push(set(number(&VERANSTALTUNG, "ende"), Value::DateTime(end)));
    }
    edits
}

/// Returns the same weekday and time about a year later: 52 weeks.
#[must_use]
pub const fn next_year(begin: i64) -> i64 {
    begin.saturating_add(364 * dates::DAY_MINUTES)
}

/// Whether a template's type is one of the types of an event; for tests and for the screen that lists them.
#[must_use]
pub fn kinds() -> Vec<(&'static str, Text)> {
    let field = VERANSTALTUNG.field_by_key("typ").map(|field| field.kind);
    match field {
        Some(FieldKind::Choice { choices }) => choices
            .iter()
            .map(|choice| (choice.key, choice.label))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
