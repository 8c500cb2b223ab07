//! What the field's catalogue names for a kind, written down a second time beside the definitions: the states and how they
//! follow each other, and the answers it lists. A definition that loses one of them fails here.

use super::*;

/// Kind, the way forward (`/` between states of one step) and states entered from somewhere on it.
const STATES: &[(&str, &str, &str)] = &[
    (
        "kommune",
        "interessiert in_klaerung partner alumni",
        "abgelehnt ruhend",
    ),
    (
        "begleitung",
        "kontakt auftrag vereinbarung analyse strategie abstimmung umsetzung verstetigung abschluss",
        "ruhend abgebrochen",
    ),
    (
        "analyse",
        "erhebung entwurf rueckgespiegelt freigegeben",
        "",
    ),
    (
        "strategie",
        "entwurf in_abstimmung beschlossen in_umsetzung ueberprueft fortgeschrieben/beendet",
        "",
    ),
    (
        "massnahme",
        "idee geplant laufend abgeschlossen",
        "verschoben verworfen",
    ),
    (
        "stelle",
        "bedarf konzept finanzierung beschluss ausschreibung besetzt verstetigt/beendet",
        "",
    ),
    (
        "allianz",
        "anbahnung gruendung aktiv verstetigt",
        "ruhend aufgeloest",
    ),
    (
        "mitgliedschaft",
        "angefragt zugesagt aktiv pausiert ausgeschieden",
        "",
    ),
    (
        "veranstaltung",
        "idee geplant angezeigt_genehmigt bestaetigt laeuft durchgefuehrt nachbereitet berichtet",
        "verschoben abgesagt",
    ),
    (
        "beteiligung",
        "konzept offen auswertung ergebnis_uebergeben antwort_da rueckgemeldet abgeschlossen",
        "",
    ),
    (
        "beitrag",
        "neu geprueft zusammengefasst",
        "nicht_veroeffentlicht",
    ),
    ("aufgabe", "offen in_arbeit erledigt", "entfaellt"),
    ("protokoll", "mitschrift entwurf freigegeben versandt", ""),
    (
        "beratungsfall",
        "anfrage erstgespraech auftrag_geklaert in_beratung abschluss_vereinbart abgeschlossen anonymisiert",
        "verwiesen abgebrochen",
    ),
    (
        "vorfall",
        "notiert mit_betroffenen_geklaert eingeordnet in_bearbeitung/verwiesen abgeschlossen anonymisiert",
        "zurueckgezogen dublette",
    ),
    ("angebot", "entwurf geprueft veraltet beendet", ""),
    (
        "verweis",
        "vorgeschlagen zugestimmt uebergeben angekommen wirksam/nicht_passend/abgelehnt/unbekannt",
        "",
    ),
    (
        "fallverweis",
        "vorgeschlagen zugestimmt uebergeben angekommen wirksam/nicht_passend/abgelehnt/unbekannt",
        "",
    ),
    (
        "netzwerktreffen",
        "idee geplant angezeigt_genehmigt bestaetigt laeuft durchgefuehrt nachbereitet berichtet",
        "verschoben abgesagt ergebnisse_geteilt",
    ),
    (
        "austauschbeitrag",
        "entwurf namenspruefung veroeffentlicht beantwortet archiviert",
        "zurueckgezogen",
    ),
    (
        "baustein",
        "vorschlag redaktion erprobt veroeffentlicht ueberarbeiten",
        "",
    ),
    (
        "expertise",
        "idee recherche entwurf pruefung_anonymitaet freigabe veroeffentlicht aktualisiert",
        "",
    ),
    (
        "anfrage",
        "neu gesichtet zugeordnet beantwortet umgewandelt geloescht",
        "spam",
    ),
];

/// Kinds with states of our own: the catalogue names none for them.
const OWN_STATES: &[&str] = &["abfrage", "notiz"];

/// Kinds by the circle that reads them: the catalogue's Schutzstufe.
const HOMES: &[(SpaceKind, &str)] = &[
    (
        SpaceKind::Network,
        "kommune angebot netzwerktreffen austauschbeitrag baustein expertise",
    ),
    (
        SpaceKind::Town,
        "begleitung analyse strategie massnahme stelle allianz akteur mitgliedschaft veranstaltung zaehlung beteiligung \
         beitrag abfrage rueckmeldung protokoll beschluss aufgabe wirkungsbeobachtung oeffentlichkeitsarbeit",
    ),
    (SpaceKind::Team, "anfrage"),
    (SpaceKind::Core, "vorfall schutzplan kontakt verweis"),
    (
        SpaceKind::Case,
        "beratungsfall beratungskontakt fallverweis",
    ),
];

