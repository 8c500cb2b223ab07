//! What pages talk to: session, records, sync status, preferences.
//!
//! Everything here is `Copy` and provided once by [`provide`]. Reads are reactive: a read inside a view or effect
//! runs again when the data changes. Pages never see storage, network or the sync machine.

mod attachments;
mod charge;
mod conflicts;
mod core;
mod drafts;
mod finder;
mod founding;
mod joining;
mod joint;
mod keeping;
mod lead;
mod locks;
mod opening;
mod prefs;
mod records;
mod recovering;
mod room;
mod safety;
mod session;
mod shelf;
mod sync;
#[cfg(all(test, target_arch = "wasm32"))]
pub(crate) mod testing;
mod trust;
mod under_lock;
mod unions;
mod views;

pub(crate) use self::core::Core;
pub use attachments::{Attachments, Lies, Trouble, files_field};
pub use conflicts::{ConflictView, Resolution, Side, Undo};
pub(crate) use founding::FIRST_CIRCLES;
pub(crate) use joining::invite_error;
pub use joint::Given;
pub use lead::{LedBy, LedSince};
pub use locks::{Locks, LocksView, PhoneLock};
pub use prefs::{Contrast, Prefs, TextSize, Theme};
pub use records::{DraftFields, Found, Hit, RecordView, Records};
pub use room::{Room, is_confidential};
pub use safety::{Missing, Past, Recovered, Told, Unsettled};
pub use session::{Author, JoinStep, JoinView, Phase, Session, SpaceInfo, Who};
pub use shared::merge::{Counter, Dot, Edit, RecordState, Version, element_id};
pub use sync::{Invitation, Journal, Link, Loading, OfflineReady, PutOff, SyncStatus, usual};
pub use trust::{LeftWork, Order, OwnDevice, Trust, is_sheet};
pub use under_lock::UnderLock;

use crate::platform::install::Offer;
use crate::ui::*;
use std::rc::Rc;

/// The app's state, for pages.
#[derive(Clone, Copy)]
pub struct App {
    /// Who is here, what is open, which town is shown.
    pub session: Session,
    /// The two locks, and erasing everything.
    pub locks: Locks,
    /// The records of the open spaces.
    pub records: Records,
    /// Their attachments.
    pub attachments: Attachments,
    /// The confidential room.
    pub room: Room,
    /// Who is in which circle, and what was decided about it.
    pub trust: Trust,
    /// What is sent and what is not.
    pub sync: SyncStatus,
    /// Counting while the phone is locked.
    pub under_lock: UnderLock,
    /// Harmless preferences.
    pub prefs: Prefs,
}

/// Makes the state and provides it to everything below. Called once, at the root.
pub fn provide() -> App {
    let core = Core::make();
    core.start();
    hand_out(core)
}

/// Gives everything below the handles of a core.
fn hand_out(core: Rc<Core>) -> App {
    let core = StoredValue::new_local(core);
    let app = App {
        session: Session(core),
        locks: Locks(core),
        records: Records(core),
        attachments: Attachments(core),
        room: Room(core),
        trust: Trust(core),
        sync: SyncStatus(core),
        under_lock: UnderLock(core),
        prefs: Prefs::load(),
    };
    let locale = app.prefs.locale();
    Effect::new(move |_| core.get_value().speak(locale.get()));
    provide_context(app);
    provide_context(Offer::listen());
    app
}

/// Returns the app's state.
///
/// # Panics
///
/// When called outside of the tree below [`provide`].
#[must_use]
pub fn use_app() -> App {
    expect_context()
}
