//! R10 Veranstaltung: an event or action, from the first idea to the report.
//!
//! Counts live in `zaehlung`, jobs in `aufgabe`, cards in `beitrag`: children that several phones may add to.
//! Disturbances are described in `vorfall`, in the inner circle; here stands only whether there were any.

use super::build::{COUNT, LINE, NOTE, field, state};
use super::common::{
    DELETE_FROM, FILES, LANGUAGES, MORE_TOWNS, ORIGIN, SOURCE, TARGET_GROUPS, part_of_town,
};
use super::field::{
    Choice, FieldDef, FieldKind, JOINT, Joint, Part, Phase, RECORD, RecordDef, Rule, StateDef,
    choice,
};
use crate::text::text;

/// R10: an event or action.
pub static VERANSTALTUNG: RecordDef = RecordDef {
    id: 10,
    key: "veranstaltung",
    name: text("Veranstaltung", "Event"),
    names: text("Veranstaltungen", "Events"),
    add: text("Neue Veranstaltung", "New event"),
    empty: (
        text("Noch keine Veranstaltung", "No event yet"),
        text(
            "Die erste entsteht in 20 Sekunden.",
            "The first one takes 20 seconds.",
        ),
    ),
    icon: "calendar",
    part: Part::Meeting,
    sections: &[
        text("Das Wichtigste", "Essentials"),
        text("Ort und Zugang", "Place and access"),
        text("Beteiligte und Ziele", "Partners and aims"),
        text("Programm und Vorbereitung", "Programme and preparation"),
        text("Genehmigungen", "Permits"),
        text("Sicherheit", "Safety"),
        text("Öffentlichkeitsarbeit", "Publicity"),
        text("Nachbereitung", "Debrief"),
        ORIGIN,
    ],
    fields: &[
        field(1, "titel", text("Titel", "Title"), LINE)
            .required()
            .search(3),
        // The checklist's deadlines, the calendar and the evening hang on it.
        field(2, "beginn", text("Beginn", "Begins"), FieldKind::DateTime)
            .hint(
                "Ungefähr genügt, ändern geht immer.",
                "Roughly is enough, it can be changed.",
            )
            .required(),
        field(3, "ende", text("Ende", "Ends"), FieldKind::DateTime),
        field(4, "ort", text("Ort", "Place"), LINE)
            .hint(
                "Zum Beispiel: Markt, Feuerwehrhaus.",
                "For example: market square, fire station.",
            )
            .search(2),
        field(
            5,
            "typ",
            text("Art", "Type"),
            FieldKind::Choice { choices: TYPES },
        ),
        field(
            6,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            7,
            "grund",
            text("Grund", "Reason"),
            FieldKind::Choice { choices: REASONS },
        )
        .when("status", &["verschoben", "abgesagt"])
        .required(),
        field(
            8,
            "grund_text",
            text("Was dazu zu sagen ist", "More about the reason"),
            NOTE,
        )
        .when("status", &["verschoben", "abgesagt"])
        .no_names(),
        part_of_town(10).section(1),
        field(
            11,
            "drinnen_draussen",
            text("Drinnen oder draußen", "Indoors or outdoors"),
            FieldKind::Choice { choices: INSIDE },
        )
        .section(1),
        field(
            12,
            "barrierefrei",
            text("Barrierefrei", "Step-free"),
            FieldKind::YesNo,
        )
        .hint("Ohne Stufen, mit Toilette.", "No steps, with toilet.")
        .section(1),
        field(
            13,
            "sprachen",
            text("Sprachen", "Languages"),
            FieldKind::Choices {
                choices: LANGUAGES,
                count_max: 0,
            },
        )
        .section(1),
        field(
            20,
            "ausrichter",
            text("Ausrichter", "Organisers"),
            FieldKind::Links { to: "akteur" },
        )
        .section(2),
        field(
            21,
            "partner",
            text("Kooperationspartner", "Partners"),
            FieldKind::Links { to: "akteur" },
        )
        .section(2),
        field(
            22,
            "handlungsziele",
            text("Handlungsziele", "Aims"),
            FieldKind::Choices {
                choices: AIMS,
                count_max: 3,
            },
        )
        .hint("Höchstens drei.", "Three at most.")
        .section(2),
        field(
            23,
            "zielgruppen",
            text("Zielgruppen", "Target groups"),
            FieldKind::Choices {
                choices: TARGET_GROUPS,
                count_max: 0,
            },
        )
        .section(2),
        field(
            24,
            "handlungsfeld",
            text("Handlungsfeld", "Field of action"),
            FieldKind::Choice {
                choices: FIELDS_OF_ACTION,
            },
        )
        .hint(
            "Eines der drei Felder des Bundesprogramms.",
            "One of the three fields of the federal programme.",
        )
        .section(2),
        field(
            25,
            "massnahme",
            text("Maßnahme", "Measure"),
            FieldKind::Link { to: "massnahme" },
        )
        .section(2),
        field(
            26,
            "strategieziel",
            text("Ziel der Strategie", "Goal of the strategy"),
            FieldKind::Link { to: "ziel" },
        )
        .section(2),
        field(30, "programm", text("Programm", "Programme"), NOTE).section(3),
        field(31, "schichten", text("Schichten", "Shifts"), NOTE)
            .hint(
                "Eine Zeile je Schicht: 13–15 Eingang Nord: Heimatverein.",
                "One line per shift: 13–15 North gate: local history club.",
            )
            .section(3),
        field(32, "material", text("Material", "Material"), NOTE)
            .hint(
                "Wer bringt was, eine Zeile je Ding: Bauhof: vier Bänke.",
                "Who brings what, one line per thing: works yard: four benches.",
            )
            .section(3),
        field(33, "kosten", text("Kosten", "Costs"), FieldKind::Money).section(3),
        field(
            34,
            "zaehlmerkmale",
            text("Beim Zählen unterscheiden", "Tell apart when counting"),
            FieldKind::Choices {
                choices: MARKS,
                count_max: 0,
            },
        )
        .hint(
            "Weniger ist schneller. Leer: nur das Alter.",
            "Fewer is quicker. Empty: only the age.",
        )
        .section(3)
        .search(0),
        field(
            40,
            "versammlungsanzeige",
            text("Versammlungsanzeige", "Notice of assembly"),
            FieldKind::Choice { choices: PERMITS },
        )
        .hint(
            "Spätestens 48 Stunden vor der Bekanntgabe. Volksfest und Infostand brauchen keine.",
            "At least 48 hours before announcing. Not needed for fairs and info stalls.",
        )
        .section(4),
        field(
            41,
            "angezeigt_am",
            text("Angezeigt am", "Notice given on"),
            FieldKind::DateTime,
        )
        .section(4)
        .when("versammlungsanzeige", &["beantragt", "liegt_vor"]),
        field(
            42,
            "bekanntgabe_am",
            text("Bekanntgabe am", "Announced on"),
            FieldKind::DateTime,
        )
        .section(4)
        .when("versammlungsanzeige", &["offen", "beantragt", "liegt_vor"]),
        field(
            43,
            "sondernutzung",
            text("Sondernutzung", "Use of public ground"),
            FieldKind::Choice { choices: PERMITS },
        )
        .section(4),
        field(
            44,
            "gema",
            text("GEMA", "Music rights (GEMA)"),
            FieldKind::Choice { choices: PERMITS },
        )
        .hint("Sobald Musik gespielt wird.", "As soon as music is played.")
        .section(4),
        field(
            50,
            "sicherheitscheck",
            text("Sicherheitscheck", "Safety check"),
            FieldKind::Choices {
                choices: SAFETY,
                count_max: 0,
            },
        )
        .hint("Ankreuzen, was erledigt ist.", "Tick what is done.")
        .section(5),
        field(
            51,
            "notfallkontakt",
            text("Notfallkontakt", "Emergency contact"),
            LINE,
        )
        .hint(
            "Funktion und Nummer, kein Name.",
            "Function and number, no name.",
        )
        .section(5)
        .search(0),
        field(
            52,
            "foto_regel",
            text("Foto-Regel", "Photo rule"),
            FieldKind::Choice { choices: PHOTOS },
        )
        .section(5),
        field(
            60,
            "foerderhinweis",
            text(
                "Förderhinweis und Logo geprüft",
                "Funding notice and logo checked",
            ),
            FieldKind::YesNo,
        )
        .section(6),
        field(
            61,
            "freigabe",
            text("Veröffentlichung freigegeben", "Cleared for publication"),
            FieldKind::YesNo,
        )
        .section(6),
        field(70, "ergebnis", text("Ergebnis", "Result"), NOTE)
            .section(7)
            .no_names(),
        field(
            71,
            "stoerung",
            text("Gab es Störungen?", "Any disturbances?"),
            FieldKind::YesNo,
        )
        .hint(
            "Was genau war, gehört in einen Vorfall, nicht hierher.",
            "What exactly happened belongs in an incident, not here.",
        )
        .section(7),
        field(72, "lief", text("Lief", "Went well"), NOTE)
            .section(7)
            .no_names(),
        field(
            73,
            "lief_nicht",
            text("Lief nicht", "Did not go well"),
            NOTE,
        )
        .section(7)
        .no_names(),
        field(74, "naechstes_mal", text("Nächstes Mal", "Next time"), NOTE)
            .section(7)
            .no_names(),
        field(
            75,
            "bericht_zahl",
            text("Besucher*innen im Bericht", "Visitors in the report"),
            COUNT,
        )
        .hint(
            "Steht fest, seit der Bericht abgeschlossen ist. Was später kommt, ist Nachtrag.",
            "Fixed since the report was closed. What comes later is an addendum.",
        )
        .section(7)
        .when("status", &["berichtet"]),
        FieldDef {
            section: 8,
            ..MORE_TOWNS
        },
        FieldDef {
            section: 8,
            ..SOURCE
        },
        FieldDef {
            section: 8,
            ..DELETE_FROM
        },
        FILES,
    ],
    title: 1,
    summary: &[2, 4, 6],
    state: Some(6),
    order: 2,
    reason: Some(7),
    rules: &[Rule::Order {
        from: "beginn",
        to: "ende",
    }],
    joint: Some(&SHARED),
    ..RECORD
};

