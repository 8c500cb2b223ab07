//! R15 Vorfall: an incident, in the inner circle. For the support of those affected, not a register: no data on suspects,
//! no names, no street. Only coarse figures leave.

use super::build::{LINE, NOTE, field, state};
use super::common::{DELETE_FROM, FILES, ORIGIN, SOURCE, part_of_town};
use super::field::{
    Choice, FieldDef, FieldKind, Part, Past, Phase, RECORD, RecordDef, SpaceKind, StateDef, choice,
};
use super::taxonomy::{AFFECTED, ENMITY, INCIDENTS};
use crate::text::text;

/// R15: an incident.
pub static VORFALL: RecordDef = RecordDef {
    id: 15,
    key: "vorfall",
    name: text("Vorfall", "Incident"),
    names: text("Vorfälle", "Incidents"),
    add: text("Neuer Vorfall", "New incident"),
    empty: (
        text("Noch kein Vorfall", "No incident yet"),
        text(
            "Innerhalb von 24 Stunden aufschreiben: was, wann, wo ungefähr. Ohne Namen.",
            "Write it down within 24 hours: what, when, roughly where. Without names.",
        ),
    ),
    home: SpaceKind::Core,
    icon: "warning",
    part: Part::Counselling,
    sections: &[
        text("Was war", "What happened"),
        text("Wen es traf", "Who was affected"),
        text("Einordnung", "Classification"),
        text("Folgen und Schritte", "Consequences and steps"),
        ORIGIN,
    ],
    fields: &[
        field(1, "kurz", text("In einem Satz", "In one sentence"), LINE)
            .hint(
                "Was passiert ist. Keine Namen, keine Kennzeichen.",
                "What happened. No names, no number plates.",
            )
            .required()
            .search(3)
            .no_names()
            .kept_inside(),
        field(
            2,
            "art",
            text("Art", "Kind"),
            FieldKind::Choice { choices: INCIDENTS },
        )
        .hint(
            "Bei mehrerem das Schwerste. Jeder Vorfall zählt einmal.",
            "If several, the gravest. Each incident counts once.",
        ),
        field(
            3,
            "status",
            text("Stand", "Status"),
            FieldKind::State { states: STATES },
        ),
        field(
            4,
            "wunsch",
            text("Was die Betroffenen wollen", "What those affected want"),
            FieldKind::Choice { choices: WISHES },
        )
        .hint(
            "Vor allem anderen klären. Daran hält sich alles Weitere.",
            "Clarify before anything else. All the rest keeps to it.",
        ),
        field(5, "zeitpunkt", text("Zeitpunkt", "Time"), FieldKind::Date).past(Past::Was),
        field(
            6,
            "genauigkeit",
            text("Wie genau", "How exactly"),
            FieldKind::Choice {
                choices: PRECISIONS,
            },
        )
        .search(0),
        part_of_town(7).hint(
            "Ortsteil genügt. Keine Straße, keine Hausnummer.",
            "Part of town is enough. No street, no number.",
        ),
        field(
            8,
            "beschreibung",
            text("Beschreibung ohne Namen", "Description without names"),
            NOTE,
        )
        .hint(
            "Nur Tatsachen: Dauer, Reihenfolge, genaue Worte. Zeugen: ja oder nein.",
            "Facts only: duration, sequence, exact words. Witnesses: yes or no.",
        )
        .no_names()
        .kept_inside(),
        field(
            10,
            "betroffene",
            text("Betroffene Gruppe", "Affected group"),
            FieldKind::Choices {
                choices: AFFECTED,
                count_max: 0,
            },
        )
        .section(1),
        field(
            11,
            "raum",
            text("Raum", "Setting"),
            FieldKind::Choice { choices: SETTINGS },
        )
        .section(1),
        field(
            12,
            "bezug",
            text("Bezug", "Relates to"),
            FieldKind::Choices {
                choices: RELATIONS,
                count_max: 0,
            },
        )
        .section(1),
        field(
            20,
            "motivation",
            text("Vermutete Motivation", "Presumed motivation"),
            FieldKind::Choices {
                choices: MOTIVES,
                count_max: 0,
            },
        )
        .hint(
            "Eine Vermutung über die Tat, keine Aussage über Personen.",
            "A guess about the deed, no statement about persons.",
        )
        .section(2)
        .search(0),
        field(
            21,
            "gmf",
            text(
                "Bezug zu Menschenfeindlichkeit",
                "Reference to group-focused enmity",
            ),
            FieldKind::Choices {
                choices: ENMITY,
                count_max: 0,
            },
        )
        .section(2),
        field(
            22,
            "gewissheit",
            text("Woher bekannt", "How it is known"),
            FieldKind::Choice { choices: SOURCES },
        )
        .section(2)
        .search(0),
        field(
            23,
            "bestaetigt",
            text("Bestätigt", "Confirmed"),
            FieldKind::YesNo,
        )
        .section(2),
        field(
            30,
            "folgen",
            text("Folgen", "Consequences"),
            FieldKind::Choices {
                choices: CONSEQUENCES,
                count_max: 0,
            },
        )
        .section(3)
        .search(0),
        field(
            31,
            "anzeige",
            text("Anzeige", "Report to the police"),
            FieldKind::Choice { choices: REPORTS },
        )
        .section(3),
        field(
            32,
            "sofortmassnahmen",
            text("Sofortmaßnahmen", "Immediate steps"),
            NOTE,
        )
        .section(3)
        .no_names()
        .kept_inside(),
        field(
            33,
            "beweise",
            text("Beweise gesichert", "Evidence secured"),
            FieldKind::Choices {
                choices: EVIDENCE,
                count_max: 0,
            },
        )
        .hint(
            "Nicht hier hochladen. Nur notieren, dass es sie gibt.",
            "Do not upload here. Only note that it exists.",
        )
        .section(3)
        .search(0),
        field(
            34,
            "beweise_wo",
            text("Wo die Beweise liegen", "Where the evidence is kept"),
            LINE,
        )
        .section(3)
        .search(0)
        .kept_inside(),
        field(
            35,
            "veranstaltung",
            text("Veranstaltung", "Event"),
            FieldKind::Link {
                to: "veranstaltung",
            },
        )
        .section(3),
        field(
            36,
            "dublette_von",
            text("Doppelt mit", "Duplicate of"),
            FieldKind::Link { to: "vorfall" },
        )
        .section(3)
        .when("status", &["dublette"]),
        FieldDef {
            section: 4,
            ..SOURCE
        },
        FieldDef {
            section: 4,
            ..DELETE_FROM
        },
        FILES
            .hint(
                "Keine Bilder von Tatverdächtigen, keine Kennzeichen. Bleibt im vertraulichen Kreis.",
                "No pictures of suspects, no number plates. Stays in the confidential circle.",
            )
            .kept_inside(),
    ],
    title: 1,
    summary: &[2, 5, 3],
    state: Some(3),
    order: 5,
    ..RECORD
};

