//! Circles and their people, roles, founding, letting in, inviting. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
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
    WHO_IS_IN = "Wer dabei ist", "Who belongs to it";
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
    /// To the one who was turned away, below that heading.
    TURNED_AWAY_TEXT = "Wer eingeladen hat, hat dieses Gerät nicht hereingelassen. Dort nachfragen, am besten am Telefon; für einen neuen Versuch ist eine neue Einladung nötig.", "Whoever invited did not let this device in. Ask them, best on the phone; another try needs a new invitation.";
    /// To the one who turned away, when the invitation was for one person.
    TURNED_AWAY_CLOSED = "Abgewiesen. Der Link dieser Einladung öffnet nichts mehr. Unter „Einladen“ eine neue machen.", "Turned away. The link of this invitation opens nothing any more. Under “Invite”, make a new one.";
    /// What became of an invitation: somebody else came with its link.
    INVITE_IS_CLOSED = "geschlossen: jemand wurde abgewiesen", "closed: somebody was turned away";
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
    /// More invitations are open than may be: the way on.
    INVITES_TOO_MANY = "Zu viele Einladungen sind noch offen. Unter „Einladungen“ eine zurückziehen, die niemand mehr braucht, dann noch einmal versuchen.", "Too many invitations are still open. Under “Invitations”, withdraw one that nobody needs any more, then try again.";
    /// The circle has had as many devices as it may.
    DEVICES_TOO_MANY = "In diesem Kreis waren schon so viele Geräte, wie es geben kann. Das Projektteam kann einen neuen Kreis anlegen.", "This circle has had as many devices as there can be. The project team can make a new circle.";
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

    /// Below the link to inviting.
    INVITE_META = "Link oder QR-Code für ein weiteres Gerät", "Link or QR code for one more device";
}
