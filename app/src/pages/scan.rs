//! Reading a code from another screen or a sheet of paper: by camera where there is one, else by hand.

use crate::platform::scanner;
use crate::ui::*;
use crate::widgets::{CodeInput, IconLine, Wiring};
use leptos::task::spawn_local;
use shared::text::{Locale, words};
use web_sys::Element;

/// Draws the input; a scanned code stands in it as if typed.
pub fn code_input(locale: Locale, wiring: Wiring, value: RwSignal<String>) -> AnyView {
    let scanning = RwSignal::new(false);
    let refused = RwSignal::new(false);
    let there = scanner::is_there();
    let camera = if there { words::SCAN.get(locale) } else { "" };
    let wiring = if there {
        wiring
    } else {
        let own = wiring.hint.unwrap_or_default();
        let hint = format!("{own} {}", words::SCAN_ELSEWHERE.get(locale));
        Wiring {
            hint: Some(hint.trim().to_owned()),
            ..wiring
        }
    };
    let scan = Callback::new(move |video: Element| {
        spawn_local(async move {
            let found = scanner::scan(&video).await;
            let _left = scanning.try_set(false);
            let _left = refused.try_set(found.is_err());
            if let Ok(Some(text)) = found {
                let _left = value.try_set(text);
            }
        });
    });
    view! {
        <CodeInput wiring=wiring value=value camera=camera scan=scan scanning=scanning />
        <div aria-live="polite">
            {move || refused.get().then(|| view! {
                <IconLine icon="warning" text=words::SCAN_REFUSED.get(locale) />
            })}
        </div>
    }
    .into_any()
}
