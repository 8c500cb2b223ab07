//! Law 5: a draft invents nothing and leaves nothing out.

use super::*;
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Author, Edit, LONG_TEXT_BYTES_MIN, State, plan};
use crate::value::Value;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn dot(n: u8) -> Dot {
    Dot {
        device: DeviceId([n; 16]),
        op_no: 1,
    }
}

/// The draft as text, with every side in brackets behind its author's number.
fn read(base: &str, versions: &[&str]) -> String {
    let versions: Vec<_> = (1..).map(dot).zip(versions.iter().copied()).collect();
    let parts = merge(base, &versions).parts.into_iter();
    parts
        .map(|part| match part {
            Part::Agreed(text) => text,
            Part::Side { dot, text } => format!("[{}:{text}]", dot.device.0[0]),
        })
        .collect()
}

#[test]
fn edits_in_different_places_are_combined() {
    let base = "Beginn um zehn Uhr im Rathaus, danach Kaffee.";
    let cases: [(&[&str], &str); 6] = [
        (
            &[
                "Beginn um elf Uhr im Rathaus, danach Kaffee.",
                "Beginn um zehn Uhr im Rathaus, danach Kuchen.",
            ],
            "Beginn um elf Uhr im Rathaus, danach Kuchen.",
        ),
        (
            &[
                "Neu: Beginn um zehn Uhr im Rathaus, danach Kaffee.",
                "Beginn um zehn Uhr im Rathaus, danach Kaffee. Ende offen.",
            ],
            "Neu: Beginn um zehn Uhr im Rathaus, danach Kaffee. Ende offen.",
        ),
        (
            &[
                "Beginn um zehn Uhr im Rathaus.",
                "Der Beginn um zehn Uhr im Rathaus, danach Kaffee.",
            ],
            "Der Beginn um zehn Uhr im Rathaus.",
        ),
        // The same edit twice is one.
        (
            &[
                "Beginn um elf Uhr im Rathaus, danach Kaffee.",
                "Beginn um elf Uhr im Rathaus, danach Kuchen.",
            ],
            "Beginn um elf Uhr im Rathaus, danach Kuchen.",
        ),
        (
            &[
                "Beginn um elf Uhr im Rathaus, danach Kaffee.",
                "Beginn um zehn Uhr im Bürgerhaus, danach Kaffee.",
                "Beginn um zehn Uhr im Rathaus, danach Kaffee und Kuchen.",
            ],
            "Beginn um elf Uhr im Bürgerhaus, danach Kaffee und Kuchen.",
        ),
        (&[base, "Beginn um zehn Uhr."], "Beginn um zehn Uhr."),
    ];
    for (versions, expected) in cases {
        assert_eq!(read(base, versions), expected);
    }
}

#[test]
fn edits_in_one_place_stand_one_after_the_other() {
    let base = "Beginn um zehn Uhr im Rathaus.";
    let cases: [(&[&str], &str); 4] = [
        (
            &[
                "Beginn um elf Uhr im Rathaus.",
                "Beginn um neun Uhr im Rathaus.",
            ],
            "Beginn um [1:elf][2:neun] Uhr im Rathaus.",
        ),
        // Neighbouring words are one place: a sentence is not put together word by word.
        (
            &[
                "Beginn um elf Uhr im Rathaus.",
                "Beginn gegen zehn Uhr im Rathaus.",
            ],
            "Beginn [1:um elf][2:gegen zehn] Uhr im Rathaus.",
        ),
        (&["", "Alles neu."], "Alles neu."),
        (&["Eins.", "Zwei."], "[1:Eins.][2:Zwei.]"),
    ];
    for (versions, expected) in cases {
        assert_eq!(read(base, versions), expected);
    }
}

#[test]
fn a_deletion_against_an_edit_keeps_the_edit() {
    let base = "Eins zwei drei vier fünf";
    assert_eq!(
        read(base, &["Eins fünf", "Eins zwei DREI vier fünf"]),
        "Eins zwei DREI vier fünf"
    );
    assert_eq!(
        read(base, &["", "Eins zwei DREI vier fünf"]),
        "Eins zwei DREI vier fünf"
    );
}

#[test]
fn in_the_text_of_a_draft_sides_are_lines_of_their_own() {
    let versions = [(dot(1), "a x c"), (dot(2), "a y c")];
    let draft = merge("a b c", &versions);
    assert_eq!(draft.text(), "a x\ny c");
    assert!(!draft.is_agreed());
}

/// Plays edits of one field on two devices that begin with the same text and never meet before the end.
fn torn(old: &str, ours: &[&str], theirs: &[&str]) -> RecordState {
    let record = RecordId([1; 16]);
    let set = |state: &mut State, device: u8, op_no: u64, text: &str| {
        let prev = state
            .records
            .get(&record)
            .map_or_else(Vec::new, |it| it.dots(1));
        let edit = Edit::Set {
            field: 1,
            value: Value::Text(text.to_owned()),
            prev,
        };
        let author = Author {
            device: DeviceId([device; 16]),
            op_no,
            hlc: op_no,
        };
        let ops = plan(state, 10, record, &[edit], author);
        for op in &ops {
            state.apply(op);
        }
        ops
    };
    let mut start = State::default();
    set(&mut start, 1, 1, old);
    let mut other = start.clone();
    for (text, op_no) in ours.iter().zip(2..) {
        set(&mut start, 1, op_no, text);
    }
    for (text, op_no) in theirs.iter().zip(2..) {
        for op in set(&mut other, 2, op_no, text) {
            start.apply(&op);
        }
    }
    std::sync::Arc::unwrap_or_clone(start.records.remove(&record).unwrap())
}

