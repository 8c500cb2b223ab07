//! The only `fetch`. Moves bytes and understands none of them.

use js_sys::{ArrayBuffer, Promise, Reflect, Uint8Array};
use shared::protocol::messages::LiveEvent;
use shared::sync::{HttpRequest, HttpResponse, NetFailure};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, Response, window,
};

/// A request without an answer after this time has failed. Generous: a page of the log over a bad line.
const ANSWER_MS_MAX: u64 = 60_000;
/// The live stream is dead if it has been silent this long; the server's heart beats more often.
const SILENCE_MS_MAX: u64 = 60_000;
/// Greatest length of one event of the live stream. Real ones are far below.
const EVENT_BYTES_MAX: usize = 64 * 1024;

/// Sends a request and waits for the whole answer.
///
/// # Errors
///
/// [`NetFailure`] if there was none: no network, no server, time ran out, the answer broke off.
pub(crate) async fn fetch(request: &HttpRequest) -> Result<HttpResponse, NetFailure> {
    let timeout = Timeout::start(ANSWER_MS_MAX)?;
    let response = send(request, &timeout).await?;
    let buffer = response.array_buffer().map_err(|_| NetFailure)?;
    let buffer: ArrayBuffer = JsFuture::from(buffer)
        .await
        .map_err(|_| NetFailure)?
        .dyn_into()
        .map_err(|_| NetFailure)?;
    Ok(HttpResponse {
        status: response.status(),
        body: Uint8Array::new(&buffer).to_vec(),
    })
}

/// Opens the live stream, calls `opened`, then `heard` for each event until the stream ends.
///
/// # Errors
///
/// [`NetFailure`] if it could not be opened or was silent for too long.
pub(crate) async fn listen(
    request: &HttpRequest,
    opened: impl FnOnce(),
    heard: impl Fn(LiveEvent),
) -> Result<(), NetFailure> {
    let timeout = Timeout::start(SILENCE_MS_MAX)?;
    let response = send(request, &timeout).await?;
    if !response.ok() {
        return Err(NetFailure);
    }
    let body = response.body().ok_or(NetFailure)?;
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|_| NetFailure)?;
    let mut events = Events::default();
    opened();
    loop {
        timeout.again();
        let part = JsFuture::from(reader.read())
            .await
            .map_err(|_| NetFailure)?;
        let done =
            Reflect::get(&part, &JsValue::from_str("done")).is_ok_and(|done| done.is_truthy());
        if done {
            return Ok(());
        }
        let bytes = Reflect::get(&part, &JsValue::from_str("value"))
            .ok()
            .and_then(|value| value.dyn_into::<Uint8Array>().ok())
            .ok_or(NetFailure)?;
        for event in events.read(&bytes.to_vec()).ok_or(NetFailure)? {
            heard(event);
        }
    }
}

async fn send(request: &HttpRequest, timeout: &Timeout) -> Result<Response, NetFailure> {
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Error);
    init.set_signal(Some(&timeout.controller.signal()));
    let headers = Headers::new().map_err(|_| NetFailure)?;
    for (name, value) in &request.headers {
        headers.set(name, value).map_err(|_| NetFailure)?;
    }
    if let Some(content_type) = request.content_type {
        headers
            .set("content-type", content_type)
            .map_err(|_| NetFailure)?;
        init.set_body(&Uint8Array::from(request.body.as_slice()));
    }
    init.set_headers(&headers);
    let promise: Promise = window()
        .ok_or(NetFailure)?
        .fetch_with_str_and_init(&request.path, &init);
    JsFuture::from(promise)
        .await
        .map_err(|_| NetFailure)?
        .dyn_into()
        .map_err(|_| NetFailure)
}

/// Aborts a request when its time has run out, or when this is dropped.
struct Timeout {
    controller: AbortController,
    ms: u64,
    timer: std::cell::Cell<Option<i32>>,
    fire: Closure<dyn Fn()>,
}

impl Timeout {
    fn start(ms: u64) -> Result<Self, NetFailure> {
        let controller = AbortController::new().map_err(|_| NetFailure)?;
        let abort = controller.clone();
        let fire = Closure::<dyn Fn()>::new(move || abort.abort());
        let timeout = Self {
            controller,
            ms,
            timer: std::cell::Cell::new(None),
            fire,
        };
        timeout.again();
        Ok(timeout)
    }

    /// Starts the time anew.
    fn again(&self) {
        self.stop();
        let ms = i32::try_from(self.ms).unwrap_or(i32::MAX);
        let timer = window().and_then(|window| {
            let fire = self.fire.as_ref().unchecked_ref();
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(fire, ms)
                .ok()
        });
        self.timer.set(timer);
    }

    fn stop(&self) {
        if let (Some(window), Some(timer)) = (window(), self.timer.take()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        self.stop();
        self.controller.abort();
    }
}

/// Cuts a stream of server-sent events into events.
#[derive(Debug, Default)]
struct Events {
    rest: Vec<u8>,
}

impl Events {
    /// Takes bytes and returns the events that are whole now; `None` if one is too long.
    fn read(&mut self, bytes: &[u8]) -> Option<Vec<LiveEvent>> {
        self.rest.extend_from_slice(bytes);
        let mut events = Vec::new();
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            if let Some(data) = line.strip_prefix(b"data:") {
                // What a later server says and this app does not know is no reason to hang up.
                events.extend(serde_json::from_slice::<LiveEvent>(data).ok());
            }
        }
        (self.rest.len() <= EVENT_BYTES_MAX).then_some(events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::SpaceId;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn events_are_cut_wherever_the_network_cuts() {
        let stream = b": hello\n\ndata: {\"kind\":\"join\"}\n\ndata:{\"kind\":\"resync\"}\n\nevent: x\ndata: {\"kind\":\"later\"}\n\n";
        for cut in 0..stream.len() {
            let (a, b) = stream.split_at(cut);
            let mut events = Events::default();
            let mut all = events.read(a).unwrap();
            all.extend(events.read(b).unwrap());
            assert_eq!(all, vec![LiveEvent::Join, LiveEvent::Resync]);
        }
        let poke = LiveEvent::Poke {
            space: SpaceId([3; 16]),
            head: 7,
            m_seq: 2,
        };
        let line = format!("data: {}\r\n\r\n", serde_json::to_string(&poke).unwrap());
        assert_eq!(Events::default().read(line.as_bytes()), Some(vec![poke]));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn an_event_without_end_hangs_up() {
        assert_eq!(
            Events::default().read(&vec![b'x'; EVENT_BYTES_MAX + 1]),
            None
        );
    }
}
