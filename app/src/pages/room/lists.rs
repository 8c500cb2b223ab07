//! The lists of kinds that live in one kind of confidential circle.

use crate::pages::reading::Reader;
use crate::pages::rows::add_key;
use crate::routes;
use crate::ui::*;
use crate::widgets::{ButtonLook, Row, RowList};
use shared::records::{self, SpaceKind};

/// Draws a row for each kind with how many there are, and the key that adds the first kind.
pub fn lists(reader: Reader, home: SpaceKind) -> AnyView {
    let kinds = records::ALL.iter().copied().filter(|def| def.home == home);
    let rows: Vec<AnyView> = kinds
        .clone()
        .map(|def| {
            // Asked again as records come in: the page is drawn as soon as the room is open.
            let count = move || reader.app.records.list(def).len();
            let end = Some(view! { <strong class="numbers">{count}</strong> }.into_any());
            view! { <Row title=reader.t(def.names) href=routes::list(def) icon=def.icon end=end /> }
                .into_any()
        })
        .collect();
    let first = kinds.clone().find(|def| def.parent.is_none());
    view! {
        <RowList>{rows}</RowList>
        {first.map(|def| view! { <p>{add_key(reader, def, ButtonLook::Primary)}</p> })}
    }
    .into_any()
}
