//! Words around attachments: adding, showing, keeping, and what can go wrong. The rules are those of [`super::words`].

use super::words::{Word, texts};
use super::{Text, text};

texts! {
    /// Heading of the attachments of a record.
    FILES = "Anhänge", "Attachments";
    /// Button: takes or chooses a photo.
    ADD_PHOTO = "Foto", "Photo";
    /// Button: chooses a PDF file.
    ADD_PDF = "PDF", "PDF";
    /// Button: records an audio note.
    ADD_AUDIO = "Tonnotiz", "Audio note";
    /// Under the buttons: what happens to what is attached.
    ADD_HINT = "Fotos werden verkleinert, Ort und Gerät entfernt. Alles wird versiegelt, erst dann gesendet.", "Photos are made smaller, place and device removed. Everything is sealed before it is sent.";
    /// Under the buttons, on a desk: files can be dropped there.
    DROP_HERE = "Dateien lassen sich auch hierher ziehen.", "Files can also be dropped here.";
    /// Title of the photo of an idea card until somebody types the words.
    CARD_AS_PHOTO = "Karte als Foto", "Card as a photo";
    /// Button at the stall: photographs an idea card.
    PHOTO_OF_CARD = "Karte fotografieren", "Photograph the card";
    /// Button: photographs the pinboard whose numbers are typed in.
    PHOTO_OF_BOARD = "Foto der Wand", "Photo of the board";
    /// Beside a photo button: a photo was taken and goes with the entry when it is saved.
    PHOTO_CHOSEN = "Foto liegt bei", "Photo enclosed";
    /// Busy: a file is being read, made smaller and sealed.
    SEALING = "Wird versiegelt", "Sealing";
    /// Status: the attachment is on this device.
    FILE_ADDED = "Anhang gespeichert", "Attachment saved";
    /// Snack: the attachment was taken away; can be undone.
    FILE_REMOVED = "Anhang entfernt", "Attachment removed";
    /// Button: removes the attachment.
    REMOVE = "Entfernen", "Remove";
    /// Button: stores the file outside of the app or opens it there.
    SAVE_FILE = "Als Datei sichern", "Save as a file";
    /// Beside that button: a copy outside is no longer sealed.
    SAVE_FILE_NOTE = "Die Kopie liegt dann unversiegelt auf diesem Gerät.", "The copy then lies unsealed on this device.";
    /// Button: closes the attachment that is shown.
    CLOSE = "Schließen", "Close";
    /// State: being fetched from the server.
    FETCHING = "Wird geholt", "Fetching";
    /// State: sealed on this device, not on the server yet.
    NOT_SENT = "noch nicht gesendet", "not sent yet";
    /// State: neither on this device nor on the server; whoever has it brings it.
    NOT_ON_SERVER = "noch nicht auf dem Server", "not on the server yet";
    /// Label of the proof that a file is what was attached.
    UNCHANGED_SINCE = "Unverändert seit", "Unchanged since";
    /// Label of the hash of a file.
    FINGERPRINT = "Prüfsumme (SHA-256)", "Checksum (SHA-256)";
    /// Label of the size of a file.
    SIZE = "Größe", "Size";
    /// Recording is on; read aloud.
    RECORDING = "Aufnahme läuft", "Recording";
    /// Button: ends the recording and attaches it.
    RECORD_STOP = "Fertig", "Done";
    /// Button: throws the recording away.
    RECORD_DROP = "Verwerfen", "Discard";
    /// Attachment is not here and there is no network.
    OFFLINE = "Noch nicht auf diesem Gerät. Mit Netz wird der Anhang geholt.", "Not on this device yet. It is fetched when there is a network.";
    /// Attachment is not on the server; somebody's phone may have it.
    MISSING = "Der Server hat diesen Anhang nicht. Sobald ein Gerät, das ihn hat, Netz hat, kommt er wieder.", "The server does not have this attachment. It comes back as soon as a device that has it is online.";
    /// The bytes are not what was attached.
    CHANGED = "Dieser Anhang ist beschädigt und wird nicht gezeigt. Er wird neu geholt, sobald Netz da ist.", "This attachment is damaged and is not shown. It is fetched again when there is a network.";
    /// The file is neither photo nor PDF, or cannot be read.
    NOT_A_FILE = "Diese Datei geht nicht. Möglich sind Fotos und PDF.", "This file cannot be attached. Photos and PDF can.";
    /// The file is larger than an attachment may be.
    TOO_LARGE = "Die Datei ist zu groß. Bis 8 MB gehen.", "The file is too large. Up to 8 MB can be attached.";
    /// The microphone is not there or not allowed.
    NO_MICROPHONE = "Kein Mikrofon, oder es ist nicht erlaubt. In den Einstellungen des Browsers lässt es sich freigeben.", "No microphone, or it is not allowed. It can be allowed in the settings of the browser.";
    /// The space on the server is full.
    SERVER_FULL = "Auf dem Server ist kein Platz mehr für Anhänge dieses Kreises. Alles bleibt auf diesem Gerät. Was ihr an alten Anhängen entfernt, gibt nach 30 Tagen Platz frei.", "There is no more room on the server for attachments of this circle. Everything stays on this device. What you remove of old attachments makes room after 30 days.";
    /// Heading in the settings: room for attachments.
    ROOM = "Platz für Anhänge", "Room for attachments";
    /// Label: bytes of attachments on this device.
    ROOM_HERE = "Auf diesem Gerät", "On this device";
    /// Nothing of the server's room is known yet.
    ROOM_UNKNOWN = "Mit Netz wird gezeigt, wie viel Platz auf dem Server belegt ist.", "With a network the room taken on the server is shown.";
    /// Button: removes from this device what the server has.
    FREE_UP = "Auf diesem Gerät Platz schaffen", "Make room on this device";
    /// Under that button: nothing is lost.
    FREE_UP_NOTE = "Entfernt von diesem Gerät, was der Server sicher hat. Es wird bei Bedarf wieder geholt.", "Removes from this device what the server has for certain. It is fetched again when needed.";
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
                let tidy = !filled.is_empty() && filled.trim() == filled;
                assert!(
                    tidy && !filled.contains("...") && !filled.contains('{'),
                    "{}",
                    word.name
                );
            }
        }
        let names: BTreeSet<_> = WORDS.iter().map(|word| word.name).collect();
        assert_eq!(names.len(), WORDS.len());
    }
}
