//! Checkpoints: the lease, what is offered, who confirms it, and what goes when it counts.

use crate::http::{Answer, Request};
use crate::kit::{Device, TestServer, World, now_ms};
use crate::live::Stream;
use shared::checkpoint::{
    Attest, Manifest, SegmentRef, SignedAttest, SignedManifest, segment_hash,
};
use shared::ids::{Hash, SpaceId};
use shared::mlog::Capability;
use shared::protocol::limits::{
    BODY_BYTES_MAX, CHECKPOINT_AHEAD_MS_MAX, LEASE_MS, SEGMENT_BYTES_MAX,
};
use shared::protocol::messages::{
    AttestRequest, CheckpointResponse, LeaseRequest, LeaseResponse, LiveEvent, OfferRequest,
    OfferResponse, SegmentRequest,
};
use shared::protocol::{ProblemCode, routes};

fn send<T: minicbor::Encode<()>>(world: &World, by: &Device, path: String, body: &T) -> Answer {
    let body = minicbor::to_vec(body).unwrap();
    let request = Request::post(path, routes::CBOR, body);
    world.server.send(&by.sign_in(request))
}

fn get(world: &World, by: &Device, path: String) -> Answer {
    world.server.send(&by.sign_in(Request::get(path)))
}

fn lease(world: &World, by: &Device) -> bool {
    let path = routes::lease(world.town.id);
    let answer = send(world, by, path, &LeaseRequest { seq: 1 });
    answer.cbor::<LeaseResponse>().granted
}

fn put(world: &World, by: &Device, segment: &[u8]) -> Answer {
    let segment = segment.to_vec();
    let path = routes::segments(world.town.id);
    send(world, by, path, &SegmentRequest { segment })
}

fn offer(world: &World, by: &Device, signed: &SignedManifest) -> Answer {
    let manifest = signed.bytes().to_vec();
    let path = routes::checkpoints(world.town.id);
    send(world, by, path, &OfferRequest { manifest })
}

fn attest(world: &World, by: &Device, signed: &SignedManifest, digest: Hash) -> Answer {
    let attest = Attest {
        space: world.town.id,
        checkpoint: signed.hash(),
        digest,
        device: by.keys.id(),
        m_seq: world.town.members.seq,
        m_hash: world.town.members.hash,
    };
    let attest = SignedAttest::sign(&attest, &by.keys).unwrap();
    let path = routes::attest(world.town.id, signed.hash());
    let attest = attest.bytes().to_vec();
    send(world, by, path, &AttestRequest { attest })
}

/// A manifest of a device for the end of the town's log. The server cannot look into what it names.
fn manifest(world: &World, by: &Device, segments: &[&[u8]]) -> Manifest {
    let heads = world.heads(by);
    let head = heads
        .iter()
        .find(|head| head.space == world.town.id)
        .unwrap();
    Manifest {
        space: world.town.id,
        seq: head.seq,
        chain: head.chain,
        parent: head.confirmed.map_or(Hash::ZERO, |newest| newest.hash),
        digest: Hash([7; 32]),
        time_ms: 1,
        key_epoch: 1,
        min_reader: 0,
        device: by.keys.id(),
        m_seq: world.town.members.seq,
        m_hash: world.town.members.hash,
        segments: segments
            .iter()
            .map(|bytes| SegmentRef {
                hash: segment_hash(bytes),
                bytes: u32::try_from(bytes.len()).unwrap(),
            })
            .collect(),
        vector: vec![1, 2, 3],
    }
}

fn signed(manifest: &Manifest, by: &Device) -> SignedManifest {
    SignedManifest::sign(manifest, &by.keys).unwrap()
}

