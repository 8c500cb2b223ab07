//! Settings. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Heading.
    LANGUAGE = "Sprache", "Language";
    /// Heading.
    APPEARANCE = "Aussehen", "Appearance";
    /// Choice.
    THEME_AUTO = "Wie das Gerät", "Like the device";
    /// Choice.
    THEME_LIGHT = "Hell", "Light";
    /// Choice.
    THEME_DARK = "Dunkel", "Dark";
    /// Label.
    CONTRAST_MORE = "Mehr Kontrast", "More contrast";
    /// Label.
    TEXT_SIZE = "Textgröße", "Text size";
    /// Heading.
    THIS_DEVICE = "Dieses Gerät", "This device";
    /// Heading.
    STORAGE = "Speicher", "Storage";
    /// Heading.
    LICENCES = "Lizenzen und Daten", "Licences and data";
    /// Heading.
    PRIVACY = "Datenschutz in klaren Worten", "Data protection in plain words";
    /// Paragraph.
    PRIVACY_1 = "Alles, was hier geschrieben wird, ist auf dem Gerät verschlüsselt und bleibt es auf dem Server. Lesen können nur die Geräte, die eingeladen sind.", "Everything written here is encrypted on the device and stays so on the server. Only invited devices can read it.";
    /// Paragraph.
    PRIVACY_2 = "Der Server sieht, welches Gerät wann wie viel sendet, nicht was.", "The server sees which device sends how much and when, not what.";
    /// Paragraph.
    PRIVACY_3 = "Keine Dienste Dritter, keine Werbung, keine Standorte, keine Auswertung des Verhaltens.", "No third-party services, no advertising, no locations, no tracking.";
    /// Paragraph.
    PRIVACY_4 = "Ohne die sechs Wörter öffnet niemand dieses Gerät, auch nicht das Projektteam.", "Without the six words nobody opens this device, not even the project team.";

    /// Settings: heading above what the person is in charge of.
    CHARGES = "Meine Aufgaben", "My tasks";
    /// Its field.
    CHARGES_FIELD = "Zuständig als", "In charge as";
    /// Help at that field.
    CHARGES_HINT = "Funktion oder Organisation, mit Komma getrennt: Hausmeisterei, Heimatverein. „Meine“ in den Listen zeigt dann auch, was dafür eingetragen ist. Bleibt auf diesem Gerät.", "Function or organisation, with commas between: caretaker's office, history club. “Mine” in the lists then shows what is entered for it, too. Stays on this device.";
    /// Settings: light or dark.
    THEME = "Hell oder dunkel", "Light or dark";
    /// Settings.
    CONTRAST = "Kontrast", "Contrast";
    /// Settings: neither more nor less contrast.
    CONTRAST_NORMAL = "Normal", "Normal";
    /// Settings: licence of the program.
    LICENCE_TEXT = "Freie Software unter der EUPL-1.2. Quelltext und Lizenzen der Bausteine liegen dem Programm bei.", "Free software under the EUPL-1.2. Source and the licences of its parts come with the program.";
}
