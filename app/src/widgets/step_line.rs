//! Where something stands, as a course of bricks: laid, being laid, planned.

use crate::ui::*;

/// One step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// `behind`, `here` or `ahead`.
    pub place: &'static str,
}

/// First parts of the long words of workflows, after which a line may break: few browsers know where German words do.
const FIRST_PARTS: [&str; 9] = [
    "Abschluss",
    "Auftrags",
    "Kooperations",
    "Namens",
    "Nach",
    "Ressourcen",
    "Strategie",
    "durch",
    "nach",
];

/// Returns a label whose long words may break between their parts.
fn breakable(label: &str) -> String {
    let word = |word: &str| {
        let first = FIRST_PARTS.iter().find_map(|part| {
            let rest = word.strip_prefix(part)?;
            (rest.chars().count() > 3).then(|| format!("{part}\u{ad}{rest}"))
        });
        first.unwrap_or_else(|| word.to_owned())
    };
    let words: Vec<String> = label.split(' ').map(word).collect();
    words.join(" ")
}

/// Draws the course. On a phone only the name of the step in work is written out; readers hear all.
#[component]
pub fn StepLine(
    /// What the steps are of, for readers.
    #[prop(into)]
    label: String,
    /// The steps in order.
    steps: Vec<Step>,
    /// The step in work and how many there are, in words.
    #[prop(into)]
    now: String,
) -> impl IntoView {
    let bricks = steps
        .into_iter()
        .map(|step| {
            let current = (step.place == "here").then_some("step");
            view! {
                <li class="step-line__step" data-step=step.place aria-current=current>
                    <span class="step-line__label">{breakable(&step.label)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="step-line">
            <ol class="step-line__course" aria-label=label>{bricks}</ol>
            <p class="step-line__now" aria-hidden="true">{now}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_may_break_between_their_parts_and_short_ones_stay() {
        let broken = breakable("Situations- und Ressourcenanalyse");
        assert_eq!(broken, "Situations- und Ressourcen\u{ad}analyse");
        assert_eq!(breakable("nach"), "nach");
        assert_eq!(breakable("läuft"), "läuft");
    }
}
