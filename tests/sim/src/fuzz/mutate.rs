//! Damage with knowledge of shapes: CBOR heads, lengths before what they count, numbers at their limits.

use crate::dice::Dice;

/// Greatest size of a damaged input.
const INPUT_BYTES_MAX: usize = 300 * 1024;

/// Heads that lie about what follows: endless or enormous arrays, maps, texts and bytes, tags, breaks, floats.
const HEADS: [&[u8]; 14] = [
    &[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x9a, 0x00, 0xff, 0xff, 0xff],
    &[0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x5a, 0x00, 0x10, 0x00, 0x00],
    &[0x7b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0x9f],
    &[0xbf],
    &[0x5f],
    &[0x7f],
    &[0xff],
    &[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0xdb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    &[0xf6],
];

/// Bytes at the limits of what a byte counts.
const LIMITS: [u8; 8] = [0x00, 0x01, 0x17, 0x18, 0x7f, 0x80, 0xfe, 0xff];

/// Damages `bytes` one to five times; `others` lend parts.
#[must_use]
pub fn mutate(mut bytes: Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    for _ in 0..=dice.below(5) {
        once(&mut bytes, others, dice);
    }
    bytes.truncate(INPUT_BYTES_MAX);
    bytes
}

fn once(bytes: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.below(bytes.len());
    let span = 1 + dice.below(40);
    let end = (at + span).min(bytes.len());
    match dice.below(11) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            let limit = dice.pick(&LIMITS).copied().unwrap_or(0);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = limit;
            }
        }
        2 => drop(bytes.drain(at..end)),
        3 => {
            let part = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, part);
        }
        4 => bytes.truncate(at),
        5 => {
            let head = dice.pick(&HEADS).copied().unwrap_or_default();
            bytes.splice(at..end.min(at + 1), head.iter().copied());
        }
        6 => {
            let head = dice.pick(&HEADS).copied().unwrap_or_default();
            bytes.splice(at..at, head.iter().copied());
        }
        7 => {
            // Something inside something inside something.
            let depth = 1 << dice.below(15);
            let head = [0x81_u8, 0x9f, 0xd8, 0xa1];
            let head = dice.pick(&head).copied().unwrap_or(0x81);
            bytes.splice(at..at, std::iter::repeat_n(head, depth));
        }
        8 => {
            let other = dice.pick(others).map(Vec::as_slice).unwrap_or_default();
            let from = dice.below(other.len());
            let part = other.get(from..).unwrap_or_default();
            let part = part.get(..span).unwrap_or(part).to_vec();
            bytes.splice(at..end, part);
        }
        9 => {
            let other = dice.pick(others).map(Vec::as_slice).unwrap_or_default();
            let from = dice.below(other.len());
            bytes.truncate(at);
            bytes.extend_from_slice(other.get(from..).unwrap_or_default());
        }
        _ => {
            for byte in bytes.iter_mut().skip(at).take(span) {
                *byte = dice.byte();
            }
        }
    }
}
