//! What is known of attachments besides the records: which chunks lie here, what the server has, when it is worth asking
//! again. Nothing here asks or stores; it only decides.

use super::Room;
use shared::ids::{Hash, SpaceId};
use shared::protocol::messages::BlobHead;

/// The server's list is asked for again after this time: another phone may have brought or dropped something.
pub(super) const LOOK_MS: u64 = 5 * 60_000;
/// What records refer to and the server does not have yet is looked for after this time, then after twice as long.
const SOON_MS: u64 = 6_000;
/// What comes in bursts (pages of a log) is looked at once.
pub(super) const SETTLE_MS: u64 = 700;
/// Bytes of a key before the size: space, name, number of the chunk.
const KEY_BYTES: usize = 16 + 32 + 2;

/// What is known of attachments besides the records.
#[derive(Default)]
pub(in crate::state) struct Blobs {
    /// Keys of the chunks that lie here, sorted: space, name, number, size.
    pub(super) keys: Vec<Vec<u8>>,
    /// Names of what is complete on the server and not about to go, sorted.
    pub(super) safe: Vec<Hash>,
    pub(super) spaces: Vec<Look>,
    /// Files whose chunks lie here already and whose reference does not yet.
    pub(super) adding: usize,
    /// What the server has was asked and is not kept yet.
    pub(super) learnt: bool,
    /// Somebody wants to see every space, also those without attachments.
    pub(super) all: bool,
    /// The last look failed: the next success of the exchange is a reason to look again.
    pub(super) stalled: bool,
}

/// What is known of one space.
pub(super) struct Look {
    pub(super) room: Room,
    /// What records referred to at the last look at the server's list.
    names: Vec<Hash>,
    /// When that was; 0 is never.
    pub(super) at_ms: u64,
    /// After what time it is worth another one. Something that is on its way from another phone is looked for soon, and
    /// then less and less often.
    pub(super) again_ms: u64,
    /// Chunks nobody refers to were looked for since the app was unlocked.
    pub(super) tidied: bool,
    /// Files that lie here and not on the server.
    pub(super) waiting: usize,
}

impl Blobs {
    pub(super) fn look(&mut self, space: SpaceId) -> &mut Look {
        let place = self.spaces.iter().position(|it| it.room.space == space);
        let place = place.unwrap_or_else(|| {
            self.spaces.push(Look {
                room: Room {
                    space,
                    bytes: 0,
                    bytes_max: 0,
                    full: false,
                },
                names: Vec::new(),
                at_ms: 0,
                again_ms: LOOK_MS,
                tidied: false,
                waiting: 0,
            });
            self.spaces.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "found or pushed above")]
        &mut self.spaces[place]
    }

    pub(super) fn keys_if(&self, wanted: &dyn Fn((SpaceId, Hash, u16)) -> bool) -> Vec<Vec<u8>> {
        let mut found = Vec::new();
        for key in &self.keys {
            if parts(key).is_some_and(wanted) {
                found.push(key.clone());
            }
        }
        found
    }

    pub(super) fn keep(&mut self, key: Vec<u8>) {
        if let Err(place) = self.keys.binary_search(&key) {
            self.keys.insert(place, key);
        }
    }

    pub(super) fn is_safe(&self, name: &Hash) -> bool {
        self.safe.binary_search(name).is_ok()
    }

    /// Takes note whether the server has a file for certain.
    pub(super) fn set_safe(&mut self, name: Hash, safe: bool) {
        match (self.safe.binary_search(&name), safe) {
            (Err(place), true) => self.safe.insert(place, name),
            (Ok(place), false) => drop(self.safe.remove(place)),
            _ => {}
        }
    }

    /// Takes up the server's list of a space; `wanted` are the files its records refer to.
    pub(super) fn learn(&mut self, wanted: &[Hash], list: &[BlobHead]) {
        self.learnt = true;
        // A restored server may lack what it once had.
        for name in wanted {
            self.set_safe(*name, false);
        }
        for head in list {
            self.set_safe(head.name, head.complete && !head.dropped);
        }
    }

    /// Whether the server's list of a space is worth asking for.
    pub(super) fn is_due(&mut self, space: SpaceId, wanted: &[Hash], now_ms: u64) -> bool {
        let prefix = space.as_bytes();
        let holds_any = self.keys.iter().any(|key| key.starts_with(prefix));
        let all = self.all;
        let look = self.look(space);
        let passed_ms = now_ms.saturating_sub(look.at_ms).saturating_add(SETTLE_MS);
        let nothing = wanted.is_empty() && look.names.is_empty() && !holds_any && !all;
        !nothing && (!look.knows(wanted) || passed_ms >= look.again_ms)
    }

