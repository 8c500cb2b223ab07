//! Half-filled forms: in memory at once, on the disk within a second, sealed.

use super::core::Core;
use super::records::DraftFields;
use crate::platform::clock;
use crate::platform::random::BrowserEntropy;
use crate::storage::Durability;
use shared::crypto::{Entropy as _, LocalKey};
use shared::sync::{Device, Row, Table, Write};
use shared::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A draft is on the disk after this time, at most.
const KEEP_MS: u64 = 500;

/// The drafts of this device.
#[derive(Default)]
pub(super) struct Drafts {
    by_key: BTreeMap<String, Draft>,
    /// Keys of drafts the disk does not have as they are.
    dirty: BTreeSet<String>,
    /// Rows of dropped drafts.
    dropped: Vec<Vec<u8>>,
    flushing: bool,
}

struct Draft {
    /// Random: a row's name says nothing about the form.
    row: Vec<u8>,
    fields: DraftFields,
}

impl Drafts {
    /// Opens the rows of the table. A draft that cannot be read is left alone.
    pub(super) fn open(rows: &[Row], local: &LocalKey) -> Self {
        let by_key = rows
            .iter()
            .filter(|row| row.table == Table::Drafts)
            .filter_map(|row| {
                let (key, fields) = decode(&row.open(local).ok()?)?;
                Some((
                    key,
                    Draft {
                        row: row.key.clone(),
                        fields,
                    },
                ))
            })
            .collect();
        Self {
            by_key,
            ..Self::default()
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<DraftFields> {
        self.by_key.get(key).map(|draft| draft.fields.clone())
    }

    fn keep(&mut self, key: &str, fields: DraftFields) {
        let draft = self.by_key.entry(key.to_owned()).or_insert_with(|| Draft {
            row: BrowserEntropy.make_id().to_vec(),
            fields: Vec::new(),
        });
        if draft.fields != fields {
            draft.fields = fields;
            self.dirty.insert(key.to_owned());
        }
    }

    fn forget(&mut self, key: &str) {
        self.dirty.remove(key);
        self.dropped
            .extend(self.by_key.remove(key).map(|draft| draft.row));
    }

    fn forget_all(&mut self) {
        self.dirty.clear();
        let all = std::mem::take(&mut self.by_key);
        self.dropped
            .extend(all.into_values().map(|draft| draft.row));
    }

    fn is_clean(&self) -> bool {
        self.dirty.is_empty() && self.dropped.is_empty()
    }

    /// Returns the rows that bring the disk up to date, and counts them as written.
    fn writes(&mut self, local: &LocalKey) -> Vec<Write> {
        let table = Table::Drafts;
        let gone = self
            .dropped
            .drain(..)
            .map(|key| Write::Delete { table, key });
        let mut writes: Vec<Write> = gone.collect();
        for key in std::mem::take(&mut self.dirty) {
            let Some(draft) = self.by_key.get(&key) else {
                continue;
            };
            let plain = encode(&key, &draft.fields);
            let value = local.seal_row(table.name(), &draft.row, &plain, &mut BrowserEntropy);
            writes.push(Write::Put {
                table,
                key: draft.row.clone(),
                value,
            });
        }
        writes
    }
}

impl Core {
    pub(super) fn keep_draft(self: &Rc<Self>, key: &str, fields: DraftFields) {
        self.drafts.borrow_mut().keep(key, fields);
        self.flush_drafts_soon();
    }

    pub(super) fn drop_draft(self: &Rc<Self>, key: &str) {
        self.drafts.borrow_mut().forget(key);
        self.flush_drafts_soon();
    }

    pub(super) fn drop_every_draft(self: &Rc<Self>) {
        self.drafts.borrow_mut().forget_all();
        self.flush_drafts_soon();
    }

    fn flush_drafts_soon(self: &Rc<Self>) {
        {
            let mut drafts = self.drafts.borrow_mut();
            if drafts.is_clean() || std::mem::replace(&mut drafts.flushing, true) {
                return;
            }
        }
        let core = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            clock::sleep(KEEP_MS).await;
            core.flush_drafts().await;
        });
    }

    /// Brings the disk up to date. Called by itself, and when the page is hidden.
    pub(super) async fn flush_drafts(&self) {
        let writes = {
            let device = self.device.borrow();
            let mut drafts = self.drafts.borrow_mut();
            drafts.flushing = false;
            match device.as_ref().map(Device::local_key) {
                Some(local) => drafts.writes(local),
                None => return,
            }
        };
        if writes.is_empty() {
            return;
        }
        // What could not be kept stays in the form; the next keystroke tries again.
        if let Ok(store) = self.store() {
            let _lost = store.commit(writes, Durability::Strict).await;
        }
    }
}

/// Writes a draft: array of key and pairs of field and value.
fn encode(key: &str, fields: &DraftFields) -> Vec<u8> {
    minicbor::to_vec((key, fields)).unwrap_or_default()
}

fn decode(bytes: &[u8]) -> Option<(String, Vec<(u16, Value)>)> {
    minicbor::decode(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_draft_reads_back_what_it_writes() {
        let fields = vec![
            (1, Value::Text("Röhrsdorfer Bänke".to_owned())),
            (7, Value::Date(20_000)),
        ];
        let bytes = encode("aufgabe/neu", &fields);
        assert_eq!(decode(&bytes), Some(("aufgabe/neu".to_owned(), fields)));
        assert_eq!(decode(&[1, 2, 3]), None);
    }
}