/// A world that drops at once what a checkpoint covers, two people, and three envelopes of the first.
fn written() -> (World, Device, Device) {
    let server = TestServer::start_with(|config| config.limits.log_keep_ms = 0);
    let mut world = World::on(server);
    let maker = world.person(Capability::Write);
    let other = world.person(Capability::Read);
    for dev_seq in 1..=3 {
        let envelope = world.envelope(&maker, dev_seq);
        world.push_all(&maker, &[envelope]);
    }
    (world, maker, other)
}

/// How a manifest is made wrong.
type Change = fn(&mut Manifest);

const SEGMENT: &[u8] = b"nothing the server could read";

#[test]
fn a_checkpoint_counts_once_somebody_else_confirms_it_and_the_log_below_goes() {
    let (mut world, maker, other) = written();
    assert!(lease(&world, &maker));
    let point = signed(&manifest(&world, &maker, &[SEGMENT]), &maker);
    let missing = offer(&world, &maker, &point)
        .cbor::<OfferResponse>()
        .missing;
    assert_eq!(missing, [segment_hash(SEGMENT)]);
    assert_eq!(put(&world, &maker, SEGMENT).status, 204);
    let mut stream = Stream::open(&world, &other);
    let taken = offer(&world, &maker, &point).cbor::<OfferResponse>();
    assert!(taken.missing.is_empty());
    let space = world.town.id;
    let told = stream.next();
    assert_eq!(told, Some(LiveEvent::Checkpoint { space }), "at once");
    let head = |world: &World| {
        let heads = world.heads(&other);
        heads[heads.len() - 1].clone()
    };
    let proposed = head(&world);
    assert_eq!(proposed.proposed.unwrap().hash, point.hash());
    assert_eq!((proposed.confirmed, proposed.floor), (None, 0));

    // Its maker alone is not enough; who only reads the space is.
    assert_eq!(attest(&world, &maker, &point, Hash([7; 32])).status, 204);
    assert_eq!(head(&world).confirmed, None);
    assert_eq!(attest(&world, &other, &point, Hash([7; 32])).status, 204);
    let now = head(&world);
    assert_eq!(now.confirmed.unwrap().hash, point.hash());
    assert_eq!((now.proposed, now.floor, now.seq), (None, 3, 3));

    let below = world.log(&other, "?after=2");
    assert_eq!(below.code(), ProblemCode::BelowFloor);
    assert_eq!(below.problem().have, Some(3));
    assert!(world.log(&other, "?after=3").status == 200);
    let path = routes::checkpoint(world.town.id, point.hash());
    let kept = get(&world, &other, path).cbor::<CheckpointResponse>();
    assert_eq!(
        (kept.manifest.as_slice(), kept.attests.len()),
        (point.bytes(), 2)
    );
    let path = routes::segment(world.town.id, segment_hash(SEGMENT));
    assert_eq!(get(&world, &other, path).body, SEGMENT);

    // What was dropped is still known by its number and hash, and old views of the log are.
    let again = world.envelope(&maker, 1);
    let other_bytes = world.push(&maker, &[again]);
    assert_eq!(other_bytes.code(), ProblemCode::DeviceFork);
    let next = world.envelope(&maker, 4);
    assert_eq!(world.push_all(&maker, &[next]).head, 4);
    let copy = world.server.folder.path().join("copy.sqlite");
    let report = server::db::back_up(world.server.folder.path(), &copy).unwrap();
    assert_eq!(report.envelopes, 4);
}

#[test]
fn a_contradiction_keeps_the_log() {
    let (world, maker, other) = written();
    assert!(lease(&world, &maker));
    assert_eq!(put(&world, &maker, SEGMENT).status, 204);
    let point = signed(&manifest(&world, &maker, &[SEGMENT]), &maker);
    assert_eq!(offer(&world, &maker, &point).status, 200);
    let against = || {
        let head = world.heads(&maker).remove(0);
        let point = head.confirmed.or(head.proposed);
        point.map(|point| point.against())
    };
    assert_eq!(against(), Some(0));
    assert_eq!(attest(&world, &other, &point, Hash([8; 32])).status, 204);
    assert_eq!(against(), Some(1), "the maker is told");
    assert_eq!(
        attest(&world, &world.founder, &point, Hash([7; 32])).status,
        204
    );
    assert_eq!(against(), Some(1), "who agrees is not against it");
    assert_eq!(world.page(&other).rows.len(), 3);
}

