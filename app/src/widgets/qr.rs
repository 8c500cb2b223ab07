//! A QR code drawn as one path, dark on light in every theme, because cameras expect it so.

use crate::ui::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of light margin that the standard asks for.
const QUIET_ZONE: i32 = 4;

/// A text above this length makes a dense code.
const LONG_CHARS: usize = 200;

/// Draws `text` as a QR code; draws nothing when it is too long for one (2,953 bytes).
#[component]
pub fn Qr(
    /// What the code says.
    #[prop(into)]
    text: String,
    /// What the code is, for readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    // A long code is read at arm's length from a whole screen: fewer modules help more than repair.
    let repair = if text.len() > LONG_CHARS {
        QrCodeEcc::Low
    } else {
        QrCodeEcc::Medium
    };
    QrCode::encode_text(&text, repair).ok().map(|code| {
        let side = code.size() + 2 * QUIET_ZONE;
        view! {
            <svg
                class="qr"
                viewBox=format!("0 0 {side} {side}")
                role="img"
                aria-label=label
                shape-rendering="crispEdges"
            >
                <rect class="qr__paper" width=side height=side></rect>
                <path class="qr__ink" d=modules(&code)></path>
            </svg>
        }
    })
}

fn modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE));
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn the_path_has_one_square_per_dark_module() {
        let code = QrCode::encode_text("https://ort.example/#j1.ABC", QrCodeEcc::Medium).unwrap();
        let dark = (0..code.size())
            .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
            .filter(|(x, y)| code.get_module(*x, *y))
            .count();
        assert_eq!(modules(&code).matches('M').count(), dark);
    }
}
