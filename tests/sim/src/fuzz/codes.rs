//! What people type, scan and open: invitations, recovery sheets, passphrases, the lock of a device, rescue files.

use super::{Target, alike};
use crate::base::{Base, NOW_MS};
use crate::disk::Disk;
use crate::phone::HOST;
use shared::crypto::{
    InviteSecret, LocalKey, Passphrase, PassphraseSlot, RecoveryCode, SeededEntropy,
};
use shared::sync::{Device, Extent, frames};
use std::sync::OnceLock;

pub(super) fn targets() -> Vec<Target> {
    let mut rng = SeededEntropy::new(21);
    let invite = InviteSecret::make(&mut rng).to_code();
    let recovery = RecoveryCode::make(&mut rng).to_code();
    let passphrase = Passphrase::make(&mut rng).to_text();
    let codes = [invite, recovery, passphrase.to_string()];
    vec![
        Target {
            name: "codes",
            sound: codes.map(String::into_bytes).to_vec(),
            read: read_code,
            fixed_bytes: 16 * 1024,
            bytes_per_byte: 64,
        },
        Target {
            name: "slot",
            sound: vec![slot()],
            read: read_slot,
            fixed_bytes: 4 * 1024,
            bytes_per_byte: 8,
        },
        Target {
            name: "rescue",
            sound: rescue_files(),
            read: read_rescue,
            fixed_bytes: 1024 * 1024,
            bytes_per_byte: 64,
        },
    ]
}

/// A code that is read is the code it writes, whatever stood around it.
fn read_code(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(secret) = InviteSecret::from_code(&text) {
        let code = secret.to_code();
        let again = InviteSecret::from_code(&code).map(|it| it.to_code());
        alike(&again.ok(), &Some(code), "an invitation has two forms")?;
    }
    if let Ok(code) = RecoveryCode::from_code(&text) {
        let written = code.to_code();
        let again = RecoveryCode::from_code(&written).map(|it| it.to_code());
        alike(&again.ok(), &Some(written), "a recovery code has two forms")?;
    }
    if let Ok(words) = Passphrase::parse(&text) {
        let again = Passphrase::parse(&words.to_text()).map(|it| it.words());
        alike(
            &again.ok(),
            &Some(words.words()),
            "a passphrase has two forms",
        )?;
    }
    Ok(())
}

/// A slot as it lies in storage: version, kind, work factors, lanes, salt, nonce, wrapped key.
fn slot() -> Vec<u8> {
    let mut bytes = vec![1, 1];
    bytes.extend_from_slice(&65_536_u32.to_be_bytes());
    bytes.extend_from_slice(&3_u32.to_be_bytes());
    bytes.extend_from_slice(&1_u32.to_be_bytes());
    bytes.resize(PassphraseSlot::BYTES, 9);
    bytes
}

/// The lock has one form; work factors that a thief lowered or raised are refused.
fn read_slot(bytes: &[u8]) -> Result<(), String> {
    match PassphraseSlot::decode(bytes) {
        Ok(slot) => alike(&slot.encode().as_slice(), &bytes, "a slot has two forms"),
        Err(_) => Ok(()),
    }
}

struct Town {
    local: [u8; 32],
    disk: Disk,
    files: Vec<Vec<u8>>,
}

fn town() -> &'static Option<Town> {
    static TOWN: OnceLock<Option<Town>> = OnceLock::new();
    TOWN.get_or_init(|| {
        let base = Base::make()?;
        let mut files = Vec::new();
        for (number, (local, disk)) in base.phones.iter().enumerate() {
            let mut device = load(*local, disk)?;
            let mut rng = SeededEntropy::new(31);
            let record = shared::ids::RecordId([u8::try_from(number).unwrap_or(0) + 1; 16]);
            let edit = shared::merge::Edit::Add {
                field: 3,
                amount: 2,
            };
            let change = (10, record, vec![edit]);
            device.write(base.town, &[change], NOW_MS, &mut rng).ok()?;
            let (file, _rows) = device.rescue(Extent::All, NOW_MS, &mut rng).ok()?;
            files.extend(frames(&file)?.into_iter().map(String::into_bytes));
            files.push(file);
        }
        let (local, disk) = base.phones.first()?.clone();
        Some(Town { local, disk, files })
    })
}

fn load(local: [u8; 32], disk: &Disk) -> Option<Device> {
    Device::load(LocalKey::from_bytes(local), HOST, disk.rows()).ok()
}

fn rescue_files() -> Vec<Vec<u8>> {
    town().as_ref().map_or_else(Vec::new, |it| it.files.clone())
}

/// A rescue file that was damaged is refused, and nothing of it counts.
fn read_rescue(bytes: &[u8]) -> Result<(), String> {
    let Some(town) = town() else {
        return Err("the town cannot be made".to_owned());
    };
    let Some(mut device) = load(town.local, &town.disk) else {
        return Err("the phone does not start".to_owned());
    };
    let mut collected = shared::sync::Frames::default();
    let text = String::from_utf8_lossy(bytes);
    if collected.take(&text) == shared::sync::Seen::New {
        drop(collected.file());
    }
    let sound = town.files.iter().any(|file| file == bytes);
    match device.take_rescue(bytes, NOW_MS, &mut SeededEntropy::new(32)) {
        Ok(_) if !sound => Err("a damaged rescue file is taken in".to_owned()),
        Ok(_) | Err(_) => Ok(()),
    }
}
