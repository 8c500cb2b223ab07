//! The 418 municipalities of Saxony: official key, names, district, inhabitants, area, a point on the map.
//!
//! The table is compiled in and read on first use; nothing is asked of a network. Sources and licences are in
//! `README.md` beside this file, and [`ATTRIBUTION`] is shown in the app.

use crate::text::{Text, fold, text};
use std::sync::OnceLock;

pub mod map;

static TABLE: &str = include_str!("kommunen.csv");

/// What the licences of the data ask to be shown.
pub const ATTRIBUTION: Text = text(
    "Daten: © Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV-ISys, Gebietsstand 30.11.2023 (Daten geändert); Statistische Ämter des Bundes und der Länder, Zensus 2022, dl-de/by-2-0; © GeoBasis-DE / BKG 2017 (Daten verändert); GeoNames, CC BY 4.0; Landesdirektion Sachsen, Gemeindeverzeichnis, dl-de/by-2-0 (Daten geändert).",
    "Data: © Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV-ISys, territorial status 30 Nov 2023 (data modified); Statistische Ämter des Bundes und der Länder, Zensus 2022, dl-de/by-2-0; © GeoBasis-DE / BKG 2017 (data modified); GeoNames, CC BY 4.0; Landesdirektion Sachsen, Gemeindeverzeichnis, dl-de/by-2-0 (data modified).",
);

/// Day of the count of inhabitants, as days since 1970-01-01: 15 May 2022.
pub const POPULATION_DAY: i32 = 19_127;

/// One municipality of the official list.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    /// Official key, eight digits.
    pub ags: &'static str,
    /// German short name. Unique within a district only: Bernsdorf exists twice.
    pub name: &'static str,
    /// Upper Sorbian name, if the register has one.
    pub name_hsb: Option<&'static str>,
    /// Key of the choice `typ` of the record kind Kommune.
    pub kind: &'static str,
    /// Five digits; a key of the choice `landkreis`.
    pub district_key: &'static str,
    /// For example `Landkreis Bautzen`.
    pub district: &'static str,
    /// Inhabitants on [`POPULATION_DAY`].
    pub population: u32,
    /// Area in hectares.
    pub area_ha: u32,
    /// Latitude of a point inside the municipality, WGS84 degrees.
    pub latitude: f32,
    /// Longitude of that point.
    pub longitude: f32,
}

/// Returns all municipalities, ordered by key.
#[must_use]
pub fn all() -> &'static [Municipality] {
    static ROWS: OnceLock<Vec<Municipality>> = OnceLock::new();
    ROWS.get_or_init(|| TABLE.lines().skip(1).filter_map(read).collect())
}

/// Finds a municipality by its key.
#[must_use]
pub fn find(ags: &str) -> Option<&'static Municipality> {
    let rows = all();
    rows.binary_search_by(|row| row.ags.cmp(ags))
        .ok()
        .and_then(|at| rows.get(at))
}

/// Finds municipalities by what a person types: part of the German or Upper Sorbian name, the beginning of the key, or
/// the district. The best come first, then the larger ones; at most `count_max`.
#[must_use]
pub fn search(query: &str, count_max: usize) -> Vec<&'static Municipality> {
    let wanted = fold::words(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<_> = all()
        .iter()
        .zip(folded())
        .filter_map(|(row, texts)| Some((rank(row, texts, &wanted)?, row)))
        .collect();
    hits.sort_by(|(a_rank, a), (b_rank, b)| {
        a_rank
            .cmp(b_rank)
            .then(b.population.cmp(&a.population))
            .then(a.ags.cmp(b.ags))
    });
    hits.into_iter()
        .take(count_max)
        .map(|(_, row)| row)
        .collect()
}

/// Words of name, Upper Sorbian name and district, folded.
type FoldedRow = [Vec<fold::Word>; 3];

fn folded() -> &'static [FoldedRow] {
    static ROWS: OnceLock<Vec<FoldedRow>> = OnceLock::new();
    ROWS.get_or_init(|| {
        all()
            .iter()
            .map(|row| [row.name, row.name_hsb.unwrap_or_default(), row.district].map(fold::words))
            .collect()
    })
}

/// 0 is best; every wanted word has to match something.
fn rank(row: &Municipality, texts: &FoldedRow, wanted: &[fold::Word]) -> Option<u32> {
    let [name, name_hsb, district] = texts;
    let mut sum = 0;
    for (place, word) in wanted.iter().enumerate() {
        let best = wanted_rank(row, name, name_hsb, district, word)?;
        // A name that begins with the first wanted word comes before one that has it later.
        let first = place == 0
            && name
                .first()
                .is_some_and(|first| starts(first, word) || first.folded.same(&word.folded));
        sum += best * 2 + u32::from(!first);
    }
    Some(sum)
}

