//! The page of a record: history, Papierkorb, attachments, taking it out of the app; and the search. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Heading and link: who changed what and when.
    HISTORY = "Wer hat wann was geändert", "Who changed what and when";
    /// History of a record without changes after its creation.
    HISTORY_EMPTY = "Seit dem Anlegen nicht geändert", "Not changed since it was created";
    /// Column.
    HISTORY_BEFORE = "Vorher", "Before";
    /// Column.
    HISTORY_AFTER = "Nachher", "After";
    /// Button: writes an old value again.
    RESTORE_VALUE = "Diese Fassung wieder nehmen", "Take this version again";

    /// Heading.
    TRASH = "Papierkorb", "Bin";
    /// Button: move to the bin.
    TO_TRASH = "In den Papierkorb (30 Tage)", "Move to bin (30 days)";
    /// After moving; the button Rückgängig follows.
    TRASHED = "Im Papierkorb", "In the bin";
    /// Button in the bin.
    RESTORE = "Wiederherstellen", "Restore";
    /// After restoring.
    RESTORED = "Wiederhergestellt", "Restored";
    /// Title of the empty bin.
    TRASH_EMPTY = "Der Papierkorb ist leer", "The bin is empty";
    /// Below it.
    TRASH_EMPTY_TEXT = "Was hier landet, bleibt 30 Tage liegen und lässt sich zurückholen.", "What lands here stays 30 days and can be brought back.";
    /// Banner: the record is in the bin but somebody changed it at the same time.
    TRASHED_BUT_EDITED = "Liegt im Papierkorb, wurde aber gleichzeitig geändert.", "It is in the bin, but was changed at the same time.";

    /// Heading and label.
    SEARCH = "Suchen", "Search";
    /// Before anything is typed.
    SEARCH_HINT = "Titel, Ort, Thema, Organisation: ein Wortteil genügt.", "Title, place, topic, organisation: part of a word is enough.";
    /// In the empty search of Heute; has room for four short words.
    SEARCH_SHORT = "Suchen, ein Wortteil genügt", "Search, part of a word is enough";
    /// Nothing found.
    SEARCH_NOTHING = "Nichts gefunden", "Nothing found";
    /// What to do then.
    SEARCH_NOTHING_TEXT = "Ein kürzerer Wortteil hilft oft. Gesucht wird auf diesem Gerät.", "A shorter part of the word often helps. The search runs on this device.";

    /// Button on a record that took up another: back to two.
    PART_AGAIN = "Wieder trennen", "Part again";
    /// Beside it, where both live in the network.
    PART_OTHER_TOWNS = "Was andere Orte daran hängen haben, sieht dieses Gerät nicht. Trennen lässt es sich dort, auf den Seiten dieser Einträge.", "What other towns have attached is not seen on this device. It can be parted there, on the pages of those entries.";
    /// Heading on the page of a record: who can read it, who changed it, what can be done with it.
    ABOUT_ENTRY = "Zu diesem Eintrag", "About this entry";
    /// Heading on the page of a record: kinds of records that can be added to it.
    ADD_TO_THIS = "Dazu anlegen", "Add to this";
    /// Heading on a record: which states it was in and when.
    STATE_HISTORY = "Stand im Verlauf", "Status over time";
    /// A state that asks for a reason was chosen without one.
    REASON_MISSING = "Hier fehlt der Grund.", "The reason is missing here.";
    /// Button below a place that looks like a name: puts something neutral in.
    REPLACE = "Ersetzen", "Replace";
    /// Export: column with the town or circle a record lives in.
    SPACE = "Ort", "Town";
    /// Button and heading: takes a list or record out of the app.
    EXPORT = "Herausgeben", "Export";
    /// Button: export as table.
    EXPORT_CSV = "Tabelle (CSV)", "Table (CSV)";
    /// Button: export for programs.
    EXPORT_JSON = "Daten (JSON)", "Data (JSON)";
    /// Button: export of contacts.
    EXPORT_VCARD = "Kontakte (vCard)", "Contacts (vCard)";
    /// Above the export buttons.
    EXPORT_TEXT = "Die Datei liegt dann unverschlüsselt auf diesem Gerät.", "The file then lies on this device without encryption.";
    /// After a file was handed to the browser.
    EXPORTED = "Datei gespeichert", "File saved";
    /// The browser did not take the file.
    EXPORT_FAILED = "Keine Datei entstanden. Der Browser erlaubt es hier nicht.", "No file was made. The browser does not allow it here.";
    /// Export refused: more than one town.
    EXPORT_ONE_TOWN = "Kontakte gehen nur aus einem Ort auf einmal heraus.", "Contacts leave from one town at a time only.";
    /// Above records with a similar name.
    SIMILAR = "Gibt es das schon?", "Does it exist already?";
    /// Before the link to what a new record would be once more.
    THERE = "Schon eingetragen:", "Entered already:";
    /// The same, where it was thrown away.
    THERE_IN_BIN = "Liegt im Papierkorb:", "In the bin:";
    /// Opens the keys for the next states of a record.
    CHANGE_STATE = "Stand ändern", "Change status";
    /// Before who made a record and when.
    CREATED = "Angelegt", "Created";
    /// Before who changed a record last and when.
    CHANGED = "Zuletzt geändert", "Last changed";
    /// Top bar of the history of a record.
    HISTORY_SHORT = "Verlauf", "History";
    /// History of a list field: an entry was taken out.
    SET_TAKEN = "herausgenommen", "taken out";
    /// What an attachment is: a photo.
    FILE_PHOTO = "Foto", "Photo";
    /// What an attachment is: a PDF file without a name.
    FILE_PDF = "PDF", "PDF";
    /// What an attachment is: an audio note.
    FILE_AUDIO = "Tonnotiz", "Audio note";
    /// A counter-entry without which, how many or why.
    CORRECT_INCOMPLETE = "Eine Korrektur braucht: was, um wie viel, warum.", "A correction needs: what, by how much, why.";
    /// Before the sum of a counter in a form.
    SO_FAR_ALL_PHONES = "bisher, alle Telefone:", "so far, all phones:";
    /// Read aloud on the minus key of a counter.
    ONE_LESS = "eins weniger", "one less";
    /// Read aloud on the plus key of a counter.
    ONE_MORE = "eins mehr", "one more";
}