/// What another town needs to know to run an event along: what it is, when, where, who stands when, what is permitted. Costs,
/// aims, links to what only the own town reads, and what was learned stay.
static SHARED: Joint = Joint {
    released: &[
        "titel",
        "beginn",
        "ende",
        "ort",
        "typ",
        "status",
        "ortsteil",
        "drinnen_draussen",
        "barrierefrei",
        "sprachen",
        "programm",
        "schichten",
        "material",
        "zaehlmerkmale",
        "versammlungsanzeige",
        "angezeigt_am",
        "bekanntgabe_am",
        "sondernutzung",
        "gema",
        "sicherheitscheck",
        "notfallkontakt",
        "foto_regel",
    ],
    functions: &["notfallkontakt"],
    // What was counted and written at it goes along with a joint one, and cannot be carried there afterwards.
    fixed: &["zaehlung", "abfrage", "beitrag", "protokoll", "beteiligung"],
    text: text(
        "Die Veranstaltung zieht ins Netzwerk um, denn nur dort lesen beide Städte. Zählungen, Punkte und Karten beider ergeben dann ein Ergebnis.",
        "The event moves to the network, because only there both towns read. Counts, dots and cards of both then give one result.",
    ),
    stays: text(
        "Checkliste, Kosten, Ziele, Partner, Anhänge, Nachbereitung, innerer Kreis",
        "Checklist, costs, aims, partners, attachments, debrief, inner circle",
    ),
    too_late: (
        text(
            "Hier ist schon gezählt oder geschrieben worden.",
            "Something has been counted or written here already.",
        ),
        text(
            "Das zieht nicht um. Für beide Städte eine neue Veranstaltung anlegen und vor dem Zählen ins Netzwerk geben.",
            "That does not move. Make a new event for both towns and give it to the network before counting.",
        ),
    ),
    parting: &[
        text(
            "Was gemeinsam gezählt und geschrieben ist, lässt sich nicht auf die Städte verteilen. Es bleibt im Netzwerk; in den Papierkorb legen kann es, wer dort schreiben darf. Die frühere Fassung liegt 30 Tage im Papierkorb der Stadt, die sie ins Netzwerk gegeben hat.",
            "What was counted and written together cannot be divided between the towns. It stays in the network; whoever may write there can put it into the bin. The former version lies in the bin of the town that gave it to the network for 30 days.",
        ),
        text(
            "Jede Stadt hat ihre eigene Checkliste. Von hier aus lässt sich nur die der eigenen Stadt ändern.",
            "Each town has its own checklist. From here only that of the own town can be changed.",
        ),
    ],
    ..JOINT
};

