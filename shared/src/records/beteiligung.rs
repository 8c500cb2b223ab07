//! R12 Beteiligung: citizens are asked, and get an answer. Cards (`beitrag`), dots (`abfrage`) and the answer
//! (`rueckmeldung`) are records of their own. A participation without answer is not finished.
//!
//! What has to be captured differs by format, so the format decides which notes are asked for. Talks are counted, never written
//! down word for word.

use super::build::{COUNT, LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, MORE_TOWNS, ORIGIN, SOURCE};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Phase, RECORD, RecordDef, Rule, StateDef, choice,
};
use crate::text::text;

/// R12: a participation of citizens.
pub static BETEILIGUNG: RecordDef = RecordDef {
    id: 12,
    key: "beteiligung",
    name: text("Beteiligung", "Participation"),
    names: text("Beteiligungen", "Participations"),
    add: text("Neue Beteiligung", "New participation"),
    empty: (
        text("Noch keine Beteiligung", "No participation yet"),
        text(
            "Mit einer Frage anfangen, die jemand beantworten kann und will.",
            "Start with a question somebody can and will answer.",
        ),
    ),
    icon: "dots",
    part: Part::Meeting,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Auftrag", "Mandate"),
        text("Was herauskam", "What came out"),
        text("Rückmeldung", "Answer"),
        ORIGIN,
    ],
    fields: &[
        field(
            1,
            "frage",
            text("Thema oder Frage", "Topic or question"),
            LINE,
        )
        .required()
        .search(3),
        field(
            2,
            "format",
            text("Format", "Format"),
            FieldKind::Choice { choices: FORMATS },
        ),
        field(
            3,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(4, "beginn", text("Beginn", "Begins"), FieldKind::Date),
        field(5, "ende", text("Ende", "Ends"), FieldKind::Date),
        field(
            6,
            "stufe",
            text("Stufe", "Level"),
            FieldKind::Choice { choices: LEVELS },
        )
        .hint(
            "Was die Antworten bewirken können.",
            "What the answers can bring about.",
        ),
        field(
            7,
            "veranstaltungen",
            text("Veranstaltungen", "Events"),
            FieldKind::Links {
                to: "veranstaltung",
            },
        ),
        field(10, "auftrag", text("Wer fragt?", "Who asks?"), LINE).section(1),
        field(
            11,
            "entscheidbar",
            text("Was ist entscheidbar?", "What can be decided?"),
            NOTE,
        )
        .section(1)
        .no_names(),
        field(
            12,
            "verbindlichkeit",
            text("Verbindlichkeit", "Commitment"),
            NOTE,
        )
        .hint(
            "Was mit dem Ergebnis geschehen wird.",
            "What will happen with the result.",
        )
        .section(1)
        .no_names(),
        field(
            13,
            "adressat",
            text("Ergebnis geht an", "Result goes to"),
            FieldKind::Choices {
                choices: ADDRESSEES,
                count_max: 0,
            },
        )
        .section(1),
        field(20, "themen", text("Themen", "Topics"), NOTE)
            .section(2)
            .no_names(),
        field(
            21,
            "gespraechszahl",
            text("Zahl der Gespräche", "Number of talks"),
            COUNT,
        )
        .hint(
            "Keine Namen, kein Wortlaut ohne Einwilligung.",
            "No names, no verbatim without consent.",
        )
        .section(2)
        .when(
            "format",
            &["zuhoeren", "kuechentisch", "buergerspaziergang", "umfrage"],
        ),
        field(
            22,
            "runden",
            text(
                "Erkenntnisse je Tisch und Runde",
                "Insights per table and round",
            ),
            NOTE,
        )
        .section(2)
        .when("format", &["world_cafe"])
        .no_names(),
        field(23, "kritik", text("Kritik", "Critique"), NOTE)
            .section(2)
            .when("format", &["zukunftswerkstatt"])
            .no_names(),
        field(24, "utopie", text("Utopie", "Utopia"), NOTE)
            .section(2)
            .when("format", &["zukunftswerkstatt"])
            .no_names(),
        field(
            25,
            "realisierung",
            text("Realisierung", "Realisation"),
            NOTE,
        )
        .section(2)
        .when("format", &["zukunftswerkstatt"])
        .no_names(),
        field(
            26,
            "initiativkreis",
            text(
                "Initiativkreis und Analyse der Unterstützung",
                "Initiators and analysis of support",
            ),
            NOTE,
        )
        .section(2)
        .when("format", &["dorfgespraech"])
        .no_names(),
        field(
            27,
            "abend_1",
            text(
                "Abend 1: Was verbindet uns?",
                "Evening 1: what do we share?",
            ),
            NOTE,
        )
        .section(2)
        .when("format", &["dorfgespraech"])
        .no_names(),
        field(
            28,
            "abend_2",
            text("Abend 2: Werte", "Evening 2: values"),
            NOTE,
        )
        .section(2)
        .when("format", &["dorfgespraech"])
        .no_names(),
        field(
            29,
            "abend_3",
            text(
                "Abend 3: Frische Ideen, neue Wege",
                "Evening 3: fresh ideas, new ways",
            ),
            NOTE,
        )
        .section(2)
        .when("format", &["dorfgespraech"])
        .no_names(),
        field(
            30,
            "arbeitsgruppen",
            text("Arbeitsgruppen", "Working groups"),
            NOTE,
        )
        .section(2)
        .when("format", &["dorfgespraech", "open_space"])
        .no_names(),
        field(
            31,
            "losverfahren",
            text("Losverfahren", "Draw procedure"),
            NOTE,
        )
        .section(2)
        .when("format", &["buergerrat"])
        .no_names(),
        field(32, "einladungen", text("Einladungen", "Invitations"), COUNT)
            .section(2)
            .when("format", &["buergerrat"]),
        field(33, "zusagen", text("Zusagen", "Acceptances"), COUNT)
            .section(2)
            .when("format", &["buergerrat"]),
        field(
            34,
            "gutachten",
            text("Gutachten", "Report of the council"),
            NOTE,
        )
        .section(2)
        .when("format", &["buergerrat"])
        .no_names(),
        field(
            35,
            "vorschlaege",
            text("Vorschläge, Kosten, Stimmen", "Proposals, costs, votes"),
            NOTE,
        )
        .section(2)
        .when("format", &["buergerhaushalt"])
        .no_names(),
        field(36, "ergebnis", text("Ergebnis", "Result"), NOTE)
            .section(2)
            .no_names()
            .search(2),
        field(
            40,
            "rueckmeldung_bis",
            text("Rückmeldung bis", "Answer by"),
            FieldKind::Date,
        )
        .hint(
            "Die App erinnert daran, bis alle eine Antwort haben.",
            "The app reminds until everyone has an answer.",
        )
        .section(3),
        FieldDef {
            section: 4,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 4,
            ..SOURCE
        },
        FieldDef {
            section: 4,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[2, 3, 40],
    state: Some(3),
    order: 4,
    due: Some(40),
    rules: &[
        Rule::Order {
            from: "beginn",
            to: "ende",
        },
        Rule::Order {
            from: "beginn",
            to: "rueckmeldung_bis",
        },
    ],
    ..RECORD
};

const FORMATS: &[Choice] = &[
    choice(
        "punktabfrage",
        "Punktabfrage, Stimmungsbild",
        "Dot voting, mood",
    ),
    choice(
        "ideenkarten",
        "Ideenkarten, Wunschbaum",
        "Idea cards, wishing tree",
    ),
    choice("nadelmethode", "Nadelmethode", "Pins on a map"),
    choice("world_cafe", "World Café", "World Café"),
    choice("zukunftswerkstatt", "Zukunftswerkstatt", "Future workshop"),
    choice("dorfgespraech", "Dorfgespräch", "Village talk"),
    choice(
        "zuhoeren",
        "Sprechen und Zuhören am Gartenzaun",
        "Speaking and listening at the fence",
    ),
    choice("kuechentisch", "Küchentischgespräch", "Kitchen table talk"),
    choice("runder_tisch", "Runder Tisch", "Round table"),
    choice(
        "einwohnerversammlung",
        "Einwohnerversammlung",
        "Assembly of residents",
    ),
    choice(
        "sprechstunde",
        "Bürgersprechstunde",
        "Citizens’ consultation hour",
    ),
    choice(
        "buergerrat",
        "Bürgerrat, Losverfahren",
        "Citizens’ council by lot",
    ),
    choice(
        "buergerhaushalt",
        "Bürgerhaushalt, Jugendfonds",
        "Citizens’ budget, youth fund",
    ),
    choice(
        "buergerspaziergang",
        "Bürgerspaziergang",
        "Walk with citizens",
    ),
    choice("open_space", "Open Space", "Open Space"),
    choice("fishbowl", "Fishbowl", "Fishbowl"),
    choice("planspiel", "Planspiel", "Simulation game"),
    choice("u18_wahl", "U18-Wahl", "U18 election"),
    choice("umfrage", "Umfrage", "Survey"),
];

const LEVELS: &[Choice] = &[
    choice("informieren", "informieren", "inform"),
    choice("konsultieren", "konsultieren", "consult"),
    choice("mitgestalten", "mitgestalten", "shape together"),
    choice("mitentscheiden", "mitentscheiden", "decide together"),
    choice(
        "selbst_organisieren",
        "selbst organisieren",
        "self-organise",
    ),
];

const ADDRESSEES: &[Choice] = &[
    choice("rat", "Rat", "Council"),
    choice("verwaltung", "Verwaltung", "Administration"),
    choice("allianz", "Allianz", "Alliance"),
];

const STATES: &[StateDef] = &[
    state("konzept", "Konzept", "concept", Phase::Open, &["offen"]),
    state(
        "offen",
        "offen",
        "open",
        Phase::Running,
        &["auswertung", "konzept"],
    ),
    state(
        "auswertung",
        "Auswertung",
        "evaluation",
        Phase::Running,
        &["ergebnis_uebergeben", "offen"],
    ),
    state(
        "ergebnis_uebergeben",
        "Ergebnis übergeben",
        "result handed over",
        Phase::Running,
        &["antwort_da", "auswertung"],
    ),
    state(
        "antwort_da",
        "Antwort da",
        "answer received",
        Phase::Running,
        &["rueckgemeldet", "ergebnis_uebergeben"],
    ),
    state(
        "rueckgemeldet",
        "rückgemeldet",
        "answered to the public",
        Phase::Running,
        &["abgeschlossen", "antwort_da"],
    ),
    state(
        "abgeschlossen",
        "abgeschlossen",
        "finished",
        Phase::Done,
        &["rueckgemeldet"],
    ),
];
