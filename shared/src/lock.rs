//! The two locks of a device, as rules: when each of them closes, and what wrong numbers lead to.
//!
//! The **full lock** drops the keys; the six words or the phone's own lock open it. The **screen lock** hides the
//! pages while the keys stay in memory, so that a short number ([`Pin`]) opens it. The number protects nothing at
//! rest: what is kept of it lies sealed under the key that the full lock guards, and five wrong ones close that.

use crate::crypto::label::{PIN, labelled_hash};
use crate::crypto::{CryptoError, Entropy};
use crate::ids::Hash;
use crate::layout::Reader;
use core::fmt;
use subtle::ConstantTimeEq;

/// Least number of digits of a PIN.
pub const PIN_DIGITS_MIN: usize = 4;
/// Greatest number of digits of a PIN.
pub const PIN_DIGITS_MAX: usize = 12;
/// The full lock closes after this many wrong PINs in a row.
pub const PIN_TRIES_MAX: u8 = 5;
/// The keys are dropped this long after they were opened, whatever happens.
pub const OPEN_MS_MAX: u64 = 12 * 60 * 60 * 1_000;
/// A clock that goes back further than this locks: nobody can say how long the device lay about.
pub const CLOCK_BACK_MS_MAX: u64 = 60 * 1_000;
const MINUTE_MS: u64 = 60 * 1_000;
const SALT_BYTES: usize = 16;

/// Why a number cannot be a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// It holds something else than digits.
    #[error("a PIN consists of digits")]
    NotDigits,
    /// It is too short or too long.
    #[error("a PIN has {PIN_DIGITS_MIN} to {PIN_DIGITS_MAX} digits, found {found}")]
    Length {
        /// Number of digits found.
        found: usize,
    },
    /// It is one of those tried first: one digit repeated, or digits in a row.
    #[error("the PIN is among the first anybody tries")]
    Simple,
}

/// What a device keeps of its PIN: enough to recognise it. Prints no digit.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin {
    salt: [u8; SALT_BYTES],
    hash: Hash,
}

impl Pin {
    /// Number of bytes of the encoded form.
    pub const BYTES: usize = SALT_BYTES + 32;

    /// Takes a number as PIN.
    ///
    /// # Errors
    ///
    /// [`PinError`] says what is wrong with it.
    pub fn make(digits: &str, rng: &mut dyn Entropy) -> Result<Self, PinError> {
        if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(PinError::NotDigits);
        }
        if !(PIN_DIGITS_MIN..=PIN_DIGITS_MAX).contains(&digits.len()) {
            return Err(PinError::Length {
                found: digits.len(),
            });
        }
        if is_simple(digits.as_bytes()) {
            return Err(PinError::Simple);
        }
        let salt = rng.make_id();
        Ok(Self {
            salt,
            hash: hash(&salt, digits),
        })
    }

    /// Whether these are the digits.
    #[must_use]
    pub fn fits(&self, digits: &str) -> bool {
        hash(&self.salt, digits).0.ct_eq(&self.hash.0).into()
    }

    /// Writes what is kept. It has to be sealed: the digits of a PIN are quickly found from it.
    #[must_use]
    pub fn encode(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let parts = self.salt.iter().chain(&self.hash.0);
        bytes
            .iter_mut()
            .zip(parts)
            .for_each(|(to, from)| *to = *from);
        bytes
    }

    /// Reads what [`Pin::encode`] wrote.
    ///
    /// # Errors
    ///
    /// [`CryptoError::Length`].
    pub fn decode(bytes: &[u8]) -> Result<Self, CryptoError> {
        let mut reader = Reader::new(bytes);
        (|| {
            let (salt, hash) = (reader.take()?, Hash(reader.take()?));
            reader.end().then_some(Self { salt, hash })
        })()
        .ok_or(CryptoError::Length {
            expected: Self::BYTES,
            found: bytes.len(),
        })
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin([redacted])")
    }
}

fn hash(salt: &[u8; SALT_BYTES], digits: &str) -> Hash {
    labelled_hash(PIN, &[salt, digits.as_bytes()])
}

