//! The text a device signs to log in. It names the host, so that no server can pass it on to another.

use crate::crypto::DevicePublic;
use crate::crypto::label::{LOGIN, labelled};
use crate::ids::{DeviceId, Hash};

/// Returns the whole text that is signed: label, host with its length, device, challenge.
#[must_use]
pub fn login_message(host: &str, device: DeviceId, nonce: &Hash) -> Vec<u8> {
    labelled(LOGIN, &[&login_body(host, device, nonce)])
}

/// Says whether `signature` is the device's answer to the challenge of `host`.
///
/// `host` is host and port as in the address bar, lower case.
#[must_use]
pub fn verify_login(public: &DevicePublic, host: &str, nonce: &Hash, signature: &[u8]) -> bool {
    public.verify(LOGIN, &login_body(host, public.id(), nonce), signature)
}

/// Returns what stands behind the label.
pub(crate) fn login_body(host: &str, device: DeviceId, nonce: &Hash) -> Vec<u8> {
    let length = (host.len() as u64).to_be_bytes();
    [
        &length,
        host.as_bytes(),
        device.as_bytes(),
        nonce.as_bytes(),
    ]
    .concat()
}
