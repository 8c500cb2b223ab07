//! Label, hint and error of every input, wired by id and `aria-describedby`. Input widgets put themselves inside.

use super::Icon;
use crate::ui::*;

/// What every input of a form is given besides its value.
#[derive(Debug, Clone)]
pub struct Wiring {
    /// Id of the input, unique on the page. Hint and error derive theirs from it.
    pub id: String,
    /// Label.
    pub label: String,
    /// Help where a newcomer would hesitate.
    pub hint: Option<String>,
    /// Word behind the label of an input that may stay empty, possibly none; `None` means it has to be filled in.
    pub optional: Option<String>,
    /// What is wrong, if anything.
    pub error: Signal<Option<String>>,
    /// Cannot be changed here.
    pub locked: bool,
}

impl Wiring {
    /// Makes a wiring for an input outside of a record's form: no hint, no error, not locked.
    #[must_use]
    pub fn plain(id: &str, label: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            hint: None,
            optional: None,
            error: Signal::stored(None),
            locked: false,
        }
    }

    /// Returns the ids of the texts that describe the input, for `aria-describedby`.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.id));
        let error_id = format!("{}-error", self.id);
        let error = self.error;
        move || {
            let error = error.with(Option::is_some).then(|| error_id.clone());
            match (hint.clone(), error) {
                (Some(hint), Some(error)) => Some(format!("{error} {hint}")),
                (hint, error) => hint.or(error),
            }
        }
    }

    /// Returns the value of `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    /// Returns the value of `aria-required`.
    #[must_use]
    pub const fn required(&self) -> Option<&'static str> {
        if self.optional.is_none() {
            Some("true")
        } else {
            None
        }
    }
}

/// Frames a single input with its label, hint and error.
#[component]
pub fn FieldFrame(
    /// The wiring of the input inside.
    wiring: Wiring,
    /// The input; its id is that of the wiring.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=wiring.id.clone()>{label(&wiring)}</label>
            {hint(&wiring)}
            {children()}
            {error(&wiring)}
        </div>
    }
}

/// Frames a group of inputs (radio keys, check boxes) with one legend. The group itself can take the focus, so
/// that the error summary can lead to it.
#[component]
pub fn GroupFrame(
    /// The wiring of the group.
    wiring: Wiring,
    /// The inputs.
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset
            class="field"
            id=wiring.id.clone()
            tabindex="-1"
            aria-describedby=wiring.described_by()
            aria-invalid=wiring.invalid()
        >
            <legend class="field__label">{label(&wiring)}</legend>
            {hint(&wiring)}
            {children()}
            {error(&wiring)}
        </fieldset>
    }
}

fn label(wiring: &Wiring) -> impl IntoView + use<> {
    let optional = wiring.optional.clone().filter(|word| !word.is_empty());
    view! {
        {wiring.label.clone()}
        {optional.map(|word| view! { " " <span class="field__optional">{word}</span> })}
    }
}

fn hint(wiring: &Wiring) -> impl IntoView + use<> {
    let id = format!("{}-hint", wiring.id);
    wiring
        .hint
        .clone()
        .map(|hint| view! { <p class="field__hint" id=id>{hint}</p> })
}

fn error(wiring: &Wiring) -> impl IntoView + use<> {
    let id = format!("{}-error", wiring.id);
    let error = wiring.error;
    move || {
        let id = id.clone();
        error.get().map(|error| {
            view! {
                <p class="field__error" id=id>
                    <Icon name="warning" small=true />
                    <span>{error}</span>
                </p>
            }
        })
    }
}
