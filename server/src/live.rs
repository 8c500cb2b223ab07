//! Who listens, and what is new for them. Events say that something is new, never what.
//!
//! For each listener and space only the newest head is kept, so a slow listener costs a fixed amount; when
//! even that is too much, everything pending becomes one "ask for heads".
//!
//! The listeners of a space are told one after the other, a few milliseconds apart: two hundred phones that hear
//! of one change do not ask for it in the same instant. Who comes first changes with every head.

use crate::db::Notice;
use shared::ids::{DeviceId, SpaceId};
use shared::protocol::limits::POKE_SPREAD_MS_MAX;
use shared::protocol::messages::LiveEvent;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Greatest number of spaces with news for one listener before they become one event.
const PENDING_SPACES_MAX: usize = 64;
/// Greatest number of listeners of one device; the oldest ends.
const LISTENERS_PER_DEVICE_MAX: usize = 4;

/// Everyone who listens.
#[derive(Default)]
pub struct Hub {
    inner: Mutex<Inner>,
    listeners_max: usize,
    spread_ms: u64,
}

#[derive(Default)]
struct Inner {
    next: u64,
    listeners: HashMap<u64, Entry>,
    by_device: HashMap<DeviceId, Vec<u64>>,
    by_space: HashMap<SpaceId, BTreeSet<u64>>,
    closed: bool,
}

struct Entry {
    device: DeviceId,
    spaces: HashSet<SpaceId>,
    inbox: Arc<Inbox>,
}

/// What waits for one listener.
#[derive(Default)]
struct Inbox {
    pending: Mutex<Pending>,
    arrived: Notify,
}

#[derive(Default)]
struct Pending {
    heads: BTreeMap<SpaceId, News>,
    /// Checkpoints that wait to be confirmed, and when this listener is told.
    proposed: BTreeMap<SpaceId, Instant>,
    join: bool,
    resync: bool,
    ended: bool,
}

/// Where a space stands, and when this listener is told.
#[derive(Debug, Clone, Copy)]
struct News {
    head: u64,
    m_seq: u32,
    due: Instant,
}

/// What a listener does next.
#[derive(Debug, PartialEq)]
enum Turn {
    Tell(LiveEvent),
    WaitUntil(Instant),
    Wait,
    End,
}

/// One listener; dropping it ends the listening.
pub struct Listener {
    hub: Arc<Hub>,
    id: u64,
    inbox: Arc<Inbox>,
}

impl Hub {
    /// Begins with nobody listening. The listeners of a space are told `spread_ms` apart.
    #[must_use]
    pub fn new(listeners_max: usize, spread_ms: u64) -> Self {
        Self {
            inner: Mutex::default(),
            listeners_max,
            spread_ms,
        }
    }

    /// Starts listening for a device, to no space yet; the first event is "ask for heads", because what
    /// happened before is not known here. `None` if too many listen or the server is stopping.
    #[must_use]
    pub fn listen(self: &Arc<Self>, device: DeviceId) -> Option<Listener> {
        let mut inner = lock(&self.inner);
        if inner.closed || inner.listeners.len() >= self.listeners_max {
            return None;
        }
        let oldest = inner
            .by_device
            .get(&device)
            .filter(|ids| ids.len() >= LISTENERS_PER_DEVICE_MAX)
            .and_then(|ids| ids.first().copied());
        if let Some(oldest) = oldest {
            inner.end(oldest);
        }
        let inbox = Arc::new(Inbox::default());
        inbox.change(|pending| pending.resync = true);
        inner.next += 1;
        let id = inner.next;
        let entry = Entry {
            device,
            spaces: HashSet::new(),
            inbox: Arc::clone(&inbox),
        };
        inner.listeners.insert(id, entry);
        inner.by_device.entry(device).or_default().push(id);
        Some(Listener {
            hub: Arc::clone(self),
            id,
            inbox,
        })
    }

    /// Passes on what a commit brought.
    pub fn notify(&self, notice: &Notice) {
        self.notify_at(notice, Instant::now());
    }

