//! What holds for every definition. A new kind is checked here the day it is written.

mod domain;

use super::*;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

fn well_formed(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && key
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

fn unique<'a>(what: &str, keys: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for key in keys {
        assert!(well_formed(key), "{what}: „{key}“ is not a well-formed key");
        assert!(seen.insert(key), "{what}: „{key}“ occurs twice");
    }
}

/// Keys and labels of a field's choices or states.
fn options(kind: &FieldKind) -> Vec<(&'static str, Text)> {
    match kind {
        FieldKind::Choice { choices } | FieldKind::Choices { choices, .. } => choices
            .iter()
            .map(|choice| (choice.key, choice.label))
            .collect(),
        FieldKind::State { states } => states
            .iter()
            .map(|state| (state.key, state.label))
            .collect(),
        _ => Vec::new(),
    }
}

fn fields() -> impl Iterator<Item = (&'static RecordDef, &'static FieldDef)> {
    ALL.iter()
        .copied()
        .flat_map(|def| def.fields.iter().map(move |field| (def, field)))
}

#[test]
fn kinds_have_their_own_number_and_key() {
    unique("kinds", ALL.iter().map(|def| def.key));
    let ids: BTreeSet<_> = ALL.iter().map(|def| def.id).collect();
    assert_eq!(ids.len(), ALL.len());
    assert!(!ids.contains(&0));
    for def in ALL {
        assert_eq!(by_key(def.key).map(|found| found.id), Some(def.id));
        assert_eq!(by_id(def.id).map(|found| found.key), Some(def.key));
    }
}

#[test]
fn fields_have_their_own_number_and_key_and_field_0_is_free() {
    for def in ALL {
        unique(def.key, def.fields.iter().map(|field| field.key));
        let ids: BTreeSet<_> = def.fields.iter().map(|field| field.id).collect();
        assert_eq!(ids.len(), def.fields.len(), "{}", def.key);
        assert!(!ids.contains(&0), "{}", def.key);
    }
}

#[test]
fn common_fields_are_the_same_everywhere() {
    let mut keys = BTreeMap::new();
    for (def, field) in fields().filter(|(_, field)| field.id > 900) {
        let first = keys.entry(field.id).or_insert(field.key);
        assert_eq!(*first, field.key, "{}", def.key);
    }
}

#[test]
fn every_text_is_filled_in_in_both_languages() {
    let mut texts: Vec<(String, Text)> = Vec::new();
    for def in ALL {
        for text in [def.name, def.names, def.add, def.empty.0, def.empty.1] {
            texts.push((def.key.to_owned(), text));
        }
        texts.extend(def.sections.iter().map(|text| (def.key.to_owned(), *text)));
    }
    for (def, field) in fields() {
        let place = format!("{}.{}", def.key, field.key);
        texts.push((place.clone(), field.label));
        texts.extend(field.hint.map(|hint| (place.clone(), hint)));
        texts.extend(
            options(&field.kind)
                .into_iter()
                .map(|(_, label)| (place.clone(), label)),
        );
        if let FieldKind::Number {
            unit: Some(unit), ..
        } = field.kind
        {
            texts.push((place, unit));
        }
    }
    for (place, text) in texts {
        for words in [text.de, text.en] {
            assert!(
                !words.is_empty() && words.trim() == words,
                "{place}: {text:?}"
            );
            assert!(
                !words.contains("...") && !words.contains('{'),
                "{place}: {text:?}"
            );
        }
    }
}

#[test]
fn nobody_is_addressed() {
    for (def, field) in fields() {
        for words in [Some(field.label), field.hint].into_iter().flatten() {
            for word in words.de.split(|letter: char| !letter.is_alphabetic()) {
                assert!(
                    ![
                        "du", "dein", "deine", "Ihre", "Ihr", "Ihnen", "bitte", "Bitte"
                    ]
                    .contains(&word),
                    "{}.{}: „{word}“",
                    def.key,
                    field.key
                );
            }
        }
    }
}

#[test]
fn labels_in_a_section_differ() {
    for def in ALL {
        let mut seen = BTreeSet::new();
        for field in def.fields {
            // Fields that are never on the screen together may share a label.
            let alone = matches!(field.visible, Visible::When { .. });
            assert!(
                seen.insert((field.section, field.label.de)) || alone,
                "{}.{}: „{}“ twice",
                def.key,
                field.key,
                field.label.de
            );
        }
    }
}