#[test]
fn one_device_at_a_time_has_the_lease_and_it_ends() {
    let clock = crate::kit::TestClock::default();
    let mut world = World::on(clock.server());
    let (one, two) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let reader = world.person(Capability::Read);
    assert!(lease(&world, &one));
    assert!(lease(&world, &one), "its own again");
    assert!(!lease(&world, &two));
    assert_eq!(put(&world, &two, SEGMENT).code(), ProblemCode::Forbidden);
    let path = routes::lease(world.town.id);
    let refused = send(&world, &reader, path, &LeaseRequest { seq: 1 });
    assert_eq!(refused.code(), ProblemCode::Forbidden);
    clock.pass(LEASE_MS + 1);
    assert!(lease(&world, &two));
    assert_eq!(put(&world, &one, SEGMENT).code(), ProblemCode::Forbidden);
}

#[test]
fn what_is_kept_thirty_days_is_kept_thirty_days() {
    let clock = crate::kit::TestClock::default();
    let mut world = World::on(clock.server());
    let (maker, other) = (
        world.person(Capability::Write),
        world.person(Capability::Read),
    );
    let envelope = world.envelope(&maker, 1);
    world.push_all(&maker, &[envelope]);
    assert!(lease(&world, &maker));
    assert_eq!(put(&world, &maker, SEGMENT).status, 204);
    let point = signed(&manifest(&world, &maker, &[SEGMENT]), &maker);
    assert_eq!(offer(&world, &maker, &point).status, 200);
    assert_eq!(attest(&world, &other, &point, Hash([7; 32])).status, 204);
    assert_eq!(world.log(&other, "?after=0").status, 200);
    assert!(world.heads(&other).last().unwrap().confirmed.is_some());
}

#[test]
fn a_manifest_that_does_not_fit_is_refused() {
    let (world, maker, other) = written();
    assert!(lease(&world, &maker));
    assert_eq!(put(&world, &maker, SEGMENT).status, 204);
    let cases: [(Change, ProblemCode); 8] = [
        (|it| it.seq = 99, ProblemCode::HealNeeded),
        (|it| it.seq = 0, ProblemCode::Refused),
        (|it| it.chain = Hash([1; 32]), ProblemCode::Refused),
        (|it| it.parent = Hash([1; 32]), ProblemCode::Refused),
        (|it| it.m_hash = Hash([1; 32]), ProblemCode::Refused),
        (|it| it.key_epoch = 2, ProblemCode::Refused),
        (|it| it.space = SpaceId([1; 16]), ProblemCode::Refused),
        // Made by a clock that is years ahead: it would leave out what is not old yet.
        (
            |it| it.time_ms = now_ms() + 2 * CHECKPOINT_AHEAD_MS_MAX,
            ProblemCode::Refused,
        ),
    ];
    for (change, code) in cases {
        let mut wrong = manifest(&world, &maker, &[SEGMENT]);
        change(&mut wrong);
        let answer = offer(&world, &maker, &signed(&wrong, &maker));
        assert_eq!(answer.code(), code);
    }
    // Somebody else's manifest, and one whose sizes are not those of its segments.
    let foreign = signed(&manifest(&world, &other, &[SEGMENT]), &other);
    assert_eq!(offer(&world, &maker, &foreign).code(), ProblemCode::Refused);
    let mut sizes = manifest(&world, &maker, &[SEGMENT]);
    sizes.segments[0].bytes += 1;
    let sizes = signed(&sizes, &maker);
    assert_eq!(offer(&world, &maker, &sizes).code(), ProblemCode::Refused);
    assert_eq!(
        offer(&world, &other, &foreign).code(),
        ProblemCode::Forbidden
    );
}

