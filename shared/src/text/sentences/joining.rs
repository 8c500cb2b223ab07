//! Joining and unlocking.

use super::one;
use crate::text::Locale;

/// Invitation: `23 Stunden, ein Mal`; where it can still be used more often `23 Stunden, 5 Mal`, where nobody knows how often
/// `23 Stunden`.
#[must_use]
pub fn valid_for(minutes: usize, uses_left: Option<u32>, locale: Locale) -> String {
    let (number, single, many) = match (minutes, locale) {
        (0..=119, Locale::De) => (minutes, "Minute", "Minuten"),
        (0..=119, Locale::En) => (minutes, "minute", "minutes"),
        (120..=2879, Locale::De) => (minutes / 60, "Stunde", "Stunden"),
        (120..=2879, Locale::En) => (minutes / 60, "hour", "hours"),
        (_, Locale::De) => (minutes / 1440, "Tag", "Tage"),
        (_, Locale::En) => (minutes / 1440, "day", "days"),
    };
    let time = one(number, single, many);
    match (locale, uses_left) {
        (_, None) => format!("{number} {time}"),
        (Locale::De, Some(1)) => format!("{number} {time}, ein Mal"),
        (Locale::De, Some(left)) => format!("{number} {time}, {left} Mal"),
        (Locale::En, Some(1)) => format!("{number} {time}, once"),
        (Locale::En, Some(left)) => format!("{number} {time}, {left} times"),
    }
}

/// List of invitations, one for several people: `Gilt bis morgen 14:02, noch 3 Mal`.
#[must_use]
pub fn valid_until_for(time: &str, uses_left: u32, locale: Locale) -> String {
    match (locale, uses_left) {
        (Locale::De, 1) => format!("Gilt bis {time}, noch ein Mal"),
        (Locale::De, _) => format!("Gilt bis {time}, noch {uses_left} Mal"),
        (Locale::En, 1) => format!("Valid until {time}, once more"),
        (Locale::En, _) => format!("Valid until {time}, {uses_left} more times"),
    }
}

/// An invitation's code with a character that occurs in none: `Zeichen 7 des Codes stimmt nicht. …` The first is 1.
#[must_use]
pub fn invite_mistyped(position: usize, locale: Locale) -> String {
    match locale {
        Locale::De => format!(
            "Zeichen {position} des Codes stimmt nicht. Mit der Einladung vergleichen oder den Code scannen."
        ),
        Locale::En => format!(
            "Character {position} of the code is wrong. Compare it with the invitation or scan the code."
        ),
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
