//! The secrets of one device, for looking for them where they must not be.

use anyhow::Result;
use shared::crypto::{DeviceKeys, LocalKey};
use shared::ids::DeviceId;
use shared::sync::{Row, Table};

/// Returns what nobody but the device may hold: the key of its storage, the keys of its spaces, and every string of 32
/// bytes beside its name, which its own two keys are among.
///
/// # Errors
///
/// When a row does not open with the key.
pub fn of(local: &LocalKey, rows: &[Row]) -> Result<Vec<Vec<u8>>> {
    let mut secrets = vec![local.as_bytes().to_vec()];
    for row in rows {
        match row.table {
            Table::Keys => secrets.push(row.open(local)?),
            Table::Identity => {
                // Byte strings of 32 bytes, as CBOR marks them.
                let plain = row.open(local)?;
                let strings = plain
                    .windows(34)
                    .filter_map(|it| it.strip_prefix(&[0x58, 32]));
                secrets.extend(strings.map(<[u8]>::to_vec));
            }
            _ => {}
        }
    }
    Ok(secrets)
}

/// Returns the names of the devices whose two keys are among the secrets.
#[must_use]
pub fn devices(secrets: &[Vec<u8>]) -> Vec<DeviceId> {
    let array = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).ok();
    let pairs = secrets.iter().flat_map(|sign| {
        let seals = secrets.iter();
        seals.filter_map(move |seal| Some(DeviceKeys::from_seeds(array(sign)?, array(seal)?).id()))
    });
    pairs.collect()
}
