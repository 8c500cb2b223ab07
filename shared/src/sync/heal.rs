//! What a device does when the server knows less than it once showed: the server was restored from a backup.
//!
//! The device asks where its log and the server's are still alike, offers everything after that point as it
//! was signed ([`recover`](super::recover)), and goes on. If the histories have parted it reads again from the
//! common point; until it is through, nothing of that is stored, so that a dead battery only repeats it.
//!
//! What the server may not take back because somebody was removed meanwhile (an old key behind the new one), and what
//! was sealed with a view of a log that is gone, goes into the author's outbox again and is sealed anew.
//!
//! A server that cannot name a common point, or refuses what it showed before although nothing stands in the way of it, is
//! not a restored one: alarm.

use super::answers::read_code;
use super::device::{Device, cbor};
use super::machine::{Received, Task};
use super::page::Alarm;
use super::rows::{Table, Write, delete, numbered};
use super::space::Space;
use crate::checkpoint::Confirmed;
use crate::crypto::{Entropy, seal_space_key};
use crate::envelope::{Envelope, HEADER_BYTES, Header};
use crate::ids::{DeviceId, Hash, SpaceId};
use crate::protocol::ProblemCode;
use crate::protocol::limits::{APPEND_ENTRIES_MAX, PUSH_BYTES_MAX, PUSH_ENVELOPES_MAX};
use crate::protocol::messages::{Head, KeyBox, LogRow, Point, RecoverRequest, RecoverResponse};
use std::collections::{BTreeMap, BTreeSet};

/// A server that forgets more often than this between two starts of the app is not restored, it lies.
const HEALS_MAX: u32 = 32;

/// How often a server may refuse what it showed before, each time asked anew for the common point, until it is a liar.
const REFUSALS_MAX: u32 = 3;

/// How often a server may show what does not fit what it says it has, until it is a liar.
const DOUBTS_MAX: u32 = 3;

/// What is under way with a server that was restored.
#[derive(Debug, Default)]
pub(super) struct Heal {
    stage: Stage,
    /// Envelopes the server took back.
    offered: u64,
    /// Last numbers of all devices before reading again, to see what is missing afterwards.
    pub(super) before: BTreeMap<DeviceId, u64>,
    /// Envelopes that were read before; their writes count already.
    pub(super) known: BTreeSet<Hash>,
    /// Those envelopes: the server may be restored again before they came back.
    cut: Vec<LogRow>,
    /// Changes that are held back until everything was read again.
    pub(super) held: Vec<Write>,
    /// Some of what was offered does not stand on its old number.
    parted: bool,
    /// What a page that did not fit was taken for, and that page.
    doubt: Option<(Alarm, Vec<u8>)>,
    /// How often the server refused what was offered.
    refusals: u32,
    /// How often it showed what does not fit, and said then that it has what was read here.
    doubts: u32,
    /// Something that was shown counts no more: the device is loaded again, once everything was read and stored.
    pub(super) reload: bool,
    /// Nothing speaks for a restored server; it is asked because its log begins behind what was read here.
    sure: bool,
}

impl Heal {
    /// Whether an envelope was read before the server was restored.
    pub(super) fn has_read(&self, hash: Hash) -> bool {
        let mut rows = self.cut.iter();
        rows.any(|row| hash_of(row).is_some_and(|of| of == hash))
    }

    /// Envelopes that were read before, come back or not, oldest first.
    pub(super) fn cut(&self) -> impl Iterator<Item = &LogRow> {
        self.cut.iter()
    }

    /// Envelopes that were read before and have not come back, oldest first.
    pub(super) fn read_before(&self) -> impl Iterator<Item = &LogRow> {
        let known = |row: &&LogRow| hash_of(row).is_some_and(|of| self.known.contains(&of));
        self.cut.iter().filter(known)
    }
}

/// The author of an envelope and its number.
pub(super) fn author_of(envelope: &[u8]) -> Option<(DeviceId, u64)> {
    let header = Header::decode(envelope.get(..HEADER_BYTES)?).ok()?;
    Some((header.device, header.dev_seq))
}

