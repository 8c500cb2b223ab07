//! What a value says to search: the words a person might type to find it, in every language of the interface.

use super::Value;
use crate::records::{FieldDef, FieldKind};
use crate::text::{Locale, dates};

/// Returns the text by which a value is found; empty if it is not searched.
///
/// Choices and states are found by their labels in both languages, days by their date and the name of the month; what
/// this version does not know is not found. Links are found through the record they lead to.
#[must_use]
pub fn search_text(field: &FieldDef, value: &Value) -> String {
    if field.search == 0 {
        return String::new();
    }
    match (field.kind, value) {
        (
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url,
            Value::Text(text),
        ) => text.clone(),
        (FieldKind::Choice { choices } | FieldKind::Choices { choices, .. }, Value::Text(key)) => {
            choices
                .iter()
                .find(|choice| choice.key == key)
                .map(|choice| both(choice.label.de, choice.label.en))
                .unwrap_or_default()
        }
        (FieldKind::State { states }, Value::Text(key)) => states
            .iter()
            .find(|state| state.key == key)
            .map(|state| both(state.label.de, state.label.en))
            .unwrap_or_default(),
        (FieldKind::Number { .. } | FieldKind::Counter, Value::Int(number)) => number.to_string(),
        (FieldKind::Date, Value::Date(days)) => date(*days),
        (FieldKind::DateTime, Value::DateTime(minutes)) => date(dates::split(*minutes).0),
        (FieldKind::Ags, Value::Text(ags)) => match crate::kommunen::find(ags) {
            Some(found) => format!(
                "{} {} {} {ags}",
                found.name,
                found.name_hsb.unwrap_or_default(),
                found.district
            ),
            None => ags.clone(),
        },
        (FieldKind::Corrections { .. }, Value::Correction { reason, .. }) => reason.clone(),
        (FieldKind::Files, Value::File(file)) => file.title.clone(),
        (
            FieldKind::Text { .. }
            | FieldKind::LongText { .. }
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url
            | FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::State { .. }
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::DateTime
            | FieldKind::Link { .. }
            | FieldKind::AnyLink
            | FieldKind::Links { .. }
            | FieldKind::Counter
            | FieldKind::Corrections { .. }
            | FieldKind::Files
            | FieldKind::Ags,
            _,
        ) => String::new(),
    }
}

/// Stands between the names of one thing in two languages.
pub(crate) const BETWEEN_LANGUAGES: &str = " · ";

fn both(de: &str, en: &str) -> String {
    if de == en {
        de.to_owned()
    } else {
        format!("{de}{BETWEEN_LANGUAGES}{en}")
    }
}

fn date(days: i32) -> String {
    let day = dates::civil(days);
    let month = |locale| dates::month_name(day.month, locale);
    let names = both(month(Locale::De), month(Locale::En));
    format!("{}.{}.{} {names}", day.day, day.month, day.year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::VERANSTALTUNG;

    #[test]
    fn choices_are_found_by_their_words_not_by_their_keys() {
        let field = VERANSTALTUNG.field_by_key("typ").unwrap();
        let found = search_text(field, &Value::Text("runder_tisch".into()));
        assert!(found.contains("Runder Tisch") && found.contains("Round table"));
        assert_eq!(search_text(field, &Value::Text("newer".into())), "");
    }

    #[test]
    fn a_field_without_weight_says_nothing() {
        let field = VERANSTALTUNG.field_by_key("notfallkontakt").unwrap();
        assert_eq!(search_text(field, &Value::Text("Wache 0800".into())), "");
    }
}
