//! Lists: what is shown, in which order, kept views, picking several. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Read aloud: name of a row of keys that choose what a list shows.
    FILTER = "Was gezeigt wird", "What is shown";
    /// Heading over pages and lists that a search finds by their names.
    GO_TO = "Springen zu", "Go to";
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
    /// Heading: links to every list.
    ALL_LISTS = "Alle Listen", "All lists";
}
