//! What is wrong with an input, in words: what is, and what to do. Stands at the field and in the list of errors.

use super::Locale;
use crate::records::{FieldDef, FieldKind, RecordDef};
use crate::value::display::{money, number};
use crate::value::input::InputError;
use crate::value::validate::{Code, Violation};

/// Returns the sentence for a violation of a record.
#[must_use]
pub fn violation(def: &RecordDef, violation: &Violation, locale: Locale) -> String {
    let label = |id: u16| def.field(id).map_or("", |field| field.label.get(locale));
    let kind = def
        .field(violation.field)
        .map(|field: &FieldDef| field.kind);
    code(&violation.code, kind, &label, locale)
}

/// Returns the sentence for what is wrong with one field, where no other field is involved.
#[must_use]
pub fn field_violation(field: &FieldDef, what: &Code, locale: Locale) -> String {
    code(what, Some(field.kind), &|_| "", locale)
}

/// Returns the sentence for a typed text that cannot be read.
#[must_use]
pub const fn unreadable(error: InputError, locale: Locale) -> &'static str {
    match (error, locale) {
        (InputError::Number, Locale::De) => "Das ist keine ganze Zahl. Nur Ziffern eingeben.",
        (InputError::Number, Locale::En) => "This is not a whole number. Enter digits only.",
        (InputError::Money, Locale::De) => "Das ist kein Betrag. Zum Beispiel 12,50 eingeben.",
        (InputError::Money, Locale::En) => "This is not an amount. Enter for example 12.50.",
        (InputError::Day, Locale::De) => {
            "Diesen Tag gibt es nicht. Zum Beispiel 15.9.2026 eingeben."
        }
        (InputError::Day, Locale::En) => "There is no such day. Enter for example 15/9/2026.",
        (InputError::Time, Locale::De) => {
            "Diese Uhrzeit gibt es nicht. Zum Beispiel 18:00 eingeben."
        }
        (InputError::Time, Locale::En) => "There is no such time. Enter for example 18:00.",
    }
}

fn code<'l>(
    what: &Code,
    kind: Option<FieldKind>,
    label: &dyn Fn(u16) -> &'l str,
    locale: Locale,
) -> String {
    match locale {
        Locale::De => german(what, kind, label),
        Locale::En => english(what, kind, label),
    }
}

/// Limits of money are written as money.
fn limit(value: i64, kind: Option<FieldKind>, locale: Locale) -> String {
    match kind {
        Some(FieldKind::Money) => money(value, locale),
        _ => number(value, locale),
    }
}

