//! What the demo's towns have written so far. Invented people appear by function only.

mod book;
mod chronicle;
mod network;
mod year;

use self::book::Say::{At, Day, Keys, Number, Text, To};
use self::book::{Book, DAY_MS, Say};
use super::files::{Attachment, Sheet, ToSend};
use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::workload::Text::Sentences;
use anyhow::{Context as _, Result};
use shared::ids::{RecordId, SpaceId};
use shared::merge::{Edit, derived_record};
use shared::records::{FieldKind, by_key};
use shared::value::Value;

/// When the demo's circles were founded, milliseconds since 1970.
pub(super) fn founded_ms() -> u64 {
    now_ms().saturating_sub(u64::from(SINCE.unsigned_abs() + 2) * DAY_MS)
}

/// Writes what only the inner circle of the first town and the people of a case read.
pub(super) fn write_confidential(
    founder: &mut Headless,
    core: SpaceId,
    case: SpaceId,
) -> Result<Vec<ToSend>> {
    let mut book = Book::open(founder, RECENT)?;
    let threat = book.put(
        core,
        "vorfall",
        &[
            (
                "kurz",
                Text("Zwei Personen am Gartentor, etwa zehn Minuten"),
            ),
            ("art", Text("nachstellung")),
            ("wunsch", Text("beratung")),
            ("zeitpunkt", Day(-9)),
            ("genauigkeit", Text("tag")),
            (
                "beschreibung",
                Text("Gegen 22 Uhr, Dauer etwa zehn Minuten. Wortlaut notiert. Zeuge vorhanden."),
            ),
            ("raum", Text("wohnumfeld")),
        ],
    )?;
    book.attach(
        (core, "vorfall", threat),
        &Attachment::Sheet(
            "Gedächtnisprotokoll.pdf",
            Sheet {
                heading: "Gedächtnisprotokoll",
                lines: &[
                    "Aufgeschrieben am nächsten Morgen.",
                    "",
                    "Gegen 22 Uhr standen zwei Personen am Gartentor, etwa zehn Minuten.",
                    "Eine sprach, die andere filmte mit dem Telefon.",
                    "Gesagt wurde: \u{bb}Wir wissen, wo ihr wohnt.\u{ab}",
                    "Die Nachbarin gegenüber hat es gehört und würde es bezeugen.",
                    "",
                    "Kennzeichen, Kleidung und Richtung stehen auf dem Blatt im Ordner.",
                ],
            },
        ),
    )?;
    book.put(
        core,
        "vorfall",
        &[
            (
                "kurz",
                Text("Beleidigende Nachrichten nach der Ratssitzung"),
            ),
            ("art", Text("hassposting")),
            ("wunsch", Text("dokumentieren")),
            ("zeitpunkt", Day(-23)),
            ("genauigkeit", Text("woche")),
            ("raum", Text("soziale_medien")),
        ],
    )?;
    book.put(
        core,
        "schutzplan",
        &[
            ("titel", Text("Nach dem Vorfall am Gartentor")),
            ("vorfall", To(threat)),
            ("pruefen_am", Day(12)),
            ("privat", Keys(&["familie", "nachbarn"])),
            ("digital", Keys(&["passwoerter"])),
        ],
    )?;
    book.put(
        core,
        "kontakt",
        &[
            ("anzeigename", Text("Beratung Ost")),
            ("funktion", Text("Beratungsstelle")),
            ("kanal", Text("telefon")),
            ("erreichbarkeit", Text("werktags bis 16 Uhr")),
        ],
    )?;
    book.put(
        core,
        "verweis",
        &[
            ("worum", Text("Beratung nach Bedrohung")),
            ("vorfall", To(threat)),
        ],
    )?;
    let counselled = book.put(
        case,
        "beratungsfall",
        &[
            ("fallnummer", Text("26-0412")),
            ("dringlichkeit", Text("zeitnah")),
            ("eingang_am", Day(-8)),
            ("wiedervorlage", Day(5)),
        ],
    )?;
    book.put(
        case,
        "beratungskontakt",
        &[("fall", To(counselled)), ("datum", Day(-7))],
    )?;
    book.put(
        case,
        "fallverweis",
        &[
            ("worum", Text("Begleitung zur Anzeige")),
            ("fall", To(counselled)),
        ],
    )?;
    book.close()
}

/// Writes `n` organisations of the benchmarks' second text into a town.
pub(super) fn fill(founder: &mut Headless, town: SpaceId, n: usize) -> Result<()> {
    let def = by_key("akteur").context("no such kind")?;
    for record in Sentences.records(n) {
        let texts = def.fields.iter().filter_map(|field| match field.kind {
            _ if field.id == def.title => Some((field.id, &record.title)),
            FieldKind::LongText { .. } => Some((field.id, &record.notes)),
            _ => None,
        });
        let edits = texts.map(|(field, text)| Edit::Set {
            field,
            value: Value::Text(text.clone()),
            prev: Vec::new(),
        });
        let changes = [(def.id, record.record(), edits.collect())];
        let mut rng = SystemEntropy;
        let writes = founder.device.write(town, &changes, now_ms(), &mut rng)?;
        founder.rows.commit(&writes);
    }
    Ok(())
}

