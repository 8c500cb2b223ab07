//! The alliance of Musterau, who is in it, and the measures it carries.

use crate::demo::content::Say::{At, Day, Keys, Number, Text, To, ToAll, Yes};
use crate::demo::content::{Attachment, Book, Result, Sheet};
use shared::ids::{RecordId, SpaceId};

impl Book<'_> {
    /// The alliance with its members and its meetings. Returns two of the organisations.
    pub(super) fn circle(&mut self, town: SpaceId, joint: RecordId) -> Result<[RecordId; 2]> {
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
            self.member(town, (alliance, -200), member, role, state)?;
        }
        self.member(town, (joint, -34), club, "aktiv", "aktiv")?;
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

    pub(super) fn measures(
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
}
