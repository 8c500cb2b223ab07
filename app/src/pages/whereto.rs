//! Where does this belong? What newcomers look for, in their words, with the way to the form or page that takes it. Search
//! and the page that jots down offer the same ways.

use super::reading::Reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::{Row, Section, breakable};
use shared::records::{self, RecordDef, SpaceKind};
use shared::text::{Text, words};

/// One way.
pub(super) struct Way {
    /// What it is, in a newcomer's words.
    pub(super) name: Text,
    /// What the app calls it.
    pub(super) meta: Text,
    /// Where it leads.
    pub(super) href: String,
    /// Sign.
    pub(super) icon: &'static str,
}

/// Returns the ways this device has, what cannot wait first. Reactive.
pub(super) fn ways(reader: Reader) -> Vec<Way> {
    let mut ways = vec![threat(reader)];
    let table = [
        ("ziel", words::WHERE_GOAL, words::WHERE_GOAL_TEXT),
        ("angebot", words::WHERE_OFFER, words::WHERE_OFFER_TEXT),
        (
            "austauschbeitrag",
            words::WHERE_QUESTION,
            words::WHERE_QUESTION_TEXT,
        ),
        ("stelle", words::WHERE_POST, words::WHERE_POST_TEXT),
        ("akteur", words::WHERE_ACTOR, words::WHERE_ACTOR_TEXT),
        (
            "veranstaltung",
            records::VERANSTALTUNG.name,
            words::WHERE_EVENT_TEXT,
        ),
        (
            "wirkungsbeobachtung",
            words::WHERE_EFFECT,
            words::WHERE_EFFECT_TEXT,
        ),
    ];
    ways.extend(table.into_iter().filter_map(|(key, name, meta)| {
        let def = records::by_key(key).filter(|def| reader.may_add(def))?;
        Some(Way {
            name,
            meta,
            href: leads_to(reader, def),
            icon: def.icon,
        })
    }));
    ways
}

/// An incident goes into the inner circle; who is in none finds help.
fn threat(reader: Reader) -> Way {
    let name = words::WHERE_THREAT;
    if reader.has_room(SpaceKind::Core) {
        Way {
            name,
            meta: words::WHERE_THREAT_TEXT,
            href: routes::new(&records::VORFALL),
            icon: records::VORFALL.icon,
        }
    } else {
        Way {
            name,
            meta: words::WHERE_THREAT_FIRST,
            href: routes::FIRST_DAY.to_owned(),
            icon: "warning",
        }
    }
}

/// A new record; of a town's post there is usually one, which is then carried on with.
fn leads_to(reader: Reader, def: &'static RecordDef) -> String {
    if def.key == records::VERANSTALTUNG.key {
        return routes::NEW_EVENT.to_owned();
    }
    let goes_on = def.part == records::Part::Post;
    match reader.app.records.list(def).as_slice() {
        [only] if goes_on => routes::record(def, only.id),
        _ => routes::new_with(def, &presets(reader, def)),
    }
}

/// What the words of a way already say, so that the form does not ask for it.
fn presets(reader: Reader, def: &'static RecordDef) -> Vec<(&'static str, String)> {
    match def.key {
        "austauschbeitrag" => vec![("art", "frage".to_owned())],
        "ziel" => {
            let mut known = vec![("ebene", "handlungsziel".to_owned())];
            // Where there is one strategy, the goal belongs to it.
            let strategies = records::by_key("strategie").map(|def| reader.app.records.list(def));
            if let Some([only]) = strategies.as_deref() {
                known.push(("strategie", only.id.to_string()));
            }
            known
        }
        _ => Vec::new(),
    }
}

/// Draws the ways.
pub(super) fn section(reader: Reader) -> AnyView {
    let rows = ways(reader)
        .into_iter()
        .map(|way| {
            view! {
                <Row title=breakable(reader.t(way.name)) meta=reader.t(way.meta) href=way.href icon=way.icon />
            }
        })
        .collect_view();
    view! {
        <Section id="wohin" title=reader.t(words::WHERE_TO)><ul class="row-list row-list--ways">{rows}</ul></Section>
    }
    .into_any()
}
