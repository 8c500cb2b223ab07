//! Ohne Netz übergeben: what is not sent goes from one phone to another, as codes from screen to camera, as text, or as
//! a file. Both ways stand on one page, because two people with two phones look at it together.

use super::frame::{Bar, Frame, Place};
use super::reading::{Reader, use_reader};
use super::status::{Status, use_status};
use crate::error::{AppError, advice};
use crate::platform::{clock, file, hand_over, scanner};
use crate::routes;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Notice, PageHead, Progress, Qr, Section};
use leptos::task::spawn_local;
use shared::sync::{Extent, Frames, Imported, Seen, frames};
use shared::text::{dates, sentences, words};

/// How long a code stands: below three changes a second, and long enough for a cheap camera.
const CODE_MS: u64 = 400;
/// Ids on the page.
const CAMERA: &str = "kamera";
const PASTED: &str = "codes-text";

/// Draws the page.
#[component]
pub fn HandOver() -> impl IntoView {
    let reader = use_reader();
    let status = use_status();
    let bar = Bar::Back {
        href: routes::SYNC.to_owned(),
        place: reader.s(words::HAND_ON),
        sub: reader.app.session.me(),
    };
    view! {
        <Frame reader=reader title=reader.t(words::HAND_ON) bar=bar here=Place::Sync>
            <PageHead title=reader.s(words::HAND_ON) text=Signal::stored(reader.s(words::HAND_ON_TEXT)) />
            <div class="columns columns--2">
                {showing(reader, status)}
                {reading(reader, status)}
            </div>
            {as_file(reader, status)}
        </Frame>
    }
}

/// The sequence of codes while it runs.
#[derive(Clone, Copy)]
struct Sequence {
    codes: RwSignal<Vec<String>>,
    at: RwSignal<usize>,
    runs: RwSignal<bool>,
}

impl Sequence {
    /// Turns to a neighbour; behind the last comes the first.
    fn turn(self, by: usize) {
        let count = self.codes.with_untracked(Vec::len).max(1);
        self.at.update(|at| *at = (*at + by) % count);
    }

    /// Turns by itself as long as the page is there.
    fn run(self) {
        spawn_local(async move {
            loop {
                clock::sleep(CODE_MS).await;
                match self.runs.try_get_untracked() {
                    None => return,
                    Some(true) => self.turn(1),
                    Some(false) => {}
                }
            }
        });
    }
}

fn showing(reader: Reader, status: Status) -> AnyView {
    let sequence = Sequence {
        codes: RwSignal::new(Vec::new()),
        at: RwSignal::new(0),
        runs: RwSignal::new(false),
    };
    let problem = RwSignal::new(None::<String>);
    let show = Callback::new(move |()| {
        if reader.app.sync.unsent().get_untracked() == 0 {
            problem.set(Some(reader.s(words::CODES_NOTHING)));
            return;
        }
        spawn_local(async move {
            let made = reader.app.sync.rescue(Extent::Unsent).await;
            let _left = match made.map(|file| frames(&file)) {
                Ok(Some(codes)) => {
                    let fresh = sequence.codes.with_untracked(Vec::is_empty);
                    sequence.at.set(0);
                    sequence.codes.set(codes);
                    sequence.runs.set(true);
                    if fresh {
                        sequence.run();
                    }
                    problem.try_set(None)
                }
                Ok(None) => problem.try_set(Some(reader.s(words::CODES_TOO_MANY))),
                Err(error) => problem.try_set(Some(reader.s(advice(&error).words))),
            };
        });
    });
    view! {
        <Section id="zeigen" title=reader.t(words::CODES_SHOW_TITLE)>
            <p>{reader.t(words::CODES_SHOW_TEXT)}</p>
            {move || problem.get().map(|text| view! { <Notice icon="device" title=text /> })}
            {move || {
                if sequence.codes.with(Vec::is_empty) {
                    view! {
                        <Button label=reader.s(words::CODES_SHOW) icon="qr" look=ButtonLook::Primary press=show />
                    }
                    .into_any()
                } else {
                    shown(reader, status, sequence)
                }
            }}
        </Section>
    }
    .into_any()
}