const WISHES: &[Choice] = &[
    choice("dokumentieren", "nur dokumentieren", "document only"),
    choice("beratung", "Beratung", "counselling"),
    choice("anzeige", "Anzeige", "report to the police"),
    choice("oeffentlichkeit", "Öffentlichkeit", "publicity"),
    choice(
        "nichts_weitergeben",
        "nichts weitergeben",
        "pass nothing on",
    ),
];

const PRECISIONS: &[Choice] = &[
    choice("tag", "auf den Tag", "to the day"),
    choice("woche", "auf die Woche", "to the week"),
    choice("monat", "auf den Monat", "to the month"),
];

const SETTINGS: &[Choice] = &[
    choice("wohnumfeld", "Wohnumfeld", "Near the home"),
    choice(
        "rathaus_gremium",
        "Rathaus, Gremium",
        "Town hall, committee",
    ),
    choice("strasse_platz", "Straße, Platz", "Street, square"),
    choice("veranstaltung", "Veranstaltung", "Event"),
    choice("bildung", "Bildungseinrichtung", "School or university"),
    choice("arbeitsplatz", "Arbeitsplatz", "Workplace"),
    choice("verkehrsmittel", "Verkehrsmittel", "Transport"),
    choice("gedenkort", "Gedenkort", "Memorial"),
    choice("soziale_medien", "soziale Medien", "social media"),
    choice("messenger", "Messenger", "messenger"),
    choice("email", "E-Mail", "e-mail"),
    choice("website", "Website", "website"),
    choice("post_telefon", "Post, Telefon", "post, telephone"),
];

const RELATIONS: &[Choice] = &[
    choice("amt", "Amt", "Office"),
    choice("sachentscheidung", "Sachentscheidung", "A decision"),
    choice(
        "engagement",
        "politisches Engagement",
        "political engagement",
    ),
    choice(
        "merkmal",
        "individuelles Merkmal",
        "individual characteristic",
    ),
    choice("familie", "Familie", "family"),
];