#[test]
fn choices_are_unique_and_told_apart_by_their_words() {
    for (def, field) in fields() {
        let options = options(&field.kind);
        unique(
            &format!("{}.{}", def.key, field.key),
            options.iter().map(|(key, _)| *key),
        );
        for language in [|text: &Text| text.de, |text: &Text| text.en] {
            let labels: BTreeSet<_> = options.iter().map(|(_, label)| language(label)).collect();
            assert_eq!(labels.len(), options.len(), "{}.{}", def.key, field.key);
        }
        if matches!(
            field.kind,
            FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::State { .. }
        ) {
            assert!(!options.is_empty(), "{}.{}", def.key, field.key);
        }
    }
}

#[test]
fn sections_stand_in_order_and_none_is_empty() {
    for def in ALL {
        let used: Vec<_> = def
            .fields
            .iter()
            // Attachments are in no section of the form.
            .filter(|field| !matches!(field.kind, FieldKind::Files))
            .map(|field| usize::from(field.section))
            .collect();
        assert!(
            used.is_sorted(),
            "{}: fields jump between sections",
            def.key
        );
        let distinct: BTreeSet<_> = used.into_iter().collect();
        assert!(
            distinct.into_iter().eq(0..def.sections.len()),
            "{}",
            def.key
        );
    }
}

#[test]
fn visibility_refers_to_an_earlier_field_and_to_answers_it_can_have() {
    for (def, field) in fields() {
        let Visible::When { field: key, is } = field.visible else {
            continue;
        };
        let place = format!("{}.{}", def.key, field.key);
        let position = |key: &str| def.fields.iter().position(|field| field.key == key);
        assert!(
            position(key) < position(field.key) && position(key).is_some(),
            "{place}"
        );
        let other = def.field_by_key(key).unwrap();
        let possible: Vec<_> = match other.kind {
            FieldKind::YesNo => vec!["ja", "nein"],
            kind => options(&kind).into_iter().map(|(key, _)| key).collect(),
        };
        assert!(
            !is.is_empty() && is.iter().all(|key| possible.contains(key)),
            "{place}"
        );
    }
}

#[test]
fn the_merge_policy_fits_the_kind_of_field() {
    for (def, field) in fields() {
        let fits = match field.kind {
            FieldKind::Counter => field.merge == MergePolicy::Counter,
            FieldKind::Choices { .. }
            | FieldKind::Links { .. }
            | FieldKind::Corrections { .. }
            | FieldKind::Files => field.merge == MergePolicy::Set,
            _ => matches!(field.merge, MergePolicy::Mvr | MergePolicy::Lww),
        };
        assert!(fits, "{}.{}", def.key, field.key);
    }
}

#[test]
fn links_and_parents_lead_to_defined_kinds() {
    for (def, field) in fields() {
        if let FieldKind::Link { to } | FieldKind::Links { to } = field.kind {
            let target = ALL.iter().find(|other| other.key == to);
            assert!(
                target.is_some(),
                "{}.{} leads to „{to}“",
                def.key,
                field.key
            );
        }
    }
    for def in ALL {
        let Some(parent) = def.parent else { continue };
        let field = def.field(parent).unwrap();
        assert!(matches!(field.kind, FieldKind::Link { .. }), "{}", def.key);
    }
}

/// An id can only follow from what every new record says, and what two people say in the same way.
#[test]
fn what_makes_records_the_same_is_asked_for_and_chosen() {
    for def in ALL.iter().filter(|def| !def.same.is_empty()) {
        let parent = def.parent.expect(def.key);
        assert!(!def.same.contains(&parent), "{}", def.key);
        for id in def.same.iter().chain([&parent]) {
            let field = def.field(*id).expect(def.key);
            let chosen = matches!(
                field.kind,
                FieldKind::Link { .. } | FieldKind::Choice { .. }
            );
            assert!(chosen, "{}.{}", def.key, field.key);
            assert_eq!(field.required, Required::Yes, "{}.{}", def.key, field.key);
            assert!(
                matches!(field.visible, Visible::Always) && !field.retired,
                "{}.{}",
                def.key,
                field.key
            );
        }
    }
}

#[test]
fn only_days_have_to_have_come_and_only_what_has_a_state_begins() {
    for def in ALL {
        for field in def.fields.iter().filter(|field| field.past != Past::Any) {
            let day = matches!(field.kind, FieldKind::Date | FieldKind::DateTime);
            assert!(day, "{}.{}", def.key, field.key);
            let begins = field.past == Past::OnceBegun;
            assert!(!begins || def.state.is_some(), "{}.{}", def.key, field.key);
        }
    }
}

#[test]
fn a_shown_kind_asks_only_for_links_to_shown_kinds_and_for_all_of_them() {
    for def in ALL {
        for field in def.fields {
            if let FieldKind::Link { to } | FieldKind::Links { to } = field.kind {
                assert_eq!(
                    field.retired,
                    by_key(to).is_none(),
                    "{}.{}",
                    def.key,
                    field.key
                );
            }
        }
    }
}

