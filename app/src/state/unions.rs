//! Records that were united, to part them again: read from the marks in the records, so on every device of the space.

use super::records::{RecordView, Records};
use super::session::Session;
use crate::error::AppError;
use crate::ui::*;
use shared::ids::RecordId;
use shared::lists::{self, Parting, Union};
use shared::merge::Version;
use shared::records;

impl Records {
    /// Returns what was united into a record or taken out of it by being united, with who did it and when; also what the two were
    /// parted from since and this record was not, because whoever parted them may not write here. Reactive.
    #[must_use]
    pub fn unions(self, id: RecordId) -> Vec<(Union, Version)> {
        let Some(view) = self.get(id) else {
            return Vec::new();
        };
        let parted = |union: &Union| {
            let from = self.get(union.from);
            from.is_some_and(|from| !lists::is_marked(union, &from.state))
        };
        lists::unions(&view.state)
            .into_iter()
            .filter(|(union, _)| union.into == id || union.from == id || parted(union))
            .map(|(union, version)| (union, version.clone()))
            .collect()
    }

    /// Returns what parting would do from this device, and the records it leaves as they are. Reactive.
    #[must_use]
    pub fn parting(self, union: &Union) -> (Parting, Vec<RecordView>) {
        let mut views: Vec<RecordView> = self.get(union.from).into_iter().collect();
        for def in records::ALL.iter().copied() {
            let all = self.list_all(def).into_iter();
            views.extend(all.filter(|view| view.id != union.from));
        }
        let session = Session(self.0);
        let each = views
            .iter()
            .map(|view| (view.id, &*view.state, session.may_write(view.space)));
        let parting = lists::parting(union, each);
        views.retain(|view| parting.left.contains(&view.id));
        (parting, views)
    }

    /// Parts what was united, unless somebody changed it since: first the record that went to the Papierkorb, then what else was
    /// written to. Broken off, it can be done again. Returns how many records stay as they are, because this device may only read
    /// them.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn part(self, union: &Union) -> Result<usize, AppError> {
        let (parting, left) = untrack(|| self.parting(union));
        for (id, edits) in parting.writes {
            self.write(id, edits).await?;
        }
        Ok(left.len())
    }
}