fn hash_of(row: &LogRow) -> Option<Hash> {
    let envelope = Envelope::parse(row.envelope.clone()).ok()?;
    Some(envelope.hash())
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    #[default]
    Well,
    /// Ask for the last common point.
    Ask,
    /// Offer what comes after this number.
    Offer { common: u64, after: u64 },
    /// The histories have parted: offer what waits here, too, for it was sealed with a view of the log that is
    /// gone. The bytes stay as they are: others may have read them and offer them as well.
    OfferOwn { common: u64, sent: usize },
    /// Reading again, up to the server's head.
    Read,
}

/// What came of a restored server: what this device gave back, and what nobody has given back yet.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Healed {
    /// The space.
    #[n(0)]
    pub space: SpaceId,
    /// Envelopes this device gave back, its own and others'.
    #[n(1)]
    pub offered: u64,
    /// Whether somebody had written in between, so that the log was put together anew.
    #[n(2)]
    pub parted: bool,
    /// Envelopes that were there before and are not: the device, and from which to which number.
    #[n(3)]
    pub missing: Vec<(DeviceId, u64, u64)>,
}

impl Device {
    /// Returns what came of restored servers since the start of the app.
    #[must_use]
    pub fn healed(&self) -> &[Healed] {
        &self.healed
    }

    /// Returns what of it is missing to this day: others may have given it back meanwhile.
    #[must_use]
    pub fn still_missing(&self, healed: &Healed) -> Vec<(DeviceId, u64, u64)> {
        let Some(content) = self.spaces.get(&healed.space) else {
            return Vec::new();
        };
        let read_to = |device: &DeviceId| content.log.authors.get(device).copied().unwrap_or(0);
        let missing = healed.missing.iter().copied();
        missing
            .map(|(device, from, to)| (device, from.max(read_to(&device).saturating_add(1)), to))
            .filter(|(_, from, to)| from <= to)
            .collect()
    }

    /// Hands out what came of restored servers, once.
    pub fn take_healed(&mut self) -> Vec<Healed> {
        core::mem::take(&mut self.healed)
    }

    pub(super) fn plan_heal(
        &self,
        space: SpaceId,
        rng: &mut dyn Entropy,
    ) -> Option<RecoverRequest> {
        let content = self.spaces.get(&space)?;
        if content.alarm.is_some() || content.head.is_none() {
            return None;
        }
        match content.heal.stage {
            Stage::Well | Stage::Read => None,
            Stage::Ask => Some(content.ask()),
            Stage::Offer { after, .. } => content.offer(after, rng),
            Stage::OfferOwn { sent, .. } => Some(content.offer_own(sent)),
        }
    }

