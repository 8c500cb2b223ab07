//! The search index of the open spaces, in memory only: it is built after unlocking and gone with the keys.

use shared::ids::RecordId;
use shared::merge::RecordState;
use shared::records::{self, RecordDef, Shape};
use shared::search::{Filter, Found, Index, Piece, entries};
use shared::value::Value;

/// Greatest number of hits that are told apart; there may be more.
const HITS_MAX: usize = 50;

/// The index.
#[derive(Default)]
pub(super) struct Finder(Index);

impl Finder {
    /// Renews what is known of a record.
    pub(super) fn renew(&mut self, id: RecordId, state: Option<&RecordState>) {
        let known = state
            .filter(|state| !state.trashed())
            .and_then(|state| Some((state, records::by_id(state.kind)?)));
        match known {
            Some((state, def)) => self.0.put(id, def.id, entries(def, values(def, state))),
            None => self.0.remove(id),
        }
    }

    /// Returns records of a kind with a similar title, the most similar first.
    pub(super) fn similar(&self, title: &str, def: &RecordDef, count_max: usize) -> Vec<RecordId> {
        self.0.similar(title, def.id, count_max)
    }

    /// Returns every record of a kind in which each word of the query occurs.
    pub(super) fn of_kind(&self, query: &str, def: &RecordDef) -> Vec<RecordId> {
        self.0.matching(query, def.id)
    }

    /// Returns records in which every word of the query occurs, best first; of one kind, if one is given. And how many of
    /// each kind there are in all.
    pub(super) fn find(&self, query: &str, kind: Option<u16>) -> Found {
        let filter = Filter {
            kinds: kind.as_slice(),
        };
        self.0.find(query, filter, HITS_MAX)
    }

    /// Returns the piece of a record that says why it was found.
    pub(super) fn reason(&self, query: &str, record: RecordId) -> Option<Piece> {
        self.0.reasons(query, record).into_iter().next()
    }
}

/// Returns what a record shows, field by field; every version of a field in conflict can be found.
fn values<'s>(
    def: &'static RecordDef,
    state: &'s RecordState,
) -> impl Iterator<Item = (u16, &'s Value)> {
    def.fields.iter().flat_map(|field| {
        let values: Vec<&Value> = match field.kind.shape() {
            Shape::Set | Shape::Entries | Shape::Files => state
                .elements(field.id)
                .into_iter()
                .map(|(_, value)| value)
                .collect(),
            Shape::Counter => Vec::new(),
            Shape::One => state
                .distinct(field.id)
                .into_iter()
                .map(|version| &version.value)
                .collect(),
        };
        values.into_iter().map(|value| (field.id, value))
    })
}
