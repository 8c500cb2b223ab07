//! One space on one device: members, keys, where the log was read to, what it says, what waits to be sent.

use super::checkpoints::{Checkpoints, Contradiction, Progress};
use super::copied::Foreign;
use super::heal::Heal;
use super::mend::Mending;
use super::outbox::Outbox;
use super::page::Alarm;
use super::receipts::Witnesses;
use super::removal::Removal;
use super::tail::Tail;
use crate::crypto::{NameOf, SpaceKey, open_name};
use crate::envelope::chain_start;
use crate::ids::{DeviceId, Hash, LogEra, SpaceId};
use crate::merge::{Applied, Counted, Dot, Op, Slot, State};
use crate::mlog::{Capability, Members};
use crate::protocol::ProblemCode;
use crate::protocol::messages::{Head, Point};
use crate::records::SpaceKind;
use std::collections::BTreeMap;

/// Newest reader this code is. Writes that ask for more wait in the log for an update of the app.
pub(super) const READER: u16 = 1;

/// What a screen needs to know of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpaceInfo {
    /// The space.
    pub id: SpaceId,
    /// Kind.
    pub kind: SpaceKind,
    /// Title, for a town its name.
    pub title: String,
    /// What this device may do in it now.
    pub capability: Option<Capability>,
    /// Number of people in it.
    pub members: usize,
    /// Whether everything the server said it has is here.
    pub complete: bool,
    /// How much of the checkpoint it begins with is here, while that is loaded.
    pub progress: Option<Progress>,
    /// Numbers of the log that were read, and that there are as far as the server said.
    pub read: (u64, u64),
    /// Why nothing is sent, if so.
    pub upload: Upload,
    /// Why nothing is read, if so.
    pub alarm: Option<Alarm>,
    /// Writes that wait for an update of the app.
    pub waiting_for_update: usize,
    /// Envelopes that were signed by a member but could not be opened.
    pub quarantined: usize,
    /// Whether a confidential space waits for a second admin before anything can be written.
    pub needs_admins: bool,
    /// Two devices came to different states, and no later checkpoint has settled it.
    pub contradiction: Option<Contradiction>,
}

/// Whether a space can send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upload {
    /// Yes.
    Open,
    /// The server refuses; everything stays in the outbox.
    Blocked(ProblemCode),
}

/// A space.
#[derive(Debug)]
pub(super) struct Space {
    pub(super) members: Members,
    pub(super) title: String,
    pub(super) keys: BTreeMap<u32, SpaceKey>,
    pub(super) log: LogEnd,
    pub(super) checkpoints: Checkpoints,
    pub(super) state: State,
    pub(super) outbox: Outbox,
    pub(super) head: Option<Head>,
    pub(super) upload: Upload,
    pub(super) alarm: Option<Alarm>,
    /// The server has not taken the founding entry yet.
    pub(super) founding: bool,
    pub(super) newer: usize,
    pub(super) quarantined: usize,
    /// Envelopes of this device that came back from the server.
    pub(super) confirmed: u64,
    /// After the next membership entries, seal what is above this number again: key or members have changed.
    pub(super) seal_again_above: Option<u64>,
    /// The key box of this device does not open, and the server has not been told so.
    pub(super) asks_key: bool,
    /// How far leaving the space is, should this device have been removed.
    pub(super) removal: Option<Removal>,
    /// Numbers of the stored log pages.
    pub(super) log_rows: Vec<u64>,
    /// How many there were when small ones were last put together.
    pub(super) packed_rows: usize,
    /// Some of the stored rows are damaged.
    pub(super) mending: Option<Mending>,
    /// Last own operation in the log, and own shares of counters as the log holds them.
    pub(super) own_op_no: u64,
    pub(super) own_counts: Counted,
    /// Some of these own writes are in the log no more: a restored server lost them. What is loaded again is exact.
    pub(super) counts_too_much: bool,
    /// What a copy of this device wrote, as far as it was seen; the page that showed it is not applied.
    pub(super) foreign: Option<Foreign>,
    /// The last envelopes as they came, and what is under way with a restored server.
    pub(super) tail: Tail,
    pub(super) heal: Heal,
    /// What is known about who has what.
    pub(super) witnesses: Witnesses,
    /// The server did not take what others' devices gave here; tried again after a login.
    pub(super) carry_refused: bool,
    /// How often the server was healed since the start of the app.
    pub(super) heals: u32,
}

/// Where the log was read to, and what is needed to judge the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LogEnd {
    pub(super) era: Option<LogEra>,
    /// Number before the first one that is known: 0, or somewhere up to the checkpoint the space rests on.
    pub(super) from: u64,
    /// Chain hash at every number read, beginning with that one.
    pub(super) chain: Vec<Hash>,
    /// Last envelope number of each author.
    pub(super) authors: BTreeMap<DeviceId, u64>,
    /// Greatest key epoch read.
    pub(super) key_epoch: u32,
}

