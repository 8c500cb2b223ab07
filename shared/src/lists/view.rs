//! How a list is looked at, as it is kept on the device.

use super::{Order, Show};

/// How a list is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Which records.
    pub show: Show,
    /// In which order.
    pub order: Order,
    /// Under the states of the workflow.
    pub grouped: bool,
    /// Words that must occur.
    pub words: String,
}

impl View {
    /// Writes the view in one line. The form never changes, it stands in stored rows.
    #[must_use]
    pub fn to_line(&self) -> String {
        let grouped = if self.grouped { "ja" } else { "nein" };
        let words = self.words.trim();
        [self.show.key(), self.order.key(), grouped, words].join("/")
    }

    /// Reads what [`View::to_line`] wrote; what a newer app wrote and this one does not know is as usual.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let mut parts = line.splitn(4, '/');
        let mut next = || parts.next().unwrap_or_default();
        Self {
            show: Show::from_key(next()).unwrap_or_default(),
            order: Order::from_key(next()).unwrap_or_default(),
            grouped: next() == "ja",
            words: next().to_owned(),
        }
    }
}
