//! Work that would freeze the screen: stretching the six words into a key.
//!
//! It runs in a throw-away worker that loads the same module (`worker.js`), so that its 64 MiB are given back
//! at once. Where a worker cannot run, the page does the work itself.

use super::object;
use super::random::BrowserEntropy;
use crate::error::AppError;
use crate::platform::clock;
use js_sys::{Array, Promise, Uint8Array};
use shared::crypto::{CryptoError, LocalKey, Passphrase, PassphraseSlot, make_slot, open_slot};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType, window};

const SCRIPT: &str = "/worker.js";
/// A worker that has not answered by then is given up.
const WORKER_MS_MAX: u64 = 60_000;

const MAKE: u8 = 1;
const OPEN: u8 = 2;
const DONE: u8 = 0;
const WRONG: u8 = 1;
const MEMORY: u8 = 2;
const FAILED: u8 = 3;

/// Wraps a local key under six words.
pub(crate) async fn wrap(words: &Passphrase, local: &LocalKey) -> Result<PassphraseSlot, AppError> {
    let mut job = vec![MAKE];
    job.extend_from_slice(local.as_bytes());
    job.extend_from_slice(words.to_text().as_bytes());
    let bytes = done(&elsewhere_or_here(job).await)?;
    PassphraseSlot::decode(&bytes).map_err(|_| AppError::Bug("slot"))
}

/// Opens a slot with six words.
pub(crate) async fn unwrap(
    slot: &PassphraseSlot,
    words: &Passphrase,
) -> Result<LocalKey, AppError> {
    let mut job = vec![OPEN];
    job.extend_from_slice(&slot.encode());
    job.extend_from_slice(words.to_text().as_bytes());
    let bytes = done(&elsewhere_or_here(job).await)?;
    let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| AppError::Bug("local key"))?;
    Ok(LocalKey::from_bytes(bytes))
}

/// Does one job. Called by `worker.js`; the bytes never leave this browser.
#[wasm_bindgen]
#[must_use]
pub fn argon2_job(job: &[u8]) -> Vec<u8> {
    let answer = match job.split_first() {
        Some((&MAKE, rest)) => make(rest),
        Some((&OPEN, rest)) => open(rest),
        _ => Err(FAILED),
    };
    match answer {
        Ok(mut bytes) => {
            bytes.insert(0, DONE);
            bytes
        }
        Err(code) => vec![code],
    }
}

fn make(rest: &[u8]) -> Result<Vec<u8>, u8> {
    let (local, words) = rest.split_first_chunk::<32>().ok_or(FAILED)?;
    let slot = make_slot(
        &read(words)?,
        &LocalKey::from_bytes(*local),
        &mut BrowserEntropy,
    );
    slot.map(|slot| slot.encode()).map_err(|error| code(&error))
}

fn open(rest: &[u8]) -> Result<Vec<u8>, u8> {
    let (slot, words) = rest.split_at_checked(PassphraseSlot::BYTES).ok_or(FAILED)?;
    let slot = PassphraseSlot::decode(slot).map_err(|error| code(&error))?;
    let local = open_slot(&slot, &read(words)?).map_err(|error| code(&error))?;
    Ok(local.as_bytes().to_vec())
}

fn read(words: &[u8]) -> Result<Passphrase, u8> {
    let words = core::str::from_utf8(words).map_err(|_| FAILED)?;
    Passphrase::parse(words).map_err(|_| FAILED)
}

const fn code(error: &CryptoError) -> u8 {
    match error {
        CryptoError::WrongPassphrase => WRONG,
        CryptoError::Memory { .. } => MEMORY,
        _ => FAILED,
    }
}

fn done(answer: &[u8]) -> Result<Vec<u8>, AppError> {
    match answer.split_first() {
        Some((&DONE, bytes)) => Ok(bytes.to_vec()),
        Some((&WRONG, _)) => Err(AppError::WrongWords),
        Some((&MEMORY, _)) => Err(AppError::Memory),
        _ => Err(AppError::Bug("argon2 job")),
    }
}

async fn elsewhere_or_here(job: Vec<u8>) -> Vec<u8> {
    if let Some(answer) = elsewhere(&job).await {
        return answer;
    }
    // Lets the screen draw "Wird geöffnet" before it freezes.
    clock::sleep(50).await;
    argon2_job(&job)
}

async fn elsewhere(job: &[u8]) -> Option<Vec<u8>> {
    let (js, wasm) = own_files()?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
    let mut answered = None;
    let answer = Promise::new(&mut |resolve, _| answered = Some(resolve));
    let answered = answered?;
    let refused = answered.clone();
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let result = super::property(&event.data(), "result").unwrap_or(JsValue::NULL);
        let _answered = answered.call1(&JsValue::NULL, &result);
    });
    let failed = Closure::<dyn FnMut(ErrorEvent)>::new(move |_| {
        let _answered = refused.call1(&JsValue::NULL, &JsValue::NULL);
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
    let message = object([
        ("js", JsValue::from_str(&js)),
        ("wasm", JsValue::from_str(&wasm)),
        ("job", Uint8Array::from(job).into()),
    ]);
    let late = wasm_bindgen_futures::future_to_promise(async {
        clock::sleep(WORKER_MS_MAX).await;
        Ok(JsValue::NULL)
    });
    let result = match worker.post_message(&message) {
        Ok(()) => JsFuture::from(Promise::race(&Array::of2(&answer, &late)))
            .await
            .ok(),
        Err(_) => None,
    };
    worker.terminate();
    Some(result?.dyn_into::<Uint8Array>().ok()?.to_vec())
}

/// Returns the names of the module's two files, which the build writes into the tag of `boot.js`.
fn own_files() -> Option<(String, String)> {
    let tag = window()?
        .document()?
        .query_selector("script[data-wasm]")
        .ok()??;
    Some((
        tag.get_attribute("data-js")?,
        tag.get_attribute("data-wasm")?,
    ))
}
