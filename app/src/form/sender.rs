//! Who shows their town as sender does not have to look for it: the own town is filled in.
//!
//! The connection is a field that is asked for when "stadt" is chosen and takes a town. Nothing is filled in while the sender
//! stays unnamed: then the post leads to no town, on no screen and in no file.

use super::entry::Entry;
use crate::pages::reading::Reader;
use crate::ui::*;
use shared::ids::RecordId;
use shared::records::{FieldKind, KOMMUNE, Visible};

/// The choice that shows the town.
const NAMED: &str = "stadt";

/// Fills in the own town as soon as the sender is to be shown, and takes it out again when not.
pub fn follow(entries: &[Entry], reader: Reader) {
    let towns = entries
        .iter()
        .filter(|entry| matches!(entry.def.kind, FieldKind::Link { to } if to == KOMMUNE.key));
    for town in towns {
        let Visible::When { field, is } = town.def.visible else {
            continue;
        };
        let sender = entries.iter().find(|entry| entry.def.key == field);
        if let Some(sender) = sender.filter(|_| is.contains(&NAMED)) {
            fill(sender.raw, town.raw, reader);
        }
    }
}

fn fill(sender: RwSignal<String>, town: RwSignal<String>, reader: Reader) {
    Effect::new(move |before: Option<String>| {
        let chosen = sender.get();
        if before.is_some_and(|before| before != chosen) {
            if chosen != NAMED {
                town.set(String::new());
            } else if town.with_untracked(String::is_empty)
                && let Some(own) = own_town(reader)
            {
                town.set(own.to_string());
            }
        }
        chosen
    });
}

/// The town that is shown, if the network has an entry for it.
fn own_town(reader: Reader) -> Option<RecordId> {
    let town = untrack(|| reader.app.session.current().get())?;
    let id = RecordId(town.id.0);
    untrack(|| reader.app.records.get(id)).map(|view| view.id)
}
