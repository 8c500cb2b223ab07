//! What a record and a field are made of. Data only: no behaviour, no record type by name.

use crate::text::{Text, text};

/// Kind of a space, and so the circle a record kind lives in (`Schutzstufe`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpaceKind {
    /// Everyone in the network.
    Network,
    /// The central project team.
    Team,
    /// One town: caretaker, town hall, alliance.
    Town,
    /// The inner circle of a town: contacts, incidents.
    Core,
    /// One counselling case.
    Case,
}

/// A part of the mission, for grouping lists of kinds. Nothing is stored under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Accompanying a town through its year.
    Accompaniment,
    /// The post of the caretaker.
    Post,
    /// Who stands together.
    Alliance,
    /// Events, taking part, what came in.
    Meeting,
    /// Minutes, decisions, tasks.
    Minutes,
    /// Confidential help.
    Counselling,
    /// What is told to the public, what it changed.
    Effect,
    /// Towns, exchange, offers, publications.
    Network,
    /// The desk of the central team.
    Team,
}

impl Part {
    /// Every part, in the order in which lists show them.
    pub const ALL: [Self; 9] = [
        Self::Accompaniment,
        Self::Post,
        Self::Alliance,
        Self::Meeting,
        Self::Minutes,
        Self::Counselling,
        Self::Effect,
        Self::Network,
        Self::Team,
    ];

    /// Returns the heading above the kinds of the part.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Accompaniment => text("Begleitung", "Accompaniment"),
            Self::Post => text("Stelle", "Post"),
            Self::Alliance => text("Allianz", "Alliance"),
            Self::Meeting => text("Termine und Beteiligung", "Events and participation"),
            Self::Minutes => text("Protokoll und Aufgaben", "Minutes and tasks"),
            Self::Counselling => text("Beratung", "Counselling"),
            Self::Effect => text("Öffentlichkeit und Wirkung", "Public relations and effect"),
            Self::Network => text("Netzwerk", "Network"),
            Self::Team => text("Projektteam", "Project team"),
        }
    }
}

/// A kind of record, defined once. Forms, lists, search, history, export and sync walk this.
#[derive(Debug)]
pub struct RecordDef {
    /// Number on the wire. Never reused.
    pub id: u16,
    /// Key in addresses and exports. Never changes.
    pub key: &'static str,
    /// Singular, for example "Veranstaltung".
    pub name: Text,
    /// Plural, for example "Veranstaltungen".
    pub names: Text,
    /// What stands on the button that adds one, for example "Neue Veranstaltung".
    pub add: Text,
    /// What an empty list says: a title and what to do first.
    pub empty: (Text, Text),
    /// Where records of this kind live.
    pub home: SpaceKind,
    /// Icon name without the `i-` of the sprite.
    pub icon: &'static str,
    /// Part of the mission the kind serves; lists of kinds are grouped by it.
    pub part: Part,
    /// Sections of the form, in order; a field names its section by index.
    pub sections: &'static [Text],
    /// Fields in the order of the form. Ids are never reused.
    pub fields: &'static [FieldDef],
    /// Field whose value names the record in lists.
    pub title: u16,
    /// Fields shown, when present, on the second line of a list row.
    pub summary: &'static [u16],
    /// Field of kind [`FieldKind::State`], if the kind has a workflow.
    pub state: Option<u16>,
    /// Field by which lists are ordered: a date, or the title.
    pub order: u16,
    /// Field that says by when something has to happen, if the kind has one; lists of what is due go by it.
    pub due: Option<u16>,
    /// Field that refers to the record this one belongs to, if it is a child (a count of an event).
    pub parent: Option<u16>,
    /// Fields that say, with [`RecordDef::parent`], which record of the kind one is; two that agree in them are the same one, and
    /// phones that make it without knowing of each other make one record, see [`crate::lists::Meaning`]. Empty where there may be any number.
    /// Never changes: ids follow from it.
    pub same: &'static [u16],
    /// Field that takes the reason when a state with [`StateDef::reason`] is entered.
    pub reason: Option<u16>,
    /// State a record takes once another was made out of it: what was jotted down is sorted away.
    pub sorted: Option<&'static str>,
    /// Choice that says after what time a finished record begins anew, see [`Repeat`]; needs [`RecordDef::due`].
    pub repeats: Option<u16>,
    /// Fields that say who is in charge: an organisation, a function.
    pub charge: &'static [u16],
    /// Who changes a record, of those who may write in its circle.
    pub led: Led,
    /// What has to hold between fields.
    pub rules: &'static [Rule],
    /// How several towns have one record of the kind together, if they may.
    pub joint: Option<&'static Joint>,
}

