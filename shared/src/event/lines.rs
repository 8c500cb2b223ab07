//! Notes that grow line by line. Two phones that add to one note offline leave two versions; every line of both is shown, and
//! whoever adds the next line has seen them all.

use crate::merge::RecordState;
use crate::value::Value;

/// Returns every line of every version of a field, each once: the oldest version in its order, then what others added.
#[must_use]
pub fn of_field(record: &RecordState, field: u16) -> Vec<String> {
    let mut versions = record.distinct(field);
    versions.reverse();
    join(
        versions
            .into_iter()
            .filter_map(|version| version.value.as_text()),
    )
}

/// Joins texts line by line: a line that stands in several stands once, behind the line it follows in its own text.
#[must_use]
pub fn join<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        let mut at = 0;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match all.iter().position(|known| known == line) {
                Some(known) => at = at.max(known + 1),
                None => {
                    // Behind what this text has in common, and behind what was put there before.
                    at = at.max(if at == 0 { all.len() } else { at });
                    all.insert(at.min(all.len()), line.to_owned());
                    at += 1;
                }
            }
        }
    }
    all
}

/// Returns the text of a note with one more line.
#[must_use]
pub fn with_line(lines: &[String], line: &str) -> Value {
    let mut all: Vec<&str> = lines.iter().map(String::as_str).collect();
    all.push(line.trim());
    Value::Text(all.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_common_beginning_stands_once_and_both_ends_follow() {
        let lines = join(["eins\nzwei\nvon Anna", "eins\nzwei\nvon Ben\nund noch"]);
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[..2], ["eins", "zwei"]);
        for line in ["von Anna", "von Ben", "und noch"] {
            assert!(lines.iter().any(|it| it == line), "{line}");
        }
    }

    #[test]
    fn one_version_is_what_it_is() {
        assert_eq!(join(["a\n\n  b  \nc"]), ["a", "b", "c"]);
        assert!(join([""]).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_of_any_version_is_lost(
            texts in proptest::collection::vec(proptest::collection::vec("[a-e]{1,2}", 0..6), 1..4)
        ) {
            let texts: Vec<String> = texts.into_iter().map(|lines| lines.join("\n")).collect();
            let joined = join(texts.iter().map(String::as_str));
            for line in texts.iter().flat_map(|text| text.lines()) {
                prop_assert!(joined.iter().any(|it| it == line), "{line} is lost in {joined:?}");
            }
        }
    }
}
