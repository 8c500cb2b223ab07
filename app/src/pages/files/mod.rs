//! The attachments of a record: a wall of small pictures, added by camera, file or microphone, shown large in place.
//!
//! What is shown has been opened and checked against the hash in the record. Addresses of opened bytes are let go
//! with the page, so also when the screen is locked.

mod attach;
mod live;
mod recording;
mod viewer;

use self::attach::keep_file;
pub use self::attach::{Held, attach, pick};
use self::live::Live;
use super::reading::Reader;
use super::status::Status;
use crate::platform::file;
use crate::state::{Lies, RecordView, Version, files_field};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Icon, Notice, Section, Tone};
use leptos::task::spawn_local;
use shared::blob::{FileKind, FileRef, Place, files_of};
use shared::ids::RecordId;
use shared::text::{Text, file_words as fw};
use shared::value::{Value, display};
use wasm_bindgen::JsValue;

/// The attachments of one record on one page. Copying copies the handle.
#[derive(Clone, Copy)]
pub struct Files {
    reader: Reader,
    status: Status,
    record: RecordId,
    live: Live,
}

impl Files {
    /// Begins for a record. To be called once for each page.
    #[must_use]
    pub fn of(reader: Reader, status: Status, record: RecordId) -> Self {
        Self {
            reader,
            status,
            record,
            live: Live::new(),
        }
    }

    /// Draws the wall and the keys that add to it; nothing where there is none and none can be added.
    #[must_use]
    pub fn section(self, view: &RecordView, editable: bool) -> Option<AnyView> {
        let field = files_field(view.def)?;
        let files = files_of(view.def, &view.state);
        if files.is_empty() && !editable {
            return None;
        }
        let reader = self.reader;
        let hint = view.def.field(field).and_then(|field| field.hint);
        let items: Vec<AnyView> = files
            .into_iter()
            .map(|(element, file)| self.item(view, element, file))
            .collect();
        let space = view.space;
        let full = move || {
            reader.app.attachments.is_full(space).then(|| {
                view! { <Notice tone=Tone::Warn icon="outbox" title=reader.t(fw::SERVER_FULL) /> }
            })
        };
        let keys = editable.then(|| {
            view! {
                {move || self.keys()}
                <p class="section__note">{reader.t(hint.unwrap_or(fw::ADD_HINT))}</p>
                <p class="section__note files__drop">{reader.t(fw::DROP_HERE)}</p>
            }
        });
        let body = children(move || {
            view! {
                {(!items.is_empty()).then(|| view! { <ul class="files">{items}</ul> })}
                {full}
                {keys}
            }
            .into_any()
        });
        Some(
            view! {
                <div
                    on:dragover=move |event: leptos::ev::DragEvent| event.prevent_default()
                    on:drop=move |event: leptos::ev::DragEvent| {
                        event.prevent_default();
                        if editable {
                            self.add(file::dropped(&event));
                        }
                    }
                >
                    <Section id="anhaenge" title=reader.t(fw::FILES)>{body()}</Section>
                </div>
            }
            .into_any(),
        )
    }

    pub(super) fn item(self, view: &RecordView, element: [u8; 16], it: &FileRef) -> AnyView {
        let reader = self.reader;
        let words = display::file(it, reader.locale);
        let place = Place {
            space: view.space,
            element,
        };
        // In a view the name `element` is the element's.
        let open = Callback::new(move |()| self.show(element));
        let wanted = it.clone();
        let picture = move || {
            let inner = self.live.watch();
            let address = inner.and_then(|inner| {
                let inner = inner.borrow();
                let open = inner.previews.iter().find(|(of, _)| *of == wanted.name);
                open.map(|(_, address)| address.clone())
            });
            if let Some(address) = address.filter(|address| !address.is_empty()) {
                return view! { <img class="files__picture" src=address alt="" /> }.into_any();
            }
            // Asked for again whenever something was learnt of attachments.
            let _known = reader.app.attachments.lies(place.space, &wanted);
            self.ask_preview(place, &wanted);
            view! { <Icon name=icon_of(wanted.kind) /> }.into_any()
        };
        let sent = {
            let it = it.clone();
            move || {
                let state = match reader.app.attachments.lies(place.space, &it) {
                    Lies::Safe => return None,
                    Lies::Here => fw::NOT_SENT,
                    Lies::Elsewhere => fw::NOT_ON_SERVER,
                };
                Some(view! {
                    <span class="files__state"><Icon name="outbox" small=true />{reader.t(state)}</span>
                })
            }
        };
        view! {
            <li>
                <button class="files__item" type="button" on:click=move |_| open.run(())>
                    <span class="files__frame">{picture}</span>
                    <span class="files__words">{words}</span>
                    {sent}
                </button>
            </li>
        }
        .into_any()
    }

