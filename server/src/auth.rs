//! Who is asking: challenges that were handed out, and sessions. Knows nothing of routes.
//!
//! A token is 32 random bytes; only its hash is kept. Sessions are answered from memory and survive a restart
//! in the database; there is at most one per device. Every write is signed besides, so a stolen token reads
//! what cannot be opened and makes noise.

use crate::db::StoredSession;
use crate::error::ApiError;
use crate::random::random;
use sha2::{Digest, Sha256};
use shared::ids::{DeviceId, Hash};
use shared::protocol::ProblemCode;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Greatest number of challenges waiting for an answer; the oldest makes room.
const CHALLENGES_MAX: usize = 16_384;

/// Challenges that wait for their answer, each good for one try.
#[derive(Default)]
pub struct Challenges {
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    by_nonce: HashMap<Hash, (DeviceId, u64)>,
    in_order: VecDeque<Hash>,
}

impl Challenges {
    /// Makes a challenge for a device, known or not.
    ///
    /// # Errors
    ///
    /// If the system has no random bytes.
    pub fn make(&self, device: DeviceId, ends_ms: u64) -> Result<Hash, ApiError> {
        let nonce = Hash(random()?);
        let mut waiting = lock(&self.waiting);
        while waiting.in_order.len() >= CHALLENGES_MAX {
            if let Some(oldest) = waiting.in_order.pop_front() {
                waiting.by_nonce.remove(&oldest);
            }
        }
        waiting.in_order.push_back(nonce);
        waiting.by_nonce.insert(nonce, (device, ends_ms));
        Ok(nonce)
    }

    /// Uses a challenge up; says whether it was this device's and still good.
    #[must_use]
    pub fn take(&self, nonce: &Hash, device: DeviceId, now_ms: u64) -> bool {
        let found = lock(&self.waiting).by_nonce.remove(nonce);
        found.is_some_and(|(owner, ends_ms)| owner == device && now_ms < ends_ms)
    }
}

/// How long sessions live, milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct SessionLife {
    /// Without a request.
    pub idle_ms: u64,
    /// In any case.
    pub life_ms: u64,
}

/// All sessions.
pub struct Sessions {
    life: SessionLife,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_token: HashMap<[u8; 32], StoredSession>,
    by_device: HashMap<DeviceId, [u8; 32]>,
    used: BTreeSet<DeviceId>,
}

impl Sessions {
    /// Begins with the sessions that were stored.
    #[must_use]
    pub fn new(life: SessionLife, stored: Vec<StoredSession>) -> Self {
        let sessions = Self {
            life,
            kept: Mutex::default(),
        };
        for session in stored {
            sessions.put(session);
        }
        sessions
    }

    /// Makes a session that is not valid before [`Sessions::put`]; returns it with its token.
    ///
    /// # Errors
    ///
    /// If the system has no random bytes.
    pub fn make(device: DeviceId, now_ms: u64) -> Result<(StoredSession, [u8; 32]), ApiError> {
        let token = random()?;
        let token_hash = hash_of_token(&token);
        Ok((
            StoredSession {
                device,
                token_hash,
                created_ms: now_ms,
                used_ms: now_ms,
            },
            token,
        ))
    }

    /// Makes a session valid; the device's earlier one ends.
    pub fn put(&self, session: StoredSession) {
        let mut kept = lock(&self.kept);
        if let Some(earlier) = kept.by_device.insert(session.device, session.token_hash) {
            kept.by_token.remove(&earlier);
        }
        kept.by_token.insert(session.token_hash, session);
    }

    /// Returns the device a token belongs to, and notes that it was used.
    ///
    /// # Errors
    ///
    /// [`ProblemCode::NoSession`] if there is no such session or it has ended.
    pub fn find(&self, token: &[u8; 32], now_ms: u64) -> Result<DeviceId, ProblemCode> {
        let token_hash = hash_of_token(token);
        let mut kept = lock(&self.kept);
        let session = kept
            .by_token
            .get_mut(&token_hash)
            .ok_or(ProblemCode::NoSession)?;
        if has_ended(session, self.life, now_ms) {
            return Err(ProblemCode::NoSession);
        }
        session.used_ms = session.used_ms.max(now_ms);
        let device = session.device;
        kept.used.insert(device);
        Ok(device)
    }

    /// Ends the session of a device that was removed somewhere. It may log in again, to read of its removal.
    pub fn end(&self, device: DeviceId) {
        let mut kept = lock(&self.kept);
        if let Some(token_hash) = kept.by_device.remove(&device) {
            kept.by_token.remove(&token_hash);
        }
    }

