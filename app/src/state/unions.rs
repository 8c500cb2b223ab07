//! Records that were united on this device, to part them again: kept sealed, in the table of drafts, until they are parted.

use super::records::Records;
use crate::ui::*;
use shared::ids::RecordId;
use shared::lists::Union;

/// No form has a key with this beginning.
const BEGINNING: &str = "vereint/";

impl Records {
    /// Returns what was united into a record or taken out of it by being united. Reactive.
    #[must_use]
    pub fn unions(self, id: RecordId) -> Vec<Union> {
        let core = self.0.get_value();
        core.revision.track();
        let kept = core.drafts.borrow().beginning(BEGINNING);
        let all = kept.iter().filter_map(|pairs| Union::from_pairs(pairs));
        all.filter(|union| union.into == id || union.from == id)
            .collect()
    }

    /// Keeps the way back.
    pub fn keep_union(self, union: &Union) {
        self.keep_draft(&key(union), union.to_pairs());
    }

    /// Forgets the way back, once it was taken.
    pub fn drop_union(self, union: &Union) {
        self.drop_draft(&key(union));
    }
}

fn key(union: &Union) -> String {
    format!("{BEGINNING}{}/{}", union.into, union.from)
}
