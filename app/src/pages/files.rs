//! The attachments of a record: a wall of small pictures, added by camera, file or microphone, shown large in place.
//!
//! What is shown has been opened and checked against the hash in the record. Addresses of opened bytes are let go
//! with the page, so also when the screen is locked.

use super::reading::{Reader, ms_of};
use super::status::Status;
use crate::error::advice;
use crate::platform::recorder::Recorder;
use crate::platform::{clock, file, photo};
use crate::state::{Lies, RecordView, Trouble, Version, files_field};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Icon, Notice, Section, Tone};
use leptos::task::spawn_local;
use shared::blob::{
    AUDIO_SECONDS_MAX, FILE_BYTES_MAX, FILE_TITLE_CHARS_MAX, FileKind, FileRef, PHOTO_PIXELS_MAX,
    PREVIEW_BYTES_MAX, PREVIEW_PIXELS_MAX, Place, Plain, files_of,
};
use shared::ids::{Hash, RecordId};
use shared::merge::Edit;
use shared::text::{Text, file_words as fw, sentences, words};
use shared::value::{Value, display};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlInputElement;

/// Id of the viewer on the page.
const VIEWER: &str = "anhang";

/// What the viewer shows.
#[derive(Clone, Default)]
enum Shown {
    #[default]
    Fetching,
    Trouble(Trouble),
    /// Address of the opened bytes.
    Here(String),
}

/// What changes on the page. One handle for all of it: each kind of signal is code a phone has to download.
#[derive(Default)]
struct Inner {
    /// Addresses of the previews that are open; empty for those that were asked for.
    previews: Vec<(Hash, String)>,
    open: Option<[u8; 16]>,
    shown: Shown,
    busy: bool,
    recorder: Option<Recorder>,
    /// Seconds of the recording under way.
    recording: Option<u16>,
    /// A photo that waits for its record.
    held: Option<JsValue>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        for (_, address) in &self.previews {
            file::forget(address);
        }
        self.let_go();
    }
}

impl Inner {
    /// Lets the opened bytes go.
    fn let_go(&mut self) {
        if let Shown::Here(address) = std::mem::take(&mut self.shown) {
            file::forget(&address);
        }
    }
}

#[derive(Clone, Copy)]
struct Live {
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
    seen: RwSignal<u64>,
}

