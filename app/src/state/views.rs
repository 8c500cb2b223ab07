//! Ways of looking at a list that a person keeps: on this device only, sealed, in the table of drafts.

use super::records::Records;
use shared::lists::View;
use shared::records::RecordDef;
use shared::value::Value;

/// Most views kept for a list.
pub const VIEWS_MAX: usize = 8;

impl Records {
    /// Returns the kept views of a list, in the order in which they were kept.
    #[must_use]
    pub fn kept_views(self, def: &RecordDef) -> Vec<View> {
        let lines = self.draft(&key(def)).unwrap_or_default();
        let lines = lines.iter().filter_map(|(_, line)| line.as_text());
        lines.map(View::from_line).collect()
    }

    /// Keeps these views of a list, the last `VIEWS_MAX` of them.
    pub fn keep_views(self, def: &RecordDef, views: &[View]) {
        if views.is_empty() {
            self.drop_draft(&key(def));
            return;
        }
        let from = views.len().saturating_sub(VIEWS_MAX);
        let lines = (1..)
            .zip(views.iter().skip(from))
            .map(|(number, view)| (number, Value::Text(view.to_line())))
            .collect();
        self.keep_draft(&key(def), lines);
    }
}

/// No form has a key with this beginning, see [`crate::form::Opening::draft`].
fn key(def: &RecordDef) -> String {
    format!("liste/{}", def.key)
}