    pub(super) fn take_recovered(
        &mut self,
        space: SpaceId,
        sent: usize,
        body: &[u8],
        rng: &mut dyn Entropy,
    ) -> Option<Received> {
        let answer: RecoverResponse = minicbor::decode(body).ok()?;
        let me = self.id();
        let (mut healed, mut alarm) = (None, None);
        let mut received = Received::changed(Vec::new());
        let Some(content) = self.spaces.get_mut(&space) else {
            return Some(Received::default());
        };
        let end = content.log.seq();
        let refused = answer.refused.as_deref().and_then(read_code);
        if let Some(head) = &mut content.head {
            head.seq = answer.head;
            head.m_seq = answer.m_seq;
            head.era = answer.era;
        }
        match content.heal.stage {
            Stage::Ask => match answer.common {
                Some(common) if content.tail.after(common, end).is_some() => {
                    let alike = common == end && content.log.era == Some(answer.era);
                    let same_era = content.log.era.is_none_or(|era| era == answer.era);
                    if content.heal.sure && common == end && same_era {
                        content.heal = Heal::default();
                        return Some(Received::changed(Vec::new()));
                    }
                    if let Some(doubt) = content.heal.doubt.take().filter(|_| alike) {
                        // The server says it has what was read here, and shows something else; unless it was restored once more
                        // between the two. What it shows now tells.
                        alarm = Some(doubt).filter(|_| content.heal.doubts >= DOUBTS_MAX);
                        content.heal.doubts = content.heal.doubts.saturating_add(1);
                        // What is held back since reading began waits for the rest.
                        content.heal.stage = if content.heal.held.is_empty() {
                            Stage::Well
                        } else {
                            Stage::Read
                        };
                    } else {
                        let after = common;
                        content.heal.stage = Stage::Offer { common, after };
                    }
                }
                // The server stands before the checkpoint this device began with: others give back what it lacks.
                _ if content.log.from > 0 => {
                    content.heal.stage = Stage::Well;
                    content.upload = super::Upload::Blocked(ProblemCode::HealNeeded);
                }
                _ => alarm = Some((Alarm::Rollback, body.to_vec())),
            },
            Stage::Offer { common, after } => {
                let after_now = after.saturating_add(sent as u64).min(end);
                content.heal.offered = content.heal.offered.saturating_add(answer.stored);
                let changed = content.log.era.is_some_and(|era| era != answer.era);
                content.heal.parted |= answer.parted || changed;
                if answer.refused.is_some() && content.heal.refusals < REFUSALS_MAX {
                    // Restored once more since it named the common point, it may lack what lies before that.
                    content.heal.refusals += 1;
                    content.heal.stage = Stage::Ask;
                } else if answer.refused.is_some() && content.offers_an_old_key(after, sent) {
                    // Somebody was removed since the restore, and entries with the new key stand there: the server may not
                    // take the old one behind them, nor would anybody read it.
                    content.heal.parted = true;
                    content.heal.stage = Stage::OfferOwn { common, sent: 0 };
                } else if refused == Some(ProblemCode::DeviceFork) {
                    // The number is taken, by the same writes, sealed again, or by a copy of their author. Reading shows it.
                    content.heal.parted = true;
                    content.heal.doubt = Some((Alarm::Rollback, body.to_vec()));
                    content.heal.stage = Stage::OfferOwn { common, sent: 0 };
                } else if answer.refused.is_some() {
                    alarm = Some((Alarm::Rollback, body.to_vec()));
                } else if after_now < end || answer.m_seq < content.members.seq {
                    content.heal.stage = Stage::Offer {
                        common,
                        after: after_now,
                    };
                } else if !content.heal.parted && content.heal.known.is_empty() {
                    // Every envelope is on its old number: nothing has to be read again.
                    healed = Some(content.finish(false));
                } else {
                    content.heal.stage = Stage::OfferOwn { common, sent: 0 };
                }
            }
            Stage::OfferOwn {
                common,
                sent: before,
            } => {
                let sent = before.saturating_add(sent);
                // What is refused stays in the outbox; pushing it says why.
                content.heal.offered = content.heal.offered.saturating_add(answer.stored);
                if sent < content.waiting_rows().count() {
                    content.heal.stage = Stage::OfferOwn { common, sent };
                } else {
                    let before = content.heal.cut.len();
                    content.read_again(common);
                    let unread = answer.head <= content.log.seq();
                    if unread && content.heal.cut.len() > before {
                        // The server was restored once more meanwhile: what was read before is not there to be read again.
                        let common = content.log.seq();
                        content.heal.stage = Stage::OfferOwn { common, sent: 0 };
                    } else if unread {
                        let lied = content.overtaken().next().is_none();
                        alarm = content.heal.doubt.take().filter(|_| lied);
                        healed = Some(content.end_reading(me, &self.local, rng, &mut received));
                    }
                }
            }
            Stage::Well | Stage::Read => {}
        }
        let done = healed.is_some();
        self.healed.extend(healed);
        self.heads_due |= done;
        if let Some((alarm, shown)) = alarm {
            let writes = self.raise(space, alarm, &shown, rng);
            received.writes.extend(writes);
        }
        Some(received)
    }

    /// Whether own writes that were in the log of a space are there no more, so that what is known of its own part is not
    /// exact. Parting from a copy has to know that: the device is loaded again before.
    pub(super) fn lost_own_writes(&self) -> bool {
        let me = self.id();
        self.spaces.values().any(|it| it.lost_own_writes(me))
    }

