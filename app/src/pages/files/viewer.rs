//! One attachment, large, above everything else.

use super::Files;
use super::live::Shown;
use crate::error::advice;
use crate::pages::reading::ms_of;
use crate::platform::file;
use crate::state::{RecordView, Trouble, Version, files_field};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Icon, Notice, Tone};
use leptos::task::spawn_local;
use shared::blob::{FileKind, FileRef, Place};
use shared::merge::Edit;
use shared::text::{Text, file_words as fw, sentences, words};
use shared::value::{Value, display};
use wasm_bindgen::JsCast as _;

/// Id of the viewer on the page.
const VIEWER: &str = "anhang";

impl Files {
    pub(super) fn show(self, element: [u8; 16]) {
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
        let who = reader.who(view, version.dot.device);
        let since = sentences::who_when(&who, &reader.near_ms(ms_of(version.hlc)), None);
        let editable = untrack(|| reader.app.session.may_change(view)) && !view.state.trashed();
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
