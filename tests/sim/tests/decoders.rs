//! Damaged bytes for every decoder: a short run, the inputs that were once read wrongly, and decoders that are wrong on
//! purpose. One test, because memory is measured for the whole process.

use peak_alloc::PeakAlloc;
use sim::fuzz::{Meter, Target, check, feed, targets};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

struct Memory;

impl Meter for Memory {
    fn begin(&self) -> usize {
        MEMORY.reset_peak_usage();
        MEMORY.current_usage()
    }

    fn most(&self) -> usize {
        MEMORY.peak_usage()
    }
}

/// Damaged inputs for each decoder; the long run has more.
const RUNS: u64 = 1_500;

/// Inputs that were once read wrongly: the target and the bytes, a line each.
const KEPT: &str = include_str!("../inputs.txt");

fn wrong(name: &'static str, read: fn(&[u8]) -> Result<(), String>) -> Target {
    Target {
        name,
        sound: vec![vec![0x82, 0x01, 0x41, 0x07], vec![0x83, 1, 2, 3]],
        read,
        fixed_bytes: 4096,
        bytes_per_byte: 8,
    }
}

fn trusts_a_length(bytes: &[u8]) -> Result<(), String> {
    let length = bytes.first().map_or(0, |byte| usize::from(*byte) * 1024);
    let room = Vec::<u8>::with_capacity(length);
    room.is_empty()
        .then_some(())
        .ok_or_else(|| "filled".to_owned())
}

fn indexes(bytes: &[u8]) -> Result<(), String> {
    if bytes.is_empty() {
        return Ok(());
    }
    let place = bytes.first().map_or(0, |byte| usize::from(*byte % 8));
    assert!(place < bytes.len().max(1), "beyond the end");
    bytes
        .get(place)
        .map_or_else(|| Err("beyond the end".to_owned()), |_| Ok(()))
}

fn takes_two_forms(bytes: &[u8]) -> Result<(), String> {
    // Reads a number and ignores what stands behind it.
    let Ok(number) = minicbor::decode::<Vec<u64>>(bytes) else {
        return Ok(());
    };
    let again = minicbor::to_vec(&number).unwrap_or_default();
    if again == bytes {
        Ok(())
    } else {
        Err("two forms".to_owned())
    }
}

fn of_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks_exact(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[test]
fn no_bytes_make_a_decoder_panic_take_too_much_memory_or_read_two_forms() {
    let targets = targets();
    for line in KEPT
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (name, hex) = line.split_once(' ').unwrap();
        let target = targets.iter().find(|target| target.name == name).unwrap();
        assert_eq!(
            check(target, &of_hex(hex).unwrap(), &Memory),
            Ok(()),
            "{line}"
        );
    }
    for target in &targets {
        assert!(!target.sound.is_empty(), "{}", target.name);
        let found = feed(target, RUNS, 0, &Memory);
        assert_eq!(found, Ok(()), "{}", target.name);
    }
    // What the run would find, were it there.
    for bad in [
        wrong("trusts a length", trusts_a_length),
        wrong("indexes", indexes),
        wrong("takes two forms", takes_two_forms),
    ] {
        assert!(feed(&bad, RUNS, 0, &Memory).is_err(), "{}", bad.name);
    }
}
