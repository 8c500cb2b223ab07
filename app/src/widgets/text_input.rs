//! One line of text; also the input of numbers, money, telephone, mail and web addresses, which differ in the
//! keyboard the phone shows.

use super::{FieldFrame, Wiring};
use crate::ui::*;

/// What the phone's keyboard is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keyboard {
    /// Letters.
    #[default]
    Text,
    /// Digits.
    Number,
    /// Digits and a comma.
    Decimal,
    /// Telephone keys.
    Phone,
    /// Letters and @.
    Email,
    /// Letters, slash and dot.
    Url,
}

impl Keyboard {
    const fn input_mode(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "numeric",
            Self::Decimal => "decimal",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Url => "url",
        }
    }
}

/// Draws the input. What is typed stays as typed; judging it is the form's work.
#[component]
pub fn TextInput(
    /// Label, hint, error.
    wiring: Wiring,
    /// What is typed.
    value: RwSignal<String>,
    /// Keyboard of the phone.
    #[prop(optional)]
    keyboard: Keyboard,
    /// Greatest number of characters, shown when it is nearly reached; never cuts off.
    #[prop(optional)]
    chars_max: Option<u16>,
    /// Unit behind the input, for example "Euro".
    #[prop(optional, into)]
    unit: MaybeProp<String>,
) -> impl IntoView {
    let label = match unit.get_untracked() {
        Some(unit) => format!("{} ({unit})", wiring.label),
        None => wiring.label.clone(),
    };
    let framed = Wiring {
        label,
        ..wiring.clone()
    };
    view! {
        <FieldFrame wiring=framed>
            <input
                class="text-input"
                type="text"
                id=wiring.id.clone()
                inputmode=keyboard.input_mode()
                autocomplete="off"
                spellcheck=(keyboard == Keyboard::Text).to_string()
                aria-describedby=wiring.described_by()
                aria-invalid=wiring.invalid()
                aria-required=wiring.required()
                disabled=wiring.locked
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            {chars_max.map(|max| view! { <CharsLeft value=value chars_max=max /> })}
        </FieldFrame>
    }
}

/// Says how many characters are left once four fifths are used.
#[component]
pub fn CharsLeft(
    /// What is typed.
    value: RwSignal<String>,
    /// Greatest number of characters.
    chars_max: u16,
) -> impl IntoView {
    move || {
        let used = value.with(|text| text.chars().count());
        let max = usize::from(chars_max);
        (used * 5 >= max * 4).then(|| {
            view! { <p class="field__hint numbers">{format!("{used} / {max}")}</p> }
        })
    }
}
