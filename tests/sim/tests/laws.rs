//! The simulation finds what it should find, and nothing where nothing is.

use sim::act;
use sim::base::Base;
use sim::run::{play, played};
use sim::sabotage::{ALL, Sabotage};
use sim::seeds;

/// Histories after which a bug that was put in must have been found.
const SEEDS_MAX: u64 = 3_000;

#[test]
fn histories_that_once_broke_a_law_break_none() {
    let base = Base::make().unwrap();
    let text = std::fs::read_to_string(seeds::path()).unwrap();
    for kept in seeds::read(&text).unwrap() {
        let outcome = play(&base, kept.seed, &kept.acts, None);
        assert_eq!(outcome, Ok(()), "{}: {}", kept.seed, act::write(&kept.acts));
    }
}

#[test]
fn a_line_that_is_no_history_is_named() {
    let read = seeds::read("# what was wrong\n1: set 1 2 3\n2: jump 1 2 3\n");
    assert_eq!(read, Err("line 3 is no history: 2: jump 1 2 3".to_owned()));
}

#[test]
fn a_bug_put_in_for_each_law_is_found_as_a_breach_of_that_law() {
    let base = Base::make().unwrap();
    let mut missed = Vec::new();
    for (sabotage, laws) in ALL {
        let mut found = false;
        let mut others = Vec::new();
        for seed in 0..SEEDS_MAX {
            if let Err(broken) = play(&base, seed, &act::draw(seed), Some(sabotage)) {
                found = laws.contains(&broken.law);
                others.push(format!("{seed}: {broken}"));
            }
            if found {
                break;
            }
        }
        if !found {
            others.truncate(3);
            missed.push(format!("{sabotage:?} {laws:?}: {others:#?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Histories whose every point is tried: writing and exchanging, a copy that parts, a server that goes back, one that is
/// forked, a removed member, a damaged page, a checkpoint that is made, confirmed, trimmed to and come back through; a file
/// that is handed over, one whose bytes changed, and taken in twice; a clock ahead while the server goes back; a new phone
/// that begins with a checkpoint; a copy that finds out through one; a restore in the middle of giving back.
/// Last: phones that are opened and put their rows together while they do, with a new one that is let in meanwhile.
const HISTORIES: [&str; 13] = [
    "set 1 0 1; count 1 0 2; hand 1 2 0; hand 1 3 7; hand 1 2 0; set 2 0 1; exchange 2 0 5; hand 2 3 0; exchange 1 0 5; exchange 3 0 5; exchange 2 0 5; exchange 1 0 5",
    "clock 1 2 0; clock 2 3 0; serverbackup 0 0 0; set 1 0 1; count 1 0 1; exchange 1 0 5; set 2 1 1; exchange 2 0 5; serverfile 0 0 0; exchange 1 0 5; exchange 2 0 5; exchange 3 0 5; exchange 1 0 5",
    "pack 1 0 0; pack 2 0 0; set 1 0 1; count 1 0 1; exchange 1 0 5; exchange 2 0 5; exchange 1 0 5; trim 0 0 0; join 0 0 0; exchange 0 0 5; exchange 0 0 5; exchange 4 0 5; set 4 0 1; exchange 4 0 5; exchange 4 0 5",
    "pack 1 0 0; pack 2 0 0; set 1 0 1; count 1 0 1; copy 1 0 0; exchange 1 0 5; exchange 2 0 5; exchange 1 0 5; trim 0 0 0; set 4 0 1; count 4 0 2; exchange 4 0 5; exchange 4 0 5; exchange 4 0 5",
    "set 1 0 1; exchange 1 0 5; serverbackup 0 0 0; set 1 0 1; exchange 1 0 5; exchange 2 0 5; serverfile 0 0 0; set 3 0 1; exchange 3 0 2; exchange 2 0 2; serverfile 0 0 0; exchange 2 0 1; exchange 1 0 5; exchange 2 0 5",
    "set 3 2 1; pack 1 0 0; set 1 0 1; exchange 1 0 5; set 2 0 1; exchange 2 0 5; exchange 1 0 5; exchange 1 0 5; exchange 1 0 5; exchange 2 0 5; exchange 2 0 5; trim 0 0 0; set 3 0 1; exchange 3 0 5; exchange 3 0 5",
    "set 1 0 1; count 1 0 2; exchange 1 0 5; set 2 0 1; put 2 0 0; exchange 2 0 5; exchange 2 0 5; form 1 0 1; exchange 1 0 5; set 1 0 1",
    "count 1 0 3; exchange 1 0 5; copy 1 0 0; count 1 0 1; set 4 0 1; count 4 0 2; exchange 1 0 5; exchange 4 0 5; exchange 4 0 5; exchange 4 0 5",
    "set 1 0 1; exchange 1 0 5; serverbackup 0 0 0; set 1 0 1; exchange 1 0 5; exchange 2 0 5; serverfile 0 0 0; set 3 0 1; exchange 3 0 5; exchange 2 0 5; exchange 2 0 5",
    "fork 0 0 0; set 1 0 1; cross 2 0 0; set 2 0 1; exchange 1 0 5; exchange 2 0 5; cross 2 0 0; exchange 2 0 5; exchange 2 0 5",
    "set 1 0 1; set 2 1 1; exchange 1 0 5; remove 0 0 0; exchange 0 0 5; exchange 0 0 5; exchange 1 0 5; set 2 0 1; exchange 2 0 5",
    "later 1 0 0; set 1 0 1; backup 1 0 0; exchange 1 0 5; exchange 1 17 0; trash 1 0 0; goback 1 0 0; count 1 0 1; exchange 1 0 5",
    "set 1 0 1; exchange 1 0 5; count 1 0 2; set 2 0 1; exchange 2 0 5; exchange 1 0 5; set 2 1 1; exchange 2 0 5; exchange 1 0 5; count 1 0 1; die 1 0 0; join 0 0 0; exchange 0 0 5; die 0 0 0; exchange 4 0 5; set 4 0 1; die 4 0 0; exchange 4 0 5; die 2 0 0; exchange 2 0 5",
];

#[test]
fn a_battery_may_die_at_every_point_of_a_history() {
    let base = Base::make().unwrap();
    for (seed, history) in (1_u64..).zip(HISTORIES) {
        let acts = act::read(history).unwrap();
        let (points, outcome) = played(&base, seed, &acts, None, None);
        assert_eq!(outcome, Ok(()), "{history}");
        assert!(points > 50, "a history with {points} points shows little");
        for point in 1..=points {
            let (_, outcome) = played(&base, seed, &acts, None, Some(point));
            assert_eq!(outcome, Ok(()), "point {point} of {history}");
        }
    }
}

#[test]
fn a_transaction_stored_in_halves_is_found_at_one_of_its_points() {
    let base = Base::make().unwrap();
    let acts = act::read(HISTORIES[0]).unwrap();
    let torn = Some(Sabotage::TearsTransactions);
    let (points, _) = played(&base, 1, &acts, torn, None);
    assert!((1..=points).any(|point| played(&base, 1, &acts, torn, Some(point)).1.is_err()));
}