    /// Takes note of a look at the server's list; `missing` says that it lacks what nobody here can send.
    pub(super) fn looked(&mut self, wanted: Vec<Hash>, room: Room, missing: bool, now_ms: u64) {
        let look = self.look(room.space);
        look.again_ms = match (missing, look.knows(&wanted)) {
            (false, _) => LOOK_MS,
            (true, false) => SOON_MS,
            (true, true) => look.again_ms.saturating_mul(2).min(LOOK_MS),
        };
        look.names = wanted;
        look.at_ms = now_ms;
        look.room = room;
    }
}

impl Look {
    /// Whether the last look was at the same files.
    fn knows(&self, wanted: &[Hash]) -> bool {
        self.at_ms > 0 && self.names == wanted
    }
}

/// Puts a name into a sorted list, once.
pub(super) fn put(names: &mut Vec<Hash>, name: Hash) {
    if let Err(place) = names.binary_search(&name) {
        names.insert(place, name);
    }
}

pub(super) fn prefix(space: SpaceId, name: Hash, index: u16) -> Vec<u8> {
    let mut key = space.0.to_vec();
    key.extend(name.0);
    key.extend(index.to_be_bytes());
    key
}

pub(super) fn parts(key: &[u8]) -> Option<(SpaceId, Hash, u16)> {
    let (space, rest) = key.split_first_chunk::<16>()?;
    let (name, rest) = rest.split_first_chunk::<32>()?;
    let (index, _) = rest.split_first_chunk::<2>()?;
    Some((SpaceId(*space), Hash(*name), u16::from_be_bytes(*index)))
}

pub(super) fn size_of(key: &[u8]) -> u64 {
    let size = key
        .get(KEY_BYTES..)
        .and_then(|size| <[u8; 4]>::try_from(size).ok());
    size.map_or(0, |size| u64::from(u32::from_be_bytes(size)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_key_says_where_a_chunk_belongs_and_how_large_it_is() {
        let (space, name) = (SpaceId([1; 16]), Hash([2; 32]));
        let mut key = prefix(space, name, 7);
        assert_eq!(key.len(), KEY_BYTES);
        key.extend(270_376_u32.to_be_bytes());
        assert_eq!(parts(&key), Some((space, name, 7)));
        assert_eq!(size_of(&key), 270_376);
        assert_eq!((parts(&[1, 2]), size_of(&[1, 2])), (None, 0));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_the_server_has_is_known_once_and_can_be_lost_again() {
        let mut blobs = Blobs::default();
        for byte in [3, 1, 2, 1] {
            blobs.set_safe(Hash([byte; 32]), true);
        }
        assert_eq!(blobs.safe, [1, 2, 3].map(|byte| Hash([byte; 32])));
        blobs.set_safe(Hash([2; 32]), false);
        assert!(!blobs.is_safe(&Hash([2; 32])) && blobs.is_safe(&Hash([3; 32])));
        blobs.look(SpaceId([1; 16])).waiting = 4;
        blobs.look(SpaceId([2; 16])).waiting = 1;
        assert_eq!(blobs.look(SpaceId([1; 16])).waiting, 4);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_on_its_way_is_looked_for_soon_and_then_less_and_less_often() {
        let (space, wanted) = (SpaceId([1; 16]), vec![Hash([2; 32])]);
        let room = Room {
            space,
            bytes: 0,
            bytes_max: 0,
            full: false,
        };
        let mut blobs = Blobs::default();
        assert!(!blobs.is_due(space, &[], 1), "nothing there, nothing asked");
        let mut now_ms = 1_000_000;
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert!(blobs.is_due(space, &wanted, now_ms));
            blobs.looked(wanted.clone(), room, true, now_ms);
            let wait_ms = blobs.look(space).again_ms;
            waits.push(wait_ms);
            assert!(!blobs.is_due(space, &wanted, now_ms + wait_ms - SETTLE_MS - 1));
            now_ms += wait_ms - SETTLE_MS;
        }
        let soon = [1, 2, 4, 8, 16, 32].map(|times| times * SOON_MS);
        assert_eq!(waits, [&soon[..], &[LOOK_MS, LOOK_MS]].concat());

        blobs.looked(wanted.clone(), room, false, now_ms);
        assert_eq!(blobs.look(space).again_ms, LOOK_MS, "all there");
        assert!(blobs.is_due(space, &[Hash([3; 32])], now_ms), "other files");
        blobs.look(space).at_ms = 0;
        assert!(blobs.is_due(space, &wanted, now_ms), "somebody asks");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_the_server_lacks_or_is_about_to_drop_is_not_safe() {
        let head = |byte, complete, dropped| BlobHead {
            name: Hash([byte; 32]),
            complete,
            dropped,
            at_ms: 0,
        };
        let wanted = [1, 2, 3, 4].map(|byte| Hash([byte; 32]));
        let mut blobs = Blobs::default();
        blobs.set_safe(wanted[0], true);
        blobs.learn(
            &wanted,
            &[
                head(2, true, false),
                head(3, false, false),
                head(4, true, true),
            ],
        );
        assert_eq!(blobs.safe, [wanted[1]]);
    }
}