/// Kind, field and every answer the catalogue lists for it, by key.
const ANSWERS: &[(&str, &str, &str)] = &[
    (
        "kommune",
        "typ",
        "stadt grosse_kreisstadt gemeinde ortsteil",
    ),
    (
        "kommune",
        "strukturen",
        "pfd kpr_asskomm jugendforum integrationsrat ort_der_demokratie",
    ),
    ("kommune", "buergermeisteramt", "hauptamtlich ehrenamtlich"),
    ("kommune", "sichtbarkeit", "name anonym"),
    (
        "herausforderung",
        "herausforderung",
        "bedrohung_amt einschuechterung_ehrenamt fehlender_widerspruch einfluss ueberlastung rueckzug protest_serie gremium \
         raumnahme_jugend immobilie reichsbuerger desinformation unterbringung queer unterwanderung gedenken minderheit \
         sonstiges",
    ),
    ("herausforderung", "auspraegung", "0 1 2 3"),
    ("herausforderung", "trend", "steigend gleich fallend"),
    (
        "analyse",
        "methoden",
        "einzelgespraech gruppengespraech begehung dokumente selbst_check medien_netz",
    ),
    (
        "massnahme",
        "art",
        "information begegnung beteiligung bildung schutz vernetzung oeffentlichkeit struktur",
    ),
    ("massnahme", "zielerreichung", "voll teilweise nicht"),
    (
        "allianz",
        "form",
        "buendnis runder_tisch verein pfd_buendnis kpr_ag",
    ),
    ("allianz", "entscheidung", "konsens mehrheit"),
    ("allianz", "sichtbarkeit", "offen zurueckhaltend verdeckt"),
    (
        "akteur",
        "sektor",
        "zivilgesellschaft verwaltung politik schule kirche unternehmen sicherheit wohlfahrt medien wissenschaft sorbisch \
         einzelperson",
    ),
    (
        "akteur",
        "bereich_zivilgesellschaft",
        "sport kultur heimat sozial feuerwehr_rettung jugend seniorinnen migrantinnen umwelt initiative",
    ),
    ("akteur", "bereich_politik", "rat fraktion"),
    (
        "akteur",
        "bereich_schule",
        "schule kita hort hochschule vhs",
    ),
    ("akteur", "bereich_kirche", "ev kath freikirche andere"),
    (
        "akteur",
        "bereich_unternehmen",
        "handwerk handel landwirtschaft gastronomie industrie kammer",
    ),
    ("akteur", "bereich_sicherheit", "polizei ordnungsamt"),
    ("akteur", "bereich_sorbisch", "domowina ortsgruppe"),
    (
        "akteur",
        "angebote",
        "raum technik ehrenamtliche kontakte geld reichweite",
    ),
    (
        "mitgliedschaft",
        "rolle",
        "kern aktiv unterstuetzend informiert",
    ),
    ("mitgliedschaft", "einwilligung", "nein ja widerrufen"),
    ("kontakt", "schutzbedarf", "normal erhoeht"),
    (
        "veranstaltung",
        "typ",
        "diskussion kulturprojekt qualifizierung aktionstag jugendbeteiligung andere stadtfest kundgebung happy_monday \
         workshop runder_tisch netzwerktreffen exkursion gedenken ausstellung sport begegnung pressetermin online",
    ),
    (
        "veranstaltung",
        "handlungsziele",
        "demokratievermittlung begegnung_beteiligung toleranzfoerderung engagement interkulturelles_lernen \
         extremismuspraevention willkommensstruktur vernetzung",
    ),
    (
        "veranstaltung",
        "handlungsfeld",
        "demokratie_foerdern vielfalt_gestalten extremismus_vorbeugen",
    ),
    (
        "veranstaltung",
        "sicherheitscheck",
        "hausrecht ausschlussklausel ordnerinnen notfallkontakt an_abreise foto_regel polizei",
    ),
    (
        "veranstaltung",
        "grund",
        "wetter bedrohung personal verbot sonstiges",
    ),
    ("zaehlung", "methode", "gezaehlt geschaetzt liste ticket"),
    (
        "beteiligung",
        "stufe",
        "informieren konsultieren mitentscheiden mitgestalten selbst_organisieren",
    ),
    ("beteiligung", "adressat", "rat verwaltung allianz"),
    (
        "rueckmeldung",
        "entscheidung",
        "umgesetzt in_arbeit teilweise nicht_moeglich",
    ),
    ("beschluss", "art", "konsens mehrheit vertagt"),
    (
        "beratungsfall",
        "eingang",
        "persoenlich telefon mail veranstaltung verweis",
    ),
    (
        "beratungsfall",
        "ratsuchende",
        "buergermeisterin ratsmitglied verwaltung verein initiative kirche schule unternehmen jugend einzelperson angehoerige",
    ),
    ("beratungsfall", "dringlichkeit", "akut zeitnah planbar"),
    (
        "beratungsfall",
        "gefaehrdung",
        "gering erhoeht akut nicht_einschaetzbar",
    ),
    (
        "beratungsfall",
        "leistungen",
        "erstberatung lageeinschaetzung prozessbegleitung moderation strategie qualifizierung begleitung_termine \
         oeffentlichkeit verweis",
    ),
    (
        "beratungsfall",
        "ergebnis",
        "voll teilweise nicht abgebrochen",
    ),
    ("beratungskontakt", "form", "vor_ort telefon video"),
    (
        "vorfall",
        "wunsch",
        "dokumentieren beratung anzeige oeffentlichkeit nichts_weitergeben",
    ),
    ("vorfall", "genauigkeit", "tag woche monat"),
    (
        "angebot",
        "art",
        "mobile_beratung opferberatung ausstieg rechtsberatung polizei psychosozial fortbildung moderation foerderung \
         praevention jugend antidiskriminierung medien",
    ),
    ("verweis", "art", "info kontakt begleitet"),
    (
        "austauschbeitrag",
        "art",
        "frage erfahrung warnung vorlage gesuch_angebot termin",
    ),
    ("austauschbeitrag", "absender", "stadt anonym"),
    (
        "expertise",
        "typ",
        "bedrohungsanalyse format_studie handreichung kurzdossier rechtsinfo",
    ),
    ("expertise", "sprachfassungen", "de einfach leicht hsb"),
    (
        "anfrage",
        "art",
        "kommune_partner vernetzung stelle_gk beratung presse sonstiges",
    ),
    (
        "anfrage",
        "umgewandelt_in",
        "kommune allianz fall bewerbung",
    ),
    (
        "wirkungsbeobachtung",
        "ebene",
        "output zielgruppe wissen_haltung struktur",
    ),
    (
        "wirkungsbeobachtung",
        "beleg_art",
        "zitat zahl beschluss presse",
    ),
    (
        "wirkungsbeobachtung",
        "bewertung",
        "erwartet unerwartet negativ",
    ),
    (
        "oeffentlichkeitsarbeit",
        "art",
        "presse amtsblatt social plakat web",
    ),
    (
        "oeffentlichkeitsarbeit",
        "resonanz",
        "positiv neutral feindlich",
    ),
];

