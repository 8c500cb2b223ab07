//! The smallest honest JPEG writer: baseline, no subsampling, codes of fixed lengths instead of fitted ones. A third larger
//! than a camera's, and short.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "blocks of eight by eight"
)]

use super::canvas::Canvas;
use std::f32::consts::PI;

/// Side of a block.
const SIDE: usize = 8;
/// Coefficients of a block in the order they are written.
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];
/// Bits of every code for the mean of a block.
const DC_BITS: u8 = 4;
/// Bits of every code for a coefficient but the one that ends a block.
const AC_BITS: u8 = 8;
/// Bits of the code that ends a block: the one written most.
const END_BITS: u8 = 2;
/// The first code after the one that ends a block.
const AC_FIRST: u32 = 1 << (AC_BITS - END_BITS);
/// Most zeros before a coefficient.
const RUN_MAX: u32 = 15;
/// Greatest number of bits of a coefficient.
const SIZE_MAX: u32 = 10;

/// Writes a picture as JPEG.
pub(super) fn encode(picture: &Canvas) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.head(picture);
    let cosines = cosines();
    let mut last = [0; 3];
    for top in (0..picture.height).step_by(SIDE) {
        for left in (0..picture.width).step_by(SIDE) {
            for (plane, last) in last.iter_mut().enumerate() {
                let block = quantised(&block(picture, left, top, plane), &cosines);
                writer.block(&block, last);
            }
        }
    }
    // What is left of the last byte is filled with ones.
    writer.put(0x7f, 7);
    writer.bytes.extend([0xff, 0xd9]);
    writer.bytes
}

/// How coarsely a coefficient is kept: the finer the slower it waves.
const fn step(place: usize) -> u8 {
    let wave = place / SIDE + place % SIDE;
    (3 + 3 * wave) as u8
}

fn cosines() -> [[f32; SIDE]; SIDE] {
    let mut table = [[0.0; SIDE]; SIDE];
    for (wave, row) in table.iter_mut().enumerate() {
        let scale = if wave == 0 { 0.125_f32.sqrt() } else { 0.5 };
        for (place, value) in row.iter_mut().enumerate() {
            *value = scale * ((2 * place + 1) as f32 * wave as f32 * PI / 16.0).cos();
        }
    }
    table
}

/// Returns one plane of a block: brightness, blue, red, each around zero. Edges are drawn out.
fn block(picture: &Canvas, left: usize, top: usize, plane: usize) -> [f32; 64] {
    let mut block = [0.0; 64];
    for (place, value) in block.iter_mut().enumerate() {
        let row = (top + place / SIDE).min(picture.height - 1);
        let column = (left + place % SIDE).min(picture.width - 1);
        let [r, g, b] = picture.pixels[row * picture.width + column];
        *value = match plane {
            0 => 0.299 * r + 0.587 * g + 0.114 * b - 128.0,
            1 => 0.5 * b - 0.168_736 * r - 0.331_264 * g,
            _ => 0.5 * r - 0.418_688 * g - 0.081_312 * b,
        };
    }
    block
}

/// Returns the coefficients of a block, rounded, in the order they are written.
fn quantised(block: &[f32; 64], cosines: &[[f32; SIDE]; SIDE]) -> [i32; 64] {
    let mut rows = [0.0; 64];
    for row in 0..SIDE {
        for wave in 0..SIDE {
            let mut sum = 0.0;
            for place in 0..SIDE {
                sum += cosines[wave][place] * block[row * SIDE + place];
            }
            rows[row * SIDE + wave] = sum;
        }
    }
    let mut found = [0; 64];
    for (value, place) in found.iter_mut().zip(ZIGZAG) {
        let mut sum = 0.0;
        for row in 0..SIDE {
            sum += cosines[place / SIDE][row] * rows[row * SIDE + place % SIDE];
        }
        *value = (sum / f32::from(step(place))).round() as i32;
    }
    found
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    bits: u32,
    filled: u8,
}

impl Writer {
    fn head(&mut self, picture: &Canvas) {
        let (width, height) = picture.extent();
        self.bytes.extend([0xff, 0xd8]);
        let steps = ZIGZAG.iter().map(|place| step(*place));
        self.part(0xdb, std::iter::once(0).chain(steps));
        let [(h1, h2), (w1, w2)] =
            [height, width].map(|it| (it.to_be_bytes()[0], it.to_be_bytes()[1]));
        let planes = (1..=3).flat_map(|plane| [plane, 0x11, 0]);
        self.part(0xc0, [8, h1, h2, w1, w2, 3].into_iter().chain(planes));
        let mut counts = [0; 16];
        counts[usize::from(DC_BITS) - 1] = 12;
        self.part(0xc4, std::iter::once(0x00).chain(counts).chain(0..12));
        let symbols: Vec<u8> = symbols();
        let mut counts = [0; 16];
        counts[usize::from(END_BITS) - 1] = 1;
        counts[usize::from(AC_BITS) - 1] = (symbols.len() - 1) as u8;
        self.part(0xc4, std::iter::once(0x10).chain(counts).chain(symbols));
        let planes = (1..=3).flat_map(|plane| [plane, 0x00]);
        let planes = std::iter::once(3).chain(planes).chain([0, 63, 0]);
        self.part(0xda, planes);
    }

    fn part(&mut self, marker: u8, content: impl Iterator<Item = u8>) {
        let content: Vec<u8> = content.collect();
        self.bytes.extend([0xff, marker]);
        self.bytes.extend((content.len() as u16 + 2).to_be_bytes());
        self.bytes.extend(content);
    }

    fn block(&mut self, block: &[i32; 64], last: &mut i32) {
        let mean = block[0] - *last;
        *last = block[0];
        let size = size_of(mean);
        self.put(size, DC_BITS);
        self.amount(mean, size);
        let mut run = 0;
        for value in &block[1..] {
            if *value == 0 {
                run += 1;
                continue;
            }
            while run > RUN_MAX {
                // Sixteen zeros and nothing behind them.
                self.put(AC_FIRST + RUN_MAX * SIZE_MAX + SIZE_MAX, AC_BITS);
                run -= RUN_MAX + 1;
            }
            let size = size_of(*value).min(SIZE_MAX);
            self.put(AC_FIRST + run * SIZE_MAX + size - 1, AC_BITS);
            self.amount(*value, size);
            run = 0;
        }
        if run > 0 {
            self.put(0, END_BITS);
        }
    }

    fn amount(&mut self, value: i32, size: u32) {
        let below = if value < 0 { (1 << size) - 1 } else { 0 };
        self.put((value + below) as u32, size as u8);
    }

    fn put(&mut self, value: u32, count: u8) {
        for bit in (0..count).rev() {
            self.bits = self.bits << 1 | value >> bit & 1;
            self.filled += 1;
            if self.filled == 8 {
                self.bytes.push(self.bits as u8);
                if self.bits as u8 == 0xff {
                    self.bytes.push(0);
                }
                self.filled = 0;
            }
        }
    }
}

/// What the codes for coefficients mean, in the order of the codes.
fn symbols() -> Vec<u8> {
    let mut symbols = vec![0x00];
    for run in 0..=RUN_MAX {
        for size in 1..=SIZE_MAX {
            symbols.push((run << 4 | size) as u8);
        }
    }
    symbols.push(0xf0);
    symbols
}

/// Returns the number of bits of a value without its sign.
const fn size_of(value: i32) -> u32 {
    u32::BITS - value.unsigned_abs().leading_zeros()
}
