//! What may happen in a history, and its short text: `set 1 0 2; exchange 2 0 3`.

use crate::dice::Dice;
use std::fmt;

/// One thing that happens: what, to which phone, and two numbers that choose the details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// What happens.
    pub what: What,
    /// The phone, counted around.
    pub who: u8,
    /// First detail.
    pub a: u8,
    /// Second detail.
    pub b: u8,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A form of record `a`, field `b` is opened: what is on the screen is remembered.
    Form,
    /// A text is saved in record `a`, field `b`, over what was on the screen.
    Set,
    /// Element `b` is put into the set of record `a`.
    Put,
    /// Element `b` is taken out of the set of record `a`.
    Take,
    /// One to four people are counted in record `a`.
    Count,
    /// Record `a` goes to the Papierkorb.
    Trash,
    /// Record `a` is taken out of the Papierkorb.
    Untrash,
    /// Up to `b` exchanges with the server, the last one with [`Fault`] number `a`.
    Exchange,
    /// The battery dies.
    Die,
    /// An earlier request arrives at the server once more.
    Late,
    /// Every session ends.
    Logout,
    /// The clock jumps: right, 1970, 2045, three hours ahead, a minute back.
    Clock,
    /// A later version of the app writes: an unknown kind, field and value, or something only it can read.
    Later,
    /// A member sends an envelope that nobody can open.
    Poison,
    /// The storage is copied to a further phone.
    Copy,
    /// The storage is backed up.
    Backup,
    /// The phone goes back to its backup.
    GoBack,
    /// The server is backed up.
    ServerBackup,
    /// The server's file is put back silently.
    ServerFile,
    /// The server is restored with its tool: for a while it takes back old envelopes only.
    ServerTool,
    /// The server begins to show two histories.
    Fork,
    /// The phone is shown the other history.
    Cross,
    /// A new phone joins.
    Join,
    /// Phone `who` hands a rescue file to phone `a`; with `b` 7 a bit of it flips on the way.
    Hand,
    /// The founder removes the person of phone `a`.
    Remove,
    /// The phone makes checkpoints early from now on; with `a` 7 it no longer does.
    Pack,
    /// The server drops what a checkpoint covers that counts.
    Trim,
    /// Whoever was making a checkpoint has lost its turn.
    Lease,
}

/// What happens to an exchange on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing.
    None,
    /// The request is lost.
    RequestLost,
    /// The answer is lost.
    ReplyLost,
    /// The request arrives twice.
    Twice,
    /// The battery dies before the rows of the request are stored.
    DiesBeforeStoring,
    /// The battery dies before the request leaves.
    DiesBeforeSending,
    /// The battery dies while the server works.
    DiesWaiting,
    /// The battery dies before the rows of the answer are stored.
    DiesBeforeKeeping,
    /// The battery dies after the rows of the answer are stored.
    DiesAfterKeeping,
    /// The request breaks off.
    RequestCut,
    /// A bit of the request flips.
    RequestFlipped,
    /// The answer breaks off.
    ReplyCut,
    /// A bit of the answer flips.
    ReplyFlipped,
    /// The answer to an earlier request comes.
    OldReply,
    /// A row is left out of the page, and the chain is made to fit.
    RowDropped,
    /// Two rows of the page change places, and the chain is made to fit.
    RowsSwapped,
    /// A row comes twice, and the chain is made to fit.
    RowRepeated,
    /// A bit of a row flips, and the chain is made to fit.
    RowFlipped,
    /// The heads show less than there is.
    HeadHidden,
    /// The space is missing in the heads.
    SpaceHidden,
    /// The heads name an old checkpoint as the newest.
    PointOld,
    /// The heads say of a checkpoint nobody has confirmed that it counts.
    PointUnconfirmed,
    /// Another manifest or segment comes than the one that was asked for.
    PointForeign,
    /// The heads say that the whole log is gone.
    FloorRaised,
}

/// Every fault, in the order of their numbers.
pub const FAULTS: [Fault; 24] = [
    Fault::None,
    Fault::RequestLost,
    Fault::ReplyLost,
    Fault::Twice,
    Fault::DiesBeforeStoring,
    Fault::DiesBeforeSending,
    Fault::DiesWaiting,
    Fault::DiesBeforeKeeping,
    Fault::DiesAfterKeeping,
    Fault::RequestCut,
    Fault::RequestFlipped,
    Fault::ReplyCut,
    Fault::ReplyFlipped,
    Fault::OldReply,
    Fault::RowDropped,
    Fault::RowsSwapped,
    Fault::RowRepeated,
    Fault::RowFlipped,
    Fault::HeadHidden,
    Fault::SpaceHidden,
    Fault::PointOld,
    Fault::PointUnconfirmed,
    Fault::PointForeign,
    Fault::FloorRaised,
];

