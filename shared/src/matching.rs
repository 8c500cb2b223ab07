//! "Wer hatte das schon?": which towns are like this one, and how much.
//!
//! Likeness is made of things a town has said of itself: challenges and size. No town is ranked against others; the order
//! says who is likely to be able to help *this* town. Levels of zero are no challenge.

/// Greatest number of points: three shared challenges, the same size, and a level at least as high.
pub const POINTS_MAX: u8 = 5;
/// Shared challenges that count.
const SHARED_MAX: usize = 3;

/// What a town says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Key of its band of inhabitants.
    pub size: Option<&'static str>,
    /// Keys and levels of its challenges.
    pub challenges: Vec<(String, u8)>,
}

impl Profile {
    /// Returns the level of a challenge; zero if it is none.
    #[must_use]
    pub fn level(&self, challenge: &str) -> u8 {
        let found = self.challenges.iter().find(|(key, _)| key == challenge);
        found.map_or(0, |(_, level)| *level)
    }
}

/// How much another town is like this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Challenges both have, the heaviest of this town first.
    pub shared: Vec<String>,
    /// Both are of one size.
    pub same_size: bool,
    /// From 1 to [`POINTS_MAX`].
    pub points: u8,
}

/// Compares another town with this one, for one challenge or for all. `None` if they share none.
#[must_use]
pub fn likeness(own: &Profile, other: &Profile, asked: Option<&str>) -> Option<Likeness> {
    let mut shared: Vec<(u8, &str)> = own
        .challenges
        .iter()
        .filter(|(key, level)| *level > 0 && other.level(key) > 0)
        .map(|(key, level)| (*level, key.as_str()))
        .collect();
    shared.sort_by(|(a_level, a), (b_level, b)| b_level.cmp(a_level).then(a.cmp(b)));
    let heaviest = match asked {
        Some(asked) => shared.iter().find(|(_, key)| *key == asked)?,
        None => shared.first()?,
    };
    let as_heavy = other.level(heaviest.1) >= heaviest.0;
    let same_size = own.size.is_some() && own.size == other.size;
    let count = u8::try_from(shared.len().min(SHARED_MAX)).unwrap_or(0);
    Some(Likeness {
        points: count + u8::from(same_size) + u8::from(as_heavy),
        shared: shared.into_iter().map(|(_, key)| key.to_owned()).collect(),
        same_size,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(size: &'static str, challenges: &[(&str, u8)]) -> Profile {
        Profile {
            size: Some(size),
            challenges: challenges
                .iter()
                .map(|(key, level)| ((*key).to_owned(), *level))
                .collect(),
        }
    }

    #[test]
    fn points_follow_from_what_both_have() {
        let own = town("5_10", &[("a", 3), ("b", 2), ("c", 1), ("d", 1)]);
        // The other town, asked for, points.
        let table = [
            (
                town("5_10", &[("a", 3), ("b", 1), ("c", 1), ("d", 1)]),
                None,
                Some(5),
            ),
            (town("5_10", &[("a", 3)]), None, Some(3)),
            (town("2_5", &[("a", 2)]), None, Some(1)),
            (town("2_5", &[("b", 2)]), None, Some(2)),
            (town("2_5", &[("b", 2)]), Some("b"), Some(2)),
            (town("5_10", &[("b", 2)]), Some("a"), None),
            (town("5_10", &[("a", 0), ("e", 3)]), None, None),
        ];
        for (other, asked, points) in table {
            let found = likeness(&own, &other, asked).map(|it| it.points);
            assert_eq!(found, points, "{other:?} {asked:?}");
        }
    }

    #[test]
    fn the_heaviest_shared_challenge_comes_first() {
        let own = town("5_10", &[("a", 1), ("b", 3)]);
        let found = likeness(&own, &town("2_5", &[("a", 1), ("b", 1)]), None).unwrap();
        assert_eq!(found.shared, ["b", "a"]);
        assert!(!found.same_size && found.points <= POINTS_MAX);
    }

    #[test]
    fn towns_without_a_size_are_not_of_one_size() {
        let none = Profile {
            size: None,
            challenges: vec![("a".to_owned(), 1)],
        };
        assert!(!likeness(&none, &none, None).unwrap().same_size);
    }
}
