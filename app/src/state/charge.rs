//! What this person is in charge of: the role in the town, the own name, and what was written down in the settings. On this
//! device only, sealed, in the table of drafts.

use super::App;
use super::records::Records;
use crate::ui::*;
use shared::value::Value;

/// No form has this key.
const KEY: &str = "ich/zustaendig";

impl Records {
    /// Returns what was written down: functions and organisations, with commas between them.
    #[must_use]
    pub fn charges(self) -> String {
        let kept = self.draft(KEY).unwrap_or_default();
        let text = kept
            .into_iter()
            .find_map(|(_, value)| value.as_text().map(str::to_owned));
        text.unwrap_or_default()
    }

    /// Keeps what was written down.
    pub fn keep_charges(self, text: &str) {
        if text.trim().is_empty() {
            self.drop_draft(KEY);
        } else {
            self.keep_draft(KEY, vec![(1, Value::Text(text.to_owned()))]);
        }
    }
}

impl App {
    /// Returns every name under which somebody may have put this person in charge. Reactive.
    #[must_use]
    pub fn my_names(self) -> Vec<String> {
        let town = self.session.current().get();
        let role = town.and_then(|town| self.session.role(town.id));
        let role = role
            .into_iter()
            .flat_map(|role| [role.de.to_owned(), role.en.to_owned()]);
        let written = self.records.charges();
        let own = [self.session.me().get()].into_iter().chain(role);
        own.chain(
            written
                .split([',', ';', '\n'])
                .map(|name| name.trim().to_owned()),
        )
        .filter(|name| !name.is_empty())
        .collect()
    }
}
