//! Musterau from the first talk over the analysis to the strategy.

use crate::demo::content::Say::{Day, Keys, Number, Text, To};
use crate::demo::content::{Book, Result};
use shared::ids::{RecordId, SpaceId};

impl Book<'_> {
    pub(super) fn accompaniment(&mut self, town: SpaceId) -> Result<RecordId> {
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

    pub(super) fn strategy(&mut self, town: SpaceId, file: RecordId) -> Result<[RecordId; 2]> {
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
}
