//! Keys that are pressed and links that look like keys. One primary key per screen.

use super::Icon;
use crate::ui::*;

/// How a key looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonLook {
    /// Outlined.
    #[default]
    Plain,
    /// Filled brick: go on.
    Primary,
    /// No outline.
    Quiet,
    /// Outlined carmine: takes something away.
    Danger,
}

/// Width and height of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// As wide as its words.
    #[default]
    Normal,
    /// As wide as its place.
    Wide,
    /// As wide as its place and taller.
    Large,
}

fn class(look: ButtonLook, size: ButtonSize) -> String {
    let look = match look {
        ButtonLook::Plain => "",
        ButtonLook::Primary => " button--primary",
        ButtonLook::Quiet => " button--quiet",
        ButtonLook::Danger => " button--danger",
    };
    let size = match size {
        ButtonSize::Normal => "",
        ButtonSize::Wide => " button--wide",
        ButtonSize::Large => " button--large button--wide",
    };
    format!("button{look}{size}")
}

/// A key that does something here.
#[component]
pub fn Button(
    /// Words on the key; may change while it is busy.
    #[prop(into)]
    label: Signal<String>,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// How it looks.
    #[prop(optional)]
    look: ButtonLook,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// Work is going on; the icon turns and further presses do nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Submits the form around it instead of calling `press`.
    #[prop(optional)]
    submit: bool,
    /// What a press does.
    #[prop(optional)]
    press: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <button
            class=class(look, size)
            type=if submit { "submit" } else { "button" }
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get()
            on:click=move |_| {
                if !busy.get_untracked() && let Some(press) = press {
                    press.run(());
                }
            }
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {move || label.get()}
        </button>
    }
}

/// A link that looks like a key.
#[component]
pub fn LinkButton(
    /// Words on the key.
    #[prop(into)]
    label: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// How it looks.
    #[prop(optional)]
    look: ButtonLook,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
) -> impl IntoView {
    view! {
        <a class=class(look, size) href=href>
            {icon.map(|name| view! { <Icon name=name /> })}
            {label}
        </a>
    }
}