fn wanted_rank(
    row: &Municipality,
    name: &[fold::Word],
    name_hsb: &[fold::Word],
    district: &[fold::Word],
    wanted: &fold::Word,
) -> Option<u32> {
    let names = || name.iter().chain(name_hsb);
    if names().any(|word| word.folded.same(&wanted.folded)) || row.ags == wanted.folded.short {
        return Some(0);
    }
    if names().any(|word| starts(word, wanted)) {
        return Some(1);
    }
    if row.ags.starts_with(&wanted.folded.short) {
        return Some(2);
    }
    let letters = wanted.folded.short.chars().count();
    if letters >= 3 && names().any(|word| contains(word, wanted)) {
        return Some(3);
    }
    (letters >= 3 && district.iter().any(|word| starts(word, wanted))).then_some(4)
}

fn starts(word: &fold::Word, wanted: &fold::Word) -> bool {
    word.folded
        .forms()
        .any(|form| wanted.folded.forms().any(|part| form.starts_with(part)))
}

fn contains(word: &fold::Word, wanted: &fold::Word) -> bool {
    word.folded
        .forms()
        .any(|form| wanted.folded.forms().any(|part| form.contains(part)))
}

/// Reads one line; the table has no quotes (a test counts the lines that are read).
fn read(line: &'static str) -> Option<Municipality> {
    let mut columns = line.split(',');
    let mut next = || columns.next();
    let (ags, name, name_hsb, kind, large) = (next()?, next()?, next()?, next()?, next()?);
    let (district_key, district) = (next()?, next()?);
    let (population, area, latitude, longitude) = (next()?, next()?, next()?, next()?);
    let (whole, hundredths) = area.split_once('.').unwrap_or((area, "0"));
    let hectares: u32 = match hundredths.len() {
        1 => hundredths.parse::<u32>().ok()? * 10,
        _ => hundredths.parse().ok()?,
    };
    Some(Municipality {
        ags,
        name,
        name_hsb: (!name_hsb.is_empty()).then_some(name_hsb),
        kind: match (kind, large) {
            (_, "1") => "grosse_kreisstadt",
            ("Gemeinde", _) => "gemeinde",
            _ => "stadt",
        },
        district_key,
        district,
        population: population.parse().ok()?,
        area_ha: whole.parse::<u32>().ok()? * 100 + hectares,
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(query: &str) -> Vec<&'static str> {
        search(query, 5).into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn every_line_is_read_and_the_official_totals_are_met() {
        let rows = all();
        assert_eq!(rows.len(), 418);
        assert_eq!(rows.len(), TABLE.lines().count() - 1);
        assert!(rows.is_sorted_by(|a, b| a.ags < b.ags));
        assert_eq!(
            rows.iter().map(|row| row.population).sum::<u32>(),
            4_038_131
        );
        assert_eq!(rows.iter().map(|row| row.area_ha).sum::<u32>(), 1_845_000);
        assert_eq!(
            rows.iter()
                .filter(|row| row.kind == "grosse_kreisstadt")
                .count(),
            53
        );
        assert_eq!(rows.iter().filter(|row| row.name_hsb.is_some()).count(), 42);
        assert!(rows.iter().all(|row| row.ags.starts_with(row.district_key)));
        assert_eq!(
            crate::text::dates::day_number(2022, 5, 15),
            Some(POPULATION_DAY)
        );
    }

    #[test]
    fn a_key_is_found_or_not() {
        assert_eq!(find("14625020").map(|row| row.name), Some("Bautzen"));
        assert_eq!(find("14625999"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn towns_are_found_by_either_name_by_key_and_by_district() {
        assert_eq!(names("bautzen").first(), Some(&"Bautzen"));
        assert_eq!(names("Budyšin").first(), Some(&"Bautzen"));
        assert_eq!(names("budysin").first(), Some(&"Bautzen"));
        assert_eq!(names("goerlitz").first(), Some(&"Görlitz"));
        assert_eq!(names("gorl").first(), Some(&"Görlitz"));
        assert_eq!(names("14625020"), ["Bautzen"]);
        assert_eq!(names("bad schl"), ["Aue-Bad Schlema"]);
        assert!(search("Nordsachsen", 100).len() == 30);
        assert_eq!(
            names("bernsdorf").get(..2),
            Some(["Bernsdorf", "Bernsdorf"].as_slice())
        );
        assert!(names("").is_empty() && names("qqq").is_empty());
    }
}
