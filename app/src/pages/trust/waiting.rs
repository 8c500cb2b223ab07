//! Who stands at the door: four words, read to each other, decide whether it is the one who was invited.

use super::give::give;
use super::people::role_word;
use crate::pages::reading::Reader;
use crate::pages::status::use_status;
use crate::state::Order;
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, Icon, IconLine};
use shared::ids::SpaceId;
use shared::sync::WaitingJoin;
use shared::text::{sentences, words};

/// Draws everybody who waits to be let in, into one circle or any.
pub fn waiting(reader: Reader, into: Option<SpaceId>) -> AnyView {
    let mut all = reader.app.trust.waiting();
    all.retain(|join| into.is_none_or(|space| join.spaces.contains(&space)));
    let doors: Vec<AnyView> = all.iter().map(|join| door(reader, join)).collect();
    view! { <div class="stack" aria-live="polite">{doors}</div> }.into_any()
}

fn door(reader: Reader, join: &WaitingJoin) -> AnyView {
    let status = use_status();
    let (invite, device) = (join.invite, join.device);
    let circles = reader.app.trust.circles();
    let titles: Vec<String> = circles
        .iter()
        .filter(|circle| join.spaces.contains(&circle.id))
        .map(|circle| {
            format!(
                "{} ({})",
                circle.title,
                reader.t(super::people::kind_word(circle.kind))
            )
        })
        .collect();
    let what = match join.member {
        Some(_) => reader.s(words::WAITS_AS_DEVICE),
        None => sentences::wants_in(
            reader.t(role_word(join.role)),
            &titles.join(", "),
            reader.locale,
        ),
    };
    let let_in = Callback::new(move |()| {
        give(
            reader,
            status,
            Order::LetIn(invite, device),
            words::LET_IN_DONE,
        );
    });
    let made = untrack(|| reader.app.sync.invitations());
    let turned_away = match made.iter().find(|it| it.id == invite) {
        Some(it) if it.uses_max == 1 => words::TURNED_AWAY_CLOSED,
        _ => words::TURNED_AWAY,
    };
    let turn_away = Callback::new(move |()| {
        give(reader, status, Order::TurnAway(invite, device), turned_away);
    });
    let compare = join.needs_words && !join.approved;
    view! {
        <section class="panel">
            <h2 class="cluster"><Icon name="person" />{sentences::waits(&join.name, reader.locale)}</h2>
            <p>{what}</p>
            {if compare {
                view! {
                    <p>{reader.t(words::COMPARE_WORDS)}</p>
                    {words_grid(reader, join.words)}
                    <div class="cluster">
                        <Button
                            label=reader.s(words::WORDS_SAME)
                            icon="check"
                            look=ButtonLook::Primary
                            press=let_in
                        />
                        <Button
                            label=reader.s(words::WORDS_DIFFER)
                            icon="stop"
                            look=ButtonLook::Danger
                            press=turn_away
                        />
                    </div>
                    <p class="field__hint">{reader.t(words::COMPARE_WHY)}</p>
                }
                .into_any()
            } else {
                view! { <IconLine icon="clock" text=reader.t(words::LET_IN_SOON) /> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// Draws the four words that are read to each other.
pub fn words_grid(reader: Reader, four: [&'static str; 4]) -> AnyView {
    let items: Vec<AnyView> = four
        .into_iter()
        .map(|word| view! { <li class="code-grid__word">{word}</li> }.into_any())
        .collect();
    view! { <ol class="code-grid" aria-label=reader.t(words::FOUR_WORDS)>{items}</ol> }.into_any()
}
