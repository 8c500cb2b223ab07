//! The network: similar towns, exchange board, offers. The rules are those of [`super`].

use super::{Text, Word, text, texts};

texts! {
    /// Heading of the network page.
    NETWORK_TITLE = "Wer hatte das schon?", "Who has dealt with this before?";
    /// Heading of the network page: towns with the same challenge.
    WHO_HAD_THIS = "Wer hatte das schon?", "Who has dealt with this before?";
    /// Below that heading.
    WHO_HAD_THIS_TEXT = "Ähnliche Größe, ähnliche Herausforderung. Gezeigt wird nur, was ein Ort freigegeben hat.", "Similar size, similar challenge. Only what a town has released is shown.";
    /// Key of the map.
    LIKE_TOWN = "ähnlicher Ort", "similar town";
    /// Key of the map.
    IN_NETWORK = "im Netzwerk", "in the network";
    /// Heading where no town is like this one.
    NO_MATCHES = "Noch kein ähnlicher Ort", "No similar town yet";
    /// Below that heading.
    NO_MATCHES_TEXT = "Je mehr im Profil steht, desto eher findet sich einer.", "The more the profile says, the sooner one is found.";
    /// Button: a question to the network without the name of the own town.
    ASK_ALL = "Das Netzwerk fragen, ungenannt möglich", "Ask the network, unnamed if wanted";
    /// In the list of towns: this one does not want to be named.
    STAYS_UNNAMED = "möchte ungenannt bleiben", "wants to stay unnamed";
    /// Town list: a town that wants no name and says no district.
    UNNAMED_TOWN = "Ort ohne Namen", "Unnamed town";
    /// Tag: the town this device belongs to.
    OWN_TOWN = "eigener Ort", "own town";
    /// Heading: posts between towns.
    EXCHANGE_BOARD = "Austauschbrett", "Exchange board";
    /// Below the heading of the board.
    EXCHANGE_BOARD_TEXT = "Geht auch ohne Netz. Beim Schreiben prüft die App auf Namen.", "Works without a network too. While writing, the app checks for names.";
    /// Foot of a post: the sender is not shown.
    UNNAMED = "ungenannt", "unnamed";
    /// Who wrote something that asks for no sender: somebody of another town.
    ANOTHER_TOWN = "ein anderer Ort", "another town";
    /// On a post that is not published: who does not see it.
    HELD_BACK = "Andere Orte sehen diesen Beitrag nicht", "Other towns do not see this post";
    /// Below that.
    HELD_BACK_TEXT = "Gezeigt wird er ihnen erst, wenn er veröffentlicht ist. Verschlüsselt liegt er schon im Netzwerk.", "It is shown to them only once it is published. It already lies, encrypted, in the network.";
    /// Above the places of a post that could name somebody, before it is published.
    LOOK_BEFORE = "Vorher ansehen: Das könnte jemanden nennen.", "Look first: this could name somebody.";
    /// Tag of an offer that nobody has checked.
    NEVER_CHECKED = "noch nie geprüft", "never checked";
}
