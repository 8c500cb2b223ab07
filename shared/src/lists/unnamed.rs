//! A town that wants to stay unnamed in the network, and a post without its sender: what others get to see of them.
//!
//! Everything a page, a list, the search or an export knows of a record goes through here, so that no screen has to think of
//! it. What is kept is a short list; a field that is added later is left out until somebody puts it there. The members of
//! the network hold the key of these records: this decides what the app shows, not what a changed app could read.

use crate::ids::RecordId;
use crate::merge::{ALIVE, RecordState, SlotState, Sub, Version};
use crate::records::{ANTWORT, AUSTAUSCHBEITRAG, FieldKind, KOMMUNE, RecordDef};
use crate::text::{Locale, sentences, words};
use crate::value::Value;
use std::sync::Arc;

/// The choice that asks for it, of a town and of a post.
const UNNAMED: &str = "anonym";
/// The choice of a post that shows its town.
const NAMED: &str = "stadt";
/// What is kept of a town beside its name, which says where it lies, and its inhabitants, which become a rough number.
const KEPT: [&str; 4] = ["typ", "landkreis", "status", "sichtbarkeit"];
/// Rough numbers of inhabitants: up to the first number the second is shown. The bands are those of [`SIZES`].
///
/// [`SIZES`]: crate::records::SIZES
const ROUGH: [(i64, i64); 4] = [
    (2_000, 1_000),
    (5_000, 3_500),
    (10_000, 7_500),
    (20_000, 15_000),
];
/// The rough number above them.
const ROUGH_GREATEST: i64 = 25_000;

/// Whether somebody who does not belong to a town gets to see this record without its name: as soon as one version asks
/// for it.
#[must_use]
pub fn is_unnamed(def: &RecordDef, state: &RecordState) -> bool {
    def.id == KOMMUNE.id && asks(def, "sichtbarkeit", state)
}

/// Returns a record as it is shown. `knows` says of a town whether its name is known here: to its members and to the
/// central team.
pub fn as_shown(
    def: &RecordDef,
    id: RecordId,
    state: &Arc<RecordState>,
    locale: Locale,
    knows: impl Fn(RecordId) -> bool,
) -> Arc<RecordState> {
    if is_unnamed(def, state) && !knows(id) {
        return Arc::new(rough(state, locale));
    }
    if is_unsigned(def, state) {
        return without_sender(def, state, knows);
    }
    Arc::clone(state)
}

/// Whether a post or an answer was written without its sender: unless every version says that the town is to be shown.
fn is_unsigned(def: &RecordDef, state: &RecordState) -> bool {
    let is_post = [AUSTAUSCHBEITRAG.id, ANTWORT.id].contains(&def.id);
    let mut choices = versions(def, "absender", state).iter().peekable();
    let none = choices.peek().is_none();
    is_post && (none || choices.any(|choice| choice.value.as_text() != Some(NAMED)))
}

/// Whether people of other towns are not told who wrote any of it: a name leads to its town.
#[must_use]
pub fn hides_authors(def: &RecordDef, state: &RecordState) -> bool {
    is_unnamed(def, state) || is_unsigned(def, state)
}

fn asks(def: &RecordDef, key: &str, state: &RecordState) -> bool {
    versions(def, key, state)
        .iter()
        .any(|version| version.value.as_text() == Some(UNNAMED))
}

fn versions<'a>(def: &RecordDef, key: &str, state: &'a RecordState) -> &'a [Version] {
    def.field_by_key(key)
        .map_or(&[][..], |field| state.versions(field.id))
}

/// A town by what it is and where it lies; nothing of what it was before.
fn rough(state: &RecordState, locale: Locale) -> RecordState {
    let number = |key: &str| KOMMUNE.field_by_key(key).map(|field| field.id);
    let kept: Vec<u16> = KEPT.into_iter().filter_map(number).collect();
    let inhabitants = number("einwohner");
    let mut slots = std::collections::BTreeMap::new();
    for ((field, sub), slot) in &state.slots {
        let versions: Vec<Version> = if *field == ALIVE || kept.contains(field) {
            slot.versions.clone()
        } else if *field == KOMMUNE.title {
            slot.versions
                .iter()
                .max_by_key(|version| (version.hlc, version.dot))
                .map(|version| Version {
                    value: Value::Text(name(state, locale)),
                    before: None,
                    ..version.clone()
                })
                .into_iter()
                .collect()
        } else if Some(*field) == inhabitants {
            slot.versions.iter().map(roughly).collect()
        } else {
            continue;
        };
        let shown = SlotState {
            versions,
            ..SlotState::default()
        };
        slots.insert((*field, *sub), shown);
    }
    RecordState {
        kind: state.kind,
        slots,
    }
}

/// What a town without a name is called.
fn name(state: &RecordState, locale: Locale) -> String {
    let district = KOMMUNE.field_by_key("landkreis").and_then(|field| {
        let FieldKind::Choice { choices } = field.kind else {
            return None;
        };
        let key = state.text(field.id)?;
        choices.iter().find(|choice| choice.key == key)
    });
    district.map_or_else(
        || words::UNNAMED_TOWN.get(locale).to_owned(),
        |district| sentences::unnamed_town(district.label.get(locale), locale),
    )
}

fn roughly(version: &Version) -> Version {
    let value = match version.value {
        Value::Int(people) => {
            let band = ROUGH.iter().find(|(below, _)| people < *below);
            Value::Int(band.map_or(ROUGH_GREATEST, |(_, rough)| *rough))
        }
        _ => Value::Null,
    };
    Version {
        value,
        ..version.clone()
    }
}

