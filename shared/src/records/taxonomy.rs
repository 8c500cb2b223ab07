//! Long lists of the field that several kinds share: challenges, kinds of incident, affected groups, references to
//! group-focused enmity. Keys are those of `domain.md` §2.3 and §2.4.
//!
//! Categories describe behaviour, never parties or persons.

use super::field::{Choice, choice};

/// What a town struggles with; the basis for finding similar towns.
pub(super) const CHALLENGES: &[Choice] = &[
    choice(
        "bedrohung_amt",
        "Bedrohung und Anfeindung von Amts- und Mandatsträger*innen",
        "Threats against office holders and councillors",
    ),
    choice(
        "einschuechterung_ehrenamt",
        "Einschüchterung von Vereinen und Ehrenamtlichen",
        "Intimidation of clubs and volunteers",
    ),
    choice(
        "fehlender_widerspruch",
        "Kein Widerspruch bei Hass und Hetze",
        "Nobody objects to hate speech",
    ),
    choice(
        "einfluss",
        "Einflussnahme antidemokratischer Kräfte",
        "Influence of antidemocratic forces",
    ),
    choice(
        "ueberlastung",
        "Überlastete Zivilgesellschaft",
        "Overburdened civil society",
    ),
    choice("rueckzug", "Rückzug der Bürger*innen", "Citizens withdraw"),
    choice(
        "protest_serie",
        "Regelmäßige Protestserien",
        "Regular series of protests",
    ),
    choice(
        "gremium",
        "Konflikte und Blockade in Gremien",
        "Conflict and obstruction in committees",
    ),
    choice(
        "raumnahme_jugend",
        "Raumnahme durch rechte Jugendgruppen",
        "Right-wing youth groups occupy places",
    ),
    choice(
        "immobilie",
        "Szene-Immobilien und Siedlungsprojekte",
        "Property and settlements of the scene",
    ),
    choice(
        "reichsbuerger",
        "Reichsbürger und Delegitimierung des Staates",
        "“Reichsbürger” and delegitimising the state",
    ),
    choice(
        "desinformation",
        "Lokale Desinformation, Telegram-Gruppen",
        "Local disinformation, Telegram groups",
    ),
    choice(
        "unterbringung",
        "Konflikt um Unterbringung",
        "Conflict about accommodation of refugees",
    ),
    choice(
        "queer",
        "Angriffe auf CSD und queere Sichtbarkeit",
        "Attacks on Pride and queer visibility",
    ),
    choice(
        "unterwanderung",
        "Unterwanderung von Vereinen, Elternräten, Wehr",
        "Infiltration of clubs, parents’ councils, fire brigade",
    ),
    choice(
        "gedenken",
        "Angriffe auf Gedenkorte",
        "Attacks on memorials",
    ),
    choice(
        "minderheit",
        "Anfeindung von Sorb*innen und Migrant*innen",
        "Hostility towards Sorbs and migrants",
    ),
    choice("sonstiges", "Sonstiges", "Other"),
];

/// What happened. One incident is counted once, in the highest category.
pub(super) const INCIDENTS: &[Choice] = &[
    choice(
        "beleidigung",
        "Beleidigung, Pöbelei",
        "Insult, verbal abuse",
    ),
    choice(
        "verleumdung",
        "Verleumdung, üble Nachrede, Rufschädigung",
        "Defamation, damage to reputation",
    ),
    choice("bedrohung", "Bedrohung, Nötigung", "Threat, coercion"),
    choice(
        "nachstellung",
        "Nachstellung, Aufsuchen am Wohnhaus",
        "Stalking, coming to the home",
    ),
    choice(
        "doxing",
        "Veröffentlichung privater Daten, Feindesliste",
        "Doxing, enemy list",
    ),
    choice(
        "hassposting",
        "Hass im Netz, Shitstorm",
        "Online hate, pile-on",
    ),
    choice(
        "volksverhetzung",
        "Volksverhetzung, verbotene Kennzeichen",
        "Incitement to hatred, banned symbols",
    ),
    choice(
        "propaganda",
        "Sticker, Schmierereien, Flyer, Banner",
        "Stickers, graffiti, flyers, banners",
    ),
    choice(
        "sachbeschaedigung",
        "Sachbeschädigung",
        "Damage to property",
    ),
    choice("brand", "Brandstiftung", "Arson"),
    choice("angriff", "Körperlicher Angriff", "Physical attack"),
    choice(
        "stoerung",
        "Störung von Veranstaltung oder Gremium, einschüchterndes Filmen",
        "Disruption of event or committee, intimidating filming",
    ),
    choice("diskriminierung", "Diskriminierung", "Discrimination"),
    choice(
        "mobilisierung",
        "Aufmarsch, Kundgebung, Rekrutierung",
        "March, rally, recruitment",
    ),
    choice(
        "gremium",
        "Beschwerde- und Antragsflut, verächtliche Wortbeiträge",
        "Flood of complaints and motions, contemptuous speeches",
    ),
];

