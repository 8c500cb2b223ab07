//! What is kept of the opened records between two changes, so that a screen costs what it shows: where each record
//! lives, the list of each kind in its order, what is disputed, what is unsent, and
//! the search index. Everything can be made anew from the device at any time.

use super::finder::Finder;
use super::records::RecordView;
use shared::ids::{RecordId, SpaceId};
use shared::lists::{self, Near};
use shared::merge::RecordState;
use shared::records::{self, RecordDef, SpaceKind};
use shared::sync::{Device, Unsent};
use shared::text::Locale;
use shared::text::fold::fold;
use shared::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// The shelf.
#[derive(Default)]
pub(super) struct Shelf {
    places: BTreeMap<RecordId, SpaceId>,
    by_kind: BTreeMap<u16, BTreeSet<RecordId>>,
    /// Records of a kind that are not in the Papierkorb, in the kind's order.
    lists: BTreeMap<u16, Rc<Vec<RecordView>>>,
    disputed: BTreeSet<RecordId>,
    unsent: BTreeSet<Unsent>,
    unsent_ids: BTreeSet<RecordId>,
    finder: Finder,
    /// Records that are not in the search index yet.
    unindexed: BTreeSet<RecordId>,
    /// Language of what stands for the name of a town that stays unnamed.
    locale: Locale,
    /// Who is told what is not meant for other towns.
    near: Near,
}

impl Shelf {
    /// Fills a shelf with everything a device can read.
    pub(super) fn of(device: &Device) -> Self {
        let mut shelf = Self {
            near: near(device),
            ..Self::default()
        };
        for space in device.spaces() {
            let Some(state) = device.state(space.id) else {
                continue;
            };
            for (record, state) in &state.records {
                shelf.note(space.id, *record, Some(state));
            }
            shelf.unindexed.extend(state.records.keys());
        }
        shelf.mark_unsent(device.unsent());
        shelf
    }

    /// Takes note of a changed record.
    /// The search index takes it up later ([`Self::index`]): nobody searches in the moment in which a page arrives.
    pub(super) fn renew(&mut self, space: SpaceId, id: RecordId, state: Option<&RecordState>) {
        self.unindexed.insert(id);
        self.note(space, id, state);
    }

    /// Puts up to so many more records into the search index; returns whether there are more.
    pub(super) fn index(&mut self, device: &Device, count_max: usize) -> bool {
        for _ in 0..count_max {
            let Some(id) = self.unindexed.pop_first() else {
                return false;
            };
            // What a page does not show cannot be found either.
            let view = self.get(device, id);
            self.finder
                .renew(id, view.as_ref().map(|view| &*view.state));
        }
        !self.unindexed.is_empty()
    }

    /// Kinds only a newer app knows are kept and passed on, not shown.
    fn note(&mut self, space: SpaceId, id: RecordId, state: Option<&RecordState>) {
        let Some(state) = state.filter(|state| records::by_id(state.kind).is_some()) else {
            return;
        };
        self.places.insert(id, space);
        self.by_kind.entry(state.kind).or_default().insert(id);
        self.lists.remove(&state.kind);
        if state.conflicts().next().is_some() {
            self.disputed.insert(id);
        } else {
            self.disputed.remove(&id);
        }
    }

    /// Takes note of what the server does not hold yet.
    pub(super) fn mark_unsent(&mut self, unsent: BTreeSet<Unsent>) {
        for changed in self.unsent.symmetric_difference(&unsent) {
            self.lists.remove(&changed.kind);
        }
        self.unsent_ids = unsent.iter().map(|waiting| waiting.record).collect();
        self.unsent = unsent;
    }

    /// Returns what the server does not hold yet.
    pub(super) const fn unsent(&self) -> &BTreeSet<Unsent> {
        &self.unsent
    }

    /// Says in which language what stands for a name is shown.
    pub(super) fn speak(&mut self, locale: Locale) {
        if self.locale != locale {
            self.locale = locale;
            self.lists.clear();
        }
    }

    /// Takes note of who is in the towns of this device: what is held back from others is shown or not by it.
    pub(super) fn stand(&mut self, device: &Device) {
        let near = near(device);
        if near != self.near {
            self.near = near;
            let held = records::AUSTAUSCHBEITRAG.id;
            self.lists.remove(&held);
            self.unindexed
                .extend(self.by_kind.get(&held).into_iter().flatten());
        }
    }

