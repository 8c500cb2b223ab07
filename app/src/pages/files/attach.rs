//! Files that are chosen, checked and attached.

use super::live::Live;
use crate::error::advice;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::platform::{file, photo};
use crate::ui::*;
use crate::widgets::Icon;
use shared::blob::{
    FILE_BYTES_MAX, FILE_TITLE_CHARS_MAX, FileKind, PHOTO_PIXELS_MAX, PREVIEW_BYTES_MAX,
    PREVIEW_PIXELS_MAX, Plain,
};
use shared::ids::RecordId;
use shared::text::{Text, file_words as fw, words};
use wasm_bindgen::JsValue;
use web_sys::HtmlInputElement;

/// A photo that is taken before its record is there, for forms.
#[derive(Clone, Copy)]
pub struct Held(Live);

impl Held {
    /// Begins without a photo.
    #[must_use]
    pub fn nothing() -> Self {
        Self(Live::new())
    }

    /// Draws the key that takes the photo, and whether there is one.
    #[must_use]
    pub fn key(self, reader: Reader, label: Text) -> AnyView {
        let take = move |files: Vec<JsValue>| {
            if let Some(inner) = self.0.get()
                && !files.is_empty()
            {
                inner.borrow_mut().held = files.into_iter().next();
                self.0.tell();
            }
        };
        let chosen = move || {
            let held = self.0.watch().is_some_and(|it| it.borrow().held.is_some());
            held.then(|| reader.t(fw::PHOTO_CHOSEN))
        };
        view! {
            <div class="cluster">
                {pick(reader.t(label), "camera", "image/*", true, take)}
                <p role="status">{chosen}</p>
            </div>
        }
        .into_any()
    }

    /// Attaches the photo, if there is one, to the record that has just been made.
    pub async fn attach(self, reader: Reader, status: Status, record: RecordId) {
        let held = self
            .0
            .get()
            .and_then(|inner| inner.borrow_mut().held.take());
        let Some(file) = held else { return };
        if let Err(words) = attach(reader, record, &file).await {
            status.offer(reader.s(words), None);
        }
    }
}

/// A key that lets a person choose files, or take a photo at once.
pub fn pick(
    label: &'static str,
    icon: &'static str,
    accept: &'static str,
    at_once: bool,
    take: impl Fn(Vec<JsValue>) + 'static,
) -> AnyView {
    pick_for(label, icon, accept, at_once, Box::new(take))
}

fn pick_for(
    label: &'static str,
    icon: &'static str,
    accept: &'static str,
    at_once: bool,
    take: Box<dyn Fn(Vec<JsValue>)>,
) -> AnyView {
    view! {
        <label class="button files__pick">
            <Icon name=icon />
            {label}
            <input
                class="visually-hidden"
                type="file"
                accept=accept
                capture=at_once.then_some("environment")
                on:change=move |event: web_sys::Event| take(file::picked(&event_target::<HtmlInputElement>(&event)))
            />
        </label>
    }
    .into_any()
}

/// Attaches a photo or PDF file to a record.
///
/// # Errors
///
/// What to say about it.
pub async fn attach(reader: Reader, record: RecordId, chosen: &JsValue) -> Result<(), Text> {
    let (media_type, name, size) = file::about(chosen);
    if media_type == FileKind::Pdf.media_type() {
        if size > FILE_BYTES_MAX {
            return Err(fw::TOO_LARGE);
        }
        let data = photo::bytes(chosen)
            .await
            .filter(|data| data.starts_with(b"%PDF-"));
        let data = data.ok_or(fw::NOT_A_FILE)?;
        let title: String = name.chars().take(FILE_TITLE_CHARS_MAX).collect();
        let plain = Plain {
            kind: FileKind::Pdf,
            title: &title,
            preview: &[],
            data: &data,
            extent: (0, 0),
        };
        return keep_file(reader, record, &plain).await;
    }
    let (large, small) = (
        (PHOTO_PIXELS_MAX, FILE_BYTES_MAX),
        (PREVIEW_PIXELS_MAX, PREVIEW_BYTES_MAX),
    );
    let it = photo::renew(chosen, large, small)
        .await
        .ok_or(fw::NOT_A_FILE)?;
    let plain = Plain {
        kind: FileKind::Photo,
        title: "",
        preview: &it.preview,
        data: &it.data,
        extent: it.extent,
    };
    keep_file(reader, record, &plain).await
}

pub(super) async fn keep_file(
    reader: Reader,
    record: RecordId,
    plain: &Plain<'_>,
) -> Result<(), Text> {
    let view = untrack(|| reader.app.records.get(record)).ok_or(words::ENTRY_NOT_HERE)?;
    let kept = reader.app.attachments.add(view, plain).await;
    kept.map_err(|error| advice(&error).words)
}
