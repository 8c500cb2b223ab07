//! From the inbox to where it belongs: a note becomes any record of the town. Its form begins with the words of the note; once
//! it is saved the note counts as sorted.

use crate::pages::reading::{Reader, phase_of};
use crate::router::use_navigate;
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{Button, Section};
use shared::lists;
use shared::records::{self, Phase, RecordDef};
use shared::text::words;

/// The keys, for a record that waits to be sorted.
pub(super) fn keys(reader: Reader, view: &RecordView) -> Option<AnyView> {
    view.def.sorted.filter(|_| phase_of(view) == Phase::Open)?;
    let navigate = StoredValue::new_local(use_navigate());
    let note = StoredValue::new_local(view.clone());
    let keys = records::ALL
        .iter()
        .copied()
        .filter(|to| lists::may_become(view.def, to) && reader.may_add(to))
        .map(|to: &'static RecordDef| {
            let press = Callback::new(move |()| {
                let (id, fields) =
                    note.with_value(|note| (note.id, lists::beginning(note.def, &note.state, to)));
                let records = reader.app.records;
                records.keep_draft(&routes::new_child_draft(to, id), fields);
                let _left = navigate
                    .try_with_value(|go| go(&routes::new_child(to, id), Default::default()));
            });
            view! { <Button label=reader.s(to.name) icon=to.icon press=press /> }
        })
        .collect_view();
    Some(
        view! {
            <Section id="einsortieren" title=reader.t(words::SORT_AWAY)>
                <p class="section__note">{reader.t(words::SORT_AWAY_TEXT)}</p>
                <div class="cluster">{keys}</div>
            </Section>
        }
        .into_any(),
    )
}
