//! A device that was removed: it reads who removed it, and nothing else.

use crate::http::Request;
use crate::kit::{World, log_in};
use shared::mlog::{Capability, MemberOp};
use shared::protocol::messages::MembersResponse;
use shared::protocol::{ProblemCode, routes};

#[test]
fn a_removed_device_loses_its_session_and_may_read_of_its_removal() {
    let mut world = World::new();
    let mut device = world.person(Capability::Write);
    let envelopes = [world.envelope(&device, 1)];
    world.push_all(&device, &envelopes);
    let remove = MemberOp::RemoveMember {
        member: device.member,
        wipe: true,
    };
    assert_eq!(world.append(remove, Vec::new()).status, 200);
    world.person(Capability::Read);
    assert_eq!(world.log(&device, "").code(), ProblemCode::NoSession);

    log_in(&world.server, &mut device);
    assert!(world.heads(&device).is_empty());
    let problem = world.log(&device, "").problem();
    assert_eq!(
        (problem.code, problem.have),
        (ProblemCode::Removed, Some(3))
    );
    assert_eq!(world.push(&device, &envelopes).code(), ProblemCode::Removed);

    let request = device.sign_in(Request::get(routes::members(world.town.id)));
    let page: MembersResponse = world.server.send(&request).cbor();
    assert_eq!(
        (page.entries.len(), page.m_seq),
        (3, 3),
        "up to the removal, not beyond"
    );
    assert!(page.boxes.is_empty());
}

#[test]
fn a_member_removed_from_one_space_keeps_the_others() {
    let mut world = World::new();
    let mut stranger = world.stranger();
    let op = crate::kit::add_member(&stranger, Capability::Read, None);
    assert_eq!(world.append(op, Vec::new()).status, 200);
    assert_eq!(world.heads(&stranger).len(), 2);
    let remove = MemberOp::RemoveMember {
        member: stranger.member,
        wipe: false,
    };
    assert_eq!(world.append(remove, Vec::new()).status, 200);
    log_in(&world.server, &mut stranger);
    assert_eq!(world.heads(&stranger).len(), 1);
}