    /// The keys that add; while something is recorded, how long, and the two ways out.
    pub(super) fn keys(self) -> AnyView {
        let reader = self.reader;
        let now = self.live.watch();
        let now = now.map(|now| (now.borrow().recording, now.borrow().busy));
        let (recording, busy) = now.unwrap_or_default();
        if let Some(seconds) = recording {
            let time = format!("{}:{:02}", seconds / 60, seconds % 60);
            return view! {
                <div class="files__recording">
                    <p role="status"><strong>{reader.t(fw::RECORDING)}</strong></p>
                    <p class="files__time numbers" aria-hidden="true">{time}</p>
                    <Button label=reader.s(fw::RECORD_STOP) icon="check" look=ButtonLook::Primary press=Callback::new(move |()| self.stop(true)) />
                    <Button label=reader.s(fw::RECORD_DROP) icon="trash" press=Callback::new(move |()| self.stop(false)) />
                </div>
            }
            .into_any();
        }
        if busy {
            return view! { <p role="status">{reader.t(fw::SEALING)}</p> }.into_any();
        }
        view! {
            <div class="cluster">
                {pick(reader.t(fw::ADD_PHOTO), "camera", "image/*", false, move |files| self.add(files))}
                {pick(reader.t(fw::ADD_PDF), "report", "application/pdf", false, move |files| self.add(files))}
                <Button label=reader.s(fw::ADD_AUDIO) icon="chat" press=Callback::new(move |()| self.record()) />
            </div>
        }
        .into_any()
    }

    pub(super) fn add(self, files: Vec<JsValue>) {
        let busy = self.live.get().is_none_or(|inner| inner.borrow().busy);
        if files.is_empty() || busy {
            return;
        }
        self.live.set_busy(true);
        spawn_local(async move {
            for file in files {
                self.say(attach(self.reader, self.record, &file).await);
            }
            self.live.set_busy(false);
        });
    }

    pub(super) fn say(self, outcome: Result<(), Text>) {
        match outcome {
            Ok(()) => self.status.say(self.reader.s(fw::FILE_ADDED)),
            Err(words) => self.status.offer(self.reader.s(words), None),
        }
    }

    /// Asks for a preview that is not open yet.
    pub(super) fn ask_preview(self, place: Place, it: &FileRef) {
        let Some(inner) = self.live.get() else { return };
        let asked = inner.borrow().previews.iter().any(|(of, _)| *of == it.name);
        if it.preview_bytes == 0 || asked {
            return;
        }
        inner.borrow_mut().previews.push((it.name, String::new()));
        let it = it.clone();
        spawn_local(async move {
            let data = self.reader.app.attachments.preview(place, &it).await;
            let address = data.and_then(|data| file::address(FileKind::Photo.media_type(), &data));
            let mut inner = inner.borrow_mut();
            inner.previews.retain(|(of, _)| *of != it.name);
            let Some(address) = address else { return };
            inner.previews.push((it.name, address));
            drop(inner);
            self.live.tell();
        });
    }

    pub(super) fn find(self, element: [u8; 16]) -> Option<(RecordView, FileRef, Version)> {
        let view = untrack(|| self.reader.app.records.get(self.record))?;
        let version = view
            .state
            .element(files_field(view.def)?, &element)?
            .clone();
        match &version.value {
            Value::File(file) => {
                let file = FileRef::clone(file);
                Some((view, file, version))
            }
            _ => None,
        }
    }
}

const fn icon_of(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Photo => "camera",
        FileKind::Pdf => "report",
        FileKind::Webm | FileKind::Mp4 => "chat",
    }
}
