//! A photo of a pinboard, as somebody takes it after the library has closed: a question, three columns, sticky dots, a little
//! askew, light from the left.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "places on a small picture"
)]

use super::canvas::{Canvas, Colour, Point};

const WIDTH: usize = 720;
const HEIGHT: usize = 540;
/// How far the camera was tilted, in radians.
const TILT: f32 = 0.016;
/// Dots of a column beside each other.
const DOTS_ABREAST: usize = 5;

const CORK: Colour = [176.0, 134.0, 88.0];
const WALL: Colour = [206.0, 204.0, 196.0];
const FRAME: Colour = [126.0, 92.0, 58.0];
const PAPER: Colour = [240.0, 236.0, 224.0];
const INK: Colour = [44.0, 46.0, 58.0];
const CARDS: [Colour; 3] = [
    [244.0, 220.0, 118.0],
    [168.0, 214.0, 158.0],
    [158.0, 200.0, 232.0],
];
const DOTS: [Colour; 4] = [
    [206.0, 48.0, 52.0],
    [40.0, 94.0, 180.0],
    [38.0, 140.0, 74.0],
    [232.0, 142.0, 34.0],
];

/// A column of the board.
pub(super) struct Column {
    /// What its card says.
    pub(super) title: &'static str,
    /// How many dots stick in it.
    pub(super) dots: usize,
}

/// Draws the photo.
pub(super) fn photo(question: &str, columns: &[Column]) -> Canvas {
    let mut board = Board {
        canvas: Canvas::new(WIDTH, HEIGHT, WALL),
        seed: 26,
    };
    board.card((360.0, 272.0), (672.0, 500.0), 0.0, FRAME);
    board.card((360.0, 272.0), (648.0, 476.0), 0.0, CORK);
    board.card((360.0, 278.0), (604.0, 440.0), 0.004, PAPER);
    board.write(question, (360.0, 96.0), 34.0, 5.0);
    for (place, column) in columns.iter().enumerate() {
        board.column(column, place, 360.0 + (place as f32 - 1.0) * 196.0);
    }
    for corner in [(72.0, 70.0), (648.0, 72.0), (70.0, 486.0), (650.0, 484.0)] {
        let at = tilted(corner);
        board
            .canvas
            .disc((at.0 + 2.0, at.1 + 3.0), 6.0, [150.0, 146.0, 134.0]);
        board.canvas.disc(at, 6.0, [190.0, 44.0, 44.0]);
        board
            .canvas
            .disc((at.0 - 2.0, at.1 - 2.0), 2.0, [236.0, 150.0, 146.0]);
    }
    board.light();
    board.canvas
}

struct Board {
    canvas: Canvas,
    seed: u32,
}

impl Board {
    fn column(&mut self, column: &Column, place: usize, x: f32) {
        let colour = CARDS.get(place).copied().unwrap_or(PAPER);
        let tilt = self.random(0.03);
        self.card((x, 166.0), (178.0, 58.0), tilt, colour);
        let lines: Vec<&str> = column.title.split('\n').collect();
        let first = 166.0 - (lines.len() as f32 - 1.0) * 12.0;
        for (row, line) in lines.iter().enumerate() {
            self.write(line, (x, first + row as f32 * 24.0), 16.0, 2.6);
        }
        for dot in 0..column.dots {
            let (right, down) = (dot % DOTS_ABREAST, dot / DOTS_ABREAST);
            let at = (
                x - 62.0 + right as f32 * 31.0 + self.random(6.0),
                226.0 + down as f32 * 34.0 + self.random(7.0),
            );
            let colour = DOTS.get(self.random(2.0).abs() as usize * 2 + dot % 2);
            let (x, y) = tilted(at);
            self.canvas
                .disc((x + 1.0, y + 1.5), 9.5, [196.0, 190.0, 176.0]);
            self.canvas
                .disc((x, y), 9.0, colour.copied().unwrap_or(INK));
        }
    }