const TYPES: &[Choice] = &[
    choice(
        "stadtfest",
        "Stadtfest oder Infostand",
        "Town festival or info stall",
    ),
    choice("happy_monday", "Happy-Monday-Format", "Happy Monday format"),
    choice(
        "runder_tisch",
        "Runder Tisch, Gremiensitzung",
        "Round table, committee meeting",
    ),
    choice(
        "diskussion",
        "Diskussions- oder Informationsveranstaltung",
        "Discussion or information event",
    ),
    choice("begegnung", "Begegnung, Fest", "Get-together, celebration"),
    choice("workshop", "Workshop", "Workshop"),
    choice(
        "qualifizierung",
        "Qualifizierung, Multiplikator*innenschulung",
        "Training of multipliers",
    ),
    choice("aktionstag", "Aktionstag", "Day of action"),
    choice("kundgebung", "Kundgebung, Versammlung", "Rally, assembly"),
    choice(
        "jugendbeteiligung",
        "Jugendbeteiligung",
        "Youth participation",
    ),
    choice("kulturprojekt", "Kulturprojekt", "Cultural project"),
    choice(
        "ausstellung",
        "Ausstellung, Lesung, Film",
        "Exhibition, reading, film",
    ),
    choice("gedenken", "Gedenken", "Commemoration"),
    choice("exkursion", "Exkursion", "Excursion"),
    choice("sport", "Sport", "Sport"),
    choice("netzwerktreffen", "Netzwerktreffen", "Network meeting"),
    choice("pressetermin", "Pressetermin", "Press event"),
    choice("online", "Online", "Online"),
    choice("andere", "Andere", "Other"),
];

