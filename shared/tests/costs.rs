//! What keys and ciphers cost in a browser, as JSON lines on its console. Run by `cargo ci bench` in headless Chromium, built
//! as phones get it; the limits are those of the design.
#![cfg(target_family = "wasm")]
#![expect(
    clippy::unwrap_used,
    reason = "a browser without a clock cannot measure"
)]

use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn every_piece_of_work_stays_below_its_limit() {
    let performance = web_sys::window().unwrap().performance().unwrap();
    let mut late = Vec::new();
    for mut cost in shared::crypto::costs::all() {
        // Once without counting: the first run is compiled while it runs.
        (cost.work)();
        let started = performance.now();
        for _ in 0..cost.runs {
            (cost.work)();
        }
        let ms = (performance.now() - started) / f64::from(cost.runs);
        let (name, runs) = (cost.name, cost.runs);
        console_log!(r#"{{"name":"{name}","where":"chromium","runs":{runs},"ms":{ms:.3}}}"#);
        if cost.ms_max.is_some_and(|max| ms > max) {
            late.push((name, ms));
        }
    }
    assert!(late.is_empty(), "above its limit in milliseconds: {late:?}");
}
