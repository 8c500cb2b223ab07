//! Fourteen months of accompaniment in Musterau, and the first ones in Beispielsdorf: from the first talk over
//! analysis, strategy and measures to what can be seen of it.

use super::Say::{At, Day, Keys, Number, Text, To, ToAll, Yes};
use super::{Attachment, Book, Result, Sheet};
use shared::ids::{RecordId, SpaceId};
use shared::merge::derived_record;

/// Number of the kind of counts, part of their derived ids.
const COUNT_KIND: u16 = 11;

impl Book<'_> {
    /// Writes Musterau's year.
    pub(super) fn year(&mut self, town: SpaceId) -> Result<()> {
        let file = self.accompaniment(town)?;
        let goals = self.strategy(town, file)?;
        let [club, school] = self.circle(town)?;
        let measure = self.measures(town, goals, club, school)?;
        self.past_events(town, measure)?;
        self.taking_part(town)?;
        self.inbox(town, club)?;
        self.handed_out(town)?;
        self.traces(town, measure, goals)
    }

    /// What left the app as a file.
    fn handed_out(&mut self, town: SpaceId) -> Result<()> {
        self.put(
            town,
            "ausgabe",
            &[
                ("was", Text("Veranstaltungen")),
                ("format", Text("csv")),
                ("anzahl", Number(9)),
                ("am", At(-35, 10 * 60 + 20)),
                ("zweck", Text("Anlage zum Zwischennachweis")),
            ],
        )?;
        Ok(())
    }

    /// What was jotted down on the way and waits for a quiet hour.
    fn inbox(&mut self, town: SpaceId, club: RecordId) -> Result<()> {
        for (text, sort, day) in [
            (
                "Pfarrei fragen, ob der Saal im Winter geheizt ist",
                "notiz",
                0,
            ),
            (
                "Lesecafé im alten Bahnhof, einmal im Monat\nDie Bibliothek würde Bücher stellen",
                "idee",
                -1,
            ),
            (
                "Aushang am Rathaus ist abgerissen, neuen drucken",
                "notiz",
                -2,
            ),
        ] {
            self.put(
                town,
                "notiz",
                &[("text", Text(text)), ("art", Text(sort)), ("am", Day(day))],
            )?;
        }
        self.put(
            town,
            "notiz",
            &[
                (
                    "text",
                    Text("Zelt und Bänke zugesagt, Abholung Freitag ab 16 Uhr"),
                ),
                ("art", Text("kontakt")),
                ("am", Day(-1)),
                ("organisation", To(club)),
            ],
        )?;
        Ok(())
    }

    fn accompaniment(&mut self, town: SpaceId) -> Result<RecordId> {
        let file = self.put(
            town,
            "begleitung",
            &[
                ("titel", Text("Begleitung Musterau")),
                ("kommune", To(RecordId(town.0))),
                ("phase", Text("umsetzung")),
                ("beginn", Day(-420)),
                ("ende_geplant", Day(120)),
                (
                    "naechste_schritte",
                    Text("Zwischenbilanz im Lenkungskreis, Stelle im Haushalt anmelden"),
                ),
                ("auftraggeber", Text("Stadtverwaltung, Hauptamt")),
                ("vereinbarung_am", Day(-350)),
                (
                    "erwartungen",
                    Text("Menschen kommen wieder zusammen. Wer sich einsetzt, steht nicht allein."),
                ),
                (
                    "ziele",
                    Text("Eine Allianz, die auch ohne Begleitung trägt"),
                ),
                ("gespraechsrhythmus", Text("zweiwoechentlich")),
                ("zustaendig", Text("Gemeindekümmernde Musterau")),
            ],
        )?;
        for (month, day, reached, open) in [
            (
                "3",
                -330,
                "Zwölf Gespräche, Vereinbarung unterschrieben",
                "Betriebe fehlen noch",
            ),
            (
                "6",
                -240,
                "Analyse zurückgespiegelt, Allianz gegründet",
                "Raum für Jugendliche",
            ),
            (
                "12",
                -55,
                "Drei von fünf Zielen erreicht oder in Arbeit",
                "Wie geht es nach der Begleitung weiter?",
            ),
        ] {
            self.put(
                town,
                "zwischenbilanz",
                &[
                    ("begleitung", To(file)),
                    ("monat", Text(month)),
                    ("datum", Day(day)),
                    ("erreicht", Text(reached)),
                    ("offen", Text(open)),
                ],
            )?;
        }
        let analysis = self.put(
            town,
            "analyse",
            &[
                ("titel", Text("Situations- und Ressourcenanalyse Musterau")),
                ("status", Text("freigegeben")),
                ("begleitung", To(file)),
                ("beginn", Day(-340)),
                (
                    "methoden",
                    Keys(&["einzelgespraech", "begehung", "dokumente"]),
                ),
                ("gespraeche_zivilgesellschaft", Number(11)),
                ("gespraeche_verwaltung", Number(4)),
                ("gespraeche_schule", Number(3)),
                ("gespraeche_kirche", Number(2)),
                ("gespraeche_unternehmen", Number(1)),
                (
                    "themen",
                    Text("Einschüchterung am Infostand, wenige tragen viel, Jugend ohne Ort"),
                ),
                (
                    "ressourcen",
                    Text("Zwölf Vereine, ein offenes Rathaus, zwei Räume ohne Miete"),
                ),
                ("freigabe_am", Day(-255)),
            ],
        )?;
        for (role, near) in [
            ("kennt alle, spricht für wenige", "tragend"),
            ("Betriebe am Gewerbepark", "nicht_angesprochen"),
            ("Elternrat der Grundschule", "offen"),
        ] {
            self.put(
                town,
                "akteurskarte",
                &[
                    ("analyse", To(analysis)),
                    ("rolle", Text(role)),
                    ("naehe", Text(near)),
                ],
            )?;
        }
        self.put(
            town,
            "stelle",
            &[
                ("titel", Text("Stelle für Gemeindekümmernde")),
                ("status", Text("finanzierung")),
                ("traeger", Text("Stadt Musterau")),
                (
                    "naechster_schritt",
                    Text("Anmeldung für den Haushalt, danach Stadtrat"),
                ),
                ("finanzierung", Keys(&["land", "kommune"])),
                (
                    "finanzierung_text",
                    Text("Land gefragt, Eigenanteil vorgesehen"),
                ),
            ],
        )?;
        Ok(file)
    }

    fn strategy(&mut self, town: SpaceId, file: RecordId) -> Result<[RecordId; 2]> {
        let strategy = self.put(
            town,
            "strategie",
            &[
                ("titel", Text("Musterau steht zusammen")),
                ("status", Text("in_umsetzung")),
                ("begleitung", To(file)),
                (
                    "kurzfassung",
                    Text("Orte öffnen, Menschen stärken, Antworten geben."),
                ),
                (
                    "zielgruppen",
                    Keys(&["jugendliche", "engagierte", "verwaltung"]),
                ),
                ("naechste_pruefung", Day(60)),
                ("gremium", Text("Stadtrat")),
                ("beschluss_am", Day(-190)),
            ],
        )?;
        let top = self.put(
            town,
            "ziel",
            &[
                ("strategie", To(strategy)),
                ("ebene", Text("leitziel")),
                (
                    "text",
                    Text("In Musterau sagt man laut, was man denkt, und hört einander zu."),
                ),
            ],
        )?;
        let middle = self.put(
            town,
            "ziel",
            &[
                ("strategie", To(strategy)),
                ("ebene", Text("mittlerziel")),
                ("oberziel", To(top)),
                (
                    "text",
                    Text("Wer sich einsetzt, findet Rückhalt bei anderen."),
                ),
            ],
        )?;
        let goal = self.put(
            town,
            "ziel",
            &[
                ("strategie", To(strategy)),
                ("ebene", Text("handlungsziel")),
                ("oberziel", To(middle)),
                ("text", Text("Bis zum Sommer gibt es einen Ort für Jugendliche, der zwei Abende offen ist.")),
                ("termin", Day(80)),
                ("indikator", Text("offene Abende im Monat")),
                ("ausgangswert", Text("0")),
                ("zielwert", Text("8")),
                ("stand", Text("Raum gefunden, Schlüssel noch nicht")),
            ],
        )?;
        Ok([top, goal])
    }

    /// The alliance with its members and its meetings. Returns two of the organisations.
    fn circle(&mut self, town: SpaceId) -> Result<[RecordId; 2]> {
        let club = self.put(
            town,
            "akteur",
            &[
                ("name", Text("Jugendclub am Wehr")),
                ("sektor", Text("zivilgesellschaft")),
                ("bereich_zivilgesellschaft", Text("jugend")),
                ("zuletzt_gesprochen", Day(-4)),
                ("angebote", Keys(&["raum", "ehrenamtliche"])),
            ],
        )?;
        let school = self.put(
            town,
            "akteur",
            &[
                ("name", Text("Oberschule Musterau")),
                ("sektor", Text("schule")),
                ("bereich_schule", Text("schule")),
                ("zuletzt_gesprochen", Day(-18)),
            ],
        )?;
        let alliance = self.put(
            town,
            "allianz",
            &[
                ("name", Text("Allianz für Musterau")),
                ("status", Text("aktiv")),
                (
                    "anlass",
                    Text("Drei Vereine wollten nach dem Sommer nicht mehr allein am Markt stehen."),
                ),
                ("form", Text("runder_tisch")),
                ("treffrhythmus", Text("alle sechs Wochen")),
                ("sichtbarkeit", Text("offen")),
                (
                    "selbstverstaendnis",
                    Text("Wir streiten über Sachen und stehen zu Menschen."),
                ),
                ("selbstverstaendnis_am", Day(-210)),
                ("entscheidung", Text("konsens")),
                ("name_oeffentlich", Yes(true)),
            ],
        )?;
        for (member, role, state) in [
            (club, "kern", "aktiv"),
            (school, "unterstuetzend", "zugesagt"),
        ] {
            self.put(
                town,
                "mitgliedschaft",
                &[
                    ("allianz", To(alliance)),
                    ("akteur", To(member)),
                    ("rolle", Text(role)),
                    ("status", Text(state)),
                    ("seit", Day(-200)),
                ],
            )?;
        }
        let minutes = self.put(
            town,
            "protokoll",
            &[
                ("titel", Text("Runder Tisch im Feuerwehrhaus")),
                ("beginn", At(-16, 18 * 60)),
                ("ende", At(-16, 20 * 60 + 30)),
                ("ort", Text("Feuerwehrhaus")),
                ("status", Text("freigegeben")),
                ("allianz", To(alliance)),
                ("anwesend", ToAll(vec![club, school])),
                (
                    "kernpunkte",
                    Text("Rückblick auf den Infostand, Raum für Jugendliche, Stadtfest"),
                ),
                ("naechstes_treffen", At(26, 18 * 60)),
                ("freigegeben_am", Day(-11)),
            ],
        )?;
        self.attach(
            (town, "protokoll", minutes),
            &Attachment::Sheet(
                "Tagesordnung.pdf",
                Sheet {
                    heading: "Runder Tisch im Feuerwehrhaus",
                    lines: &[
                        "18 Uhr, Schulungsraum im ersten Stock, Eingang über den Hof",
                        "",
                        "18:00     Begrüßung, wer zum ersten Mal da ist",
                        "18:10     Raum für Jugendliche: was im alten Bahnhof geht",
                        "18:55     Pause, Brote vom Heimatverein",
                        "19:05     Stadtfest: ein Stand, eine Frage, wer steht wann",
                        "19:35     Was bis zum nächsten Mal geschieht, und durch wen",
                        "",
                        "Die Treppe hat ein Geländer links. Wer unten bleiben möchte,",
                        "sagt vorher Bescheid, dann tagen wir in der Fahrzeughalle.",
                    ],
                },
            ),
        )?;
        let mut last = None;
        for (place, title, points, minutes_long) in [
            (1, "Begrüßung", "Zwei neue Gesichter am Tisch", 10),
            (
                2,
                "Raum für Jugendliche",
                "Der alte Bahnhof ist trocken. Es fehlen Schlüssel und Aufsicht.",
                45,
            ),
            (
                3,
                "Stadtfest",
                "Stand am Brunnen, Pinnwand mit einer Frage",
                30,
            ),
        ] {
            last = Some(self.put(
                town,
                "tagesordnungspunkt",
                &[
                    ("protokoll", To(minutes)),
                    ("reihenfolge", Number(place)),
                    ("titel", Text(title)),
                    ("kernpunkte", Text(points)),
                    ("dauer", Number(minutes_long)),
                ],
            )?);
        }
        let decision = [
            ("protokoll", To(minutes)),
            (
                "text",
                Text("Die Allianz ist beim Stadtfest mit einem eigenen Stand dabei."),
            ),
            ("art", Text("konsens")),
            ("datum", Day(-16)),
        ];
        let decision: Vec<_> = decision
            .into_iter()
            .chain(last.map(|point| ("punkt", To(point))))
            .collect();
        self.put(town, "beschluss", &decision)?;
        self.put(
            town,
            "aufgabe",
            &[
                ("titel", Text("Schlüssel für den alten Bahnhof klären")),
                ("bis", Day(9)),
                ("verantwortlich", Text("Rathaus")),
                ("protokoll", To(minutes)),
                ("status", Text("in_arbeit")),
            ],
        )?;
        Ok([club, school])
    }

    fn measures(
        &mut self,
        town: SpaceId,
        [_, goal]: [RecordId; 2],
        club: RecordId,
        school: RecordId,
    ) -> Result<RecordId> {
        let measure = self.put(
            town,
            "massnahme",
            &[
                ("titel", Text("Alter Bahnhof: zwei offene Abende")),
                ("status", Text("laufend")),
                ("art", Text("begegnung")),
                ("handlungsziel", To(goal)),
                ("beginn", Day(-70)),
                ("ende", Day(100)),
                ("verantwortlich", Text("Jugendclub am Wehr")),
                ("organisation", To(club)),
                ("partner", ToAll(vec![school])),
                ("kosten", Number(280_000)),
                ("finanzierung", Text("Kleinprojektefonds")),
            ],
        )?;
        for (title, state, kind, begin) in [
            ("Infostand zu zweit", "abgeschlossen", "schutz", -300),
            (
                "Erzählcafé in vier Ortsteilen",
                "laufend",
                "begegnung",
                -120,
            ),
            ("Brief an alle neuen Betriebe", "idee", "information", 30),
        ] {
            self.put(
                town,
                "massnahme",
                &[
                    ("titel", Text(title)),
                    ("status", Text(state)),
                    ("art", Text(kind)),
                    ("beginn", Day(begin)),
                ],
            )?;
        }
        Ok(measure)
    }

    fn past_events(&mut self, town: SpaceId, measure: RecordId) -> Result<()> {
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

    fn taking_part(&mut self, town: SpaceId) -> Result<()> {
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

    fn traces(&mut self, town: SpaceId, measure: RecordId, [top, _]: [RecordId; 2]) -> Result<()> {
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

    /// Writes Beispielsdorf's first months: early phase, few records of each kind.
    pub(super) fn first_months(&mut self, town: SpaceId) -> Result<()> {
        let file = self.put(
            town,
            "begleitung",
            &[
                ("titel", Text("Begleitung Beispielsdorf")),
                ("kommune", To(RecordId(town.0))),
                ("phase", Text("auftrag")),
                ("beginn", Day(-45)),
                ("ende_geplant", Day(330)),
                ("auftraggeber", Text("Gemeinde Beispielsdorf")),
                ("gespraechsrhythmus", Text("monatlich")),
            ],
        )?;
        let analysis = self.put(
            town,
            "analyse",
            &[
                ("titel", Text("Erste Gespräche in Beispielsdorf")),
                ("status", Text("erhebung")),
                ("begleitung", To(file)),
                ("beginn", Day(-30)),
                ("gespraeche_sorbisch", Number(2)),
                ("gespraeche_verwaltung", Number(1)),
            ],
        )?;
        self.put(
            town,
            "akteurskarte",
            &[
                ("analyse", To(analysis)),
                ("rolle", Text("lädt ins Dorfgespräch ein")),
                ("naehe", Text("tragend")),
            ],
        )?;
        self.put(
            town,
            "stelle",
            &[
                ("titel", Text("Stelle im Gemeindeverbund")),
                ("status", Text("bedarf")),
                ("naechster_schritt", Text("mit zwei Nachbargemeinden reden")),
            ],
        )?;
        self.put(
            town,
            "allianz",
            &[
                ("name", Text("Initiativgruppe Dorfgespräch")),
                ("status", Text("anbahnung")),
                ("form", Text("buendnis")),
            ],
        )?;
        self.put(
            town,
            "protokoll",
            &[
                ("titel", Text("Vorbereitung des ersten Abends")),
                ("beginn", At(-9, 19 * 60)),
                ("ort", Text("Alte Schule")),
                ("status", Text("mitschrift")),
            ],
        )?;
        Ok(())
    }
}