/// Writes everything the demo begins with.
pub(super) fn write(
    founder: &mut Headless,
    network: SpaceId,
    team: SpaceId,
    towns: &[SpaceId],
) -> Result<Vec<ToSend>> {
    let mut book = Book::open(founder, SINCE)?;
    let [musterau, beispielsdorf] = *towns else {
        anyhow::bail!("the demo has two towns")
    };
    book.put_as(
        network,
        "kommune",
        RecordId(musterau.0),
        &[
            ("name", Text("Musterau")),
            ("typ", Text("stadt")),
            ("status", Text("partner")),
            ("einwohner", Number(6_800)),
            ("landkreis", Text("14522")),
            ("sichtbarkeit", Text("name")),
        ],
    )?;
    book.put_as(
        network,
        "kommune",
        RecordId(beispielsdorf.0),
        &[
            ("name", Text("Beispielsdorf")),
            ("name_hsb", Text("Příkładecy")),
            ("typ", Text("gemeinde")),
            ("status", Text("in_klaerung")),
            ("einwohner", Number(2_150)),
            ("landkreis", Text("14625")),
            ("sichtbarkeit", Text("name")),
        ],
    )?;
    book.oldest = RECENT;
    let joint = book.joint_alliance(network, [musterau, beispielsdorf])?;
    book.oldest = SINCE;
    book.musterau(musterau)?;
    book.network(network, musterau, beispielsdorf)?;
    book.year(musterau, joint)?;
    book.oldest = RECENT;
    book.beispielsdorf(beispielsdorf, joint)?;
    book.first_months(beispielsdorf)?;
    book.desk(team)?;
    book.close()
}

/// Since when the network and the first town write, days from today.
const SINCE: i32 = -428;
/// Since when the second town and the inner circle write.
const RECENT: i32 = -75;