    fn notify_at(&self, notice: &Notice, now: Instant) {
        let mut inner = lock(&self.inner);
        match notice {
            Notice::Grown { space, head, m_seq } => {
                let news = News {
                    head: *head,
                    m_seq: *m_seq,
                    due: now,
                };
                inner.spread(*space, *head, self.spread_ms, |pending, delay| {
                    let due = news.due + delay;
                    pending.poke(*space, News { due, ..news });
                });
            }
            Notice::Proposed { space, seq } => {
                inner.spread(*space, *seq, self.spread_ms, |pending, delay| {
                    pending.propose(*space, now + delay);
                });
            }
            Notice::Members {
                space,
                active,
                removed,
            } => {
                for device in active {
                    inner.join_space(*device, *space);
                }
                for device in removed {
                    inner.end_device(*device);
                }
            }
            Notice::Join { admins } => {
                for device in admins {
                    inner.each_of(*device, |pending| pending.join = true);
                }
            }
        }
    }

    /// Ends all listening, now and from now on.
    pub fn close(&self) {
        let mut inner = lock(&self.inner);
        inner.closed = true;
        let ids: Vec<u64> = inner.listeners.keys().copied().collect();
        for id in ids {
            inner.end(id);
        }
    }

    /// Returns how many listen.
    #[must_use]
    pub fn listeners(&self) -> usize {
        lock(&self.inner).listeners.len()
    }
}

impl Listener {
    /// Adds spaces the device may read. Spaces it enters later come by themselves.
    pub fn add_spaces(&self, spaces: &[SpaceId]) {
        let mut inner = lock(&self.hub.inner);
        for space in spaces {
            inner.add_space(self.id, *space);
        }
    }

    /// Waits for the next event; `None` when the listening has ended.
    pub async fn next(&self) -> Option<LiveEvent> {
        loop {
            let arrived = self.inbox.arrived.notified();
            match self.inbox.take(Instant::now()) {
                Turn::Tell(event) => return Some(event),
                Turn::End => return None,
                Turn::Wait => arrived.await,
                Turn::WaitUntil(due) => {
                    // What arrives meanwhile may be due before.
                    let _ = tokio::time::timeout_at(due, arrived).await;
                }
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        lock(&self.hub.inner).end(self.id);
    }
}

impl Inner {
    /// Changes what waits for each listener of a space, and says how long each is to wait for it.
    fn spread(
        &self,
        space: SpaceId,
        number: u64,
        spread_ms: u64,
        change: impl Fn(&mut Pending, Duration),
    ) {
        let Some(listeners) = self.by_space.get(&space) else {
            return;
        };
        for (place, id) in listeners.iter().enumerate() {
            let Some(entry) = self.listeners.get(id) else {
                continue;
            };
            let delay = delay_ms(place, listeners.len(), number, spread_ms);
            let delay = Duration::from_millis(delay);
            entry.inbox.change(|pending| change(pending, delay));
        }
    }

    fn join_space(&mut self, device: DeviceId, space: SpaceId) {
        for id in self.by_device.get(&device).cloned().unwrap_or_default() {
            self.add_space(id, space);
        }
    }

    fn add_space(&mut self, id: u64, space: SpaceId) {
        if let Some(entry) = self.listeners.get_mut(&id) {
            entry.spaces.insert(space);
            self.by_space.entry(space).or_default().insert(id);
        }
    }

    fn each_of(&self, device: DeviceId, change: impl Fn(&mut Pending)) {
        for id in self.by_device.get(&device).into_iter().flatten() {
            if let Some(entry) = self.listeners.get(id) {
                entry.inbox.change(&change);
            }
        }
    }

    fn end_device(&mut self, device: DeviceId) {
        for id in self.by_device.get(&device).cloned().unwrap_or_default() {
            self.end(id);
        }
    }

    fn end(&mut self, id: u64) {
        let Some(entry) = self.listeners.remove(&id) else {
            return;
        };
        entry.inbox.change(|pending| pending.ended = true);
        if let Some(ids) = self.by_device.get_mut(&entry.device) {
            ids.retain(|other| *other != id);
            if ids.is_empty() {
                self.by_device.remove(&entry.device);
            }
        }
        for space in entry.spaces {
            if let Some(ids) = self.by_space.get_mut(&space) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.by_space.remove(&space);
                }
            }
        }
    }
}

