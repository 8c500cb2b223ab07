//! Who can read this. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Heading of the panel.
    WHO_CAN_READ = "Wer kann das lesen?", "Who can read this?";
    /// Space kind network.
    SPACE_NETWORK = "Netzwerk", "Network";
    /// Space kind team.
    SPACE_TEAM = "Projektteam", "Project team";
    /// Space kind town.
    SPACE_TOWN = "Ort", "Town";
    /// Space kind core.
    SPACE_CORE = "Innerer Kreis", "Inner circle";
    /// Space kind case.
    SPACE_CASE = "Fall", "Case";
    /// Readers of a network space.
    READERS_NETWORK = "Alle im Netzwerk, auch andere Orte", "Everyone in the network, other towns too";
    /// Readers of the team space.
    READERS_TEAM = "Nur das Projektteam", "The project team only";
    /// Readers of a town space.
    READERS_TOWN = "Alle, die an diesem Ort mitarbeiten, und das Projektteam", "Everyone working in this town, and the project team";
    /// Readers of a core space.
    READERS_CORE = "Nur der innere Kreis dieses Ortes", "The inner circle of this town only";
    /// Readers of a case space.
    READERS_CASE = "Nur wer ausdrücklich eingeladen ist", "Only those expressly invited";
    /// Below all of them.
    READERS_SERVER = "Der Server kann es nicht lesen.", "The server cannot read it.";
    /// The device may not write in this space.
    READ_ONLY = "Hier darf dieses Gerät nur lesen.", "This device may only read here.";
    /// The central team, where it leads an entry.
    LED_BY_TEAM = "das Projektteam", "the project team";
    /// Who led an entry has left the circle.
    LED_BY_NOBODY_HERE = "Wer diesen Eintrag führte, ist nicht mehr im Kreis. Ändern kann, wer ihn übernimmt.", "Whoever led this entry has left the circle. Whoever takes it over can change it.";
    /// Key below who leads an entry.
    LEAD_TAKE_OVER = "Eintrag übernehmen", "Take over the entry";
    /// After it.
    LEAD_TAKEN_OVER = "Eintrag übernommen", "Entry taken over";
    /// Somebody took an entry over while it was being changed here.
    LED_BY_OTHER = "Diesen Eintrag führt jemand anders. Gespeichert wurde nichts. Auf seiner Seite übernehmen, dann speichern.", "Somebody else leads this entry. Nothing was saved. Take it over on its page, then save.";
    /// Heading in the history of an entry.
    WHO_LEADS = "Wer den Eintrag führt", "Who leads the entry";
    /// In that history: everybody changes it.
    LED_BY_ALL = "Niemand Bestimmtes, alle im Kreis ändern ihn", "Nobody in particular, everybody in the circle changes it";

    /// Label above those who cannot.
    NOT_READABLE_FOR = "Nicht lesbar für", "Not readable for";
    /// Left out.
    NOT_TOWN_HALL = "Rathaus und Stadtrat", "town hall and council";
    /// Left out.
    NOT_ALLIANCE = "Lokale Allianz", "local alliance";
    /// Left out.
    NOT_TEAM = "Projektteam", "project team";
    /// Left out.
    NOT_NETWORK = "Netzwerk und andere Orte", "network and other towns";
    /// Left out.
    NOT_OTHER_TOWNS = "andere Orte", "other towns";
    /// Left out.
    NOT_SERVER = "Betrieb des Servers", "whoever runs the server";
    /// Button below the readers.
    INVITE_PERSON = "Person einladen", "Invite a person";
}