/// A post without the town it came from, unless that is known here.
fn without_sender(
    def: &RecordDef,
    state: &Arc<RecordState>,
    knows: impl Fn(RecordId) -> bool,
) -> Arc<RecordState> {
    let Some(sender) = def.field_by_key("kommune") else {
        return Arc::clone(state);
    };
    let known = match state.value(sender.id) {
        Some(Value::Link(town)) => knows(*town),
        _ => false,
    };
    if known || !state.slots.contains_key(&(sender.id, Sub::None)) {
        return Arc::clone(state);
    }
    let mut shown = RecordState::clone(state);
    shown.slots.remove(&(sender.id, Sub::None));
    Arc::new(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::DeviceId;
    use crate::merge::{Author, Edit, State, plan};
    use crate::records::{Choice, SIZES};

    const TOWN: RecordId = RecordId([4; 16]);
    const SECRET: &str = "Geheimhausen";

    /// Writes every field of a kind that can hold a text, twice, so that there is something to remember.
    fn written(def: &RecordDef, given: &[(&str, Value)]) -> Arc<RecordState> {
        let mut state = State::default();
        let mut op_no = 1;
        for round in 0..2 {
            let mut edits = Vec::new();
            for field in def.fields {
                let own = given.iter().find(|(key, _)| *key == field.key);
                let value = match (own, field.kind) {
                    (Some((_, value)), _) => value.clone(),
                    (
                        None,
                        FieldKind::Text { .. } | FieldKind::LongText { .. } | FieldKind::Ags,
                    ) => Value::Text(format!("{SECRET} {round}")),
                    (None, FieldKind::Number { .. }) => Value::Int(6_789),
                    _ => continue,
                };
                let prev = state
                    .records
                    .get(&TOWN)
                    .map_or_else(Vec::new, |record| record.dots(field.id));
                edits.push(Edit::Set {
                    field: field.id,
                    value,
                    prev,
                });
            }
            let author = Author {
                device: DeviceId([7; 16]),
                op_no,
                hlc: op_no << 16,
            };
            for op in plan(&state, def.id, TOWN, &edits, author) {
                op_no = op.dot.op_no + 1;
                state.apply(&op);
            }
        }
        state.records.remove(&TOWN).unwrap()
    }

    fn town(seen: &str) -> Arc<RecordState> {
        let text = |text: &str| Value::Text(text.to_owned());
        written(
            &KOMMUNE,
            &[
                ("sichtbarkeit", text(seen)),
                ("landkreis", text("14626")),
                ("typ", text("gemeinde")),
                ("status", text("interessiert")),
                ("einwohner", Value::Int(6_789)),
            ],
        )
    }

    #[test]
    fn nothing_tells_the_name_of_a_town_that_wants_to_stay_unnamed() {
        let state = town("anonym");
        assert!(format!("{state:?}").contains(SECRET));
        for locale in [Locale::De, Locale::En] {
            let shown = as_shown(&KOMMUNE, TOWN, &state, locale, |_| false);
            let all = format!("{shown:?}");
            assert!(
                !all.contains(SECRET) && !all.contains("6789"),
                "neither now nor in the history: {all}"
            );
            let name = shown.text(KOMMUNE.title).unwrap();
            assert!(name.contains("Görlitz"), "{name}");
            assert_eq!(shown.trashed(), state.trashed());
        }
    }

    #[test]
    fn its_members_see_it_and_a_town_that_shows_its_name_is_as_it_was() {
        let state = town("anonym");
        let own = as_shown(&KOMMUNE, TOWN, &state, Locale::De, |id| id == TOWN);
        assert_eq!(own, state);
        let named = town("name");
        let shown = as_shown(&KOMMUNE, TOWN, &named, Locale::De, |_| false);
        assert_eq!(shown, named);
    }

    #[test]
    fn a_post_without_sender_leads_to_no_town() {
        let given = [
            ("absender", Value::Text(UNNAMED.to_owned())),
            ("kommune", Value::Link(TOWN)),
        ];
        for def in [&AUSTAUSCHBEITRAG, &ANTWORT] {
            let state = written(def, &given);
            let sender = def.field_by_key("kommune").unwrap().id;
            let shown = as_shown(def, RecordId([9; 16]), &state, Locale::De, |_| false);
            assert!(shown.history(sender).is_empty() && shown.value(sender).is_none());
            let own = as_shown(def, RecordId([9; 16]), &state, Locale::De, |id| id == TOWN);
            assert_eq!(own.value(sender), Some(&Value::Link(TOWN)));
        }
    }

    #[test]
    fn what_is_rough_lies_in_the_band_that_is_said() {
        let thousands = |choice: &Choice| -> Vec<i64> {
            let digits = choice.key.split('_').filter_map(|part| part.parse().ok());
            digits.map(|number: i64| number * 1_000).collect()
        };
        let rough: Vec<i64> = ROUGH
            .iter()
            .map(|(_, rough)| *rough)
            .chain([ROUGH_GREATEST])
            .collect();
        assert_eq!(rough.len(), SIZES.len());
        for (choice, rough) in SIZES.iter().zip(rough) {
            let ends = thousands(choice);
            match (choice.key, ends.as_slice()) {
                ("bis_2", [below]) => assert!(rough < *below),
                ("ueber_20", [above]) => assert!(rough > *above),
                (_, [from, below]) => assert!((*from..*below).contains(&rough)),
                other => panic!("a new band: {other:?}"),
            }
        }
    }
}