impl Inbox {
    fn change(&self, change: impl FnOnce(&mut Pending)) {
        change(&mut lock(&self.pending));
        self.arrived.notify_one();
    }

    /// Takes what is to be told next. At the end what waits is told at once.
    fn take(&self, now: Instant) -> Turn {
        let mut pending = lock(&self.pending);
        if pending.resync {
            pending.resync = false;
            return Turn::Tell(LiveEvent::Resync);
        }
        if pending.join {
            pending.join = false;
            return Turn::Tell(LiveEvent::Join);
        }
        let first = pending.heads.iter().min_by_key(|(_, news)| news.due);
        let proposed = pending.proposed.iter().min_by_key(|(_, due)| **due);
        if let Some((&space, &due)) = proposed
            && first.is_none_or(|(_, news)| due < news.due)
        {
            if due > now && !pending.ended {
                return Turn::WaitUntil(due);
            }
            pending.proposed.remove(&space);
            return Turn::Tell(LiveEvent::Checkpoint { space });
        }
        let Some((&space, &News { head, m_seq, due })) = first else {
            return if pending.ended { Turn::End } else { Turn::Wait };
        };
        if due > now && !pending.ended {
            return Turn::WaitUntil(due);
        }
        pending.heads.remove(&space);
        Turn::Tell(LiveEvent::Poke { space, head, m_seq })
    }
}

impl Pending {
    /// Remembers that a checkpoint waits.
    fn propose(&mut self, space: SpaceId, due: Instant) {
        if self.proposed.len() >= PENDING_SPACES_MAX && !self.proposed.contains_key(&space) {
            self.proposed.clear();
            self.resync = true;
            return;
        }
        let known = self.proposed.entry(space).or_insert(due);
        *known = due.min(*known);
    }

    /// Keeps the newest head. Who waits for an earlier one does not wait longer.
    fn poke(&mut self, space: SpaceId, news: News) {
        if self.heads.len() >= PENDING_SPACES_MAX && !self.heads.contains_key(&space) {
            self.heads.clear();
            self.resync = true;
            return;
        }
        let known = self.heads.entry(space).or_insert(news);
        *known = News {
            due: known.due.min(news.due),
            ..news
        };
    }
}

