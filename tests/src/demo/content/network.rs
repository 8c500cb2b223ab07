//! What the invented towns share: how they stand, the exchange board, offers, building blocks, a meeting; and the
//! desk of the central team.

use super::Say::{At, Day, Keys, Number, Text, To, ToAll, Yes};
use super::{Attachment, Book, Result, Sheet};
use shared::ids::{RecordId, SpaceId};

impl Book<'_> {
    /// Writes everything of the network. The towns' own records exist already.
    pub(super) fn network(
        &mut self,
        network: SpaceId,
        musterau: SpaceId,
        beispielsdorf: SpaceId,
    ) -> Result<()> {
        let (musterau, beispielsdorf) = (RecordId(musterau.0), RecordId(beispielsdorf.0));
        let mut others = Vec::new();
        for (name, kind, state, people, district, seen) in [
            ("Probenau", "stadt", "partner", 11_400, "14523", "name"),
            ("Musterhain", "stadt", "partner", 5_300, "14730", "name"),
            (
                "Demoritz",
                "gemeinde",
                "interessiert",
                6_700,
                "14626",
                "anonym",
            ),
            ("Modellberg", "stadt", "alumni", 8_900, "14521", "name"),
            ("Vorlagenbach", "stadt", "partner", 4_100, "14628", "name"),
            (
                "Beispielberg",
                "gemeinde",
                "in_klaerung",
                1_900,
                "14524",
                "name",
            ),
            ("Probstein", "stadt", "partner", 7_200, "14729", "name"),
        ] {
            others.push(self.put(
                network,
                "kommune",
                &[
                    ("name", Text(name)),
                    ("typ", Text(kind)),
                    ("status", Text(state)),
                    ("einwohner", Number(people)),
                    ("landkreis", Text(district)),
                    ("sichtbarkeit", Text(seen)),
                ],
            )?);
        }
        let [
            probenau,
            musterhain,
            demoritz,
            modellberg,
            vorlagenbach,
            beispielberg,
            probstein,
        ] = *others
        else {
            anyhow::bail!("the network has seven other towns")
        };
        for (town, challenge, level, trend) in [
            (musterau, "einschuechterung_ehrenamt", "3", "gleich"),
            (musterau, "rueckzug", "2", "fallend"),
            (musterau, "desinformation", "2", "steigend"),
            (musterau, "ueberlastung", "1", "gleich"),
            (beispielsdorf, "minderheit", "2", "gleich"),
            (beispielsdorf, "rueckzug", "2", "steigend"),
            (probenau, "protest_serie", "2", "fallend"),
            (probenau, "rueckzug", "1", "gleich"),
            (musterhain, "einschuechterung_ehrenamt", "3", "fallend"),
            (musterhain, "desinformation", "1", "gleich"),
            (musterhain, "rueckzug", "1", "fallend"),
            (demoritz, "einschuechterung_ehrenamt", "2", "steigend"),
            (modellberg, "einschuechterung_ehrenamt", "1", "fallend"),
            (modellberg, "ueberlastung", "2", "gleich"),
            (vorlagenbach, "gremium", "2", "gleich"),
            (beispielberg, "ueberlastung", "3", "steigend"),
            (probstein, "desinformation", "3", "gleich"),
            (probstein, "rueckzug", "2", "gleich"),
        ] {
            self.put(
                network,
                "herausforderung",
                &[
                    ("kommune", To(town)),
                    ("herausforderung", Text(challenge)),
                    ("auspraegung", Text(level)),
                    ("trend", Text(trend)),
                    ("stand", Day(-40)),
                ],
            )?;
        }
        let tested = [musterau, musterhain, modellberg];
        let block = self.blocks(network, tested)?;
        self.board(network, musterau, beispielsdorf, block)?;
        let offers = self.offers(network)?;
        self.meeting(network, [musterau, beispielsdorf], offers)
    }

    /// The alliance the two towns have together. It says nothing of who belongs to it: that is known in each town.
    pub(super) fn joint_alliance(
        &mut self,
        network: SpaceId,
        towns: [SpaceId; 2],
    ) -> Result<RecordId> {
        let towns = towns.map(|town| RecordId(town.0));
        self.put(
            network,
            "allianz",
            &[
                ("name", Text("Allianz beider Ufer")),
                ("status", Text("gruendung")),
                (
                    "anlass",
                    Text("In beiden Orten lagen dieselben Flugblätter in den Briefkästen. Seitdem wird gemeinsam geantwortet."),
                ),
                ("form", Text("buendnis")),
                (
                    "sprecher_funktion",
                    Text("Gemeindekümmernde, im Wechsel"),
                ),
                (
                    "treffrhythmus",
                    Text("einmal im Vierteljahr, abwechselnd in beiden Orten"),
                ),
                ("sichtbarkeit", Text("zurueckhaltend")),
                (
                    "selbstverstaendnis",
                    Text("Was in einem Ort geschieht, geht den anderen etwas an. Was er mitträgt, entscheidet jeder Ort selbst."),
                ),
                ("selbstverstaendnis_am", Day(-34)),
                ("entscheidung", Text("konsens")),
                (
                    "aussenvertretung",
                    Text("Nur, was beide Orte beschlossen haben."),
                ),
                ("name_oeffentlich", Yes(false)),
                ("weitere_kommunen", ToAll(towns.to_vec())),
            ],
        )
    }

    fn blocks(&mut self, network: SpaceId, tested: [RecordId; 3]) -> Result<RecordId> {
        let [_, musterhain, modellberg] = tested;
        let block = self.put(
            network,
            "baustein",
            &[
                ("titel", Text("Küchentischgespräch")),
                ("kurzbeschreibung", Text("Sechs Menschen, ein Küchentisch, eine Frage. Wer einlädt, hört zu.")),
                ("herausforderungen", Keys(&["rueckzug", "ueberlastung"])),
                ("format", Text("Gespräch im kleinen Kreis")),
                ("ortsgroesse", Keys(&["bis_2", "2_5", "5_10"])),
                ("status", Text("veroeffentlicht")),
                ("vorlauf", Number(3)),
                ("personal", Text("eine Person, die einlädt, eine, die aufschreibt")),
                ("kosten", Number(4_000)),
                ("schritte", Text("Eine Frage wählen\nSechs Menschen einladen, die sich nicht kennen\nZuhören, drei Sätze aufschreiben\nRückmelden, was daraus wird")),
                ("gelingensbedingungen", Text("Einladung über jemanden, dem beide Seiten trauen")),
                ("stolpersteine", Text("Zu viele auf einmal. Wer aufschreibt, redet nicht mit.")),
                ("getestet_zahl", Number(7)),
                ("getestet_in", ToAll(tested.to_vec())),
                ("ansprechbar", Text("Gemeindekümmernde Musterau")),
            ],
        )?;
        self.put(
            network,
            "baustein",
            &[
                ("titel", Text("Ausschlussklausel für Räume")),
                ("kurzbeschreibung", Text("Ein Satz für die Einladung, ein Aushang für die Tür, ein Ablauf für den Abend.")),
                ("herausforderungen", Keys(&["einschuechterung_ehrenamt"])),
                ("format", Text("Vorlage")),
                ("status", Text("erprobt")),
                ("getestet_zahl", Number(2)),
                ("getestet_in", ToAll(vec![musterhain, modellberg])),
                ("vorlauf", Number(1)),
            ],
        )?;
        self.put(
            network,
            "expertise",
            &[
                ("titel", Text("Wenn am Infostand gefilmt wird")),
                ("typ", Text("handreichung")),
                ("status", Text("veroeffentlicht")),
                ("themen", Keys(&["einschuechterung_ehrenamt", "desinformation"])),
                ("zusammenfassung", Text("Was erlaubt ist, was hilft, wer hilft. Zwei Seiten für alle, die einen Stand aufbauen.")),
                ("sprachfassungen", Keys(&["de", "einfach"])),
                ("foerderhinweis", Yes(true)),
                ("mindestfallzahl", Yes(true)),
                ("veroeffentlicht_am", Day(-120)),
            ],
        )?;
        self.put(
            network,
            "expertise",
            &[
                (
                    "titel",
                    Text("Kleine Orte, lange Wege: wer mitmacht und wer nicht"),
                ),
                ("typ", Text("format_studie")),
                ("status", Text("recherche")),
                ("themen", Keys(&["rueckzug"])),
            ],
        )?;
        Ok(block)
    }

    fn board(
        &mut self,
        network: SpaceId,
        musterau: RecordId,
        beispielsdorf: RecordId,
        block: RecordId,
    ) -> Result<()> {
        let question = self.put(
            network,
            "austauschbeitrag",
            &[
                ("titel", Text("Wer hat Erfahrung mit gefilmten Infoständen?")),
                ("art", Text("frage")),
                ("text", Text("Eine Gruppe filmt Helfende am Stand und stellt die Bilder ins Netz. Was hat geholfen, damit trotzdem alle wiederkommen?")),
                ("herausforderungen", Keys(&["einschuechterung_ehrenamt"])),
                ("status", Text("veroeffentlicht")),
                ("absender", Text("anonym")),
                ("ablauf", Day(40)),
            ],
        )?;
        for (text, sender) in [
            (
                "Schild am Stand: Hier wird nicht gefilmt. Und eine Person, die nur für Gespräche mit den Filmenden da ist.",
                beispielsdorf,
            ),
            (
                "Vorher mit der Polizei gesprochen, Nummer lag am Stand. Allein das hat beruhigt.",
                musterau,
            ),
        ] {
            self.put(
                network,
                "antwort",
                &[
                    ("beitrag", To(question)),
                    ("text", Text(text)),
                    ("absender", Text("stadt")),
                    ("kommune", To(sender)),
                    ("hilfreich", Number(3)),
                ],
            )?;
        }
        let wanted = self.put(
            network,
            "austauschbeitrag",
            &[
                ("titel", Text("Leinwand und Ton für ein Freiluftkino")),
                ("art", Text("gesuch_angebot")),
                (
                    "text",
                    Text(
                        "Gesucht für einen Abend im Herbst. Zwei Menschen zum Aufbauen kommen mit.",
                    ),
                ),
                ("status", Text("veroeffentlicht")),
                ("absender", Text("stadt")),
                ("kommune", To(beispielsdorf)),
                ("ablauf", Day(20)),
            ],
        )?;
        self.put(
            network,
            "antwort",
            &[
                ("beitrag", To(wanted)),
                (
                    "text",
                    Text("Leinwand steht beim Heimatverein. Als Abend dazu passt der Baustein."),
                ),
                ("absender", Text("stadt")),
                ("kommune", To(musterau)),
                ("baustein", To(block)),
            ],
        )?;
        for (title, kind, text) in [
            (
                "Ausschlussklausel für die Turnhalle",
                "vorlage",
                "Von einer Rechtsberatung durchgesehen. Als Aushang und als Satz für die Einladung.",
            ),
            (
                "Falsche Einladung zum „Bürgerdialog“",
                "warnung",
                "Flyer mit Stadtwappen, nicht vom Rathaus. Muster zum Vergleichen liegt bereit.",
            ),
            (
                "Erzählcafé: so kamen auch die, die sonst nicht kommen",
                "erfahrung",
                "Einladung von Tür zu Tür, Kuchen vom Nachbarort, eine einzige Frage.",
            ),
        ] {
            self.put(
                network,
                "austauschbeitrag",
                &[
                    ("titel", Text(title)),
                    ("art", Text(kind)),
                    ("text", Text(text)),
                    ("status", Text("veroeffentlicht")),
                    ("absender", Text("stadt")),
                    ("kommune", To(musterau)),
                    ("hilfreich", Number(6)),
                ],
            )?;
        }
        Ok(())
    }

    /// Invented offers; the numbers are from the range that is never given out.
    fn offers(&mut self, network: SpaceId) -> Result<Vec<RecordId>> {
        let mut offers = Vec::new();
        for (name, kind, region, phone, state, checked) in [
            (
                "Mobile Beratung Mustersachsen (Demo)",
                "mobile_beratung",
                "alle Landkreise",
                "0351 0000-110",
                "geprueft",
                -30,
            ),
            (
                "Beratung für Betroffene (Demo)",
                "opferberatung",
                "alle Landkreise",
                "0351 0000-120",
                "geprueft",
                -75,
            ),
            (
                "Rechtsauskunft für Ehrenamtliche (Demo)",
                "rechtsberatung",
                "ganz Sachsen",
                "0351 0000-130",
                "veraltet",
                -260,
            ),
            (
                "Moderation für Runde Tische (Demo)",
                "moderation",
                "auf Anfrage",
                "0351 0000-140",
                "geprueft",
                -12,
            ),
            (
                "Kleinprojekte, Förderung bis 3.000 Euro (Demo)",
                "foerderung",
                "alle Landkreise",
                "0351 0000-150",
                "geprueft",
                -50,
            ),
        ] {
            offers.push(self.put(
                network,
                "angebot",
                &[
                    ("name", Text(name)),
                    ("traeger", Text("erfundener Träger")),
                    ("art", Text(kind)),
                    ("region", Text(region)),
                    ("telefon", Text(phone)),
                    ("zeiten", Text("Mo–Do 9–15 Uhr")),
                    ("sprachen", Keys(&["de", "hsb"])),
                    ("anonym", Yes(true)),
                    ("status", Text(state)),
                    ("geprueft_am", Day(checked)),
                ],
            )?);
        }
        Ok(offers)
    }

    fn meeting(
        &mut self,
        network: SpaceId,
        towns: [RecordId; 2],
        offers: Vec<RecordId>,
    ) -> Result<()> {
        let held = self.put(
            network,
            "netzwerktreffen",
            &[
                ("titel", Text("Erstes Netzwerktreffen")),
                ("beginn", At(-160, 10 * 60)),
                ("ende", At(-160, 14 * 60)),
                ("ort", Text("Tagungshaus Probenau")),
                ("status", Text("ergebnisse_geteilt")),
                (
                    "agenda",
                    Text("Ankommen\nBerichte aus drei Orten\nBedarfe und Angebote\nAusblick"),
                ),
                ("kommunen", ToAll(towns.to_vec())),
                ("kommunen_zahl", Number(6)),
                ("teilnehmende_zahl", Number(31)),
                (
                    "verabredungen",
                    Text("Zwei Orte besuchen sich im Frühjahr."),
                ),
            ],
        )?;
        let second = self.put(
            network,
            "netzwerktreffen",
            &[
                ("titel", Text("Zweites Netzwerktreffen")),
                ("beginn", At(38, 10 * 60)),
                ("ort", Text("Musterhain, Kulturhaus")),
                ("status", Text("geplant")),
                ("anmeldung_bis", Day(24)),
                (
                    "agenda",
                    Text("Wer hatte das schon? Drei Fragen, drei Tische."),
                ),
            ],
        )?;
        self.attach(
            (network, "netzwerktreffen", second),
            &Attachment::Sheet(
                "Einladung Musterhain.pdf",
                Sheet {
                    heading: "Zweites Netzwerktreffen",
                    lines: &[
                        "Kulturhaus Musterhain, Saal im Erdgeschoss, ab 9:30 Uhr Kaffee",
                        "",
                        "10:00     Ankommen, ein Satz aus jedem Ort",
                        "10:30     Wer hatte das schon? Drei Fragen, drei Tische",
                        "12:00     Mittag, Gang über den Markt",
                        "13:00     Was wir voneinander mitnehmen",
                        "14:00     Schluss, die Bahn fährt 14:22 Uhr",
                        "",
                        "Bitte bringt eine Frage mit, auf die ihr keine Antwort habt.",
                    ],
                },
            ),
        )?;
        let [musterau, beispielsdorf] = towns;
        for (town, challenge, text) in [
            (
                musterau,
                "einschuechterung_ehrenamt",
                "Jemand, der an den ersten zwei Abenden dabei ist.",
            ),
            (
                beispielsdorf,
                "rueckzug",
                "Begleitung für das erste Dorfgespräch, auch auf Obersorbisch.",
            ),
        ] {
            self.put(
                network,
                "bedarf",
                &[
                    ("treffen", To(held)),
                    ("kommune", To(town)),
                    ("herausforderung", Text(challenge)),
                    ("text", Text(text)),
                    ("angebote", ToAll(offers.iter().take(2).copied().collect())),
                ],
            )?;
        }
        Ok(())
    }

    /// Writes what lies on the desk of the central team.
    pub(super) fn desk(&mut self, team: SpaceId) -> Result<()> {
        for (message, kind, state, day) in [
            (
                "Eine kleine Stadt fragt, ob Begleitung ab dem Frühjahr möglich ist.",
                "kommune_partner",
                "neu",
                -2,
            ),
            (
                "Ein Verein möchte beim nächsten Treffen dabei sein.",
                "vernetzung",
                "gesichtet",
                -6,
            ),
            (
                "Wo wird die nächste Stelle ausgeschrieben?",
                "stelle_gk",
                "beantwortet",
                -20,
            ),
        ] {
            self.put(
                team,
                "anfrage",
                &[
                    ("nachricht", Text(message)),
                    ("art", Text(kind)),
                    ("status", Text(state)),
                    ("eingang_am", Day(day)),
                    ("sprache", Text("de")),
                    ("rueckruf", Yes(false)),
                    ("einwilligung", Yes(true)),
                ],
            )?;
        }
        Ok(())
    }
}
