//! What is wrong with the values of a record: facts with named data, never words.
//!
//! Words for a [`Violation`] are in [`crate::text::violations`]. Validation guards what a person enters; what other
//! devices sent is shown as it is. Fields that are not asked for are not judged: nobody could repair them.

use super::Value;
use crate::records::{
    FieldDef, FieldKind, Past, Phase, RecordDef, Required, Rule, StateDef, Visible,
};
use crate::text::dates;
use std::collections::BTreeSet;

/// Greatest amount of money, in cents.
pub const MONEY_CENTS_MAX: i64 = 10_000_000_000;
/// Greatest amount of one counter-entry.
pub const CORRECTION_MAX: i64 = 1_000_000;
/// Greatest number one entry adds to a counter, people or dots: the largest festivals of a town in Saxony have as many guests
/// on a day.
pub const COUNT_ENTRY_MAX: i64 = 100_000;
/// Greatest total of one counter, people or dots: more than ever came to a *Tag der Sachsen*. A longer number is a slip of the
/// finger.
pub const COUNT_SUM_MAX: i64 = 1_000_000;
/// Greatest number of characters of the reason of a counter-entry.
pub const CORRECTION_REASON_CHARS_MAX: usize = 200;
/// Greatest number of characters of a telephone number, e-mail or web address.
pub const CONTACT_CHARS_MAX: usize = 200;

/// Something that is wrong, and at which field to say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Number of the field.
    pub field: u16,
    /// What is wrong.
    pub code: Code,
}

impl Violation {
    /// Whether the record must not be saved like this; else it is a word of advice.
    #[must_use]
    pub const fn is_blocking(&self) -> bool {
        !matches!(self.code, Code::ShortSpan { .. })
    }
}

