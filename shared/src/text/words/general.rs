//! What stands on every page: places, buttons, days, people, forms. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Name of the product. Not translated.
    APP_NAME = "Schulterschluss", "Schulterschluss";
    /// First link of every page, jumps over the navigation.
    SKIP_TO_CONTENT = "Zum Inhalt", "Skip to content";
    /// Read aloud: name of the main navigation.
    NAV_LABEL = "Hauptnavigation", "Main navigation";
    /// Navigation: the start screen.
    NAV_TODAY = "Heute", "Today";
    /// Navigation: events.
    NAV_EVENTS = "Termine", "Events";
    /// Navigation: the town on one page.
    NAV_TOWN = "Ort", "Town";
    /// Navigation: confidential part.
    NAV_CONFIDENTIAL = "Vertraulich", "Confidential";
    /// Navigation: the network of towns (a later version).
    NAV_NETWORK = "Netzwerk", "Network";
    /// Navigation: sync page.
    NAV_SYNC = "Abgleich", "Sync";
    /// Navigation: settings.
    NAV_SETTINGS = "Einstellungen", "Settings";
    /// Button: back to the page before.
    BACK = "Zurück", "Back";
    /// Page for an address that leads nowhere.
    PAGE_MISSING = "Diese Seite gibt es nicht", "There is no such page";
    /// What follows on that page.
    PAGE_MISSING_TEXT = "Nichts ist verloren. Weiter geht es bei Heute.", "Nothing is lost. Go on at Today.";
    /// A record that is not on this device.
    ENTRY_NOT_HERE = "Dieser Eintrag ist nicht auf diesem Gerät.", "This entry is not on this device.";
    /// At a field where something has to be chosen from a list: words were typed and nothing was chosen.
    NOT_CHOSEN = "Noch nichts gewählt. Einen Treffer antippen oder das Wort löschen.", "Nothing chosen yet. Press one of the findings or clear the word.";
    /// At a field: the record that was chosen was thrown away or erased meanwhile.
    ENTRY_GONE = "Diesen Eintrag gibt es nicht mehr. Einen anderen wählen.", "This entry is gone. Choose another one.";
    /// Stands in for a linked record that is not on this device, in lists.
    ENTRY_ELSEWHERE = "(nicht auf diesem Gerät)", "(not on this device)";
    /// Stands in for a choice or value that only a newer version of the app knows.
    NEWER_ENTRY = "(neuere Angabe)", "(newer entry)";
    /// Stands in for a record whose title is empty.
    UNTITLED = "(ohne Titel)", "(untitled)";
    /// Shown while something loads that takes longer than a second.
    LOADING = "Wird geladen", "Loading";

    /// Button: save a form.
    SAVE = "Speichern", "Save";
    /// The same button while the save is being written.
    SAVING = "Wird gespeichert", "Saving";
    /// Quiet word after a save, without time.
    SAVED = "Gespeichert", "Saved";
    /// Button: leave without doing it.
    CANCEL = "Abbrechen", "Cancel";
    /// Button: edit a record.
    EDIT = "Bearbeiten", "Edit";
    /// Button: take back the last act.
    UNDO = "Rückgängig", "Undo";
    /// Button: close a panel.
    CLOSE = "Schließen", "Close";
    /// Button: the next step of several.
    NEXT = "Weiter", "Next";
    /// Button: finished.
    DONE = "Fertig", "Done";
    /// Button: try again.
    RETRY = "Noch einmal versuchen", "Try again";
    /// Button: opens further fields of a form.
    MORE_FIELDS = "Mehr Angaben", "More fields";
    /// Button: shows the whole list.
    SHOW_ALL = "Alle", "All";
    /// Button: shows more rows of a list.
    SHOW_MORE = "Mehr anzeigen", "Show more";
    /// Button: copies a text.
    COPY = "Kopieren", "Copy";
    /// After copying.
    COPIED = "Kopiert", "Copied";
    /// Button: opens the share sheet of the phone.
    SHARE = "Teilen", "Share";
    /// Button: prints the page.
    PRINT = "Drucken", "Print";
    /// Marks a field that need not be filled in.
    OPTIONAL = "freiwillig", "optional";
    /// Answer of a yes/no field.
    YES = "ja", "yes";
    /// Answer of a yes/no field.
    NO = "nein", "no";
    /// Yes/no field or choice without an answer.
    NOT_STATED = "keine Angabe", "not stated";
    /// First entry of a list of choices: nothing chosen.
    CHOOSE = "auswählen", "choose";
    /// Button: takes a chosen thing out of a field.
    REMOVE = "Entfernen", "Remove";
    /// Button: puts another thing into a field.
    ADD = "Hinzufügen", "Add";

    /// Heading or start of a sentence.
    TODAY = "Heute", "Today";
    /// Inside a sentence.
    TODAY_LOWER = "heute", "today";
    /// Inside a sentence.
    YESTERDAY_LOWER = "gestern", "yesterday";
    /// Inside a sentence.
    TOMORROW_LOWER = "morgen", "tomorrow";
    /// A date field that is empty, in lists.
    NO_DATE = "ohne Datum", "no date";
    /// Part of a date-and-time input.
    DATE_LABEL = "Tag", "Day";
    /// Part of a date-and-time input.
    TIME_LABEL = "Uhrzeit", "Time";

    /// Author of a change made on the device in the hand, inside a sentence.
    THIS_PHONE_LOWER = "dieses Gerät", "this device";
    /// The same at the start of a line.
    THIS_PHONE = "Dieses Gerät", "This device";
    /// Author whose name is not known on this device.
    UNKNOWN_DEVICE = "unbekanntes Gerät", "unknown device";

    /// Heading of the list of errors; takes focus.
    FORM_ERRORS = "Noch nicht gespeichert", "Not saved yet";
    /// Below it.
    FORM_ERRORS_TEXT = "Diese Felder brauchen eine Änderung. Alles Getippte bleibt stehen.", "These fields need a change. Everything typed stays.";
    /// After leaving a form unfinished.
    LEFT_AS_DRAFT = "Als Entwurf auf diesem Gerät behalten", "Kept as a draft on this device";
    /// Part of a form that only some need.
    SECTION_MORE = "Weitere Angaben", "Further details";
    /// Hint while typing a link to a record.
    PICK_RECORD = "Tippen und auswählen", "Type and choose";
    /// Nothing to pick.
    PICK_NOTHING = "Kein Eintrag mit diesen Buchstaben", "No entry with these letters";

    /// Link beside a line: change it.
    CHANGE = "Ändern", "Change";
    /// Unit behind an amount of money.
    EURO = "Euro", "euros";
    /// Button: picks another municipality instead of the chosen one.
    CHOOSE_ANOTHER = "Andere wählen", "Choose another";
}
