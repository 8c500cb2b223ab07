//! The two (or more) versions of a field, side by side, and the keys to decide.

use super::{Button, ButtonSize, Icon};
use crate::ui::*;
use shared::text::Locale;

/// A piece of a version: text, and whether the other version does not have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Differs from the other version.
    pub differs: bool,
    /// Folded away until somebody asks for it.
    pub folded: bool,
}

/// One version.
#[derive(Debug, Clone)]
pub struct Side {
    /// Heading, for example "Meine Fassung".
    pub heading: String,
    /// Who, when, on what.
    pub when: String,
    /// Whether it was written on this device.
    pub mine: bool,
    /// The version in pieces.
    pub pieces: Vec<Piece>,
    /// Words of the key that takes it.
    pub take: String,
    /// Takes it.
    pub press: Callback<()>,
}

/// Draws the sides; the keys below them are the children.
#[component]
pub fn Conflict(
    /// What is decided, for readers.
    #[prop(into)]
    label: String,
    /// The versions, own first.
    sides: Vec<Side>,
    /// Words of the key that shows what is folded away.
    fold_words: fn(&str, Locale) -> String,
    /// Language of those words.
    locale: Locale,
    /// Keys and sentences below.
    children: Children,
) -> impl IntoView {
    let sides = sides
        .into_iter()
        .zip(1..)
        .map(|(side, number): (Side, u32)| draw(side, number, |it| fold_words(it, locale)))
        .collect_view();
    view! {
        <section class="conflict" aria-label=label>
            <div class="conflict__sides">{sides}</div>
            {children()}
        </section>
    }
}

fn draw(side: Side, number: u32, fold_words: impl Fn(&str) -> String) -> impl IntoView {
    let id = format!("fassung-{number}");
    let class = if side.mine {
        "conflict__side conflict__side--mine"
    } else {
        "conflict__side conflict__side--theirs"
    };
    let pieces = side
        .pieces
        .into_iter()
        .map(|piece| {
            if piece.folded {
                let words = fold_words(&piece.text);
                view! {
                    <details class="conflict__same"><summary>{words}</summary><span>{piece.text}</span></details>
                }
                .into_any()
            } else if piece.differs {
                view! { <mark class="conflict__diff">{piece.text}</mark> }.into_any()
            } else {
                piece.text.into_any()
            }
        })
        .collect_view();
    let heading = id.clone();
    view! {
        <section class=class aria-labelledby=id>
            <div class="conflict__who">
                <Icon name=if side.mine { "device" } else { "people" } />
                <h2 id=heading class="field__label">{side.heading}</h2>
                <small class="conflict__when">{side.when}</small>
            </div>
            <div class="conflict__value">{pieces}</div>
            <Button label=side.take icon="check" size=ButtonSize::Wide press=side.press />
        </section>
    }
}