/// A starting point for [`RecordDef`] literals: `RecordDef { id: 10, key: "…", ..RECORD }`.
pub const RECORD: RecordDef = RecordDef {
    id: 0,
    key: "",
    name: Text {
        de: "",
        en: "",
        hsb: None,
    },
    names: Text {
        de: "",
        en: "",
        hsb: None,
    },
    add: Text {
        de: "",
        en: "",
        hsb: None,
    },
    empty: (
        Text {
            de: "",
            en: "",
            hsb: None,
        },
        Text {
            de: "",
            en: "",
            hsb: None,
        },
    ),
    home: SpaceKind::Town,
    icon: "",
    part: Part::Meeting,
    sections: &[],
    fields: &[],
    title: 1,
    summary: &[],
    state: None,
    order: 1,
    due: None,
    parent: None,
    same: &[],
    reason: None,
    sorted: None,
    repeats: None,
    charge: &[],
    led: Led::ByAll,
    rules: &[],
    joint: None,
};

/// How several towns have one record together: it moves to the network, where all of them read. The kind needs the field that
/// names further towns; the words have a default that fits any kind.
#[derive(Debug)]
pub struct Joint {
    /// Keys of the fields that are copied, in the order in which they are named. A text that looks like a name stays.
    pub released: &'static [&'static str],
    /// Of these, what says a function and its number and is written down for that: not looked at for names.
    pub functions: &'static [&'static str],
    /// Keys of kinds whose records cannot move: once one refers to the record it is too late.
    pub fixed: &'static [&'static str],
    /// Why it moves and what that is good for.
    pub text: Text,
    /// What is not copied.
    pub stays: Text,
    /// What each town goes on having for itself; said on the joint record.
    pub each: Option<Text>,
    /// That it is too late, and what to do instead.
    pub too_late: (Text, Text),
    /// What becomes of it when the towns part.
    pub parting: &'static [Text],
}

/// A starting point for [`Joint`] literals: `Joint { released: &["name"], ..JOINT }`.
pub const JOINT: Joint = Joint {
    released: &[],
    functions: &[],
    fixed: &[],
    text: text(
        "Der Eintrag zieht ins Netzwerk um, denn nur dort lesen beide Städte.",
        "The entry moves to the network, because only there both towns read.",
    ),
    stays: text(
        "Alles andere, auch Anhänge",
        "Everything else, attachments too",
    ),
    each: None,
    too_late: (
        text(
            "Hier ist schon etwas geschrieben worden, das nicht umzieht.",
            "Something has been written here already that does not move.",
        ),
        text(
            "Für beide Städte einen neuen Eintrag anlegen und gleich ins Netzwerk geben.",
            "Make a new entry for both towns and give it to the network at once.",
        ),
    ),
    parting: &[text(
        "Der Eintrag bleibt im Netzwerk; in den Papierkorb legen kann ihn, wer dort schreiben darf.",
        "The entry stays in the network; whoever may write there can put it into the bin.",
    )],
};

/// Who changes a record, of those who may write in its circle: see [`crate::lists::leader`]. What others wrote beside it is joined
/// as ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Led {
    /// Everybody.
    ByAll,
    /// The person who made it, or took it over last.
    ByPerson,
    /// The central team, and whoever wrote it down.
    ByTeam,
}

/// What has to hold between two fields of a record, both days or both days with time. Fields are named
/// by key; an empty field breaks no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `from` is not after `to`.
    Order {
        /// Key of the field that comes first.
        from: &'static str,
        /// Key of the field that comes last.
        to: &'static str,
    },
    /// From `from` to `to` are at least so many months. Breaking it is worth a word, not a refusal.
    MonthsAtLeast {
        /// Key of the field that comes first.
        from: &'static str,
        /// Key of the field that comes last.
        to: &'static str,
        /// Calendar months.
        months: u8,
    },
}

