//! What the server refused, in words: what happened, that nothing is lost, what to do. One match over every code.

use super::{Text, text};
use crate::protocol::ProblemCode;

/// Returns the words for a problem code.
#[must_use]
pub const fn problem(code: ProblemCode) -> Text {
    match code {
        ProblemCode::Malformed => text(
            "Der Server hat die Sendung nicht verstanden. Alles bleibt auf diesem Gerät. App neu laden; wenn es bleibt, den Bericht kopieren.",
            "The server did not understand the message. Everything stays on this device. Reload the app; if it stays, copy the report.",
        ),
        ProblemCode::FutureProtocol => text(
            "Diese App ist neuer als der Server. Alles bleibt auf diesem Gerät und geht raus, sobald der Server erneuert ist.",
            "This app is newer than the server. Everything stays on this device and goes out once the server is updated.",
        ),
        ProblemCode::OutdatedClient => text(
            "Diese Fassung der App ist zu alt zum Senden. Nichts ist verloren. Neue Fassung laden.",
            "This version of the app is too old to send. Nothing is lost. Load the new version.",
        ),
        ProblemCode::NoSession => text(
            "Die Anmeldung ist abgelaufen. Sie wird von selbst erneuert.",
            "The login has ended. It is renewed by itself.",
        ),
        ProblemCode::LoginRefused => text(
            "Der Server erkennt dieses Gerät nicht. Alles bleibt hier gespeichert. Wer eingeladen hat, kann prüfen, ob das Gerät noch dabei ist.",
            "The server does not recognise this device. Everything stays saved here. Whoever invited can check whether the device still belongs.",
        ),
        ProblemCode::Forbidden => text(
            "Das darf dieses Gerät hier nicht. Nichts wurde geändert. Wer verwaltet, kann die Rolle ändern.",
            "This device may not do that here. Nothing was changed. Whoever administers can change the role.",
        ),
        ProblemCode::Removed => text(
            "Dieses Gerät gehört nicht mehr dazu. Ungesendetes liegt noch hier. Für die Rückkehr ist eine neue Einladung nötig.",
            "This device no longer belongs. What is unsent is still here. Coming back needs a new invitation.",
        ),
        ProblemCode::NeedsAdmins => text(
            "Dieser vertrauliche Bereich nimmt Einträge erst an, wenn zwei Personen ihn verwalten. Alles bleibt auf diesem Gerät, bis jemand Zweites verwaltet.",
            "This confidential area takes entries only once two people administer it. Everything stays on this device until there is a second one.",
        ),
        ProblemCode::NotFound => text(
            "Der Server kennt diesen Ort nicht. Alles bleibt auf diesem Gerät. Adresse der App prüfen.",
            "The server does not know this place. Everything stays on this device. Check the address of the app.",
        ),
        ProblemCode::MethodNotAllowed | ProblemCode::UnsupportedMediaType => text(
            "App und Server passen nicht zusammen. Alles bleibt auf diesem Gerät. App neu laden.",
            "App and server do not match. Everything stays on this device. Reload the app.",
        ),
        ProblemCode::TooLarge => text(
            "Ein Eintrag ist zu groß zum Senden. Er bleibt auf diesem Gerät. Langen Text teilen.",
            "An entry is too large to send. It stays on this device. Split the long text.",
        ),
        ProblemCode::StaleMembers => text(
            "Wer dazugehört, hat sich geändert. Es wird von selbst noch einmal gesendet.",
            "Membership has changed. It is sent again by itself.",
        ),
        ProblemCode::StaleKey => text(
            "Der Schlüssel wurde gewechselt. Es wird von selbst neu versiegelt und gesendet.",
            "The key was changed. It is sealed and sent again by itself.",
        ),
        ProblemCode::NeedDevSeq => text(
            "Dem Server fehlen frühere Einträge dieses Geräts. Sie werden von selbst nachgeliefert.",
            "The server lacks earlier entries of this device. They are delivered by itself.",
        ),
        ProblemCode::DeviceFork => text(
            "Dieses Gerät gibt es doppelt, oder es wurde zurückgesetzt. Nichts ist verloren. Bericht kopieren und Hilfe holen.",
            "This device exists twice or was set back. Nothing is lost. Copy the report and get help.",
        ),
        ProblemCode::HealNeeded | ProblemCode::EraChanged => text(
            "Der Server wurde aus einer Sicherung wiederhergestellt. Dieses Gerät liefert von selbst nach, was ihm fehlt.",
            "The server was restored from a backup. This device delivers by itself what it lacks.",
        ),
        ProblemCode::BelowFloor => text(
            "Dieses Gerät war lange weg. Es lädt den Stand neu, was hier noch wartet, bleibt.",
            "This device was away for long. It loads everything anew; what still waits here stays.",
        ),
        ProblemCode::Refused => text(
            "Der Server nimmt einen Eintrag nicht an. Er bleibt auf diesem Gerät. Bericht kopieren und Hilfe holen.",
            "The server refuses an entry. It stays on this device. Copy the report and get help.",
        ),
        ProblemCode::SpaceExists => text(
            "Das gibt es schon. Nichts wurde überschrieben.",
            "It exists already. Nothing was overwritten.",
        ),
        ProblemCode::InviteUnknown => super::words::INVITE_UNKNOWN,
        ProblemCode::InviteExpired => super::words::INVITE_EXPIRED,
        ProblemCode::InviteUsed => super::words::INVITE_USED,
        ProblemCode::Quota => text(
            "Der Speicher dieses Ortes auf dem Server ist voll. Alles bleibt auf diesem Gerät. Das Projektteam kann Platz schaffen.",
            "The storage of this town on the server is full. Everything stays on this device. The project team can make room.",
        ),
        ProblemCode::TooMany => text(
            "Gerade zu viele Anfragen. Gleich geht es von selbst weiter.",
            "Too many requests just now. It goes on by itself in a moment.",
        ),
        ProblemCode::Busy => text(
            "Der Server ist beschäftigt. Gleich geht es von selbst weiter.",
            "The server is busy. It goes on by itself in a moment.",
        ),
        ProblemCode::Timeout => text(
            "Das Netz war zu langsam. Es wird von selbst noch einmal gesendet.",
            "The network was too slow. It is sent again by itself.",
        ),
        ProblemCode::CannotStore => text(
            "Der Server hat gerade keinen Platz zum Speichern. Alles bleibt auf diesem Gerät und wird von selbst noch einmal gesendet. Wer den Server betreut, sollte es wissen.",
            "The server has no room to store anything just now. Everything stays on this device and is sent again by itself. Whoever looks after the server should know.",
        ),
        ProblemCode::Internal => text(
            "Beim Server ist etwas schiefgegangen. Alles bleibt auf diesem Gerät und wird von selbst noch einmal gesendet.",
            "Something went wrong at the server. Everything stays on this device and is sent again by itself.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_says_what_is_and_what_follows() {
        for code in ProblemCode::ALL {
            let words = problem(code);
            for filled in [words.de, words.en] {
                assert!(filled.len() > 20 && filled.ends_with('.'), "{code:?}");
            }
        }
    }
}
