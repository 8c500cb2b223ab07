//! What a list shows, in which order, under which headings, and what its views read back.

use super::*;

#[test]
fn a_choice_that_another_field_of_the_row_spells_out_is_not_said_twice() {
    let sender = ANTWORT.field_by_key("absender").unwrap().id;
    let town = ANTWORT.field_by_key("kommune").unwrap().id;
    let of = |choice: &str| record(&ANTWORT, MINE, 1, &[("absender", text_of(choice))]);
    // The name of the town is said, not the word "town".
    assert!(ANTWORT.summary.contains(&town));
    assert!(is_said_by_another(&ANTWORT, &of("stadt"), sender));
    assert!(!is_said_by_another(&ANTWORT, &of("anonym"), sender));
    assert!(!is_said_by_another(&ANTWORT, &of("stadt"), town));
}

#[test]
fn what_is_due_is_told_from_what_is_late_and_what_is_finished_is_neither() {
    // Days from today, state: overdue, due, this week, open.
    let table = [
        (Some(-1), "offen", [true, true, true, true]),
        (Some(0), "in_arbeit", [false, true, true, true]),
        (Some(DUE_DAYS), "offen", [false, true, false, true]),
        (Some(DUE_DAYS + 1), "offen", [false, false, false, true]),
        (Some(-9), "erledigt", [false, false, false, false]),
        (Some(-9), "entfaellt", [false, false, false, false]),
        (None, "offen", [false, false, false, true]),
    ];
    for (days, status, expected) in table {
        let record = task("A", days.map(|days| TODAY + days), status);
        let seen =
            [Show::Overdue, Show::Due, Show::ThisWeek, Show::Open].map(|show| shown(show, &record));
        assert_eq!(seen, expected, "{days:?} {status}");
    }
}

#[test]
fn a_week_begins_on_monday() {
    let monday = monday_of(TODAY);
    assert_eq!(monday, TODAY - 1);
    for day in monday..monday + 7 {
        assert_eq!(monday_of(day), monday);
    }
    assert_eq!(monday_of(monday + 7), monday + 7);
    assert_eq!(monday_of(-1), -3);
}

#[test]
fn mine_is_what_i_began_and_news_is_what_others_did_lately() {
    let title = [("titel", text_of("A"))];
    let mine = record(&AUFGABE, MINE, 20_710, &title);
    let theirs = record(&AUFGABE, OTHER, 20_710, &title);
    let old = record(&AUFGABE, OTHER, 20_711 - 15, &title);
    assert!(shown(Show::Mine, &mine) && !shown(Show::Mine, &theirs));
    assert!(shown(Show::ByOthers, &theirs));
    assert!(!shown(Show::ByOthers, &mine) && !shown(Show::ByOthers, &old));
    let edge = record(&AUFGABE, OTHER, 20_711 - 14, &title);
    assert!(shown(Show::ByOthers, &edge));
}

#[test]
fn unsent_and_conflicting_records_are_found() {
    let mut torn = task("A", None, "offen");
    assert!(!shown(Show::Conflict, &torn) && !shown(Show::Unsent, &torn));
    for slot in torn.slots.values_mut() {
        let mut other = slot.versions[0].clone();
        other.dot.device = OTHER;
        other.value = text_of("B");
        slot.versions.push(other);
    }
    assert!(shown(Show::Conflict, &torn));
    let item = Item {
        record: &torn,
        unsent: true,
    };
    assert!(Show::Unsent.takes(&AUFGABE, item, NOW));
}

#[test]
fn who_is_in_charge_is_found_among_functions_and_organisations() {
    let names = [
        "Gemeindekümmernde".to_owned(),
        "Heimatverein Musterau".to_owned(),
    ];
    assert!(is_in_charge("Gemeindekuemmernde", &names));
    assert!(is_in_charge("Rathaus, Gemeindekümmernde", &names));
    assert!(is_in_charge("Heimatverein Musterau e.V.", &names));
    assert!(!is_in_charge("Heimatverein", &names), "another one perhaps");
    assert!(!is_in_charge("", &names) && !is_in_charge("Rathaus", &[String::new()]));
    for def in ALL {
        let known = def.charge.iter().all(|id| def.field(*id).is_some());
        assert!(known, "{}", def.key);
    }
    assert!(!AUFGABE.charge.is_empty());
}

#[test]
fn a_kind_without_workflow_offers_no_open_ones_and_no_groups() {
    let count = record(&ZAEHLUNG, MINE, 20_700, &[]);
    let item = Item {
        record: &count,
        unsent: false,
    };
    assert!(!Show::Open.takes(&ZAEHLUNG, item, NOW));
    assert!(groups(&ZAEHLUNG, &[&count]).is_empty());
}

#[test]
fn orders_go_by_name_by_day_and_by_change() {
    let tasks = [
        task("Zelt", Some(TODAY), "offen"),
        task("ärzte", None, "offen"),
        task("Bänke", Some(TODAY - 3), "offen"),
    ];
    let tasks: Vec<&RecordState> = tasks.iter().collect();
    assert_eq!(order(&AUFGABE, &tasks, Order::Usual), [0, 1, 2]);
    assert_eq!(order(&AUFGABE, &tasks, Order::Title), [1, 2, 0]);
    assert_eq!(order(&AUFGABE, &tasks, Order::Due), [2, 0, 1]);
    let early = record(&AUFGABE, MINE, 1, &[("titel", text_of("A"))]);
    let late = record(&AUFGABE, MINE, 2, &[("titel", text_of("B"))]);
    assert_eq!(order(&AUFGABE, &[&early, &late], Order::Changed), [1, 0]);
    assert!(!Order::Title.fits(&AKTEUR) && Order::Title.fits(&AUFGABE));
    assert!(
        !Order::Due.fits(&AUFGABE),
        "tasks are in the order of their day already"
    );
}

#[test]
fn groups_follow_the_workflow_and_a_newer_state_comes_last() {
    let tasks = [
        task("A", None, "erledigt"),
        task("B", None, "offen"),
        task("C", None, "aus der Zukunft"),
        task("D", None, "offen"),
    ];
    let tasks: Vec<&RecordState> = tasks.iter().collect();
    let found: Vec<_> = groups(&AUFGABE, &tasks)
        .into_iter()
        .map(|(state, places)| (state.map(|state| state.key), places))
        .collect();
    assert_eq!(
        found,
        [
            (Some("offen"), vec![1, 3]),
            (Some("erledigt"), vec![0]),
            (None, vec![2])
        ]
    );
}

#[test]
fn a_view_reads_back_what_it_writes_and_is_lenient_with_newer_ones() {
    for show in Show::ALL {
        for order in Order::ALL {
            let view = View {
                show,
                order,
                grouped: true,
                words: "Bänke/Bahnhof".to_owned(),
            };
            assert_eq!(View::from_line(&view.to_line()), view);
        }
    }
    assert_eq!(View::from_line(""), View::default());
    assert_eq!(
        View::from_line("neu/frist/nein/Rat"),
        View {
            order: Order::Due,
            words: "Rat".to_owned(),
            ..View::default()
        }
    );
}