/// Aims of the form of the Bautzen partnership; at most three are chosen.
const AIMS: &[Choice] = &[
    choice(
        "demokratievermittlung",
        "Demokratievermittlung",
        "Teaching democracy",
    ),
    choice(
        "begegnung_beteiligung",
        "Begegnung und Beteiligung",
        "Encounter and participation",
    ),
    choice(
        "toleranzfoerderung",
        "Toleranzförderung",
        "Promoting tolerance",
    ),
    choice(
        "engagement",
        "Stärkung bürgerschaftlichen Engagements",
        "Strengthening civic engagement",
    ),
    choice(
        "interkulturelles_lernen",
        "Interkulturelles und interreligiöses Lernen",
        "Intercultural and interreligious learning",
    ),
    choice(
        "extremismuspraevention",
        "Extremismusprävention",
        "Preventing extremism",
    ),
    choice(
        "willkommensstruktur",
        "Stärkung der Willkommensstruktur",
        "Strengthening welcome structures",
    ),
    choice(
        "vernetzung",
        "Vernetzungs- und Bündnisarbeit",
        "Networking and alliance work",
    ),
];

const FIELDS_OF_ACTION: &[Choice] = &[
    choice(
        "demokratie_foerdern",
        "Demokratie fördern",
        "Promote democracy",
    ),
    choice(
        "vielfalt_gestalten",
        "Vielfalt gestalten",
        "Shape diversity",
    ),
    choice(
        "extremismus_vorbeugen",
        "Extremismus vorbeugen",
        "Prevent extremism",
    ),
];

/// What the keys of the counting screen tell apart.
const MARKS: &[Choice] = &[
    choice("alter", "Alter", "Age"),
    choice("neu_bekannt", "Neu oder bekannt", "New or known"),
    choice("geschlecht", "Geschlecht", "Gender"),
    choice("zielgruppen", "Zielgruppen", "Target groups"),
    choice("gespraeche", "Gespräche und Kontakte", "Talks and contacts"),
];

