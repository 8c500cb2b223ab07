//! The first months of Beispielsdorf.

use crate::demo::content::Say::{At, Day, Number, Text, To};
use crate::demo::content::{Book, Result};
use shared::ids::{RecordId, SpaceId};

impl Book<'_> {
    /// Writes Beispielsdorf's first months: early phase, few records of each kind.
    pub(in crate::demo::content) fn first_months(&mut self, town: SpaceId) -> Result<()> {
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