impl RecordDef {
    /// Finds a field by its number.
    #[must_use]
    pub fn field(&self, id: u16) -> Option<&'static FieldDef> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Finds a field by its key.
    #[must_use]
    pub fn field_by_key(&self, key: &str) -> Option<&'static FieldDef> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// A field of a record kind.
#[derive(Debug)]
pub struct FieldDef {
    /// Number on the wire, unique in its record, 1 or greater. Never reused.
    pub id: u16,
    /// Key in exports. Never changes.
    pub key: &'static str,
    /// Label.
    pub label: Text,
    /// Help where a newcomer would hesitate.
    pub hint: Option<Text>,
    /// What can be entered.
    pub kind: FieldKind,
    /// Index into the record's sections.
    pub section: u8,
    /// When the field has to be filled in.
    pub required: Required,
    /// When the field is asked for.
    pub visible: Visible,
    /// How concurrent writes are joined.
    pub merge: MergePolicy,
    /// Weight in search: 0 is not searched, 3 is a title.
    pub search: u8,
    /// Whether the field leaves in an export.
    pub export: bool,
    /// Whether the text must be free of personal names (checked locally before it is saved).
    pub names_guard: bool,
    /// Whether a day that is entered has to have come.
    pub past: Past,
    /// No longer asked for; data stays readable and exported.
    pub retired: bool,
}

/// A starting point for [`FieldDef`] literals: `FieldDef { id: 1, key: "titel", ..FIELD }`.
pub const FIELD: FieldDef = FieldDef {
    id: 0,
    key: "",
    label: Text {
        de: "",
        en: "",
        hsb: None,
    },
    hint: None,
    kind: FieldKind::Text { chars_max: 200 },
    section: 0,
    required: Required::No,
    visible: Visible::Always,
    merge: MergePolicy::Mvr,
    search: 0,
    export: true,
    names_guard: false,
    past: Past::Any,
    retired: false,
};

/// What can be entered in a field. Each question about it is one exhaustive match.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// One line.
    Text {
        /// Greatest number of characters.
        chars_max: u16,
    },
    /// Several lines.
    LongText {
        /// Greatest number of characters.
        chars_max: u16,
    },
    /// A whole number.
    Number {
        /// Smallest value.
        min: i64,
        /// Greatest value.
        max: i64,
        /// Unit written behind the value, possibly empty in no language.
        unit: Option<Text>,
    },
    /// An amount of money, kept in cents.
    Money,
    /// Yes or no (or not answered).
    YesNo,
    /// A day.
    Date,
    /// A day and time on the wall clock of the place.
    DateTime,
    /// One of a list.
    Choice {
        /// The list.
        choices: &'static [Choice],
    },
    /// Any of a list, each joined for itself (policy [`MergePolicy::Set`]).
    Choices {
        /// The list.
        choices: &'static [Choice],
        /// Greatest number that may be chosen; 0 is no limit.
        count_max: u8,
    },
    /// The state of a workflow.
    State {
        /// States and the allowed steps between them.
        states: &'static [StateDef],
    },
    /// A link to one record of a kind.
    Link {
        /// [`RecordDef::key`] of the target.
        to: &'static str,
    },
    /// A link to one record of whatever kind, found by searching. Never into a narrower circle, see
    /// [`crate::lists::may_belong`]. Where the kind has a [`FieldKind::Link`] of its own for what is chosen, that takes it.
    AnyLink,
    /// Links to any number of records of a kind (policy [`MergePolicy::Set`]).
    Links {
        /// [`RecordDef::key`] of the target.
        to: &'static str,
    },
    /// A running count, one slot per device (policy [`MergePolicy::Counter`]).
    Counter,
    /// Counter-entries: amount, reason, which counter (policy [`MergePolicy::Set`]).
    Corrections {
        /// Keys of the counters that can be corrected.
        of: &'static [&'static str],
    },
    /// Photos, PDF files, audio notes (policy [`MergePolicy::Set`]); their bytes lie beside the log, see
    /// [`blob`](crate::blob).
    Files,
    /// A municipality from the official list, kept as its eight-digit key.
    Ags,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Web address, `https` only.
    Url,
}

/// How the values of a field lie in a record; most questions about a field depend on this alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    One,
    /// A set of elements.
    Set,
    /// A share for each device, summed in the view.
    Counter,
    /// Counter-entries, each an element of its own.
    Entries,
    /// Files, each an element of its own.
    Files,
}

