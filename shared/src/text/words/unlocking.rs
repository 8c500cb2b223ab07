//! Six words, unlocking, ready for offline. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Heading.
    SIX_WORDS = "Sechs Wörter öffnen dieses Gerät", "Six words open this device";
    /// What to do with them.
    SIX_WORDS_TEXT = "Jeder neue Start der App fragt nach ihnen, nicht solange sie offen ist; wo das Gerät es kann, erspart Finger oder Gesicht das Tippen. Auf Papier schreiben und getrennt vom Gerät aufheben. Nicht fotografieren. Niemand kann sie zurücksetzen.", "Every new start of the app asks for them, not while it is open; where the device can do it, finger or face saves the typing. Write them on paper and keep it apart from the device. Do not photograph. Nobody can reset them.";
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
    LOCKED_TEXT = "Die sechs Wörter vom Zettel öffnen dieses Gerät. Nichts ist verloren.", "The six words on the slip open this device. Nothing is lost.";
    /// Label.
    WORDS_LABEL = "Sechs Wörter", "Six words";
    /// Button.
    UNLOCK = "Entsperren", "Unlock";
    /// The same while the words are checked (takes a few seconds).
    UNLOCKING = "Wird geprüft", "Checking";
    /// The words are wrong.
    WORDS_WRONG = "Diese Wörter öffnen dieses Gerät nicht. Reihenfolge und Zettel prüfen.", "These words do not open this device. Check their order and the slip.";
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
    /// This device or browser cannot open the app with finger or face.
    PHONE_LOCK_MISSING = "Dieses Gerät kann die App nicht mit Finger oder Gesicht öffnen. Die sechs Wörter öffnen sie.", "This device cannot open the app with finger or face. The six words open it.";
    /// Finger or face was not recognised, or the person stopped.
    PHONE_LOCK_REFUSED = "Die Telefonsperre wurde nicht geöffnet. Noch einmal versuchen, oder die sechs Wörter nehmen.", "The phone lock was not opened. Try again, or take the six words.";
    /// The test of finger or face failed.
    PHONE_LOCK_UNRELIABLE = "Die Telefonsperre antwortet nicht verlässlich und wird deshalb nicht benutzt. Die sechs Wörter öffnen die App.", "The phone lock does not answer reliably and is therefore not used. The six words open the app.";
    /// Section of the settings: locks.
    LOCKS = "Sperren", "Locks";
    /// Settings: the screen lock has a number.
    PIN_IS_SET = "Der Bildschirm öffnet mit einer Zahl.", "The screen opens with a number.";
    /// Settings: the screen lock has no number.
    PIN_IS_NOT_SET = "Noch keine Zahl: Jede Sperre braucht die sechs Wörter, wie jeder neue Start der App. Den Zettel getrennt vom Gerät aufheben.", "No number yet: every lock takes the six words, as does every new start of the app. Keep the slip apart from the device.";
    /// Hint below the number.
    PIN_HINT = "4 bis 12 Ziffern. Öffnet nur den gesperrten Bildschirm, nicht die neu gestartete App; nach fünf falschen öffnen nur die sechs Wörter.", "4 to 12 digits. Opens the locked screen only, not the app started anew; after five wrong ones only the six words open it.";
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
    PHONE_LOCK_TEXT = "Erspart bei jedem neuen Start das Tippen der sechs Wörter; sie öffnen weiterhin. Das Gerät fragt dreimal: einmal zum Einrichten, zweimal zur Probe.", "Saves typing the six words at every new start; they go on opening the app. The device asks three times: once to set up, twice as a test.";
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

    /// Heading.
    READY_TITLE = "Jetzt geht es auch im Keller", "Now it works in the cellar too";
    /// Heading when something is missing.
    NOT_READY_TITLE = "Noch nicht bereit für offline", "Not ready for offline yet";
    /// Label above the heading.
    READY_LABEL = "Bereit für offline", "Ready for offline";
    /// Proof line.
    READY_SHELL = "App liegt auf diesem Gerät", "The app is on this device";
    /// The proof is missing.
    READY_SHELL_MISSING = "App liegt noch nicht auf diesem Gerät", "The app is not on this device yet";
    /// Below it.
    READY_SHELL_MISSING_TEXT = "Einmal mit Netz öffnen und kurz warten.", "Open once with a network and wait a moment.";
    /// Proof line.
    READY_WORDS = "Sechs Wörter geprüft", "Six words checked";
    /// Proof line.
    READY_PERSISTED = "Speicher ist dauerhaft", "Storage is permanent";
    /// The browser may clear the storage.
    READY_NOT_PERSISTED = "Speicher noch nicht dauerhaft", "Storage not permanent yet";
    /// Below it.
    READY_NOT_PERSISTED_TEXT = "Zum Startbildschirm hinzufügen, dann räumt der Browser nichts weg.", "Add to the home screen, then the browser clears nothing away.";
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
}
