//! How much one asker may ask: token buckets in memory, bounded in number.
//!
//! A bucket holds up to `burst` and fills at `per_minute`. When there are too many buckets, full ones are
//! dropped: forgetting them changes nothing.

use shared::ids::DeviceId;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Greatest number of buckets of one kind.
const BUCKETS_MAX: usize = 16_384;

/// Size and speed of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// What it holds when full.
    pub burst: u32,
    /// What flows back in a minute.
    pub per_minute: u32,
}

/// Buckets by asker.
pub struct Buckets<K> {
    rate: Rate,
    level_by_asker: Mutex<HashMap<K, Level>>,
}

#[derive(Clone, Copy)]
struct Level {
    /// In thousandths, so that slow rates lose nothing to rounding.
    left: u64,
    at_ms: u64,
}

impl<K: Hash + Eq> Buckets<K> {
    /// Begins with every bucket full.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self {
            rate,
            level_by_asker: Mutex::default(),
        }
    }

    /// Takes `cost` from the asker's bucket. More than a bucket holds costs a full bucket.
    ///
    /// # Errors
    ///
    /// The time to wait in milliseconds; nothing is taken then.
    pub fn take(&self, asker: K, cost: u32, now_ms: u64) -> Result<(), u64> {
        let full = u64::from(self.rate.burst) * 1_000;
        let mut levels = self
            .level_by_asker
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if levels.len() >= BUCKETS_MAX && !levels.contains_key(&asker) {
            levels.retain(|_, level| self.refilled(*level, now_ms).left < full);
            // Everyone is busy at once: the newcomer waits rather than the memory grows.
            if levels.len() >= BUCKETS_MAX {
                return Err(1_000);
            }
        }
        let level = levels.entry(asker).or_insert(Level {
            left: full,
            at_ms: now_ms,
        });
        *level = self.refilled(*level, now_ms);
        let cost = (u64::from(cost) * 1_000).min(full);
        match level.left.checked_sub(cost) {
            Some(left) => {
                level.left = left;
                Ok(())
            }
            None => {
                let missing = cost - level.left;
                Err((missing * 60).div_ceil(u64::from(self.rate.per_minute.max(1))))
            }
        }
    }

    fn refilled(&self, level: Level, now_ms: u64) -> Level {
        let passed_ms = now_ms.saturating_sub(level.at_ms);
        let gained = passed_ms.saturating_mul(u64::from(self.rate.per_minute)) / 60;
        if gained == 0 {
            return level;
        }
        let full = u64::from(self.rate.burst) * 1_000;
        Level {
            left: level.left.saturating_add(gained).min(full),
            at_ms: now_ms,
        }
    }
}

/// An asker without a session: a network, never one address, and only in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network([u8; 7]);

impl Network {
    /// Returns the /24 or /56 of an address; `None` for this machine itself, where a proxy or a test asks.
    #[must_use]
    pub fn of(address: IpAddr) -> Option<Self> {
        let address = address.to_canonical();
        if address.is_loopback() {
            return None;
        }
        let mut network = [0; 7];
        let octets: Vec<u8> = match address {
            IpAddr::V4(address) => address.octets().into_iter().take(3).collect(),
            IpAddr::V6(address) => address.octets().into_iter().take(7).collect(),
        };
        for (to, from) in network.iter_mut().zip(octets) {
            *to = from;
        }
        Some(Self(network))
    }
}

/// Returns the network a request comes from; `None` for this machine itself.
///
/// A proxy on this machine names its client in the last entry of `X-Forwarded-For`; what stands before it, and
/// the whole header from anywhere else, anyone could have written.
#[must_use]
pub fn network_of_request(peer: IpAddr, forwarded: Option<&str>) -> Option<Network> {
    let from_proxy = forwarded
        .filter(|_| peer.to_canonical().is_loopback())
        .and_then(|entries| entries.rsplit(',').next()?.trim().parse().ok());
    Network::of(from_proxy.unwrap_or(peer))
}

/// Every bucket of the server.
pub struct Allowances {
    /// Requests of a session's device.
    pub requests: Buckets<DeviceId>,
    /// Envelopes pushed by a device.
    pub envelopes: Buckets<DeviceId>,
    /// Login challenges for a device.
    pub challenges: Buckets<DeviceId>,
    /// Requests without a session (challenge, invitation, join) from a network.
    pub networks: Buckets<Network>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_runs_dry_and_says_how_long_to_wait() {
        let buckets = Buckets::new(Rate {
            burst: 2,
            per_minute: 60,
        });
        assert_eq!(buckets.take("a", 1, 0), Ok(()));
        assert_eq!(buckets.take("a", 1, 0), Ok(()));
        assert_eq!(buckets.take("a", 1, 0), Err(1_000));
        assert_eq!(buckets.take("b", 1, 0), Ok(()));
        assert_eq!(buckets.take("a", 1, 999), Err(1));
        assert_eq!(buckets.take("a", 1, 1_000), Ok(()));
    }

    #[test]
    fn asking_often_does_not_slow_the_filling() {
        let buckets = Buckets::new(Rate {
            burst: 1,
            per_minute: 1,
        });
        assert_eq!(buckets.take("a", 1, 0), Ok(()));
        let granted = (1..=60_000).filter(|now_ms| buckets.take("a", 1, *now_ms).is_ok());
        assert_eq!(granted.collect::<Vec<_>>(), [60_000]);
    }

    #[test]
    fn the_number_of_buckets_is_bounded() {
        let buckets = Buckets::new(Rate {
            burst: 1,
            per_minute: 1,
        });
        for asker in 0..BUCKETS_MAX {
            assert_eq!(buckets.take(asker, 1, 0), Ok(()));
        }
        assert!(buckets.take(BUCKETS_MAX, 1, 0).is_err());
        assert_eq!(buckets.take(BUCKETS_MAX, 1, 60_000), Ok(()));
    }

    #[test]
    fn a25_only_a_proxy_on_this_machine_is_believed_and_only_its_own_entry() {
        let ip = |text: &str| text.parse().unwrap();
        let client = Network::of(ip("198.51.100.7"));
        let local = ip("127.0.0.1");
        assert_eq!(
            network_of_request(local, Some("192.0.2.1, 198.51.100.7")),
            client
        );
        assert_eq!(network_of_request(local, Some("nonsense")), None);
        assert_eq!(network_of_request(local, None), None);
        let spoofed = network_of_request(ip("198.51.100.7"), Some("192.0.2.1"));
        assert_eq!(spoofed, client);
    }

    #[test]
    fn neighbours_share_a_bucket_and_the_machine_itself_has_none() {
        let network = |text: &str| Network::of(text.parse().unwrap());
        assert_eq!(network("127.0.0.1"), None);
        assert_eq!(network("::1"), None);
        assert_eq!(network("192.0.2.1"), network("192.0.2.200"));
        assert_ne!(network("192.0.2.1"), network("192.0.3.1"));
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
    }
}