impl Live {
    fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Rc::default()),
            seen: RwSignal::new(0),
        }
    }

    /// Returns what there is; `None` once the page is left.
    fn get(self) -> Option<Rc<RefCell<Inner>>> {
        self.inner.try_get_value()
    }

    /// The same, and whoever asked is asked again after a change.
    fn watch(self) -> Option<Rc<RefCell<Inner>>> {
        self.seen.track();
        self.get()
    }

    fn tell(self) {
        let _left = self.seen.try_update(|seen| *seen += 1);
    }

    fn set_busy(self, busy: bool) {
        if let Some(inner) = self.get() {
            inner.borrow_mut().busy = busy;
        }
        self.tell();
    }
}

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

    fn item(self, view: &RecordView, element: [u8; 16], it: &FileRef) -> AnyView {
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
    fn keys(self) -> AnyView {
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

    fn add(self, files: Vec<JsValue>) {
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

    fn say(self, outcome: Result<(), Text>) {
        match outcome {
            Ok(()) => self.status.say(self.reader.s(fw::FILE_ADDED)),
            Err(words) => self.status.offer(self.reader.s(words), None),
        }
    }

    fn record(self) {
        spawn_local(async move {
            let recorder = Recorder::start().await;
            let Some(inner) = self.live.get() else { return };
            if recorder.is_none() {
                self.status.offer(self.reader.s(fw::NO_MICROPHONE), None);
                return;
            }
            inner.borrow_mut().recorder = recorder;
            inner.borrow_mut().recording = Some(0);
            drop(inner);
            loop {
                self.live.tell();
                clock::sleep(1_000).await;
                let Some(inner) = self.live.get() else { return };
                let Some(seconds) = inner.borrow().recording else {
                    return;
                };
                inner.borrow_mut().recording = Some(seconds + 1);
                if seconds + 1 >= AUDIO_SECONDS_MAX {
                    self.stop(true);
                    return;
                }
            }
        });
    }

    /// Ends the recording and keeps it or not.
    fn stop(self, keep: bool) {
        let Some(inner) = self.live.get() else { return };
        let (recorder, seconds) = {
            let mut inner = inner.borrow_mut();
            (inner.recorder.take(), inner.recording.take())
        };
        let Some(recorder) = recorder.filter(|_| keep) else {
            self.live.tell();
            return;
        };
        self.live.set_busy(true);
        spawn_local(async move {
            let outcome = match recorder.finish().await {
                Some((data, kind)) => {
                    let kind = if kind.starts_with("audio/mp4") {
                        FileKind::Mp4
                    } else {
                        FileKind::Webm
                    };
                    let plain = Plain {
                        kind,
                        title: "",
                        preview: &[],
                        data: &data,
                        extent: (seconds.unwrap_or_default(), 0),
                    };
                    keep_file(self.reader, self.record, &plain).await
                }
                None => Err(fw::NO_MICROPHONE),
            };
            self.say(outcome);
            self.live.set_busy(false);
        });
    }

    /// Asks for a preview that is not open yet.
    fn ask_preview(self, place: Place, it: &FileRef) {
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

    fn find(self, element: [u8; 16]) -> Option<(RecordView, FileRef, Version)> {
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

    fn show(self, element: [u8; 16]) {
        let Some((view, it, _)) = self.find(element) else {
            return;
        };
        let Some(inner) = self.live.get() else { return };
        inner.borrow_mut().open = Some(element);
        self.live.tell();
        request_animation_frame(|| {
            if let Some(dialog) = viewer() {
                let _shown = dialog.show_modal();
            }
        });
        spawn_local(async move {
            let place = Place {
                space: view.space,
                element,
            };
            let shown = match self.reader.app.attachments.open(place, &it).await {
                Ok(data) => file::address(it.kind.media_type(), &data)
                    .map_or(Shown::Trouble(Trouble::Changed), Shown::Here),
                Err(trouble) => Shown::Trouble(trouble),
            };
            let mut inner = inner.borrow_mut();
            inner.let_go();
            inner.shown = shown;
            if inner.open != Some(element) {
                inner.let_go();
            }
            drop(inner);
            self.live.tell();
        });
    }

    fn close(self) {
        if let Some(inner) = self.live.get() {
            let mut inner = inner.borrow_mut();
            inner.let_go();
            inner.open = None;
        }
        self.live.tell();
    }

    fn shown(self) -> Shown {
        let inner = self.live.watch();
        inner.map_or(Shown::Fetching, |inner| inner.borrow().shown.clone())
    }

    /// Draws the attachment that is open, above everything else. Once for each page.
    #[must_use]
    pub fn viewer(self) -> AnyView {
        (move || {
            let (view, it, version) = self.find(self.live.watch()?.borrow().open?)?;
            Some(self.dialog(&view, &it, &version))
        })
        .into_any()
    }

    fn dialog(self, view: &RecordView, it: &FileRef, version: &Version) -> AnyView {
        let reader = self.reader;
        let words = display::file(it, reader.locale);
        let who = reader.who(view.space, version.dot.device);
        let since = sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None);
        let editable =
            untrack(|| reader.app.session.may_write(view.space)) && !view.state.trashed();
        let (kind, alt, file_name) = (it.kind, words.clone(), name_of(it));
        let proof = it.sha256.to_string();
        let size = display::bytes(u64::from(it.bytes), reader.locale);
        let body = move || match self.shown() {
            Shown::Fetching => {
                view! { <p class="viewer__state" role="status">{reader.t(fw::FETCHING)}</p> }
                    .into_any()
            }
            Shown::Trouble(trouble) => {
                let words = match trouble {
                    Trouble::Offline => fw::OFFLINE,
                    Trouble::Missing => fw::MISSING,
                    Trouble::Changed => fw::CHANGED,
                };
                view! { <Notice tone=Tone::Warn icon="warning" title=reader.t(words) /> }.into_any()
            }
            Shown::Here(address) => match kind {
                FileKind::Photo => {
                    view! { <img class="viewer__picture" src=address alt=alt.clone() /> }.into_any()
                }
                FileKind::Pdf => view! {
                    <p class="viewer__state"><Icon name="report" /> {alt.clone()}</p>
                    <p class="section__note">{reader.t(fw::SAVE_FILE_NOTE)}</p>
                }
                .into_any(),
                FileKind::Webm | FileKind::Mp4 => {
                    view! { <audio class="viewer__sound" controls="" src=address></audio> }
                        .into_any()
                }
            },
        };
        let facts = move || {
            let here = matches!(self.shown(), Shown::Here(_));
            here.then(|| view! {
                <div class="facts__item"><dt>{reader.t(fw::UNCHANGED_SINCE)}</dt><dd>{since.clone()}</dd></div>
                <div class="facts__item"><dt>{reader.t(fw::FINGERPRINT)}</dt><dd class="viewer__proof">{proof.clone()}</dd></div>
            })
        };
        let save = move || {
            let Shown::Here(address) = self.shown() else {
                return None;
            };
            Some(view! {
                <a class="button" href=address download=file_name.clone()><Icon name="save" />{reader.t(fw::SAVE_FILE)}</a>
            })
        };
        view! {
            <dialog class="viewer" id=VIEWER aria-label=words on:close=move |_: web_sys::Event| self.close()>
                <div class="viewer__inner">
                    {body}
                    <dl class="facts facts--small">
                        <div class="facts__item"><dt>{reader.t(fw::SIZE)}</dt><dd>{size}</dd></div>
                        {facts}
                    </dl>
                    <div class="cluster">
                        <Button label=reader.s(fw::CLOSE) icon="close" look=ButtonLook::Primary press=Callback::new(|()| shut()) />
                        {save}
                        {editable.then(|| view! {
                            <Button label=reader.s(fw::REMOVE) icon="trash" look=ButtonLook::Danger press=Callback::new(move |()| self.remove()) />
                        })}
                    </div>
                </div>
            </dialog>
        }
        .into_any()
    }

    /// Takes the open attachment away, with the way back.
    fn remove(self) {
        let open = self.live.get().and_then(|inner| inner.borrow().open);
        let Some(element) = open else { return };
        let Some((view, it, _)) = self.find(element) else {
            return;
        };
        let Some(field) = files_field(view.def) else {
            return;
        };
        shut();
        let (reader, status, record) = (self.reader, self.status, self.record);
        let write = move |edit: Edit, done: Text, undo: Option<Callback<()>>| {
            spawn_local(async move {
                match reader.app.records.write(record, vec![edit]).await {
                    Ok(()) => status.offer(reader.s(done), undo),
                    Err(error) => status.offer(reader.s(advice(&error).words), None),
                }
            });
        };
        let value = Value::File(Box::new(it));
        let undo = Callback::new(move |()| {
            write(
                Edit::Put {
                    field,
                    element,
                    value: value.clone(),
                },
                words::RESTORED,
                None,
            );
        });
        write(Edit::Take { field, element }, fw::FILE_REMOVED, Some(undo));
    }
}

fn viewer() -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id(VIEWER)?.dyn_into().ok()
}

/// Closes the viewer; the focus goes back to where it was.
fn shut() {
    if let Some(dialog) = viewer() {
        dialog.close();
    }
}

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

async fn keep_file(reader: Reader, record: RecordId, plain: &Plain<'_>) -> Result<(), Text> {
    let view = untrack(|| reader.app.records.get(record)).ok_or(words::ENTRY_NOT_HERE)?;
    let kept = reader.app.attachments.add(view, plain).await;
    kept.map_err(|error| advice(&error).words)
}

const fn icon_of(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Photo => "camera",
        FileKind::Pdf => "report",
        FileKind::Webm | FileKind::Mp4 => "chat",
    }
}

/// Returns the name of a file outside of the app.
fn name_of(it: &FileRef) -> String {
    let ending = match it.kind {
        FileKind::Photo => "foto.jpg",
        FileKind::Pdf => "datei.pdf",
        FileKind::Webm => "ton.webm",
        FileKind::Mp4 => "ton.m4a",
    };
    if it.title.is_empty() {
        ending.to_owned()
    } else {
        it.title.clone()
    }
}
