use super::*;
use crate::ids::RecordId;
use crate::merge::{Author, Edit, Op, State, plan};
use crate::records::{
    AKTEUR, ALL, ANTWORT, AUFGABE, BEGLEITUNG, BEITRAG, FieldKind, NOTIZ, Repeat, VERANSTALTUNG,
    ZAEHLUNG,
};

const MINE: DeviceId = DeviceId([1; 16]);
const OTHER: DeviceId = DeviceId([2; 16]);
const TODAY: i32 = 20_711; // Tuesday, 15 September 2026
const DAY_MS: u64 = 86_400_000;
const NOW: Now<'static> = Now {
    today: TODAY,
    now_ms: 20_711 * DAY_MS,
    own: &[MINE],
};

/// A record written by one device on a day.
fn record(def: &RecordDef, device: DeviceId, day: u64, values: &[(&str, Value)]) -> RecordState {
    let id = RecordId([7; 16]);
    let edits: Vec<Edit> = values
        .iter()
        .map(|(key, value)| Edit::Set {
            field: def.field_by_key(key).unwrap().id,
            value: value.clone(),
            prev: vec![],
        })
        .collect();
    let author = Author {
        device,
        op_no: 1,
        hlc: (day * DAY_MS) << 16,
    };
    let mut state = State::default();
    for op in plan(&state, def.id, id, &edits, author) {
        state.apply(&op);
    }
    std::sync::Arc::unwrap_or_clone(state.records.remove(&id).unwrap_or_default())
}

