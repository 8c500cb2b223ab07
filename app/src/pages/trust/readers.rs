//! Wer kann das lesen: the people of a circle by name and role, with how many devices, and who is left out.

use super::people::{device_count, name_of, role_word};
use crate::pages::reading::Reader;
use crate::routes;
use crate::state::is_confidential;
use crate::ui::*;
use crate::widgets::{Icon, LinkButton, Readers};
use shared::ids::SpaceId;
use shared::mlog::{Capability, Role};
use shared::records::SpaceKind;
use shared::sync::{Person, SpaceInfo};
use shared::text::{Text, sentences, words};

/// Greatest number of people that are named one by one.
const NAMED_MAX: usize = 40;

/// Draws the panel that is always in view where something is confidential.
pub fn panel(reader: Reader, space: SpaceId) -> AnyView {
    let Some(circle) = reader.app.trust.circle(space) else {
        return ().into_any();
    };
    let people = reader.app.trust.people(space);
    let invite = (circle.capability == Some(Capability::Admin)).then(|| {
        view! { <LinkButton label=reader.t(words::INVITE_PERSON) href=routes::invite_into(space) icon="plus" /> }
    });
    view! {
        <Readers
            title=reader.t(words::WHO_CAN_READ)
            yes_label=summary(reader, &people)
            yes=named(reader, &people)
            no_label=reader.t(words::NOT_READABLE_FOR)
            no=left_out(reader, &circle, &people)
        >
            {invite}
        </Readers>
    }
    .into_any()
}

/// Draws the line for what is about to be written and has no circle yet but its home.
pub fn for_new(reader: Reader, home: SpaceKind) -> Option<AnyView> {
    let space = reader.app.records.home(home)?;
    Some(line(reader, space))
}

/// Draws who can read a record that is there: one line that opens to the names, all of it where something is confidential.
pub fn line(reader: Reader, space: SpaceId) -> AnyView {
    match reader.app.trust.circle(space) {
        Some(circle) if is_confidential(circle.kind) => panel(reader, space),
        _ => before(reader, space),
    }
}

/// Draws the line above a form: how many can read it is in view, and so is the first field.
pub fn before(reader: Reader, space: SpaceId) -> AnyView {
    let Some(circle) = reader.app.trust.circle(space) else {
        return ().into_any();
    };
    let people = reader.app.trust.people(space);
    let rows: Vec<AnyView> = named(reader, &people)
        .into_iter()
        .map(|(name, what)| {
            view! { <li>{name} <small class="row__meta">{what}</small></li> }.into_any()
        })
        .collect();
    let rest = people.len().saturating_sub(NAMED_MAX);
    let more = (rest > 0).then(|| sentences::and_more(rest, reader.locale));
    let readers = summary(reader, &people);
    let readers = if is_confidential(circle.kind) {
        format!("{} {readers}", reader.t(words::WHO_CAN_READ))
    } else {
        sentences::readers_in(&circle.title, &readers, reader.locale)
    };
    let left_out = sentences::not_for(
        &left_out(reader, &circle, &people).join(", "),
        reader.locale,
    );
    view! {
        <details class="more">
            <summary class="more__line">
                <span class="icon-line">
                    <Icon name="eye" small=true />
                    <span>{readers}</span>
                </span>
            </summary>
            <div class="more__body stack stack--tight">
                <ul class="stack stack--tight">{rows}</ul>
                {more.map(|more| view! { <p>{more}</p> })}
                <p class="row__meta">{left_out}</p>
            </div>
        </details>
    }
    .into_any()
}

/// "3 Personen mit 5 Geräten".
fn summary(reader: Reader, people: &[Person]) -> String {
    let devices = people.iter().map(device_count).sum();
    sentences::readers(people.len(), devices, reader.locale)
}

fn named(reader: Reader, people: &[Person]) -> Vec<(String, String)> {
    people
        .iter()
        .take(NAMED_MAX)
        .map(|person| {
            let devices = sentences::devices(device_count(person), reader.locale);
            let what = format!("{}, {devices}", reader.t(role_word(person.role)));
            (name_of(reader, person), what)
        })
        .collect()
}

/// Who cannot read it: circles around this one, and roles nobody in it has.
fn left_out(reader: Reader, circle: &SpaceInfo, people: &[Person]) -> Vec<String> {
    let nobody = |role: Role| people.iter().all(|person| person.role != role);
    let mut all: Vec<Text> = Vec::new();
    if is_confidential(circle.kind) {
        let roles = [
            (Role::Rathaus, words::NOT_TOWN_HALL),
            (Role::Allianz, words::NOT_ALLIANCE),
            (Role::Projektteam, words::NOT_TEAM),
        ];
        let missing = roles.into_iter().filter(|(role, _)| nobody(*role));
        all.extend(missing.map(|(_, text)| text));
        all.push(words::NOT_NETWORK);
    } else if matches!(circle.kind, SpaceKind::Town | SpaceKind::Team) {
        all.push(words::NOT_OTHER_TOWNS);
    }
    all.push(words::NOT_SERVER);
    all.into_iter().map(|text| reader.s(text)).collect()
}
