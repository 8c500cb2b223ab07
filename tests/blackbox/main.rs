//! The real server's binary, treated badly: killed, stopped, starved, flooded, set back. Every story ends the same
//! way: all that was acknowledged is there, and the server is of use.
//!
//! One file a story, named as its promise. This file lists them and fails if one is not listed.

mod a_backup_that_was_cut_off_is_no_backup;
mod a_full_disk_stops_writing_and_nothing_else;
mod five_hundred_devices_return_at_once;
mod kit;
mod slow_clients_slow_nobody_else;
mod the_server_dies_in_the_middle_of_an_attachment;
mod the_server_dies_while_it_takes_checkpoints;
mod the_server_dies_while_it_takes_pushes;
mod the_server_stands_still;
mod yesterdays_file_is_put_in_place;

#[test]
fn every_story_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("blackbox");
    let listed = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.trim_end_matches(".rs");
        assert!(
            stem == "main" || listed.contains(&format!("mod {stem};")),
            "{name} is not listed"
        );
    }
}
