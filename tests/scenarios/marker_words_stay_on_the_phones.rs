//! Canary: words written into every text field, and every key, are nowhere in what goes over the wire, in what the server
//! writes and backs up, nor in a phone's rows.

use super::kit::{World, town};
use anyhow::Result;
use shared::crypto::InviteSecret;
use shared::ids::{RecordId, SpaceId, to_hex};
use shared::merge::Edit;
use shared::mlog::Role;
use shared::records::{ALL, FieldKind, SpaceKind};
use shared::value::Value;
use tests::headless::Headless;

const MARKERS: [&str; 4] = [
    "KanarienvogelMarker",
    "Kanarienname",
    "Musterau",
    "Beispielsdorf",
];

/// Returns the secrets of a device: its two keys, the key of its storage, the keys of its spaces.
fn secrets(device: &Headless) -> Result<Vec<Vec<u8>>> {
    let secrets = tests::secrets::of(device.device.local_key(), &device.rows.all())?;
    assert!(
        tests::secrets::devices(&secrets).contains(&device.device.id()),
        "the device's own keys are among them"
    );
    Ok(secrets)
}

/// Returns the first needle that stands in `bytes`. One pass for all of them: there are many needles and much hay.
fn found<'a>(bytes: &[u8], needles: &'a [Vec<u8>]) -> Option<&'a [u8]> {
    let first: Vec<u8> = needles
        .iter()
        .filter_map(|it| it.first().copied())
        .collect();
    let begins: Vec<bool> = (0..=u8::MAX).map(|byte| first.contains(&byte)).collect();
    let mut places = bytes.iter().enumerate();
    places.find_map(|(at, byte)| {
        if begins.get(usize::from(*byte)) != Some(&true) {
            return None;
        }
        let rest = bytes.get(at..)?;
        let mut needles = needles.iter().map(Vec::as_slice);
        needles.find(|needle| rest.starts_with(needle))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_marker_and_no_key_is_in_database_journal_backup_log_traffic_or_rows() -> Result<()> {
    let mut world = World::new().await?;
    let mut jana = world.join("Kanarienname", Role::Gk, "Musterau").await?;
    let wire = jana.link.wire();
    wire.listen();
    // Reads a second invitation, asks to join, is let in, gets the keys: all of it is heard.
    let code = world.code(Role::Gk, "Beispielsdorf")?;
    world.let_in(jana.join_further(&code)).await?;
    let space = town(&jana, "Beispielsdorf");
    write_markers(&mut jana, space)?;
    jana.settle().await?;

    let backup = world.data().join("backup.sqlite");
    assert!(world.command("backup", &["--to", backup.to_str().unwrap()])?);
    let server = world.server_bytes()?;
    world.stop_server()?;
    let mut keys = secrets(&jana)?;
    keys.push(InviteSecret::from_code(&code)?.0.to_vec());
    assert!(
        keys.len() >= 6,
        "two of its own, storage, spaces, invitation"
    );
    let places = [
        ("running server", server),
        ("stopped server", world.server_bytes()?),
        ("backup", std::fs::read(backup)?),
        ("traffic", wire.recording()),
        ("phone", jana.rows.bytes()),
    ];
    let digits: Vec<Vec<u8>> = keys.iter().map(|key| to_hex(key).into_bytes()).collect();
    let markers = MARKERS.map(|marker| marker.as_bytes().to_vec());
    for (place, bytes) in &places {
        assert!(bytes.len() > 2_000, "{place} has written something");
        assert_eq!(found(bytes, &markers), None, "a marker in {place}");
        for keys in [&keys, &digits] {
            assert!(found(bytes, keys).is_none(), "a key in {place}");
        }
    }
    let planted = [wire.recording().as_slice(), keys.concat().as_slice()].concat();
    assert!(found(&planted, &keys).is_some(), "what is there is found");
    Ok(())
}

/// Writes a marker into every text field of one record of every kind that lives in a town or the network.
fn write_markers(jana: &mut Headless, space: SpaceId) -> Result<()> {
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
    Ok(())
}
