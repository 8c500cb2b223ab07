//! What was mended, given back, passed over or came from elsewhere; codes handed over.

use super::{count, one};
use crate::text::Locale;

/// Sync page, said once to a device that had a copy or went back to an older state of its storage.
#[must_use]
pub fn parted(writes: u64, locale: Locale) -> String {
    let n = count(usize::try_from(writes).unwrap_or(usize::MAX), locale);
    match locale {
        Locale::De => format!(
            "Von diesem Gerät gab es eine Kopie oder einen älteren Stand; es arbeitet unter neuem Namen weiter, \
             {n} ungesendete Änderungen sind übernommen, verloren ist nichts."
        ),
        Locale::En => format!(
            "There was a copy or an older state of this device; it goes on under a new name, {n} unsent changes were \
             taken over, nothing is lost."
        ),
    }
}

/// Sync page, said once: `Ein Teil des Speichers war beschädigt. 2 Eingaben …`
#[must_use]
pub fn mended(lost: u64, locale: Locale) -> String {
    let lost = usize::try_from(lost).unwrap_or(usize::MAX);
    let n = count(lost, locale);
    match locale {
        Locale::De => format!(
            "Ein Teil des Speichers war beschädigt und ist vom Server neu geladen. {n} {} noch nicht gesendet und \
             nicht mehr lesbar.",
            one(lost, "Eingabe war", "Eingaben waren")
        ),
        Locale::En => format!(
            "Part of the storage was damaged and has been loaded again from the server. {n} {} not sent yet and \
             cannot be read any more.",
            one(lost, "save was", "saves were")
        ),
    }
}

/// Sync page: `Musterau: Der Server war auf einem älteren Stand. Dieses Gerät hat 12 Sendungen zurückgegeben.`
#[must_use]
pub fn healed(space: &str, offered: u64, locale: Locale) -> String {
    let offered = usize::try_from(offered).unwrap_or(usize::MAX);
    let n = count(offered, locale);
    match locale {
        Locale::De => format!(
            "{space}: Der Server war auf einem älteren Stand. Dieses Gerät hat ihm {n} {} zurückgegeben.",
            one(offered, "Sendung", "Sendungen")
        ),
        Locale::En => format!(
            "{space}: the server was on an older state. This device gave {n} {} back to it.",
            one(offered, "envelope", "envelopes")
        ),
    }
}

/// Sync page: `Es fehlen noch: Uta, Sendung 14 bis 17`
#[must_use]
pub fn missing(name: &str, from: u64, to: u64, locale: Locale) -> String {
    match (locale, from == to) {
        (Locale::De, true) => format!("Es fehlt noch: {name}, Sendung {from}."),
        (Locale::De, false) => format!("Es fehlen noch: {name}, Sendung {from} bis {to}."),
        (Locale::En, true) => format!("Still missing: {name}, envelope {from}."),
        (Locale::En, false) => format!("Still missing: {name}, envelopes {from} to {to}."),
    }
}

/// Hand-over: `Teil 3 von 12`.
#[must_use]
pub fn code_of(number: usize, all: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Teil {number} von {all}"),
        Locale::En => format!("Part {number} of {all}"),
    }
}

/// Hand-over: `Es fehlen die Teile 3, 7 und 9.`; of many only the first are named.
#[must_use]
pub fn codes_missing(numbers: &[usize], locale: Locale) -> String {
    const NAMED_MAX: usize = 8;
    let named: Vec<String> = numbers
        .iter()
        .take(NAMED_MAX)
        .map(usize::to_string)
        .collect();
    let more = if numbers.len() > NAMED_MAX {
        " …"
    } else {
        ""
    };
    let named = named.join(", ");
    match (locale, numbers.len()) {
        (Locale::De, 1) => format!("Es fehlt Teil {named}."),
        (Locale::De, _) => format!("Es fehlen die Teile {named}{more}."),
        (Locale::En, 1) => format!("Part {named} is missing."),
        (Locale::En, _) => format!("Parts {named}{more} are missing."),
    }
}

/// Hand-over: `Teil 3 war nicht lesbar. …`
#[must_use]
pub fn code_damaged(number: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Teil {number} war nicht lesbar. Er kommt wieder an die Reihe."),
        Locale::En => format!("Part {number} could not be read. It will come round again."),
    }
}

/// `Uta und Telefon Jonas kommen in Musterau zu verschiedenen Ständen.`
#[must_use]
pub fn contradiction(maker: &str, other: &str, space: &str, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("{space}: {maker} und {other} kommen zu verschiedenen Ständen derselben Daten.")
        }
        Locale::En => {
            format!("{space}: {maker} and {other} come to different states of the same data.")
        }
    }
}

