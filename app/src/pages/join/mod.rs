//! The way in: every screen that stands while the app is not open.

use crate::state::use_app;
use leptos::prelude::*;

/// Shows the screen of the session's phase as long as it is not open.
#[component]
pub fn Entrance() -> impl IntoView {
    let app = use_app();
    move || format!("{:?}", app.session.phase().get())
}
