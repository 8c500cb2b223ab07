//! What was sent and what was not, loading, healing, handing over by codes.

use super::{count, one};
use crate::text::Locale;

/// Chip: `14 ungesendet`; for 0 use [`crate::text::words::ALL_SENT`].
#[must_use]
pub fn unsent(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} ungesendet"),
        Locale::En => format!("{n} unsent"),
    }
}

/// Attachments that only this device has: `2 Anhänge warten noch auf den Server`.
#[must_use]
pub fn files_wait(files: usize, locale: Locale) -> String {
    let n = count(files, locale);
    match locale {
        Locale::De => format!(
            "{n} {} auf den Server",
            one(files, "Anhang wartet noch", "Anhänge warten noch")
        ),
        Locale::En => format!(
            "{n} {} for the server",
            one(files, "attachment is waiting", "attachments are waiting")
        ),
    }
}

/// Room for attachments of a circle: `12,4 MB von 209,7 MB`.
#[must_use]
pub fn of_room(taken: &str, all: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{taken} von {all}"),
        Locale::En => format!("{taken} of {all}"),
    }
}

/// Heading of the sync page: `14 Einträge warten`.
#[must_use]
pub fn entries_wait(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!("{n} {}", one(entries, "Eintrag wartet", "Einträge warten")),
        Locale::En => format!(
            "{n} {}",
            one(entries, "entry is waiting", "entries are waiting")
        ),
    }
}

/// Journal: `26 Sendungen bestätigt`. One of them may carry many entries.
#[must_use]
pub fn envelopes_sent(envelopes: usize, locale: Locale) -> String {
    let n = count(envelopes, locale);
    match locale {
        Locale::De => format!("{n} {} bestätigt", one(envelopes, "Sendung", "Sendungen")),
        Locale::En => format!("{n} {} confirmed", one(envelopes, "envelope", "envelopes")),
    }
}

/// Journal: `9 Sendungen geholt`.
#[must_use]
pub fn envelopes_fetched(envelopes: usize, locale: Locale) -> String {
    let n = count(envelopes, locale);
    match locale {
        Locale::De => format!("{n} {} geholt", one(envelopes, "Sendung", "Sendungen")),
        Locale::En => format!("{n} {} fetched", one(envelopes, "envelope", "envelopes")),
    }
}

/// Sync page, when the server turned something away for now: `Nächster Versuch 14:02, oder gleich mit Jetzt senden`.
#[must_use]
pub fn next_try(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Nächster Versuch {time}, oder gleich mit „Jetzt senden“"),
        Locale::En => format!("Next try {time}, or at once with “Send now”"),
    }
}

/// Saved line below a form: `Gespeichert 14:02 auf diesem Gerät`.
#[must_use]
pub fn saved_at(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Gespeichert {time} auf diesem Gerät"),
        Locale::En => format!("Saved {time} on this device"),
    }
}

/// Counting screen: `zuletzt gehört 15:31`.
#[must_use]
pub fn last_heard(time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("zuletzt gehört {time}"),
        Locale::En => format!("last heard {time}"),
    }
}

/// Offline readiness: `Musterau ist geladen`.
#[must_use]
pub fn town_is_loaded(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{town} ist geladen"),
        Locale::En => format!("{town} is loaded"),
    }
}

/// Offline readiness: `Geprüft am Sa, 12. September, 09:14`.
#[must_use]
pub fn checked_at(day_time: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Geprüft am {day_time}"),
        Locale::En => format!("Checked on {day_time}"),
    }
}

/// Offline readiness: `2,1 MB, ohne Netz geöffnet: ja`.
#[must_use]
pub fn shell_size(bytes: u64, locale: Locale) -> String {
    let size = crate::value::display::bytes(bytes, locale);
    match locale {
        Locale::De => format!("{size}, ohne Netz geöffnet: ja"),
        Locale::En => format!("{size}, opened without network: yes"),
    }
}

