//! Attachments: offered, sent in pieces, fetched, let go; for members only.

use crate::http::{Answer, Request};
use crate::kit::{Device, TestClock, TestServer, World};
use shared::blob::{FileKind, Place, Plain, Sealed, blob_name, chunk_ref, seal_blob};
use shared::crypto::SeededEntropy;
use shared::ids::Hash;
use shared::mlog::Capability;
use shared::protocol::limits::{BLOB_CHUNK_BYTES_MAX, BLOB_KEEP_MS, BLOB_UNFINISHED_MS};
use shared::protocol::messages::{BlobRequest, BlobResponse, BlobsResponse, ChunkRef};
use shared::protocol::{ProblemCode, routes};

/// Real time passes too while a test runs.
const HOUR_MS: u64 = 60 * 60 * 1000;

fn file(world: &World, bytes: usize, seed: u64) -> Sealed {
    let place = Place {
        space: world.town.id,
        element: [1; 16],
    };
    let data = vec![7; bytes];
    let plain = Plain {
        kind: FileKind::Photo,
        title: "",
        preview: b"small",
        data: &data,
        extent: (4, 3),
    };
    seal_blob(place, &plain, &mut SeededEntropy::new(seed)).unwrap()
}

fn list_of(file: &Sealed) -> Vec<ChunkRef> {
    file.chunks.iter().map(|chunk| chunk_ref(chunk)).collect()
}

fn offer(world: &World, by: &Device, chunks: Vec<ChunkRef>) -> Answer {
    let body = minicbor::to_vec(BlobRequest { chunks }).unwrap();
    let request = Request::post(routes::blobs(world.town.id), routes::CBOR, body);
    world.server.send(&by.sign_in(request))
}

fn missing(world: &World, by: &Device, file: &Sealed) -> Vec<u16> {
    offer(world, by, list_of(file))
        .cbor::<BlobResponse>()
        .missing
}

fn put(world: &World, by: &Device, name: Hash, place: u16, bytes: &[u8]) -> Answer {
    let path = routes::blob_chunk(world.town.id, name, place);
    let request = Request::post(path, routes::BYTES, bytes.to_vec());
    world.server.send(&by.sign_in(request))
}

fn get(world: &World, by: &Device, name: Hash, place: u16) -> Answer {
    let path = routes::blob_chunk(world.town.id, name, place);
    world.server.send(&by.sign_in(Request::get(path)))
}

fn list(world: &World, by: &Device) -> Answer {
    world
        .server
        .send(&by.sign_in(Request::get(routes::blobs(world.town.id))))
}

fn heads(world: &World, by: &Device) -> BlobsResponse {
    list(world, by).cbor()
}

fn drop_it(world: &World, by: &Device, name: Hash) -> Answer {
    let path = routes::drop_blob(world.town.id, name);
    world
        .server
        .send(&by.sign_in(Request::post(path, routes::BYTES, Vec::new())))
}

fn send_all(world: &World, by: &Device, file: &Sealed) {
    for place in missing(world, by, file) {
        let answer = put(
            world,
            by,
            file.file.name,
            place,
            &file.chunks[usize::from(place)],
        );
        assert_eq!(answer.status, 204);
    }
}

#[test]
fn an_upload_goes_on_wherever_it_was_cut_off_whoever_goes_on() {
    let mut world = World::new();
    let (one, other) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let file = file(&world, 600_000, 1);
    let name = file.file.name;
    assert_eq!(missing(&world, &one, &file), [0, 1, 2, 3]);
    for place in [2, 0, 2] {
        let bytes = &file.chunks[usize::from(place)];
        assert_eq!(put(&world, &one, name, place, bytes).status, 204);
    }
    assert!(!heads(&world, &other).blobs[0].complete);
    assert_eq!(get(&world, &other, name, 1).code(), ProblemCode::NotFound);
    world.server.restart();
    assert_eq!(missing(&world, &other, &file), [1, 3]);
    send_all(&world, &other, &file);
    let listed = heads(&world, &one);
    assert!(listed.blobs[0].complete && listed.blobs[0].name == name);
    let sizes: usize = file.chunks.iter().map(Vec::len).sum();
    assert_eq!(listed.bytes, sizes as u64);
    for (place, chunk) in (0_u16..).zip(&file.chunks) {
        assert_eq!(&get(&world, &one, name, place).body, chunk);
    }
}

