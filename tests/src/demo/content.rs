//! What the demo's towns have written so far. Invented people appear by function only.

mod chronicle;
mod network;
mod year;

use self::chronicle::Line;
use super::files::{Attachment, Sheet, ToSend, attach};
use crate::headless::{Headless, SystemEntropy, now_ms};
use crate::workload::Text::Sentences;
use anyhow::{Context as _, Result};
use shared::crypto::Entropy as _;
use shared::ids::{RecordId, SpaceId};
use shared::lists::{Meaning, led_by};
use shared::merge::{Edit, derived_record, element_id};
use shared::records::{FieldKind, Led, RecordDef, by_key};
use shared::text::dates;
use shared::value::Value;

/// A value as it stands in the lists below.
enum Say {
    /// A text or the key of a choice or state.
    Text(&'static str),
    /// A number, also what a counter starts with.
    Number(i64),
    /// Days from today.
    Day(i32),
    /// Days from today, and a time on the clock of the place.
    At(i32, u16),
    /// A link to another record.
    To(RecordId),
    /// Keys of several choices.
    Keys(&'static [&'static str]),
    /// Links to several records.
    ToAll(Vec<RecordId>),
    /// Yes or no.
    Yes(bool),
}
use Say::{At, Day, Keys, Number, Text, To, ToAll, Yes};

type Fields<'a> = &'a [(&'a str, Say)];

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

/// A day, milliseconds.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// Since when the network and the first town write, days from today.
const SINCE: i32 = -428;
/// Since when the second town and the inner circle write.
const RECENT: i32 = -75;

struct Book<'a> {
    founder: &'a mut Headless,
    today: i32,
    /// The day from which on entries that tell no day are spread.
    oldest: i32,
    /// What is to be written, with its time.
    lines: Vec<Line>,
    /// Files whose chunks the server does not have yet.
    to_send: Vec<ToSend>,
}

impl<'a> Book<'a> {
    fn open(founder: &'a mut Headless, oldest: i32) -> Result<Self> {
        Ok(Self {
            founder,
            today: i32::try_from(now_ms() / DAY_MS)?,
            oldest,
            lines: Vec::new(),
            to_send: Vec::new(),
        })
    }

    /// A file hangs on a record that stands in the book: it was attached when the last was written there.
    fn attach(&mut self, record: (SpaceId, &str, RecordId), attachment: &Attachment) -> Result<()> {
        let (space, kind, record) = record;
        let def = by_key(kind).context("no such kind")?;
        let (sealed, edit) = attach(space, def, attachment)?;
        self.to_send.push((space, sealed));
        let mut lines = self.lines.iter().rev();
        let last = lines.find(|line| line.record == record);
        let at_ms = last.map_or(0, |line| line.at_ms);
        self.lines.push(Line {
            at_ms,
            space,
            def,
            record,
            edits: vec![edit],
        });
        Ok(())
    }

    /// Writes everything in the order of its time, and returns the files to send.
    fn close(mut self) -> Result<Vec<ToSend>> {
        let now = now_ms();
        let midnight = u64::try_from(self.today)? * DAY_MS;
        self.lines.sort_by_key(|line| line.at_ms);
        for line in self.lines {
            let at_ms = midnight.saturating_add_signed(line.at_ms).min(now);
            let mut edits = line.edits;
            for edit in &mut edits {
                if let Edit::Set { field, prev, .. } = edit {
                    let record = self.founder.record(line.space, line.record);
                    *prev = record.map_or_else(Vec::new, |record| record.dots(*field));
                }
            }
            let changes = [(line.def.id, line.record, edits)];
            let mut rng = SystemEntropy;
            let writes = self
                .founder
                .device
                .write(line.space, &changes, at_ms, &mut rng)?;
            self.founder.rows.commit(&writes);
        }
        Ok(self.to_send)
    }

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

    fn put(&mut self, space: SpaceId, kind: &str, fields: Fields<'_>) -> Result<RecordId> {
        let (def, edits) = self.edits(kind, fields)?;
        let record = match Meaning::in_edits(def, &edits) {
            Some(meaning) => meaning.name(def, 0),
            None => RecordId(SystemEntropy.make_id()),
        };
        self.plan((space, def, record), edits);
        Ok(record)
    }

    fn put_as(
        &mut self,
        space: SpaceId,
        kind: &str,
        record: RecordId,
        fields: Fields<'_>,
    ) -> Result<()> {
        let (def, edits) = self.edits(kind, fields)?;
        self.plan((space, def, record), edits);
        Ok(())
    }

    fn plan(&mut self, record: (SpaceId, &'static RecordDef, RecordId), edits: Vec<Edit>) {
        let spread = (self.oldest, self.lines.len());
        self.lines
            .extend(chronicle::plan(record, edits, self.today, spread));
    }

    fn edits(&self, kind: &str, fields: Fields<'_>) -> Result<(&'static RecordDef, Vec<Edit>)> {
        let def = by_key(kind).with_context(|| format!("no record kind {kind}"))?;
        let mut edits = Vec::new();
        for (key, say) in fields {
            self.edit(def, key, say, &mut edits)?;
        }
        // Whoever tries the demo may change everything in it: nobody else is there to ask.
        if def.led == Led::ByPerson {
            edits.push(led_by(None));
        }
        Ok((def, edits))
    }

    fn edit(&self, def: &RecordDef, key: &str, say: &Say, edits: &mut Vec<Edit>) -> Result<()> {
        let field = def
            .field_by_key(key)
            .with_context(|| format!("no field {key} in {}", def.key))?;
        let value = match say {
            Text(text) => {
                check_choice(&field.kind, text).with_context(|| format!("{}.{key}", def.key))?;
                Value::Text((*text).to_owned())
            }
            Number(number) if matches!(field.kind, FieldKind::Counter) => {
                edits.push(Edit::Add {
                    field: field.id,
                    amount: *number,
                });
                return Ok(());
            }
            Number(number) => Value::Int(*number),
            Day(days) => Value::Date(self.today + days),
            At(days, minute) => Value::DateTime(dates::join(self.today + days, *minute)),
            To(record) => Value::Link(*record),
            Yes(yes) => Value::Bool(*yes),
            ToAll(records) => {
                edits.extend(records.iter().map(|record| Edit::Put {
                    field: field.id,
                    element: *record.as_bytes(),
                    value: Value::Link(*record),
                }));
                return Ok(());
            }
            Keys(keys) => {
                for key in *keys {
                    check_choice(&field.kind, key)
                        .with_context(|| format!("{}.{}", def.key, field.key))?;
                    let value = Value::Text((*key).to_owned());
                    edits.push(Edit::Put {
                        field: field.id,
                        element: element_id(key),
                        value,
                    });
                }
                return Ok(());
            }
        };
        edits.push(Edit::Set {
            field: field.id,
            value,
            prev: Vec::new(),
        });
        Ok(())
    }
}

/// A demo with a key that no list has would show "newer entry".
fn check_choice(kind: &FieldKind, key: &str) -> Result<()> {
    let known = match kind {
        FieldKind::Choice { choices } | FieldKind::Choices { choices, .. } => {
            choices.iter().any(|choice| choice.key == key)
        }
        FieldKind::State { states } => states.iter().any(|state| state.key == key),
        _ => true,
    };
    anyhow::ensure!(known, "no choice {key}");
    Ok(())
}
