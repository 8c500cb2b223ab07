//! What is sent and what is not, working without a network, troubles of the store and the device. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// State: being typed, not yet saved as an entry.
    STATE_DRAFT = "Entwurf", "Draft";
    /// State: saved on this device, waits for the network.
    STATE_READY = "Noch nicht gesendet", "Not sent yet";
    /// State: on its way.
    STATE_SENDING = "Wird gesendet", "Sending";
    /// State: the server has confirmed it. Never earlier.
    STATE_SENT = "Gesendet", "Sent";
    /// Explains the state Entwurf.
    STATE_DRAFT_TEXT = "Noch nicht gespeichert. Bleibt auf diesem Gerät liegen.", "Not saved yet. It stays on this device.";
    /// Explains what is not sent yet.
    STATE_READY_TEXT = "Auf diesem Gerät gespeichert. Geht raus, sobald Netz da ist.", "Saved on this device. It goes out as soon as there is a network.";
    /// Explains the state Gesendet.
    STATE_SENT_TEXT = "Der Server hat den Empfang bestätigt.", "The server has confirmed receipt.";
    /// A draft of a form was found again.
    DRAFT_FOUND = "Ein angefangener Entwurf liegt noch hier.", "An unfinished draft is still here.";
    /// Button: go on with the draft.
    DRAFT_CONTINUE = "Weiterschreiben", "Go on writing";
    /// Button: throw the draft away.
    DRAFT_DROP = "Entwurf verwerfen", "Discard draft";
    /// After throwing it away; the button Rückgängig follows.
    DRAFT_DROPPED = "Entwurf verworfen", "Draft discarded";

    /// Normal state without network; not an alarm.
    OFFLINE = "Kein Netz", "No network";
    /// The full notice.
    OFFLINE_TEXT = "Kein Netz. Weiterarbeiten geht. Gesendet wird von selbst.", "No network. Working on is fine. Sending happens by itself.";
    /// Chip: nothing waits.
    ALL_SENT = "Alles gesendet", "All sent";
    /// The same, in full, on the sync page.
    ALL_SENT_TEXT = "Alles auf dem Server, sicher zu löschen.", "Everything is on the server; this device may be wiped safely.";
    /// Heading of the sync page.
    SYNC_TITLE = "Abgleich", "Sync";
    /// Below the number of waiting entries.
    WAITING_TEXT = "Kein Netz. Alles ist auf diesem Gerät gespeichert und geht von selbst raus, sobald Netz da ist.", "No network. Everything is saved on this device and goes out by itself as soon as there is one.";
    /// The same with network, while sending.
    WAITING_ONLINE_TEXT = "Alles ist auf diesem Gerät gespeichert und geht gerade raus.", "Everything is saved on this device and is going out now.";
    /// The server refuses some of it; nothing is lost.
    WAITING_PARTLY_TEXT = "Der Server nimmt gerade nicht alles an. Alles bleibt auf diesem Gerät gespeichert.", "The server does not take everything at the moment. Everything stays saved on this device.";
    /// The server refuses; nothing is lost.
    WAITING_REFUSED_TEXT = "Der Server nimmt gerade nichts an. Alles bleibt auf diesem Gerät gespeichert.", "The server takes nothing at the moment. Everything stays saved on this device.";
    /// Button: start a sync.
    SEND_NOW = "Jetzt senden", "Send now";
    /// Heading: what is not yet sent, per kind.
    WHAT_WAITS = "Was wartet", "What waits";
    /// Heading: conflicts.
    NEEDS_DECISION = "Braucht eine Entscheidung", "Needs a decision";
    /// Heading: journal of syncs.
    LATELY = "Zuletzt", "Lately";
    /// Journal before the first sync.
    NEVER_SYNCED = "Noch nie abgeglichen", "Never synced yet";
    /// Button: copies a report without content for support.
    COPY_REPORT = "Bericht für die Hilfe kopieren, ohne Inhalte", "Copy report for support, without content";
    /// Connection state.
    LINK_ONLINE = "Verbunden", "Connected";
    /// Connection state.
    LINK_OFFLINE = "Kein Netz", "No network";
    /// Connection state.
    LINK_SENDING = "Wird gesendet", "Sending";
    /// Connection state.
    LINK_REFUSED = "Der Server nimmt nichts an", "The server takes nothing";
    /// Ochre: what exists only on this device.
    ONLY_HERE = "Nur auf diesem Gerät", "On this device only";

    /// Storage is full.
    STORE_FULL = "Speicher voll. Nichts ist verloren, Neues passt nicht mehr. Auf dem Gerät Platz schaffen, dann noch einmal speichern.", "Storage full. Nothing is lost, nothing new fits. Free some space on the device, then save again.";
    /// Another window blocks the database.
    STORE_BLOCKED = "Ein anderes Fenster hält den Speicher fest. Andere Fenster der App schließen.", "Another window holds the storage. Close other windows of the app.";
    /// The data was written by a newer version.
    STORE_NEWER = "Die Daten sind von einer neueren Fassung der App. Nichts ist verloren. Mit Netz neu laden.", "The data is from a newer version of the app. Nothing is lost. Reload with a network.";
    /// Private browsing.
    STORE_PRIVATE = "In diesem Fenster speichert der Browser nicht dauerhaft. In einem normalen Fenster öffnen.", "In this window the browser does not keep data. Open it in a normal window.";
    /// The database is damaged.
    STORE_DAMAGED = "Der Speicher ist beschädigt. Er wird nicht überschrieben. Bericht kopieren und Hilfe holen.", "The storage is damaged. It will not be overwritten. Copy the report and get help.";
    /// A write failed.
    STORE_WRITE_FAILED = "Nicht gespeichert. Das Getippte steht noch da. Noch einmal versuchen.", "Not saved. What was typed is still there. Try again.";
    /// The browser has thrown away everything this app had stored. Then: join again.
    STORE_EMPTIED = "Der Browser hat den Speicher dieser App geleert. Gesendetes liegt beim Netzwerk. Mit einer neuen Einladung geht es weiter.", "The browser has emptied the storage of this app. What was sent is with the network. A new invitation leads on.";
    /// Counting while a damaged part of the storage is read again.
    COUNT_MENDING = "Ein Teil des Gezählten ist auf diesem Gerät beschädigt. Gezählt wird wieder, sobald einmal Netz da war.", "Part of what was counted is damaged on this device. Counting goes on as soon as there was a network once.";
    /// Rescue file: some other file was chosen.
    RESCUE_FOREIGN = "Das ist keine Rettungsdatei. Die Datei wählen, deren Name mit „rettung“ beginnt.", "This is not a rescue file. Choose the file whose name begins with “rettung”.";
    /// Rescue file: cut off or changed on the way.
    RESCUE_DAMAGED = "Die Rettungsdatei ist beschädigt. Hier hat sich nichts geändert. Die Datei noch einmal übergeben.", "The rescue file is damaged. Nothing changed here. Hand it over again.";
    /// Rescue file: of a newer version of the app.
    RESCUE_NEWER = "Die Rettungsdatei ist von einer neueren Fassung der App. Zuerst die neue Fassung laden.", "The rescue file is from a newer version of the app. Load the new version first.";
    /// Rescue file: larger than a phone reads.
    RESCUE_TOO_LARGE = "Die Datei ist zu groß für eine Rettungsdatei.", "The file is too large for a rescue file.";
    /// Rescue file: no town of this device is in it.
    RESCUE_OTHER = "In dieser Datei ist keine Kommune dieses Geräts. Einlesen kann sie ein Gerät derselben Kommune.", "No town of this device is in this file. A device of the same town can read it in.";
    /// Rescue file: it cannot be made or opened before this device was online once.
    RESCUE_CONNECT = "Zuerst einmal mit Netz abgleichen, dann geht es.", "Sync once with a network first, then it works.";
    /// The device has too little memory to check the six words.
    MEMORY_SHORT = "Gerade fehlt Arbeitsspeicher. Andere Seiten schließen, dann noch einmal.", "There is too little memory right now. Close other pages, then try again.";
    /// The device may only read in this town.
    READ_ONLY_HERE = "Hier ist nur Lesen erlaubt.", "Only reading is allowed here.";
    /// A tool wrote what the rules of its kind do not allow.
    INVALID_LONG = "Der Text ist zu lang. Gespeichert wurde nichts. Kürzen, dann speichern.", "The text is too long. Nothing was saved. Shorten it, then save.";
    /// A tool wrote what the rules of its kind do not allow.
    INVALID_GREAT = "Die Zahl ist zu groß. Gespeichert wurde nichts. Zahl prüfen, dann speichern.", "The number is too large. Nothing was saved. Check it, then save.";
    /// A tool wrote what the rules of its kind do not allow.
    INVALID_MISSING = "Da fehlt noch etwas. Gespeichert wurde nichts.", "Something is missing. Nothing was saved.";
    /// What was to be made is there already, since a moment ago.
    INVALID_THERE = "Das ist schon eingetragen. Gespeichert wurde nichts. Den vorhandenen Eintrag öffnen.", "This is entered already. Nothing was saved. Open the entry that is there.";
    /// A tool wrote what the rules of its kind do not allow.
    INVALID = "So geht es nicht. Gespeichert wurde nichts. Angaben prüfen, dann speichern.", "It cannot be saved like this. Nothing was saved. Check it, then save.";
    /// A record that arrives later: what stands under its address until then.
    NOT_HERE_YET = "Vielleicht ist er noch unterwegs. Nach dem nächsten Abgleich steht er hier.", "It may still be on its way. After the next sync it is here.";
    /// A single save has more text than fits.
    SAVE_TOO_LARGE = "Das ist zu viel für einen Eintrag. Text kürzen oder auf zwei Einträge verteilen.", "This is too much for one entry. Shorten the text or split it into two entries.";
    /// A name of a person, town or network.
    NAME_TOO_LONG = "Der Name ist zu lang.", "The name is too long.";
    /// The one-time link of an empty installation was used already.
    FOUND_USED = "Hier ist schon ein Netzwerk gegründet. Beitreten geht mit einer Einladung.", "A network has been founded here already. Joining takes an invitation.";
    /// A new version of the app is there.
    UPDATE_READY = "Eine neue Fassung liegt bereit", "A new version is ready";
    /// Button.
    UPDATE_LOAD = "Neue Fassung laden", "Load new version";
    /// A mistake of the program.
    BUG = "Da ist etwas schiefgegangen. Gespeichertes ist nicht betroffen. Neu laden; wenn es bleibt, den Bericht kopieren.", "Something went wrong. What is saved is not affected. Reload; if it stays, copy the report.";

    /// Chip, after a number: changes the server has not confirmed.
    UNSENT = "ungesendet", "unsent";
    /// Read aloud after a number in the navigation.
    NOT_SENT = "nicht gesendet", "not sent";
    /// Read aloud: where the chip leads, after what it says.
    TO_SYNC = "zum Abgleich", "to the sync page";
    /// Sync page: something exists on this device alone.
    DO_NOT_WIPE = "Dieses Gerät noch nicht löschen.", "Do not wipe this device yet.";
    /// The browser does not allow copying.
    NOT_COPIED = "Kopieren ging nicht. Der Browser erlaubt es hier nicht.", "Copying did not work. The browser does not allow it here.";
}