#[test]
fn bytes_that_are_no_checkpoint_are_named() {
    let (mut world, maker, other) = written();
    assert!(lease(&world, &maker));
    let town = world.town.id;
    let path = || routes::checkpoints(town);
    for manifest in [vec![], vec![0; 400], vec![1; 500]] {
        let answer = send(&world, &maker, path(), &OfferRequest { manifest });
        assert!([400, 409].contains(&answer.status), "{}", answer.status);
    }
    let point = signed(&manifest(&world, &maker, &[]), &maker);
    let mut later = point.bytes().to_vec();
    later[0] = 2;
    let answer = send(&world, &maker, path(), &OfferRequest { manifest: later });
    assert_eq!(answer.code(), ProblemCode::FutureProtocol);
    let mut flipped = point.bytes().to_vec();
    let last = flipped.len() - 1;
    flipped[last] ^= 1;
    let answer = send(&world, &maker, path(), &OfferRequest { manifest: flipped });
    assert_eq!(answer.code(), ProblemCode::Refused);

    let limit = vec![5; SEGMENT_BYTES_MAX];
    assert_eq!(put(&world, &maker, &limit).status, 204);
    let above = vec![5; SEGMENT_BYTES_MAX + 1];
    assert_eq!(put(&world, &maker, &above).code(), ProblemCode::TooLarge);
    let large = OfferRequest {
        manifest: vec![1; BODY_BYTES_MAX],
    };
    let answer = send(&world, &maker, path(), &large);
    assert_eq!(answer.code(), ProblemCode::TooLarge);

    let unknown = routes::attest(world.town.id, Hash([9; 32]));
    let attest = AttestRequest {
        attest: vec![1; 10],
    };
    assert_eq!(
        send(&world, &other, unknown, &attest).code(),
        ProblemCode::Malformed
    );
    for path in [
        routes::checkpoint(world.town.id, Hash([9; 32])),
        routes::segment(world.town.id, Hash([9; 32])),
        format!("/v1/s/{}/checkpoint/what", world.town.id),
        format!("/v1/s/{}/segment/what", world.town.id),
    ] {
        assert_eq!(get(&world, &other, path).code(), ProblemCode::NotFound);
    }
    // Who is not in the space learns nothing of it.
    let stranger = world.stranger();
    let path = routes::checkpoint(world.town.id, point.hash());
    assert_eq!(get(&world, &stranger, path).code(), ProblemCode::NotFound);
    let path = routes::lease(world.town.id);
    let answer = send(&world, &stranger, path, &LeaseRequest { seq: 1 });
    assert_eq!(answer.code(), ProblemCode::NotFound);
    assert_eq!(
        put(&world, &stranger, SEGMENT).code(),
        ProblemCode::NotFound
    );
}

#[test]
fn an_attestation_is_the_devices_own() {
    let (world, maker, other) = written();
    assert!(lease(&world, &maker));
    assert_eq!(put(&world, &maker, SEGMENT).status, 204);
    let point = signed(&manifest(&world, &maker, &[SEGMENT]), &maker);
    assert_eq!(offer(&world, &maker, &point).status, 200);
    let said = Attest {
        space: world.town.id,
        checkpoint: point.hash(),
        digest: Hash([7; 32]),
        device: other.keys.id(),
        m_seq: world.town.members.seq,
        m_hash: world.town.members.hash,
    };
    let attest = SignedAttest::sign(&said, &other.keys).unwrap();
    let path = routes::attest(world.town.id, point.hash());
    let attest = attest.bytes().to_vec();
    // The maker hands in what the other one signed.
    let answer = send(&world, &maker, path, &AttestRequest { attest });
    assert_eq!(answer.code(), ProblemCode::Refused);
    assert_eq!(world.heads(&maker).last().unwrap().confirmed, None);
}