const MOTIVES: &[Choice] = &[
    choice(
        "unzufriedenheit",
        "persönliche Unzufriedenheit",
        "personal discontent",
    ),
    choice(
        "kommunale_entscheidung",
        "kommunale Entscheidung",
        "decision of the municipality",
    ),
    choice(
        "intoleranz",
        "Intoleranz, Konfliktunfähigkeit",
        "intolerance, inability to handle conflict",
    ),
    choice("egoismus", "Egoismus, Anspruch", "egoism, entitlement"),
    choice("nichtwissen", "Nichtwissen", "ignorance"),
    choice(
        "parteipolitisch",
        "parteipolitische Gegnerschaft",
        "party-political opposition",
    ),
    choice("radikale_bewegung", "radikale Bewegung", "radical movement"),
    choice("rechts", "rechts", "right-wing"),
    choice("links", "links", "left-wing"),
    choice("religioes", "religiös", "religious"),
    choice("unklar", "unklar", "unclear"),
];

const SOURCES: &[Choice] = &[
    choice("selbst", "selbst erlebt", "experienced"),
    choice("bezeugt", "bezeugt", "witnessed"),
    choice("berichtet", "berichtet", "told"),
    choice("presse", "Presse", "press"),
];

const CONSEQUENCES: &[Choice] = &[
    choice("angst", "Angst, Unruhe", "Fear, unrest"),
    choice("schlaf", "Schlaf", "Sleep"),
    choice("verstimmung", "depressive Verstimmung", "low mood"),
    choice("konzentration", "Konzentration", "Concentration"),
    choice("rufschaedigung", "Rufschädigung", "Damage to reputation"),
    choice(
        "aeusserungen",
        "Äußerungen vermieden",
        "Avoided speaking out",
    ),
    choice(
        "rueckzug",
        "Rückzug aus Netz oder Veranstaltungen",
        "Withdrew from internet or events",
    ),
    choice(
        "mandat",
        "Mandatsniederlegung erwogen",
        "Considered giving up the mandate",
    ),
    choice(
        "kandidatur",
        "keine erneute Kandidatur",
        "Will not stand again",
    ),
];

const REPORTS: &[Choice] = &[
    choice("nein", "nein", "no"),
    choice("erwogen", "erwogen", "considered"),
    choice("erstattet", "erstattet", "made"),
    choice("eingestellt", "eingestellt", "discontinued"),
    choice("verfahren", "Verfahren", "proceedings"),
];

const EVIDENCE: &[Choice] = &[
    choice(
        "bildschirmfoto",
        "Bildschirmfoto mit Adresse und Uhrzeit",
        "Screenshot with address and time",
    ),
    choice("foto", "Foto", "Photo"),
    choice("schriftstueck", "Schriftstück", "Document"),
    choice("gegenstand", "Gegenstand", "Object"),
    choice(
        "gedaechtnisprotokoll",
        "Gedächtnisprotokoll",
        "Memory protocol",
    ),
    choice("zeugen", "Zeug*innen vorhanden", "Witnesses exist"),
];

const STATES: &[StateDef] = &[
    state(
        "notiert",
        "notiert",
        "noted",
        Phase::Open,
        &["mit_betroffenen_geklaert", "zurueckgezogen", "dublette"],
    ),
    state(
        "mit_betroffenen_geklaert",
        "mit Betroffenen geklärt",
        "clarified with those affected",
        Phase::Running,
        &["eingeordnet", "notiert", "zurueckgezogen", "dublette"],
    ),
    state(
        "eingeordnet",
        "eingeordnet",
        "classified",
        Phase::Running,
        &[
            "in_bearbeitung",
            "verwiesen",
            "abgeschlossen",
            "mit_betroffenen_geklaert",
            "zurueckgezogen",
            "dublette",
        ],
    ),
    state(
        "in_bearbeitung",
        "in Bearbeitung",
        "being handled",
        Phase::Running,
        &[
            "verwiesen",
            "abgeschlossen",
            "eingeordnet",
            "zurueckgezogen",
        ],
    ),
    state(
        "verwiesen",
        "verwiesen",
        "referred",
        Phase::Running,
        &["in_bearbeitung", "abgeschlossen", "zurueckgezogen"],
    ),
    state(
        "abgeschlossen",
        "abgeschlossen",
        "closed",
        Phase::Done,
        &["anonymisiert", "in_bearbeitung"],
    ),
    // What is anonymous cannot go back.
    state(
        "anonymisiert",
        "anonymisiert",
        "made anonymous",
        Phase::Done,
        &[],
    ),
    state(
        "zurueckgezogen",
        "zurückgezogen",
        "withdrawn",
        Phase::Stopped,
        &["notiert"],
    ),
    state(
        "dublette",
        "doppelt",
        "duplicate",
        Phase::Stopped,
        &["notiert"],
    ),
];
