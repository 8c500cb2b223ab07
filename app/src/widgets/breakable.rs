//! Where the long words of the interface may break. A browser that knows German words does it by itself; the others break
//! where the line ends. What a person wrote is left as it is.

/// Long words of ours with their joints, by how they begin. One that ends in a joint may be followed by anything.
const STEMS: [&str; 30] = [
    "Abschluss|",
    "Akteurs|karte",
    "Auftrags|",
    "Austausch|beitr",
    "Beob|achtung",
    "Beratungs|",
    "Beteili|gung",
    "Einstel|lung",
    "Gemeinde|",
    "Heraus|forderung",
    "Heraus|gegeben",
    "Kooperations|",
    "Kümmerer|stelle",
    "Mitglied|schaft",
    "Nach|bereitung",
    "Namens|",
    "Netzwerk|treffen",
    "Punkt|abfrage",
    "Ressourcen|",
    "Rück|meldung",
    "Strategie|",
    "Tages|ordnung",
    "Veran|staltung",
    "Veröffent|lichung",
    "Wieder|herstel|lungs|blatt",
    "Zwischen|bilanz",
    "durch|",
    "nach|",
    "veröffent|licht",
    "Öffent|lich|keits|arbeit",
];
/// Letters a line begins with at least.
const REST_MIN: usize = 4;

/// Returns a label whose long words may break between their parts.
#[must_use]
pub fn breakable(label: &str) -> String {
    let words: Vec<String> = label.split(' ').map(word).collect();
    words.join(" ")
}

fn word(word: &str) -> String {
    for stem in STEMS {
        let mut broken = String::new();
        let mut rest = word;
        let fits = stem.split('|').all(|part| {
            let after = rest.strip_prefix(part);
            if after.is_some() {
                if !broken.is_empty() {
                    broken.push('\u{ad}');
                }
                broken.push_str(part);
            }
            rest = after.unwrap_or(rest);
            after.is_some()
        });
        let open = stem.ends_with('|');
        if fits && (!open || rest.chars().count() >= REST_MIN) {
            return broken + rest;
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn long_words_may_break_between_their_parts_and_short_ones_stay() {
        for (label, broken) in [
            (
                "Situations- und Ressourcenanalyse",
                "Situations- und Ressourcen|analyse",
            ),
            ("Neue Veranstaltung", "Neue Veran|staltung"),
            ("Öffentlichkeitsarbeit", "Öffent|lich|keits|arbeit"),
            ("Einstellungen", "Einstel|lungen"),
            ("nachbereitet", "nach|bereitet"),
            ("Verantwortlich", "Verantwortlich"),
            ("nach", "nach"),
            ("läuft", "läuft"),
        ] {
            assert_eq!(breakable(label), broken.replace('|', "\u{ad}"));
        }
    }
}
