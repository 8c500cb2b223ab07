//! Pushing envelopes and reading them back.

use crate::http::Request;
use crate::kit::{World, add_member};
use shared::envelope::{Envelope, chain_next, chain_start};
use shared::ids::{Hash, LogEra};
use shared::mlog::{Capability, sign};
use shared::protocol::messages::{LogPage, LogRow, PushResponse, RecoverRequest, RecoverResponse};
use shared::protocol::{ProblemCode, routes};

#[test]
fn what_is_pushed_is_read_in_order_with_its_chain_and_time() {
    let mut world = World::new();
    let (one, two) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let first = [world.envelope(&one, 1), world.envelope(&one, 2)];
    let second = [world.envelope(&two, 1)];
    let before_ms = crate::kit::now_ms();
    assert_eq!(
        world.push_all(&one, &first),
        PushResponse {
            dev_seq: 2,
            head: 2,
            refused: None
        }
    );
    assert_eq!(world.push_all(&two, &second).head, 3);
    let page = world.page(&two);
    let mut chain = chain_start(world.town.id);
    for (row, envelope) in page.rows.iter().zip(first.iter().chain(&second)) {
        assert_eq!(row.envelope, envelope.bytes());
        assert!((before_ms..before_ms + 60_000).contains(&row.received_ms));
        chain = chain_next(chain, envelope.hash());
    }
    assert_eq!(
        (page.rows.len(), page.last, page.head, page.floor),
        (3, 3, 3, 0)
    );
    assert_eq!(page.chain, chain);
    let head = world.heads(&one).remove(0);
    assert_eq!((head.seq, head.chain, head.era), (3, chain, page.era));
}

#[test]
fn what_is_given_back_was_received_when_the_reader_says_and_never_later_than_now() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let row = |envelope: Envelope, received_ms| LogRow {
        received_ms,
        envelope: envelope.bytes().to_vec(),
        recovered: None,
    };
    let recover = RecoverRequest {
        era: None,
        points: Vec::new(),
        after: 0,
        entries: Vec::new(),
        boxes: Vec::new(),
        rows: vec![
            row(world.envelope(&device, 1), 1_000),
            row(world.envelope(&device, 2), u64::MAX >> 1),
        ],
    };
    let body = minicbor::to_vec(recover).unwrap();
    let request = Request::post(routes::recover(world.town.id), routes::CBOR, body);
    let answer = world.server.send(&device.sign_in(request));
    assert_eq!(answer.cbor::<RecoverResponse>().stored, 2);
    let page = world.page(&device);
    assert_eq!(page.rows[0].received_ms, 1_000);
    assert!(page.rows[1].received_ms <= crate::kit::now_ms());
}

#[test]
fn what_is_refused_keeps_nobody_elses_entry_out_where_no_number_has_to_be_kept() {
    let mut world = World::new();
    let (one, two) = (
        world.person(Capability::Write),
        world.person(Capability::Write),
    );
    let lacking = world.envelope(&one, 2);
    let era = Some(world.page(&one).era);
    let mut give_back = |era, after, number| {
        let rows = [&lacking, &world.envelope(&two, number)].map(|envelope| LogRow {
            received_ms: 1_000,
            envelope: envelope.bytes().to_vec(),
            recovered: None,
        });
        let recover = RecoverRequest {
            era,
            points: Vec::new(),
            after,
            entries: Vec::new(),
            boxes: Vec::new(),
            rows: rows.to_vec(),
        };
        let body = minicbor::to_vec(recover).unwrap();
        let request = Request::post(routes::recover(world.town.id), routes::CBOR, body);
        let answer: RecoverResponse = world.server.send(&one.sign_in(request)).cbor();
        assert_eq!(answer.refused.as_deref(), Some("need_dev_seq"));
        answer.stored
    };
    let in_place = give_back(era, 0, 1);
    assert_eq!(in_place, 0, "what is behind would get a number not its own");
    assert_eq!(give_back(era, u64::MAX, 1), 1);
    // What came by hand says nothing about the log.
    assert_eq!(give_back(None, 1, 2), 1);
}

#[test]
fn what_is_given_back_and_undone_leaves_the_members_as_they_were() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelope = world.envelope(&device, 1);
    world.push_all(&device, std::slice::from_ref(&envelope));
    let one = add_member(&world.stranger(), Capability::Read, None);
    let members = &world.town.members;
    let entry = members.next_entry(one, world.founder.keys.id(), 3);
    let entry = sign(&entry, &world.founder.keys).unwrap();
    let recover = RecoverRequest {
        era: None,
        points: Vec::new(),
        after: 1,
        entries: vec![entry.bytes().to_vec()],
        boxes: Vec::new(),
        rows: Vec::new(),
    };
    let body = minicbor::to_vec(recover).unwrap();
    let request = Request::post(routes::recover(world.town.id), routes::CBOR, body);
    let file = world.server.folder.path().join(server::db::FILE_NAME);
    let keep = |bytes: &[u8]| {
        let db = rusqlite::Connection::open(&file).unwrap();
        let changed = db.execute("UPDATE log SET envelope = ?1", [bytes]);
        assert_eq!(changed, Ok(1));
    };
    // The members are taken before the log is looked at, and that cannot be read.
    keep(&vec![0; envelope.bytes().len()]);
    assert_eq!(world.server.send(&device.sign_in(request)).status, 500);
    keep(envelope.bytes());
    let other = add_member(&world.stranger(), Capability::Read, None);
    assert_eq!(world.append(other, Vec::new()).status, 200);
}