/// Progress of a download: `1,2 MB von 3,4 MB`.
#[must_use]
pub fn bytes_loaded(done: u64, all: u64, locale: Locale) -> String {
    let size = |bytes| crate::value::display::bytes(bytes, locale);
    let (done, all) = (size(done), size(all));
    match locale {
        Locale::De => format!("{done} von {all}"),
        Locale::En => format!("{done} of {all}"),
    }
}

/// Loading: `260 von 418 Sendungen`.
#[must_use]
pub fn envelopes_loaded(done: u64, all: u64, locale: Locale) -> String {
    let n = |it| count(usize::try_from(it).unwrap_or(usize::MAX), locale);
    match locale {
        Locale::De => format!("{} von {} Sendungen", n(done), n(all)),
        Locale::En => format!("{} of {} envelopes", n(done), n(all)),
    }
}

/// Progress: `260 von 418`.
#[must_use]
pub fn progress(done: usize, all: usize, locale: Locale) -> String {
    let (done, all) = (count(done, locale), count(all, locale));
    match locale {
        Locale::De => format!("{done} von {all}"),
        Locale::En => format!("{done} of {all}"),
    }
}

/// Settings: `312 Einträge auf diesem Gerät`, those of all circles.
#[must_use]
pub fn entries_here(entries: usize, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => format!(
            "{n} {} auf diesem Gerät",
            one(entries, "Eintrag", "Einträge")
        ),
        Locale::En => format!("{n} {} on this device", one(entries, "entry", "entries")),
    }
}

/// Sync page: `Alle 312 Einträge dieses Geräts sind auf dem Server`, those of all circles.
#[must_use]
pub fn all_on_server(records: usize, locale: Locale) -> String {
    let n = count(records, locale);
    match (locale, records) {
        (Locale::De, 1) => "Der eine Eintrag dieses Geräts ist auf dem Server".to_owned(),
        (Locale::De, _) => format!("Alle {n} Einträge dieses Geräts sind auf dem Server"),
        (Locale::En, 1) => "The one entry of this device is on the server".to_owned(),
        (Locale::En, _) => format!("All {n} entries of this device are on the server"),
    }
}

/// Detail page: `hier, auf dem Server und auf 3 weiteren Geräten`
#[must_use]
pub fn on_devices(devices: usize, locale: Locale) -> String {
    let n = count(devices, locale);
    match locale {
        Locale::De => {
            let name = one(devices, "weiteren Gerät", "weiteren Geräten");
            format!("hier, auf dem Server und auf {n} {name}")
        }
        Locale::En => {
            let name = one(devices, "more device", "more devices");
            format!("here, on the server and on {n} {name}")
        }
    }
}

/// Sync page: `Bestätigt auf dem Server: 312 Sendungen, zuletzt heute 11:48.`, before anything was written only the time.
#[must_use]
pub fn confirmed(envelopes: usize, last: &str, locale: Locale) -> String {
    let n = count(envelopes, locale);
    match locale {
        Locale::De if envelopes == 0 => format!("Letzter Abgleich: {last}."),
        Locale::En if envelopes == 0 => format!("Last sync: {last}."),
        Locale::De => {
            let word = one(envelopes, "Sendung", "Sendungen");
            format!("Bestätigt auf dem Server: {n} {word}, zuletzt {last}.")
        }
        Locale::En => {
            let word = one(envelopes, "envelope", "envelopes");
            format!("Confirmed on the server: {n} {word}, last {last}.")
        }
    }
}

/// Sync page: `14 Einträge liegen nur hier.`, followed by the sentence of [`confirmed`].
#[must_use]
pub fn only_here(entries: usize, confirmed: &str, locale: Locale) -> String {
    let n = count(entries, locale);
    match locale {
        Locale::De => {
            format!(
                "{n} {} nur hier. {confirmed}",
                one(entries, "Eintrag liegt", "Einträge liegen")
            )
        }
        Locale::En => {
            format!(
                "{n} {} only here. {confirmed}",
                one(entries, "entry is", "entries are")
            )
        }
    }
}