impl LogEnd {
    pub(super) fn start(space: SpaceId) -> Self {
        Self {
            era: None,
            from: 0,
            chain: vec![chain_start(space)],
            authors: BTreeMap::new(),
            key_epoch: 0,
        }
    }

    /// Begins behind a point of the log.
    pub(super) fn begin_at(&mut self, point: Point) {
        self.from = point.seq;
        self.chain = vec![point.chain];
    }

    /// Forgets what lies before a point.
    pub(super) fn forget_to(&mut self, point: Point) {
        let count = usize::try_from(point.seq.saturating_sub(self.from)).unwrap_or(0);
        self.chain
            .drain(..count.min(self.chain.len().saturating_sub(1)));
        self.from = point.seq;
    }

    /// Returns the point before the first number that is known.
    pub(super) fn from(&self) -> Point {
        Point {
            seq: self.from,
            chain: self.chain.first().copied().unwrap_or(Hash::ZERO),
        }
    }

    pub(super) fn seq(&self) -> u64 {
        self.from
            .saturating_add(self.chain.len().saturating_sub(1) as u64)
    }

    pub(super) fn hash(&self) -> Hash {
        self.chain.last().copied().unwrap_or(Hash::ZERO)
    }

    pub(super) fn at(&self, seq: u64) -> Option<Hash> {
        let place = usize::try_from(seq.checked_sub(self.from)?).ok()?;
        self.chain.get(place).copied()
    }
}

impl Space {
    pub(super) fn new(members: Members) -> Self {
        let log = LogEnd::start(members.space);
        Self {
            members,
            title: String::new(),
            keys: BTreeMap::new(),
            log,
            checkpoints: Checkpoints::default(),
            state: State::default(),
            outbox: Outbox::default(),
            head: None,
            upload: Upload::Open,
            alarm: None,
            founding: false,
            newer: 0,
            quarantined: 0,
            confirmed: 0,
            seal_again_above: None,
            asks_key: false,
            removal: None,
            log_rows: Vec::new(),
            packed_rows: 0,
            mending: None,
            own_op_no: 0,
            own_counts: Counted::new(),
            counts_too_much: false,
            foreign: None,
            tail: Tail::default(),
            heal: Heal::default(),
            witnesses: Witnesses::default(),
            carry_refused: false,
            heals: 0,
        }
    }

    pub(super) fn info(&self, device: DeviceId) -> SpaceInfo {
        SpaceInfo {
            id: self.members.space,
            kind: self.members.kind,
            title: self.title.clone(),
            capability: self.members.capability(device),
            members: self.members.members.len(),
            complete: self
                .head
                .as_ref()
                .is_some_and(|head| head.seq <= self.log.seq()),
            progress: self.progress(),
            read: {
                let (read, head) = (self.log.seq(), self.head.as_ref());
                (read, head.map_or(read, |head| head.seq.max(read)))
            },
            upload: self.upload,
            alarm: self.alarm,
            waiting_for_update: self.newer,
            quarantined: self.quarantined,
            needs_admins: self.members.lacks_admins(),
            contradiction: self.checkpoints.contradiction.filter(|it| {
                let settled = self.head.as_ref().and_then(|head| head.confirmed);
                settled.is_none_or(|settled| settled.seq <= it.seq)
            }),
        }
    }

    /// Applies operations, each with its clock limited to `hlc_max`.
    pub(super) fn apply(&mut self, ops: &[Op], hlc_max: u64) -> Fold {
        let mut fold = Fold::default();
        for op in ops {
            if op.min_reader > READER {
                if self.state.pass_over(op.dot) == Applied::New {
                    self.newer = self.newer.saturating_add(1);
                }
                continue;
            }
            let hlc = op.hlc.min(hlc_max);
            let applied = if op.hlc > hlc {
                self.state.apply(&Op { hlc, ..op.clone() })
            } else {
                self.state.apply(op)
            };
            match applied {
                Applied::New => fold.records.push(op.slot.record),
                Applied::Known => fold.known.push((op.slot, op.dot, hlc)),
            }
            fold.hlc = fold.hlc.max(hlc);
        }
        fold
    }

    /// Opens title after entries or keys have arrived.
    pub(super) fn name_space(&mut self) {
        let Some(key) = self.keys.get(&1) else { return };
        let title = open_name(
            NameOf::Space,
            &self.members.title,
            key,
            self.members.space,
            1,
        );
        if let Ok(title) = title {
            self.title = title;
        }
    }

    /// Whether this device can read and, as far as it knows, write.
    pub(super) fn current_key(&self) -> Option<&SpaceKey> {
        self.keys.get(&self.members.key_epoch)
    }
}

/// What applying operations touched.
#[derive(Debug, Default)]
pub(super) struct Fold {
    pub(super) records: Vec<crate::ids::RecordId>,
    /// Operations that had been applied before, with their clocks as limited now.
    pub(super) known: Vec<(Slot, Dot, u64)>,
    /// Greatest clock that was applied.
    pub(super) hlc: u64,
}