/// Every act with its name in the text.
const NAMES: [(What, &str); 28] = [
    (What::Form, "form"),
    (What::Set, "set"),
    (What::Put, "put"),
    (What::Take, "take"),
    (What::Count, "count"),
    (What::Trash, "trash"),
    (What::Untrash, "untrash"),
    (What::Exchange, "exchange"),
    (What::Die, "die"),
    (What::Late, "late"),
    (What::Logout, "logout"),
    (What::Clock, "clock"),
    (What::Later, "later"),
    (What::Poison, "poison"),
    (What::Copy, "copy"),
    (What::Backup, "backup"),
    (What::GoBack, "goback"),
    (What::ServerBackup, "serverbackup"),
    (What::ServerFile, "serverfile"),
    (What::ServerTool, "servertool"),
    (What::Fork, "fork"),
    (What::Cross, "cross"),
    (What::Join, "join"),
    (What::Hand, "hand"),
    (What::Remove, "remove"),
    (What::Pack, "pack"),
    (What::Trim, "trim"),
    (What::Lease, "lease"),
];

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(what, _)| *what == self.what);
        let name = name.map_or("", |(_, name)| name);
        write!(f, "{name} {} {} {}", self.who, self.a, self.b)
    }
}

/// Writes a history as one line.
#[must_use]
pub fn write(acts: &[Act]) -> String {
    let words: Vec<String> = acts.iter().map(Act::to_string).collect();
    words.join("; ")
}

/// Reads a history from one line; `None` if it is none.
#[must_use]
pub fn read(line: &str) -> Option<Vec<Act>> {
    line.split(';').map(|word| read_one(word.trim())).collect()
}

fn read_one(word: &str) -> Option<Act> {
    let mut parts = word.split_whitespace();
    let name = parts.next()?;
    let (what, _) = NAMES.iter().find(|(_, known)| *known == name)?;
    let mut number = || parts.next()?.parse().ok();
    Some(Act {
        what: *what,
        who: number()?,
        a: number()?,
        b: number()?,
    })
}

/// What a history is about. Each history has some of it, so that rare meetings of two faults happen often enough.
struct Weather {
    weight: usize,
    acts: &'static [What],
    faults: &'static [Fault],
}

const LOSS: Weather = Weather {
    weight: 3,
    acts: &[What::Late, What::Logout],
    faults: &[Fault::RequestLost, Fault::ReplyLost, Fault::Twice],
};
const CRASHES: Weather = Weather {
    weight: 2,
    acts: &[What::Die],
    faults: &[
        Fault::DiesBeforeStoring,
        Fault::DiesBeforeSending,
        Fault::DiesWaiting,
        Fault::DiesBeforeKeeping,
        Fault::DiesAfterKeeping,
    ],
};
const DAMAGE: Weather = Weather {
    weight: 3,
    acts: &[],
    faults: &[
        Fault::RequestCut,
        Fault::RequestFlipped,
        Fault::ReplyCut,
        Fault::ReplyFlipped,
        Fault::OldReply,
    ],
};
const LIES: Weather = Weather {
    weight: 4,
    acts: &[],
    faults: &[
        Fault::RowDropped,
        Fault::RowsSwapped,
        Fault::RowRepeated,
        Fault::RowFlipped,
        Fault::HeadHidden,
        Fault::SpaceHidden,
    ],
};
const CLOCKS: Weather = Weather {
    weight: 3,
    acts: &[What::Clock, What::Clock],
    faults: &[],
};
const VERSIONS: Weather = Weather {
    weight: 4,
    acts: &[What::Later],
    faults: &[],
};
const POISON: Weather = Weather {
    weight: 6,
    acts: &[What::Poison],
    faults: &[],
};
const HANDS: Weather = Weather {
    weight: 4,
    acts: &[What::Hand],
    faults: &[],
};
const PEOPLE: Weather = Weather {
    weight: 5,
    acts: &[What::Join, What::Remove],
    faults: &[],
};
const COPIES: Weather = Weather {
    weight: 2,
    acts: &[What::Copy, What::Backup, What::GoBack],
    faults: &[],
};
const RESTORES: Weather = Weather {
    weight: 2,
    acts: &[What::ServerBackup, What::ServerFile, What::ServerTool],
    faults: &[],
};
const FORKS: Weather = Weather {
    weight: 3,
    acts: &[What::Fork, What::Cross, What::Cross],
    faults: &[],
};
const POINTS: Weather = Weather {
    weight: 3,
    acts: &[
        What::Pack,
        What::Pack,
        What::Pack,
        What::Trim,
        What::Trim,
        What::Lease,
        What::Join,
    ],
    faults: &[
        Fault::PointOld,
        Fault::PointUnconfirmed,
        Fault::PointForeign,
        Fault::FloorRaised,
        Fault::DiesWaiting,
        Fault::DiesBeforeKeeping,
        Fault::DiesAfterKeeping,
        Fault::ReplyLost,
    ],
};