/// Returns how long the listener in this place waits, so that all are told in one short stretch and each is
/// the first at times.
fn delay_ms(place: usize, listeners: usize, head: u64, spread_ms: u64) -> u64 {
    let (place, listeners) = (place as u64, (listeners as u64).max(1));
    let turn = place.wrapping_add(head) % listeners;
    let apart = (spread_ms * 1_000).min(POKE_SPREAD_MS_MAX * 1_000 / listeners);
    turn * apart / 1_000
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId([1; 16]);

    fn space(number: u8) -> SpaceId {
        SpaceId([number; 16])
    }

    fn grown(number: u8, head: u64) -> Notice {
        Notice::Grown {
            space: space(number),
            head,
            m_seq: 1,
        }
    }

    fn next(listener: &Listener) -> Turn {
        listener.inbox.take(Instant::now())
    }

    fn listener(hub: &Arc<Hub>) -> Listener {
        let listener = hub.listen(DEVICE).unwrap();
        assert_eq!(next(&listener), Turn::Tell(LiveEvent::Resync));
        listener
    }

    #[test]
    fn only_the_newest_head_of_a_space_waits() {
        let hub = Arc::new(Hub::new(9, 0));
        let listener = listener(&hub);
        listener.add_spaces(&[space(1)]);
        for head in 1..=1_000 {
            hub.notify(&grown(1, head));
        }
        hub.notify(&grown(2, 5));
        let poke = LiveEvent::Poke {
            space: space(1),
            head: 1_000,
            m_seq: 1,
        };
        assert_eq!(next(&listener), Turn::Tell(poke));
        assert_eq!(next(&listener), Turn::Wait);
    }

    #[test]
    fn the_listeners_of_a_space_are_told_one_after_the_other_and_within_a_second() {
        for (listeners, apart) in [(1, 5), (2, 5), (50, 5), (200, 5), (1_000, 1)] {
            let mut delays: Vec<u64> = (0..listeners)
                .map(|place| delay_ms(place, listeners, 7, 5))
                .collect();
            delays.sort_unstable();
            let expected: Vec<u64> = (0..listeners as u64).map(|turn| turn * apart).collect();
            assert_eq!(delays, expected);
        }
        let latest = (0..4_000).map(|place| delay_ms(place, 4_000, 7, 5)).max();
        assert!(latest < Some(POKE_SPREAD_MS_MAX));
        assert_eq!(delay_ms(1, 2, 7, 5), 0, "the second is first at times");
    }

    #[test]
    fn who_waits_for_an_earlier_head_does_not_wait_longer_for_a_later_one() {
        let hub = Arc::new(Hub::new(9, 5));
        let (first, second) = (listener(&hub), listener(&hub));
        first.add_spaces(&[space(1)]);
        second.add_spaces(&[space(1)]);
        let now = Instant::now();
        hub.notify_at(&grown(1, 2), now);
        let late = now + Duration::from_millis(5);
        assert_eq!(second.inbox.take(now), Turn::WaitUntil(late));
        hub.notify_at(&grown(1, 4), now + Duration::from_millis(4));
        assert_eq!(second.inbox.take(now), Turn::WaitUntil(late));
        let poke = || LiveEvent::Poke {
            space: space(1),
            head: 4,
            m_seq: 1,
        };
        assert_eq!(second.inbox.take(late), Turn::Tell(poke()));
        assert_eq!(first.inbox.take(now), Turn::Tell(poke()));
    }

    #[test]
    fn too_many_spaces_with_news_become_one_resync() {
        let hub = Arc::new(Hub::new(9, 0));
        let listener = listener(&hub);
        for number in 0..=64 {
            listener.add_spaces(&[space(number)]);
            hub.notify(&grown(number, 1));
        }
        assert_eq!(next(&listener), Turn::Tell(LiveEvent::Resync));
        assert_eq!(next(&listener), Turn::Wait);
    }

    #[test]
    fn a_new_member_hears_and_a_removed_one_is_cut_off_after_what_waits() {
        let hub = Arc::new(Hub::new(9, 0));
        let listener = listener(&hub);
        let members = |active, removed| Notice::Members {
            space: space(1),
            active,
            removed,
        };
        hub.notify(&members(vec![DEVICE], Vec::new()));
        hub.notify(&grown(1, 1));
        hub.notify(&members(Vec::new(), vec![DEVICE]));
        hub.notify(&grown(1, 2));
        let poke = LiveEvent::Poke {
            space: space(1),
            head: 1,
            m_seq: 1,
        };
        assert_eq!(next(&listener), Turn::Tell(poke));
        assert_eq!(next(&listener), Turn::End);
        assert_eq!(hub.listeners(), 0);
    }

    #[test]
    fn a_device_has_few_listeners_and_the_oldest_gives_way() {
        let hub = Arc::new(Hub::new(9, 0));
        let listeners: Vec<Listener> = (0..5).map(|_| listener(&hub)).collect();
        assert_eq!(next(listeners.first().unwrap()), Turn::End);
        assert_eq!(hub.listeners(), 4);
        drop(listeners);
        assert_eq!(hub.listeners(), 0);
    }

    #[test]
    fn the_number_of_listeners_is_bounded() {
        let hub = Arc::new(Hub::new(1, 0));
        let _first = hub.listen(DEVICE).unwrap();
        assert!(hub.listen(DeviceId([2; 16])).is_none());
    }
}
