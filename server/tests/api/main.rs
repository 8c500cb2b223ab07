//! Every call over real HTTP against a real SQLite file.
//!
//! One binary; the last test fails if a file beside this one is not listed here.

#![expect(
    clippy::disallowed_methods,
    reason = "these tests block and have no runtime to wait in"
)]
#![expect(unreachable_pub, reason = "the kit is seen by this binary only")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test that fails says so"
)]

mod anyone;
mod attacks;
mod auth;
mod bad_input;
mod blobs;
mod checkpoints;
mod damaged;
mod durability;
mod http;
mod invites;
mod kit;
mod live;
mod log_output;
mod members;
mod overload;
mod push_and_log;
mod removed;
mod slow;
mod static_files;

#[test]
fn every_file_beside_this_one_is_listed() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api");
    let listed = include_str!("main.rs");
    for entry in std::fs::read_dir(here).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.trim_end_matches(".rs");
        assert!(
            stem == "main" || listed.contains(&format!("mod {stem};")),
            "{name}"
        );
    }
}
