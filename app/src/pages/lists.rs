//! The ways to the lists of all kinds, by part of the mission. Kinds whose space this device does not have are left
//! out, and so are those of the confidential room, which has its own page.

use super::reading::Reader;
use crate::routes;
use crate::state::is_confidential;
use crate::ui::*;
use crate::widgets::{Row, RowList, Section, breakable};
use shared::records::{self, Part, RecordDef, SpaceKind};

/// Draws a row for each kind of a part this device can read, with how many there are.
pub(super) fn kinds(reader: Reader, part: Part) -> Vec<AnyView> {
    readable(reader, part)
        .map(|def| {
            let count = reader.app.records.list(def).len();
            let end = Some(view! { <strong class="numbers">{count}</strong> }.into_any());
            view! { <Row title=breakable(reader.t(def.names)) href=routes::list(def) icon=def.icon end=end /> }
                .into_any()
        })
        .collect()
}

/// Draws a section for each part with kinds that live in the town.
pub(super) fn town_parts(reader: Reader) -> Vec<AnyView> {
    Part::ALL
        .into_iter()
        .filter(|part| readable(reader, *part).any(|def| def.home == SpaceKind::Town))
        .map(|part| {
            view! {
                <Section id=format!("teil-{part:?}").to_lowercase() title=reader.t(part.name())>
                    <RowList>{kinds(reader, part)}</RowList>
                </Section>
            }
            .into_any()
        })
        .collect()
}

fn readable(reader: Reader, part: Part) -> impl Iterator<Item = &'static RecordDef> {
    records::ALL.iter().copied().filter(move |def| {
        def.part == part && reader.has_room(def.home) && !is_confidential(def.home)
    })
}