impl Violation {
    /// Whether it is a text that is too long or a number that is too great.
    #[must_use]
    pub const fn is_beyond(&self) -> bool {
        matches!(self.code, Code::TooLong { .. } | Code::AboveMax { .. })
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Nothing was filled in.
    Missing,
    /// More characters than fit.
    TooLong {
        /// How many there are.
        chars: usize,
        /// How many fit.
        chars_max: usize,
    },
    /// A number below the smallest.
    BelowMin {
        /// The smallest.
        min: i64,
    },
    /// A number above the greatest.
    AboveMax {
        /// The greatest.
        max: i64,
    },
    /// More choices than allowed.
    TooMany {
        /// How many are chosen.
        count: usize,
        /// How many may be.
        count_max: usize,
    },
    /// A day outside the years people can mean.
    YearOutside,
    /// Not eight digits.
    AgsLength {
        /// How many digits there are.
        digits: usize,
    },
    /// A municipality key with something that is no digit.
    AgsDigits,
    /// Not in Saxony (the key does not begin with 14).
    AgsNotSaxony,
    /// Eight digits beginning with 14, but not in the official list.
    AgsUnknown,
    /// Not a telephone number.
    Phone,
    /// Not an e-mail address.
    Email,
    /// Not a web address beginning with `https://`.
    Url,
    /// A choice or state that this version does not know.
    UnknownChoice,
    /// The step from the present state is not foreseen.
    Step,
    /// A counter-entry of nothing.
    CorrectionEmpty,
    /// A counter-entry without reason.
    CorrectionReason,
    /// A counter-entry for a counter that cannot be corrected.
    CorrectionCounter,
    /// The counter would fall below zero.
    CountBelowZero {
        /// What it would become.
        total: i64,
    },
    /// A day that is still to come, for something that was.
    Ahead,
    /// The field lies before the one it may not precede.
    BeforeOther {
        /// Number of the field that comes first.
        other: u16,
    },
    /// Fewer months than advised since the other field. Advice, not a refusal.
    ShortSpan {
        /// Number of the field that comes first.
        other: u16,
        /// Advised number of months.
        months: u8,
    },
    /// The value is of a sort that does not fit the field.
    WrongSort,
    /// There is a record that says the same already.
    AlreadyThere {
        /// It lies in the Papierkorb.
        in_bin: bool,
    },
}

/// Judges a record. `values` holds each field that has a value once, fields of sets once per element.
///
/// Violations come in the order of the form, so the first is where a person looks first.
#[must_use]
pub fn validate(def: &RecordDef, values: &[(u16, Value)]) -> Vec<Violation> {
    let mut found: Vec<Violation> = def
        .fields
        .iter()
        .filter(|field| is_asked(def, field, values))
        .filter_map(|field| {
            let code = validate_field(field, &of(values, field.id))?;
            Some(Violation {
                field: field.id,
                code,
            })
        })
        .collect();
    found.extend(
        def.rules
            .iter()
            .filter_map(|rule| broken(def, rule, values)),
    );
    found.sort_by_key(|violation| {
        def.fields
            .iter()
            .position(|field| field.id == violation.field)
    });
    found
}

/// Judges one field for itself. `values` are its elements if it is a set, else at most one value.
#[must_use]
pub fn validate_field(field: &FieldDef, values: &[&Value]) -> Option<Code> {
    let mut filled = values
        .iter()
        .copied()
        .filter(|value| !value.is_empty())
        .peekable();
    if filled.peek().is_none() {
        return match field.required {
            Required::Yes => Some(Code::Missing),
            Required::No => None,
        };
    }
    if let FieldKind::Choices { count_max, .. } = field.kind {
        let keys: BTreeSet<_> = filled.clone().collect();
        if count_max > 0 && keys.len() > usize::from(count_max) {
            return Some(Code::TooMany {
                count: keys.len(),
                count_max: usize::from(count_max),
            });
        }
    }
    filled.find_map(|value| judge(&field.kind, value))
}

/// Judges a day that was entered on `today`, both where the device is: what has to have been cannot lie ahead.
#[must_use]
pub fn validate_past(
    def: &RecordDef,
    field: &FieldDef,
    values: &[(u16, Value)],
    today: i32,
) -> Option<Code> {
    let was = match field.past {
        Past::Any => false,
        Past::Was => true,
        Past::OnceBegun => is_begun(def, values),
    };
    let ahead = |value: &&Value| match value {
        Value::Date(day) => *day > today,
        Value::DateTime(minutes) => dates::split(*minutes).0 > today,
        _ => false,
    };
    let lies_ahead = was && of(values, field.id).iter().any(ahead);
    lies_ahead.then_some(Code::Ahead)
}

/// Whether the state of a record says that it is more than a plan.
fn is_begun(def: &RecordDef, values: &[(u16, Value)]) -> bool {
    let field = def.state.and_then(|id| def.field(id));
    let Some(FieldKind::State { states }) = field.map(|field| field.kind) else {
        return false;
    };
    field.is_some_and(|field| {
        of(values, field.id).into_iter().any(|value| {
            let state = states
                .iter()
                .find(|state| value.as_text() == Some(state.key));
            state.is_some_and(|state| state.phase != Phase::Open)
        })
    })
}

/// Whether the form asks for a field: not retired, and everything its visibility depends on holds.
#[must_use]
pub fn is_asked(def: &RecordDef, field: &FieldDef, values: &[(u16, Value)]) -> bool {
    if field.retired {
        return false;
    }
    match field.visible {
        Visible::Always => true,
        Visible::When { field: key, is } => def.field_by_key(key).is_some_and(|other| {
            // An earlier field by rule (a test walks all definitions), so this ends.
            other.id != field.id
                && is_asked(def, other, values)
                && of(values, other.id)
                    .into_iter()
                    .any(|value| has_key(value, is))
        }),
    }
}

/// Whether a state may follow another. The same state may always stay; a record without state begins anywhere.
#[must_use]
pub fn is_step(states: &[StateDef], from: Option<&str>, to: &str) -> bool {
    let Some(from) = from else {
        return states.iter().any(|state| state.key == to);
    };
    from == to
        || match states.iter().find(|state| state.key == from) {
            Some(state) => state.next.contains(&to),
            // The state is of a newer version; a person may lead it back to a known one.
            None => states.iter().any(|state| state.key == to),
        }
}

/// Judges the step of a workflow.
#[must_use]
pub fn validate_step(field: &FieldDef, from: Option<&str>, to: &str) -> Option<Code> {
    match field.kind {
        FieldKind::State { states } if !is_step(states, from, to) => Some(Code::Step),
        _ => None,
    }
}

/// Judges what is added to a counter. Taking back is always possible.
#[must_use]
pub const fn validate_count(total: i64, amount: i64) -> Option<Code> {
    if amount > COUNT_ENTRY_MAX {
        return Some(Code::AboveMax {
            max: COUNT_ENTRY_MAX,
        });
    }
    if amount > 0 && total.saturating_add(amount) > COUNT_SUM_MAX {
        return Some(Code::AboveMax { max: COUNT_SUM_MAX });
    }
    None
}

/// Judges a counter-entry against the total it corrects.
#[must_use]
pub fn validate_correction(total: i64, amount: i64, reason: &str) -> Option<Code> {
    if amount == 0 {
        return Some(Code::CorrectionEmpty);
    }
    if amount
        .checked_abs()
        .is_none_or(|size| size > CORRECTION_MAX)
    {
        return Some(Code::AboveMax {
            max: CORRECTION_MAX,
        });
    }
    let after = total.saturating_add(amount);
    if after < 0 {
        return Some(Code::CountBelowZero { total: after });
    }
    if amount > 0 && after > COUNT_SUM_MAX {
        return Some(Code::AboveMax { max: COUNT_SUM_MAX });
    }
    correction_reason(reason)
}

fn correction_reason(reason: &str) -> Option<Code> {
    let chars = reason.chars().count();
    match reason.trim() {
        "" => Some(Code::CorrectionReason),
        _ if chars > CORRECTION_REASON_CHARS_MAX => Some(Code::TooLong {
            chars,
            chars_max: CORRECTION_REASON_CHARS_MAX,
        }),
        _ => None,
    }
}

fn of(values: &[(u16, Value)], field: u16) -> Vec<&Value> {
    values
        .iter()
        .filter(|(id, _)| *id == field)
        .map(|(_, value)| value)
        .collect()
}

fn has_key(value: &Value, keys: &[&str]) -> bool {
    match value {
        Value::Text(text) => keys.contains(&text.as_str()),
        Value::Bool(true) => keys.contains(&"ja"),
        Value::Bool(false) => keys.contains(&"nein"),
        Value::Null
        | Value::Int(_)
        | Value::Bytes(_)
        | Value::Link(_)
        | Value::Date(_)
        | Value::DateTime(_)
        | Value::Deleted(_)
        | Value::Correction { .. }
        | Value::File(_)
        | Value::Unknown(_) => false,
    }
}

/// Judges a filled-in value; one arm per kind of field.
fn judge(kind: &FieldKind, value: &Value) -> Option<Code> {
    match (kind, value) {
        // What a newer version wrote stays as it is.
        (_, Value::Unknown(_)) => None,
        (FieldKind::Text { chars_max } | FieldKind::LongText { chars_max }, Value::Text(text)) => {
            length(text, usize::from(*chars_max))
        }
        (FieldKind::Number { min, max, .. }, Value::Int(value)) => range(*value, *min, *max),
        (FieldKind::Money, Value::Int(value)) => range(*value, 0, MONEY_CENTS_MAX),
        (FieldKind::Counter, Value::Int(value)) => range(*value, 0, COUNT_SUM_MAX),
        (FieldKind::YesNo, Value::Bool(_)) => None,
        (FieldKind::Date, Value::Date(days)) => year(*days),
        (FieldKind::DateTime, Value::DateTime(minutes)) => year(dates::split(*minutes).0),
        (FieldKind::Choice { choices } | FieldKind::Choices { choices, .. }, Value::Text(key)) => {
            (!choices.iter().any(|choice| choice.key == key)).then_some(Code::UnknownChoice)
        }
        (FieldKind::State { states }, Value::Text(key)) => {
            (!states.iter().any(|state| state.key == key)).then_some(Code::UnknownChoice)
        }
        (FieldKind::Link { .. } | FieldKind::AnyLink | FieldKind::Links { .. }, Value::Link(_)) => {
            None
        }
        (FieldKind::Corrections { .. }, Value::Correction { amount, reason, .. }) => {
            if *amount == 0 {
                Some(Code::CorrectionEmpty)
            } else {
                correction_reason(reason)
            }
        }
        (FieldKind::Files, Value::File(_)) => None,
        (FieldKind::Ags, Value::Text(ags)) => self::ags(ags.trim()),
        (FieldKind::Phone, Value::Text(text)) => phone(text.trim()),
        (FieldKind::Email, Value::Text(text)) => email(text.trim()),
        (FieldKind::Url, Value::Text(text)) => url(text.trim()),
        (
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::Counter
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::DateTime
            | FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::State { .. }
            | FieldKind::Link { .. }
            | FieldKind::AnyLink
            | FieldKind::Links { .. }
            | FieldKind::Corrections { .. }
            | FieldKind::Files
            | FieldKind::Ags
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url,
            _,
        ) => Some(Code::WrongSort),
    }
}

fn length(text: &str, chars_max: usize) -> Option<Code> {
    let chars = text.chars().count();
    (chars > chars_max).then_some(Code::TooLong { chars, chars_max })
}

const fn range(value: i64, min: i64, max: i64) -> Option<Code> {
    if value < min {
        Some(Code::BelowMin { min })
    } else if value > max {
        Some(Code::AboveMax { max })
    } else {
        None
    }
}

fn year(days: i32) -> Option<Code> {
    let inside = (dates::YEAR_MIN..=dates::YEAR_MAX).contains(&dates::civil(days).year);
    (!inside).then_some(Code::YearOutside)
}

fn ags(text: &str) -> Option<Code> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits != text.chars().count() {
        Some(Code::AgsDigits)
    } else if digits != 8 {
        Some(Code::AgsLength { digits })
    } else if !text.starts_with("14") {
        Some(Code::AgsNotSaxony)
    } else if crate::kommunen::find(text).is_none() {
        Some(Code::AgsUnknown)
    } else {
        None
    }
}