    /// Puts back into the outbox what restored servers lost of this device's own writes, where the log is being read again,
    /// and lets the device be loaded again. What shows a copy comes once more.
    pub(super) fn load_again(&mut self, rng: &mut dyn Entropy) -> Received {
        let me = self.id();
        let mut received = Received {
            reload: true,
            ..Received::default()
        };
        for content in self.spaces.values_mut().filter(|it| it.reads_again()) {
            let healed = content.end_reading(me, &self.local, rng, &mut received);
            self.healed.push(healed);
        }
        received
    }

    /// After a page was taken while reading again: stores everything once the end is reached.
    pub(super) fn finish_reading(
        &mut self,
        space: SpaceId,
        received: &mut Received,
        rng: &mut dyn Entropy,
    ) {
        let me = self.id();
        let Some(content) = self.spaces.get_mut(&space) else {
            return;
        };
        if content.heal.stage != Stage::Read {
            return;
        }
        content.heal.held.append(&mut received.writes);
        let there = content
            .head
            .as_ref()
            .is_some_and(|head| head.seq <= content.log.seq());
        if !there {
            return;
        }
        if !content.heal.known.is_empty() {
            // The server was restored once more, or lost what it took: offer it again.
            let common = content.log.seq();
            content.heal.stage = Stage::OfferOwn { common, sent: 0 };
            return;
        }
        let healed = content.end_reading(me, &self.local, rng, received);
        self.healed.push(healed);
    }
}

impl Space {
    /// Looks at where the server says it stands; begins to heal it if it has less than was read here.
    pub(super) fn compare(&mut self, head: &Head) {
        if self.heal.stage != Stage::Well || self.founding {
            return;
        }
        let seq = self.log.seq();
        let members = head.m_seq < self.members.seq;
        let era = self.log.era.is_some_and(|era| era != head.era);
        let log = head.seq < seq || (head.seq == seq && head.chain != self.log.hash());
        let lost = members || era || log;
        let unseen = self.lost_its_view().filter(|_| !lost && head.seq == seq);
        if lost && self.heals < HEALS_MAX {
            self.begin_heal(None);
        } else if lost {
            self.alarm = Some(Alarm::Rollback);
        } else if unseen.is_some_and(|key_epoch| key_epoch < self.log.key_epoch) {
            // Nobody takes an old key behind a newer one, whoever offers it. All that came to the server was read.
            self.upload = super::Upload::Open;
            self.seal_again_above = Some(0);
        } else if unseen.is_some() && self.heals < HEALS_MAX {
            self.heal.stage = Stage::OfferOwn {
                common: seq,
                sent: 0,
            };
        } else if head.floor > seq && seq > 0 {
            // Beginning with a checkpoint puts the own log away. What the server lost of it is offered before. Asked with
            // every heads: it may have been restored once more since it said that nothing is missing.
            self.begin_heal(None);
            self.heal.sure = true;
        }
    }

    /// Returns the key epoch of the next own envelope if it was refused because the log it was sealed with a view of is gone.
    /// The server had taken it back once, and was restored before it came to be read; or would not take it back. Nothing
    /// here differs any more, and pushing it is in vain.
    fn lost_its_view(&self) -> Option<u32> {
        let taken = self.outbox.taken;
        let mut waiting = self.outbox.sealed.iter();
        let next = waiting.find(|sealed| sealed.dev_seq > taken)?;
        let next = Envelope::parse(next.bytes.clone()).ok()?;
        let header = next.header();
        let refused = self.upload == super::Upload::Blocked(ProblemCode::HealNeeded);
        let gone = self.log.at(header.seen_seq) != Some(header.seen_hash);
        (refused && gone).then_some(header.key_epoch)
    }

    /// Begins to heal the server. `doubt` is the alarm that is raised if it turns out to need no healing.
    pub(super) fn begin_heal(&mut self, doubt: Option<(Alarm, Vec<u8>)>) {
        self.heal = Heal {
            stage: Stage::Ask,
            doubt,
            sure: false,
            // The server may change again while its new log is read: what is held back stays held back.
            ..core::mem::take(&mut self.heal)
        };
    }

    pub(super) fn is_healing(&self) -> bool {
        self.heal.stage != Stage::Well
    }

