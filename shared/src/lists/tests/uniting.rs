//! Duplicates: who is one, what uniting takes up, and how what was united is parted again.

use super::*;

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