impl FieldKind {
    /// Returns how the values of a field of this kind lie in a record.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self {
            Self::Choices { .. } | Self::Links { .. } => Shape::Set,
            Self::Counter => Shape::Counter,
            Self::Corrections { .. } => Shape::Entries,
            Self::Files => Shape::Files,
            Self::Text { .. }
            | Self::LongText { .. }
            | Self::Number { .. }
            | Self::Money
            | Self::YesNo
            | Self::Date
            | Self::DateTime
            | Self::Choice { .. }
            | Self::State { .. }
            | Self::Link { .. }
            | Self::AnyLink
            | Self::Ags
            | Self::Phone
            | Self::Email
            | Self::Url => Shape::One,
        }
    }

    /// Whether this version has words for a key of a choice or a state.
    #[must_use]
    pub fn knows_key(&self, key: &str) -> bool {
        match self {
            Self::Choice { choices } | Self::Choices { choices, .. } => {
                choices.iter().any(|choice| choice.key == key)
            }
            Self::State { states } => states.iter().any(|state| state.key == key),
            _ => false,
        }
    }
}

/// One entry of a list of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What is stored. Never changes.
    pub key: &'static str,
    /// What is shown.
    pub label: Text,
    /// Heading under which it is grouped, if the list is long.
    pub group: Option<Text>,
}

/// Makes a [`Choice`].
#[must_use]
pub const fn choice(key: &'static str, de: &'static str, en: &'static str) -> Choice {
    Choice {
        key,
        label: Text { de, en, hsb: None },
        group: None,
    }
}

/// A state of a workflow.
#[derive(Debug, Clone, Copy)]
pub struct StateDef {
    /// What is stored. Never changes.
    pub key: &'static str,
    /// What is shown.
    pub label: Text,
    /// Keys of the states that may follow. Going back is listed like going on.
    pub next: &'static [&'static str],
    /// Whether entering the state asks for a reason.
    pub reason: bool,
    /// What the state means for lists.
    pub phase: Phase,
}

/// What a state means for lists and colours; always shown with the state's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Not begun.
    Open,
    /// Under way.
    Running,
    /// Finished.
    Done,
    /// Ended without result, on hold, called off.
    Stopped,
}

/// After what time a finished record begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// After so many days.
    Days(i32),
    /// On the same day so many months later.
    Months(i32),
}

impl Repeat {
    /// What can be chosen, for fields named by [`RecordDef::repeats`].
    pub const CHOICES: &'static [Choice] = &[
        choice("woche", "jede Woche", "every week"),
        choice("zwei_wochen", "alle zwei Wochen", "every two weeks"),
        choice("monat", "jeden Monat", "every month"),
        choice("quartal", "jedes Vierteljahr", "every quarter"),
        choice("jahr", "jedes Jahr", "every year"),
    ];

    /// Reads a key of [`Repeat::CHOICES`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "woche" => Some(Self::Days(7)),
            "zwei_wochen" => Some(Self::Days(14)),
            "monat" => Some(Self::Months(1)),
            "quartal" => Some(Self::Months(3)),
            "jahr" => Some(Self::Months(12)),
            _ => None,
        }
    }
}

/// When a field has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// Never.
    No,
    /// Always.
    Yes,
}

/// Whether a day that is entered has to have come. What others wrote stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Any day: a plan, a deadline.
    Any,
    /// Something that was: today at the latest.
    Was,
    /// A plan until the record is begun (its state is not [`Phase::Open`] any more), then as [`Past::Was`].
    OnceBegun,
}

/// When a field is asked for. A hidden field keeps its value.
#[derive(Debug, Clone, Copy)]
pub enum Visible {
    /// Always.
    Always,
    /// When an earlier field has one of the given keys (choice, state, or `ja` for yes).
    When {
        /// Key of an earlier field.
        field: &'static str,
        /// Values that make this field visible.
        is: &'static [&'static str],
    },
}

/// How concurrent writes to a field are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergePolicy {
    /// Every version that nobody who saw it replaced is kept and shown (default).
    Mvr,
    /// One slot per element; an element somebody put in stays against a concurrent removal.
    Set,
    /// One slot per device; the sum is taken in the view.
    Counter,
    /// The latest write wins; only where losing the other is harmless (order, view settings).
    Lww,
}
