//! Keeping devices of a space alike through a server that cannot read what it keeps.
//!
//! A [`Device`] is everything one device knows, in memory, without I/O. A driver moves bytes for it:
//!
//! 1. [`Device::write`] turns an edit into rows. Once they are on disk, the edit is saved.
//! 2. [`Device::next`] says what to ask the server, with rows that must be on disk *before* the request leaves.
//! 3. [`Device::receive`] takes the answer (or its absence) and returns rows to store.
//! 4. [`Device::load`] builds the same device from its rows.
//!
//! Rows come as one list and are stored in one transaction: the cursor never moves without its data. If
//! storing fails, the driver forgets the device and loads it again.
//!
//! **What may happen twice.** Every request may be sent again after a lost reply: pushes are named by
//! (device, `dev_seq`, hash), membership entries by their place in a hash chain, joins by the joining device.
//!
//! **Outbox rule.** A sealed envelope leaves the outbox only with the log page that contains it. The answer to
//! a push only stops sending it again.
//!
//! **What is verified** of a page before any of it counts: every envelope's space, author, capability, key
//! epoch, number, signature, place in the chain, and the author's own view of the chain. A page that fails is
//! thrown away whole and the space stops syncing with an [`Alarm`]: the server shows a history its authors
//! did not see.

pub mod accept;
#[cfg(feature = "client")]
mod admin;
#[cfg(feature = "client")]
mod alarm;
#[cfg(feature = "client")]
mod answers;
#[cfg(feature = "client")]
mod asking;
#[cfg(feature = "client")]
mod back_off;
#[cfg(feature = "client")]
mod carried;
#[cfg(feature = "client")]
mod checkpoints;
#[cfg(feature = "client")]
mod clock;
#[cfg(feature = "client")]
mod copied;
#[cfg(feature = "client")]
mod device;
#[cfg(feature = "client")]
mod fork;
#[cfg(feature = "client")]
mod frames;
#[cfg(feature = "client")]
mod heal;
#[cfg(feature = "client")]
mod http;
#[cfg(feature = "client")]
mod intents;
#[cfg(feature = "client")]
mod invites;
#[cfg(feature = "client")]
mod joins;
#[cfg(feature = "client")]
mod keys;
#[cfg(feature = "client")]
mod live;
#[cfg(feature = "client")]
mod loading;
#[cfg(feature = "client")]
mod login;
#[cfg(feature = "client")]
mod machine;
#[cfg(feature = "client")]
mod making;
#[cfg(feature = "client")]
mod mend;
#[cfg(feature = "client")]
mod outbox;
#[cfg(feature = "client")]
mod packs;
#[cfg(feature = "client")]
mod page;
#[cfg(feature = "client")]
mod quarantine;
#[cfg(feature = "client")]
mod reading;
#[cfg(feature = "client")]
mod receipts;
pub mod recover;
#[cfg(feature = "client")]
mod recovery;
#[cfg(feature = "client")]
mod refusals;
#[cfg(feature = "testing")]
pub mod relay;
#[cfg(feature = "client")]
mod removal;
#[cfg(feature = "client")]
mod rescue;
#[cfg(feature = "client")]
mod resealed;
#[cfg(feature = "client")]
mod resting;
#[cfg(feature = "client")]
mod rows;
#[cfg(feature = "client")]
mod runs;
#[cfg(feature = "client")]
mod salvage;
#[cfg(feature = "client")]
mod space;
#[cfg(feature = "client")]
mod table;
#[cfg(feature = "client")]
mod tail;
#[cfg(test)]
#[cfg(feature = "testing")]
mod tests;
#[cfg(feature = "client")]
mod writing;

#[cfg(feature = "client")]
pub use self::{
    admin::{AdminError, Decided, Decision, LeftOver, Person, PersonDevice},
    alarm::Evidence,
    back_off::BackOff,
    checkpoints::{Contradiction, Progress},
    device::{Device, Identity, Unsent},
    fork::Parted,
    frames::{FRAMES_BYTES_MAX, Frames, Seen, frames},
    heal::Healed,
    http::{HttpRequest, HttpResponse, Method, NetFailure},
    invites::{Invitation, InviteProblem, preview_request, preview_uses_left, read_preview},
    joins::{Approvals, WaitingJoin},
    loading::LoadError,
    machine::{Received, Step},
    mend::Mended,
    page::Alarm,
    quarantine::{QuarantinedWork, TAKEN_OVER_FIELD, taken_over},
    receipts::Receipt,
    recovery::{Recoverable, Recovery},
    removal::Erased,
    rescue::{Extent, Imported, RESCUE_BYTES_MAX, RescueError},
    rows::{Row, Table, Write},
    salvage::{Salvaged, salvage},
    space::{SpaceInfo, Upload},
    table::{is_table_code, read_table_code},
    writing::{NewSpace, SAVE_BYTES_MAX, WriteError},
};
