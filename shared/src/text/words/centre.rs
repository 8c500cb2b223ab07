//! The desk of the project team. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Name of the desk of the project team.
    CENTRE = "Zentrale", "Centre";
    /// Below its name in a list.
    CENTRE_META = "Orte nach Phase, Anfragen, Entscheidungen, Angebote", "Towns by phase, enquiries, decisions, offers";
    /// Figure: towns nobody has talked to.
    QUIET_FOUR_WEEKS = "ohne Gespräch seit 4 Wochen", "without a talk for 4 weeks";
    /// Figure: fields with several versions.
    DECISIONS_WAIT = "Entscheidungen am Abgleichtisch", "decisions at the desk";
    /// Figure and heading: offers nobody has checked lately.
    OFFERS_TO_CHECK = "Angebote zu prüfen", "Offers to check";
    /// Heading of the table of towns.
    TOWNS_BY_PHASE = "Orte nach Phase", "Towns by phase";
    /// Below that heading.
    TOWNS_BY_PHASE_TEXT = "Oben steht, wer zuerst etwas braucht.", "On top is who needs something first.";
    /// Column: month of the accompaniment.
    MONTH = "Monat", "Month";
    /// Column: phase of the accompaniment.
    PHASE = "Phase", "Phase";
    /// Column: day of the last talk.
    LAST_TALK = "Gespräch", "Talk";
    /// Column: what comes next.
    NEXT_STEP = "Als Nächstes", "Next";
    /// In the column of talks: none is noted.
    NEVER_TALKED = "noch keins", "none yet";
    /// In the column of next steps.
    NEEDS_TALK = "braucht ein Gespräch", "needs a talk";
    /// In the column of next steps: nothing special.
    GOES_AS_AGREED = "läuft wie vereinbart", "goes as agreed";
    /// No enquiry waits for an answer.
    NO_ENQUIRIES = "Alle Anfragen sind beantwortet.", "Every enquiry is answered.";
}
