//! Bugs put in on purpose, one for each law.
//!
//! They sit at the seams of the simulation: what a person's app does with an edit, how rows reach the storage, what the
//! server and the way to it do, how operations are joined. The product has no switch for any of it. If the simulation does not find one of them, it does not prove that law.

/// A bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// Joining keeps the version with the later clock only.
    LaterClockWins,
    /// Joining counts an operation twice that comes twice.
    TwiceIsTwice,
    /// A save replaces what is there, not what was on the screen when the form was opened.
    SavesOverUnseen,
    /// The app fills in a field nobody filled in.
    FillsIn,
    /// The server keeps a repeated push twice.
    KeepsRepeats,
    /// The server renumbers what it has handed out.
    Renumbers,
    /// A page is kept in memory and not stored.
    ForgetsPage,
    /// A save is confirmed before it is stored.
    ConfirmsEarly,
    /// An entry leaves the outbox with the answer to the push.
    EmptiesOutboxEarly,
    /// A transaction is stored in two halves.
    TearsTransactions,
    /// A damaged page is stored all the same.
    StoresDamaged,
    /// A device that parts from its copy forgets what it had not sent.
    ForgetsOnParting,
    /// The server says it took back what it lost, and did not.
    TakesNothingBack,
    /// The server believes the clock of who sends.
    BelievesClocks,
    /// An app strips what it does not know.
    StripsUnknown,
    /// The app brings back what was deleted elsewhere.
    BringsBack,
    /// A request carries readable text.
    Leaks,
    /// A device looks away when it is shown another history.
    LooksAway,
    /// An envelope that nobody can open stops everybody.
    OneBlocksAll,
    /// Apps leave a record out of the checkpoint they make, and confirm it.
    LeavesOut,
    /// The server drops what a checkpoint covers before anybody has confirmed it.
    DropsEarly,
    /// The server answers with everything it has at once.
    NoPages,
}

/// Every bug with the law it breaks; a torn transaction breaks whichever its halves need.
pub const ALL: [(Sabotage, &[u8]); 22] = [
    (Sabotage::LaterClockWins, &[1]),
    (Sabotage::TwiceIsTwice, &[2]),
    (Sabotage::SavesOverUnseen, &[4]),
    (Sabotage::FillsIn, &[5]),
    (Sabotage::KeepsRepeats, &[6]),
    (Sabotage::Renumbers, &[7]),
    (Sabotage::ForgetsPage, &[8]),
    (Sabotage::ConfirmsEarly, &[9]),
    (Sabotage::EmptiesOutboxEarly, &[10]),
    (Sabotage::TearsTransactions, &[9, 11]),
    (Sabotage::StoresDamaged, &[12]),
    (Sabotage::ForgetsOnParting, &[13]),
    (Sabotage::TakesNothingBack, &[14]),
    (Sabotage::BelievesClocks, &[15]),
    (Sabotage::StripsUnknown, &[16]),
    (Sabotage::BringsBack, &[18]),
    (Sabotage::Leaks, &[19]),
    (Sabotage::LooksAway, &[20]),
    (Sabotage::OneBlocksAll, &[21]),
    (Sabotage::LeavesOut, &[3]),
    (Sabotage::DropsEarly, &[17]),
    (Sabotage::NoPages, &[22]),
];