#[test]
fn who_has_a_chunk_is_not_sent_it_again() {
    let mut world = World::new();
    let one = world.person(Capability::Write);
    let file = file(&world, 9, 1);
    send_all(&world, &one, &file);
    let first = get(&world, &one, file.file.name, 0);
    let tag = first.header("etag").unwrap().to_owned();
    assert_eq!(first.header("cache-control"), Some("no-store"));
    let path = routes::blob_chunk(world.town.id, file.file.name, 0);
    let again = Request::get(path).with("if-none-match", &tag);
    let again = world.server.send(&one.sign_in(again));
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn strangers_readers_and_other_bytes_get_nowhere() {
    let mut world = World::new();
    let (one, reader) = (
        world.person(Capability::Write),
        world.person(Capability::Read),
    );
    let stranger = world.stranger();
    let file = file(&world, 9, 1);
    let name = file.file.name;
    send_all(&world, &one, &file);
    // A foreign space is no space, whatever is asked.
    for answer in [
        list(&world, &stranger),
        offer(&world, &stranger, list_of(&file)),
        put(&world, &stranger, name, 0, &file.chunks[0]),
        get(&world, &stranger, name, 0),
        drop_it(&world, &stranger, name),
    ] {
        assert_eq!(answer.code(), ProblemCode::NotFound);
    }
    assert_eq!(get(&world, &reader, name, 0).body, file.chunks[0]);
    for answer in [
        offer(&world, &reader, list_of(&file)),
        put(&world, &reader, name, 0, &file.chunks[0]),
        drop_it(&world, &reader, name),
    ] {
        assert_eq!(answer.code(), ProblemCode::Forbidden);
    }
    assert_eq!(
        put(&world, &one, name, 0, &file.chunks[1]).code(),
        ProblemCode::Refused
    );
    for (place, of) in [(2, name), (0, Hash([9; 32]))] {
        assert_eq!(
            put(&world, &one, of, place, &file.chunks[0]).code(),
            ProblemCode::NotFound
        );
        assert_eq!(get(&world, &one, of, place).code(), ProblemCode::NotFound);
    }
    let large = vec![0; BLOB_CHUNK_BYTES_MAX + 1];
    assert_eq!(
        put(&world, &one, name, 0, &large).code(),
        ProblemCode::TooLarge
    );
    assert_eq!(
        offer(&world, &one, Vec::new()).code(),
        ProblemCode::Malformed
    );
    let mut lies = list_of(&file);
    lies[0].bytes = 297;
    assert_eq!(offer(&world, &one, lies).code(), ProblemCode::Malformed);
    for path in ["x", "65536", "-1", "0x1", "+1"] {
        let path = format!("{}/{name}/{path}", routes::blobs(world.town.id));
        let answer = world.server.send(&one.sign_in(Request::get(path)));
        assert_eq!(answer.code(), ProblemCode::NotFound);
    }
}

#[test]
fn a_full_space_says_so_at_the_offer_and_takes_what_just_fits() {
    let probe = World::new();
    let size: u64 = file(&probe, 9, 1)
        .chunks
        .iter()
        .map(|chunk| chunk.len() as u64)
        .sum();
    let server =
        TestServer::start_with(move |config| config.limits.space_blob_bytes_max = size * 2);
    let mut world = World::on(server);
    let one = world.person(Capability::Write);
    for seed in 0..2 {
        let it = file(&world, 9, seed);
        send_all(&world, &one, &it);
    }
    let over = file(&world, 9, 3);
    let refused = offer(&world, &one, list_of(&over));
    assert_eq!(refused.code(), ProblemCode::Quota);
    assert_eq!(refused.problem().limit, Some(size * 2));
    let listed = heads(&world, &one);
    assert_eq!((listed.bytes, listed.bytes_max), (size * 2, size * 2));
    // Offering again what is there costs nothing.
    let first = file(&world, 9, 0);
    assert_eq!(missing(&world, &one, &first), Vec::<u16>::new());
}

#[test]
fn what_nobody_refers_to_stays_a_month_and_comes_back_when_somebody_does() {
    let clock = TestClock::default();
    let mut world = World::on(clock.server());
    let mut one = world.person(Capability::Write);
    let (kept, gone, begun) = (file(&world, 9, 1), file(&world, 9, 2), file(&world, 9, 3));
    send_all(&world, &one, &kept);
    send_all(&world, &one, &gone);
    assert_eq!(missing(&world, &one, &begun), [0, 1]);
    for it in [&kept, &gone] {
        assert_eq!(drop_it(&world, &one, it.file.name).status, 204);
    }
    assert_eq!(
        missing(&world, &one, &kept),
        Vec::<u16>::new(),
        "wanted after all"
    );
    let names = |world: &World, by: &Device| -> Vec<Hash> {
        heads(world, by)
            .blobs
            .iter()
            .map(|head| head.name)
            .collect()
    };
    // The jobs run once more when the server stops.
    let mut later = |world: &mut World, ms: u64| {
        clock.pass(ms);
        world.server.restart();
        crate::kit::log_in(&world.server, &mut one);
        names(world, &one)
    };
    assert_eq!(later(&mut world, BLOB_UNFINISHED_MS - HOUR_MS).len(), 3);
    let left = later(&mut world, HOUR_MS);
    let mut both = [kept.file.name, gone.file.name];
    both.sort_unstable();
    assert_eq!(left, both, "nobody went on with the third");
    assert_eq!(
        later(&mut world, BLOB_KEEP_MS - BLOB_UNFINISHED_MS - HOUR_MS).len(),
        2
    );
    assert_eq!(later(&mut world, HOUR_MS), [kept.file.name]);
}

#[test]
fn the_name_is_made_of_the_chunks() {
    let world = World::new();
    let file = file(&world, 300_000, 1);
    assert_eq!(blob_name(&list_of(&file)), file.file.name);
}
