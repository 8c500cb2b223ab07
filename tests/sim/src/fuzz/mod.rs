//! Decoders fed with damaged bytes.
//!
//! Each [`Target`] takes bytes as they come from a stranger (a server, a link, a file, a thief of the storage) and starts
//! from sound ones, which are damaged with knowledge of their shape: lengths that lie, deep nesting, parts left out,
//! doubled or taken from another. What is checked of every input:
//!
//! * nothing panics;
//! * nothing is allocated beyond [`Target::fixed_bytes`] and [`Target::bytes_per_byte`];
//! * what is accepted has one form only: encoded again it is the same bytes, or decodes to the same value;
//! * what is refused has changed nothing.

mod codes;
mod logs;
mod mutate;
mod stored;
mod wire;

use crate::dice::Dice;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use self::mutate::mutate;

/// How much memory is in use; a property of the whole process, so whoever runs this brings it.
pub trait Meter {
    /// Begins to watch; returns what is in use now.
    fn begin(&self) -> usize;
    /// Returns the most that was in use since.
    fn most(&self) -> usize;
}

/// Something that reads bytes of strangers.
#[derive(Debug, Clone)]
pub struct Target {
    /// Name on the command line.
    pub name: &'static str,
    /// Sound inputs to start from.
    pub sound: Vec<Vec<u8>>,
    /// Reads an input; an error names what is wrong with how it was read.
    pub read: fn(&[u8]) -> Result<(), String>,
    /// Memory any input may cost.
    pub fixed_bytes: usize,
    /// Memory each byte of input may cost.
    pub bytes_per_byte: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The target.
    pub target: &'static str,
    /// What is wrong.
    pub what: String,
    /// The input.
    pub input: Vec<u8>,
}

/// Every target.
#[must_use]
pub fn targets() -> Vec<Target> {
    let mut targets = wire::targets();
    targets.extend(logs::targets());
    targets.extend(codes::targets());
    targets.extend(stored::targets());
    targets
}

/// Feeds a target with its sound inputs and `runs` damaged ones.
///
/// # Errors
///
/// The first input that was read wrongly.
pub fn feed(target: &Target, runs: u64, seed: u64, meter: &dyn Meter) -> Result<(), Box<Found>> {
    for input in &target.sound {
        check(target, input, meter)?;
    }
    for run in 0..runs {
        let mut dice = Dice::new(seed.wrapping_add(run).wrapping_mul(0x9e37_79b9));
        let start = dice.pick(&target.sound).cloned().unwrap_or_default();
        let input = mutate(start, &target.sound, &mut dice);
        check(target, &input, meter)?;
    }
    Ok(())
}

/// Checks one input.
///
/// # Errors
///
/// When it is read wrongly.
pub fn check(target: &Target, input: &[u8], meter: &dyn Meter) -> Result<(), Box<Found>> {
    let found = |what: String| {
        Box::new(Found {
            target: target.name,
            what,
            input: input.to_vec(),
        })
    };
    let before = meter.begin();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.read)(input)));
    let used = meter.most().saturating_sub(before);
    outcome
        .unwrap_or_else(|_| Err("it panicked".to_owned()))
        .map_err(found)?;
    let may = target.fixed_bytes + input.len().saturating_mul(target.bytes_per_byte);
    if used > may {
        return Err(found(format!("{used} bytes were allocated, {may} may be")));
    }
    Ok(())
}

/// Says that two values that should be alike are not.
fn alike<T: PartialEq>(a: &T, b: &T, what: &str) -> Result<(), String> {
    if a == b { Ok(()) } else { Err(what.to_owned()) }
}
