//! A counter-entry: which count, by how much, why. What is already there is shown above and never changed.

use super::{ChoiceInput, Entry, GroupFrame, TextInput, Wiring, text_input::Keyboard};
use crate::ui::*;

/// What is typed for one counter-entry.
#[derive(Debug, Clone, Copy)]
pub struct CorrectionDraft {
    /// Key of the counter.
    pub of: RwSignal<String>,
    /// Amount as typed, usually below zero.
    pub amount: RwSignal<String>,
    /// Why.
    pub reason: RwSignal<String>,
}

/// Labels of the three inputs.
#[derive(Debug, Clone)]
pub struct CorrectionLabels {
    /// Which count.
    pub of: String,
    /// By how much.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// Draws earlier entries and the inputs for one more.
#[component]
pub fn CorrectionInput(
    /// Label, hint, error of the group.
    wiring: Wiring,
    /// Earlier entries in words.
    earlier: Vec<String>,
    /// The counters that can be corrected.
    counters: Vec<Entry>,
    /// Labels of the inputs.
    labels: CorrectionLabels,
    /// What is typed.
    draft: CorrectionDraft,
) -> impl IntoView {
    let inner = |part: &str, label: &str| Wiring {
        optional: Some(String::new()),
        locked: wiring.locked,
        ..Wiring::plain(&format!("{}-{part}", wiring.id), label)
    };
    let of = inner("of", &labels.of);
    let amount = inner("amount", &labels.amount);
    let reason = inner("reason", &labels.reason);
    let earlier = (!earlier.is_empty()).then(|| {
        let lines = earlier
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! { <ul class="agenda-block__points">{lines}</ul> }
    });
    view! {
        <GroupFrame wiring=wiring>
            <div class="stack">
                {earlier}
                <ChoiceInput wiring=of value=draft.of entries=counters none="–" />
                <div class="pair">
                    <TextInput wiring=amount value=draft.amount keyboard=Keyboard::Number />
                    <TextInput wiring=reason value=draft.reason />
                </div>
            </div>
        </GroupFrame>
    }
}
