use super::*;
use crate::crypto::SeededEntropy;
use crate::ids::SpaceId;
use crate::protocol::limits::BLOB_YOUNG_MS;
use crate::protocol::messages::BlobHead;
use crate::value::Value;
use proptest::prelude::*;
use std::collections::BTreeMap;

const PLACE: Place = Place {
    space: SpaceId([3; 16]),
    element: [4; 16],
};

fn sealed(data: &[u8], preview: &[u8]) -> Result<Sealed, BlobError> {
    sealed_with(5, data, preview)
}

fn sealed_with(seed: u64, data: &[u8], preview: &[u8]) -> Result<Sealed, BlobError> {
    let plain = Plain {
        kind: FileKind::Pdf,
        title: "Plan.pdf",
        preview,
        data,
        extent: (0, 0),
    };
    seal_blob(PLACE, &plain, &mut SeededEntropy::new(seed))
}

fn bytes(count: usize) -> Vec<u8> {
    let mut byte = 7_u8;
    let next = || {
        byte = byte.wrapping_mul(5).wrapping_add(3);
        byte
    };
    std::iter::repeat_with(next).take(count).collect()
}

#[test]
fn a_file_of_every_size_around_a_chunk_opens_again() {
    for count in [
        1,
        CHUNK_PLAIN_BYTES - 1,
        CHUNK_PLAIN_BYTES,
        CHUNK_PLAIN_BYTES + 1,
    ] {
        let data = bytes(count);
        let it = sealed(&data, b"small").unwrap();
        assert_eq!(usize::from(it.file.chunks()), it.chunks.len());
        assert_eq!(open_file(PLACE, &it.file, &it.chunks[1..]).unwrap(), data);
        assert_eq!(
            open_chunk(PLACE, &it.file, 0, &it.chunks[0]).unwrap(),
            b"small"
        );
    }
}

#[test]
fn the_largest_file_fits_what_the_server_takes_and_one_byte_more_is_refused() {
    let it = sealed(&bytes(FILE_BYTES_MAX), &bytes(PREVIEW_BYTES_MAX)).unwrap();
    let list: Vec<_> = it.chunks.iter().map(|chunk| chunk_ref(chunk)).collect();
    assert_eq!(list.len(), BLOB_CHUNKS_MAX);
    assert!(list_bytes(&list).is_some_and(|bytes| bytes < 9 * 1024 * 1024));
    assert_eq!(blob_name(&list), it.file.name);
    let over = BlobError::TooLarge {
        found: FILE_BYTES_MAX + 1,
        max: FILE_BYTES_MAX,
    };
    assert_eq!(sealed(&bytes(FILE_BYTES_MAX + 1), b""), Err(over));
    assert!(sealed(b"x", &bytes(PREVIEW_BYTES_MAX + 1)).is_err());
    assert_eq!(sealed(b"", b""), Err(BlobError::Empty));
}

#[test]
fn what_no_blob_consists_of_is_no_list() {
    let it = sealed(b"words", b"").unwrap();
    let good: Vec<_> = it.chunks.iter().map(|chunk| chunk_ref(chunk)).collect();
    assert!(list_bytes(&good).is_some());
    let with = |bytes| {
        let mut list = good.clone();
        list[0].bytes = bytes;
        list_bytes(&list)
    };
    for bytes in [0, 40, 41, 297, BLOB_CHUNK_BYTES_MAX as u32 + 1, u32::MAX] {
        assert_eq!(with(bytes), None, "{bytes}");
    }
    assert_eq!(list_bytes(&[]), None);
    assert_eq!(list_bytes(&vec![good[0]; BLOB_CHUNKS_MAX + 1]), None);
}

