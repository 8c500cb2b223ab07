//! The keyed digest of a state: two devices with the same digest know the same.
//!
//! It is independent of how records are packed and compressed, and leaves times out: an author's clock counts only
//! as far as the server's time of receipt allows, and after a restored server that is not the same for all.

use super::fold::Confirmed;
use crate::crypto::sealing::keyed_hash;
use crate::ids::{DeviceId, Hash};
use crate::merge::{Dot, RecordState, Sub, Version};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Returns the digest under the state key of the space.
pub(super) fn digest(confirmed: &Confirmed, key: &[u8; 32]) -> Hash {
    let mut mac = keyed_hash(key);
    mac.update(&confirmed.key_epoch.to_be_bytes());
    mac.update(&confirmed.min_reader.to_be_bytes());
    count(&mut mac, confirmed.authors.len());
    for (author, last) in &confirmed.authors {
        number(&mut mac, author, last.dev_seq);
        mac.update(&last.hash.0);
    }
    count(&mut mac, confirmed.state.seen.len());
    for (device, op_no) in &confirmed.state.seen {
        number(&mut mac, device, *op_no);
    }
    count(&mut mac, confirmed.state.records.len());
    let mut value = Vec::new();
    for (id, record) in &confirmed.state.records {
        mac.update(&id.0);
        add_record(&mut mac, record, &mut value);
    }
    Hash(mac.finalize().into_bytes().into())
}

fn add_record(mac: &mut Hmac<Sha256>, record: &RecordState, buffer: &mut Vec<u8>) {
    mac.update(&record.kind.to_be_bytes());
    count(mac, record.slots.len());
    for ((field, sub), slot) in &record.slots {
        mac.update(&field.to_be_bytes());
        match sub {
            Sub::None => mac.update(&[0]),
            Sub::Device(device) => {
                mac.update(&[1]);
                mac.update(&device.0);
            }
            Sub::Element(element) => {
                mac.update(&[2]);
                mac.update(element);
            }
        }
        add_versions(mac, &slot.versions, buffer);
        count(mac, slot.early.len());
        for Dot { device, op_no } in &slot.early {
            number(mac, device, *op_no);
        }
        add_versions(mac, &slot.past, buffer);
    }
}

fn add_versions(mac: &mut Hmac<Sha256>, versions: &[Version], buffer: &mut Vec<u8>) {
    count(mac, versions.len());
    for version in versions {
        number(mac, &version.dot.device, version.dot.op_no);
        buffer.clear();
        // Writing into memory cannot fail.
        drop(minicbor::encode(&version.value, &mut *buffer));
        count(mac, buffer.len());
        mac.update(buffer);
        let Some(before) = version.before.as_deref() else {
            mac.update(&[0]);
            continue;
        };
        mac.update(&[1]);
        number(mac, &before.dot.device, before.dot.op_no);
        count(mac, before.steps.len());
        for step in &before.steps {
            count(mac, step.keep);
            count(mac, step.drop);
            count(mac, step.put.len());
            mac.update(step.put.as_bytes());
        }
    }
}

fn count(mac: &mut Hmac<Sha256>, length: usize) {
    mac.update(&(length as u64).to_be_bytes());
}

fn number(mac: &mut Hmac<Sha256>, device: &DeviceId, number: u64) {
    mac.update(&device.0);
    mac.update(&number.to_be_bytes());
}
