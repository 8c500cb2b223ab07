//! Keys that take a record or a list out of the app as a file. What may leave is decided in `shared::export`.

use super::reading::Reader;
use super::status::{Status, use_status};
use crate::error::{AppError, advice};
use crate::platform::file;
use crate::state::{Edit, RecordView};
use crate::ui::*;
use crate::widgets::Button;
use leptos::task::spawn_local;
use shared::export::{Context, ExportError, Format, Source, export, offers};
use shared::records::{AUSGABE, RecordDef, SpaceKind};
use shared::text::{dates, words};
use shared::value::Value;

/// Draws the keys, closed at first; nothing for a kind of which nothing may leave. `records` gives what is to
/// leave at the moment of the press.
pub(super) fn export_keys(
    reader: Reader,
    def: &'static RecordDef,
    records: Callback<(), Vec<RecordView>>,
) -> AnyView {
    let status = use_status();
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
    let note = note(reader, def, sources.len(), format);
    spawn_local(async move {
        // First it is noted, then it leaves.
        if let Err(error) = keep(reader, def, note).await {
            status.offer(reader.s(advice(&error).words), None);
            return;
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

/// Notes it in the town that is shown.
///
/// Who may only read there takes nothing out; who works in no town has nowhere to note it. What lives in a narrower circle is not
/// noted in the wider one, where the note alone would tell that it exists.
async fn keep(reader: Reader, def: &RecordDef, note: Vec<Edit>) -> Result<(), AppError> {
    let confidential = matches!(def.home, SpaceKind::Core | SpaceKind::Case);
    if confidential || untrack(|| reader.app.session.current().get()).is_none() {
        return Ok(());
    }
    reader.app.records.create(&AUSGABE, note).await.map(|_| ())
}
