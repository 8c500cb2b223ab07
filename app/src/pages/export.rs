//! Keys that take a record or a list out of the app as a file. What may leave is decided in `shared::export`.

use super::reading::Reader;
use super::status::{Status, use_status};
use crate::platform::file;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::Button;
use shared::export::{Context, ExportError, Format, Source, export, offers};
use shared::records::RecordDef;
use shared::text::{dates, words};

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
        title_of: &|id| untrack(|| reader.app.records.title(id)),
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
    let line = match export(def, &sources, format, &context) {
        Ok(content) if file::save(&name, format.media_type(), &content) => words::EXPORTED,
        Ok(_) | Err(ExportError::NothingToExport) => words::EXPORT_FAILED,
        Err(ExportError::SeveralTowns) => words::EXPORT_ONE_TOWN,
    };
    status.offer(reader.s(line), None);
}
