//! Two versions of one field, possible duplicates, uniting. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
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

    /// Page of everything that waits for a decision.
    DESK = "Abgleichtisch", "Desk of versions";
    /// Below its heading.
    DESK_TEXT = "Felder mit mehreren Fassungen und Einträge, die vielleicht dasselbe sind.", "Fields with several versions, and entries that may be the same thing.";
    /// Nothing waits for a decision.
    DESK_EMPTY = "Nichts zu entscheiden", "Nothing to decide";
    /// Below that.
    DESK_EMPTY_TEXT = "Wenn zwei Geräte dasselbe Feld ändern, liegt es hier.", "When two devices change the same field, it lies here.";
    /// Below the heading of possible duplicates.
    TWINS_TEXT = "Gleiche Worte im Namen. Zusammengeführt wird nur von Hand.", "The same words in the name. They are united by hand only.";
    /// Button: puts two entries side by side.
    COMPARE = "Vergleichen", "Compare";
    /// Page and button: one entry takes up another.
    UNITE = "Zusammenführen", "Unite";
    /// Below the heading of that page.
    UNITE_TEXT = "Der erste Eintrag bleibt und nimmt auf, was ihm fehlt. Der zweite kommt in den Papierkorb. Alles lässt sich zurücknehmen.", "The first entry stays and takes up what it lacks. The second goes to the bin. All of it can be taken back.";
    /// While uniting and parting: the confidential room is closed.
    UNITE_ROOM_CLOSED = "Vertraulich ist zu. Was dort auf die beiden verweist, bleibt, wie es ist.", "Confidential is closed. What refers to the two in there stays as it is.";
    /// Button: the other entry stays.
    UNITE_SWAP = "Umgekehrt", "The other way round";
    /// Button beside two versions: opens the form.
    WRITE_ANEW = "Selbst schreiben", "Write it anew";
    /// After undoing a decision between versions.
    DECISION_TAKEN_BACK = "Entscheidung zurückgenommen", "Decision taken back";
}
