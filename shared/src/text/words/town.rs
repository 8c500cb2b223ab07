//! Heute, Termine, counting, the page of the town. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Instead of the town, where this device has none (any more).
    NO_TOWN = "Keine Kommune auf diesem Gerät", "No town on this device";
    /// Below it.
    NO_TOWN_TEXT = "Ort, Termine und Aufgaben einer Kommune stehen hier, sobald jemand aus ihr dieses Gerät einlädt. Was es sonst noch lesen kann, steht unter Kreise.", "Place, dates and tasks of a town stand here once somebody of it invites this device. What else it can read is under Circles.";
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
    /// Key: jot something down that everybody in the town may read.
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
    /// Heading: what belongs to the town as a whole.
    MORE_PLACES = "Weiteres", "More";
    /// Below the link to the network.
    NETWORK_META = "Andere Orte fragen, Angebote finden", "Ask other towns, find offers";
    /// Read aloud before the sum of all counts.
    TOTAL = "Gesamt", "Total";
    /// Read aloud: name of the bar of shares.
    SHARES = "Anteile der Telefone", "Shares of the phones";
    /// Share of all phones beyond the fourth.
    OTHER_PHONES = "weitere Telefone", "further phones";
    /// Share of corrections in the sum.
    CORRECTIONS = "Korrekturen", "Corrections";
    /// Read aloud after name and count of a band key.
    BAND_SPOKEN = "bisher, plus eins", "so far, plus one";
    /// Key that shows further counters, below three dots.
    MORE = "mehr", "more";
    /// Counting screen before the first tap.
    EVERY_TAP_KEPT = "Jeder Tipp ist gespeichert, auch ohne Netz.", "Every tap is kept, without a network too.";
}
