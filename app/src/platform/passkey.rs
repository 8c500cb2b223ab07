//! The phone's own lock (finger, face, its number) as a source of 32 bytes: a passkey with the PRF extension of WebAuthn.
//!
//! No server takes part: the challenge is never checked, only what the secure hardware computes from a salt is used. What
//! a browser or a phone cannot do is an answer, never a guess: a passkey counts only after it has computed the same bytes
//! twice.

use super::random::BrowserEntropy;
use super::{method, object, property};
use js_sys::{Array, Promise, Uint8Array};
use shared::crypto::Entropy as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// The browser gives the person this long.
const TIMEOUT_MS: f64 = 60_000.0;
/// Signatures a passkey may make; none is ever asked for, but one has to be named (Ed25519, P-256, RSA).
const ALGORITHMS: [f64; 3] = [-8.0, -7.0, -257.0];

/// What a passkey computes from a salt.
pub(crate) type Prf = [u8; 32];

/// Why the phone's own lock gives no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// This browser or phone cannot do it.
    #[error("the phone's lock cannot be used here")]
    Unsupported,
    /// The person stopped it, it took too long, or the passkey is gone.
    #[error("the phone's lock was not opened")]
    Refused,
    /// It computed different bytes from the same salt.
    #[error("the phone's lock gives different answers")]
    Unreliable,
}

/// A passkey that has passed its self-test.
pub(crate) struct Passkey {
    /// Its name.
    pub credential: Vec<u8>,
    /// What it computes from the salt it was tested with.
    pub prf: Prf,
}

/// Whether this device has a lock of its own that a passkey could use.
pub(crate) async fn is_there() -> bool {
    let asked = (|| {
        let kind = property(window()?.as_ref(), "PublicKeyCredential")?;
        let ask = method(&kind, "isUserVerifyingPlatformAuthenticatorAvailable")?;
        ask.call0(&kind).ok()?.dyn_into::<Promise>().ok()
    })();
    match asked {
        Some(promise) => JsFuture::from(promise)
            .await
            .is_ok_and(|there| there.is_truthy()),
        None => false,
    }
}

/// Makes a passkey called `name` and tests it: asked twice, it has to compute the same bytes from `salt`.
pub(crate) async fn make(name: &str, salt: &Prf) -> Result<Passkey, PasskeyError> {
    let mut user = [0; 16];
    BrowserEntropy.fill(&mut user);
    let algorithms: Array = ALGORITHMS
        .iter()
        .map(|number| object([("type", "public-key".into()), ("alg", (*number).into())]))
        .collect();
    let name = JsValue::from_str(name);
    let options = object([
        ("challenge", challenge()),
        ("rp", object([("name", name.clone())])),
        (
            "user",
            object([
                ("id", bytes(&user)),
                ("name", name.clone()),
                ("displayName", name),
            ]),
        ),
        ("pubKeyCredParams", algorithms.into()),
        (
            "authenticatorSelection",
            object([
                ("authenticatorAttachment", "platform".into()),
                ("userVerification", "required".into()),
                ("residentKey", "preferred".into()),
            ]),
        ),
        ("timeout", TIMEOUT_MS.into()),
        ("extensions", object([("prf", object([]))])),
    ]);
    let made = call("create", &options).await?;
    let enabled = extension(&made).and_then(|prf| property(&prf, "enabled"));
    if !enabled.is_some_and(|enabled| enabled.is_truthy()) {
        return Err(PasskeyError::Unsupported);
    }
    let credential = property(&made, "rawId").ok_or(PasskeyError::Unsupported)?;
    let credential = Uint8Array::new(&credential).to_vec();
    let prf = ask(&credential, salt).await?;
    if ask(&credential, salt).await? != prf {
        return Err(PasskeyError::Unreliable);
    }
    Ok(Passkey { credential, prf })
}

/// Asks a passkey what it computes from `salt`. The phone asks the person for a finger, a face or its number.
pub(crate) async fn ask(credential: &[u8], salt: &Prf) -> Result<Prf, PasskeyError> {
    let allowed = object([("type", "public-key".into()), ("id", bytes(credential))]);
    let eval = object([("eval", object([("first", bytes(salt))]))]);
    let options = object([
        ("challenge", challenge()),
        ("allowCredentials", Array::of1(&allowed).into()),
        ("userVerification", "required".into()),
        ("timeout", TIMEOUT_MS.into()),
        ("extensions", object([("prf", eval)])),
    ]);
    let answer = call("get", &options).await?;
    let first = extension(&answer)
        .and_then(|prf| property(&prf, "results"))
        .and_then(|results| property(&results, "first"))
        .ok_or(PasskeyError::Unsupported)?;
    Prf::try_from(Uint8Array::new(&first).to_vec()).map_err(|_| PasskeyError::Unsupported)
}

async fn call(name: &str, options: &JsValue) -> Result<JsValue, PasskeyError> {
    let begun = (|| {
        let navigator: JsValue = window()?.navigator().into();
        let credentials = property(&navigator, "credentials")?;
        let call = method(&credentials, name)?;
        let options = object([("publicKey", options.clone())]);
        let promise = call.call1(&credentials, &options).ok()?;
        promise.dyn_into::<Promise>().ok()
    })();
    let promise = begun.ok_or(PasskeyError::Unsupported)?;
    let answer = JsFuture::from(promise).await.map_err(|thrown| {
        let name = property(&thrown, "name").and_then(|name| name.as_string());
        match name.as_deref() {
            Some("NotSupportedError" | "SecurityError") => PasskeyError::Unsupported,
            _ => PasskeyError::Refused,
        }
    })?;
    if answer.is_null() || answer.is_undefined() {
        return Err(PasskeyError::Refused);
    }
    Ok(answer)
}

fn extension(credential: &JsValue) -> Option<JsValue> {
    let results = method(credential, "getClientExtensionResults")?;
    property(&results.call0(credential).ok()?, "prf")
}

/// WebAuthn wants one; nobody checks the signature over it.
fn challenge() -> JsValue {
    bytes(&BrowserEntropy.make_key())
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}