const MINUTES: &str = "Die Runde beginnt um zehn Uhr im Rathaus. Frau Kühn berichtet vom Markt. \
    Der Verein bringt Tische und Bänke mit. Danach wird über das Fest gesprochen.";

#[test]
fn the_common_text_is_found_behind_several_saves_of_each() {
    let one = MINUTES.replace("zehn", "elf");
    let two = one.replace("Tische", "Zelte");
    let theirs = MINUTES.replace("das Fest", "den Herbst");
    let state = torn(MINUTES, &[&one, &two], &[&theirs]);
    let draft = state.draft(1).unwrap();
    assert!(draft.is_agreed());
    assert_eq!(draft.text(), two.replace("das Fest", "den Herbst"));
}

#[test]
fn the_common_text_is_found_without_any_history() {
    let (ours, theirs) = (
        MINUTES.replace("zehn", "elf"),
        MINUTES.replace("das Fest", "den Herbst"),
    );
    let mut state = torn(MINUTES, &[&ours], &[&theirs]);
    for slot in state.slots.values_mut() {
        slot.past.clear();
    }
    assert_eq!(
        state.draft(1).unwrap().text(),
        ours.replace("das Fest", "den Herbst")
    );
}

#[test]
fn without_a_common_text_everything_stands_one_after_the_other() {
    let state = torn("", &["Eins."], &["Zwei."]);
    assert_eq!(state.draft(1).unwrap().text(), "Eins.\nZwei.");
}

#[test]
fn only_texts_in_conflict_have_a_draft() {
    assert_eq!(torn("Eins", &["Zwei"], &[]).draft(1), None);
    assert_eq!(torn("Eins", &["Zwei"], &["Zwei"]).draft(1), None);
    let mut numbers = torn("Eins", &["Zwei"], &["Drei"]);
    for slot in numbers.slots.values_mut() {
        slot.versions[0].value = Value::Int(1);
    }
    assert_eq!(numbers.draft(1), None);
}

fn count(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text.split_whitespace() {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// A text of few different words, so that many of them are alike, and edits of it.
fn edited() -> impl Strategy<Value = (String, Vec<String>)> {
    let word = "[abc]{1,2}[ \n]{1,2}";
    let text = prop::collection::vec(word, 0..25);
    let edit = (
        0..25_usize,
        0..4_usize,
        prop::collection::vec("[A-D]{1,2}[ \n]{1,2}", 0..3),
    );
    let edits = prop::collection::vec(prop::collection::vec(edit, 1..4), 2..4);
    (text, edits).prop_map(|(text, edits)| {
        let versions = edits.into_iter().map(|edits| {
            let mut words = text.clone();
            for (at, drop, put) in edits {
                let at = at.min(words.len());
                let end = (at + drop).min(words.len());
                words.splice(at..end, put);
            }
            words.concat()
        });
        let versions = versions.collect();
        (text.concat(), versions)
    })
}

proptest! {
    #[test]
    fn nothing_is_invented_and_nothing_is_missing((base, versions) in edited()) {
        let dots: Vec<_> = (1..).map(dot).zip(versions.iter().map(String::as_str)).collect();
        let merged = merge(&base, &dots).text();
        let merged = count(&merged);
        let before = count(&base);
        let written: Vec<_> = versions.iter().map(|version| count(version)).collect();
        for (word, number) in &merged {
            // No word from nowhere, and none more often than all versions together have it.
            let all: usize = written.iter().filter_map(|words| words.get(word)).sum();
            prop_assert!(all >= *number, "{word} {number} times");
        }
        for words in &written {
            for (word, number) in words {
                // What a version added is there.
                let added = number.saturating_sub(before.get(word).copied().unwrap_or(0));
                prop_assert!(merged.get(word).copied().unwrap_or(0) >= added, "{word} is missing");
            }
        }
        for (word, number) in &before {
            // What everybody kept is there.
            let kept = written.iter().map(|words| words.get(word).copied().unwrap_or(0)).min();
            let taken: usize = written
                .iter()
                .map(|words| number.saturating_sub(words.get(word).copied().unwrap_or(0)))
                .sum();
            if taken == 0 && kept >= Some(*number) {
                prop_assert!(merged.get(word) >= Some(number), "{word} was kept by all");
            }
        }
    }

    #[test]
    fn one_version_alone_is_the_draft((base, versions) in edited()) {
        let version = versions.first().unwrap();
        for sides in [vec![(dot(1), version.as_str())], vec![(dot(1), version), (dot(2), version)]] {
            let draft = merge(&base, &sides);
            prop_assert_eq!(&draft.text(), version);
        }
        let beside = [(dot(1), base.as_str()), (dot(2), version.as_str())];
        prop_assert_eq!(&merge(&base, &beside).text(), version);
    }

    #[test]
    fn a_text_is_long_enough_for_a_way_back_or_shown_as_it_is(words in 1..40_usize) {
        let old = "wort ".repeat(words);
        let state = torn(&old, &[&format!("eins {old}")], &[&format!("{old}zwei")]);
        let draft = state.draft(1).unwrap();
        let long = old.len() + "zwei".len() >= LONG_TEXT_BYTES_MIN;
        prop_assert_eq!(draft.is_agreed(), long);
        let text = draft.text();
        prop_assert!(text.contains("eins") && text.contains("zwei"));
    }
}
