//! Joining and unlocking.

use super::one;
use crate::text::Locale;

/// Invitation: `23 Stunden, ein Mal`; with more uses `23 Stunden, 5 Mal`.
#[must_use]
pub fn valid_for(minutes: usize, uses: u32, locale: Locale) -> String {
    let (number, single, many) = match (minutes, locale) {
        (0..=119, Locale::De) => (minutes, "Minute", "Minuten"),
        (0..=119, Locale::En) => (minutes, "minute", "minutes"),
        (120..=2879, Locale::De) => (minutes / 60, "Stunde", "Stunden"),
        (120..=2879, Locale::En) => (minutes / 60, "hour", "hours"),
        (_, Locale::De) => (minutes / 1440, "Tag", "Tage"),
        (_, Locale::En) => (minutes / 1440, "day", "days"),
    };
    let time = one(number, single, many);
    match (locale, uses) {
        (Locale::De, 1) => format!("{number} {time}, ein Mal"),
        (Locale::De, _) => format!("{number} {time}, {uses} Mal"),
        (Locale::En, 1) => format!("{number} {time}, once"),
        (Locale::En, _) => format!("{number} {time}, {uses} times"),
    }
}

/// Joining: `Willkommen in Musterau`.
#[must_use]
pub fn welcome(town: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Willkommen in {town}"),
        Locale::En => format!("Welcome to {town}"),
    }
}

/// Joining: `Schritt 1 von 3`.
#[must_use]
pub fn step_of(step: usize, steps: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Schritt {step} von {steps}"),
        Locale::En => format!("Step {step} of {steps}"),
    }
}

/// Six words: `Zur Probe: das dritte Wort`. `position` is 1 to 6.
#[must_use]
pub fn try_word(position: usize, locale: Locale) -> String {
    let ordinals = match locale {
        Locale::De => ["erste", "zweite", "dritte", "vierte", "fünfte", "sechste"],
        Locale::En => ["first", "second", "third", "fourth", "fifth", "sixth"],
    };
    let ordinal = ordinals
        .get(position.wrapping_sub(1))
        .copied()
        .unwrap_or_default();
    match locale {
        Locale::De => format!("Zur Probe: das {ordinal} Wort"),
        Locale::En => format!("As a test: the {ordinal} word"),
    }
}

/// Six words: `wolke, stimmt.`
#[must_use]
pub fn word_right(word: &str, locale: Locale) -> String {
    match locale {
        Locale::De => format!("{word}, stimmt."),
        Locale::En => format!("{word}, correct."),
    }
}

/// Unlocking: `Das 3. Wort steht nicht in der Liste. Vier Buchstaben genügen.`
#[must_use]
pub fn word_unknown(position: usize, locale: Locale) -> String {
    match locale {
        Locale::De => {
            format!("Das {position}. Wort steht nicht in der Liste. Vier Buchstaben genügen.")
        }
        Locale::En => format!("Word {position} is not in the list. Four letters are enough."),
    }
}

/// Screen lock: `Das ist nicht die Zahl. Noch 3 Versuche, danach öffnen nur die sechs Wörter.`
#[must_use]
pub fn pin_wrong(left: u8, locale: Locale) -> String {
    match (locale, left) {
        (Locale::De, 1) => {
            "Das ist nicht die Zahl. Noch ein Versuch, danach öffnen nur die sechs Wörter."
                .to_owned()
        }
        (Locale::De, left) => format!(
            "Das ist nicht die Zahl. Noch {left} Versuche, danach öffnen nur die sechs Wörter."
        ),
        (Locale::En, 1) => {
            "That is not the number. One more try, after that only the six words open it."
                .to_owned()
        }
        (Locale::En, left) => format!(
            "That is not the number. {left} more tries, after that only the six words open it."
        ),
    }
}

/// Unlocking: `Es sind sechs Wörter, hier stehen 5.`
#[must_use]
pub fn word_count(found: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!("Es sind sechs Wörter, hier stehen {found}."),
        Locale::En => format!("There are six words, here are {found}."),
    }
}
