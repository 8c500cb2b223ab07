//! Plays histories, finds the shortest one that still breaks the law, and counts.

use crate::act::Act;
use crate::base::Base;
use crate::law::{Broken, Lawful};
use crate::sabotage::Sabotage;
use crate::world::World;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Number of a history that panicked, beside those of the laws.
pub const PANICKED: u8 = 0;

/// Plays a history to its end.
///
/// # Errors
///
/// When a law is broken, or the product panics.
pub fn play(base: &Base, seed: u64, acts: &[Act], sabotage: Option<Sabotage>) -> Lawful {
    played(base, seed, acts, sabotage, None).1
}

/// Plays a history in which a battery dies at point `die_at`; returns how many points it has.
pub fn played(
    base: &Base,
    seed: u64,
    acts: &[Act],
    sabotage: Option<Sabotage>,
    die_at: Option<u64>,
) -> (u64, Lawful) {
    let mut points = 0;
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut world = World::new(base, seed, sabotage)?;
        if let Some(point) = die_at {
            world.die_at(point);
        }
        let outcome = acts
            .iter()
            .try_for_each(|act| world.play(*act))
            .and_then(|()| world.end());
        points = world.points();
        outcome
    }));
    let panicked = Broken::new(PANICKED, "the product panicked");
    (points, outcome.unwrap_or(Err(panicked)))
}

/// Plays a history and tells what happens.
pub fn tell(base: &Base, seed: u64, acts: &[Act]) -> (Vec<String>, Lawful) {
    let mut world = match World::new(base, seed, None) {
        Ok(world) => world,
        Err(broken) => return (Vec::new(), Err(broken)),
    };
    world.tell();
    let outcome = acts
        .iter()
        .try_for_each(|act| world.play(*act))
        .and_then(|()| world.end());
    (world.told().to_vec(), outcome)
}

/// Takes acts out of a history as long as it breaks the same law.
#[must_use]
pub fn shorten(base: &Base, seed: u64, acts: &[Act], law: u8) -> Vec<Act> {
    let breaks = |acts: &[Act]| matches!(play(base, seed, acts, None), Err(it) if it.law == law);
    let mut acts = acts.to_vec();
    let mut size = acts.len().div_ceil(2);
    while size > 0 {
        let mut from = 0;
        while from < acts.len() {
            let mut fewer = acts.clone();
            fewer.drain(from..(from + size).min(acts.len()));
            if breaks(&fewer) {
                acts = fewer;
            } else {
                from += size;
            }
        }
        size /= 2;
    }
    acts
}
