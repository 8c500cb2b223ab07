//! The laws of sync by their numbers in ARCHITECTURE.md, and what a broken one is.

use std::fmt;

/// A law that was found broken, with what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Number of the law.
    pub law: u8,
    /// What was seen.
    pub what: String,
}

impl Broken {
    /// Says that a law is broken.
    pub fn new(law: u8, what: impl Into<String>) -> Self {
        Self {
            law,
            what: what.into(),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "law {}: {}", self.law, self.what)
    }
}

/// What a step of the simulation comes to.
pub type Lawful<T = ()> = Result<T, Broken>;

/// Equal sets of operations give equal states.
pub const CONVERGENCE: u8 = 1;
/// Order and repetition change nothing.
pub const ORDER: u8 = 2;
/// A checkpoint says what the log up to it says.
pub const PREFIX: u8 = 3;
/// A write disappears only because a later author saw it.
pub const NO_LOST_UPDATE: u8 = 4;
/// Every shown value was written by somebody.
pub const NO_INVENTED_VALUE: u8 = 5;
/// Each write counts once.
pub const EXACTLY_ONCE: u8 = 6;
/// The log is contiguous and never renumbered.
pub const LOG: u8 = 7;
/// The cursor is never ahead of what is stored.
pub const CURSOR: u8 = 8;
/// What was saved is there after a crash.
pub const DURABLE: u8 = 9;
/// What left the outbox stands in the stored log.
pub const OUTBOX: u8 = 10;
/// A transaction is whole or not at all.
pub const ATOMIC: u8 = 11;
/// Damaged answers leave no trace.
pub const DAMAGED: u8 = 12;
/// What a copied device writes survives.
pub const COPIES: u8 = 13;
/// What any live party holds survives a restored server or device.
pub const RESTORED: u8 = 14;
/// No clock makes a write refused, lost, or shown from the future.
pub const CLOCKS: u8 = 15;
/// What a later version wrote survives byte for byte.
pub const LATER_VERSIONS: u8 = 16;
/// What is dropped is in a checkpoint that counts, and everybody gets through it.
pub const TRIMMED: u8 = 17;
/// Deleted stays deleted unless somebody edited or restored it.
pub const DELETED: u8 = 18;
/// No readable byte leaves the device.
pub const BLIND: u8 = 19;
/// A server that shows two histories is noticed.
pub const TWO_HISTORIES: u8 = 20;
/// Once the faults stop, everything arrives; nobody blocks others.
pub const LIVENESS: u8 = 21;
/// Pages and what is kept beside the log are bounded.
pub const BOUNDED: u8 = 22;