fn german<'l>(what: &Code, kind: Option<FieldKind>, label: &dyn Fn(u16) -> &'l str) -> String {
    match what {
        Code::Missing => "Fehlt noch. Ohne diese Angabe geht es nicht.".to_owned(),
        Code::TooLong { chars, chars_max } => format!(
            "{chars} Zeichen, höchstens {chars_max} passen. Um {} kürzen.",
            chars.saturating_sub(*chars_max)
        ),
        Code::BelowMin { min: 0 } => {
            "Weniger als null geht nicht. 0 oder mehr eingeben.".to_owned()
        }
        Code::BelowMin { min } => {
            format!(
                "Zu klein. {} oder mehr eingeben.",
                limit(*min, kind, Locale::De)
            )
        }
        Code::AboveMax { max } => {
            format!(
                "Zu groß. Höchstens {} eingeben.",
                limit(*max, kind, Locale::De)
            )
        }
        Code::TooMany { count, count_max } => format!(
            "{count} gewählt, höchstens {count_max} gehen. {} abwählen.",
            count.saturating_sub(*count_max)
        ),
        Code::YearOutside => "Das Jahr kann nicht stimmen. Tag prüfen.".to_owned(),
        Code::AgsLength { digits } => {
            format!(
                "Der Schlüssel hat 8 Ziffern, hier sind es {digits}. Namen tippen und auswählen."
            )
        }
        Code::AgsDigits => {
            "Der Schlüssel besteht nur aus Ziffern. Namen tippen und auswählen.".to_owned()
        }
        Code::AgsNotSaxony => {
            "Schlüssel in Sachsen beginnen mit 14. Namen tippen und auswählen.".to_owned()
        }
        Code::AgsUnknown => {
            "Dieser Schlüssel steht nicht in der amtlichen Liste. Namen tippen und auswählen."
                .to_owned()
        }
        Code::Phone => "Das ist keine Telefonnummer. Zum Beispiel 03591 5340 eingeben.".to_owned(),
        Code::Email => {
            "Das ist keine E-Mail-Adresse. Zum Beispiel info@example.org eingeben.".to_owned()
        }
        Code::Url => {
            "Das ist keine sichere Adresse. Sie beginnt mit https:// und hat keine Leerzeichen."
                .to_owned()
        }
        Code::UnknownChoice => "Diese Auswahl gibt es hier nicht. Neu auswählen.".to_owned(),
        Code::Step => {
            "Dieser Schritt ist nicht vorgesehen. Einen Zwischenschritt wählen.".to_owned()
        }
        Code::CorrectionEmpty => {
            "Eine Korrektur um null ändert nichts. Betrag eingeben.".to_owned()
        }
        Code::CorrectionReason => "Der Grund fehlt noch. Ein paar Worte genügen.".to_owned(),
        Code::CorrectionCounter => {
            "Das lässt sich nicht korrigieren. Anderes auswählen.".to_owned()
        }
        Code::CountBelowZero { total } => format!(
            "Damit wären es {}. Weniger als null geht nicht. Kleineren Betrag eingeben.",
            number(*total, Locale::De)
        ),
        Code::Ahead => {
            "Dieser Tag kommt erst noch. Einen Tag bis heute wählen oder leer lassen.".to_owned()
        }
        Code::BeforeOther { other } => {
            format!(
                "Liegt vor „{}“. Eine der beiden Angaben ändern.",
                label(*other)
            )
        }
        Code::ShortSpan { other, months } => {
            format!(
                "Weniger als {months} Monate nach „{}“. Speichern geht trotzdem.",
                label(*other)
            )
        }
        Code::WrongSort => "Diese Angabe passt nicht in das Feld. Neu eingeben.".to_owned(),
        Code::AlreadyThere { in_bin: false } => {
            "Das ist schon eingetragen. Den vorhandenen Eintrag öffnen und dort ändern.".to_owned()
        }
        Code::AlreadyThere { in_bin: true } => {
            "Das liegt schon im Papierkorb. Den Eintrag öffnen und wiederherstellen.".to_owned()
        }
    }
}

