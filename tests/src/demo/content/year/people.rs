//! What people of Musterau came to and took part in, and what can be seen of the year.

use crate::demo::content::Say::{At, Day, Keys, Number, Text, To, Yes};
use crate::demo::content::{Attachment, Book, Result};
use shared::ids::{RecordId, SpaceId};
use shared::merge::derived_record;

/// Number of the kind of counts, part of their derived ids.
const COUNT_KIND: u16 = 11;

impl Book<'_> {
    pub(super) fn past_events(&mut self, town: SpaceId, measure: RecordId) -> Result<()> {
        for (title, day, place, kind, people) in [
            (
                "Auftakt im Rathaus",
                -400,
                "Rathaus, kleiner Saal",
                "diskussion",
                24,
            ),
            (
                "Rundgang mit dem Ortschronisten",
                -345,
                "Markt",
                "diskussion",
                17,
            ),
            (
                "Adventsmarkt, Stand der Vereine",
                -310,
                "Markt",
                "stadtfest",
                138,
            ),
            (
                "Gründung der Allianz",
                -215,
                "Feuerwehrhaus",
                "diskussion",
                41,
            ),
            (
                "Frühjahrsputz mit Frage des Tages",
                -170,
                "Stadtpark",
                "stadtfest",
                63,
            ),
            (
                "Erzählcafé, zweiter Nachmittag",
                -95,
                "Gemeindesaal",
                "diskussion",
                22,
            ),
            (
                "Erster offener Abend",
                -62,
                "Alter Bahnhof",
                "diskussion",
                35,
            ),
        ] {
            let event = self.put(
                town,
                "veranstaltung",
                &[
                    ("titel", Text(title)),
                    ("beginn", At(day, 17 * 60)),
                    ("ende", At(day, 20 * 60)),
                    ("ort", Text(place)),
                    ("typ", Text(kind)),
                    ("status", Text("durchgefuehrt")),
                    ("massnahme", To(measure)),
                ],
            )?;
            self.put_as(
                town,
                "zaehlung",
                derived_record(event, COUNT_KIND, ""),
                &[
                    ("veranstaltung", To(event)),
                    ("methode", Text("gezaehlt")),
                    ("ohne", Number(people)),
                ],
            )?;
        }
        Ok(())
    }

    pub(super) fn taking_part(&mut self, town: SpaceId) -> Result<()> {
        let board = self.put(
            town,
            "beteiligung",
            &[
                ("frage", Text("Was fehlt dir in Musterau?")),
                ("format", Text("punktabfrage")),
                ("status", Text("rueckgemeldet")),
                ("beginn", Day(-170)),
                ("ende", Day(-150)),
                ("stufe", Text("konsultieren")),
                ("adressat", Keys(&["rat", "allianz"])),
                ("themen", Text("Treffpunkte, Wege, Busse")),
                ("ergebnis", Text("Ein Ort für Jugendliche liegt weit vorn.")),
                ("rueckmeldung_bis", Day(-120)),
            ],
        )?;
        let dots = self.put(
            town,
            "abfrage",
            &[
                (
                    "frage",
                    Text("Wofür sollte die Stadt zuerst Geld ausgeben?"),
                ),
                ("beteiligung", To(board)),
                ("punkte_regel", Number(3)),
                ("antwort_1", Text("Raum für Jugendliche")),
                ("antwort_2", Text("Bänke und Schatten")),
                ("antwort_3", Text("Bus am Abend")),
                ("punkte_1", Number(58)),
                ("punkte_2", Number(33)),
                ("punkte_3", Number(41)),
            ],
        )?;
        let station = self.put(
            town,
            "station",
            &[
                ("abfrage", To(dots)),
                ("bezeichnung", Text("Bibliothek")),
                ("art", Text("pinnwand")),
                ("punkte_1", Number(21)),
                ("punkte_2", Number(17)),
                ("punkte_3", Number(9)),
            ],
        )?;
        // The dots on it can be counted.
        let photo = Attachment::Pinboard(
            "WAS FEHLT DIR?",
            [
                ("RAUM FÜR\nJUGENDLICHE", 21),
                ("BÄNKE UND\nSCHATTEN", 17),
                ("BUS AM\nABEND", 9),
            ],
        );
        self.attach((town, "station", station), &photo)?;
        self.attach((town, "beteiligung", board), &photo)?;
        self.put(
            town,
            "beitrag",
            &[
                (
                    "text",
                    Text("Ein Platz, an dem man sitzen kann, ohne etwas zu kaufen"),
                ),
                ("thema", Text("Aufenthalt")),
                ("beteiligung", To(board)),
                ("status", Text("zusammengefasst")),
            ],
        )?;
        self.put(
            town,
            "rueckmeldung",
            &[
                ("beteiligung", To(board)),
                (
                    "text",
                    Text("Der alte Bahnhof öffnet an zwei Abenden. Die Bänke kommen im Frühjahr."),
                ),
                ("entscheidung", Text("in_arbeit")),
                ("von", Text("Stadtrat")),
                ("datum", Day(-118)),
            ],
        )?;
        self.put(
            town,
            "rueckmeldung",
            &[
                ("beteiligung", To(board)),
                (
                    "text",
                    Text("Der Bus nach 20 Uhr kommt vorerst nur am Freitag."),
                ),
                ("entscheidung", Text("teilweise")),
                (
                    "warum",
                    Text("Der Verkehrsverbund bestellt für ein Jahr auf Probe."),
                ),
                ("von", Text("Stadtverwaltung")),
                ("datum", Day(-60)),
            ],
        )?;
        Ok(())
    }

    pub(super) fn traces(
        &mut self,
        town: SpaceId,
        measure: RecordId,
        [top, _]: [RecordId; 2],
    ) -> Result<()> {
        for (title, kind, day, reach, echo) in [
            (
                "Bericht im Amtsblatt: Wer ist die Allianz?",
                "amtsblatt",
                -205,
                3_100,
                "positiv",
            ),
            (
                "Plakat zum ersten offenen Abend",
                "plakat",
                -75,
                60,
                "positiv",
            ),
            ("Meldung zum Stadtfest", "presse", -3, 9_000, "neutral"),
        ] {
            self.put(
                town,
                "oeffentlichkeitsarbeit",
                &[
                    ("titel", Text(title)),
                    ("art", Text(kind)),
                    ("datum", Day(day)),
                    ("reichweite", Number(reach)),
                    ("resonanz", Text(echo)),
                    ("foerderhinweis", Yes(true)),
                    ("freigabe", Yes(true)),
                ],
            )?;
        }
        for (seen, day, level, how) in [
            (
                "Zum Infostand kamen erstmals zwei Betriebe dazu.",
                -130,
                "zielgruppe",
                "unerwartet",
            ),
            (
                "Der Rat fragt vor Beschlüssen nach der Pinnwand.",
                -80,
                "struktur",
                "erwartet",
            ),
            (
                "Nach dem Aufruf im Netz sagten drei Helfende ab.",
                -45,
                "wissen_haltung",
                "negativ",
            ),
        ] {
            self.put(
                town,
                "wirkungsbeobachtung",
                &[
                    ("beobachtung", Text(seen)),
                    ("datum", Day(day)),
                    ("ebene", Text(level)),
                    ("bewertung", Text(how)),
                    ("massnahme", To(measure)),
                    ("ziel", To(top)),
                ],
            )?;
        }
        Ok(())
    }
}
