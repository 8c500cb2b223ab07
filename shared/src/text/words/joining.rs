//! Joining, step by step. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
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
    /// The code of an invitation has more than 26 characters.
    INVITE_CODE_LONG = "Das sind mehr als 26 Zeichen. Nur den Code oder den ganzen Link der Einladung einfügen.", "These are more than 26 characters. Paste the code alone or the whole link of the invitation.";
    /// One character of the code occurs in none.
    INVITE_CODE_CHARACTER = "Ein Zeichen des Codes stimmt nicht. Mit der Einladung vergleichen oder den Code scannen.", "One character of the code is wrong. Compare it with the invitation or scan the code.";
    /// All 26 characters are there, and the last cannot be right.
    INVITE_CODE_END = "Das letzte Zeichen stimmt nicht, oder weiter vorn fehlt eines und ein anderes ist zu viel. Mit der Einladung vergleichen oder den Code scannen.", "The last character is wrong, or further ahead one is missing and another too many. Compare it with the invitation or scan the code.";
    /// The invitation is unknown.
    INVITE_UNKNOWN = "Diese Einladung gibt es nicht. Wer sie abgetippt hat, vergleicht Zeichen für Zeichen; wer eingeladen hat, kann eine neue machen.", "There is no such invitation. If you typed it, compare character by character; whoever invited can make a new one.";
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
    /// Button on a phone that is in use already: do not join, go on where one was.
    INVITE_NO = "Nein, zurück", "No, go back";
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
    HAND_OVER_TEXT = "Eine Rettungsdatei enthält verschlüsselt alles, was dieses Gerät hat, auch Ungesendetes. Ein anderes Gerät derselben Kommune kann sie einlesen, auch ohne Netz, und bringt sie zum Server.", "A rescue file holds everything this device has, encrypted, unsent work included. Another device of the same town can read it in, without a network too, and brings it to the server.";
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
    /// Heading: this device shows codes.
    CODES_SHOW_TITLE = "Dieses Gerät zeigt", "This device shows";
    /// Below it.
    CODES_SHOW_TEXT = "Das Ungesendete läuft als Folge von Codes über den Bildschirm, bis das andere Telefon alle hat.", "What is not sent runs across the screen as a sequence of codes until the other phone has all of them.";
    /// Button: begins the sequence.
    CODES_SHOW = "Codes zeigen", "Show codes";
    /// Instead of the sequence: nothing is waiting.
    CODES_NOTHING = "Auf diesem Gerät ist nichts ungesendet.", "Nothing on this device is unsent.";
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
    /// Heading: this device reads codes.
    CODES_READ_TITLE = "Dieses Gerät liest", "This device reads";
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
    NOTHING_WAITS = "Auf diesem Gerät wartet nichts", "Nothing waits on this device";
    /// Detail page: where the record is.
    WHERE_IT_IS = "Wo es liegt", "Where it is";
    /// Detail page: only on this device.
    RECEIPT_HERE = "nur auf diesem Gerät", "on this device only";
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
}
