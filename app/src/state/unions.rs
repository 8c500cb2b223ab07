//! Records that were united, to part them again: read from the marks in the records, so on every device of the space.

use super::records::Records;
use super::session::Session;
use crate::error::AppError;
use crate::ui::*;
use shared::ids::RecordId;
use shared::lists::{self, Union};
use shared::merge::Version;
use shared::records;

impl Records {
    /// Returns what was united into a record or taken out of it by being united, with who did it and when. Reactive.
    #[must_use]
    pub fn unions(self, id: RecordId) -> Vec<(Union, Version)> {
        let Some(view) = self.get(id) else {
            return Vec::new();
        };
        lists::unions(&view.state)
            .into_iter()
            .filter(|(union, _)| union.into == id || union.from == id)
            .map(|(union, version)| (union, version.clone()))
            .collect()
    }

    /// Parts what was united, unless somebody changed it since: first the record that went to the Papierkorb, then the one
    /// that stayed, then what referred to it. Broken off, it can be done again.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn part(self, union: &Union) -> Result<(), AppError> {
        let mut views = Vec::new();
        untrack(|| {
            views.extend(self.get(union.from));
            for def in records::ALL.iter().copied() {
                let all = self.list_all(def).into_iter();
                views.extend(all.filter(|view| view.id != union.from));
            }
        });
        for view in views {
            let edits = lists::part(union, view.id, &view.state);
            if !edits.is_empty() && Session(self.0).may_write(view.space) {
                self.write(view.id, edits).await?;
            }
        }
        Ok(())
    }
}