fn text_of(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn task(title: &str, due: Option<i32>, status: &str) -> RecordState {
    let mut values = vec![("titel", text_of(title)), ("status", text_of(status))];
    values.extend(due.map(|day| ("bis", Value::Date(day))));
    record(&AUFGABE, MINE, 20_700, &values)
}

fn shown(show: Show, record: &RecordState) -> bool {
    let item = Item {
        record,
        unsent: false,
    };
    show.takes(&AUFGABE, item, NOW)
}

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

fn note(words: &str) -> RecordState {
    let event = Value::Link(RecordId([9; 16]));
    let values = [("text", text_of(words)), ("veranstaltung", event)];
    record(&NOTIZ, MINE, 20_700, &values)
}

fn begun(to: &RecordDef, words: &str, key: &str) -> Option<Value> {
    let field = to.field_by_key(key).unwrap().id;
    let fields = beginning(&NOTIZ, &note(words), to);
    fields
        .into_iter()
        .find(|(id, _)| *id == field)
        .map(|(_, value)| value)
}

#[test]
fn a_note_becomes_a_record_with_its_first_line_as_name_and_its_links() {
    let words = "Zelt abholen\nSchlüssel beim Heimatverein";
    assert_eq!(
        begun(&AUFGABE, words, "titel"),
        Some(text_of("Zelt abholen"))
    );
    assert_eq!(
        begun(&AUFGABE, words, "notiz"),
        Some(text_of("Schlüssel beim Heimatverein"))
    );
    assert_eq!(
        begun(&AUFGABE, words, "veranstaltung"),
        Some(Value::Link(RecordId([9; 16])))
    );
    let card = name_and_rest(&BEITRAG, words);
    assert_eq!(card, [(BEITRAG.title, text_of(words))]);
}

#[test]
fn a_long_first_line_is_cut_for_the_name_and_stands_whole_in_the_text() {
    let words = "ä".repeat(300);
    assert_eq!(
        begun(&AUFGABE, &words, "titel"),
        Some(text_of(&"ä".repeat(200)))
    );
    assert_eq!(begun(&AUFGABE, &words, "notiz"), Some(text_of(&words)));
}

#[test]
fn whatever_a_note_becomes_its_form_begins_with_values_that_fit() {
    let note = note(&"Wort ".repeat(390));
    let kinds: Vec<_> = ALL.iter().filter(|to| may_become(&NOTIZ, to)).collect();
    assert!(kinds.iter().any(|to| to.id == VERANSTALTUNG.id) && kinds.len() > 8);
    assert!(
        kinds
            .iter()
            .all(|to| to.id != NOTIZ.id && to.parent.is_none())
    );
    assert!(
        !may_become(&AUFGABE, &VERANSTALTUNG),
        "only what is an inbox is sorted"
    );
    for to in kinds {
        for (field, value) in beginning(&NOTIZ, &note, to) {
            let kind = to.field(field).unwrap().kind;
            let (FieldKind::Text { chars_max: room } | FieldKind::LongText { chars_max: room }) =
                kind
            else {
                continue;
            };
            assert!(
                value.as_text().unwrap().chars().count() <= usize::from(room),
                "{}",
                to.key
            );
        }
    }
}

fn steps_of(def: &RecordDef, key: &str, status: &[&str]) -> Vec<(&'static str, Place)> {
    let field = def.field_by_key(key).unwrap().id;
    let id = RecordId([7; 16]);
    let mut state = State::default();
    for (number, status) in (1..).zip(status) {
        let prev = state
            .records
            .get(&id)
            .map(|it| it.dots(field))
            .unwrap_or_default();
        let edit = Edit::Set {
            field,
            value: text_of(status),
            prev,
        };
        let author = Author {
            device: MINE,
            op_no: number,
            hlc: number << 16,
        };
        for op in plan(&state, def.id, id, &[edit], author) {
            state.apply(&op);
        }
    }
    let steps = steps(def, &state.records[&id]);
    steps
        .into_iter()
        .map(|(state, place)| (state.key, place))
        .collect()
}

#[test]
fn the_state_is_a_line_of_steps_behind_here_and_ahead() {
    use Place::{Ahead, Behind, Here};
    assert_eq!(
        steps_of(&AUFGABE, "status", &["in_arbeit"]),
        [("offen", Behind), ("in_arbeit", Here), ("erledigt", Ahead)]
    );
    let begun = ["kontakt", "auftrag", "vereinbarung", "ruhend"];
    let paused = steps_of(&BEGLEITUNG, "phase", &begun);
    assert_eq!(paused.len(), 10);
    assert_eq!(paused[2], ("vereinbarung", Behind));
    assert_eq!(paused[3], ("analyse", Ahead));
    assert_eq!(paused[9], ("ruhend", Here));
}

#[test]
fn every_workflow_is_a_line_with_one_here() {
    for def in ALL.iter().filter(|def| def.state.is_some()) {
        let fresh = record(def, MINE, 20_700, &[]);
        let steps = steps(def, &fresh);
        assert_eq!(steps[0].1, Place::Here, "{}", def.key);
        assert!(steps.len() > 1, "{}: a workflow leads somewhere", def.key);
    }
}

fn organisation(values: &[(&str, &str)]) -> RecordState {
    let values: Vec<_> = values
        .iter()
        .map(|(key, words)| (*key, text_of(words)))
        .collect();
    record(&AKTEUR, MINE, 20_700, &values)
}

#[test]
fn twins_have_the_same_words_in_their_names() {
    let all = [
        organisation(&[("name", "Feuerwehr Musterau")]),
        organisation(&[("name", "Heimatverein")]),
        organisation(&[("name", "Musterau: feuerwehr")]),
        organisation(&[("name", "Feuerwehr Beispielsdorf")]),
        organisation(&[]),
    ];
    let all: Vec<&RecordState> = all.iter().collect();
    let mut found = twins(&AKTEUR, &all);
    for (one, other) in &mut found {
        (*one, *other) = ((*one).min(*other), (*one).max(*other));
    }
    assert_eq!(found, [(0, 2)]);
}

fn named_task(values: &[(&str, Value)]) -> RecordState {
    let name = [("titel", text_of("Genehmigung beantragen"))];
    record(&AUFGABE, MINE, 20_700, &[&name, values].concat())
}

#[test]
fn tasks_of_two_events_are_no_twins_though_one_template_made_them() {
    let of = |key, number| [(key, Value::Link(RecordId([number; 16])))];
    for (one, other, are) in [
        (of("veranstaltung", 1), of("veranstaltung", 1), true),
        (of("veranstaltung", 1), of("veranstaltung", 2), false),
        (of("bezug", 1), of("bezug", 2), false),
        // Jotted down once more, or put in somebody else's charge.
        (of("veranstaltung", 1), of("massnahme", 2), true),
        (of("organisation", 1), of("organisation", 2), true),
    ] {
        let (one, other) = (named_task(&one), named_task(&other));
        let found = twins(&AUFGABE, &[&one, &other]);
        assert_eq!(!found.is_empty(), are, "{one:?}");
    }
    // Three events of one template, and one task written twice.
    let all = [1, 2, 3, 2].map(|event| named_task(&of("veranstaltung", event)));
    let all: Vec<&RecordState> = all.iter().collect();
    assert_eq!(twins(&AUFGABE, &all), [(1, 3)]);
}

#[test]
fn what_happens_again_is_no_twin() {
    let due = |day| ("bis", Value::Date(day));
    let weekly = ("wiederholung", text_of("woche"));
    let (one, next) = (
        named_task(&[weekly.clone(), due(20_700)]),
        named_task(&[weekly, due(20_707)]),
    );
    assert_eq!(twins(&AUFGABE, &[&one, &next]), []);
    // Without repeating, another day may as well be the same task.
    let (one, other) = (named_task(&[due(20_700)]), named_task(&[due(20_707)]));
    assert_eq!(twins(&AUFGABE, &[&one, &other]), [(0, 1)]);
    let event = |minutes| {
        let values = [
            ("titel", text_of("Bänkefest")),
            ("beginn", Value::DateTime(minutes)),
        ];
        record(&VERANSTALTUNG, MINE, 20_700, &values)
    };
    let day = crate::text::dates::DAY_MINUTES;
    let (morning, noon, next_year) = (event(600), event(720), event(600 + 365 * day));
    assert_eq!(twins(&VERANSTALTUNG, &[&morning, &next_year]), []);
    assert_eq!(twins(&VERANSTALTUNG, &[&morning, &noon]), [(0, 1)]);
}

#[test]
fn one_record_takes_up_what_it_does_not_say_itself_and_what_is_chosen() {
    let into = organisation(&[("name", "Feuerwehr"), ("ortsteil", "Markt")]);
    let from = organisation(&[
        ("name", "FFW"),
        ("ortsteil", "Markt"),
        ("sektor", "zivilgesellschaft"),
    ]);
    let differ: Vec<_> = differences(&AKTEUR, &into, &from)
        .iter()
        .map(|it| it.key)
        .collect();
    assert_eq!(differ, ["name"]);
    let sector = AKTEUR.field_by_key("sektor").unwrap().id;
    let name = AKTEUR.title;
    let fields = |edits: Vec<Edit>| -> Vec<u16> {
        edits
            .iter()
            .map(|edit| match edit {
                Edit::Set { field, .. } | Edit::Put { field, .. } => *field,
                _ => 0,
            })
            .collect()
    };
    assert_eq!(fields(take_up(&AKTEUR, &into, &from, &[])), [sector]);
    let mut both = fields(take_up(&AKTEUR, &into, &from, &[name]));
    both.sort_unstable();
    let mut expected = vec![name, sector];
    expected.sort_unstable();
    assert_eq!(both, expected);
}

#[test]
fn who_referred_to_the_one_refers_to_the_other() {
    let (from, into) = (RecordId([1; 16]), RecordId([2; 16]));
    let task = record(
        &AUFGABE,
        MINE,
        20_700,
        &[("organisation", Value::Link(from))],
    );
    let edits = point_to(&AUFGABE, &task, from, into);
    assert!(matches!(edits.as_slice(), [Edit::Set { value: Value::Link(id), .. }] if *id == into));
    assert!(point_to(&AUFGABE, &task, RecordId([3; 16]), into).is_empty());
}

const INTO: RecordId = RecordId([2; 16]);
const FROM: RecordId = RecordId([1; 16]);

/// One device and everything it has written or heard of.
struct Desk {
    device: DeviceId,
    state: State,
    next: u64,
    heard: Vec<Op>,
}

impl Desk {
    fn new(device: DeviceId) -> Self {
        Self {
            device,
            state: State::default(),
            next: 1,
            heard: Vec::new(),
        }
    }

    fn write(&mut self, id: RecordId, edits: &[Edit], day: u64) {
        let author = Author {
            device: self.device,
            op_no: self.next,
            hlc: (day * DAY_MS) << 16,
        };
        let ops = plan(&self.state, AKTEUR.id, id, edits, author);
        self.next += ops.len() as u64;
        for op in ops {
            self.state.apply(&op);
            self.heard.push(op);
        }
    }

    fn hear(&mut self, other: &Self) {
        for op in &other.heard {
            self.state.apply(op);
        }
    }

    fn record(&self, id: RecordId) -> &RecordState {
        &self.state.records[&id]
    }

    fn say(&mut self, id: RecordId, key: &str, words: &str, day: u64) {
        let field = AKTEUR.field_by_key(key).unwrap().id;
        let known = self.state.records.get(&id);
        let edit = Edit::Set {
            field,
            value: text_of(words),
            prev: known.map_or_else(Vec::new, |record| record.dots(field)),
        };
        self.write(id, &[edit], day);
    }

    fn unite(&mut self, day: u64) {
        let (into, from) = (self.record(INTO), self.record(FROM));
        let taken = take_up(&AKTEUR, into, from, &[AKTEUR.title]);
        let (into, from) = (
            mark(INTO, FROM, taken, into),
            mark(INTO, FROM, vec![], from),
        );
        self.write(INTO, &into, day);
        self.write(FROM, &from, day);
        self.write(FROM, &[Edit::Trash], day);
    }

    fn part(&mut self, day: u64) {
        let (union, _) = unions(self.record(FROM)).remove(0);
        for id in [INTO, FROM] {
            let edits = part(&union, id, self.record(id));
            self.write(id, &edits, day);
        }
    }

    fn text(&self, id: RecordId, key: &str) -> Option<&str> {
        let field = AKTEUR.field_by_key(key).unwrap().id;
        self.record(id).text(field)
    }
}

#[test]
fn what_one_device_united_another_parts_and_the_history_says_who_did_what() {
    let (mut anna, mut ben) = (Desk::new(MINE), Desk::new(OTHER));
    anna.say(INTO, "name", "Feuerwehr", 20_700);
    anna.say(FROM, "name", "Feuerwehr Musterau", 20_700);
    anna.say(FROM, "sektor", "zivilgesellschaft", 20_700);
    anna.unite(20_701);
    assert_eq!(anna.text(INTO, "name"), Some("Feuerwehr Musterau"));
    assert_eq!(anna.text(INTO, "sektor"), Some("zivilgesellschaft"));
    assert!(anna.record(FROM).trashed());

    // Ben changes the name, then parts them on his own device.
    ben.hear(&anna);
    ben.say(INTO, "name", "FFW Musterau", 20_702);
    ben.part(20_703);
    assert!(!ben.record(FROM).trashed());
    assert_eq!(ben.text(INTO, "sektor"), None);
    assert_eq!(
        ben.text(INTO, "name"),
        Some("FFW Musterau"),
        "what was changed since stays"
    );
    assert_eq!(ben.text(FROM, "name"), Some("Feuerwehr Musterau"));
    anna.hear(&ben);
    assert_eq!(anna.state.records, ben.state.records);
    for id in [INTO, FROM] {
        assert!(unions(anna.record(id)).is_empty());
        let traces = traces(anna.record(id));
        let told: Vec<_> = traces
            .iter()
            .map(|it| (it.parted, it.version.dot.device))
            .collect();
        assert_eq!(told, [(true, OTHER), (false, MINE)]);
        assert_eq!((traces[0].union.into, traces[0].union.from), (INTO, FROM));
    }
    // Nothing is left to be parted, and they can be united again.
    let union = traces(anna.record(FROM))[0].union.clone();
    assert!(part(&union, INTO, anna.record(INTO)).is_empty());
    anna.unite(20_704);
    assert_eq!(unions(anna.record(INTO)).len(), 1);
    assert!(anna.record(FROM).trashed());
}

#[test]
fn two_devices_that_part_at_once_agree() {
    let (mut anna, mut ben) = (Desk::new(MINE), Desk::new(OTHER));
    anna.say(INTO, "name", "Feuerwehr", 20_700);
    anna.say(FROM, "name", "Feuerwehr Musterau", 20_700);
    anna.unite(20_701);
    ben.hear(&anna);
    anna.part(20_702);
    ben.part(20_702);
    anna.hear(&ben);
    ben.hear(&anna);
    assert_eq!(anna.state.records, ben.state.records);
    assert!(!anna.record(FROM).trashed());
    assert_eq!(anna.text(INTO, "name"), Some("Feuerwehr"));
    assert_eq!(anna.record(INTO).conflicts().count(), 0);
    assert!(unions(anna.record(INTO)).is_empty());
}

#[test]
fn a_mark_of_a_later_version_is_no_union() {
    let bytes = |value| Value::Bytes(minicbor::to_vec::<Vec<(u16, Value)>>(value).unwrap());
    let head = || vec![(0, Value::Link(INTO)), (0, Value::Link(FROM))];
    assert!(Union::of(&bytes(head())).is_some());
    for more in [(1, Value::Null), (4, Value::Null)] {
        assert_eq!(Union::of(&bytes([head(), vec![more]].concat())), None);
    }
    let unknown = [head(), vec![(1, Value::Null), (9, Value::Null)]].concat();
    assert_eq!(Union::of(&bytes(unknown)), None);
    assert_eq!(Union::of(&Value::Bytes(vec![])), None);
    for def in ALL {
        assert!(def.field(UNITED).is_none(), "{}", def.key);
    }
}

#[test]
fn what_is_counted_is_never_united() {
    assert!(may_unite(&AKTEUR) && !may_unite(&ZAEHLUNG));
    for def in ALL.iter().filter(|def| may_unite(def)) {
        let counters = def
            .fields
            .iter()
            .filter(|it| matches!(it.kind, FieldKind::Counter));
        assert_eq!(counters.count(), 0, "{}", def.key);
    }
}

fn weekly(status: &str) -> RecordState {
    let values = [
        ("titel", text_of("Schaukasten")),
        ("bis", Value::Date(TODAY)),
        ("wiederholung", text_of("woche")),
        ("status", text_of(status)),
    ];
    record(&AUFGABE, MINE, 20_700, &values)
}

fn step_to(status: &str) -> Vec<Edit> {
    vec![Edit::Set {
        field: AUFGABE.state.unwrap(),
        value: text_of(status),
        prev: vec![],
    }]
}

#[test]
fn a_finished_task_that_repeats_begins_anew_once_on_every_phone() {
    let id = RecordId([7; 16]);
    let next = |status: &str, to: &str| follow_up(&AUFGABE, id, &weekly(status), &step_to(to));
    let Some(FollowUp::Begin(next_id, edits)) = next("offen", "erledigt") else {
        unreachable!("a weekly task has a next one");
    };
    let day = edits.iter().find_map(|edit| match edit {
        Edit::Set { field, value, .. } if Some(*field) == AUFGABE.due => Some(value.clone()),
        _ => None,
    });
    assert_eq!(day, Some(Value::Date(TODAY + 7)));
    let says_state =
        |edit: &Edit| matches!(edit, Edit::Set { field, .. } if Some(*field) == AUFGABE.state);
    assert!(!edits.iter().any(says_state), "the next one begins open");
    assert_eq!(
        next("in_arbeit", "erledigt"),
        Some(FollowUp::Begin(next_id, edits))
    );
    assert_eq!(next("erledigt", "offen"), Some(FollowUp::Drop(next_id)));
    assert_eq!(next("offen", "entfaellt"), None);
    assert_eq!(next("offen", "in_arbeit"), None);
    let once = task("A", Some(TODAY), "offen");
    assert_eq!(follow_up(&AUFGABE, id, &once, &step_to("erledigt")), None);
}

#[test]
fn only_a_next_one_nobody_worked_on_may_go_again() {
    assert!(is_untouched(&AUFGABE, &weekly("offen")));
    assert!(!is_untouched(&AUFGABE, &weekly("in_arbeit")));
    let mut worked = weekly("offen");
    for slot in worked.slots.values_mut() {
        let past = slot.versions[0].clone();
        slot.past.push(past);
    }
    assert!(!is_untouched(&AUFGABE, &worked));
}

#[test]
fn every_choice_of_repeating_can_be_read() {
    for choice in Repeat::CHOICES {
        assert!(Repeat::from_key(choice.key).is_some(), "{}", choice.key);
    }
    assert_eq!(Repeat::from_key("nie"), None);
    for def in ALL.iter().filter(|def| def.repeats.is_some()) {
        assert!(def.due.is_some() && def.state.is_some(), "{}", def.key);
    }
}

#[test]
fn what_a_device_may_only_read_stays_and_is_parted_by_whoever_may_write_there() {
    let mut anna = Desk::new(MINE);
    anna.say(INTO, "name", "Feuerwehr", 20_700);
    anna.say(FROM, "name", "Feuerwehr Musterau", 20_700);
    // Somebody who may write everywhere unites them; a record of the network refers to the one that goes.
    let there = RecordId([9; 16]);
    anna.say(there, "name", "steht für den Verweis", 20_700);
    let mark_there = mark(INTO, FROM, Vec::new(), anna.record(there));
    anna.unite(20_701);
    anna.write(there, &mark_there, 20_701);
    let (union, _) = unions(anna.record(FROM)).remove(0);

    // A device that may only read there.
    let reach = |desk: &Desk, everywhere: bool| {
        let all = [FROM, INTO, there].map(|id| (id, desk.record(id), everywhere || id != there));
        parting(&union, all)
    };
    let from_here = reach(&anna, false);
    let written: Vec<RecordId> = from_here.writes.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        (written, from_here.left),
        (vec![FROM, INTO], vec![there]),
        "it is said before, not only after"
    );
    for (id, edits) in from_here.writes {
        anna.write(id, &edits, 20_702);
    }
    assert!(!is_marked(&union, anna.record(FROM)) && is_marked(&union, anna.record(there)));

    // Whoever may write there finishes it later, from that record's own page.
    let rest = reach(&anna, true);
    assert_eq!((rest.writes.len(), rest.left.len()), (1, 0));
    for (id, edits) in rest.writes {
        anna.write(id, &edits, 20_703);
    }
    assert!(!is_marked(&union, anna.record(there)));
    assert_eq!(reach(&anna, true), Parting::default());
}