    /// Whether a page that does not fit may come from a restored server; one that is read while healing, from a server
    /// that was restored once more.
    pub(super) fn may_be_restored(&mut self) -> bool {
        if self.heals >= HEALS_MAX {
            return false;
        }
        if self.is_healing() {
            if !self.reads_again() {
                return false;
            }
            self.heals = self.heals.saturating_add(1);
        }
        self.log.seq() > 0
    }

    /// A checkpoint lies where the log was to be read again: what it covers has come back.
    pub(super) fn heal_on(&mut self, state: &Confirmed) {
        let heal = &mut self.heal;
        heal.cut.retain(|row| {
            let Ok(envelope) = Envelope::parse(row.envelope.clone()) else {
                return false;
            };
            let header = envelope.header();
            let last = state.authors.get(&header.device);
            let covered = last.is_some_and(|last| header.dev_seq <= last.dev_seq);
            if covered {
                heal.known.remove(&envelope.hash());
            }
            !covered
        });
    }

    /// Whether pages are read while healing.
    pub(super) fn reads_again(&self) -> bool {
        self.heal.stage == Stage::Read
    }

    fn ask(&self) -> RecoverRequest {
        let end = self.log.seq();
        let mut points = Vec::new();
        let (mut seq, mut step) = (Some(end), 1);
        while let Some(at) = seq {
            points.extend(self.log.at(at).map(|chain| Point { seq: at, chain }));
            seq = if at == 0 {
                None
            } else {
                Some(at.saturating_sub(step))
            };
            step *= 2;
        }
        points.push(self.log.from());
        let head = self.head.as_ref().map(|head| head.seq);
        if let Some(at) = head.filter(|at| *at < end)
            && let Some(chain) = self.log.at(at)
        {
            points.push(Point { seq: at, chain });
        }
        self.recover_request(points)
    }

