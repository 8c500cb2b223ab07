//! The templates as tables: what has to be done for each type, and how many days before.

use super::{Step, Template};
use crate::text::text;

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