/// A link names a record that the reader may not be able to open, but never tells more than that it exists. Still,
/// nothing outside the inner circle links into it.
#[test]
fn no_wider_circle_links_into_a_narrower_one() {
    fn width(home: SpaceKind) -> u8 {
        match home {
            SpaceKind::Network => 4,
            SpaceKind::Town | SpaceKind::Team => 3,
            SpaceKind::Core => 2,
            SpaceKind::Case => 1,
        }
    }
    for (def, field) in fields() {
        if let FieldKind::Link { to } | FieldKind::Links { to } = field.kind {
            let target = ALL.iter().find(|other| other.key == to).unwrap();
            assert!(
                width(target.home) >= width(def.home),
                "{}.{} leads to the narrower „{to}“",
                def.key,
                field.key
            );
            let confidential = matches!(target.home, SpaceKind::Core | SpaceKind::Case);
            assert!(
                !confidential || matches!(def.home, SpaceKind::Core | SpaceKind::Case),
                "{}.{}",
                def.key,
                field.key
            );
        }
    }
}

/// What all towns read is looked at for names before it is saved. Left out is what names a public office, a place, a licence.
#[test]
fn what_every_town_reads_is_looked_at_for_names() {
    const PUBLIC: &[&str] = &[
        "kommune.name",
        "kommune.ortsteile",
        "kommune.name_hsb",
        "kommune.verwaltungsverband",
        "expertise.autorinnen",
        "expertise.region",
        "expertise.lizenz",
        "expertise.datei",
        "angebot.name",
        "angebot.traeger",
        "angebot.zielgruppe",
        "angebot.region",
        "angebot.zeiten",
        "angebot.kosten",
        "austauschbeitrag.anhang",
        "netzwerktreffen.ort",
    ];
    let everybody = fields().filter(|(def, _)| def.home == SpaceKind::Network);
    for (def, field) in everybody {
        let words = matches!(
            field.kind,
            FieldKind::Text { .. } | FieldKind::LongText { .. }
        );
        let place = format!("{}.{}", def.key, field.key);
        let public = PUBLIC.contains(&place.as_str());
        assert!(!words || field.names_guard != public, "{place}");
    }
}

#[test]
fn what_lists_show_exists() {
    for def in ALL {
        assert!(
            def.field(def.title)
                .is_some_and(|field| field.search == 3 || def.parent.is_some()),
            "{}",
            def.key
        );
        assert!(def.field(def.order).is_some(), "{}", def.key);
        assert!(
            def.summary.iter().all(|id| def.field(*id).is_some()),
            "{}",
            def.key
        );
        assert!(!def.icon.is_empty(), "{}", def.key);
    }
}

#[test]
fn states_are_reachable_and_can_be_left_only_to_states_that_exist() {
    for def in ALL {
        let states: Vec<_> = def
            .fields
            .iter()
            .filter_map(|field| match field.kind {
                FieldKind::State { states } => Some((field.id, states)),
                _ => None,
            })
            .collect();
        assert_eq!(
            def.state,
            states.first().map(|(id, _)| *id),
            "{}: the state field is named",
            def.key
        );
        assert!(states.len() <= 1, "{}", def.key);
        let Some((_, states)) = states.first() else {
            continue;
        };
        let find = |key: &str| states.iter().find(|state| state.key == key);
        for state in *states {
            assert!(
                state.next.iter().all(|next| find(next).is_some()),
                "{}.{}",
                def.key,
                state.key
            );
            assert!(
                !state.next.contains(&state.key),
                "{}.{}",
                def.key,
                state.key
            );
        }
        let mut reached = BTreeSet::from([states.first().unwrap().key]);
        let mut open = vec![states.first().unwrap()];
        while let Some(state) = open.pop() {
            for next in state.next {
                if reached.insert(*next) {
                    open.push(find(next).unwrap());
                }
            }
        }
        assert_eq!(
            reached.len(),
            states.len(),
            "{}: reached {reached:?}",
            def.key
        );
    }
}

#[test]
fn a_state_that_asks_for_a_reason_has_a_field_for_it() {
    for def in ALL {
        let asking: Vec<_> = def
            .state
            .and_then(|id| def.field(id))
            .map(|field| match field.kind {
                FieldKind::State { states } => states
                    .iter()
                    .filter(|state| state.reason)
                    .map(|state| state.key)
                    .collect(),
                _ => Vec::new(),
            })
            .unwrap_or_default();
        let Some(reason) = def.reason else {
            assert!(asking.is_empty(), "{}", def.key);
            continue;
        };
        let field = def.field(reason).unwrap();
        let Visible::When { is, .. } = field.visible else {
            panic!("{}: the reason is asked for only in its states", def.key)
        };
        assert!(asking.iter().eq(is), "{}: {asking:?} {is:?}", def.key);
    }
}

