//! Fourteen months of accompaniment in Musterau, and the first ones in Beispielsdorf: from the first talk over
//! analysis, strategy and measures to what can be seen of it.

mod accompaniment;
mod alliance;
mod beispielsdorf;
mod people;

use super::Say::{At, Day, Number, Text, To};
use super::{Book, Result};
use shared::ids::{RecordId, SpaceId};

impl Book<'_> {
    /// Writes Musterau's year.
    pub(super) fn year(&mut self, town: SpaceId, joint: RecordId) -> Result<()> {
        let file = self.accompaniment(town)?;
        let goals = self.strategy(town, file)?;
        let [club, school] = self.circle(town, joint)?;
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
}
