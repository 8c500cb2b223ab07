//! What a text was before it was edited, kept with the edit itself.
//!
//! Merging two edits of one text needs the text both began with. History is no reliable source of it: it is
//! trimmed, and it comes late. So a write of a text carries how to get back to the version it was made from:
//! which one that was, and what has to be put back where. Most edits change a few words, so this is short;
//! when little of a text stayed, it is left out, because then there is nothing to merge.

use super::op::Dot;
use super::words::{changes, pieces};

/// Texts shorter than this (in bytes, the longer of both) are no long texts: both versions are quicker to read
/// than a merged one.
pub const LONG_TEXT_BYTES_MIN: usize = 80;

/// The way back from a text to the one it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The version it was made from.
    pub dot: Dot,
    /// What to do from the start of the text to its end; what is left is kept.
    pub steps: Vec<Step>,
}

/// One step of the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// So many bytes stay.
    pub keep: usize,
    /// So many bytes after them go.
    pub drop: usize,
    /// This comes instead.
    pub put: String,
}

impl Before {
    /// Returns the way from `text` back to `old`, the value of version `dot`; `None` if it is not worth its bytes.
    pub(super) fn of(text: &str, old: &str, dot: Dot) -> Option<Self> {
        if text.len().max(old.len()) < LONG_TEXT_BYTES_MIN || text == old {
            return None;
        }
        let (from, to) = (pieces(text), pieces(old));
        let length = |pieces: Option<&[&str]>| -> usize {
            pieces.unwrap_or_default().iter().map(|it| it.len()).sum()
        };
        let mut at = 0;
        let mut steps = Vec::new();
        for change in changes(&from, &to) {
            steps.push(Step {
                keep: length(from.get(at..change.from.start)),
                drop: length(from.get(change.from.clone())),
                put: to.get(change.to).unwrap_or_default().concat(),
            });
            at = change.from.end;
        }
        let put: usize = steps.iter().map(|step| step.put.len()).sum();
        (put <= old.len() / 2).then_some(Self { dot, steps })
    }

    /// Goes back from `text`; `None` if the steps are not steps in this text.
    #[must_use]
    pub fn rebuild(&self, text: &str) -> Option<String> {
        let mut rest = text;
        let mut old = String::new();
        for step in &self.steps {
            let (kept, after) = rest.split_at_checked(step.keep)?;
            let (_dropped, after) = after.split_at_checked(step.drop)?;
            old.push_str(kept);
            old.push_str(&step.put);
            rest = after;
        }
        old.push_str(rest);
        Some(old)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::DeviceId;
    use proptest::prelude::*;

    const DOT: Dot = Dot {
        device: DeviceId([1; 16]),
        op_no: 1,
    };

    #[test]
    fn the_way_back_of_a_small_edit_is_short() {
        let old = "Treffen am Marktbrunnen um zehn Uhr, mit Kabel und Pinnwand, danach Kaffee im Rathaus bei Frau Kühn.";
        let new = old.replace("zehn", "halb zehn");
        let before = Before::of(&new, old, DOT).unwrap();
        assert_eq!(before.rebuild(&new).as_deref(), Some(old));
        let put: usize = before.steps.iter().map(|step| step.put.len()).sum();
        assert_eq!((before.steps.len(), put), (1, 0));
    }

    #[test]
    fn short_texts_and_texts_of_which_little_stayed_carry_no_way_back() {
        let long = |word: &str| format!("{word} ").repeat(40);
        assert_eq!(Before::of("10 Uhr", "9 Uhr", DOT), None);
        assert_eq!(Before::of(&long("neu"), &long("alt"), DOT), None);
        let length = LONG_TEXT_BYTES_MIN;
        let at_limit = format!("{} x", "a".repeat(length - 2));
        let below = format!("{} x", "a".repeat(length - 3));
        let without = |text: &str| text.replace(" x", "");
        assert!(Before::of(&without(&at_limit), &at_limit, DOT).is_some());
        assert!(Before::of(&without(&below), &below, DOT).is_none());
    }

    #[test]
    fn steps_that_do_not_fit_lead_nowhere() {
        let step = |keep, drop| Before {
            dot: DOT,
            steps: vec![Step {
                keep,
                drop,
                put: String::new(),
            }],
        };
        assert_eq!(step(0, 1).rebuild("ä"), None);
        assert_eq!(step(1, 1).rebuild("a"), None);
        assert_eq!(step(usize::MAX, usize::MAX).rebuild("a"), None);
        assert_eq!(step(1, 0).rebuild("a").as_deref(), Some("a"));
    }

    proptest! {
        #[test]
        fn the_way_back_leads_back(
            start in "[a-cä \n]{80,120}", cut in "[a-cä \n]{0,20}", end in "[a-cä \n]{80,120}"
        ) {
            let (old, new) = (format!("{start}{end}"), format!("{start}{cut}{end}"));
            for (old, new) in [(&old, &new), (&new, &old)] {
                let before = Before::of(new, old, DOT);
                let back = before.map_or_else(|| Some(old.clone()), |before| before.rebuild(new));
                prop_assert_eq!(back.as_ref(), Some(old));
            }
        }
    }
}
