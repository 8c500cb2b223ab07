//! What the server writes down: neither log nor files contain a word of what passed through.

use crate::http::Request;
use crate::kit::{World, log_output};
use shared::ids::to_hex;
use shared::mlog::Capability;
use shared::protocol::{ProblemCode, routes};

const MARKER: &str = "Kanarienvogel";

#[test]
fn the_log_has_route_status_and_code_and_nothing_of_the_content() {
    let mut world = World::new();
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope_with(&device, 1, MARKER.as_bytes(), |_| ())];
    world.push_all(&device, &envelopes);
    let marked = |path: String| Request::post(path, routes::CBOR, MARKER.as_bytes().to_vec());
    let push = marked(routes::push(world.town.id)).with("x-note", MARKER);
    assert_eq!(
        world.server.send(&device.sign_in(push)).code(),
        ProblemCode::Malformed
    );
    world
        .server
        .send(&Request::get(format!("/{MARKER}?name={MARKER}")));
    world
        .server
        .send(&Request::get(format!("/v1/s/{MARKER}/log?after={MARKER}")));
    world
        .server
        .send(&device.sign_in(Request::get(format!("/v1/s/{MARKER}/log?q={MARKER}"))));
    world
        .server
        .send(&Request::get(routes::HELLO).with("authorization", MARKER));

    let log = String::from_utf8(log_output().lock().unwrap().clone()).unwrap();
    let device_id = device.keys.id().to_string();
    let secrets = [
        MARKER.to_owned(),
        device.token.clone().unwrap(),
        device_id.clone(),
        world.town.id.to_string(),
        to_hex(world.town.key.as_bytes()),
        "127.0.0.1".to_owned(),
    ];
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} is in the log");
    }
    let prefix: String = device_id.chars().take(4).collect();
    assert!(log.contains("/v1/s/{space}/push"));
    assert!(log.contains("malformed"));
    assert!(log.contains(&format!("device=\"{prefix}\"")));
}

#[test]
fn the_files_contain_neither_content_nor_tokens() {
    let mut world = World::new();
    let token = world.server.server();
    assert!(token.origin().starts_with("http://127.0.0.1:"));
    let device = world.person(Capability::Write);
    let envelopes = [world.envelope_with(&device, 1, MARKER.as_bytes(), |_| ())];
    world.push_all(&device, &envelopes);
    let token = device.token.clone().unwrap();
    let token_bytes = token.parse::<shared::ids::Hash>().unwrap().0;
    let needles = [
        MARKER.as_bytes(),
        token.as_bytes(),
        &token_bytes,
        world.town.key.as_bytes(),
    ];
    let mut files = 0;
    for entry in std::fs::read_dir(world.server.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        files += 1;
        for needle in needles {
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!found, "{}", to_hex(needle));
        }
    }
    assert!(files >= 2, "the database and its write-ahead file");
}
