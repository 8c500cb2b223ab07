//! Part of R19: an answer on the exchange board.

use super::austauschbeitrag::{SENDERS, UNSIGNED};
use super::build::{NOTE, field};
use super::field::{FieldKind, Part, RECORD, RecordDef, SpaceKind};
use crate::text::text;

/// Part of R19: an answer to a post.
pub static ANTWORT: RecordDef = RecordDef {
    id: 1191,
    key: "antwort",
    name: text("Antwort", "Reply"),
    names: text("Antworten", "Replies"),
    add: text("Antworten", "Reply"),
    empty: (
        text("Noch keine Antwort", "No reply yet"),
        text(
            "Auch ein kurzer Hinweis hilft weiter.",
            "Even a short hint helps.",
        ),
    ),
    home: SpaceKind::Network,
    icon: "chat",
    part: Part::Network,
    sections: &[text("Antwort", "Reply")],
    fields: &[
        field(
            1,
            "beitrag",
            text("Austauschbeitrag", "Exchange post"),
            FieldKind::Link {
                to: "austauschbeitrag",
            },
        )
        .required(),
        field(2, "text", text("Text", "Text"), NOTE)
            .hint(
                "Ohne Namen. Alle Orte lesen das.",
                "Without names. All towns read this.",
            )
            .required()
            .search(3)
            .no_names(),
        field(
            3,
            "absender",
            text("Absender zeigen als", "Show sender as"),
            FieldKind::Choice { choices: SENDERS },
        )
        .hint(UNSIGNED.0, UNSIGNED.1)
        .search(0),
        field(
            4,
            "kommune",
            text("Kommune", "Municipality"),
            FieldKind::Link { to: "kommune" },
        )
        .when("absender", &["stadt"]),
        field(
            5,
            "baustein",
            text("Passender Baustein", "Fitting building block"),
            FieldKind::Link { to: "baustein" },
        ),
        field(
            6,
            "hilfreich",
            text("Hilfreich", "Helpful"),
            FieldKind::Counter,
        ),
    ],
    title: 2,
    summary: &[3, 4],
    order: 2,
    parent: Some(1),
    ..RECORD
};