#[test]
fn the_same_push_again_changes_nothing() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1), world.envelope(&device, 2)];
    let first = world.push_all(&device, &envelopes);
    for _ in 0..3 {
        assert_eq!(world.push_all(&device, &envelopes), first);
    }
    let more = [envelopes[1].clone(), world.envelope(&device, 3)];
    assert_eq!(world.push_all(&device, &more).head, 3);
    assert_eq!(world.page(&device).rows.len(), 3);
}

#[test]
fn a_lost_reply_followed_by_a_membership_change_is_no_fork() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1)];
    let first = world.push_all(&device, &envelopes);
    world.person(Capability::Read);
    assert_eq!(world.push_all(&device, &envelopes), first);
}

#[test]
fn a_valid_prefix_is_stored_and_the_rest_named() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1), world.envelope(&device, 3)];
    let pushed: PushResponse = world.push(&device, &envelopes).cbor();
    assert_eq!((pushed.dev_seq, pushed.head), (1, 1));
    assert_eq!(pushed.refused.as_deref(), Some("need_dev_seq"));
    let rest = world.push(&device, &envelopes[1..]).problem();
    assert_eq!((rest.code, rest.have), (ProblemCode::NeedDevSeq, Some(1)));
}

#[test]
fn each_reason_for_a_refusal_has_its_code_and_changes_nothing() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let reader = world.person(Capability::Read);
    let kept = [world.envelope(&device, 1)];
    world.push_all(&device, &kept);
    let before = world.page(&device);

    let other_hash = world.envelope(&device, 1);
    let ahead = world.envelope_with(&device, 2, b"x", |draft| draft.seen_seq = 9);
    let parted = world.envelope_with(&device, 2, b"x", |draft| draft.seen_hash = Hash([1; 32]));
    let key = world.envelope_with(&device, 2, b"x", |draft| draft.key_epoch = 2);
    let members = world.envelope_with(&device, 2, b"x", |draft| draft.m_hash = Hash([1; 32]));
    let foreign = world.envelope(
        &crate::kit::Device::make(&mut shared::crypto::SeededEntropy::new(99)),
        1,
    );
    let mut forged = world.envelope(&device, 2).bytes().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let forged = shared::envelope::Envelope::parse(forged).unwrap();
    let cases = [
        (other_hash, ProblemCode::DeviceFork),
        (ahead, ProblemCode::HealNeeded),
        (parted, ProblemCode::HealNeeded),
        (key, ProblemCode::StaleKey),
        (members, ProblemCode::Refused),
        (foreign, ProblemCode::Refused),
        (forged, ProblemCode::Refused),
    ];
    for (envelope, code) in cases {
        assert_eq!(world.push(&device, &[envelope]).code(), code);
    }
    let reading = [world.envelope(&reader, 1)];
    assert_eq!(world.push(&reader, &reading).code(), ProblemCode::Forbidden);
    assert_eq!(world.page(&device), before);
}

#[test]
fn a_full_space_says_so() {
    let server = crate::kit::TestServer::start_with(|config| config.limits.space_bytes_max = 1_000);
    let mut world = World::on(server);
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1), world.envelope(&device, 2)];
    let pushed: PushResponse = world.push(&device, &envelopes).cbor();
    assert_eq!(
        (pushed.dev_seq, pushed.refused.as_deref()),
        (1, Some("quota"))
    );
}

#[test]
fn pages_are_cut_at_the_wished_size_and_hold_at_least_one_row() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes: Vec<_> = (1..=5)
        .map(|number| world.envelope(&device, number))
        .collect();
    world.push_all(&device, &envelopes);
    let size = envelopes[0].bytes().len();
    let page: LogPage = world
        .log(&device, &format!("?bytes_max={}", size * 2))
        .cbor();
    assert_eq!((page.rows.len(), page.last, page.head), (2, 2, 5));
    let page: LogPage = world.log(&device, "?after=2&bytes_max=1").cbor();
    assert_eq!((page.rows.len(), page.last), (1, 3));
    assert_eq!(page.rows[0].envelope, envelopes[2].bytes());
    let rest: LogPage = world
        .log(&device, &format!("?after=3&era={}", page.era))
        .cbor();
    assert_eq!((rest.rows.len(), rest.last), (2, 5));
    let end: LogPage = world.log(&device, "?after=5").cbor();
    assert_eq!((end.rows.len(), end.last, end.chain), (0, 5, rest.chain));
}

#[test]
fn a_reader_who_knows_more_or_another_era_is_told() {
    let mut world = World::new();
    let device = world.person(Capability::Read);
    let ahead = world.log(&device, "?after=1").problem();
    assert_eq!((ahead.code, ahead.have), (ProblemCode::HealNeeded, Some(0)));
    let era = LogEra([0; 8]);
    let other = world.log(&device, &format!("?after=0&era={era}"));
    assert_eq!(other.code(), ProblemCode::EraChanged);
    for query in ["?after=x", "?after=-1", "?era=12", "?bytes_max=many"] {
        assert_eq!(
            world.log(&device, query).code(),
            ProblemCode::Malformed,
            "{query}"
        );
    }
}