    /// Returns what has to be written down: sessions used since the last call, and those that have ended.
    #[must_use]
    pub fn to_store(&self, now_ms: u64) -> (Vec<(DeviceId, u64)>, Vec<[u8; 32]>) {
        let mut kept = lock(&self.kept);
        let ended: Vec<StoredSession> = kept
            .by_token
            .values()
            .filter(|session| has_ended(session, self.life, now_ms))
            .cloned()
            .collect();
        for session in &ended {
            kept.by_token.remove(&session.token_hash);
            kept.by_device.remove(&session.device);
        }
        let used = std::mem::take(&mut kept.used);
        let used = used.into_iter().filter_map(|device| {
            let session = kept.by_token.get(kept.by_device.get(&device)?)?;
            Some((device, session.used_ms))
        });
        (
            used.collect(),
            ended
                .into_iter()
                .map(|session| session.token_hash)
                .collect(),
        )
    }
}

/// Hashes a token for keeping or comparing.
#[must_use]
pub fn hash_of_token(token: &[u8; 32]) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn has_ended(session: &StoredSession, life: SessionLife, now_ms: u64) -> bool {
    now_ms.saturating_sub(session.used_ms) >= life.idle_ms
        || now_ms.saturating_sub(session.created_ms) >= life.life_ms
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFE: SessionLife = SessionLife {
        idle_ms: 100,
        life_ms: 1_000,
    };
    const DEVICE: DeviceId = DeviceId([1; 16]);

    fn session_at(sessions: &Sessions, now_ms: u64) -> [u8; 32] {
        let (session, token) = Sessions::make(DEVICE, now_ms).unwrap();
        sessions.put(session);
        token
    }

    #[test]
    fn a_session_ends_when_it_is_idle_and_in_any_case_at_its_end() {
        let sessions = Sessions::new(LIFE, Vec::new());
        let token = session_at(&sessions, 0);
        assert_eq!(sessions.find(&token, 99), Ok(DEVICE));
        assert_eq!(sessions.find(&token, 198), Ok(DEVICE));
        assert_eq!(sessions.find(&token, 298), Err(ProblemCode::NoSession));

        let token = session_at(&sessions, 0);
        for now_ms in (0..1_000).step_by(50) {
            assert_eq!(sessions.find(&token, now_ms), Ok(DEVICE));
        }
        assert_eq!(sessions.find(&token, 1_000), Err(ProblemCode::NoSession));
    }

    #[test]
    fn a_new_login_ends_the_earlier_session() {
        let sessions = Sessions::new(LIFE, Vec::new());
        let (first, second) = (session_at(&sessions, 0), session_at(&sessions, 1));
        assert_eq!(sessions.find(&first, 2), Err(ProblemCode::NoSession));
        assert_eq!(sessions.find(&second, 2), Ok(DEVICE));
    }

    #[test]
    fn a_removed_device_has_no_session() {
        let sessions = Sessions::new(LIFE, Vec::new());
        let token = session_at(&sessions, 0);
        sessions.end(DEVICE);
        assert_eq!(sessions.find(&token, 1), Err(ProblemCode::NoSession));
    }

    #[test]
    fn what_was_used_is_stored_once_and_what_ended_is_forgotten() {
        let sessions = Sessions::new(LIFE, Vec::new());
        let token = session_at(&sessions, 0);
        assert_eq!(sessions.find(&token, 40), Ok(DEVICE));
        assert_eq!(sessions.to_store(50), (vec![(DEVICE, 40)], Vec::new()));
        assert_eq!(sessions.to_store(60), (Vec::new(), Vec::new()));
        assert_eq!(
            sessions.to_store(140),
            (Vec::new(), vec![hash_of_token(&token)])
        );
    }

    #[test]
    fn a_challenge_is_good_once_for_its_device_and_its_time() {
        let challenges = Challenges::default();
        let nonce = challenges.make(DEVICE, 60).unwrap();
        assert!(!challenges.take(&nonce, DeviceId([2; 16]), 1));
        assert!(
            !challenges.take(&nonce, DEVICE, 1),
            "used up by the wrong device"
        );
        let nonce = challenges.make(DEVICE, 60).unwrap();
        assert!(!challenges.take(&nonce, DEVICE, 60));
        let nonce = challenges.make(DEVICE, 60).unwrap();
        assert!(challenges.take(&nonce, DEVICE, 59));
    }
}
