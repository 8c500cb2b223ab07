//! Idea cards between the pinboard and the public: each is looked at by a person, who lets it through, holds it back with a
//! reason, or lays it to a topic. Only what was let through is told outside.

use super::number;
use crate::merge::{Edit, RecordState};
use crate::records::BEITRAG;
use crate::text::fold::fold;
use crate::text::{Text, text};
use crate::value::Value;

/// What a person decides about a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// May be shown as it is.
    LetThrough,
    /// Stands for others like it, under this topic.
    Lay(String),
    /// Is not shown, for this reason.
    HoldBack(String),
    /// Nobody has looked at it.
    Anew,
}

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has looked at it.
    New,
    /// May be shown.
    Shown,
    /// Is not shown.
    HeldBack,
}

/// Reasons offered as keys; any other can be typed.
pub const REASONS: &[Text] = &[
    text("nennt eine Person", "names a person"),
    text("abwertend", "demeaning"),
    text("Werbung", "advertising"),
    text("nicht lesbar", "not legible"),
];

/// Returns where a card stands.
#[must_use]
pub fn standing(card: &RecordState) -> Standing {
    match card.text(number(&BEITRAG, "status")) {
        Some("geprueft" | "zusammengefasst") => Standing::Shown,
        Some("nicht_veroeffentlicht") => Standing::HeldBack,
        _ => Standing::New,
    }
}

/// Returns what a verdict writes. Every version of the state that is on the screen is replaced.
#[must_use]
pub fn decide(card: &RecordState, verdict: &Verdict) -> Vec<Edit> {
    let set = |key: &str, value: Value| {
        let field = number(&BEITRAG, key);
        Edit::Set {
            field,
            value,
            prev: card.dots(field),
        }
    };
    let words = |words: &str| Value::Text(words.trim().to_owned());
    let mut edits = vec![set(
        "status",
        words(match verdict {
            Verdict::LetThrough => "geprueft",
            Verdict::Lay(_) => "zusammengefasst",
            Verdict::HoldBack(_) => "nicht_veroeffentlicht",
            Verdict::Anew => "neu",
        }),
    )];
    match verdict {
        Verdict::Lay(topic) => edits.push(set("thema", words(topic))),
        Verdict::HoldBack(reason) => edits.push(set("status_grund", words(reason))),
        Verdict::LetThrough | Verdict::Anew => {}
    }
    edits
}

/// Returns what brings a card back to how it was, written on what it is now.
#[must_use]
pub fn take_back(before: &RecordState, now: &RecordState) -> Vec<Edit> {
    ["status", "thema", "status_grund"]
        .into_iter()
        .map(|key| number(&BEITRAG, key))
        .filter(|field| before.value(*field) != now.value(*field))
        .map(|field| Edit::Set {
            field,
            value: before.value(field).cloned().unwrap_or(Value::Null),
            prev: now.dots(field),
        })
        .collect()
}

/// Returns the topics of cards with how many there are of each, the most first. Spelling counts little: "Bänke" and
/// "bänke" are one topic, called as it was called first.
#[must_use]
pub fn topics<'s>(cards: impl IntoIterator<Item = &'s RecordState>) -> Vec<(String, usize)> {
    let mut topics: Vec<(String, usize)> = Vec::new();
    for card in cards {
        let Some(topic) = card.text(number(&BEITRAG, "thema")).map(str::trim) else {
            continue;
        };
        if topic.is_empty() {
            continue;
        }
        let folded = fold(topic).short;
        match topics
            .iter_mut()
            .find(|(known, _)| fold(known).short == folded)
        {
            Some((_, count)) => *count += 1,
            None => topics.push((topic.to_owned(), 1)),
        }
    }
    topics.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    topics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::testing::Phone;
    use crate::ids::RecordId;

    const CARD: RecordId = RecordId([7; 16]);

    fn written(phone: &mut Phone, id: RecordId, topic: &str) {
        let set = |key: &str, value: &str| Edit::Set {
            field: number(&BEITRAG, key),
            value: Value::Text(value.to_owned()),
            prev: Vec::new(),
        };
        let _ops = phone.write(
            &BEITRAG,
            id,
            &[set("text", "Mehr Schatten"), set("thema", topic)],
        );
    }

    #[test]
    fn a_card_is_new_until_somebody_has_looked_at_it() {
        let mut phone = Phone::new(1);
        written(&mut phone, CARD, "");
        assert_eq!(standing(&phone.record(CARD)), Standing::New);
        for (verdict, expected) in [
            (Verdict::LetThrough, Standing::Shown),
            (
                Verdict::HoldBack(" nennt eine Person ".to_owned()),
                Standing::HeldBack,
            ),
            (Verdict::Lay("Schatten".to_owned()), Standing::Shown),
            (Verdict::Anew, Standing::New),
        ] {
            let edits = decide(&phone.record(CARD), &verdict);
            let _ops = phone.write(&BEITRAG, CARD, &edits);
            assert_eq!(standing(&phone.record(CARD)), expected, "{verdict:?}");
        }
        let card = phone.record(CARD);
        assert_eq!(
            card.text(number(&BEITRAG, "status_grund")),
            Some("nennt eine Person")
        );
        assert_eq!(card.text(number(&BEITRAG, "thema")), Some("Schatten"));
    }

    #[test]
    fn every_verdict_can_be_taken_back() {
        for verdict in [
            Verdict::LetThrough,
            Verdict::HoldBack("Werbung".to_owned()),
            Verdict::Lay("Schatten".to_owned()),
        ] {
            let mut phone = Phone::new(1);
            written(&mut phone, CARD, "Bänke");
            let before = phone.record(CARD);
            let edits = decide(&before, &verdict);
            let _ops = phone.write(&BEITRAG, CARD, &edits);
            let back = take_back(&before, &phone.record(CARD));
            let _ops = phone.write(&BEITRAG, CARD, &back);
            let after = phone.record(CARD);
            assert_eq!(standing(&after), Standing::New, "{verdict:?}");
            assert_eq!(after.text(number(&BEITRAG, "thema")), Some("Bänke"));
            assert_eq!(
                after.text(number(&BEITRAG, "status_grund")),
                None,
                "{verdict:?}"
            );
        }
    }

    #[test]
    fn topics_are_counted_whatever_their_spelling_the_most_first() {
        let mut phone = Phone::new(1);
        for (number, topic) in ["Bus", "Bänke", "bänke ", ""].into_iter().enumerate() {
            written(
                &mut phone,
                RecordId([u8::try_from(number).unwrap() + 1; 16]),
                topic,
            );
        }
        let cards: Vec<RecordState> = phone
            .state
            .records
            .values()
            .map(|card| RecordState::clone(card))
            .collect();
        assert_eq!(
            topics(&cards),
            [("Bänke".to_owned(), 2), ("Bus".to_owned(), 1)]
        );
    }
}
