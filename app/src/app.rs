//! Root of the page tree.

use crate::pages::join::Entrance;
use crate::state::{self, Phase};
use leptos::prelude::*;

/// Chooses between the way in and the pages.
#[component]
pub fn Root() -> impl IntoView {
    let app = state::provide();
    let open = Memo::new(move |_| app.session.phase().get() == Phase::Open);
    view! {
        <Show when=move || open.get() fallback=|| view! { <Entrance/> }>
            <h1>"Schulterschluss"</h1>
        </Show>
    }
}