/// Who was affected: a group, never a name.
pub(super) const AFFECTED: &[Choice] = &[
    choice("buergermeisterin", "Bürgermeister*in", "Mayor"),
    choice("rat", "Rat, Kreistag", "Council, district council"),
    choice("verwaltung", "Verwaltung", "Administration"),
    choice("verein", "Verein, Ehrenamt", "Club, volunteers"),
    choice("initiative", "Initiative, Bündnis", "Initiative, alliance"),
    choice("kirche", "Kirche, Gemeinde", "Church, congregation"),
    choice("schule", "Schule, Kita", "School, day care"),
    choice("unternehmen", "Unternehmen", "Business"),
    choice("presse", "Presse", "Press"),
    choice("jugendliche", "Jugendliche", "Young people"),
    choice(
        "gefluechtete",
        "Geflüchtete, Migrant*innen",
        "Refugees, migrants",
    ),
    choice("sorbinnen", "Sorb*innen", "Sorbs"),
    choice("queer", "queere Menschen", "queer people"),
    choice("juedisch", "jüdische Menschen", "Jewish people"),
    choice("behinderung", "Menschen mit Behinderung", "disabled people"),
    choice("angehoerige", "Angehörige", "Relatives"),
    choice("allgemeinheit", "Allgemeinheit", "General public"),
];

/// References to group-focused enmity.
pub(super) const ENMITY: &[Choice] = &[
    choice("rassismus", "Rassismus", "Racism"),
    choice("antisemitismus", "Antisemitismus", "Antisemitism"),
    choice("antiziganismus", "Antiziganismus", "Antigypsyism"),
    choice("antimuslimisch", "antimuslimisch", "anti-Muslim"),
    choice("queerfeindlich", "queerfeindlich", "anti-queer"),
    choice("antifeminismus", "Antifeminismus", "Antifeminism"),
    choice(
        "behindertenfeindlichkeit",
        "Behindertenfeindlichkeit",
        "Ableism",
    ),
    choice(
        "sozialchauvinismus",
        "Sozialchauvinismus",
        "Social chauvinism",
    ),
    choice(
        "ns_verharmlosung",
        "NS-Verharmlosung",
        "Trivialising National Socialism",
    ),
    choice(
        "politische_gegner",
        "gegen politische Gegner und Nichtrechte",
        "against political opponents",
    ),
    choice("antisorbisch", "antisorbisch", "anti-Sorbian"),
    choice(
        "verschwoerung",
        "Verschwörungserzählung",
        "Conspiracy narrative",
    ),
];

/// Size of a town as it may be shown: a band, never the number.
pub const SIZES: &[Choice] = &[
    choice("bis_2", "bis 2 Tsd.", "up to 2,000"),
    choice("2_5", "2–5 Tsd.", "2,000–5,000"),
    choice("5_10", "5–10 Tsd.", "5,000–10,000"),
    choice("10_20", "10–20 Tsd.", "10,000–20,000"),
    choice("ueber_20", "über 20 Tsd.", "more than 20,000"),
];