/// Recovery: `Musterau: 3 Änderungen sind von einer neueren Fassung der App und warten auf sie.`
#[must_use]
pub fn waits_for_update(space: &str, writes: usize, locale: Locale) -> String {
    let n = count(writes, locale);
    match locale {
        Locale::De => format!(
            "{space}: {n} {} von einer neueren Fassung der App und zeigen sich nach dem Laden.",
            one(writes, "Änderung ist", "Änderungen sind")
        ),
        Locale::En => format!(
            "{space}: {n} {} from a newer version of the app and will show once it is loaded.",
            one(writes, "change is", "changes are")
        ),
    }
}

/// Recovery: `Musterau: 2 Sendungen lassen sich nicht öffnen. …`
#[must_use]
pub fn not_opened(space: &str, envelopes: usize, locale: Locale) -> String {
    let n = count(envelopes, locale);
    match locale {
        Locale::De => format!(
            "{space}: {n} {} nicht öffnen. Aufgehoben bleibt es.",
            one(envelopes, "Sendung lässt sich", "Sendungen lassen sich")
        ),
        Locale::En => format!(
            "{space}: {n} {} cannot be opened. It is kept.",
            one(envelopes, "envelope", "envelopes")
        ),
    }
}

/// Recovery: `2 Notizen dieses Geräts sind beschädigt. Einträge sind nicht darunter.`
#[must_use]
pub fn passed_over(rows: usize, locale: Locale) -> String {
    let n = count(rows, locale);
    match locale {
        Locale::De => format!(
            "{n} {} dieses Geräts (Einladungen, Vermerke) beschädigt. Einträge sind nicht darunter.",
            one(rows, "eigene Angabe ist", "eigene Angaben sind")
        ),
        Locale::En => format!(
            "{n} of this device's own {} (invitations, remarks) damaged. No entries are among them.",
            one(rows, "notes is", "notes are")
        ),
    }
}

/// A damaged storage: `12 Sendungen lassen sich noch sichern. 2 Teile sind nicht lesbar und bleiben, wie sie sind.`
#[must_use]
pub fn salvaged(envelopes: usize, left: usize, locale: Locale) -> String {
    let (n, l) = (count(envelopes, locale), count(left, locale));
    match locale {
        Locale::De => {
            let first = one(envelopes, "Sendung lässt sich", "Sendungen lassen sich");
            let second = one(left, "Teil ist", "Teile sind");
            let left = if left == 0 {
                String::new()
            } else {
                format!(" {l} {second} nicht mitzunehmen und bleiben im Speicher.")
            };
            format!(
                "{n} {first} noch sichern. Ein anderes Gerät derselben Kommune liest die Datei ein.{left}"
            )
        }
        Locale::En => {
            let first = one(envelopes, "envelope can", "envelopes can");
            let second = one(left, "part", "parts");
            let left = if left == 0 {
                String::new()
            } else {
                format!(" {l} {second} cannot be taken along and stay in the storage.")
            };
            format!(
                "{n} {first} still be saved. Another device of the same town reads the file in.{left}"
            )
        }
    }
}

/// Sync page, after reading a rescue file in.
#[must_use]
pub fn rescued(fresh: usize, waiting: usize, refused: usize, locale: Locale) -> String {
    let n = count(fresh, locale);
    let (waiting, refused) = (
        (waiting > 0).then(|| count(waiting, locale)),
        (refused > 0).then(|| count(refused, locale)),
    );
    match locale {
        Locale::De => {
            let name = one(fresh, "Sendung", "Sendungen");
            let waiting = waiting.map_or_else(String::new, |n| {
                format!(" {n} davon zeigen sich nach dem nächsten Abgleich.")
            });
            let refused = refused.map_or_else(String::new, |n| {
                format!(" {n} waren von niemandem aus der Kommune und bleiben draußen.")
            });
            format!("{n} {name} eingelesen.{waiting}{refused}")
        }
        Locale::En => {
            let name = one(fresh, "envelope", "envelopes");
            let waiting = waiting.map_or_else(String::new, |n| {
                format!(" {n} of them will show after the next sync.")
            });
            let refused = refused.map_or_else(String::new, |n| {
                format!(" {n} were from nobody in the town and stay out.")
            });
            format!("{n} {name} read in.{waiting}{refused}")
        }
    }
}
