//! The way to the helper for the first 24 hours.

use crate::pages::reading::Reader;
use crate::routes;
use crate::ui::*;
use crate::widgets::Icon;
use shared::text::words;

/// Draws the link that stands where somebody may come who was just threatened.
pub fn just_happened(reader: Reader) -> AnyView {
    view! {
        <a class="call" href=routes::FIRST_DAY>
            <Icon name="clock" />
            <span class="call__name">{reader.t(words::JUST_HAPPENED)}</span>
            <span class="call__when">{reader.t(words::JUST_HAPPENED_TEXT)}</span>
        </a>
    }
    .into_any()
}
