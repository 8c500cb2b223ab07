//! Who listens, and what is new for them. Events say that something is new, never what.
//!
//! For each listener and space only the newest head is kept, so a slow listener costs a fixed amount; when
//! even that is too much, everything pending becomes one "ask for heads".

use crate::db::Notice;
use shared::ids::{DeviceId, SpaceId};
use shared::protocol::messages::LiveEvent;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Greatest number of spaces with news for one listener before they become one event.
const PENDING_SPACES_MAX: usize = 64;
/// Greatest number of listeners of one device; the oldest ends.
const LISTENERS_PER_DEVICE_MAX: usize = 4;

/// Everyone who listens.
#[derive(Default)]
pub struct Hub {
    inner: Mutex<Inner>,
    listeners_max: usize,
}

#[derive(Default)]
struct Inner {
    next: u64,
    listeners: HashMap<u64, Entry>,
    by_device: HashMap<DeviceId, Vec<u64>>,
    by_space: HashMap<SpaceId, HashSet<u64>>,
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
    heads: BTreeMap<SpaceId, (u64, u32)>,
    join: bool,
    resync: bool,
    ended: bool,
}

/// One listener; dropping it ends the listening.
pub struct Listener {
    hub: Arc<Hub>,
    id: u64,
    inbox: Arc<Inbox>,
}

impl Hub {
    /// Begins with nobody listening.
    #[must_use]
    pub fn new(listeners_max: usize) -> Self {
        Self {
            inner: Mutex::default(),
            listeners_max,
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
        let mut inner = lock(&self.inner);
        match notice {
            Notice::Grown { space, head, m_seq } => inner.poke(*space, *head, *m_seq),
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
            if let Some(next) = self.inbox.take() {
                return next;
            }
            arrived.await;
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        lock(&self.hub.inner).end(self.id);
    }
}

impl Inner {
    fn poke(&self, space: SpaceId, head: u64, m_seq: u32) {
        let Some(listeners) = self.by_space.get(&space) else {
            return;
        };
        for entry in listeners.iter().filter_map(|id| self.listeners.get(id)) {
            entry
                .inbox
                .change(|pending| pending.poke(space, head, m_seq));
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

    /// Returns the next event, `Some(None)` at the end, `None` if there is nothing.
    fn take(&self) -> Option<Option<LiveEvent>> {
        let mut pending = lock(&self.pending);
        if pending.resync {
            pending.resync = false;
            return Some(Some(LiveEvent::Resync));
        }
        if let Some((space, (head, m_seq))) = pending.heads.pop_first() {
            return Some(Some(LiveEvent::Poke { space, head, m_seq }));
        }
        if pending.join {
            pending.join = false;
            return Some(Some(LiveEvent::Join));
        }
        pending.ended.then_some(None)
    }
}

impl Pending {
    fn poke(&mut self, space: SpaceId, head: u64, m_seq: u32) {
        if self.heads.len() >= PENDING_SPACES_MAX && !self.heads.contains_key(&space) {
            self.heads.clear();
            self.resync = true;
            return;
        }
        self.heads.insert(space, (head, m_seq));
    }
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

    fn listener(hub: &Arc<Hub>) -> Listener {
        let listener = hub.listen(DEVICE).unwrap();
        assert_eq!(listener.inbox.take(), Some(Some(LiveEvent::Resync)));
        listener
    }

    #[test]
    fn only_the_newest_head_of_a_space_waits() {
        let hub = Arc::new(Hub::new(9));
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
        assert_eq!(listener.inbox.take(), Some(Some(poke)));
        assert_eq!(listener.inbox.take(), None);
    }

    #[test]
    fn too_many_spaces_with_news_become_one_resync() {
        let hub = Arc::new(Hub::new(9));
        let listener = listener(&hub);
        for number in 0..=64 {
            listener.add_spaces(&[space(number)]);
            hub.notify(&grown(number, 1));
        }
        assert_eq!(listener.inbox.take(), Some(Some(LiveEvent::Resync)));
        assert_eq!(listener.inbox.take(), None);
    }

    #[test]
    fn a_new_member_hears_and_a_removed_one_is_cut_off_after_what_waits() {
        let hub = Arc::new(Hub::new(9));
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
        assert_eq!(listener.inbox.take(), Some(Some(poke)));
        assert_eq!(listener.inbox.take(), Some(None));
        assert_eq!(hub.listeners(), 0);
    }

    #[test]
    fn a_device_has_few_listeners_and_the_oldest_gives_way() {
        let hub = Arc::new(Hub::new(9));
        let listeners: Vec<Listener> = (0..5).map(|_| listener(&hub)).collect();
        assert_eq!(listeners.first().unwrap().inbox.take(), Some(None));
        assert_eq!(hub.listeners(), 4);
        drop(listeners);
        assert_eq!(hub.listeners(), 0);
    }

    #[test]
    fn the_number_of_listeners_is_bounded() {
        let hub = Arc::new(Hub::new(1));
        let _first = hub.listen(DEVICE).unwrap();
        assert!(hub.listen(DeviceId([2; 16])).is_none());
    }
}