/// The code of now, where it stands in the sequence, and the keys that hold it still.
fn shown(reader: Reader, status: Status, sequence: Sequence) -> AnyView {
    let codes = sequence.codes.get();
    let count = codes.len();
    let all = codes.join("\n");
    let copied = all.clone();
    let copy = Callback::new(move |()| {
        let text = copied.clone();
        spawn_local(async move {
            let line = if hand_over::copy(&text).await {
                words::COPIED
            } else {
                words::NOT_COPIED
            };
            status.offer(reader.s(line), None);
        });
    });
    let hold = Signal::derive(move || {
        reader.s(if sequence.runs.get() {
            words::CODES_PAUSE
        } else {
            words::CODES_RUN
        })
    });
    let by_hand = move |by: usize| {
        Callback::new(move |()| {
            sequence.runs.set(false);
            sequence.turn(by);
        })
    };
    view! {
        {move || {
            let code = codes.get(sequence.at.get()).cloned().unwrap_or_default();
            view! { <Qr text=code label=reader.s(words::CODES_PICTURE) /> }
        }}
        <p class="code-place numbers">
            {move || sentences::code_of(sequence.at.get() + 1, count, reader.locale)}
        </p>
        <p class="cluster">
            <Button label=reader.s(words::CODES_BACK) press=by_hand(count.saturating_sub(1)) />
            <Button label=hold press=Callback::new(move |()| sequence.runs.update(|runs| *runs = !*runs)) />
            <Button label=reader.s(words::CODES_NEXT) press=by_hand(1) />
        </p>
        <details class="more">
            <summary class="more__line">{reader.t(words::CODES_AS_TEXT)}</summary>
            <div class="more__body stack stack--tight">
                <p class="invite-link" id="codes">{all}</p>
                <Button label=reader.s(words::CODES_COPY) icon="copy" press=copy />
            </div>
        </details>
    }
    .into_any()
}

/// What was read so far.
#[derive(Clone, Copy)]
struct Collected {
    frames: StoredValue<Frames, LocalStorage>,
    /// Parts here, parts in all.
    progress: RwSignal<(usize, usize)>,
    /// Which are missing; changes with every part, so it is not read out.
    missing: RwSignal<String>,
    /// What happened.
    line: RwSignal<Option<String>>,
    reader: Reader,
    status: Status,
}

impl Collected {
    /// Takes texts, separated by white space; returns whether the file is whole. Then it is taken in.
    fn take(self, texts: &str) -> bool {
        let mut other = false;
        let mut damaged = None;
        let taken = self.frames.try_update_value(|frames| {
            for text in texts.split_whitespace() {
                match frames.take(text) {
                    Seen::New | Seen::Known => {}
                    Seen::Damaged(number) => damaged = Some(number),
                    Seen::Other => other = true,
                }
            }
            (frames.progress(), frames.missing(), frames.file())
        });
        // Nobody looks any more.
        let Some((progress, missing, file)) = taken else {
            return true;
        };
        let locale = self.reader.locale;
        let line = match damaged {
            Some(Some(number)) => Some(sentences::code_damaged(number, locale)),
            Some(None) => Some(self.reader.s(words::CODES_DAMAGED)),
            None if other && progress.1 == 0 => Some(self.reader.s(words::CODES_NONE)),
            None => None,
        };
        self.progress.set(progress);
        self.missing.set(if missing.is_empty() {
            String::new()
        } else {
            sentences::codes_missing(&missing, locale)
        });
        self.line.set(line);
        let Some(file) = file else { return false };
        spawn_local(async move {
            let outcome = self.reader.app.sync.take_rescue(&file).await;
            let line = rescued(self.reader, outcome);
            let _left = self.line.try_set(Some(line.clone()));
            self.status.offer(line, None);
        });
        true
    }
}

