//! The names of things: spaces, devices, members, records, envelopes, invitations, hashes.
//!
//! Every id is its own type so that two cannot be mixed up. This file never makes an id: random bytes
//! come in as arguments, derived ids come from the module that owns the rule.

use core::fmt;
use core::str::FromStr;

/// What is wrong with a written id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is not twice as many hexadecimal digits as the id has bytes.
    #[error("expected {expected} hexadecimal digits, found {found} characters")]
    Length {
        /// Number of digits the id is written with.
        expected: usize,
        /// Number of characters found.
        found: usize,
    },
    /// A character is not a hexadecimal digit.
    #[error("a character is not a hexadecimal digit")]
    Digit,
}

/// Writes bytes as lower-case hexadecimal digits.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from(
                DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0'),
            ));
        }
    }
    text
}

fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], IdError> {
    if text.len() != N * 2 {
        return Err(IdError::Length {
            expected: N * 2,
            found: text.chars().count(),
        });
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16).ok_or(IdError::Digit)?;
            *byte = (*byte << 4) | u8::try_from(value).map_err(|_| IdError::Digit)?;
        }
    }
    Ok(bytes)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($bytes:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// Number of bytes.
            pub const BYTES: usize = $bytes;

            /// Reads the id from a slice of exactly [`Self::BYTES`] bytes.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                <[u8; $bytes]>::try_from(bytes).ok().map(Self)
            }

            /// Returns the bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), to_hex(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                from_hex(text).map(Self)
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                Self::from_slice(d.bytes()?)
                    .ok_or_else(|| minicbor::decode::Error::message("id of the wrong length"))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A space: one circle of people with one key and one log. Random.
    SpaceId(16);
    /// A device: one installation with its own keys. First half of the hash of its public keys.
    DeviceId(16);
    /// A person in spaces. Random, chosen by the person's first device; never a name.
    MemberId(16);
    /// A record. Random, or derived where two phones may create the same thing.
    RecordId(16);
    /// An envelope, for idempotent retries. Random.
    ItemId(16);
    /// An invitation. Derived from its secret.
    InviteId(16);
    /// The era of a space's log; changes only when a restored server's history has parted.
    LogEra(8);
    /// A SHA-256 hash.
    Hash(32);
}

impl Hash {
    /// The hash before anything was hashed.
    pub const ZERO: Self = Self([0; 32]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = DeviceId([0xa5; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(
            minicbor::decode::<DeviceId>(&minicbor::to_vec(id).unwrap()).unwrap(),
            id
        );
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<DeviceId>(&json).unwrap(), id);
    }

    #[test]
    fn a_damaged_id_is_named() {
        assert_eq!(
            "a5".parse::<DeviceId>(),
            Err(IdError::Length {
                expected: 32,
                found: 2
            })
        );
        assert_eq!("zz".repeat(16).parse::<DeviceId>(), Err(IdError::Digit));
        assert_eq!("ä".repeat(16).parse::<DeviceId>(), Err(IdError::Digit));
    }
}