    /// Returns who is told what is not meant for other towns.
    pub(super) const fn near(&self) -> &Near {
        &self.near
    }

    /// Returns a record as it is shown, if it is: the only way in which anything of it reaches a page.
    pub(super) fn get(&self, device: &Device, id: RecordId) -> Option<RecordView> {
        let space = *self.places.get(&id)?;
        let kept = device.state(space)?.records.get(&id)?;
        let def = records::by_id(kept.kind)?;
        if !lists::is_shown(def, kept, &self.near) {
            return None;
        }
        let state = lists::as_shown(def, id, kept, self.locale, |town| knows(device, town));
        Some(RecordView {
            id,
            space,
            def,
            veiled: lists::hides_authors(def, kept),
            anothers: lists::is_anothers(def, kept, &self.near),
            unnamed: !Arc::ptr_eq(&state, kept) && lists::is_unnamed(def, kept),
            state,
            unsent: self.unsent_ids.contains(&id),
        })
    }

    /// Returns how many records of a kind there are, in the Papierkorb or not.
    pub(super) fn count(&self, def: &RecordDef) -> usize {
        self.by_kind.get(&def.id).map_or(0, BTreeSet::len)
    }

    /// Returns the records of a kind that are not in the Papierkorb, in the kind's order.
    pub(super) fn list(&mut self, device: &Device, def: &'static RecordDef) -> Rc<Vec<RecordView>> {
        if let Some(list) = self.lists.get(&def.id) {
            return Rc::clone(list);
        }
        let ids: Vec<RecordId> = self
            .by_kind
            .get(&def.id)
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let mut list: Vec<_> = ids
            .into_iter()
            .filter_map(|id| self.get(device, id))
            .collect();
        list.retain(|view| !view.state.trashed());
        in_order(def, &mut list);
        let list = Rc::new(list);
        self.lists.insert(def.id, Rc::clone(&list));
        list
    }

    /// Returns every record of a kind, in the Papierkorb or not.
    pub(super) fn all(&self, device: &Device, def: &RecordDef) -> Vec<RecordView> {
        let ids = self.by_kind.get(&def.id).into_iter().flatten();
        ids.filter_map(|id| self.get(device, *id)).collect()
    }

    /// Whether an id is in use, shown or not.
    pub(super) fn holds(&self, id: RecordId) -> bool {
        self.places.contains_key(&id)
    }

    /// Returns the records in the Papierkorb, last changed first.
    pub(super) fn trashed(&mut self, device: &Device) -> Vec<RecordView> {
        let ids: Vec<RecordId> = self.places.keys().copied().collect();
        let mut list: Vec<_> = ids
            .into_iter()
            .filter_map(|id| self.get(device, id))
            .collect();
        list.retain(|view| view.state.trashed());
        list.sort_by_key(|view| {
            std::cmp::Reverse(
                view.state
                    .changed()
                    .map(|version| (version.hlc, version.dot)),
            )
        });
        list
    }

    /// Returns the records with a conflict that are not in the Papierkorb.
    pub(super) fn disputed(&mut self, device: &Device) -> Vec<RecordView> {
        let ids: Vec<RecordId> = self.disputed.iter().copied().collect();
        let mut list: Vec<_> = ids
            .into_iter()
            .filter_map(|id| self.get(device, id))
            .collect();
        list.retain(|view| !view.state.trashed());
        list
    }

    /// Returns the search index.
    pub(super) const fn finder(&self) -> &Finder {
        &self.finder
    }
}

/// Whether the name of a town is known here: to its members, and to the central team.
fn knows(device: &Device, town: RecordId) -> bool {
    let spaces = device.spaces();
    spaces
        .iter()
        .any(|space| space.id.0 == town.0 || space.kind == SpaceKind::Team)
}

/// Who is near to this device's person: their own devices, and everybody who is or was in one of their towns.
fn near(device: &Device) -> Near {
    let mut near = Near::default();
    near.devices.insert(device.id());
    for space in device.spaces() {
        near.team |= space.kind == SpaceKind::Team;
        let town = matches!(space.kind, SpaceKind::Town | SpaceKind::Core);
        let entries = device.members(space.id);
        let entries = entries.into_iter().flat_map(|members| &members.devices);
        near.devices.extend(
            entries
                .filter(|(_, entry)| town || entry.member == device.member())
                .map(|(id, _)| *id),
        );
    }
    near
}