fn kind(key: &str) -> &'static RecordDef {
    by_key(key).unwrap_or_else(|| panic!("the catalogue names „{key}“"))
}

fn states(def: &RecordDef) -> &'static [StateDef] {
    let states = def.fields.iter().find_map(|field| match field.kind {
        FieldKind::State { states } => Some(states),
        _ => None,
    });
    states.unwrap_or_else(|| panic!("{} has states", def.key))
}

#[test]
fn the_states_and_their_way_forward_are_those_of_the_catalogue() {
    for (key, forward, aside) in STATES {
        let states = states(kind(key));
        let state = |wanted: &str| {
            let found = states.iter().find(|state| state.key == wanted);
            found.unwrap_or_else(|| panic!("{key}: the catalogue names „{wanted}“"))
        };
        let steps: Vec<Vec<&str>> = forward
            .split(' ')
            .map(|step| step.split('/').collect())
            .collect();
        for pair in steps.windows(2) {
            for (from, to) in pair[0]
                .iter()
                .flat_map(|from| pair[1].iter().map(move |to| (*from, *to)))
            {
                assert!(state(from).next.contains(&to), "{key}: {from} → {to}");
            }
        }
        let mut named: BTreeSet<&str> = steps.into_iter().flatten().collect();
        for exit in aside.split_whitespace() {
            state(exit);
            assert!(
                states.iter().any(|state| state.next.contains(&exit)),
                "{key}: nothing leads to {exit}"
            );
            named.insert(exit);
        }
        let ours: BTreeSet<&str> = states.iter().map(|state| state.key).collect();
        assert_eq!(ours, named, "{key}");
    }
}

#[test]
fn no_kind_with_states_is_missing_from_the_catalogues_list() {
    let listed = |key| STATES.iter().any(|(kind, ..)| *kind == key) || OWN_STATES.contains(&key);
    for (def, field) in fields() {
        if matches!(field.kind, FieldKind::State { .. }) {
            assert!(listed(def.key), "{}", def.key);
        }
    }
}

#[test]
fn a_phase_of_accompaniment_may_always_go_back() {
    let states = states(kind("begleitung"));
    let working: Vec<_> = states
        .iter()
        .filter(|state| !matches!(state.phase, Phase::Stopped))
        .collect();
    for pair in working.windows(2) {
        assert!(
            pair[1].next.contains(&pair[0].key),
            "{} → {}",
            pair[1].key,
            pair[0].key
        );
    }
}

#[test]
fn every_kind_lives_in_the_circle_the_catalogue_gives_it() {
    for (home, keys) in HOMES {
        for key in keys.split_whitespace() {
            assert_eq!(kind(key).home, *home, "{key}");
        }
    }
}

#[test]
fn the_answers_are_those_of_the_catalogue() {
    for (key, field, answers) in ANSWERS {
        let field = kind(key)
            .field_by_key(field)
            .unwrap_or_else(|| panic!("{key}: the catalogue names „{field}“"));
        let ours: BTreeSet<&str> = options(&field.kind).iter().map(|(key, _)| *key).collect();
        let named: BTreeSet<&str> = answers.split_whitespace().collect();
        assert_eq!(ours, named, "{key}.{}", field.key);
    }
}
