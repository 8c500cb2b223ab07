//! R17 Verweis: passing on to a fitting offer, and whether help arrived.
//!
//! `domain.md` keeps a referral in the circle of what it belongs to. A kind has one home, so there are two kinds with
//! the same fields: [`VERWEIS`] in the inner circle of a town, [`FALLVERWEIS`] in the circle of a counselling case.

use super::build::{NOTE, field, state};
use super::field::{
    Choice, FieldDef, FieldKind, Led, Part, Phase, RECORD, RecordDef, SpaceKind, StateDef, choice,
};
use crate::text::{Text, text};

/// R17: a referral from an incident, an accompaniment or an enquiry.
pub(super) static VERWEIS: RecordDef = RecordDef {
    id: 17,
    key: "verweis",
    names: text("Verweise", "Referrals"),
    home: SpaceKind::Core,
    fields: &[
        TITLE,
        OFFERS,
        STATUS,
        field(
            4,
            "vorfall",
            text("Aus Vorfall", "From incident"),
            FieldKind::Link { to: "vorfall" },
        ),
        field(
            5,
            "begleitung",
            text("Aus Begleitung", "From accompaniment"),
            FieldKind::Link { to: "begleitung" },
        ),
        field(
            6,
            "anfrage",
            text("Aus Anfrage", "From enquiry"),
            FieldKind::Link { to: "anfrage" },
        ),
        WAY,
        CONSENT,
        CONSENT_TO,
        REMIND,
        OUTCOME,
    ],
    ..BASE
};

/// R17 in a counselling case.
pub(super) static FALLVERWEIS: RecordDef = RecordDef {
    id: 1171,
    key: "fallverweis",
    names: text("Verweise aus dem Fall", "Referrals of the case"),
    home: SpaceKind::Case,
    fields: &[
        TITLE,
        OFFERS,
        STATUS,
        field(
            4,
            "fall",
            text("Beratungsfall", "Counselling case"),
            FieldKind::Link {
                to: "beratungsfall",
            },
        )
        .required(),
        WAY,
        CONSENT,
        CONSENT_TO,
        REMIND,
        OUTCOME,
    ],
    parent: Some(4),
    ..BASE
};

const NAME: Text = text("Verweis", "Referral");

const BASE: RecordDef = RecordDef {
    name: NAME,
    add: text("Neuer Verweis", "New referral"),
    empty: (
        text("Noch kein Verweis", "No referral yet"),
        text(
            "Ein Angebot wählen und fragen, ob es recht ist.",
            "Choose an offer and ask whether it is welcome.",
        ),
    ),
    icon: "forward",
    part: Part::Counselling,
    sections: &[
        NAME,
        text("Einwilligung und Ergebnis", "Consent and result"),
    ],
    title: 1,
    summary: &[3, 23],
    state: Some(3),
    order: 23,
    led: Led::ByPerson,
    ..RECORD
};

const TITLE: FieldDef = field(
    1,
    "worum",
    text("Worum geht es?", "What is it about?"),
    super::build::LINE,
)
.hint(
    "In Stichworten, ohne Namen.",
    "In key words, without names.",
)
.required()
.search(3)
.no_names();
const OFFERS: FieldDef = field(
    2,
    "angebote",
    text("Angebote", "Offers"),
    FieldKind::Links { to: "angebot" },
);
const STATUS: FieldDef = field(
    3,
    "status",
    text("Stand", "Status"),
    FieldKind::State { states: STATES },
);
const WAY: FieldDef = field(
    20,
    "art",
    text("Art", "Type"),
    FieldKind::Choice { choices: WAYS },
);
const CONSENT: FieldDef = field(
    21,
    "einwilligung",
    text("Daten dürfen weitergegeben werden", "Data may be passed on"),
    FieldKind::YesNo,
)
.section(1);
const CONSENT_TO: FieldDef = field(
    22,
    "einwilligung_was",
    text("Was weitergegeben werden darf", "What may be passed on"),
    NOTE,
)
.section(1)
.when("einwilligung", &["ja"])
.no_names();
const REMIND: FieldDef = field(
    23,
    "wiedervorlage",
    text("Nachfragen am", "Ask again on"),
    FieldKind::Date,
)
.hint("Ist die Hilfe angekommen?", "Did the help arrive?")
.section(1);
const OUTCOME: FieldDef = field(
    24,
    "ergebnis",
    text("Was daraus wurde", "What became of it"),
    NOTE,
)
.section(1)
.no_names()
.kept_inside();

const WAYS: &[Choice] = &[
    choice("info", "Info gegeben", "information given"),
    choice("kontakt", "Kontakt hergestellt", "contact made"),
    choice("begleitet", "begleitet", "accompanied"),
];

const STATES: &[StateDef] = &[
    state(
        "vorgeschlagen",
        "vorgeschlagen",
        "proposed",
        Phase::Open,
        &["zugestimmt", "abgelehnt", "unbekannt"],
    ),
    state(
        "zugestimmt",
        "zugestimmt",
        "agreed",
        Phase::Running,
        &["uebergeben", "vorgeschlagen", "abgelehnt", "unbekannt"],
    ),
    state(
        "uebergeben",
        "übergeben",
        "handed over",
        Phase::Running,
        &[
            "angekommen",
            "nicht_passend",
            "abgelehnt",
            "unbekannt",
            "zugestimmt",
        ],
    ),
    state(
        "angekommen",
        "angekommen",
        "arrived",
        Phase::Running,
        &[
            "wirksam",
            "nicht_passend",
            "abgelehnt",
            "unbekannt",
            "uebergeben",
        ],
    ),
    state(
        "wirksam",
        "wirksam",
        "effective",
        Phase::Done,
        &["angekommen"],
    ),
    state(
        "nicht_passend",
        "nicht passend",
        "not fitting",
        Phase::Stopped,
        &["vorgeschlagen", "angekommen"],
    ),
    state(
        "abgelehnt",
        "abgelehnt",
        "declined",
        Phase::Stopped,
        &["vorgeschlagen", "angekommen"],
    ),
    state(
        "unbekannt",
        "unbekannt",
        "unknown",
        Phase::Stopped,
        &[
            "vorgeschlagen",
            "uebergeben",
            "angekommen",
            "wirksam",
            "nicht_passend",
        ],
    ),
];