#[test]
fn chunks_that_are_exchanged_cut_off_doubled_or_from_elsewhere_do_not_open() {
    let it = sealed(&bytes(CHUNK_PLAIN_BYTES * 2 + 9), b"").unwrap();
    let other = sealed_with(6, &bytes(CHUNK_PLAIN_BYTES * 2), b"").unwrap();
    let open = |chunks: &[Vec<u8>]| open_file(PLACE, &it.file, chunks);
    let whole = &it.chunks[1..];
    assert!(open(whole).is_ok());
    let [one, two, three] = whole else {
        panic!("three chunks")
    };
    assert!(open(&[two.clone(), one.clone(), three.clone()]).is_err());
    assert!(open(&[one.clone(), two.clone()]).is_err());
    assert!(open(&[one.clone(), two.clone(), two.clone()]).is_err());
    assert!(open(&[one.clone(), two.clone(), three.clone(), three.clone()]).is_err());
    assert!(open(&[other.chunks[1].clone(), two.clone(), three.clone()]).is_err());
    for place in [
        Place {
            space: SpaceId([9; 16]),
            ..PLACE
        },
        Place {
            element: [9; 16],
            ..PLACE
        },
    ] {
        assert!(open_file(place, &it.file, whole).is_err());
    }
    // A reference that says the file ends earlier: the last chunk it leaves is not marked as the last.
    let mut shorter = it.file.clone();
    shorter.bytes = u32::try_from(CHUNK_PLAIN_BYTES * 2).unwrap();
    assert!(open_file(PLACE, &shorter, &whole[..2]).is_err());
    let mut lies = it.file;
    lies.sha256.0[0] ^= 1;
    assert_eq!(open_file(PLACE, &lies, whole), Err(BlobError::Changed));
}

#[test]
fn a_reference_survives_the_wire_and_its_key_is_never_printed() {
    let file = sealed(b"words", b"").unwrap().file;
    let value = Value::File(Box::new(file.clone()));
    let wire = minicbor::to_vec(&value).unwrap();
    assert_eq!(minicbor::decode::<Value>(&wire).unwrap(), value);
    assert!(format!("{file:?}").contains("BlobKey([redacted])"));
    // One that is larger than a file may be is kept as it is and shown by nobody.
    let mut huge = file;
    huge.bytes = u32::MAX;
    let wire = minicbor::to_vec(Value::File(Box::new(huge))).unwrap();
    let read = minicbor::decode::<Value>(&wire).unwrap();
    assert_eq!(read, Value::Unknown(wire));
}

#[test]
fn what_is_sent_and_what_is_let_go() {
    let name = |byte| Hash([byte; 32]);
    let head = |byte, complete, dropped, at_ms| BlobHead {
        name: name(byte),
        complete,
        dropped,
        at_ms,
    };
    let wanted = [1, 2, 3, 4, 5].map(name);
    let held = [1, 2, 3, 4, 7].map(name);
    let now_ms = BLOB_YOUNG_MS * 3;
    let listed = [
        head(1, true, false, 0),
        head(2, false, false, 0),
        head(3, true, true, 0),
        head(6, true, false, 0),
        head(7, true, false, now_ms - BLOB_YOUNG_MS + 1),
        head(8, true, true, 0),
    ];
    let found = plan(&wanted, &held, &listed, now_ms);
    assert_eq!(found.offer, [name(2), name(3), name(4)]);
    assert_eq!(found.drop, [name(6)], "7 is too young, 8 is told already");
    assert_eq!(found.missing, [name(5)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A server that keeps chunks by number, and a sender that is killed, starts anew, repeats and changes the order.
    #[test]
    fn whatever_the_order_repeats_and_kills_the_file_arrives(
        size in 1_usize..CHUNK_PLAIN_BYTES * 4,
        sends in proptest::collection::vec(0_usize..6, 0..30),
    ) {
        let data = bytes(size);
        let it = sealed(&data, b"p").unwrap();
        let mut server: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for place in sends {
            if let Some(chunk) = it.chunks.get(place) {
                server.entry(place).or_insert_with(|| chunk.clone());
            }
        }
        let missing: Vec<usize> = (0..it.chunks.len()).filter(|at| !server.contains_key(at)).collect();
        for place in missing {
            server.insert(place, it.chunks[place].clone());
        }
        let came: Vec<Vec<u8>> = server.into_values().collect();
        let list: Vec<_> = came.iter().map(|chunk| chunk_ref(chunk)).collect();
        prop_assert_eq!(blob_name(&list), it.file.name);
        prop_assert_eq!(open_file(PLACE, &it.file, &came[1..]).unwrap(), data);
    }

    #[test]
    fn no_changed_byte_opens(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let it = sealed(b"a few words", b"").unwrap();
        let mut chunk = it.chunks[1].clone();
        let at = at.index(chunk.len());
        chunk[at] ^= 1 << bit;
        prop_assert_eq!(open_chunk(PLACE, &it.file, 1, &chunk), Err(BlobError::Chunk { index: 1 }));
        prop_assert!(chunk_hash(&chunk) != chunk_hash(&it.chunks[1]));
    }
}