const ALWAYS: [(What, usize); 8] = [
    (What::Form, 2),
    (What::Set, 8),
    (What::Put, 3),
    (What::Take, 2),
    (What::Count, 4),
    (What::Trash, 1),
    (What::Untrash, 1),
    (What::Exchange, 16),
];

/// Draws the history of a seed: 8 to 56 acts.
#[must_use]
pub fn draw(seed: u64) -> Vec<Act> {
    let mut dice = Dice::new(seed);
    let mut weather: Vec<&Weather> = Vec::new();
    for (kind, times) in [
        (&LOSS, 2),
        (&CRASHES, 2),
        (&DAMAGE, 6),
        (&LIES, 6),
        (&CLOCKS, 3),
        (&VERSIONS, 4),
        (&POISON, 6),
    ] {
        if dice.once_in(times) {
            weather.push(kind);
        }
    }
    // What came by hand from somebody who was removed, or whose number a copy used, stays where it is by design, and is
    // shown there: hands come in other histories than people and copies, too.
    // A membership log that was written on two servers cannot be joined: people and copies (which add themselves)
    // come in other histories than forks and restores.
    // A phone that began with a checkpoint of one of two histories cannot go back to where they parted.
    let points = dice.once_in(5);
    match dice.below(7) {
        0 => weather.push(&PEOPLE),
        1 | 2 => weather.push(&COPIES),
        3 | 4 => weather.push(&RESTORES),
        5 if !points => weather.push(&FORKS),
        _ => weather.push(&HANDS),
    }
    if points {
        weather.push(&POINTS);
    }
    let mut acts: Vec<What> = Vec::new();
    for (what, weight) in ALWAYS {
        acts.extend(std::iter::repeat_n(what, weight));
    }
    for kind in &weather {
        acts.extend(kind.acts.iter().copied());
    }
    if acts.contains(&What::ServerFile) {
        acts.retain(|what| *what != What::Join);
    }
    let faults: Vec<(Fault, usize)> = weather
        .iter()
        .flat_map(|kind| kind.faults.iter().map(|fault| (*fault, kind.weight)))
        .collect();
    let count = 8 + dice.below(49);
    (0..count)
        .map(|_| {
            let what = dice.pick(&acts).copied().unwrap_or(What::Set);
            let mut act = Act {
                what,
                who: dice.byte() % 8,
                a: dice.byte() % 8,
                b: dice.byte() % 8,
            };
            if what == What::Exchange {
                act.a = draw_fault(&faults, &mut dice);
            }
            act
        })
        .collect()
}

/// Every other exchange is sound; the heavier a kind of fault, the rarer it is.
fn draw_fault(faults: &[(Fault, usize)], dice: &mut Dice) -> u8 {
    if dice.once_in(2) {
        return 0;
    }
    let Some((fault, weight)) = dice.pick(faults) else {
        return 0;
    };
    if !dice.once_in(*weight) {
        return 0;
    }
    let number = FAULTS.iter().position(|known| known == fault);
    number.and_then(|it| u8::try_from(it).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_read_as_it_was_written() {
        for seed in 0..50 {
            let acts = draw(seed);
            assert_eq!(read(&write(&acts)), Some(acts));
        }
        assert_eq!(read("jump 1 2 3"), None);
        assert_eq!(read("set 1 2"), None);
    }

    #[test]
    fn every_act_and_every_fault_is_drawn_sooner_or_later() {
        let acts: Vec<Act> = (0..2_000).flat_map(draw).collect();
        for (what, name) in NAMES {
            assert!(acts.iter().any(|act| act.what == what), "{name}");
        }
        for (number, fault) in FAULTS.iter().enumerate() {
            let there = |act: &&Act| act.what == What::Exchange && usize::from(act.a) == number;
            assert!(acts.iter().any(|act| there(&act)), "{fault:?}");
        }
    }
}
