//! The confidential room and the first 24 hours. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
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
}
