//! What hangs on the demo's records: a photo of a pinboard and sheets of paper, drawn and set by code from a seed. Nobody
//! took them, nobody is on them.

mod canvas;
mod jpeg;
mod paper;
mod pinboard;

pub(super) use self::paper::Sheet;
use self::pinboard::Column;
use crate::headless::SystemEntropy;
use anyhow::{Context as _, Result};
use shared::blob::{FileKind, PREVIEW_BYTES_MAX, Place, Plain, Sealed, seal_blob};
use shared::crypto::Entropy as _;
use shared::ids::SpaceId;
use shared::merge::Edit;
use shared::records::{FieldKind, RecordDef};
use shared::value::Value;

/// A sealed file whose reference stands in a record and whose chunks are not on the server yet.
pub(super) type ToSend = (SpaceId, Sealed);

/// Something that can hang on a record.
pub(super) enum Attachment {
    /// A photo of a pinboard: a question, the columns, how many dots stick in each.
    Pinboard(&'static str, [(&'static str, usize); 3]),
    /// A printed sheet, with the name of its file.
    Sheet(&'static str, Sheet),
}

/// Seals a file and plans what hangs it on a record of a kind; the chunks are still to be sent.
pub(super) fn attach(
    space: SpaceId,
    def: &RecordDef,
    attachment: &Attachment,
) -> Result<(Sealed, Edit)> {
    let element = SystemEntropy.make_id();
    let place = Place { space, element };
    let (kind, title, preview, data, extent) = match attachment {
        Attachment::Pinboard(question, columns) => {
            let columns = columns.map(|(title, dots)| Column { title, dots });
            let photo = pinboard::photo(question, &columns);
            let preview = jpeg::encode(&photo.halved());
            (
                FileKind::Photo,
                "",
                preview,
                jpeg::encode(&photo),
                photo.extent(),
            )
        }
        Attachment::Sheet(name, sheet) => (FileKind::Pdf, *name, Vec::new(), sheet.pdf(), (0, 0)),
    };
    anyhow::ensure!(preview.len() <= PREVIEW_BYTES_MAX, "a preview is small");
    let plain = Plain {
        kind,
        title,
        preview: &preview,
        data: &data,
        extent,
    };
    let sealed = seal_blob(place, &plain, &mut SystemEntropy)?;
    let edit = Edit::Put {
        field: files_field(def).context("the kind holds no files")?,
        element,
        value: Value::File(Box::new(sealed.file.clone())),
    };
    Ok((sealed, edit))
}

fn files_field(def: &RecordDef) -> Option<u16> {
    let mut fields = def.fields.iter();
    let field = fields.find(|field| matches!(field.kind, FieldKind::Files));
    field.map(|field| field.id)
}