#[test]
fn rules_are_between_days_and_corrections_of_counters() {
    for def in ALL {
        for rule in def.rules {
            let (Rule::Order { from, to } | Rule::MonthsAtLeast { from, to, .. }) = rule;
            for key in [from, to] {
                let kind = def
                    .field_by_key(key)
                    .unwrap_or_else(|| panic!("{}.{key}", def.key))
                    .kind;
                assert!(
                    matches!(kind, FieldKind::Date | FieldKind::DateTime),
                    "{}",
                    def.key
                );
            }
        }
        for field in def.fields {
            let FieldKind::Corrections { of } = field.kind else {
                continue;
            };
            let counters: Vec<_> = def
                .fields
                .iter()
                .filter(|field| matches!(field.kind, FieldKind::Counter))
                .map(|field| field.key)
                .collect();
            assert_eq!(of, counters, "{}.{}", def.key, field.key);
        }
    }
    assert!(
        COUNTED
            .iter()
            .all(|key| ZAEHLUNG.field_by_key(key).is_some())
    );
}

#[test]
fn what_the_inner_circle_holds_is_not_exported_without_thought() {
    let contact = ALL.iter().find(|def| def.key == "kontakt");
    for field in contact.into_iter().flat_map(|def| def.fields) {
        assert!(!field.export && field.search <= 3, "kontakt.{}", field.key);
    }
}

#[test]
fn made_up_records_of_every_kind_are_valid_encoded_shown_and_found() {
    use crate::text::Locale;
    use crate::value::{Value, display, tokens, validate};
    for def in ALL {
        for seed in 0..20 {
            let values = sample::sample(def, seed);
            assert_eq!(values, sample::sample(def, seed), "{}", def.key);
            assert_eq!(
                validate::validate(def, &values),
                [],
                "{} {values:?}",
                def.key
            );
            for (id, value) in &values {
                let place = format!("{}.{id}", def.key);
                let field = def.field(*id).unwrap();
                let bytes = minicbor::to_vec(value).unwrap();
                assert_eq!(
                    &minicbor::decode::<Value>(&bytes).unwrap(),
                    value,
                    "{place}"
                );
                for locale in Locale::ALL {
                    let shown = display::show(field, value, &display::Context::plain(locale));
                    assert!(
                        !shown.is_empty() && !shown.contains("newer") && !shown.contains("neuere"),
                        "{place}"
                    );
                }
                let found = tokens::search_text(field, value);
                assert!(field.search > 0 || found.is_empty(), "{place}");
            }
        }
    }
}

/// Writes the numbers and keys that must never change, one per line.
fn schema() -> String {
    let mut lines = BTreeSet::new();
    for def in ALL {
        lines.insert(format!("kind {:05} {} in {:?}", def.id, def.key, def.home));
        if !def.same.is_empty() {
            lines.insert(format!(
                "same {:05} {:?} {:?}",
                def.id, def.parent, def.same
            ));
        }
        for field in def.fields {
            let place = format!("{:05}.{:03}", def.id, field.id);
            let kind = format!("{:?}", field.kind);
            let kind: String = kind
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let mut line = format!("field {place} {} {kind} {:?}", field.key, field.merge);
            if let FieldKind::Link { to } | FieldKind::Links { to } = field.kind {
                write!(line, " to {to}").unwrap();
            }
            lines.insert(line);
            lines.extend(
                options(&field.kind)
                    .into_iter()
                    .map(|(key, _)| format!("option {place} {key}")),
            );
        }
    }
    let lines: Vec<_> = lines.into_iter().collect();
    format!("{}\n", lines.join("\n"))
}

/// Records written by earlier versions carry these numbers and keys. New lines are accepted with
/// `SCHEMA=accept cargo test -p shared schema`; a missing line is refused always.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test reads and, when asked to, writes the pinned file"
)]
fn the_schema_only_grows() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/vectors/schema/v1.txt"
    );
    let pinned = std::fs::read_to_string(path).unwrap_or_default();
    let now = schema();
    let gone: Vec<_> = pinned
        .lines()
        .filter(|line| !now.lines().any(|other| other == *line))
        .collect();
    assert!(
        gone.is_empty(),
        "numbers or keys were changed or reused: {gone:#?}"
    );
    if pinned == now {
        return;
    }
    assert_eq!(
        std::env::var("SCHEMA").as_deref(),
        Ok("accept"),
        "definitions have grown; look at the new lines and accept them with SCHEMA=accept"
    );
    std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
    std::fs::write(path, now).unwrap();
}
