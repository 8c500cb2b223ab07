//! My devices, the lost phone, the sheet; unsent work of removed devices; alarm. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
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
    WHICH_LOST_TEXT = "Angehakt heißt: weg. Es wird aus Netzwerk und Ort entfernt und löscht seine Kopie, sobald es Netz hat. Innere Kreise und Fälle liest es weiter, bis die zweite Person, die verwaltet, es auch dort entfernt: sie jetzt anrufen.", "Ticked means gone. It is removed from network and town and erases its copy as soon as it has a network. It goes on reading inner circles and cases until the second admin removes it there too: call them now.";
    /// Button.
    RECOVER = "Dieses Gerät hereinlassen", "Let this device in";

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
    ALARM_CHECKPOINT = "Der Stand, mit dem dieses Gerät beginnen soll, ist nicht der, den Mitglieder bestätigt haben. Deshalb wurde nichts davon übernommen.", "What this device is to begin with is not what members have confirmed. So nothing of it was taken over.";
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
}
