//! What changes on a page with attachments.

use crate::platform::file;
use crate::platform::recorder::Recorder;
use crate::state::Trouble;
use crate::ui::*;
use shared::ids::Hash;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What the viewer shows.
#[derive(Clone, Default)]
pub(super) enum Shown {
    #[default]
    Fetching,
    Trouble(Trouble),
    /// Address of the opened bytes.
    Here(String),
}

/// What changes on the page. One handle for all of it: each kind of signal is code a phone has to download.
#[derive(Default)]
pub(super) struct Inner {
    /// Addresses of the previews that are open; empty for those that were asked for.
    pub(super) previews: Vec<(Hash, String)>,
    pub(super) open: Option<[u8; 16]>,
    pub(super) shown: Shown,
    pub(super) busy: bool,
    pub(super) recorder: Option<Recorder>,
    /// Seconds of the recording under way.
    pub(super) recording: Option<u16>,
    /// A photo that waits for its record.
    pub(super) held: Option<JsValue>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        for (_, address) in &self.previews {
            file::forget(address);
        }
        self.let_go();
    }
}

impl Inner {
    /// Lets the opened bytes go.
    pub(super) fn let_go(&mut self) {
        if let Shown::Here(address) = std::mem::take(&mut self.shown) {
            file::forget(&address);
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Live {
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
    seen: RwSignal<u64>,
}

impl Live {
    pub(super) fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Rc::default()),
            seen: RwSignal::new(0),
        }
    }

    /// Returns what there is; `None` once the page is left.
    pub(super) fn get(self) -> Option<Rc<RefCell<Inner>>> {
        self.inner.try_get_value()
    }

    /// The same, and whoever asked is asked again after a change.
    pub(super) fn watch(self) -> Option<Rc<RefCell<Inner>>> {
        self.seen.track();
        self.get()
    }

    pub(super) fn tell(self) {
        let _left = self.seen.try_update(|seen| *seen += 1);
    }

    pub(super) fn set_busy(self, busy: bool) {
        if let Some(inner) = self.get() {
            inner.borrow_mut().busy = busy;
        }
        self.tell();
    }
}
