//! The code on a printed recovery sheet. The sheet is a device like any other, made of nothing but this code.
//!
//! 128 random bits, written as 26 characters of Crockford's base 32 and two check characters, in seven groups
//! of four. The code is never stored: it is shown once, printed, and typed when everything else is gone.

use super::label::{RECOVERY_CHECK, RECOVERY_SEAL, RECOVERY_SIGN, labelled_hash};
use super::sealing::derive;
use super::{DeviceKeys, Entropy, invite_code};
use core::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Number of characters of a recovery code without its hyphens.
pub const RECOVERY_CODE_CHARS: usize = 28;
const GROUP_CHARS: usize = 4;
const SECRET_CHARS: usize = RECOVERY_CODE_CHARS - 2;

/// The secret of a recovery sheet. Wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; 16]);

/// Why typed characters are no recovery code. Positions count from 1, without spaces and hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeError {
    /// There are too few or too many characters.
    #[error("a recovery code has {expected} characters, found {found}")]
    Length {
        /// Number of characters a code has.
        expected: usize,
        /// Number of characters found.
        found: usize,
    },
    /// A character that does not occur in codes.
    #[error("character {position} does not occur in recovery codes")]
    Character {
        /// Which one.
        position: usize,
    },
    /// The characters do not belong together: one of them was misread or two were swapped.
    #[error("a character was misread, or two were swapped")]
    Check,
}

impl RecoveryCode {
    /// Makes a new code.
    #[must_use]
    pub fn make(rng: &mut dyn Entropy) -> Self {
        Self(rng.make_id())
    }

    /// Writes the code as it is printed: seven groups of four.
    #[must_use]
    pub fn to_code(&self) -> String {
        let plain = invite_code::write(&self.0) + &self.check();
        let mut code = String::with_capacity(RECOVERY_CODE_CHARS + 6);
        for (place, c) in plain.chars().enumerate() {
            if place > 0 && place % GROUP_CHARS == 0 {
                code.push('-');
            }
            code.push(c);
        }
        code
    }

    /// Reads a code as people type it: either case, O for 0, I and L for 1, spaces and hyphens anywhere.
    ///
    /// # Errors
    ///
    /// [`RecoveryCodeError`] says what is wrong and where.
    pub fn from_code(code: &str) -> Result<Self, RecoveryCodeError> {
        let typed: Vec<char> = code
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if typed.len() != RECOVERY_CODE_CHARS {
            return Err(RecoveryCodeError::Length {
                expected: RECOVERY_CODE_CHARS,
                found: typed.len(),
            });
        }
        let mut meant = String::with_capacity(RECOVERY_CODE_CHARS);
        for (place, c) in typed.into_iter().enumerate() {
            let c = invite_code::meant(c).ok_or(RecoveryCodeError::Character {
                position: place + 1,
            })?;
            meant.push(c);
        }
        let (secret, check) = meant
            .split_at_checked(SECRET_CHARS)
            .ok_or(RecoveryCodeError::Check)?;
        let code = invite_code::read(secret)
            .map(Self)
            .map_err(|_| RecoveryCodeError::Check)?;
        if code.check() == check {
            Ok(code)
        } else {
            Err(RecoveryCodeError::Check)
        }
    }

    /// Returns the keys of the device the sheet is.
    #[must_use]
    pub fn keys(&self) -> DeviceKeys {
        let sign = derive::<32>(&self.0, RECOVERY_SIGN, &[]);
        let seal = derive::<32>(&self.0, RECOVERY_SEAL, &[]);
        DeviceKeys::from_seeds(*sign, *seal)
    }

    /// Returns two characters that show most typing mistakes (1 in 1,024 passes).
    fn check(&self) -> String {
        let hash = labelled_hash(RECOVERY_CHECK, &[&self.0]);
        let mut secret = [0; 16];
        for (to, from) in secret.iter_mut().zip(hash.0) {
            *to = from;
        }
        invite_code::write(&secret).chars().take(2).collect()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SeededEntropy;

    #[test]
    fn a_code_reads_back_however_it_is_typed_and_is_the_same_device() {
        let code = RecoveryCode::make(&mut SeededEntropy::new(1));
        let printed = code.to_code();
        assert_eq!(printed.len(), 34);
        assert!(printed.split('-').all(|group| group.len() == 4));
        let typed = printed
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        let read = RecoveryCode::from_code(&typed).unwrap();
        assert_eq!(read.keys().id(), code.keys().id());
        assert_eq!(format!("{code:?}"), "RecoveryCode([redacted])");
    }

    #[test]
    fn what_was_typed_wrongly_is_named() {
        let code = RecoveryCode::make(&mut SeededEntropy::new(2)).to_code();
        let length = RecoveryCode::from_code(code.get(..30).unwrap());
        assert!(matches!(
            length,
            Err(RecoveryCodeError::Length { expected: 28, .. })
        ));
        let mut wrong = code.clone();
        wrong.replace_range(5..6, "*");
        assert_eq!(
            RecoveryCode::from_code(&wrong),
            Err(RecoveryCodeError::Character { position: 5 })
        );
        let mut noticed = 0;
        for place in 0..code.len() {
            let mut wrong = code.clone();
            let other = if code.get(place..=place) == Some("7") {
                "8"
            } else {
                "7"
            };
            wrong.replace_range(place..=place, other);
            noticed += usize::from(RecoveryCode::from_code(&wrong).is_err());
        }
        assert_eq!(noticed, code.len());
    }
}
