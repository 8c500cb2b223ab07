//! The words of the interface: everything that is not a label of a field.
//!
//! Each entry has a note for translators (where it stands, what it does), the German and the English words. Rules:
//! short, no du or Sie, infinitive or noun on buttons; say what is, what follows, what to do. Words with numbers,
//! names or dates are functions in [`super::sentences`]; what is wrong with an input stands in
//! [`super::violations`]; what the server refused in [`super::problems`]. No sentence is built by joining pieces.

use super::{Text, text};

/// One entry of the table, for checks and translators.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Name of the constant.
    pub name: &'static str,
    /// Note for translators.
    pub note: &'static str,
    /// The words.
    pub text: Text,
}

/// Defines words as constants and lists them in [`WORDS`]. An entry without note, German or English does not compile; Upper
/// Sorbian may follow as a third string.
macro_rules! texts {
    ($($(#[doc = $note:literal])+ $name:ident = $de:literal, $en:literal $(, $hsb:literal)?;)*) => {
        $($(#[doc = $note])+ pub const $name: Text = text($de, $en)$(.hsb($hsb))?;)*

        /// Every word of the table.
        pub static WORDS: &[Word] = &[$(
            Word { name: stringify!($name), note: concat!($($note),+), text: $name },
        )*];
    };
}

pub(super) use texts;

/// Whether any word of the table is translated into Upper Sorbian; only then the language is offered.
#[must_use]
pub fn has_sorbian() -> bool {
    WORDS.iter().any(|word| word.text.hsb.is_some())
}

texts! {
    // --- Places and navigation -------------------------------------------------------------------
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

    // --- Buttons used everywhere -----------------------------------------------------------------
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

    // --- Days and times in running text ----------------------------------------------------------
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

    // --- People and devices ----------------------------------------------------------------------
    /// Author of a change made on the device in the hand, inside a sentence.
    THIS_PHONE_LOWER = "dieses Telefon", "this phone";
    /// The same at the start of a line.
    THIS_PHONE = "Dieses Telefon", "This phone";
    /// Author whose name is not known on this device.
    UNKNOWN_DEVICE = "unbekanntes Gerät", "unknown device";

    // --- The four states of a change -------------------------------------------------------------
    /// State: being typed, not yet saved as an entry.
    STATE_DRAFT = "Entwurf", "Draft";
    /// State: saved on this phone, waits for the network.
    STATE_READY = "Bereit", "Ready";
    /// State: on its way.
    STATE_SENDING = "Wird gesendet", "Sending";
    /// State: the server has confirmed it. Never earlier.
    STATE_SENT = "Gesendet", "Sent";
    /// Explains the state Entwurf.
    STATE_DRAFT_TEXT = "Noch nicht gespeichert. Bleibt auf diesem Telefon liegen.", "Not saved yet. It stays on this phone.";
    /// Explains the state Bereit.
    STATE_READY_TEXT = "Auf diesem Telefon gespeichert. Geht raus, sobald Netz da ist.", "Saved on this phone. It goes out as soon as there is a network.";
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

    // --- Offline and sync ------------------------------------------------------------------------
    /// Normal state without network; not an alarm.
    OFFLINE = "Kein Netz", "No network";
    /// The full notice.
    OFFLINE_TEXT = "Kein Netz. Weiterarbeiten geht. Gesendet wird von selbst.", "No network. Working on is fine. Sending happens by itself.";
    /// Chip: nothing waits.
    ALL_SENT = "Alles gesendet", "All sent";
    /// The same, in full, on the sync page.
    ALL_SENT_TEXT = "Alles auf dem Server, sicher zu löschen.", "Everything is on the server; this phone may be wiped safely.";
    /// Heading of the sync page.
    SYNC_TITLE = "Abgleich", "Sync";
    /// Below the number of waiting entries.
    WAITING_TEXT = "Kein Netz. Alles ist auf diesem Telefon gespeichert und geht von selbst raus, sobald Netz da ist.", "No network. Everything is saved on this phone and goes out by itself as soon as there is one.";
    /// The same with network, while sending.
    WAITING_ONLINE_TEXT = "Alles ist auf diesem Telefon gespeichert und geht gerade raus.", "Everything is saved on this phone and is going out now.";
    /// The server refuses; nothing is lost.
    WAITING_REFUSED_TEXT = "Der Server nimmt gerade nichts an. Alles bleibt auf diesem Telefon gespeichert.", "The server takes nothing at the moment. Everything stays saved on this phone.";
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
    /// Ochre: what exists only on this phone.
    ONLY_HERE = "Nur auf diesem Telefon", "On this phone only";

    // --- Two versions ----------------------------------------------------------------------------
    /// Heading and tag of a conflict.
    TWO_VERSIONS = "Zwei Fassungen", "Two versions";
    /// Explains a conflict.
    CONFLICT_TEXT = "Zwei Personen haben dieses Feld ohne Netz geändert. Beide Fassungen sind gesichert.", "Two people changed this field without a network. Both versions are safe.";
    /// Heading of the text put together from all versions of a long text.
    DRAFT = "Entwurf aus allen Fassungen", "Draft from all versions";
    /// Explains the draft when no two people changed the same place.
    DRAFT_AGREED = "Alle Änderungen stehen darin; keine zwei betreffen dieselbe Stelle. Durchlesen, dann speichern.", "It holds all changes; no two touch the same place. Read it through, then save.";
    /// Explains the draft when two people changed the same place.
    DRAFT_OPEN = "Wo mehrere dieselbe Stelle geändert haben, steht alles untereinander. Hier kürzen, dann speichern.", "Where several people changed the same place, all of it stands one below the other. Shorten it here, then save.";
    /// Button: saves the draft.
    DRAFT_SAVE = "Diesen Text speichern", "Save this text";
    /// Explains a conflict of more than two.
    CONFLICT_TEXT_MANY = "Mehrere Personen haben dieses Feld ohne Netz geändert. Alle Fassungen sind gesichert.", "Several people changed this field without a network. All versions are safe.";
    /// Label of the own version.
    MY_VERSION = "Meine Fassung", "My version";
    /// Label of somebody else's version.
    OTHER_VERSION = "Andere Fassung", "Other version";
    /// Button: keep mine.
    TAKE_MINE = "Meine nehmen", "Take mine";
    /// Button: keep the other.
    TAKE_THEIRS = "Andere nehmen", "Take theirs";
    /// Button: keep this one of several versions.
    TAKE_THIS = "Diese nehmen", "Take this one";
    /// Button: keep both, one below the other.
    KEEP_BOTH = "Beide behalten", "Keep both";
    /// Button: decide another time.
    DECIDE_LATER = "Später entscheiden", "Decide later";
    /// After deciding; the button Rückgängig follows.
    CONFLICT_SOLVED = "Entschieden", "Decided";
    /// What becomes of the version that was not taken.
    CONFLICT_AFTER = "Die nicht gewählte Fassung bleibt im Verlauf. Die Entscheidung lässt sich zurücknehmen; alle sehen sie beim nächsten Abgleich.", "The version not taken stays in the history. The decision can be undone; everyone sees it at the next sync.";
    /// No conflict left.
    NO_CONFLICTS = "Keine Entscheidung offen", "No decision open";
    /// Button on a notice that leads to the conflict.
    SEE_BOTH = "Beide ansehen", "See both";
    /// A value that was emptied, in conflict cards and history.
    EMPTIED = "(geleert)", "(emptied)";
    /// Read aloud before words only one version has.
    DIFF_ADDED = "nur hier:", "only here:";

    // --- History ---------------------------------------------------------------------------------
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

    // --- Papierkorb ------------------------------------------------------------------------------
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

    // --- Heute -----------------------------------------------------------------------------------
    /// Heading.
    TASKS = "Aufgaben", "Tasks";
    /// Heading.
    NEXT_EVENTS = "Nächste Termine", "Next events";
    /// Heading: organisations nobody has talked to for eight weeks.
    NOT_TALKED = "Länger nicht gesprochen", "Not talked to lately";
    /// Heading: emergency numbers.
    EMERGENCY = "Im Notfall", "In an emergency";
    /// Emergency entry 110.
    POLICE = "Polizei", "Police";
    /// Below 110.
    POLICE_TEXT = "immer, wenn jemand in Gefahr ist", "whenever someone is in danger";
    /// Emergency entry 0800 300 99 44. A proper name, not translated.
    STRONG_POINT = "starke Stelle", "starke Stelle";
    /// Below it.
    STRONG_POINT_TEXT = "Mo–Fr 9–16 Uhr, kostenlos", "Mon–Fri 9–16, free of charge";
    /// Key: count one visitor.
    COUNT_ONE = "Zählen", "Count";
    /// Key: write an idea card.
    CARD = "Karte", "Card";
    /// Key: write a note (becomes a task).
    NOTE = "Notiz", "Note";
    /// Tag of the running event.
    RUNNING = "Läuft", "Running";
    /// A task past its day.
    OVERDUE = "überfällig", "overdue";
    /// Nothing is due.
    NOTHING_DUE = "Nichts fällig", "Nothing due";
    /// What to do then.
    NOTHING_DUE_TEXT = "Aufgaben mit Tag erscheinen hier, sobald sie dran sind.", "Tasks with a day appear here when their time comes.";
    /// No event ahead.
    NO_NEXT_EVENT = "Kein Termin in Sicht", "No event ahead";

    // --- Termine and Zählen ----------------------------------------------------------------------
    /// Filter of the list.
    FILTER_ALL = "Alle", "All";
    /// Filter of the list.
    FILTER_AHEAD = "Kommende", "Coming";
    /// Filter of the list.
    FILTER_PAST = "Vergangene", "Past";
    /// Filter of a list: not yet sent.
    FILTER_UNSENT = "Nicht gesendet", "Not sent";
    /// Filter of a list: open tasks.
    FILTER_OPEN = "Offene", "Open";
    /// The filter finds nothing.
    FILTER_EMPTY = "Nichts davon", "None of these";
    /// Button: shows everything again.
    FILTER_RESET = "Alle zeigen", "Show all";
    /// Read aloud: the keys at the lower edge of a tool.
    DOCK = "Werkzeuge", "Tools";
    /// Heading of the counting screen.
    COUNTING = "Zählen", "Counting";
    /// Below the total.
    ALL_PHONES = "alle Telefone", "all phones";
    /// Button: opens bands.
    WITH_AGE_BAND = "Mit Altersgruppe zählen", "Count with age band";
    /// Button: opens further counters.
    MORE_MARKS = "mehr Merkmale", "more marks";
    /// Button: corrects a counter with a reason.
    CORRECT = "Korrigieren", "Correct";
    /// Field of the correction: which counter.
    CORRECT_WHICH = "Was?", "What?";
    /// Field of the correction: amount.
    CORRECT_AMOUNT = "Um wie viel?", "By how much?";
    /// Below the amount.
    CORRECT_AMOUNT_HINT = "Mit Minus, wenn zu viel gezählt wurde.", "With a minus if too many were counted.";
    /// Field of the correction: reason.
    CORRECT_REASON = "Warum?", "Why?";
    /// Nothing counted on any phone.
    NOTHING_COUNTED = "Noch nichts gezählt", "Nothing counted yet";
    /// A counting share whose device has no name.
    OTHER_PHONE = "Anderes Telefon", "Other phone";

    // --- Ort -------------------------------------------------------------------------------------
    /// Heading of the sectors of organisations.
    LOCAL_ALLIANCE = "Lokale Allianz", "Local alliance";
    /// A sector without an organisation.
    SECTOR_MISSING = "fehlt", "missing";
    /// Heading of the figures.
    IN_NUMBERS = "In Zahlen", "In numbers";
    /// Upper Sorbian name of the town, before the name, for screen readers.
    NAME_HSB = "obersorbisch", "Upper Sorbian";
    /// Town without its record yet.
    TOWN_NOT_SET = "Noch keine Kommune gewählt", "No municipality chosen yet";
    /// Button.
    TOWN_CHOOSE = "Kommune wählen", "Choose the municipality";
    /// Placeholder-free hint of the town search.
    TOWN_SEARCH_HINT = "Name, obersorbischer Name, Landkreis oder Schlüssel", "Name, Upper Sorbian name, district or key";
    /// The town search finds nothing.
    TOWN_NOT_FOUND = "Keine Kommune mit diesem Namen", "No municipality of this name";
    /// Heading: children or linked records.
    RELATED = "Gehört dazu", "Related";

    // --- Who can read this -----------------------------------------------------------------------
    /// Heading of the panel.
    WHO_CAN_READ = "Wer kann das lesen?", "Who can read this?";
    /// Space kind network.
    SPACE_NETWORK = "Netzwerk", "Network";
    /// Space kind team.
    SPACE_TEAM = "Projektteam", "Project team";
    /// Space kind town.
    SPACE_TOWN = "Ort", "Town";
    /// Space kind core.
    SPACE_CORE = "Innerer Kreis", "Inner circle";
    /// Space kind case.
    SPACE_CASE = "Fall", "Case";
    /// Readers of a network space.
    READERS_NETWORK = "Alle im Netzwerk, auch andere Orte", "Everyone in the network, other towns too";
    /// Readers of the team space.
    READERS_TEAM = "Nur das Projektteam", "The project team only";
    /// Readers of a town space.
    READERS_TOWN = "Alle, die an diesem Ort mitarbeiten, und das Projektteam", "Everyone working in this town, and the project team";
    /// Readers of a core space.
    READERS_CORE = "Nur der innere Kreis dieses Ortes", "The inner circle of this town only";
    /// Readers of a case space.
    READERS_CASE = "Nur wer ausdrücklich eingeladen ist", "Only those expressly invited";
    /// Below all of them.
    READERS_SERVER = "Der Server kann es nicht lesen.", "The server cannot read it.";
    /// The device may not write in this space.
    READ_ONLY = "Hier darf dieses Gerät nur lesen.", "This device may only read here.";

    // --- Roles -----------------------------------------------------------------------------------
    /// Role, short.
    ROLE_GK = "Gemeindekümmernde", "Town caretakers";
    /// Role.
    ROLE_PROJEKTTEAM = "Projektteam", "Project team";
    /// Role.
    ROLE_RATHAUS = "Rathaus", "Town hall";
    /// Role.
    ROLE_ALLIANZ = "Lokale Allianz", "Local alliance";
    /// Role.
    ROLE_LESEN = "Nur lesen", "Read only";
    /// What the role may do.
    ROLE_GK_TEXT = "schreibt alles an diesem Ort und lädt ein", "writes everything in this town and invites";
    /// What the role may do.
    ROLE_PROJEKTTEAM_TEXT = "sieht alle Orte", "sees all towns";
    /// What the role may do.
    ROLE_RATHAUS_TEXT = "liest und schreibt an diesem Ort", "reads and writes in this town";
    /// What the role may do.
    ROLE_ALLIANZ_TEXT = "liest und schreibt an diesem Ort", "reads and writes in this town";
    /// What the role may do.
    ROLE_LESEN_TEXT = "liest an diesem Ort", "reads in this town";
    /// Device kind.
    DEVICE_PHONE = "Telefon", "Phone";
    /// Device kind.
    DEVICE_DESKTOP = "Rechner", "Computer";
    /// Device kind: keys printed on paper.
    DEVICE_PAPER = "Papier", "Paper";
    /// Device kind: a helper of the server.
    DEVICE_SERVICE = "Dienst", "Service";

    // --- Circles and their people ------------------------------------------------------------------
    /// Settings, page title: every circle of people this device belongs to.
    CIRCLES = "Kreise", "Circles";
    /// Below it.
    CIRCLES_TEXT = "Jeder Kreis hat eigene Leute und einen eigenen Schlüssel. Wer nicht dabei ist, kann nichts davon lesen.", "Each circle has its own people and its own key. Who is not in it can read nothing of it.";
    /// One circle.
    CIRCLE = "Kreis", "Circle";
    /// Section that explains circles.
    CIRCLES_WHAT = "Was ein Kreis ist", "What a circle is";
    /// First paragraph there.
    CIRCLES_WHAT_1 = "Netzwerk: alle Orte. Ort: wer an einem Ort mitarbeitet. Innerer Kreis und Fall: wenige Benannte, für das, was gefährlich werden kann.", "Network: all towns. Town: who works in one town. Inner circle and case: a few named people, for what can become dangerous.";
    /// Second paragraph there.
    CIRCLES_WHAT_2 = "In einem Kreis gibt es nur drei Rechte: lesen, schreiben, verwalten. Nichts vererbt sich von einem Kreis in einen anderen.", "Within a circle there are three rights only: read, write, administer. Nothing is inherited from one circle by another.";
    /// Section, row: who belongs to a circle.
    WHO_IS_IN = "Wer dabei ist", "Who is in it";
    /// Page of a person who is out.
    PERSON_GONE = "Nicht mehr in diesem Kreis", "No longer in this circle";
    /// A person in a circle, page.
    PERSON = "Person", "Person";
    /// A name that cannot be opened because its key is missing.
    NAME_UNREADABLE = "Name nicht lesbar", "name unreadable";
    /// Right: reads.
    MAY_READ = "liest", "reads";
    /// Right: reads and writes.
    MAY_WRITE = "liest und schreibt", "reads and writes";
    /// Right: reads, writes and decides who is in.
    MAY_ADMIN = "verwaltet: liest, schreibt, lässt herein", "administers: reads, writes, lets in";
    /// Label: what somebody may do.
    MAY = "Darf", "May";
    /// Label: since when somebody is in.
    SINCE = "Dabei", "In it";
    /// Section: devices of a person.
    DEVICES = "Geräte", "Devices";
    /// A device without a name of its own: the one a person came with.
    FIRST_DEVICE = "Erstes Gerät", "First device";
    /// Button, section: give a person another role.
    CHANGE_ROLE = "Rolle ändern", "Change role";
    /// Said when a decision is on the disk; the server carries it out.
    DECIDED = "Entschieden. Gilt, sobald der Server es bestätigt.", "Decided. It counts as soon as the server confirms.";
    /// Section: decisions that wait for the server.
    DECIDED_NOT_DONE = "Entschieden, noch nicht bestätigt", "Decided, not confirmed yet";
    /// Such a decision: why it waits.
    WAITS_FOR_NETWORK = "wartet auf den Server", "waits for the server";
    /// Button: give up such a decision.
    GIVE_UP = "Doch nicht", "Rather not";
    /// Said afterwards.
    GIVEN_UP = "Zurückgenommen", "Taken back";
    /// Decision: a device goes.
    WILL_REMOVE_DEVICE = "Ein Gerät wird entfernt", "A device is removed";
    /// Decision: a recovery sheet comes.
    WILL_ADD_SHEET = "Ein Wiederherstellungsblatt kommt dazu", "A recovery sheet is added";
    /// Decision: a device is called something else.
    WILL_NAME_DEVICE = "Ein Gerät bekommt einen anderen Namen", "A device gets another name";
    /// Decision: a device comes.
    WILL_ADD_DEVICE = "Ein Gerät kommt dazu", "A device is added";
    /// Decision: other rules.
    WILL_CHANGE_RULES = "Die Regeln ändern sich", "The rules change";
    /// Decision: the circle ends.
    WILL_CLOSE = "Der Kreis wird beendet", "The circle ends";
    /// Decision: unsent work is taken over.
    WILL_TAKE_OVER = "Wird übernommen", "Being taken over";
    /// Decision: unsent work is thrown away.
    WILL_DISCARD = "Wird verworfen", "Being discarded";
    /// Heading above the consequences of a step.
    WHAT_FOLLOWS = "Was dann geschieht", "What happens then";
    /// Button: remove a person from a circle.
    REMOVE_PERSON = "Aus dem Kreis entfernen", "Remove from the circle";
    /// First consequence.
    REMOVE_PERSON_1 = "Alle Geräte dieser Person bekommen ab sofort nichts Neues mehr und werden abgemeldet.", "All devices of this person get nothing new from now on and are logged out.";
    /// Button: leave a circle oneself.
    LEAVE_CIRCLE = "Diesen Kreis verlassen", "Leave this circle";
    /// First consequence.
    LEAVE_CIRCLE_1 = "Die eigenen Geräte bekommen nichts Neues mehr. Zurück geht es nur mit einer neuen Einladung.", "Your own devices get nothing new. The way back takes a new invitation.";
    /// Consequence of every removal: new key.
    REMOVE_2 = "Der Kreis bekommt einen neuen Schlüssel. Mit dem alten lässt sich nichts Neues lesen.", "The circle gets a new key. Nothing new can be read with the old one.";
    /// Consequence: the copy.
    REMOVE_3 = "Beim nächsten Kontakt prüft das Gerät die Anordnung und löscht seine Kopie. Ist es aus oder ohne Netz, bleibt die verschlüsselte Kopie liegen.", "At its next contact the device checks the order and erases its copy. If it is off or without a network, the encrypted copy stays.";
    /// Consequence: unsent work.
    REMOVE_4 = "Nicht Gesendetes geht nicht verloren: Es kommt zur Durchsicht zu denen, die verwalten.", "What was not sent is not lost: it comes to those who administer, to look through.";
    /// Consequence: what cannot be brought back.
    REMOVE_5 = "Was bereits kopiert wurde, kann nicht zurückgeholt werden.", "What was copied already cannot be brought back.";
    /// Section: a new device for somebody who lost theirs.
    NEW_DEVICE_FOR = "Telefon verloren?", "Lost their phone?";
    /// Below it.
    NEW_DEVICE_FOR_TEXT = "Wer verwaltet, kann dieser Person ein neues Gerät in diesem Kreis geben. Dafür werden vier Wörter verglichen; alle im Kreis sehen das neue Gerät.", "Whoever administers can give this person a new device in this circle. Four words are compared; everyone in the circle sees the new device.";
    /// Button there.
    INVITE_NEW_DEVICE = "Neues Gerät einladen", "Invite a new device";
    /// Circle: it lacks a second admin.
    NEEDS_SECOND_ADMIN = "Zweite Person zum Verwalten fehlt", "A second admin is missing";
    /// Why, and what to do.
    NEEDS_SECOND_ADMIN_TEXT = "Innere Kreise und Fälle nehmen Einträge erst an, wenn zwei Personen verwalten. Sonst wäre mit einem verlorenen Telefon alles weg.", "Inner circles and cases take entries only once two people administer them. Otherwise everything would be gone with one lost phone.";
    /// Button there.
    INVITE_SECOND_ADMIN = "Zweite Person einladen", "Invite a second person";
    /// Circle that has ended.
    CIRCLE_CLOSED = "Dieser Kreis ist beendet. Er lässt sich noch lesen.", "This circle has ended. It can still be read.";
    /// Circle this device was removed from, with its copy still here.
    REMOVED_HERE = "Dieses Gerät gehört nicht mehr zu diesem Kreis. Neues kommt nicht mehr an.", "This device no longer belongs to this circle. Nothing new arrives.";
    /// Section: the rules of a circle.
    RULES = "Regeln", "Rules";
    /// Rule: how long content is kept is not decided.
    KEPT_UNDECIDED = "Wie lange Einträge bleiben, ist nicht festgelegt", "How long entries are kept is not decided";
    /// Rule: sheets are allowed.
    SHEETS_ALLOWED = "Wiederherstellungsblätter sind erlaubt", "Recovery sheets are allowed";
    /// Rule: sheets are not allowed.
    SHEETS_FORBIDDEN = "Wiederherstellungsblätter sind nicht erlaubt", "Recovery sheets are not allowed";
    /// Button.
    ALLOW_SHEETS = "Blätter erlauben", "Allow sheets";
    /// Button.
    FORBID_SHEETS = "Blätter nicht erlauben", "Forbid sheets";
    /// Confidential circle: no sheet opens it.
    NO_SHEET_HERE = "Kein Wiederherstellungsblatt: Den Weg zurück gibt die zweite Person, die verwaltet.", "No recovery sheet: the second admin is the way back.";
    /// Only an admin may do this.
    ADMIN_ONLY = "Das darf nur, wer diesen Kreis verwaltet.", "Only those who administer this circle may do this.";
    /// The last admin cannot go.
    LAST_ADMIN = "Die letzte Person, die verwaltet, kann nicht gehen. Erst einer anderen Person die Verwaltung geben.", "The last person who administers cannot go. Give another person that right first.";
    /// Button: end a case.
    CLOSE_CASE = "Fall beenden", "End the case";
    /// First consequence.
    CLOSE_CASE_1 = "Niemand kann mehr hineinschreiben, auch nicht die, die verwalten.", "Nobody can write into it any more, not even those who administer it.";
    /// Second consequence.
    CLOSE_CASE_2 = "Zurücknehmen geht nicht. Lesen geht weiter.", "It cannot be undone. Reading goes on.";

    // --- Founding towns and cases ------------------------------------------------------------------
    /// Button, page title.
    FOUND_A_TOWN = "Ort anlegen", "Add a town";
    /// Button, page title.
    FOUND_A_CASE = "Fall anlegen", "Add a case";
    /// Said afterwards.
    FOUNDED = "Angelegt", "Added";
    /// Town: first consequence.
    FOUND_TOWN_1 = "Es entstehen zwei Kreise: der Ort und sein innerer Kreis.", "Two circles come into being: the town and its inner circle.";
    /// Town: second consequence.
    FOUND_TOWN_2 = "Dabei ist zuerst nur, wer anlegt. Alle anderen kommen mit einer Einladung.", "At first only the person who adds it is in. All others come with an invitation.";
    /// Town: third consequence.
    FOUND_TOWN_3 = "Der innere Kreis nimmt Einträge an, sobald zwei Personen ihn verwalten.", "The inner circle takes entries as soon as two people administer it.";
    /// Label: what a case is called.
    CASE_TITLE = "Fallnummer", "Case number";
    /// Hint.
    CASE_TITLE_HINT = "Eine Nummer, aus der niemand erkennbar ist. Kein Name.", "A number that reveals nobody. No name.";
    /// Case: first consequence.
    FOUND_CASE_1 = "Der Fall ist ein Kreis für sich: nur wer ausdrücklich eingeladen ist, liest mit.", "The case is a circle of its own: only those expressly invited read along.";
    /// Case: second consequence.
    FOUND_CASE_2 = "Er nimmt Einträge an, sobald zwei Personen ihn verwalten.", "It takes entries as soon as two people administer it.";
    /// Case: third consequence.
    FOUND_CASE_3 = "Ein Wiederherstellungsblatt öffnet ihn nicht.", "A recovery sheet does not open it.";

    // --- Letting in --------------------------------------------------------------------------------
    /// Read aloud: the four words.
    FOUR_WORDS = "Vier Wörter", "Four words";
    /// Somebody waits at the door: what to do.
    COMPARE_WORDS = "Anrufen oder nebeneinanderstehen. Die andere Person liest ihre vier Wörter vor. Stimmen sie mit diesen überein?", "Call, or stand side by side. The other person reads out four words. Are they the same as these?";
    /// Button: they are the same.
    WORDS_SAME = "Stimmen überein: hereinlassen", "The same: let in";
    /// Button: they are not.
    WORDS_DIFFER = "Stimmen nicht: abweisen", "Not the same: turn away";
    /// Why words are compared.
    COMPARE_WHY = "So fällt auf, wenn jemand den Link abgefangen hat. Die Wörter nicht per Nachricht schicken.", "This reveals somebody who intercepted the link. Do not send the words in a message.";
    /// Nothing to compare; it goes by itself.
    LET_IN_SOON = "Wird hereingelassen, sobald Netz da ist", "Is let in as soon as there is a network";
    /// Somebody waits with a further device.
    WAITS_AS_DEVICE = "Ein weiteres Gerät einer Person, die schon dabei ist.", "A further device of a person who is in already.";
    /// Said afterwards.
    LET_IN_DONE = "Wird hereingelassen", "Is being let in";
    /// Said afterwards.
    TURNED_AWAY = "Abgewiesen", "Turned away";
    /// Label: how the invitation gets there.
    WAY = "Weg", "Way";
    /// Way: both at one table.
    WAY_TABLE = "Am Tisch", "At the table";
    /// Way: a link is sent.
    WAY_LINK = "Per Link", "By link";
    /// Way at the table: what follows.
    WAY_TABLE_TEXT = "QR-Code von diesem Bildschirm scannen. Gilt 15 Minuten, ein Mal.", "Scan the QR code from this screen. Good for 15 minutes, once.";
    /// Way by link: what follows.
    WAY_LINK_TEXT = "Link verschicken. Gilt 7 Tage, ein Mal.", "Send the link. Good for 7 days, once.";
    /// Invitation: words will be compared.
    WORDS_WILL_BE_ASKED = "Vor dem Hereinlassen werden vier Wörter verglichen.", "Four words are compared before letting in.";
    /// Invitation: nobody has to do anything.
    COMES_BY_ITSELF = "Wer damit kommt, ist dabei, sobald dieses Gerät Netz hat.", "Whoever comes with it is in as soon as this device has a network.";
    /// Section: invitations made so far.
    INVITATIONS = "Einladungen", "Invitations";
    /// None were made.
    INVITATIONS_NONE = "Keine offene Einladung", "No open invitation";
    /// An invitation for a further device.
    INVITED_DEVICE = "Weiteres Gerät", "Further device";
    /// Button: take an invitation back.
    INVITE_WITHDRAW = "Zurückziehen", "Withdraw";
    /// Said afterwards.
    INVITE_WITHDRAWN = "Einladung zurückgezogen", "Invitation withdrawn";
    /// What became of it.
    INVITE_IS_WITHDRAWN = "wird zurückgezogen", "being withdrawn";
    /// What became of it.
    INVITE_IS_USED = "benutzt", "used";
    /// What became of it.
    INVITE_IS_EXPIRED = "abgelaufen", "expired";
    /// What became of it.
    INVITE_NOT_ANNOUNCED = "noch nicht auf dem Server", "not on the server yet";
    /// Waiting to be let in: what the four words are for.
    READ_WORDS_OUT = "Wer eingeladen hat, fragt nach diesen vier Wörtern. Am Telefon oder nebeneinander vorlesen, nicht schreiben.", "Whoever invited asks for these four words. Read them out on the phone or side by side, do not write them.";
    /// Welcome: a further device of the person.
    WELCOME_DEVICE = "Ein weiteres Gerät", "A further device";
    /// Label: name of a further device.
    DEVICE_NAME = "Name dieses Geräts", "Name of this device";
    /// Hint.
    DEVICE_NAME_HINT = "Zum Beispiel Laptop oder neues Telefon.", "For example laptop or new phone.";
    /// Button: open the camera.
    SCAN = "Mit der Kamera scannen", "Scan with the camera";
    /// Where the browser reads no codes: what does.
    SCAN_ELSEWHERE = "Dieser Browser liest keine Codes. Mit der Kamera-App des Telefons lesen und den Text hier einfügen.", "This browser reads no codes. Read it with the phone's camera app and paste the text here.";
    /// The camera was refused, or there is none.
    SCAN_REFUSED = "Die Kamera darf nicht benutzt werden oder fehlt. Den Code stattdessen einfügen oder abtippen.", "The camera may not be used, or there is none. Paste or type the code instead.";
    /// Invitation without network: what this is.
    TABLE_TEXT = "Kein Netz. Am selben Tisch geht es mit zwei Codes; fertig wird es, sobald Netz da ist.", "No network. At one table two codes do; it is completed as soon as there is a network.";
    /// Below the first code.
    TABLE_FIRST = "1. Auf dem anderen Telefon „Einladung öffnen“: diesen Code scannen.", "1. On the other phone “Open invitation”: scan this code.";
    /// The code as text.
    TABLE_AS_TEXT = "Code als Text", "Code as text";
    /// Label: the second code.
    TABLE_ANSWER = "2. Antwort des anderen Telefons", "2. Answer of the other phone";
    /// Hint.
    TABLE_ANSWER_HINT = "Steht dort auf dem Bildschirm, als Code und als Text.", "It stands on the screen there, as code and as text.";
    /// Button.
    TABLE_TAKE = "Antwort übernehmen", "Take the answer";
    /// Said afterwards.
    TABLE_TAKEN = "Antwort übernommen", "Answer taken";
    /// The invited phone shows its answer.
    TABLE_SHOW = "Diesen Code dem Telefon zeigen, das eingeladen hat.", "Show this code to the phone that invited.";
    /// An answer code belongs to no invitation of this device.
    ANSWER_UNKNOWN = "Dieser Code gehört zu keiner offenen Einladung dieses Geräts. Ist es das Gerät, das eingeladen hat?", "This code belongs to no open invitation of this device. Is it the device that invited?";
    /// An invitation for a further device, opened on a device of somebody else.
    INVITE_OTHER_PERSON = "Diese Einladung ist für ein neues Gerät, nicht für dieses. In einem leeren Browser öffnen.", "This invitation is for a new device, not for this one. Open it in an empty browser.";

    // --- My devices, the lost phone, the sheet ------------------------------------------------------
    /// Settings, page title.
    MY_DEVICES = "Meine Geräte", "My devices";
    /// Below it.
    MY_DEVICES_TEXT = "Jedes Gerät hat eigene Schlüssel. Geht eines verloren, geht nur dieses.", "Each device has its own keys. If one is lost, only that one goes.";
    /// Section: add a second device.
    SECOND_DEVICE = "Zweites Gerät", "Second device";
    /// Below it.
    SECOND_DEVICE_TEXT = "Auf dem neuen Gerät scannen und vier Wörter vergleichen. Es kommt in alle eigenen Kreise.", "Scan on the new device and compare four words. It gets into all your circles.";
    /// Button.
    SECOND_DEVICE_ADD = "Gerät hinzufügen", "Add a device";
    /// Line to open: call a device something else.
    RENAME_DEVICE = "Anders nennen", "Call it something else";
    /// Hint: who sees it.
    RENAME_DEVICE_HINT = "Alle in deinen Kreisen sehen den Namen; der Server sieht ihn nicht.", "Everyone in your circles sees the name; the server does not.";
    /// Error: no name.
    DEVICE_NAME_MISSING = "Ein Name fehlt noch, zum Beispiel Laptop.", "A name is missing, for example laptop.";
    /// Button: remove a device.
    REMOVE_DEVICE = "Gerät entfernen", "Remove device";
    /// First consequence.
    REMOVE_DEVICE_1 = "Das Gerät bekommt ab sofort nichts Neues mehr und wird abgemeldet.", "The device gets nothing new from now on and is logged out.";
    /// A device whose new name is not confirmed yet.
    IS_BEING_NAMED = "Neuer Name wartet auf den Server", "New name waits for the server";
    /// A device on its way out.
    IS_BEING_REMOVED = "wird entfernt", "being removed";
    /// Button: a recovery sheet shall open nothing any more.
    VOID_SHEET = "Blatt ungültig machen", "Void the sheet";
    /// Consequence.
    VOID_SHEET_1 = "Der Code auf dem Blatt öffnet danach nichts mehr.", "The code on the sheet opens nothing after that.";
    /// Settings, page title.
    LOST_PHONE = "Telefon weg?", "Phone gone?";
    /// Row below it.
    LOST_PHONE_META = "Was jetzt zu tun ist, der Reihe nach", "What to do now, step by step";
    /// Page: first sentence.
    LOST_TEXT = "Ruhe. Ohne die sechs Wörter öffnet niemand die App auf dem Telefon. Trotzdem jetzt, der Reihe nach:", "Keep calm. Without the six words nobody opens the app on the phone. Still, now, step by step:";
    /// Step 1.
    LOST_1 = "Gerät entfernen", "Remove the device";
    /// Step 1, what it does.
    LOST_1_TEXT = "Ab dann gibt der Server dem Gerät nichts mehr, und jeder Kreis bekommt einen neuen Schlüssel.", "From then on the server gives the device nothing, and every circle gets a new key.";
    /// No other device is known.
    LOST_NO_OTHER = "Hier steht kein anderes eigenes Gerät. Ist es das einzige gewesen: Wer den Kreis verwaltet, entfernt es, oder das Wiederherstellungsblatt.", "No other device of yours stands here. If it was the only one: those who administer the circle remove it, or the recovery sheet does.";
    /// Button in step 1.
    REMOVE_NOW = "Jetzt entfernen", "Remove now";
    /// Step 2.
    LOST_2 = "SIM-Karte sperren", "Block the SIM card";
    /// Step 2, what it does.
    LOST_2_TEXT = "Schützt vor Anrufen und Kosten. Auf die App hat es keine Wirkung.", "Protects from calls and costs. It has no effect on the app.";
    /// Name of the number that blocks cards.
    SIM_LOCK = "Sperr-Notruf", "card blocking";
    /// When it answers.
    SIM_LOCK_TEXT = "rund um die Uhr, kostenlos", "around the clock, free of charge";
    /// Step 3.
    LOST_3 = "Bescheid sagen", "Tell the others";
    /// Step 3, why.
    LOST_3_TEXT = "War die App offen, als es weg war? Dann allen sagen, die im selben Kreis sind: Was auf dem Bildschirm stand, kann jemand gesehen haben.", "Was the app open when it went? Then tell everyone in the same circle: somebody may have seen what was on the screen.";
    /// Step 4.
    LOST_4 = "Neues Gerät", "New device";
    /// Step 4, ways.
    LOST_4_TEXT = "Von einem anderen eigenen Gerät aus hinzufügen. Ohne eines: mit dem Wiederherstellungsblatt auf dem neuen Gerät anfangen, oder von jemandem einladen lassen, der den Kreis verwaltet.", "Add it from another device of yours. Without one: start with the recovery sheet on the new device, or be invited by somebody who administers the circle.";
    /// What nobody can do.
    LOST_TRUTH = "Was niemand kann", "What nobody can do";
    /// Below it.
    LOST_TRUTH_TEXT = "Ein Telefon ohne Netz aus der Ferne löschen. Es löscht seine Kopie erst beim nächsten Kontakt, und nur, wenn die App dann geöffnet wird. Bis dahin schützen die sechs Wörter.", "Erase a phone without a network from afar. It erases its copy at its next contact only, and only if the app is opened then. Until then the six words protect it.";
    /// Name of the printed sheet.
    SHEET = "Wiederherstellungsblatt", "Recovery sheet";
    /// Row below it.
    SHEET_META = "Ein Blatt Papier für den Tag, an dem alles weg ist", "A sheet of paper for the day on which everything is gone";
    /// Page: first sentence.
    SHEET_TEXT = "Ein gedruckter Code, der ein neues Gerät hereinlässt, wenn alle eigenen weg sind. Ein Mal.", "A printed code that lets a new device in when all of yours are gone. Once.";
    /// Section.
    COMES_BACK = "Kommt damit zurück", "Comes back with it";
    /// Section.
    COMES_NOT_BACK = "Kommt damit nicht zurück", "Does not come back with it";
    /// Line: what was sent.
    BACK_EVERYTHING_SENT = "alles, was gesendet war", "everything that was sent";
    /// Line: what was not sent.
    GONE_UNSENT = "Nichtgesendetes und Entwürfe", "what was not sent, and drafts";
    /// How confidential circles come back.
    SECOND_ADMIN_WAY = "Innere Kreise und Fälle öffnet kein Papier: Die zweite Person, die verwaltet, lädt das neue Gerät ein.", "No paper opens inner circles and cases: the second admin invites the new device.";
    /// No sheet was made.
    NO_SHEET_YET = "Noch kein Blatt gedruckt", "No sheet printed yet";
    /// Button.
    SHEET_MAKE = "Blatt erzeugen", "Make a sheet";
    /// Below it.
    SHEET_MAKE_TEXT = "Der Code steht nur ein Mal auf dem Bildschirm und wird nirgends gespeichert. Drucker bereithalten oder abschreiben.", "The code is on the screen once and is stored nowhere. Have a printer ready, or copy it by hand.";
    /// Above the code.
    SHEET_ONCE = "Jetzt drucken oder abschreiben", "Print or copy it now";
    /// Below it.
    SHEET_ONCE_TEXT = "Wer dieses Blatt hat, kommt in den Ort hinein. Verschlossen aufheben, nicht beim Telefon, nicht fotografieren.", "Whoever has this sheet gets into the town. Keep it locked away, not with the phone, and do not photograph it.";
    /// Read aloud: the code.
    SHEET_CODE = "Code des Blattes, sieben Gruppen", "Code of the sheet, seven groups";
    /// Read aloud: the QR code.
    SHEET_QR = "QR-Code des Wiederherstellungsblattes", "QR code of the recovery sheet";
    /// Section of the printed sheet.
    SHEET_USE = "Wenn alles weg ist", "When everything is gone";
    /// Step.
    SHEET_USE_1 = "Auf einem neuen Gerät die Adresse unten öffnen.", "On a new device open the address below.";
    /// Step.
    SHEET_USE_2 = "„Mit Wiederherstellungsblatt“ wählen, den Code eintippen oder scannen.", "Choose “With a recovery sheet”, type or scan the code.";
    /// Step.
    SHEET_USE_3 = "Danach ist das Blatt verbraucht und das verlorene Gerät entfernt. Ein neues Blatt drucken.", "After that the sheet is used up and the lost device removed. Print a new sheet.";
    /// No sheet has this code.
    SHEET_UNKNOWN = "Kein gültiges Blatt hat diesen Code: Es wurde schon benutzt oder ungültig gemacht. Wer den Kreis verwaltet, kann ein neues Gerät einladen.", "No valid sheet has this code: it was used or voided. Those who administer the circle can invite a new device.";
    /// The typed code is too short or too long.
    SHEET_LENGTH = "Der Code hat 28 Zeichen in sieben Gruppen. Mit dem Blatt vergleichen.", "The code has 28 characters in seven groups. Compare with the sheet.";
    /// A character that does not occur.
    SHEET_CHARACTER = "Ein Zeichen kommt in solchen Codes nicht vor. Mit dem Blatt vergleichen.", "One character does not occur in such codes. Compare with the sheet.";
    /// A character was misread.
    SHEET_CHECK = "Ein Zeichen ist verlesen, oder zwei sind vertauscht. Gruppe für Gruppe vergleichen.", "One character was misread, or two were swapped. Compare group by group.";
    /// Button on the first screen.
    WITH_SHEET = "Mit Wiederherstellungsblatt", "With a recovery sheet";
    /// Screen: type the code.
    RECOVER_TITLE = "Zurück mit dem Blatt", "Back with the sheet";
    /// Below it.
    RECOVER_TEXT = "Der Code auf dem Blatt lässt dieses Gerät herein und ist danach verbraucht.", "The code on the sheet lets this device in and is used up after that.";
    /// Button.
    RECOVER_LOOK = "Blatt prüfen", "Check the sheet";
    /// While it looks.
    RECOVER_LOOKING = "Wird nachgesehen", "Looking";
    /// Group: which devices are lost.
    WHICH_LOST = "Welche Geräte sind weg?", "Which devices are gone?";
    /// Hint.
    WHICH_LOST_TEXT = "Jedes davon wird entfernt und löscht seine Kopie, sobald es Netz hat.", "They are removed and erase their copy as soon as they have a network.";
    /// Button.
    RECOVER = "Dieses Gerät hereinlassen", "Let this device in";

    // --- Unsent work of removed devices --------------------------------------------------------------
    /// Page title.
    LEFT_WORK = "Nicht gesendete Arbeit", "Unsent work";
    /// Below it.
    LEFT_WORK_TEXT = "Von Geräten, die entfernt wurden. Nichts davon zählt, bevor es jemand übernimmt.", "Of devices that were removed. Nothing of it counts before somebody takes it over.";
    /// Nothing waits.
    LEFT_WORK_NONE = "Nichts wartet", "Nothing waits";
    /// Below it.
    LEFT_WORK_NONE_TEXT = "Wenn ein entferntes Gerät noch etwas Ungesendetes hatte, steht es hier.", "If a removed device still had something unsent, it stands here.";
    /// Button.
    LOOK_THROUGH = "Durchsehen", "Look through";
    /// Button: take it over.
    TAKE_OVER = "Übernehmen", "Take over";
    /// What that does.
    TAKE_OVER_TEXT = "Wird als eigener Eintrag geschrieben und so gekennzeichnet. Wer es geschrieben hat, bleibt sichtbar.", "Is written as an entry of your own and marked so. Who wrote it stays visible.";
    /// Button: throw it away.
    DISCARD = "Verwerfen", "Discard";
    /// What that does.
    DISCARD_1 = "Es wird endgültig gelöscht. Niemand kann es zurückholen.", "It is erased for good. Nobody can bring it back.";

    // --- Alarm ---------------------------------------------------------------------------------------
    /// Short: something is wrong with what the server shows.
    ALARM = "Alarm", "Alarm";
    /// Page title.
    ALARM_TITLE = "Der Server zeigt etwas, das nicht sein kann", "The server shows what cannot be";
    /// Button to that page.
    ALARM_SEE = "Ansehen", "See";
    /// Short: the circle is read-only.
    ALARM_READ_ONLY = "Nur lesen, bis der Alarm geklärt ist", "Read only until the alarm is cleared up";
    /// Longer.
    ALARM_READ_ONLY_TEXT = "Nichts auf diesem Gerät ist verloren oder verändert. Der Kreis lässt sich lesen, aber nicht beschreiben, damit niemand auf Falschem weiterbaut.", "Nothing on this device is lost or changed. The circle can be read but not written, so that nobody builds on what is false.";
    /// Meaning: something is missing or out of order.
    ALARM_MISSING = "In der Folge der Einträge fehlt etwas, oder die Reihenfolge stimmt nicht.", "Something is missing in the sequence of entries, or their order is wrong.";
    /// Meaning: two histories.
    ALARM_TWO_HISTORIES = "Anderen wurde eine andere Folge von Einträgen gezeigt als diesem Gerät.", "Others were shown another sequence of entries than this device.";
    /// Meaning: forged.
    ALARM_FORGED = "Ein Eintrag ist nicht von dem Gerät, das darauf steht, oder von einem, das hier nicht schreiben darf.", "An entry is not from the device it names, or from one that may not write here.";
    /// Meaning: the list of people does not continue.
    ALARM_MEMBERS = "Die Liste, wer dabei ist, setzt die bekannte nicht fort.", "The list of who is in does not continue the one known here.";
    /// Meaning: the server lost entries.
    ALARM_ROLLBACK = "Dem Server fehlen Einträge, die er schon hatte.", "The server lacks entries it had before.";
    /// Meaning: what one begins with is not what was confirmed.
    ALARM_CHECKPOINT = "Der Stand, mit dem dieses Telefon beginnen soll, ist nicht der, den Mitglieder bestätigt haben. Deshalb wurde nichts davon übernommen.", "What this phone is to begin with is not what members have confirmed. So nothing of it was taken over.";
    /// Section.
    WHAT_NOW = "Was jetzt zu tun ist", "What to do now";
    /// Step.
    ALARM_DO_1 = "Die Beweise speichern. Darin steht kein lesbarer Inhalt.", "Save the evidence. It holds no readable content.";
    /// Step.
    ALARM_DO_2 = "Eine Person aus demselben Kreis anrufen: Sieht sie den Alarm auch?", "Call somebody of the same circle: do they see the alarm too?";
    /// Step.
    ALARM_DO_3 = "Wer den Server betreibt, muss erklären können, was war: zum Beispiel eine Sicherung eingespielt.", "Whoever runs the server must be able to explain: for example a backup was restored.";
    /// Button.
    ALARM_EVIDENCE = "Beweise speichern", "Save the evidence";
    /// Below it.
    ALARM_EVIDENCE_TEXT = "Datei mit dem, was der Server geantwortet hat, und dem Stand dieses Geräts. Zwei solche Dateien nebeneinander zeigen, wem was gezeigt wurde.", "A file with what the server answered and where this device stood. Two such files side by side show who was shown what.";
    /// Button: clear it.
    ALARM_LIFT = "Alarm aufheben", "Lift the alarm";
    /// Consequence.
    ALARM_LIFT_1 = "Erst wenn geklärt ist, was war. Was der Server zeigt, wird dann neu geprüft.", "Only when it is clear what happened. What the server shows is then judged anew.";
    /// Consequence.
    ALARM_LIFT_2 = "Zeigt er wieder Unmögliches, kommt der Alarm zurück.", "If it shows the impossible again, the alarm comes back.";
    /// Said afterwards.
    ALARM_LIFTED = "Alarm aufgehoben. Es wird neu geprüft.", "Alarm lifted. It is judged anew.";
    /// No alarm.
    ALARM_NONE = "Kein Alarm", "No alarm";
    /// Below it.
    ALARM_NONE_TEXT = "Was der Server zeigt, passt zu dem, was dieses Gerät weiß.", "What the server shows fits what this device knows.";

    // --- Who can read this: those left out -----------------------------------------------------------
    /// Label above those who cannot.
    NOT_READABLE_FOR = "Nicht lesbar für", "Not readable for";
    /// Left out.
    NOT_TOWN_HALL = "Rathaus und Stadtrat", "town hall and council";
    /// Left out.
    NOT_ALLIANCE = "Lokale Allianz", "local alliance";
    /// Left out.
    NOT_TEAM = "Projektteam", "project team";
    /// Left out.
    NOT_NETWORK = "Netzwerk und andere Orte", "network and other towns";
    /// Left out.
    NOT_OTHER_TOWNS = "andere Orte", "other towns";
    /// Left out.
    NOT_SERVER = "Betrieb des Servers", "whoever runs the server";
    /// Button below the readers.
    INVITE_PERSON = "Person einladen", "Invite a person";

    // --- Vertraulich ---------------------------------------------------------------------------------
    /// Strip below the bar of the confidential room.
    ROOM_STRIP = "Auf dem Sperrbildschirm und in der Suche der Stadt steht davon nichts.", "Nothing of this is on the lock screen or in the search of the town.";
    /// Closed door: what it is.
    ROOM_TEXT = "Dieser Raum hat eine eigene Sperre.", "This room has a lock of its own.";
    /// Its label where there is a number for the screen.
    WORDS_OR_PIN = "Sechs Wörter oder Zahl für den Bildschirm", "Six words or number for the screen";
    /// Button.
    ROOM_OPEN = "Raum öffnen", "Open the room";
    /// Below it.
    ROOM_CLOSES = "Schließt nach 15 Minuten von selbst.", "Closes by itself after 15 minutes.";
    /// Button: close the room.
    ROOM_CLOSE = "Raum schließen", "Close the room";
    /// Open room: what it holds.
    ROOM_HOLDS = "Fälle, Vorfälle, Schutzpläne, Kontakte. Nur für Benannte.", "Cases, incidents, protection plans, contacts. For named people only.";
    /// Link to the helper.
    JUST_HAPPENED = "Gerade erst passiert?", "Did it just happen?";
    /// Below it.
    JUST_HAPPENED_TEXT = "Die ersten 24 Stunden: Schritt für Schritt", "The first 24 hours: step by step";
    /// No inner circle for this town on this device.
    NO_CORE = "Kein innerer Kreis für diesen Ort", "No inner circle for this town";
    /// Below it.
    NO_CORE_TEXT = "Hinein kommt nur, wer dort ausdrücklich eingeladen wird.", "Only those expressly invited there get in.";
    /// Inner circles of other towns: how to get there.
    OTHER_TOWN_FIRST = "Erst den Ort wechseln", "Change the town first";
    /// Section: cases.
    CASES = "Fälle", "Cases";
    /// No case.
    NO_CASE = "Noch kein Fall", "No case yet";
    /// Below it.
    NO_CASE_TEXT = "Ein Fall ist ein eigener Kreis für zwei bis fünf Personen.", "A case is a circle of its own for two to five people.";
    /// A case that has ended.
    CASE_ENDED = "beendet", "ended";
    /// Legal note: title.
    NO_PRIVILEGE = "Wenig notieren, vorher sagen", "Note little, say so before";
    /// Legal note.
    NO_PRIVILEGE_TEXT = "Beratende haben kein Zeugnisverweigerungsrecht.", "Advisers have no right to refuse testimony.";

    // --- The first 24 hours -------------------------------------------------------------------------
    /// Page title.
    DAY_TITLE = "Die ersten 24 Stunden", "The first 24 hours";
    /// Below it.
    DAY_SUB = "nach einer Bedrohung", "after a threat";
    /// First sentence.
    DAY_TEXT = "Eins nach dem anderen. Diese Seite speichert nichts und geht ohne Netz.", "One thing after the other. This page stores nothing and works without a network.";
    /// When to call the police.
    DAY_POLICE = "sofort, wenn jemand in Gefahr ist", "at once if somebody is in danger";
    /// Part.
    DAY_NOW = "Jetzt", "Now";
    /// Part.
    DAY_TODAY = "Heute noch", "Still today";
    /// Part.
    DAY_TOMORROW = "Bis morgen", "By tomorrow";
    /// Step.
    DAY_SAFE = "In Sicherheit sein", "Be safe";
    /// Step.
    DAY_SAFE_TEXT = "Tür zu, nicht allein bleiben. Eine Person anrufen, die herkommt.", "Close the door, do not stay alone. Call somebody who comes over.";
    /// Step.
    DAY_KEEP = "Nicht antworten, nichts löschen", "Do not answer, delete nothing";
    /// Step.
    DAY_KEEP_TEXT = "Nachrichten stehen lassen. Bildschirmfoto mit Adresse und Uhrzeit.", "Leave messages as they are. Screenshot with address and time.";
    /// Step.
    DAY_FAMILY = "Familie und Haus", "Family and home";
    /// Step.
    DAY_FAMILY_TEXT = "Kurz sagen, was war. Kinder heute begleiten.", "Say briefly what happened. Accompany children today.";
    /// Step.
    DAY_RECORD = "Gedächtnisprotokoll", "Memory record";
    /// Step.
    DAY_RECORD_TEXT = "Datum, Uhrzeit, Ort, Dauer, Reihenfolge, genaue Worte. Zeugen: ja oder nein.", "Date, time, place, duration, sequence, exact words. Witnesses: yes or no.";
    /// Step.
    DAY_ADVICE = "Beratung anrufen", "Call advice";
    /// Step.
    DAY_ADVICE_TEXT = "Kostenlos und vertraulich. Eine Anzeige ist dafür nicht nötig.", "Free and confidential. Pressing charges is not required.";
    /// Who calls ZASTEX.
    DAY_ZASTEX = "LKA Sachsen, für Ämter und Mandate", "state police, for officials and mandate holders";
    /// Name of an advice centre.
    DAY_CENTRE = "Demokratie-Zentrum", "Demokratie-Zentrum";
    /// What it does.
    DAY_CENTRE_TEXT = "vermittelt Beratung in Sachsen", "arranges advice in Saxony";
    /// Step.
    DAY_CHARGE = "Anzeige entscheiden", "Decide about charges";
    /// Step.
    DAY_CHARGE_TEXT = "Nicht allein entscheiden. Beratung kann mitgehen.", "Do not decide alone. Advisers can come along.";
    /// Step.
    DAY_WHO = "Wer weiß davon?", "Who knows?";
    /// Step.
    DAY_WHO_TEXT = "Eine Ansprechperson im Rathaus oder Verein benennen. Sonst niemanden.", "Name one contact in the town hall or association. Nobody else.";
    /// A blank form to print.
    DAY_SHEET = "Leeres Blatt", "Blank sheet";
    /// Line of the blank form.
    DAY_SHEET_WHEN = "Datum, Uhrzeit, Dauer", "Date, time, duration";
    /// Line of the blank form.
    DAY_SHEET_WHERE = "Ort", "Place";
    /// Line of the blank form.
    DAY_SHEET_ORDER = "Was nacheinander geschah", "What happened, in sequence";
    /// Line of the blank form.
    DAY_SHEET_WORDS = "Genaue Worte", "Exact words";
    /// Line of the blank form.
    DAY_SHEET_WITNESS = "Zeugen: ja oder nein", "Witnesses: yes or no";

    // --- Joining ---------------------------------------------------------------------------------
    /// Label.
    JOIN_NAME = "Name auf diesem Gerät", "Name on this device";
    /// Hint.
    JOIN_NAME_HINT = "Spitzname genügt. Andere sehen ihn im Verlauf.", "A nickname will do. Others see it in the history.";
    /// Below the heading.
    JOIN_AFTER = "Danach geht alles auch ohne Netz.", "After that everything works without a network too.";
    /// Button.
    JOIN = "Beitreten", "Join";
    /// Label in the summary of the invitation.
    JOIN_TOWN = "Ort", "Town";
    /// Label in the summary of the invitation.
    JOIN_ROLE = "Rolle", "Role";
    /// Label in the summary of the invitation.
    JOIN_VALID = "Gilt noch", "Valid for";
    /// Start page of an app without any data.
    NO_INVITE = "Noch keine Einladung", "No invitation yet";
    /// What to do then.
    NO_INVITE_TEXT = "Den Link aus der Einladung öffnen oder den Code eintippen.", "Open the link of the invitation or type its code.";
    /// Label.
    INVITE_CODE = "Code der Einladung", "Code of the invitation";
    /// Hint.
    INVITE_CODE_HINT = "26 Zeichen, oder den ganzen Link einfügen. Groß, klein und Leerzeichen sind egal.", "26 characters, or paste the whole link. Case and spaces do not matter.";
    /// Error: nothing was entered.
    INVITE_CODE_MISSING = "Der Code fehlt noch. Wer einlädt, zeigt oder schickt ihn.", "The code is missing. Whoever invites shows or sends it.";
    /// Button.
    INVITE_OPEN = "Einladung öffnen", "Open invitation";
    /// The link is not whole.
    INVITE_DAMAGED = "Der Link ist nicht vollständig. Noch einmal ganz kopieren oder den Code scannen.", "The link is not complete. Copy all of it again or scan the code.";
    /// The invitation is unknown.
    INVITE_UNKNOWN = "Diese Einladung gibt es nicht. Wer eingeladen hat, kann eine neue machen.", "There is no such invitation. Whoever invited can make a new one.";
    /// The invitation is too old.
    INVITE_EXPIRED = "Diese Einladung ist abgelaufen. Wer eingeladen hat, kann eine neue machen.", "This invitation has expired. Whoever invited can make a new one.";
    /// The invitation was used.
    INVITE_USED = "Diese Einladung wurde schon benutzt. Jede Person braucht eine eigene.", "This invitation was used already. Each person needs their own.";
    /// Joining needs the network once.
    JOIN_NEEDS_NETWORK = "Zum Beitreten einmal Netz nötig. Danach nicht mehr.", "Joining needs a network once. Not after that.";
    /// Waiting for an admin's device.
    JOIN_WAITING = "Wartet auf die Bestätigung", "Waiting for confirmation";
    /// Below it.
    JOIN_WAITING_TEXT = "Wer eingeladen hat, lässt herein, sobald Netz da ist. Diese Seite darf geschlossen werden.", "Whoever invited lets you in as soon as there is a network. This page may be closed.";
    /// Downloading.
    JOIN_LOADING = "Einträge werden geholt", "Fetching entries";
    /// Button: leave this invitation and read another one.
    INVITE_OTHER = "Andere Einladung", "Another invitation";
    /// While the invitation is fetched and opened.
    INVITE_READING = "Einladung wird gelesen", "Reading the invitation";
    /// Heading: the invitation cannot be used; the reason follows.
    INVITE_FAILED = "Diese Einladung öffnet nichts", "This invitation opens nothing";
    /// Heading: the invitation could not be read without a network.
    INVITE_WAITS = "Die Einladung wartet auf Netz", "The invitation waits for a network";
    /// At the field: no name was typed.
    JOIN_NAME_MISSING = "Ein Name fehlt noch. Ein Spitzname genügt.", "A name is missing. A nickname will do.";
    /// At the field where one of the six words is typed again: it is another word.
    WORD_NOT_RIGHT = "Das ist ein anderes Wort. Mit dem Papier vergleichen.", "That is another word. Compare with the paper.";
    /// Below the heading of the founding page.
    FOUND_TEXT = "Dieser Link gilt ein Mal. Wer gründet, lädt danach alle anderen ein.", "This link is good once. Whoever founds invites all the others afterwards.";
    /// Hint at the search for the first town.
    FOUND_TOWN_HINT = "Aus der amtlichen Liste wählen, oder unten frei benennen.", "Choose from the official list, or name it freely below.";
    /// Label: a name for the first town that is not in the list.
    FOUND_TOWN_FREE = "Eigener Name für den Ort", "Own name for the town";
    /// Button: choose another town from the list.
    FOUND_TOWN_OTHER = "Anderer Ort", "Another town";
    /// At a field of the founding page that is empty.
    FOUND_MISSING = "Diese Angabe fehlt noch.", "This is still missing.";
    /// Button: the interface in the other language, written in that language.
    OTHER_LANGUAGE = "English", "Deutsch";
    /// While the app opens its storage.
    STARTING = "Wird geöffnet", "Opening";
    /// Heading: the storage of the device cannot be used; the reason follows.
    STORE_TROUBLE = "Die App kommt nicht an ihre Daten", "The app cannot get at its data";
    /// Sync page, heading: what was damaged or restored.
    RECOVERED = "Wieder\u{ad}hergestellt", "Recovered";
    /// Sync page: a damaged part of the storage is being read again.
    MENDING = "Ein Teil des Speichers ist beschädigt", "Part of the storage is damaged";
    /// Follows MENDING.
    MENDING_TEXT = "Was der Server hat, kommt mit dem nächsten Netz von selbst zurück. Schreiben geht; gezählt und gesendet wird erst danach.", "What the server has comes back by itself with the next network. Writing works; counting and sending go on after that.";
    /// Follows MENDING where no circle can be read.
    MENDING_ALL_TEXT = "Kein Kreis lässt sich gerade öffnen. Was der Server hat, kommt mit dem nächsten Netz von selbst zurück. Was nur auf diesem Gerät lag, wird danach gezählt.", "No circle can be opened at the moment. What the server has comes back by itself with the next network. What lay on this device only is counted after that.";
    /// Sync page: the damaged part is whole again and nothing was lost.
    MENDED_ALL = "Ein Teil des Speichers war beschädigt und ist vom Server neu geladen. Verloren ist nichts.", "Part of the storage was damaged and has been loaded again from the server. Nothing is lost.";
    /// Sync page: the server lost nothing that was on this device.
    HEALED_NOTHING_MISSING = "Es fehlt nichts.", "Nothing is missing.";
    /// Button below what a person was told.
    UNDERSTOOD = "Verstanden", "Understood";
    /// Sync page, heading: files from phone to phone.
    HAND_OVER = "Sichern und übergeben", "Save and hand over";
    /// Explains the rescue file.
    HAND_OVER_TEXT = "Eine Rettungsdatei enthält verschlüsselt alles, was dieses Telefon hat, auch Ungesendetes. Ein anderes Gerät derselben Kommune kann sie einlesen, auch ohne Netz, und bringt sie zum Server.", "A rescue file holds everything this phone has, encrypted, unsent work included. Another device of the same town can read it in, without a network too, and brings it to the server.";
    /// Button: saves the rescue file.
    RESCUE_SAVE = "Rettungsdatei sichern", "Save a rescue file";
    /// Button: reads a rescue file in.
    RESCUE_OPEN = "Rettungsdatei einlesen", "Read in a rescue file";
    /// After reading in: everything in it was here before.
    RESCUE_NOTHING_NEW = "Alles aus dieser Datei war schon hier.", "Everything in this file was here before.";
    /// While a new phone loads: go on to the pages with what is here already.
    JOIN_USE_NOW = "Schon loslegen", "Start already";
    /// Today and sync page: the rest is still being loaded.
    STILL_LOADING = "Wird noch geladen. Was hier ist, lässt sich schon nutzen.", "Still loading. What is here can be used already.";
    /// Page and link: handing work from phone to phone without a network.
    HAND_ON = "Ohne Netz übergeben", "Hand over without a network";
    /// Second line of the link to it.
    HAND_ON_META = "Rettungsdatei, Codes von Bildschirm zu Kamera", "Rescue file, codes from screen to camera";
    /// Below the heading of that page.
    HAND_ON_TEXT = "Zwei Geräte derselben Kommune reichen sich Ungesendetes weiter: als Codes von Bildschirm zu Kamera oder als Datei. Alles bleibt verschlüsselt.", "Two devices of the same town pass on what is not sent: as codes from screen to camera, or as a file. Everything stays encrypted.";
    /// Heading: this phone shows codes.
    CODES_SHOW_TITLE = "Dieses Telefon zeigt", "This phone shows";
    /// Below it.
    CODES_SHOW_TEXT = "Das Ungesendete läuft als Folge von Codes über den Bildschirm, bis das andere Telefon alle hat.", "What is not sent runs across the screen as a sequence of codes until the other phone has all of them.";
    /// Button: begins the sequence.
    CODES_SHOW = "Codes zeigen", "Show codes";
    /// Instead of the sequence: nothing is waiting.
    CODES_NOTHING = "Auf diesem Telefon ist nichts ungesendet.", "Nothing on this phone is unsent.";
    /// Instead of the sequence: it would be too long.
    CODES_TOO_MANY = "Für Codes ist es zu viel. Als Datei geht es.", "Too much for codes. As a file it works.";
    /// Button: stops the sequence at the code that is shown.
    CODES_PAUSE = "Anhalten", "Pause";
    /// Button: lets it run on.
    CODES_RUN = "Weiterlaufen", "Run on";
    /// Button: the code before.
    CODES_BACK = "Zurück", "Back";
    /// Button: the next code.
    CODES_NEXT = "Vor", "Next";
    /// Summary: the codes as characters, for devices without a camera.
    CODES_AS_TEXT = "Ohne Kamera: als Text", "Without a camera: as text";
    /// Button: copies the codes.
    CODES_COPY = "Text kopieren", "Copy the text";
    /// Name of the picture of a code.
    CODES_PICTURE = "Code dieses Teils", "Code of this part";
    /// Heading: this phone reads codes.
    CODES_READ_TITLE = "Dieses Telefon liest", "This phone reads";
    /// Below it, with a camera.
    CODES_READ_TEXT = "Die Kamera auf die Codes des anderen Telefons halten. Die Reihenfolge ist gleich, Wiederholtes schadet nicht.", "Hold the camera on the codes of the other phone. The order does not matter, repeated ones do no harm.";
    /// Below it, without a camera that can read.
    CODES_NO_CAMERA = "Dieser Browser liest keine Codes mit der Kamera. Text einfügen oder Datei wählen geht.", "This browser reads no codes with the camera. Pasting the text or choosing a file works.";
    /// Button: opens the camera.
    CODES_CAMERA = "Kamera öffnen", "Open the camera";
    /// Button: closes the camera.
    CODES_CAMERA_OFF = "Kamera schließen", "Close the camera";
    /// Label of the input for the codes as characters.
    CODES_PASTE = "Text vom anderen Gerät einfügen", "Paste the text from the other device";
    /// Label of the progress bar.
    CODES_PROGRESS = "Teile gelesen", "Parts read";
    /// The pasted text holds no code.
    CODES_NONE = "Darin ist kein Teil einer Übergabe.", "There is no part of a hand-over in it.";
    /// A code was not read as it was shown, and nobody can tell which.
    CODES_DAMAGED = "Ein Teil war nicht lesbar. Er kommt wieder an die Reihe.", "A part could not be read. It will come round again.";
    /// Heading: a file from phone to phone.
    HAND_ON_FILE = "Als Datei", "As a file";
    /// Page of what was recovered, below the heading.
    RECOVERED_TEXT = "Was nach einem Schaden oder einem zurückgesetzten Server wiederkam und was fehlt, nach Gerät und Nummer.", "What came back after damage or a restored server, and what is missing, by device and number.";
    /// That page, when there was never anything.
    RECOVERED_NOTHING = "Wiederherzustellen war nichts", "Nothing had to be recovered";
    /// Below it.
    RECOVERED_NOTHING_TEXT = "Wird der Server auf einen älteren Stand gesetzt oder ein Speicher beschädigt, steht hier, was zurückkam und was fehlt.", "If the server is set back to an older state or a storage is damaged, this page says what came back and what is missing.";
    /// That page, heading: what is missing.
    RECOVERED_MISSING = "Was fehlt", "What is missing";
    /// That page, heading: what came back.
    RECOVERED_BACK = "Was wiederkam", "What came back";
    /// That page, heading: what is here and cannot be read yet.
    RECOVERED_UNREAD = "Noch nicht lesbar", "Not readable yet";
    /// Link to that page.
    RECOVERED_PAGE = "Was wiederkam und was fehlt", "What came back and what is missing";
    /// What to do when two devices came to different states.
    CONTRADICTION_TEXT = "Der Server löscht deshalb nichts. Auf beiden Geräten die neue Fassung der App laden und einmal abgleichen. Bleibt dieser Satz stehen: Bericht kopieren und dem Projektteam geben.", "So the server drops nothing. Load the new version of the app on both devices and sync once. If this sentence stays: copy the report and give it to the project team.";
    /// Heute: leads to the sync page, where it says what to do about two devices with different states.
    CONTRADICTION_SEE = "Was zu tun ist", "What to do";
    /// Every page: the last save did not reach the disk.
    STORE_REFUSES = "Der Speicher nimmt nichts mehr an", "The storage takes nothing any more";
    /// The damaged storage still holds something that can be read.
    SALVAGE = "Ein Teil ist noch lesbar", "Part of it can still be read";
    /// Sync page: whether the server has everything will be known after the next exchange.
    NOTHING_WAITS = "Auf diesem Telefon wartet nichts", "Nothing waits on this phone";
    /// Detail page: where the record is.
    WHERE_IT_IS = "Wo es liegt", "Where it is";
    /// Detail page: only on this device.
    RECEIPT_HERE = "nur auf diesem Telefon", "on this phone only";
    /// Detail page: here and on the server.
    RECEIPT_SERVER = "hier und auf dem Server", "here and on the server";
    /// Proof of offline readiness that is missing: not everything is downloaded.
    READY_DATA_MISSING = "Noch nicht alles geladen", "Not everything is loaded yet";
    /// Heading: founding a network.
    FOUND_TITLE = "Ein Netzwerk gründen", "Found a network";
    /// Label.
    FOUND_NETWORK = "Name des Netzwerks", "Name of the network";
    /// Label.
    FOUND_TOWN = "Erster Ort", "First town";
    /// Button.
    FOUND = "Gründen", "Found";

    // --- Six words and unlocking -----------------------------------------------------------------
    /// Heading.
    SIX_WORDS = "Sechs Wörter öffnen dieses Telefon", "Six words open this phone";
    /// What to do with them.
    SIX_WORDS_TEXT = "Auf Papier schreiben und zu Hause aufheben. Nicht fotografieren. Niemand kann sie zurücksetzen.", "Write them on paper and keep it at home. Do not photograph. Nobody can reset them.";
    /// Button.
    OTHER_WORDS = "Andere Wörter", "Other words";
    /// Button after writing them down.
    ON_PAPER = "Steht auf Papier", "It is on paper";
    /// Button.
    PRINT_SLIP = "Zettel drucken", "Print slip";
    /// Below the input.
    FOUR_LETTERS = "Vier Buchstaben genügen immer.", "Four letters are always enough.";
    /// Heading of the locked app.
    LOCKED = "Gesperrt", "Locked";
    /// Below it.
    LOCKED_TEXT = "Die sechs Wörter vom Zettel öffnen dieses Telefon. Nichts ist verloren.", "The six words on the slip open this phone. Nothing is lost.";
    /// Label.
    WORDS_LABEL = "Sechs Wörter", "Six words";
    /// Button.
    UNLOCK = "Entsperren", "Unlock";
    /// The same while the words are checked (takes a few seconds).
    UNLOCKING = "Wird geprüft", "Checking";
    /// The words are wrong.
    WORDS_WRONG = "Diese Wörter öffnen dieses Telefon nicht. Reihenfolge und Zettel prüfen.", "These words do not open this phone. Check their order and the slip.";
    /// Title while the pages are hidden and a short number shows them again.
    SCREEN_LOCKED = "Bildschirm gesperrt", "Screen locked";
    /// Below it.
    SCREEN_LOCKED_TEXT = "Die Zahl für den Bildschirm zeigt alles wieder. Gespeichert wird weiter.", "The number for the screen shows everything again. Saving goes on.";
    /// Label of the short number that opens the screen lock.
    PIN_LABEL = "Zahl für den Bildschirm", "Number for the screen";
    /// Button below the number: opens with the six words instead.
    PIN_FORGOTTEN = "Mit den sechs Wörtern öffnen", "Open with the six words";
    /// Button: opens with finger, face or the phone's own number.
    OPEN_WITH_PHONE = "Mit der Telefonsperre öffnen", "Open with the phone lock";
    /// The number for the screen lock holds letters or spaces.
    PIN_NOT_DIGITS = "Die Zahl besteht nur aus Ziffern.", "The number consists of digits only.";
    /// The number for the screen lock is too short or too long.
    PIN_LENGTH = "Die Zahl hat 4 bis 12 Ziffern.", "The number has 4 to 12 digits.";
    /// The number for the screen lock is one digit repeated or digits in a row.
    PIN_SIMPLE = "Diese Zahl wird zuerst versucht. Eine andere wählen.", "This number is the first anybody tries. Choose another one.";
    /// This phone or browser cannot open the app with finger or face.
    PHONE_LOCK_MISSING = "Dieses Telefon kann die App nicht mit Finger oder Gesicht öffnen. Die sechs Wörter öffnen sie.", "This phone cannot open the app with finger or face. The six words open it.";
    /// Finger or face was not recognised, or the person stopped.
    PHONE_LOCK_REFUSED = "Die Telefonsperre wurde nicht geöffnet. Noch einmal versuchen, oder die sechs Wörter nehmen.", "The phone lock was not opened. Try again, or take the six words.";
    /// The test of finger or face failed.
    PHONE_LOCK_UNRELIABLE = "Die Telefonsperre antwortet nicht verlässlich und wird deshalb nicht benutzt. Die sechs Wörter öffnen die App.", "The phone lock does not answer reliably and is therefore not used. The six words open the app.";
    /// Section of the settings: locks.
    LOCKS = "Sperren", "Locks";
    /// Settings: the screen lock has a number.
    PIN_IS_SET = "Der Bildschirm öffnet mit einer Zahl.", "The screen opens with a number.";
    /// Settings: the screen lock has no number.
    PIN_IS_NOT_SET = "Noch keine Zahl: Jede Sperre braucht die sechs Wörter.", "No number yet: every lock takes the six words.";
    /// Hint below the number.
    PIN_HINT = "4 bis 12 Ziffern. Öffnet nur den Bildschirm; nach fünf falschen öffnen nur die sechs Wörter.", "4 to 12 digits. Opens the screen only; after five wrong ones only the six words open it.";
    /// Button: take this number.
    PIN_TAKE = "Zahl festlegen", "Set the number";
    /// Said afterwards.
    PIN_SET = "Zahl festgelegt", "Number set";
    /// Button: no number any more.
    PIN_DROP = "Zahl löschen", "Remove the number";
    /// The number typed at the door of the confidential room is wrong.
    PIN_IS_WRONG = "Das ist nicht die Zahl.", "That is not the number.";
    /// Button: finger or face opens the app.
    PHONE_LOCK_ADD = "Mit Finger oder Gesicht öffnen", "Open with finger or face";
    /// Below it.
    PHONE_LOCK_TEXT = "Das Telefon fragt dreimal: einmal zum Einrichten, zweimal zur Probe. Die sechs Wörter öffnen weiterhin.", "The phone asks three times: once to set up, twice as a test. The six words go on opening the app.";
    /// It is set up.
    PHONE_LOCK_ON = "Finger oder Gesicht öffnet die App.", "Finger or face opens the app.";
    /// Button.
    PHONE_LOCK_DROP = "Nicht mehr mit Finger oder Gesicht", "No longer with finger or face";
    /// Label: when the screen locks.
    LOCK_AFTER = "Bildschirm sperrt nach", "Screen locks after";
    /// Below it.
    LOCK_AFTER_TEXT = "Ohne Berührung. Nach 12 Stunden öffnen in jedem Fall nur die sechs Wörter oder die Telefonsperre.", "Without a touch. After 12 hours only the six words or the phone lock open it in any case.";
    /// Button: hide the pages.
    LOCK_SCREEN = "Bildschirm sperren", "Lock the screen";
    /// Line to open: erase everything on this device.
    ERASE = "Alles auf diesem Gerät löschen", "Erase everything on this device";
    /// What it does.
    ERASE_TEXT = "Löscht Schlüssel, Einträge und App in diesem Browser, auch ohne Netz. Nicht Gesendetes ist dann weg. Was gesendet wurde, haben die anderen.", "Erases keys, entries and the app in this browser, without a network too. What was not sent is gone then. Others have what was sent.";
    /// Key that has to be held.
    ERASE_HOLD = "Zwei Sekunden gedrückt halten", "Hold for two seconds";
    /// A circle was erased from this device by order of an admin.
    ERASED = "Auf Anordnung von diesem Gerät gelöscht", "Erased from this device by order";
    /// What became of unsent work.
    ERASED_TEXT = "Was noch nicht gesendet war, liegt zur Durchsicht bei denen, die den Kreis verwalten.", "What was not sent yet lies with those who administer the circle, to look through.";
    /// Button.
    LOCK_NOW = "Jetzt sperren", "Lock now";
    /// Below it.
    LOCK_NOW_TEXT = "Danach öffnen nur die sechs Wörter. Alles bleibt gespeichert.", "After that only the six words open it. Everything stays saved.";
    /// The app is open in another window.
    OTHER_TAB = "In einem anderen Fenster offen", "Open in another window";
    /// Below it.
    OTHER_TAB_TEXT = "Nur ein Fenster schreibt, damit nichts durcheinandergerät.", "Only one window writes, so that nothing gets mixed up.";
    /// Button.
    OTHER_TAB_TAKE = "Hier weiterarbeiten", "Go on here";

    // --- Ready for offline -----------------------------------------------------------------------
    /// Heading.
    READY_TITLE = "Jetzt geht es auch im Keller", "Now it works in the cellar too";
    /// Heading when something is missing.
    NOT_READY_TITLE = "Noch nicht bereit für offline", "Not ready for offline yet";
    /// Label above the heading.
    READY_LABEL = "Bereit für offline", "Ready for offline";
    /// Proof line.
    READY_SHELL = "App liegt auf diesem Telefon", "The app is on this phone";
    /// The proof is missing.
    READY_SHELL_MISSING = "App liegt noch nicht auf diesem Telefon", "The app is not on this phone yet";
    /// Below it.
    READY_SHELL_MISSING_TEXT = "Einmal mit Netz öffnen und kurz warten.", "Open once with a network and wait a moment.";
    /// Proof line.
    READY_WORDS = "Sechs Wörter geprüft", "Six words checked";
    /// Proof line.
    READY_PERSISTED = "Speicher ist dauerhaft", "Storage is permanent";
    /// The browser may clear the storage.
    READY_NOT_PERSISTED = "Speicher noch nicht dauerhaft", "Storage not permanent yet";
    /// Below it.
    READY_NOT_PERSISTED_TEXT = "Zum Startbildschirm hinzufügen, dann räumt das Telefon nichts weg.", "Add to the home screen, then the phone clears nothing away.";
    /// Proof not known yet.
    READY_CHECKING = "Wird geprüft", "Checking";
    /// Button.
    READY_CHECK = "Noch einmal prüfen", "Check again";
    /// Button.
    TO_HOME_SCREEN = "Zum Startbildschirm", "Add to home screen";
    /// Advice.
    READY_TRY = "Probe: Flugmodus einschalten, App schließen, wieder öffnen.", "Try it: flight mode on, close the app, open it again.";
    /// Button.
    TO_TODAY = "Zu Heute", "Go to Today";

    // --- Inviting --------------------------------------------------------------------------------
    /// Heading and button.
    INVITE = "Einladen", "Invite";
    /// Label.
    INVITE_ROLE = "Rolle", "Role";
    /// Below the QR code.
    INVITE_SCAN = "Mit der Kamera des anderen Telefons scannen", "Scan with the camera of the other phone";
    /// Button.
    INVITE_MAKE = "Einladung erstellen", "Make invitation";
    /// Label of the link.
    INVITE_LINK = "Link", "Link";
    /// Warning.
    INVITE_ONE_PERSON = "Für eine Person. Nicht in Gruppen teilen.", "For one person. Do not share in groups.";
    /// Heading: join requests.
    INVITE_PENDING = "Wartet auf Bestätigung", "Waiting for confirmation";
    /// No request.
    INVITE_PENDING_NONE = "Niemand wartet", "Nobody is waiting";
    /// Read aloud: the QR code.
    INVITE_QR_LABEL = "QR-Code der Einladung", "QR code of the invitation";

    // --- Settings --------------------------------------------------------------------------------
    /// Heading.
    LANGUAGE = "Sprache", "Language";
    /// Heading.
    APPEARANCE = "Aussehen", "Appearance";
    /// Choice.
    THEME_AUTO = "Wie das Telefon", "Like the phone";
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
    PRIVACY_1 = "Alles, was hier geschrieben wird, ist auf dem Telefon verschlüsselt und bleibt es auf dem Server. Lesen können nur die Geräte, die eingeladen sind.", "Everything written here is encrypted on the phone and stays so on the server. Only invited devices can read it.";
    /// Paragraph.
    PRIVACY_2 = "Der Server sieht, welches Gerät wann wie viel sendet, nicht was.", "The server sees which device sends how much and when, not what.";
    /// Paragraph.
    PRIVACY_3 = "Keine Dienste Dritter, keine Werbung, keine Standorte, keine Auswertung des Verhaltens.", "No third-party services, no advertising, no locations, no tracking.";
    /// Paragraph.
    PRIVACY_4 = "Ohne die sechs Wörter öffnet niemand dieses Telefon, auch nicht das Projektteam.", "Without the six words nobody opens this phone, not even the project team.";

    // --- Search ----------------------------------------------------------------------------------
    /// Heading and label.
    SEARCH = "Suchen", "Search";
    /// Before anything is typed.
    SEARCH_HINT = "Titel, Ort, Thema, Organisation: ein Wortteil genügt.", "Title, place, topic, organisation: part of a word is enough.";
    /// Nothing found.
    SEARCH_NOTHING = "Nichts gefunden", "Nothing found";
    /// What to do then.
    SEARCH_NOTHING_TEXT = "Ein kürzerer Wortteil hilft oft. Gesucht wird auf diesem Telefon.", "A shorter part of the word often helps. The search runs on this phone.";

    // --- Forms -----------------------------------------------------------------------------------
    /// Heading of the list of errors; takes focus.
    FORM_ERRORS = "Noch nicht gespeichert", "Not saved yet";
    /// Below it.
    FORM_ERRORS_TEXT = "Diese Felder brauchen eine Änderung. Alles Getippte bleibt stehen.", "These fields need a change. Everything typed stays.";
    /// After leaving a form unfinished.
    LEFT_AS_DRAFT = "Als Entwurf auf diesem Telefon behalten", "Kept as a draft on this phone";
    /// Part of a form that only some need.
    SECTION_MORE = "Weitere Angaben", "Further details";
    /// Hint while typing a link to a record.
    PICK_RECORD = "Tippen und auswählen", "Type and choose";
    /// Nothing to pick.
    PICK_NOTHING = "Kein Eintrag mit diesen Buchstaben", "No entry with these letters";

    // --- Storage and device troubles: what happened, nothing lost, what to do -----------------------
    /// Storage is full.
    STORE_FULL = "Speicher voll. Nichts ist verloren, Neues passt nicht mehr. Auf dem Telefon Platz schaffen, dann noch einmal speichern.", "Storage full. Nothing is lost, nothing new fits. Free some space on the phone, then save again.";
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
    COUNT_MENDING = "Ein Teil des Gezählten ist auf diesem Telefon beschädigt. Gezählt wird wieder, sobald einmal Netz da war.", "Part of what was counted is damaged on this phone. Counting goes on as soon as there was a network once.";
    /// Rescue file: some other file was chosen.
    RESCUE_FOREIGN = "Das ist keine Rettungsdatei. Die Datei wählen, deren Name mit „rettung“ beginnt.", "This is not a rescue file. Choose the file whose name begins with “rettung”.";
    /// Rescue file: cut off or changed on the way.
    RESCUE_DAMAGED = "Die Rettungsdatei ist beschädigt. Hier hat sich nichts geändert. Die Datei noch einmal übergeben.", "The rescue file is damaged. Nothing changed here. Hand it over again.";
    /// Rescue file: of a newer version of the app.
    RESCUE_NEWER = "Die Rettungsdatei ist von einer neueren Fassung der App. Zuerst die neue Fassung laden.", "The rescue file is from a newer version of the app. Load the new version first.";
    /// Rescue file: larger than a phone reads.
    RESCUE_TOO_LARGE = "Die Datei ist zu groß für eine Rettungsdatei.", "The file is too large for a rescue file.";
    /// Rescue file: no town of this device is in it.
    RESCUE_OTHER = "In dieser Datei ist keine Kommune dieses Telefons. Einlesen kann sie ein Gerät derselben Kommune.", "No town of this phone is in this file. A device of the same town can read it in.";
    /// Rescue file: it cannot be made or opened before this device was online once.
    RESCUE_CONNECT = "Zuerst einmal mit Netz abgleichen, dann geht es.", "Sync once with a network first, then it works.";
    /// The device has too little memory to check the six words.
    MEMORY_SHORT = "Gerade fehlt Arbeitsspeicher. Andere Seiten schließen, dann noch einmal.", "There is too little memory right now. Close other pages, then try again.";
    /// The device may only read in this town.
    READ_ONLY_HERE = "Hier ist nur Lesen erlaubt.", "Only reading is allowed here.";
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

    // --- Screens: further words --------------------------------------------------------------------
    /// Chip, after a number: changes the server has not confirmed.
    UNSENT = "ungesendet", "unsent";
    /// Read aloud after a number in the navigation.
    NOT_SENT = "nicht gesendet", "not sent";
    /// Read aloud: where the chip leads, after what it says.
    TO_SYNC = "zum Abgleich", "to the sync page";
    /// Read aloud: name of a row of keys that choose what a list shows.
    FILTER = "Was gezeigt wird", "What is shown";
    /// Heading of the goals in courses of bricks.
    GOAL_WALL = "Zielpyramide", "Pyramid of goals";
    /// A goal a measure has reached.
    GOAL_REACHED = "erreicht", "reached";
    /// A goal a measure works on.
    GOAL_RUNNING = "läuft", "in progress";
    /// A goal without a running measure.
    GOAL_PLANNED = "geplant", "planned";
    /// Read aloud: name of the year at a glance.
    TIMELINE = "Begleitung im Zeitverlauf", "The accompaniment over time";
    /// On the line: the beginning.
    FIRST_CONTACT = "Erstkontakt", "First contact";
    /// On the line: the agreement was signed.
    AGREEMENT_SIGNED = "Vereinbarung", "Agreement";
    /// On the line: the strategy was resolved.
    STRATEGY_RESOLVED = "Strategie beschlossen", "Strategy resolved";
    /// On the line: when the accompaniment is to end.
    PLANNED_END = "Abschluss geplant", "Planned end";
    /// Heading over pages and lists that a search finds by their names.
    GO_TO = "Gehe zu", "Go to";
    /// Key in the bar, page and button: jots something down.
    CAPTURE = "Festhalten", "Jot down";
    /// Button on a record that took up another: back to two.
    PART_AGAIN = "Wieder trennen", "Part again";
    /// Settings: heading above what the person is in charge of.
    CHARGES = "Meine Aufgaben", "My tasks";
    /// Its field.
    CHARGES_FIELD = "Zuständig als", "In charge as";
    /// Help at that field.
    CHARGES_HINT = "Funktion oder Organisation, mit Komma getrennt: Hausmeisterei, Heimatverein. „Meine“ in den Listen zeigt dann auch, was dafür eingetragen ist. Bleibt auf diesem Gerät.", "Function or organisation, with commas between: caretaker's office, history club. “Mine” in the lists then shows what is entered for it, too. Stays on this device.";
    /// Link beside a line: change it.
    CHANGE = "Ändern", "Change";
    /// Festhalten: heading above the ways to what needs more than a note.
    WHERE_TO = "Oder gleich richtig eintragen", "Or enter it where it belongs";
    /// Way to a new incident, in a newcomer's words.
    WHERE_THREAT = "Bedrohung, Anfeindung, Angriff", "Threat, hostility, attack";
    /// Below it.
    WHERE_THREAT_TEXT = "Vorfall, vertraulich", "Incident, confidential";
    /// The same where there is no confidential room.
    WHERE_THREAT_FIRST = "Die ersten 24 Stunden: was jetzt hilft", "The first 24 hours: what helps now";
    /// Way to a new goal.
    WHERE_GOAL = "Vereinbartes Ziel mit Termin", "Agreed goal with a deadline";
    /// Below it.
    WHERE_GOAL_TEXT = "Ziel in der Strategie", "Goal of the strategy";
    /// Way to the caretaker post.
    WHERE_POST = "Stand der Kümmererstelle", "State of the caretaker post";
    /// Below it.
    WHERE_POST_TEXT = "Stelle: Bedarf, Finanzierung, Besetzung", "Post: need, financing, filling";
    /// Way to a new offer of help.
    WHERE_OFFER = "Neues Hilfsangebot", "New offer of help";
    /// Below it.
    WHERE_OFFER_TEXT = "Beratung, Fortbildung, Förderung", "Counselling, training, funding";
    /// Way to a new organisation.
    WHERE_ACTOR = "Wer mitmacht", "Who joins in";
    /// Below it.
    WHERE_ACTOR_TEXT = "Verein, Kirche, Schule, Betrieb: was sie beitragen", "Club, church, school, firm: what they contribute";
    /// Way to a question to other towns.
    WHERE_QUESTION = "Frage an andere Orte", "Question to other towns";
    /// Below it.
    WHERE_QUESTION_TEXT = "Austauschbrett im Netzwerk", "Exchange board of the network";
    /// Way to a new event.
    WHERE_EVENT_TEXT = "Treffen, Fest, Aktion", "Meeting, feast, action";
    /// Way to what changed.
    WHERE_EFFECT = "Was sich verändert hat", "What has changed";
    /// Below it.
    WHERE_EFFECT_TEXT = "Beobachtung für den Bericht", "Observation for the report";
    /// Below the heading of the inbox.
    INBOX_TEXT = "Wartet darauf, einsortiert zu werden.", "Waits to be sorted.";
    /// Choice: a task without a day.
    NO_DAY = "ohne Tag", "no day";
    /// Choice: a task is due tomorrow.
    TOMORROW = "Morgen", "Tomorrow";
    /// Choice: a task is due in a week.
    IN_A_WEEK = "In einer Woche", "In a week";
    /// Heading on the page of a note: turn it into another record.
    SORT_AWAY = "Einsortieren als", "Sort as";
    /// Below that heading.
    SORT_AWAY_TEXT = "Die Worte der Notiz stehen dann schon im Formular. Die Notiz bleibt erhalten.", "The words of the note are filled in then. The note stays.";
    /// Heading on the page of a record: who can read it, who changed it, what can be done with it.
    ABOUT_ENTRY = "Zu diesem Eintrag", "About this entry";
    /// Heading on the page of a record: kinds of records that can be added to it.
    ADD_TO_THIS = "Dazu anlegen", "Add to this";
    /// Name of the desk of the project team.
    CENTRE = "Zentrale", "Centre";
    /// Below its name in a list.
    CENTRE_META = "Orte nach Phase, Anfragen, Entscheidungen, Angebote", "Towns by phase, enquiries, decisions, offers";
    /// Figure: towns nobody has talked to.
    QUIET_FOUR_WEEKS = "ohne Gespräch seit 4 Wochen", "without a talk for 4 weeks";
    /// Figure: fields with several versions.
    DECISIONS_WAIT = "Entscheidungen am Abgleichtisch", "decisions at the desk";
    /// Figure and heading: offers nobody has checked lately.
    OFFERS_TO_CHECK = "Angebote zu prüfen", "Offers to check";
    /// Heading of the table of towns.
    TOWNS_BY_PHASE = "Orte nach Phase", "Towns by phase";
    /// Below that heading.
    TOWNS_BY_PHASE_TEXT = "Oben steht, wer zuerst etwas braucht.", "On top is who needs something first.";
    /// Column: month of the accompaniment.
    MONTH = "Monat", "Month";
    /// Column: phase of the accompaniment.
    PHASE = "Phase", "Phase";
    /// Column: day of the last talk.
    LAST_TALK = "Gespräch", "Talk";
    /// Column: what comes next.
    NEXT_STEP = "Als Nächstes", "Next";
    /// In the column of talks: none is noted.
    NEVER_TALKED = "noch keins", "none yet";
    /// In the column of next steps.
    NEEDS_TALK = "braucht ein Gespräch", "needs a talk";
    /// In the column of next steps: nothing special.
    GOES_AS_AGREED = "läuft wie vereinbart", "goes as agreed";
    /// No enquiry waits for an answer.
    NO_ENQUIRIES = "Alle Anfragen sind beantwortet.", "Every enquiry is answered.";
    /// Page of everything that waits for a decision.
    DESK = "Abgleichtisch", "Desk of versions";
    /// Below its heading.
    DESK_TEXT = "Felder mit mehreren Fassungen und Einträge, die vielleicht dasselbe sind.", "Fields with several versions, and entries that may be the same thing.";
    /// Nothing waits for a decision.
    DESK_EMPTY = "Nichts zu entscheiden", "Nothing to decide";
    /// Below that.
    DESK_EMPTY_TEXT = "Wenn zwei Telefone dasselbe Feld ändern, liegt es hier.", "When two phones change the same field, it lies here.";
    /// Below the heading of possible duplicates.
    TWINS_TEXT = "Gleiche Worte im Namen. Zusammengeführt wird nur von Hand.", "The same words in the name. They are united by hand only.";
    /// Button: puts two entries side by side.
    COMPARE = "Vergleichen", "Compare";
    /// Page and button: one entry takes up another.
    UNITE = "Zusammenführen", "Unite";
    /// Below the heading of that page.
    UNITE_TEXT = "Der erste Eintrag bleibt und nimmt auf, was ihm fehlt. Der zweite kommt in den Papierkorb. Alles lässt sich zurücknehmen.", "The first entry stays and takes up what it lacks. The second goes to the bin. All of it can be taken back.";
    /// Button: the other entry stays.
    UNITE_SWAP = "Umgekehrt", "The other way round";
    /// Button beside two versions: opens the form.
    WRITE_ANEW = "Selbst schreiben", "Write it anew";
    /// Label of the field that searches within one list.
    LIST_SEARCH = "In dieser Liste suchen", "Search in this list";
    /// Opens order, headings, picking of a list.
    LIST_TOOLS = "Ordnen und auswählen", "Order and pick";
    /// Read aloud: name of a row of keys that choose the order of a list.
    LIST_ORDER = "Reihenfolge", "Order";
    /// Button: the list stands under the states of the workflow.
    GROUP = "Nach Stand gliedern", "Group by status";
    /// Button: the list stands in one piece again.
    GROUP_END = "Nicht mehr gliedern", "No more groups";
    /// In the name of a kept way of looking at a list.
    GROUPED = "nach Stand", "by status";
    /// Button: keeps filter, order and words of a list under a key.
    VIEW_KEEP = "Ansicht merken", "Keep this view";
    /// Read aloud: name of the row of kept views.
    VIEWS = "Gemerkte Ansichten", "Kept views";
    /// Button and name of the tools: pick several records.
    PICK = "Mehrere auswählen", "Pick several";
    /// Button: picks everything that is shown.
    PICK_ALL = "Alle gezeigten", "All shown";
    /// Button: ends picking.
    PICK_END = "Auswahl beenden", "Stop picking";
    /// Said after a step for many records was taken back.
    TAKEN_BACK = "Zurückgenommen", "Taken back";
    /// Heading over records in a state that only a newer version knows.
    UNKNOWN_STATE = "Stand aus einer neueren Version", "Status from a newer version";
    /// Below a filter without results.
    FILTER_EMPTY_TEXT = "Mit einem anderen Filter steht hier vielleicht etwas.", "Another filter may show something here.";
    /// Heading: towns of this device.
    TOWNS = "Orte", "Towns";
    /// Below it.
    TOWNS_TEXT = "Alle Orte dieses Geräts. Der gewählte Ort gilt für alle Seiten.", "All towns of this device. The chosen town counts for every page.";
    /// Button: the record of the town itself.
    ABOUT_TOWN = "Angaben zur Kommune", "About the municipality";
    /// Below the total in the drawing of the round table.
    ORGANISATIONS = "Organisationen", "organisations";
    /// Below a number.
    VISITORS_COUNTED = "Teilnehmende, gezählt", "visitors, counted";
    /// Below a number.
    TASKS_OPEN = "Aufgaben offen", "tasks open";
    /// Below a number.
    CARDS_COLLECTED = "Karten gesammelt", "cards collected";
    /// Heading: links to every list.
    ALL_LISTS = "Alle Listen", "All lists";
    /// Heading: what belongs to the town as a whole.
    MORE_PLACES = "Weiteres", "More";
    /// Below the link to the network.
    NETWORK_META = "Andere Orte fragen, Angebote finden", "Ask other towns, find offers";
    /// Heading of the network page.
    NETWORK_TITLE = "Wer hatte das schon?", "Who had this before?";
    /// Heading of the network page: towns with the same challenge.
    WHO_HAD_THIS = "Wer hatte das schon?", "Who has had this before?";
    /// Below that heading.
    WHO_HAD_THIS_TEXT = "Ähnliche Größe, ähnliche Herausforderung. Gezeigt wird nur, was ein Ort freigegeben hat.", "Similar size, similar challenge. Only what a town has released is shown.";
    /// Key of the map.
    LIKE_TOWN = "ähnlicher Ort", "similar town";
    /// Key of the map.
    IN_NETWORK = "im Netzwerk", "in the network";
    /// Heading where no town is like this one.
    NO_MATCHES = "Noch kein ähnlicher Ort", "No similar town yet";
    /// Below that heading.
    NO_MATCHES_TEXT = "Je mehr im Profil steht, desto eher findet sich einer.", "The more the profile says, the sooner one is found.";
    /// Button: a question to the network without the name of the own town.
    ASK_ALL = "Das Netzwerk fragen, ungenannt möglich", "Ask the network, unnamed if wanted";
    /// In the list of towns: this one does not want to be named.
    STAYS_UNNAMED = "möchte ungenannt bleiben", "wants to stay unnamed";
    /// Town list: a town that wants no name and says no district.
    UNNAMED_TOWN = "Ort ohne Namen", "Unnamed town";
    /// Tag: the town this device belongs to.
    OWN_TOWN = "eigener Ort", "own town";
    /// Heading: posts between towns.
    EXCHANGE_BOARD = "Austauschbrett", "Exchange board";
    /// Below the heading of the board.
    EXCHANGE_BOARD_TEXT = "Geht auch ohne Netz. Beim Schreiben prüft die App auf Namen.", "Works without a network too. While writing, the app checks for names.";
    /// Foot of a post: the sender is not shown.
    UNNAMED = "ungenannt", "unnamed";
    /// Tag of an offer that nobody has checked.
    NEVER_CHECKED = "noch nie geprüft", "never checked";
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
    /// Below the link to inviting.
    INVITE_META = "Link oder QR-Code für ein weiteres Gerät", "Link or QR code for one more device";
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
    /// Read aloud before the sum of all counts.
    TOTAL = "Gesamt", "Total";
    /// Read aloud: name of the bar of shares.
    SHARES = "Anteile der Telefone", "Shares of the phones";
    /// Share of all phones beyond the fourth.
    OTHER_PHONES = "weitere Telefone", "further phones";
    /// Share of corrections in the sum.
    CORRECTIONS = "Korrekturen", "Corrections";
    /// What an attachment is: a photo.
    FILE_PHOTO = "Foto", "Photo";
    /// What an attachment is: a PDF file without a name.
    FILE_PDF = "PDF", "PDF";
    /// What an attachment is: an audio note.
    FILE_AUDIO = "Tonnotiz", "Audio note";
    /// Read aloud after name and count of a band key.
    BAND_SPOKEN = "bisher, plus eins", "so far, plus one";
    /// Key that shows further counters, below three dots.
    MORE = "mehr", "more";
    /// Counting screen before the first tap.
    EVERY_TAP_KEPT = "Jeder Tipp ist gespeichert, auch ohne Netz.", "Every tap is kept, without a network too.";
    /// A counter-entry without which, how many or why.
    CORRECT_INCOMPLETE = "Eine Korrektur braucht: was, um wie viel, warum.", "A correction needs: what, by how much, why.";
    /// Before the sum of a counter in a form.
    SO_FAR_ALL_PHONES = "bisher, alle Telefone:", "so far, all phones:";
    /// Read aloud on the minus key of a counter.
    ONE_LESS = "eins weniger", "one less";
    /// Read aloud on the plus key of a counter.
    ONE_MORE = "eins mehr", "one more";
    /// Unit behind an amount of money.
    EURO = "Euro", "euros";
    /// Button: picks another municipality instead of the chosen one.
    CHOOSE_ANOTHER = "Andere wählen", "Choose another";
    /// Button of the quick card.
    SAVE_CARD = "Karte speichern", "Save card";
    /// After undoing a decision between versions.
    DECISION_TAKEN_BACK = "Entscheidung zurückgenommen", "Decision taken back";
    /// Sync page: something exists on this phone alone.
    DO_NOT_WIPE = "Dieses Telefon noch nicht löschen.", "Do not wipe this phone yet.";
    /// The browser does not allow copying.
    NOT_COPIED = "Kopieren ging nicht. Der Browser erlaubt es hier nicht.", "Copying did not work. The browser does not allow it here.";
    /// Settings: light or dark.
    THEME = "Hell oder dunkel", "Light or dark";
    /// Settings.
    CONTRAST = "Kontrast", "Contrast";
    /// Settings: neither more nor less contrast.
    CONTRAST_NORMAL = "Normal", "Normal";
    /// Settings: licence of the program.
    LICENCE_TEXT = "Freie Software unter der EUPL-1.2. Quelltext und Lizenzen der Bausteine liegen dem Programm bei.", "Free software under the EUPL-1.2. Source and the licences of its parts come with the program.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_is_filled_in_in_both_languages_and_has_a_note() {
        for word in WORDS {
            assert!(!word.note.trim().is_empty(), "{} has no note", word.name);
            for filled in [word.text.de, word.text.en] {
                assert!(
                    !filled.is_empty() && filled.trim() == filled,
                    "{}",
                    word.name
                );
                assert!(
                    !filled.contains("..."),
                    "{}: three dots are one character",
                    word.name
                );
                assert!(
                    !filled.contains('{'),
                    "{}: words with data are functions",
                    word.name
                );
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let names: BTreeSet<_> = WORDS.iter().map(|word| word.name).collect();
        assert_eq!(names.len(), WORDS.len());
    }

    #[test]
    fn nobody_is_addressed() {
        for word in WORDS {
            for address in word.text.de.split(|letter: char| !letter.is_alphabetic()) {
                assert!(
                    ![
                        "du", "Du", "dein", "deine", "Sie", "Ihre", "Ihr", "bitte", "Bitte"
                    ]
                    .contains(&address)
                        || address == "Sie" && word.text.de.starts_with("Sie "),
                    "{}: „{address}“",
                    word.name
                );
            }
        }
    }
}
