//! People and devices in words: role, what they may do, since when, by whom.

use crate::pages::reading::Reader;
use crate::pages::wall_clock;
use crate::state::is_sheet;
use shared::mlog::{Capability, DeviceKind, Role};
use shared::records::SpaceKind;
use shared::sync::{Decided, Person, PersonDevice, SpaceInfo};
use shared::text::{Text, dates, sentences, words};

/// Every role with its name and what it usually does.
pub const ROLES: [(Role, Text, Text); 5] = [
    (Role::Gk, words::ROLE_GK, words::ROLE_GK_TEXT),
    (Role::Rathaus, words::ROLE_RATHAUS, words::ROLE_RATHAUS_TEXT),
    (Role::Allianz, words::ROLE_ALLIANZ, words::ROLE_ALLIANZ_TEXT),
    (Role::Lesen, words::ROLE_LESEN, words::ROLE_LESEN_TEXT),
    (
        Role::Projektteam,
        words::ROLE_PROJEKTTEAM,
        words::ROLE_PROJEKTTEAM_TEXT,
    ),
];

/// Every capability, with its key in forms and its words.
pub const CAPABILITIES: [(Capability, &str, Text); 3] = [
    (Capability::Read, "lesen", words::MAY_READ),
    (Capability::Write, "schreiben", words::MAY_WRITE),
    (Capability::Admin, "verwalten", words::MAY_ADMIN),
];

pub fn role_word(role: Role) -> Text {
    let found = ROLES.iter().find(|(other, ..)| *other == role);
    found.map_or(words::ROLE_LESEN, |(_, name, _)| *name)
}

pub fn may_word(capability: Capability) -> Text {
    let found = CAPABILITIES.iter().find(|(other, ..)| *other == capability);
    found.map_or(words::MAY_READ, |(_, _, words)| *words)
}

pub const fn kind_word(kind: SpaceKind) -> Text {
    match kind {
        SpaceKind::Network => words::SPACE_NETWORK,
        SpaceKind::Team => words::SPACE_TEAM,
        SpaceKind::Town => words::SPACE_TOWN,
        SpaceKind::Core => words::SPACE_CORE,
        SpaceKind::Case => words::SPACE_CASE,
    }
}

/// A circle by its name; one that is not the town or the network itself says what it is.
pub fn circle_name(reader: Reader, title: &str, kind: SpaceKind) -> String {
    match kind {
        SpaceKind::Core | SpaceKind::Case => {
            format!("{title} ({})", reader.t(kind_word(kind)))
        }
        _ => title.to_owned(),
    }
}

/// Circles by their names, in one line.
pub fn circle_names(reader: Reader, circles: &[SpaceInfo]) -> String {
    let names: Vec<String> = circles
        .iter()
        .map(|circle| circle_name(reader, &circle.title, circle.kind))
        .collect();
    names.join(", ")
}

pub const fn kind_icon(kind: SpaceKind) -> &'static str {
    match kind {
        SpaceKind::Network => "network",
        SpaceKind::Team => "people",
        SpaceKind::Town => "town",
        SpaceKind::Core | SpaceKind::Case => "lock",
    }
}

/// The day of a time in milliseconds, for example "Di, 15. September".
pub fn day_of(reader: Reader, ms: u64) -> String {
    reader.day(dates::split(wall_clock::from_ms(ms)).0)
}

/// Name of a person, with "ich" where it is the one at hand.
pub fn name_of(reader: Reader, person: &Person) -> String {
    let name = person.name.clone();
    let name = name.unwrap_or_else(|| reader.s(words::NAME_UNREADABLE));
    if person.me {
        sentences::that_is_me(&name, reader.locale)
    } else {
        name
    }
}

/// Devices of a person without sheets of paper.
pub fn device_count(person: &Person) -> usize {
    person.devices.iter().filter(|it| !is_sheet(it)).count()
}

/// Since when, and let in by whom.
pub fn since(reader: Reader, person: &Person) -> String {
    let day = day_of(reader, person.since_ms);
    let by = person.added_by.as_deref().filter(|_| !is_founder(person));
    sentences::since_by(&day, by, reader.locale)
}

fn is_founder(person: &Person) -> bool {
    person.added_by.as_deref() == person.name.as_deref()
}

/// What a device is called: its name, else what it is.
pub fn device_name(reader: Reader, device: &PersonDevice) -> String {
    let kind = match device.kind {
        DeviceKind::Phone => words::FIRST_DEVICE,
        DeviceKind::Desktop => words::DEVICE_DESKTOP,
        DeviceKind::Paper => words::SHEET,
        DeviceKind::Service => words::DEVICE_SERVICE,
    };
    match &device.name {
        Some(name) if !is_sheet(device) => name.clone(),
        _ => reader.s(kind),
    }
}

/// What was decided and is not carried out yet, in words.
pub fn decided(reader: Reader, circle: &SpaceInfo, what: Decided) -> String {
    let people = reader.app.trust.people(circle.id);
    let person = |member| {
        let found = people.iter().find(|person| person.member == member);
        found
            .and_then(|person| person.name.clone())
            .unwrap_or_default()
    };
    match what {
        Decided::RemoveMember(member) => {
            sentences::will_remove_person(&person(member), reader.locale)
        }
        Decided::SetCapability(member, capability) => sentences::will_change_role(
            &person(member),
            reader.t(may_word(capability)),
            reader.locale,
        ),
        Decided::RemoveDevice(_) => reader.s(words::WILL_REMOVE_DEVICE),
        Decided::AddDevice(_, DeviceKind::Paper) => reader.s(words::WILL_ADD_SHEET),
        Decided::AddDevice(..) => reader.s(words::WILL_ADD_DEVICE),
        Decided::Policy => reader.s(words::WILL_CHANGE_RULES),
        Decided::Close => reader.s(words::WILL_CLOSE),
        Decided::TakeOver => reader.s(words::WILL_TAKE_OVER),
        Decided::Discard => reader.s(words::WILL_DISCARD),
        Decided::NameDevice(_) => reader.s(words::WILL_NAME_DEVICE),
    }
}