fn phone(text: &str) -> Option<Code> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = text.chars().all(|letter| {
        letter.is_ascii_digit()
            || matches!(letter, '+' | ' ' | '/' | '-' | '(' | ')' | '.' | '\u{a0}')
    });
    // Three digits: 110. Fifteen: the longest number of the world (E.164), two more for a leading 00.
    let well_formed =
        allowed && (3..=17).contains(&digits) && !text.trim_start_matches('+').contains('+');
    (!well_formed || text.chars().count() > CONTACT_CHARS_MAX).then_some(Code::Phone)
}

fn email(text: &str) -> Option<Code> {
    let well_formed = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.contains('@')
            && host.split('.').count() >= 2
            && host.split('.').all(|part| !part.is_empty())
    });
    let clean = !text
        .chars()
        .any(|letter| letter.is_whitespace() || letter.is_control());
    (!well_formed || !clean || text.chars().count() > CONTACT_CHARS_MAX).then_some(Code::Email)
}

/// Only `https`: any other scheme (`javascript:`, `data:`) is refused, and so is a name with `user@host` before the address.
fn url(text: &str) -> Option<Code> {
    let clean = !text.chars().any(|letter| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '\\')
    });
    let host = text
        .strip_prefix("https://")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let well_formed = host.is_some_and(|host| {
        !host.contains('@')
            && host.split('.').count() >= 2
            && host.split('.').all(|part| !part.is_empty())
    });
    (!clean || !well_formed || text.chars().count() > CONTACT_CHARS_MAX).then_some(Code::Url)
}