/// Whether all steps from digit to digit are the same one of 0, +1 and -1.
fn is_simple(digits: &[u8]) -> bool {
    let steps = digits.iter().zip(digits.iter().skip(1));
    let mut steps = steps.map(|(from, to)| i16::from(*to) - i16::from(*from));
    let first = steps.next().unwrap_or(0);
    first.abs() <= 1 && steps.all(|step| step == first)
}

/// What a try at the PIN led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It is the PIN.
    Right,
    /// It is not; so many tries are left.
    Wrong {
        /// Number of tries left, at least one.
        left: u8,
    },
    /// It was the last try: the full lock closes.
    Spent,
}

/// Judges a try after `wrong` wrong ones in a row.
#[must_use]
pub fn judge(pin: &Pin, digits: &str, wrong: u8) -> Tried {
    let left = PIN_TRIES_MAX.saturating_sub(wrong.saturating_add(1));
    match (wrong < PIN_TRIES_MAX && pin.fits(digits), left) {
        (true, _) => Tried::Right,
        (false, 0) => Tried::Spent,
        (false, left) => Tried::Wrong { left },
    }
}

/// How long a device may lie about before the screen lock closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockAfter {
    /// One minute without a touch.
    OneMinute,
    /// Five minutes without a touch, or one minute out of sight.
    #[default]
    FiveMinutes,
    /// Fifteen minutes, in sight or not.
    FifteenMinutes,
}

impl LockAfter {
    /// Every choice, the strictest first.
    pub const ALL: [Self; 3] = [Self::OneMinute, Self::FiveMinutes, Self::FifteenMinutes];

    /// Minutes without a touch.
    #[must_use]
    pub const fn minutes(self) -> u8 {
        match self {
            Self::OneMinute => 1,
            Self::FiveMinutes => 5,
            Self::FifteenMinutes => 15,
        }
    }

    /// Returns the choice of so many minutes.
    #[must_use]
    pub fn from_minutes(minutes: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.minutes() == minutes)
    }

    const fn idle_ms(self) -> u64 {
        self.minutes() as u64 * MINUTE_MS
    }

    const fn hidden_ms(self) -> u64 {
        match self {
            Self::OneMinute | Self::FiveMinutes => MINUTE_MS,
            Self::FifteenMinutes => 15 * MINUTE_MS,
        }
    }
}

/// What is known of how long a device has been open and left alone. Milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watch {
    /// When the keys were opened.
    pub opened_ms: u64,
    /// When a person last touched or typed.
    pub touched_ms: u64,
    /// Since when the page is out of sight; `None` while it is seen.
    pub hidden_ms: Option<u64>,
    /// The screen lock can be opened again: there is a PIN or the phone's own lock.
    pub has_screen_lock: bool,
    /// After how long it closes.
    pub after: LockAfter,
}

/// Which lock has to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// None.
    Nothing,
    /// The screen lock.
    Screen,
    /// The full lock.
    Full,
}

/// Says which lock has to close now. A device without a screen lock has only the full one, which no idling closes.
#[must_use]
pub fn due(watch: &Watch, now_ms: u64) -> Due {
    let newest_ms = watch.opened_ms.max(watch.touched_ms);
    let went_back = now_ms.saturating_add(CLOCK_BACK_MS_MAX) < newest_ms;
    let open_ms = now_ms.saturating_sub(watch.opened_ms);
    let idle_ms = now_ms.saturating_sub(watch.touched_ms);
    let hidden_ms = watch.hidden_ms.map_or(0, |at| now_ms.saturating_sub(at));
    let lies_about = went_back
        || idle_ms >= watch.after.idle_ms()
        || (watch.hidden_ms.is_some() && hidden_ms >= watch.after.hidden_ms());
    if open_ms >= OPEN_MS_MAX || (went_back && !watch.has_screen_lock) {
        Due::Full
    } else if lies_about && watch.has_screen_lock {
        Due::Screen
    } else {
        Due::Nothing
    }
}

#[cfg(test)]
mod tests;