const INSIDE: &[Choice] = &[
    choice("drinnen", "drinnen", "indoors"),
    choice("draussen", "draußen", "outdoors"),
    choice("beides", "beides", "both"),
];

const PERMITS: &[Choice] = &[
    choice("nicht_noetig", "nicht nötig", "not needed"),
    choice("offen", "noch offen", "still open"),
    choice("beantragt", "angezeigt oder beantragt", "applied for"),
    choice("liegt_vor", "liegt vor", "granted"),
];

const SAFETY: &[Choice] = &[
    choice(
        "hausrecht",
        "Hausrecht übertragen",
        "House rights transferred",
    ),
    choice(
        "ausschlussklausel",
        "Ausschlussklausel in der Einladung",
        "Exclusion clause in the invitation",
    ),
    choice(
        "ordnerinnen",
        "Ordner*innen eingeteilt",
        "Stewards assigned",
    ),
    choice(
        "notfallkontakt",
        "Notfallkontakt bekannt",
        "Emergency contact known",
    ),
    choice(
        "an_abreise",
        "An- und Abreise bedacht",
        "Arrival and departure planned",
    ),
    choice(
        "foto_regel",
        "Foto-Regel ausgehängt",
        "Photo rule on display",
    ),
    choice("polizei", "Polizei informiert", "Police informed"),
];

const PHOTOS: &[Choice] = &[
    choice(
        "tafeln_orte",
        "nur Tafeln und Orte",
        "boards and places only",
    ),
    choice(
        "einwilligung",
        "Personen nur mit Einwilligung",
        "people only with consent",
    ),
    choice("keine", "keine Fotos", "no photos"),
];

const REASONS: &[Choice] = &[
    choice("wetter", "Wetter", "Weather"),
    choice("bedrohung", "Bedrohung", "Threat"),
    choice("personal", "Personal", "Staff"),
    choice("verbot", "Verbot", "Prohibition"),
    choice("sonstiges", "Sonstiges", "Other"),
];

/// An event may begin from any state before it: a festival does not wait for a tick in an app.
pub(super) const STATES: &[StateDef] = &[
    state(
        "idee",
        "Idee",
        "idea",
        Phase::Open,
        &["geplant", "abgesagt"],
    ),
    state(
        "geplant",
        "geplant",
        "planned",
        Phase::Open,
        &[
            "angezeigt_genehmigt",
            "bestaetigt",
            "laeuft",
            "verschoben",
            "abgesagt",
            "idee",
        ],
    ),
    state(
        "angezeigt_genehmigt",
        "angezeigt, genehmigt",
        "notified, permitted",
        Phase::Open,
        &["bestaetigt", "laeuft", "verschoben", "abgesagt", "geplant"],
    ),
    state(
        "bestaetigt",
        "bestätigt",
        "confirmed",
        Phase::Open,
        &[
            "laeuft",
            "verschoben",
            "abgesagt",
            "angezeigt_genehmigt",
            "geplant",
        ],
    ),
    state(
        "laeuft",
        "läuft",
        "running",
        Phase::Running,
        &["durchgefuehrt", "abgesagt", "bestaetigt"],
    ),
    state(
        "durchgefuehrt",
        "durchgeführt",
        "held",
        Phase::Done,
        &["nachbereitet", "laeuft"],
    ),
    state(
        "nachbereitet",
        "nachbereitet",
        "debriefed",
        Phase::Done,
        &["berichtet", "durchgefuehrt"],
    ),
    state(
        "berichtet",
        "berichtet",
        "reported",
        Phase::Done,
        &["nachbereitet"],
    ),
    state(
        "verschoben",
        "verschoben",
        "postponed",
        Phase::Stopped,
        &["geplant", "abgesagt"],
    )
    .with_reason(),
    state(
        "abgesagt",
        "abgesagt",
        "called off",
        Phase::Stopped,
        &["geplant"],
    )
    .with_reason(),
];
