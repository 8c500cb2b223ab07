//! Stories of people: headless devices, the real server as a process, a real SQLite file.
//!
//! One file a story, named as its promise. This file lists them and fails if one is not listed.

mod a_lost_phone_is_emptied;
mod a_sheet_of_paper_brings_a_person_back;
mod kit;
mod marker_words_stay_on_the_phones;
mod only_members_see_a_town;
mod the_demo_fills_every_list;
mod the_log_is_dropped;
mod the_server_is_killed;
mod the_server_is_restored;
mod two_phones_one_town;
mod two_towns_share_an_alliance;
mod who_was_removed_reads_nothing_new;

#[test]
fn every_story_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
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