/// Judges a rule between two fields that are both asked for; said at the later of the two.
fn broken(def: &RecordDef, rule: &Rule, values: &[(u16, Value)]) -> Option<Violation> {
    let (Rule::Order { from, to } | Rule::MonthsAtLeast { from, to, .. }) = rule;
    let (from, to) = (def.field_by_key(from)?, def.field_by_key(to)?);
    if !is_asked(def, from, values) || !is_asked(def, to, values) {
        return None;
    }
    let first = moment(of(values, from.id).first()?)?;
    let last = moment(of(values, to.id).first()?)?;
    let code = match rule {
        Rule::Order { .. } if precedes(last, first) => Code::BeforeOther { other: from.id },
        Rule::MonthsAtLeast { months, .. } => {
            let due = dates::add_months(first.0, i32::from(*months))?;
            // The last day of the span counts: 1 March to 28 February are twelve months.
            if last.0 >= due - 1 {
                return None;
            }
            Code::ShortSpan {
                other: from.id,
                months: *months,
            }
        }
        Rule::Order { .. } => return None,
    };
    Some(Violation { field: to.id, code })
}

/// A day, and the minute if the value has one.
fn moment(value: &Value) -> Option<(i32, Option<u16>)> {
    match value {
        Value::Date(days) => Some((*days, None)),
        Value::DateTime(minutes) => {
            let (days, minute) = dates::split(*minutes);
            Some((days, Some(minute)))
        }
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Text(_)
        | Value::Bytes(_)
        | Value::Link(_)
        | Value::Deleted(_)
        | Value::Correction { .. }
        | Value::File(_)
        | Value::Unknown(_) => None,
    }
}

/// A day without time is the whole day, so it precedes nothing on that day.
fn precedes(a: (i32, Option<u16>), b: (i32, Option<u16>)) -> bool {
    match (a, b) {
        ((a_day, Some(a_minute)), (b_day, Some(b_minute))) => (a_day, a_minute) < (b_day, b_minute),
        ((a_day, _), (b_day, _)) => a_day < b_day,
    }
}

#[cfg(test)]
mod tests;