impl Book<'_> {
    fn musterau(&mut self, town: SpaceId) -> Result<()> {
        let feast = self.put(town, "veranstaltung", &[
            ("titel", Text("Stadtfest Musterau")),
            ("beginn", At(0, 8 * 60)),
            ("ende", At(0, 22 * 60)),
            ("ort", Text("Markt")),
            ("typ", Text("stadtfest")),
            ("status", Text("laeuft")),
            ("drinnen_draussen", Text("draussen")),
            ("programm", Text("10 Uhr Aufbau am Marktbrunnen\n13 Uhr Eröffnung\n15 Uhr Chor der Grundschule\n20 Uhr Abbau")),
            ("schichten", Text("13–16 Eingang Nord: Heimatverein\n13–16 Kirchgasse: Kirchgemeinde\n16–20 Eingang Nord: Sportverein\n16–20 Bühne: Freiwillige Feuerwehr")),
            ("material", Text("Bauhof: vier Bänke\nHeimatverein: Kabeltrommel\nGrundschule: Pinnwand und Klebepunkte")),
            ("notfallkontakt", Text("Einsatzleitung Feuerwehr, 112")),
        ])?;
        self.attach(
            (town, "veranstaltung", feast),
            &Attachment::Sheet(
                "Standplan Markt.pdf",
                Sheet {
                    heading: "Standplan Markt",
                    lines: &[
                        "Stadtfest Musterau, unser Stand neben dem Brunnen",
                        "",
                        "Platz 14     Pinnwand und Klebepunkte, Rücken zum Brunnen",
                        "Platz 15     zwei Bänke im Halbkreis, Schatten ab 14 Uhr",
                        "Platz 16     Tisch mit Postkarten, Strom vom Heimatverein",
                        "",
                        "Zufahrt frei bis 12 Uhr, danach nur Rettungswagen.",
                        "Abbau ab 20 Uhr, Bänke zurück auf den Bauhof.",
                    ],
                },
            ),
        )?;
        self.put(
            town,
            "abfrage",
            &[
                ("frage", Text("Was fehlt in Musterau?")),
                ("veranstaltung", To(feast)),
                ("punkte_regel", Number(3)),
                ("status", Text("offen")),
                ("zwischenstand", Text("nach_dem_kleben")),
                ("antwort_1", Text("Treff für Jugendliche")),
                ("antwort_2", Text("Bus am Abend")),
                ("antwort_3", Text("Bänke und Schatten am Markt")),
                ("antwort_4", Text("Dorfladen")),
                ("antwort_5", Text("Raum zum Proben")),
                ("punkte_1", Number(96)),
                ("punkte_2", Number(71)),
                ("punkte_3", Number(64)),
                ("punkte_4", Number(48)),
                ("punkte_5", Number(27)),
            ],
        )?;
        self.put_as(
            town,
            "zaehlung",
            derived_record(feast, 11, ""),
            &[
                ("veranstaltung", To(feast)),
                ("methode", Text("gezaehlt")),
                ("ohne", Number(41)),
                ("alter_0_13", Number(14)),
                ("alter_14_17", Number(9)),
                ("alter_27_59", Number(17)),
                ("alter_60", Number(11)),
            ],
        )?;
        for (text, theme) in [
            ("Bänke im Schatten, auch am Bahnhof", "Aufenthalt"),
            ("Ein Raum für Jugendliche, der abends offen ist", "Jugend"),
            ("Der Bus nach 20 Uhr fehlt", "Verkehr"),
        ] {
            self.put(
                town,
                "beitrag",
                &[
                    ("text", Text(text)),
                    ("thema", Text(theme)),
                    ("veranstaltung", To(feast)),
                    ("status", Text("neu")),
                ],
            )?;
        }
        self.put(
            town,
            "veranstaltung",
            &[
                ("titel", Text("Runder Tisch")),
                ("beginn", At(3, 18 * 60)),
                ("ende", At(3, 20 * 60 + 30)),
                ("ort", Text("Feuerwehrhaus")),
                ("typ", Text("runder_tisch")),
                ("status", Text("bestaetigt")),
            ],
        )?;
        self.put(
            town,
            "veranstaltung",
            &[
                ("titel", Text("Küchentischgespräch")),
                ("beginn", At(12, 17 * 60)),
                ("ort", Text("Hinterau, bei der Landfrauengruppe")),
                ("typ", Text("diskussion")),
                ("status", Text("geplant")),
            ],
        )?;
        self.put(
            town,
            "veranstaltung",
            &[
                ("titel", Text("Erzählcafé im Advent")),
                ("beginn", At(34, 15 * 60)),
                ("ort", Text("Gemeindesaal")),
                ("status", Text("idee")),
            ],
        )?;
        for (title, due, who, state) in [
            (
                "Schlüssel zurückgeben",
                -2,
                "Turnhalle, Hausmeister",
                "offen",
            ),
            ("Pinnwand abfotografieren", 0, "Stadtfest", "offen"),
            ("Stromkabel vom Heimatverein", 0, "Heimatverein", "erledigt"),
            (
                "Einladung an Handwerkerverein",
                2,
                "Gemeindekümmernde",
                "in_arbeit",
            ),
            ("Protokoll an alle verteilen", 5, "Rathaus", "offen"),
        ] {
            self.put(
                town,
                "aufgabe",
                &[
                    ("titel", Text(title)),
                    ("bis", Day(due)),
                    ("verantwortlich", Text(who)),
                    ("status", Text(state)),
                ],
            )?;
        }
        for (name, sector, talked) in [
            ("Heimatverein Musterau", "zivilgesellschaft", -6),
            ("Freiwillige Feuerwehr", "zivilgesellschaft", -12),
            ("Sportverein Grün-Weiß", "zivilgesellschaft", -20),
            ("Grundschule am Anger", "schule", -9),
            ("Kirchgemeinde St. Anna", "kirche", -3),
            ("Stadtverwaltung, Hauptamt", "verwaltung", -1),
            ("Handwerkerverein Musterau", "unternehmen", -63),
            ("Polizeirevier, Bürgerpolizist*in", "sicherheit", -77),
        ] {
            self.put(
                town,
                "akteur",
                &[
                    ("name", Text(name)),
                    ("sektor", Text(sector)),
                    ("zuletzt_gesprochen", Day(talked)),
                ],
            )?;
        }
        Ok(())
    }

    fn beispielsdorf(&mut self, town: SpaceId, joint: RecordId) -> Result<()> {
        self.put(
            town,
            "veranstaltung",
            &[
                ("titel", Text("Dorfgespräch, erster Abend")),
                ("beginn", At(5, 19 * 60)),
                ("ort", Text("Alte Schule")),
                ("typ", Text("diskussion")),
                ("status", Text("geplant")),
                ("sprachen", Keys(&["de", "hsb"])),
            ],
        )?;
        self.put(
            town,
            "aufgabe",
            &[
                ("titel", Text("Raum im alten Bahnhof ansehen")),
                ("bis", Day(4)),
                ("verantwortlich", Text("Initiativgruppe")),
                ("status", Text("offen")),
            ],
        )?;
        for (name, sector) in [
            ("Domowina-Ortsgruppe", "sorbisch"),
            ("Landwirtschaftsbetrieb", "unternehmen"),
        ] {
            let member = self.put(
                town,
                "akteur",
                &[
                    ("name", Text(name)),
                    ("sektor", Text(sector)),
                    ("zuletzt_gesprochen", Day(-15)),
                ],
            )?;
            if sector == "sorbisch" {
                self.member(town, (joint, -34), member, "kern", "aktiv")?;
            }
        }
        Ok(())
    }

    /// An organisation of a town in an alliance since a day, its own or a joint one; it stays in the town either way.
    fn member(
        &mut self,
        town: SpaceId,
        alliance: (RecordId, i32),
        member: RecordId,
        role: &'static str,
        state: &'static str,
    ) -> Result<RecordId> {
        let (alliance, since) = alliance;
        self.put(
            town,
            "mitgliedschaft",
            &[
                ("allianz", To(alliance)),
                ("akteur", To(member)),
                ("rolle", Text(role)),
                ("status", Text(state)),
                ("seit", Day(since)),
            ],
        )
    }
}