/// Sorts by the kind's order field: dates and numbers as they are, texts as people look them up, empty ones last;
/// then by age.
fn in_order(def: &RecordDef, list: &mut [RecordView]) {
    list.sort_by_cached_key(|view| {
        let value = view.state.value(def.order);
        let text = value.and_then(Value::as_text).map(|text| fold(text).short);
        let other = if text.is_some() { None } else { value.cloned() };
        let created = view
            .state
            .created()
            .map(|version| (version.hlc, version.dot));
        (value.is_none_or(Value::is_empty), text, other, created)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::DeviceId;
    use shared::merge::{Author, Edit, State, plan};
    use wasm_bindgen_test::wasm_bindgen_test;

    const DEVICE: DeviceId = DeviceId([7; 16]);

    fn state(def: &RecordDef, values: &[(u16, Value)]) -> RecordState {
        let record = RecordId([1; 16]);
        let edits: Vec<Edit> = values
            .iter()
            .map(|(field, value)| Edit::Set {
                field: *field,
                value: value.clone(),
                prev: vec![],
            })
            .collect();
        let author = Author {
            device: DEVICE,
            op_no: 1,
            hlc: 1,
        };
        let mut state = State::default();
        for op in plan(&state, def.id, record, &edits, author) {
            state.apply(&op);
        }
        std::sync::Arc::unwrap_or_clone(state.records.remove(&record).unwrap())
    }

    fn view(def: &'static RecordDef, id: u8, order: Option<Value>) -> RecordView {
        let values: Vec<_> = order.into_iter().map(|value| (def.order, value)).collect();
        let title = (def.title, Value::Text(format!("{id}")));
        let values = if def.title == def.order {
            values
        } else {
            [values, vec![title]].concat()
        };
        RecordView {
            id: RecordId([id; 16]),
            space: SpaceId([0; 16]),
            def,
            state: Arc::new(state(def, &values)),
            unnamed: false,
            anothers: false,
            veiled: false,
            unsent: false,
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn lists_are_in_the_order_people_look_things_up() {
        let by_date = records::ALL
            .iter()
            .copied()
            .find(|def| {
                let field = def.field(def.order).unwrap();
                matches!(
                    field.kind,
                    records::FieldKind::Date | records::FieldKind::DateTime
                )
            })
            .unwrap();
        let mut list = [
            view(by_date, 1, None),
            view(by_date, 2, Some(Value::Date(9))),
            view(by_date, 3, Some(Value::Date(2))),
        ];
        in_order(by_date, &mut list);
        assert_eq!(list.each_ref().map(|view| view.id.0[0]), [3, 2, 1]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn names_are_sorted_without_regard_to_case_and_umlauts() {
        let by_name = records::ALL
            .iter()
            .copied()
            .find(|def| def.order == def.title)
            .unwrap();
        let names = ["Zeitz", "ärzte", "Bäcker", "Azubis"];
        let mut list: Vec<_> = names
            .into_iter()
            .zip(1..)
            .map(|(name, id)| view(by_name, id, Some(Value::Text(name.to_owned()))))
            .collect();
        in_order(by_name, &mut list);
        let sorted: Vec<_> = list
            .iter()
            .map(|view| view.state.text(by_name.title).unwrap())
            .collect();
        assert_eq!(sorted, ["ärzte", "Azubis", "Bäcker", "Zeitz"]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_in_conflict_is_known_without_looking_at_every_record() {
        let def = records::ALL[0];
        let id = RecordId([1; 16]);
        let mut shelf = Shelf::default();
        let space = SpaceId([2; 16]);
        let calm = state(def, &[(def.title, Value::Text("A".to_owned()))]);
        let mut torn = calm.clone();
        for slot in torn.slots.values_mut() {
            let mut other = slot.versions[0].clone();
            other.dot.device = DeviceId([8; 16]);
            other.value = Value::Text("B".to_owned());
            slot.versions.push(other);
        }
        shelf.renew(space, id, Some(&torn));
        assert!(shelf.disputed.contains(&id));
        shelf.renew(space, id, Some(&calm));
        assert!(!shelf.disputed.contains(&id));
    }
}