    fn recover_request(&self, points: Vec<Point>) -> RecoverRequest {
        RecoverRequest {
            era: self.log.era,
            points,
            after: 0,
            entries: Vec::new(),
            boxes: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn offer(&self, after: u64, rng: &mut dyn Entropy) -> Option<RecoverRequest> {
        let mut request = self.recover_request(Vec::new());
        request.after = after;
        let m_seq = self.head.as_ref()?.m_seq;
        if m_seq < self.members.seq {
            let entries = self.members.entries_after(m_seq);
            request.entries = entries
                .take(APPEND_ENTRIES_MAX)
                .map(<[u8]>::to_vec)
                .collect();
            if usize::try_from(self.members.seq - m_seq).ok()? <= APPEND_ENTRIES_MAX {
                request.boxes = self.boxes(rng);
            }
            return Some(request);
        }
        let Some(rows) = self.tail.after(after, self.log.seq()) else {
            return Some(request);
        };
        let mut bytes = 1024;
        request.rows = rows
            .take(PUSH_ENVELOPES_MAX)
            .take_while(|row| {
                bytes += row.envelope.len() + 32;
                bytes <= PUSH_BYTES_MAX
            })
            .cloned()
            .collect();
        Some(request)
    }

    fn offer_own(&self, sent: usize) -> RecoverRequest {
        let mut request = self.recover_request(Vec::new());
        // Behind the end of every log.
        request.after = u64::MAX;
        let mut bytes = 1024;
        request.rows = self
            .waiting_rows()
            .skip(sent)
            .take(PUSH_ENVELOPES_MAX)
            .take_while(|row| {
                bytes += row.envelope.len() + 32;
                bytes <= PUSH_BYTES_MAX
            })
            .collect();
        request
    }

    /// What the log has to take back wherever there is room: envelopes that were read before, then own ones
    /// that wait.
    fn waiting_rows(&self) -> impl Iterator<Item = LogRow> + '_ {
        let own = self.outbox.sealed.iter().map(|sealed| LogRow {
            received_ms: 0,
            envelope: sealed.bytes.clone(),
            recovered: None,
        });
        self.heal.cut.iter().cloned().chain(own)
    }

    /// The current key for every device: the server lost the boxes of those that came in after its backup.
    fn boxes(&self, rng: &mut dyn Entropy) -> Vec<KeyBox> {
        let (Some(key), key_epoch) = (self.current_key(), self.members.key_epoch) else {
            return Vec::new();
        };
        let space = self.members.space;
        let devices = self.members.active_devices();
        devices
            .filter_map(|(device, entry)| {
                let sealed = seal_space_key(key, space, key_epoch, &entry.public, rng).ok()?;
                Some(KeyBox {
                    device,
                    key_epoch,
                    sealed,
                })
            })
            .collect()
    }

    /// Goes back to the last page boundary up to `common`. What the state holds stays.
    fn read_again(&mut self, common: u64) {
        let boundary = self
            .log_rows
            .iter()
            .rev()
            .map(|first| first.saturating_sub(1))
            .find(|end| *end <= common)
            .unwrap_or(self.log.from);
        // A page may end at the very point.
        let boundary = if common == self.log.seq() {
            common
        } else {
            boundary
        };
        let count = usize::try_from(self.log.seq().saturating_sub(boundary)).unwrap_or(usize::MAX);
        if self.heal.before.is_empty() {
            self.heal.before = self.log.authors.clone();
        }
        let cut: Vec<Envelope> = self
            .tail
            .rows
            .iter()
            .rev()
            .take(count)
            .filter_map(|row| Envelope::parse(row.envelope.clone()).ok())
            .collect();
        for envelope in &cut {
            // From the newest to the oldest: what stays is what came before the oldest.
            let header = envelope.header();
            let before = header.dev_seq.saturating_sub(1);
            self.log.authors.insert(header.device, before);
            self.heal.known.insert(envelope.hash());
        }
        self.log.authors.retain(|_, dev_seq| *dev_seq > 0);
        let from = self.tail.rows.len().saturating_sub(count);
        for row in self.tail.rows.range(from..) {
            if !self.heal.cut.iter().any(|cut| cut.envelope == row.envelope) {
                self.heal.cut.push(row.clone());
            }
        }
        self.tail.cut(count);
        let last = self.tail.rows.back();
        let last = last.and_then(|row| Envelope::parse(row.envelope.clone()).ok());
        let rests = self.checkpoints.rest.as_ref();
        let rests = rests.map_or(0, |rest| rest.manifest.manifest().key_epoch);
        self.log.key_epoch = last.map_or(rests, |last| last.header().key_epoch);
        let keep = boundary.saturating_sub(self.log.from).saturating_add(1);
        let keep = usize::try_from(keep).unwrap_or(usize::MAX);
        self.log.chain.truncate(keep);
        self.witnesses.cut(boundary);
        let space = self.members.space;
        let (stay, go): (Vec<u64>, Vec<u64>) =
            self.log_rows.iter().partition(|first| **first <= boundary);
        self.log_rows = stay;
        let go = go
            .into_iter()
            .map(|first| delete(Table::Log, numbered(space, first)));
        self.heal.held.extend(go);
        self.log.era = self.head.as_ref().map(|head| head.era);
        self.heal.stage = Stage::Read;
    }

    /// Whether one of the envelopes that were offered has a key that is no longer the current one.
    fn offers_an_old_key(&self, after: u64, sent: usize) -> bool {
        let rows = self.tail.after(after, self.log.seq());
        rows.into_iter().flatten().take(sent).any(|row| {
            let envelope = Envelope::parse(row.envelope.clone());
            envelope.is_ok_and(|it| it.header().key_epoch < self.members.key_epoch)
        })
    }

    pub(super) fn finish(&mut self, parted: bool) -> Healed {
        let heal = core::mem::take(&mut self.heal);
        self.heals = self.heals.saturating_add(1);
        let missing = heal.before.iter().filter_map(|(device, before)| {
            let now = self.log.authors.get(device).copied().unwrap_or(0);
            (now < *before).then_some((*device, now + 1, *before))
        });
        self.outbox.taken = 0;
        self.upload = super::Upload::Open;
        Healed {
            space: self.members.space,
            offered: heal.offered,
            parted,
            missing: missing.collect(),
        }
    }
}

/// Body of a recover request.
pub(super) fn recover_task(space: SpaceId, request: &RecoverRequest) -> (Task, Vec<u8>) {
    (Task::Recover(space, request.rows.len()), cbor(request))
}
