//! What lies in a phone's storage: rows of a device, each damaged inside its seal, as a defect of the app would leave it.

use super::Target;
use crate::base::Base;
use crate::disk::Disk;
use crate::phone::HOST;
use shared::crypto::{LocalKey, SeededEntropy};
use shared::sync::{Device, LoadError, Row};
use std::sync::OnceLock;

pub(super) fn targets() -> Vec<Target> {
    vec![Target {
        name: "rows",
        sound: sound(),
        read: read_row,
        fixed_bytes: 4 * 1024 * 1024,
        bytes_per_byte: 256,
    }]
}

fn phone() -> &'static Option<([u8; 32], Disk)> {
    static PHONE: OnceLock<Option<([u8; 32], Disk)>> = OnceLock::new();
    PHONE.get_or_init(|| Base::make()?.phones.into_iter().next())
}

/// The number of a row, and what is in it.
fn sound() -> Vec<Vec<u8>> {
    let Some((local, disk)) = phone() else {
        return Vec::new();
    };
    let local = LocalKey::from_bytes(*local);
    let rows = (0_u8..).zip(disk.rows());
    rows.filter_map(|(number, row)| {
        let mut bytes = vec![number];
        bytes.extend(row.open(&local).ok()?);
        Some(bytes)
    })
    .collect()
}

/// A device starts from what is sound, or names the table it cannot read. It never takes itself for a new one.
fn read_row(bytes: &[u8]) -> Result<(), String> {
    let (Some((local, disk)), Some((number, plain))) = (phone(), bytes.split_first()) else {
        return Ok(());
    };
    let local = LocalKey::from_bytes(*local);
    let mut rows = disk.rows();
    let count = rows.len().max(1);
    if let Some(row) = rows.get_mut(usize::from(*number) % count) {
        let mut rng = SeededEntropy::new(41);
        let value = local.seal_row(row.table.name(), &row.key, plain, &mut rng);
        *row = Row {
            value,
            ..row.clone()
        };
    }
    match Device::load(local, HOST, rows) {
        Ok(_) | Err(LoadError::Damaged { .. }) => Ok(()),
        Err(LoadError::Empty) => Err("a damaged row makes the storage look empty".to_owned()),
    }
}