    fn card(&mut self, middle: Point, size: Point, tilt: f32, colour: Colour) {
        self.canvas.card(tilted(middle), size, TILT + tilt, colour);
    }

    /// Writes in capitals around a place, as with a felt pen.
    fn write(&mut self, words: &str, (x, y): Point, size: f32, pen: f32) {
        let (width, gap) = (size * 0.6, size * 0.24);
        let advance = |letter| if letter == 'I' { gap } else { width + gap };
        let all: f32 = words.chars().map(advance).sum();
        let mut left = x - (all - gap) / 2.0;
        for letter in words.chars() {
            let lift = self.random(size * 0.04);
            for (from, to) in strokes(letter) {
                let place = |(h, v): (u8, u8)| {
                    let across = left + f32::from(h) / 4.0 * width;
                    tilted((across, y + lift + (f32::from(v) / 6.0 - 0.5) * size))
                };
                self.canvas.stroke(place(from), place(to), pen, INK);
            }
            left += advance(letter);
        }
    }

    /// Light from a window on the left, and the grain of a phone's camera.
    fn light(&mut self) {
        for place in 0..self.canvas.pixels.len() {
            let (column, row) = ((place % WIDTH) as f32, (place / WIDTH) as f32);
            let far = (column / WIDTH as f32 - 0.3).hypot((row / HEIGHT as f32 - 0.4) * 0.8);
            let light = 1.04 - far * far * 0.55;
            let grain = self.random(3.0);
            if let Some(pixel) = self.canvas.pixels.get_mut(place) {
                for part in pixel {
                    *part = (*part * light + grain).clamp(0.0, 255.0);
                }
            }
        }
    }

    /// Returns a number between minus and plus `reach`, the same at every start.
    fn random(&mut self, reach: f32) -> f32 {
        self.seed = self
            .seed
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        ((self.seed >> 16) as f32 / 32_768.0 - 1.0) * reach
    }
}

/// Where a place of the board is on the photo.
fn tilted((x, y): Point) -> Point {
    let (sin, cos) = TILT.sin_cos();
    let (dx, dy) = (x - 360.0, y - 270.0);
    (360.0 + dx * cos - dy * sin, 270.0 + dy * cos + dx * sin)
}

/// Returns the strokes of a capital on a grid four wide and six high. Each pair of digits is a place, a space lifts the pen.
fn strokes(letter: char) -> Vec<((u8, u8), (u8, u8))> {
    let lines = match letter {
        'A' => "062046 1434",
        'Ä' => "062246 1434 1010 3030",
        'B' => "060030413203 03324345361606",
        'C' => "41301001051636 3645",
        'D' => "060020414425 0616 2616 2644",
        'E' => "40000646 0333",
        'F' => "400006 0333",
        'G' => "41301001051636454323",
        'H' => "0006 4046 0343",
        'I' => "0006",
        'J' => "4045361605",
        'K' => "0006 400346",
        'L' => "000646",
        'M' => "0600234046",
        'N' => "06004640",
        'O' => "10304145361605011030 1030",
        'R' => "06003041320333 2346",
        'S' => "413010010213334445361605",
        'T' => "0040 2026",
        'U' => "000516364540",
        'Ü' => "020516364542 1010 3030",
        'W' => "0016223640",
        'Z' => "00400646",
        '?' => "01103041322324 2626",
        _ => "",
    };
    let mut found = Vec::new();
    for line in lines.split(' ') {
        let digits: Vec<u8> = line
            .bytes()
            .map(|digit| digit.saturating_sub(b'0'))
            .collect();
        let places = digits.chunks_exact(2).map(|pair| match pair {
            [across, down] => (*across, *down),
            _ => (0, 0),
        });
        let places: Vec<(u8, u8)> = places.collect();
        found.extend(places.iter().copied().zip(places.iter().copied().skip(1)));
    }
    found
}
