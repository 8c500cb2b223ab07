//! A small canvas with soft edges: discs, tilted cards and strokes, drawn one over the other.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places and colours of a small picture"
)]

/// Red, green, blue, each from 0 to 255.
pub(super) type Colour = [f32; 3];
/// A place on the canvas, in pixels.
pub(super) type Point = (f32, f32);

/// A picture that is being drawn.
pub(super) struct Canvas {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Rows from the top, each from the left.
    pub(super) pixels: Vec<Colour>,
}

impl Canvas {
    /// Begins with one colour.
    pub(super) fn new(width: usize, height: usize, colour: Colour) -> Self {
        Self {
            width,
            height,
            pixels: vec![colour; width * height],
        }
    }

    /// Returns width and height.
    pub(super) const fn extent(&self) -> (u16, u16) {
        (self.width as u16, self.height as u16)
    }

    /// Draws a disc.
    pub(super) fn disc(&mut self, (x, y): Point, radius: f32, colour: Colour) {
        let far = |(px, py): Point| (px - x).hypot(py - y) - radius;
        self.fill((x, y), radius, colour, 1.0, &far);
    }

    /// Draws a card around its middle, tilted by an angle in radians, with a soft shadow.
    pub(super) fn card(&mut self, (x, y): Point, (w, h): Point, tilt: f32, colour: Colour) {
        let (sin, cos) = tilt.sin_cos();
        let far = move |(px, py): Point| {
            let (dx, dy) = (px - x, py - y);
            let (along, across) = (dx * cos + dy * sin, dy * cos - dx * sin);
            (along.abs() - w / 2.0).max(across.abs() - h / 2.0)
        };
        let reach = w.hypot(h) / 2.0 + 4.0;
        let shadow = move |(px, py): Point| far((px - 2.0, py - 3.0)) / 5.0;
        self.fill((x, y), reach, [60.0, 45.0, 30.0], 0.35, &shadow);
        self.fill((x, y), reach, colour, 1.0, &far);
    }

    /// Draws a stroke with a round pen.
    pub(super) fn stroke(&mut self, from: Point, to: Point, pen: f32, colour: Colour) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).max(0.01);
        let far = move |(px, py): Point| {
            let along = ((px - from.0) * dx + (py - from.1) * dy) / length;
            let along = along.clamp(0.0, 1.0);
            (px - from.0 - along * dx).hypot(py - from.1 - along * dy) - pen / 2.0
        };
        let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        self.fill(middle, length.sqrt() / 2.0 + pen, colour, 1.0, &far);
    }

    /// Colours what is nearer than 0, with an edge of one pixel.
    fn fill(
        &mut self,
        (x, y): Point,
        reach: f32,
        colour: Colour,
        strength: f32,
        far: &dyn Fn(Point) -> f32,
    ) {
        let span = |middle: f32, max: usize| {
            let from = (middle - reach - 2.0).max(0.0) as usize;
            let to = (middle + reach + 2.0).max(0.0) as usize;
            from..to.min(max)
        };
        for row in span(y, self.height) {
            for column in span(x, self.width) {
                let share = (0.5 - far((column as f32, row as f32))).clamp(0.0, 1.0) * strength;
                if share > 0.0
                    && let Some(pixel) = self.pixels.get_mut(row * self.width + column)
                {
                    for (old, new) in pixel.iter_mut().zip(colour) {
                        *old += (new - *old) * share;
                    }
                }
            }
        }
    }

    /// Returns the picture at half its size.
    pub(super) fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut small = Self::new(width, height, [0.0; 3]);
        for (place, pixel) in small.pixels.iter_mut().enumerate() {
            let corner = place / width * 2 * self.width + place % width * 2;
            for other in [
                corner,
                corner + 1,
                corner + self.width,
                corner + self.width + 1,
            ] {
                let from = self.pixels.get(other).copied().unwrap_or_default();
                for (sum, part) in pixel.iter_mut().zip(from) {
                    *sum += part / 4.0;
                }
            }
        }
        small
    }
}
