use super::*;
use crate::records::AKTEUR;

const EVENT: u16 = 10;
const TASK: u16 = 133;

fn id(number: u32) -> RecordId {
    let mut bytes = [0; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    RecordId(bytes)
}

fn entry(field: u16, weight: u8, text: &str) -> Entry {
    Entry {
        field,
        weight,
        text: text.to_owned(),
    }
}

fn small() -> Index {
    let mut index = Index::new();
    index.put(
        id(1),
        EVENT,
        vec![
            entry(1, 3, "Stadtfest Musterau"),
            entry(4, 2, "Markt vor dem Rathaus"),
        ],
    );
    index.put(
        id(2),
        EVENT,
        vec![
            entry(1, 3, "Küchentischgespräch"),
            entry(4, 2, "Ortsteil Hinterau"),
        ],
    );
    index.put(
        id(3),
        TASK,
        vec![
            entry(1, 3, "Schlüssel zurückgeben"),
            entry(5, 1, "Rathaus, Hausmeister; zum Stadtfest"),
        ],
    );
    index.put(
        id(4),
        EVENT,
        vec![
            entry(1, 3, "Wjesoła póndźela Budyšin"),
            entry(4, 2, "Hauptstraße"),
        ],
    );
    index
}

fn found(index: &Index, query: &str) -> Vec<u32> {
    index
        .find(query, Filter::default(), 10)
        .hits
        .into_iter()
        .map(|hit| u32::from_be_bytes(hit.record.0[12..].try_into().unwrap()))
        .collect()
}

#[test]
fn case_umlauts_sharp_s_and_sorbian_letters_do_not_matter() {
    let index = small();
    for query in ["küchen", "KÜCHEN", "kuechen", "kuchen", "Ku\u{308}chen"] {
        assert_eq!(found(&index, query), [2], "{query}");
    }
    for query in ["schluessel", "Schlussel", "Schlüssel"] {
        assert_eq!(found(&index, query), [3], "{query}");
    }
    assert_eq!(found(&index, "hauptstrasse"), [4]);
    assert_eq!(found(&index, "budysin"), [4]);
    assert_eq!(found(&index, "wjesola pondzela"), [4]);
}

#[test]
fn parts_of_words_are_found_from_three_letters_on() {
    let index = small();
    assert_eq!(found(&index, "tisch"), [2]);
    assert_eq!(found(&index, "gespraech"), [2]);
    assert_eq!(found(&index, "au"), Vec::<u32>::new());
    assert_eq!(found(&index, "ma"), [1]);
}

#[test]
fn every_word_of_the_query_has_to_match() {
    let index = small();
    assert_eq!(found(&index, "stadtfest rathaus"), [1, 3]);
    assert_eq!(found(&index, "stadtfest hinterau"), Vec::<u32>::new());
    assert_eq!(found(&index, "  "), Vec::<u32>::new());
    assert_eq!(found(&index, "…!"), Vec::<u32>::new());
}

#[test]
fn titles_come_before_notes_and_whole_words_before_parts() {
    let index = small();
    assert_eq!(found(&index, "stadtfest"), [1, 3]);
    assert_eq!(found(&index, "rathaus"), [1, 3]);
    let mut index = Index::new();
    index.put(id(1), EVENT, vec![entry(1, 3, "Marktplatz")]);
    index.put(id(2), EVENT, vec![entry(1, 3, "Markt")]);
    index.put(id(3), EVENT, vec![entry(1, 3, "Weihnachtsmarkt")]);
    assert_eq!(found(&index, "markt"), [2, 1, 3]);
}

#[test]
fn equals_stand_in_the_order_of_title_and_id_whatever_came_first() {
    let mut forwards = Index::new();
    let mut backwards = Index::new();
    for number in 0..50 {
        forwards.put(id(number), EVENT, vec![entry(1, 3, "Runder Tisch")]);
        backwards.put(id(49 - number), EVENT, vec![entry(1, 3, "Runder Tisch")]);
    }
    let search = |index: &Index| index.find("tisch", Filter::default(), 50).hits;
    assert_eq!(search(&forwards), search(&backwards));
}

#[test]
fn a_hit_says_why_with_the_matching_word_marked() {
    let index = small();
    let hits = index.find("rathaus", Filter { kinds: &[TASK] }, 10).hits;
    let [hit] = hits.as_slice() else {
        panic!("one hit expected")
    };
    assert_eq!((hit.record, hit.kind), (id(3), TASK));
    let reasons = index.reasons("rathaus", hit.record);
    let [piece] = reasons.as_slice() else {
        panic!("one reason expected")
    };
    assert_eq!(piece.field, 5);
    assert_eq!(
        piece.parts,
        [
            ("Rathaus".to_owned(), true),
            (", Hausmeister; zum Stadtfest".to_owned(), false)
        ]
    );
}

#[test]
fn a_long_text_is_cut_around_the_match_at_words() {
    let long = format!("{} Bündnis {}", "vorher ".repeat(30), "nachher ".repeat(30));
    let mut index = Index::new();
    index.put(id(1), EVENT, vec![entry(30, 1, &long)]);
    let parts = &index.reasons("buendnis", id(1)).remove(0).parts;
    let joined: String = parts.iter().map(|(part, _)| part.as_str()).collect();
    assert!(
        joined.starts_with("…vorher ") && joined.ends_with("nachher…"),
        "{joined}"
    );
    assert!(joined.chars().count() < 90);
    assert!(parts.contains(&("Bündnis".to_owned(), true)));
}

#[test]
fn a_changed_or_removed_record_leaves_nothing_behind() {
    let mut index = small();
    index.put(id(1), EVENT, vec![entry(1, 3, "Sommerfest Musterau")]);
    assert_eq!(found(&index, "stadtfest"), [3]);
    assert_eq!(found(&index, "sommerfest"), [1]);
    for number in 1..=4 {
        index.remove(id(number));
        index.remove(id(number));
    }
    assert!(index.is_empty() && index.words.is_empty());
    index.put(id(9), TASK, vec![entry(1, 3, "Neu")]);
    assert_eq!((found(&index, "neu"), index.slots.len()), (vec![9], 4));
}

#[test]
fn ten_thousand_records_are_searched_as_a_person_types() {
    let words = [
        "Rathaus",
        "Bürger",
        "Treffen",
        "Verein",
        "Jugend",
        "Straße",
        "Bündnis",
        "Gespräch",
    ];
    let mut index = Index::new();
    for number in 0..10_000_u32 {
        let pick =
            |turn: u32| words[(number.wrapping_mul(7919).wrapping_add(turn * 31) % 8) as usize];
        let note: Vec<_> = (0..30)
            .map(|turn| format!("{}{}", pick(turn), number % (turn + 40)))
            .collect();
        index.put(
            id(number),
            if number % 2 == 0 { EVENT } else { TASK },
            vec![
                entry(1, 3, &format!("{} {} {number}", pick(1), pick(2))),
                entry(30, 1, &note.join(" ")),
            ],
        );
    }
    #[expect(clippy::disallowed_types, reason = "a measurement for people")]
    let start = std::time::Instant::now();
    let queries = [
        "b",
        "bu",
        "bür",
        "buerger",
        "strasse",
        "rathaus 77",
        "buendnis gespraech 12",
        "xyz",
    ];
    for query in queries {
        let all = index.find(query, Filter::default(), 50).hits;
        assert!(all.len() <= 50);
        assert!(
            index
                .find(query, Filter { kinds: &[TASK] }, 50)
                .hits
                .iter()
                .all(|hit| hit.kind == TASK)
        );
    }
    // No limit here: machines differ. The time is for whoever looks (`cargo test -- --nocapture`).
    eprintln!("{} queries: {:?}", queries.len() * 2, start.elapsed());
    assert!(index.find("xyz", Filter::default(), 50).hits.is_empty());
}

#[test]
fn a_similar_name_is_hinted_at_though_words_are_missing_or_differ() {
    let mut index = Index::new();
    for (id, name) in [
        (1, "Freiwillige Feuerwehr"),
        (2, "Heimatverein Mügeln"),
        (3, "Sportverein Grün-Weiß"),
    ] {
        let values = [(AKTEUR.title, Value::Text(name.to_owned()))];
        let values = values.iter().map(|(field, value)| (*field, value));
        index.put(RecordId([id; 16]), AKTEUR.id, entries(&AKTEUR, values));
    }
    let similar = |typed: &str| {
        let found = index.similar(typed, AKTEUR.id, 3);
        found.into_iter().map(|id| id.0[0]).collect::<Vec<_>>()
    };
    assert_eq!(similar("Feuerwehr Musterau"), [1]);
    assert_eq!(similar("heimatverein muegeln"), [2]);
    assert_eq!(similar("Sportver"), [3]);
    assert!(similar("Chor").is_empty());
    assert_eq!(similar("Heimatverien Mügeln e.V."), [2], "a slip");
    assert!(index.similar("Feuerwehr", AKTEUR.id + 1, 3).is_empty());
}

#[test]
fn a_query_counts_what_it_finds_by_kind_and_lists_one_kind_whole() {
    let index = small();
    assert_eq!(
        index.find("rathaus", Filter::default(), 0).kinds,
        [(EVENT, 1), (TASK, 1)]
    );
    assert_eq!(index.find("stadtfest", Filter::default(), 0).kinds[0].1, 1);
    assert_eq!(index.matching("rathaus", TASK), [id(3)]);
    assert!(
        index.matching("", TASK).is_empty()
            && index.find(" ", Filter::default(), 0).kinds.is_empty()
    );
}

#[test]
fn a_choice_says_why_in_the_language_it_was_found_in() {
    let text = "Diskussions- oder Informationsveranstaltung · Discussion or information event";
    let mut index = Index::new();
    index.put(id(1), EVENT, vec![entry(9, 1, text)]);
    for (query, wanted) in [
        (
            "informationsv",
            "Diskussions- oder Informationsveranstaltung",
        ),
        ("information", "Discussion or information event"),
    ] {
        let piece = index.reasons(query, id(1)).remove(0);
        let said: String = piece.parts.iter().map(|(part, _)| part.as_str()).collect();
        assert_eq!(said, wanted, "{query}");
    }
}
