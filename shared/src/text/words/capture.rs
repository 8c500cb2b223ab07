//! Festhalten: jotting down, ways to where it belongs, sorting away. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Key in the bar, page and button: jots something down.
    CAPTURE = "Festhalten", "Jot down";
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
    WHERE_EVENT_TEXT = "Treffen, Fest, Aktion", "Meeting, celebration, campaign";
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
    /// Button of the quick card.
    SAVE_CARD = "Karte speichern", "Save card";
}
