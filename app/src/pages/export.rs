//! Keys that take a record or a list out of the app as a file. What may leave is decided in `shared::export`.

use super::reading::Reader;
use super::status::{Status, use_status};
use crate::error::advice;
use crate::platform::file;
use crate::state::{Edit, RecordView, SpaceInfo};
use crate::ui::*;
use crate::widgets::Button;
use leptos::task::spawn_local;
use shared::export::{Context, ExportError, Format, Source, export, offers};
use shared::ids::SpaceId;
use shared::records::{AUSGABE, RecordDef, SpaceKind};
use shared::text::{dates, words};
use shared::value::Value;

/// Draws the keys, closed at first; nothing for a kind of which nothing may leave, nor for whoever has another role. `records` gives what is to
/// leave at the moment of the press.
pub(super) fn export_keys(
    reader: Reader,
    def: &'static RecordDef,
    records: Callback<(), Vec<RecordView>>,
) -> AnyView {
    let status = use_status();
    let may = reader
        .app
        .records
        .home(def.home)
        .is_some_and(|space| reader.app.session.may_take_out(space));
    if !may {
        return ().into_any();
    }
    let keys: Vec<AnyView> = [Format::Csv, Format::Json, Format::Vcard]
        .into_iter()
        .filter(|format| offers(def, *format))
        .map(|format| {
            let label = match format {
                Format::Csv => words::EXPORT_CSV,
                Format::Json => words::EXPORT_JSON,
                Format::Vcard => words::EXPORT_VCARD,
            };
            let press =
                Callback::new(move |()| hand_out(reader, status, def, &records.run(()), format));
            view! { <Button label=reader.s(label) icon="save" press=press /> }.into_any()
        })
        .collect();
    if keys.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="more">
            <summary class="more__line">{reader.t(words::EXPORT)}</summary>
            <div class="stack stack--tight more__body">
                <p>{reader.t(words::EXPORT_TEXT)}</p>
                <div class="cluster">{keys}</div>
            </div>
        </details>
    }
    .into_any()
}

fn hand_out(
    reader: Reader,
    status: Status,
    def: &'static RecordDef,
    views: &[RecordView],
    format: Format,
) {
    let sources: Vec<Source<'_>> = views
        .iter()
        .map(|view| Source {
            id: view.id,
            space: view.space,
            state: &view.state,
        })
        .collect();
    let spaces = reader.app.session.spaces().get_untracked();
    let context = Context {
        locale: reader.locale,
        title_of: &|id| untrack(|| reader.name(id)),
        space_title: &|id| {
            let space = spaces.iter().find(|space| space.id == id)?;
            Some(space.title.clone())
        },
    };
    let today = untrack(|| reader.today());
    let name = format!(
        "{}-{}.{}",
        def.key,
        dates::iso_day(today),
        format.extension()
    );
    let content = match export(def, &sources, format, &context) {
        Ok(content) => content,
        Err(error) => {
            let line = match error {
                ExportError::NothingToExport => words::EXPORT_FAILED,
                ExportError::SeveralTowns => words::EXPORT_ONE_TOWN,
            };
            status.offer(reader.s(line), None);
            return;
        }
    };
    let mut notes: Vec<(SpaceId, Vec<Edit>)> = Vec::new();
    for space in noted_in(reader, def, &sources) {
        let count = sources.iter().filter(|it| it.space == space).count();
        // What lives elsewhere and is noted here counts as a whole.
        let count = if count == 0 { sources.len() } else { count };
        notes.push((space, note(reader, def, count, format)));
    }
    spawn_local(async move {
        // First it is noted, then it leaves.
        for (space, note) in notes {
            let kept = reader.app.records.create_in(space, &AUSGABE, note).await;
            if let Err(error) = kept {
                status.offer(reader.s(advice(&error).words), None);
                return;
            }
        }
        let left = file::save(&name, format.media_type(), &content);
        let line = if left {
            words::EXPORTED
        } else {
            words::EXPORT_FAILED
        };
        status.offer(reader.s(line), None);
    });
}

/// What is noted of a file that leaves.
fn note(reader: Reader, def: &RecordDef, count: usize, format: Format) -> Vec<Edit> {
    let as_key = match format {
        Format::Csv => "csv",
        Format::Json => "json",
        Format::Vcard => "vcard",
    };
    let values = [
        ("was", Value::Text(def.names.de.to_owned())),
        ("format", Value::Text(as_key.to_owned())),
        (
            "anzahl",
            Value::Int(i64::try_from(count).unwrap_or(i64::MAX)),
        ),
        ("am", Value::DateTime(untrack(|| reader.now()))),
    ];
    values
        .into_iter()
        .filter_map(|(key, value)| {
            Some(Edit::Set {
                field: AUSGABE.field_by_key(key)?.id,
                value,
                prev: Vec::new(),
            })
        })
        .collect()
}

/// Where it is noted: in the circles the records live in, so that whoever reads them reads who took them out, and nobody else. What
/// everybody in the network reads is noted in the town that is shown.
///
/// Who may only read there takes nothing out.
fn noted_in(reader: Reader, def: &RecordDef, sources: &[Source<'_>]) -> Vec<SpaceId> {
    let spaces = reader.app.session.spaces().get_untracked();
    let here = untrack(|| reader.app.records.home(SpaceKind::Town));
    let mut circles: Vec<SpaceId> = sources.iter().map(|source| source.space).collect();
    if circles.is_empty() {
        circles.extend(untrack(|| reader.app.records.home(def.home)));
    }
    for circle in &mut circles {
        let network = |it: &SpaceInfo| it.id == *circle && it.kind == SpaceKind::Network;
        if let Some(here) = here.filter(|_| spaces.iter().any(network)) {
            *circle = here;
        }
    }
    circles.sort_unstable();
    circles.dedup();
    circles
}