fn reading(reader: Reader, status: Status) -> AnyView {
    let collected = Collected {
        frames: StoredValue::new_local(Frames::default()),
        progress: RwSignal::new((0, 0)),
        missing: RwSignal::new(String::new()),
        line: RwSignal::new(None),
        reader,
        status,
    };
    let camera = scanner::is_there().then(|| camera(reader, collected));
    let text = if camera.is_some() {
        words::CODES_READ_TEXT
    } else {
        words::CODES_NO_CAMERA
    };
    let pasted = RwSignal::new(String::new());
    let input = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        pasted.set(typed.clone());
        if !typed.trim().is_empty() {
            collected.take(&typed);
        }
    };
    let progress = collected.progress;
    let known = Memo::new(move |_| progress.get().1 > 0);
    view! {
        <Section id="lesen" title=reader.t(words::CODES_READ_TITLE)>
            <p>{reader.t(text)}</p>
            {camera}
            <div class="field">
                <label class="field__label" for=PASTED>{reader.t(words::CODES_PASTE)}</label>
                <textarea
                    class="text-input"
                    id=PASTED
                    rows="3"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    prop:value=move || pasted.get()
                    on:input=input
                ></textarea>
            </div>
            <div class="stack stack--tight">
                {move || known.get().then(|| view! {
                    <Progress
                        id="teile"
                        label=reader.s(words::CODES_PROGRESS)
                        figures=Signal::derive(move || {
                            let (done, all) = progress.get();
                            sentences::progress(done, all, reader.locale)
                        })
                        value=Signal::derive(move || progress.get().0 as u64)
                        max=Signal::derive(move || progress.get().1 as u64)
                    />
                })}
                {move || known.get().then(|| view! { <p>{move || collected.missing.get()}</p> })}
                <div role="status">
                    {move || collected.line.get().map(|line| view! { <p>{line}</p> })}
                </div>
            </div>
        </Section>
    }
    .into_any()
}

/// The key that opens the camera, and its picture.
fn camera(reader: Reader, collected: Collected) -> AnyView {
    let open = RwSignal::new(false);
    let press = Callback::new(move |()| {
        open.update(|open| *open = !*open);
        // The picture is on the page with the next frame.
        request_animation_frame(move || {
            let Some(video) = document().get_element_by_id(CAMERA) else {
                return;
            };
            spawn_local(async move {
                let seen = scanner::scan_all(&video, &mut |text| collected.take(&text)).await;
                if seen.is_err() {
                    let refused = reader.s(words::SCAN_REFUSED);
                    let _left = collected.line.try_set(Some(refused));
                }
                let _left = open.try_set(false);
            });
        });
    });
    let label = Signal::derive(move || {
        reader.s(if open.get() {
            words::CODES_CAMERA_OFF
        } else {
            words::CODES_CAMERA
        })
    });
    view! {
        {move || open.get().then(|| view! {
            <video class="code-camera" id=CAMERA muted=true playsinline=true></video>
        })}
        <Button label=label icon="camera" press=press />
    }
    .into_any()
}

fn as_file(reader: Reader, status: Status) -> AnyView {
    let read = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        spawn_local(async move {
            let Some(content) = file::chosen(&input).await else {
                return;
            };
            let line = rescued(reader, reader.app.sync.take_rescue(&content).await);
            status.offer(line, None);
        });
    };
    view! {
        <Section id="datei" title=reader.t(words::HAND_ON_FILE)>
            <p>{reader.t(words::HAND_OVER_TEXT)}</p>
            {save_key(reader, status)}
            <div class="field">
                <label class="field__label" for="rettung">{reader.t(words::RESCUE_OPEN)}</label>
                <input class="text-input" type="file" id="rettung" on:change=read />
            </div>
        </Section>
    }
    .into_any()
}

/// The key that saves a rescue file with everything.
pub(super) fn save_key(reader: Reader, status: Status) -> AnyView {
    let save = Callback::new(move |()| {
        spawn_local(async move {
            let line = match reader.app.sync.rescue(Extent::All).await {
                Ok(content) if offer(untrack(|| reader.today()), &content) => words::EXPORTED,
                Ok(_) => words::EXPORT_FAILED,
                Err(error) => advice(&error).words,
            };
            status.offer(reader.s(line), None);
        });
    });
    view! { <Button label=reader.s(words::RESCUE_SAVE) icon="save" press=save /> }.into_any()
}

/// Offers a rescue file under its name; `false` if the browser cannot.
pub(super) fn offer(today: i32, content: &[u8]) -> bool {
    let name = format!("rettung-{}.schulterschluss", dates::iso_day(today));
    file::save_bytes(&name, "application/octet-stream", content)
}

/// What reading a rescue file in has led to.
fn rescued(reader: Reader, outcome: Result<Imported, AppError>) -> String {
    match outcome {
        Ok(imported) if imported.fresh + imported.refused == 0 => {
            reader.s(words::RESCUE_NOTHING_NEW)
        }
        Ok(Imported {
            fresh,
            waiting,
            refused,
            ..
        }) => sentences::rescued(fresh, waiting, refused, reader.locale),
        Err(error) => reader.s(advice(&error).words),
    }
}
