//! Canary: words written into every text field are nowhere in what the server writes, nor in a phone's rows.

use super::kit::{World, town};
use anyhow::Result;
use shared::ids::RecordId;
use shared::merge::Edit;
use shared::mlog::Role;
use shared::records::{ALL, FieldKind, SpaceKind};
use shared::value::Value;

const MARKERS: [&str; 4] = [
    "KanarienvogelMarker",
    "Kanarienname",
    "Musterau",
    "Beispielsdorf",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_marker_word_of_any_text_field_is_in_database_journal_log_or_rows() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world
        .join("Kanarienname", Role::Projektteam, "alle")
        .await?;
    let space = town(&jana, "Musterau");
    let network = jana.space(SpaceKind::Network, None)?.id;
    let mut fields = 0;
    for def in ALL {
        let home = if def.home == SpaceKind::Network {
            network
        } else {
            space
        };
        let texts = def.fields.iter().filter(|field| {
            matches!(
                field.kind,
                FieldKind::Text { .. }
                    | FieldKind::LongText { .. }
                    | FieldKind::Url
                    | FieldKind::Email
            )
        });
        let edits: Vec<Edit> = texts
            .map(|field| Edit::Set {
                field: field.id,
                value: Value::Text(format!("KanarienvogelMarker in {}", field.key)),
                prev: Vec::new(),
            })
            .collect();
        fields += edits.len();
        let record = RecordId([u8::try_from(def.id % 251)?; 16]);
        jana.write(home, def, record, edits)?;
    }
    assert!(
        fields > 20,
        "the markers stand in the text fields of every kind"
    );
    jana.settle().await?;
    let server = world.server_bytes()?;
    world.stop_server()?;
    let (after, rows) = (world.server_bytes()?, jana.rows.bytes());
    for (place, bytes) in [
        ("running server", &server),
        ("stopped server", &after),
        ("phone", &rows),
    ] {
        assert!(bytes.len() > 2_000, "{place} has written something");
        for marker in MARKERS {
            let found = bytes
                .windows(marker.len())
                .any(|window| window == marker.as_bytes());
            assert!(!found, "{marker} is in what the {place} stores");
        }
    }
    Ok(())
}