fn english<'l>(what: &Code, kind: Option<FieldKind>, label: &dyn Fn(u16) -> &'l str) -> String {
    match what {
        Code::Missing => "Still missing. It does not work without this.".to_owned(),
        Code::TooLong { chars, chars_max } => format!(
            "{chars} characters, at most {chars_max} fit. Shorten by {}.",
            chars.saturating_sub(*chars_max)
        ),
        Code::BelowMin { min: 0 } => "Less than zero is not possible. Enter 0 or more.".to_owned(),
        Code::BelowMin { min } => {
            format!(
                "Too small. Enter {} or more.",
                limit(*min, kind, Locale::En)
            )
        }
        Code::AboveMax { max } => {
            format!(
                "Too large. Enter at most {}.",
                limit(*max, kind, Locale::En)
            )
        }
        Code::TooMany { count, count_max } => format!(
            "{count} chosen, at most {count_max} allowed. Remove {}.",
            count.saturating_sub(*count_max)
        ),
        Code::YearOutside => "The year cannot be right. Check the day.".to_owned(),
        Code::AgsLength { digits } => {
            format!("The key has 8 digits, here are {digits}. Type the name and choose.")
        }
        Code::AgsDigits => "The key has digits only. Type the name and choose.".to_owned(),
        Code::AgsNotSaxony => "Keys in Saxony begin with 14. Type the name and choose.".to_owned(),
        Code::AgsUnknown => {
            "This key is not in the official list. Type the name and choose.".to_owned()
        }
        Code::Phone => "This is not a telephone number. Enter for example 03591 5340.".to_owned(),
        Code::Email => {
            "This is not an e-mail address. Enter for example info@example.org.".to_owned()
        }
        Code::Url => {
            "This is not a secure address. It begins with https:// and has no spaces.".to_owned()
        }
        Code::UnknownChoice => "There is no such choice here. Choose again.".to_owned(),
        Code::Step => "This step is not foreseen. Choose a step in between.".to_owned(),
        Code::CorrectionEmpty => {
            "A correction of zero changes nothing. Enter an amount.".to_owned()
        }
        Code::CorrectionReason => "The reason is still missing. A few words are enough.".to_owned(),
        Code::CorrectionCounter => "This cannot be corrected. Choose another.".to_owned(),
        Code::CountBelowZero { total } => format!(
            "That would make {}. Less than zero is not possible. Enter a smaller amount.",
            number(*total, Locale::En)
        ),
        Code::Ahead => {
            "This day is still to come. Choose one up to today or leave it empty.".to_owned()
        }
        Code::BeforeOther { other } => {
            format!(
                "It is before “{}”. Change one of the two days.",
                label(*other)
            )
        }
        Code::ShortSpan { other, months } => {
            format!(
                "Less than {months} months after “{}”. Saving works all the same.",
                label(*other)
            )
        }
        Code::WrongSort => "This does not fit the field. Enter it again.".to_owned(),
        Code::AlreadyThere { in_bin: false } => {
            "This is entered already. Open the entry that is there and change it.".to_owned()
        }
        Code::AlreadyThere { in_bin: true } => {
            "This is in the bin already. Open the entry and restore it.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::VERANSTALTUNG;

    fn all() -> Vec<Code> {
        vec![
            Code::Missing,
            Code::TooLong {
                chars: 281,
                chars_max: 280,
            },
            Code::BelowMin { min: 0 },
            Code::BelowMin { min: 5 },
            Code::AboveMax { max: 1000 },
            Code::TooMany {
                count: 4,
                count_max: 3,
            },
            Code::YearOutside,
            Code::AgsLength { digits: 7 },
            Code::AgsDigits,
            Code::AgsNotSaxony,
            Code::AgsUnknown,
            Code::Phone,
            Code::Email,
            Code::Url,
            Code::UnknownChoice,
            Code::Step,
            Code::CorrectionEmpty,
            Code::CorrectionReason,
            Code::CorrectionCounter,
            Code::CountBelowZero { total: -1 },
            Code::Ahead,
            Code::BeforeOther { other: 2 },
            Code::ShortSpan {
                other: 2,
                months: 12,
            },
            Code::WrongSort,
            Code::AlreadyThere { in_bin: false },
            Code::AlreadyThere { in_bin: true },
        ]
    }

    #[test]
    fn every_violation_says_what_is_and_what_to_do() {
        for code in all() {
            for locale in Locale::ALL {
                let words = violation(
                    &VERANSTALTUNG,
                    &Violation {
                        field: 3,
                        code: code.clone(),
                    },
                    locale,
                );
                assert!(words.matches(['.', '!']).count() >= 2, "{code:?}: {words}");
                assert!(
                    !words.contains("Ungültig") && !words.contains("nvalid"),
                    "{words}"
                );
            }
        }
    }

    #[test]
    fn limits_and_other_fields_are_named() {
        let at = |field, code| violation(&VERANSTALTUNG, &Violation { field, code }, Locale::De);
        assert_eq!(
            at(3, Code::BeforeOther { other: 2 }),
            "Liegt vor „Beginn“. Eine der beiden Angaben ändern."
        );
        assert_eq!(
            at(
                4,
                Code::TooLong {
                    chars: 212,
                    chars_max: 200
                }
            ),
            "212 Zeichen, höchstens 200 passen. Um 12 kürzen."
        );
        assert_eq!(
            at(33, Code::AboveMax { max: 10_000 }),
            "Zu groß. Höchstens 100,00\u{a0}€ eingeben."
        );
    }
}
