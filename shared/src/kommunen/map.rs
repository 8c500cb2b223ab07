//! A map of Saxony to look at: the outlines of the districts and where a point lies among them.
//!
//! Units of the drawing, [`WIDTH`] by [`HEIGHT`]. The outlines are simplified along shared lines, so that neighbours
//! keep touching. Sources and licences are in `README.md` beside this file, [`ATTRIBUTION`] stands below the drawing.

use crate::text::{Text, text};

/// Width of the drawing.
pub const WIDTH: i32 = 800;
/// Height of the drawing.
pub const HEIGHT: i32 = 610;

/// What the licence of the outlines asks to be shown.
pub const ATTRIBUTION: Text = text(
    "© GeoBasis-DE / BKG 2017 (Daten verändert)",
    "© GeoBasis-DE / BKG 2017 (data modified)",
);

static TABLE: &str = include_str!("districts.csv");

/// Longitude of the left edge, latitude of the upper edge, in degrees.
const LEFT: f32 = 11.85;
const TOP: f32 = 51.70;
/// Units of the drawing for a degree of longitude and of latitude, true to scale at 51° north.
const PER_LONGITUDE: f32 = 249.221;
const PER_LATITUDE: f32 = 396.016;

/// A point of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From above.
    pub y: i32,
}

/// A district as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct District {
    /// Five digits, as in [`Municipality::district_key`](super::Municipality::district_key).
    pub key: &'static str,
    /// Short name for the drawing.
    pub name: &'static str,
    /// In the middle of its municipalities.
    pub middle: Point,
    /// Where its name stands.
    pub label: Point,
    /// Outline, in the words of an SVG path.
    pub path: &'static str,
}

/// Returns the districts, ordered by key.
pub fn districts() -> impl Iterator<Item = District> {
    TABLE.lines().skip(1).filter_map(read)
}

/// Finds a district by its key.
#[must_use]
pub fn district(key: &str) -> Option<District> {
    districts().find(|district| district.key == key)
}

/// Returns where a place of the earth lies in the drawing.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the drawing has whole units and the numbers are small"
)]
pub fn point(latitude: f32, longitude: f32) -> Point {
    Point {
        x: ((longitude - LEFT) * PER_LONGITUDE).round() as i32,
        y: ((TOP - latitude) * PER_LATITUDE).round() as i32,
    }
}

fn read(line: &'static str) -> Option<District> {
    let mut parts = line.splitn(7, ',');
    let mut next = || parts.next();
    let (key, name) = (next()?, next()?);
    let mut number = || next()?.parse().ok();
    let middle = Point {
        x: number()?,
        y: number()?,
    };
    let label = Point {
        x: number()?,
        y: number()?,
    };
    Some(District {
        key,
        name,
        middle,
        label,
        path: parts.next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_district_of_the_official_list_is_drawn() {
        let drawn: BTreeSet<_> = districts().map(|district| district.key).collect();
        let listed: BTreeSet<_> = super::super::all()
            .iter()
            .map(|town| town.district_key)
            .collect();
        assert_eq!(drawn, listed);
        assert!(
            districts()
                .all(|district| district.path.starts_with('M') && district.path.ends_with('z'))
        );
    }

    #[test]
    fn every_municipality_lies_in_the_drawing() {
        for town in super::super::all() {
            let Point { x, y } = point(town.latitude, town.longitude);
            assert!(
                (0..WIDTH).contains(&x) && (0..HEIGHT).contains(&y),
                "{}",
                town.name
            );
        }
        let goerlitz = super::super::find("14626110").unwrap();
        let leipzig = super::super::find("14713000").unwrap();
        let east = point(goerlitz.latitude, goerlitz.longitude);
        let west = point(leipzig.latitude, leipzig.longitude);
        assert!(west.x < 160 && east.x > 760 && west.y < east.y);
    }
}
