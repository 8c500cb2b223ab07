//! The written form of an invitation's secret: 26 characters of Crockford's base 32, readable over a
//! telephone and forgiving when typed.

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Number of characters of an invitation code.
pub const INVITE_CODE_CHARS: usize = 26;

/// Why a typed code is not one. Positions count from 1, without spaces and hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InviteCodeError {
    /// There are too few or too many characters.
    #[error("a code has {expected} characters, found {found}")]
    Length {
        /// Number of characters a code has.
        expected: usize,
        /// Number of characters found.
        found: usize,
    },
    /// A character that does not occur in codes.
    #[error("character {position} does not occur in codes")]
    Character {
        /// Which one.
        position: usize,
    },
    /// The last character cannot be right.
    #[error("the last character cannot be right")]
    End,
}

/// Writes 128 bits as 26 characters; the last two bits of the last character are zero.
pub(crate) fn write(secret: &[u8; 16]) -> String {
    let value = u128::from_be_bytes(*secret);
    let mut code = String::with_capacity(INVITE_CODE_CHARS);
    for place in 0..INVITE_CODE_CHARS {
        let digit = if place + 1 == INVITE_CODE_CHARS {
            (value & 7) << 2
        } else {
            (value >> (123 - 5 * place)) & 31
        };
        let digit = usize::try_from(digit)
            .ok()
            .and_then(|digit| DIGITS.get(digit));
        code.push(char::from(digit.copied().unwrap_or(b'0')));
    }
    code
}

const fn as_meant(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// Returns the character of a code that a typed one stands for, if there is one.
pub(crate) fn meant(typed: char) -> Option<char> {
    let meant = as_meant(typed);
    DIGITS
        .iter()
        .any(|digit| char::from(*digit) == meant)
        .then_some(meant)
}

/// Reads 26 characters: either case, O for 0, I and L for 1, spaces and hyphens anywhere.
pub(crate) fn read(code: &str) -> Result<[u8; 16], InviteCodeError> {
    let chars: Vec<char> = code
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    if chars.len() != INVITE_CODE_CHARS {
        return Err(InviteCodeError::Length {
            expected: INVITE_CODE_CHARS,
            found: chars.len(),
        });
    }
    let mut value: u128 = 0;
    for (place, typed) in chars.iter().enumerate() {
        let meant = as_meant(*typed);
        let digit = DIGITS
            .iter()
            .position(|digit| char::from(*digit) == meant)
            .and_then(|digit| u128::try_from(digit).ok())
            .ok_or(InviteCodeError::Character {
                position: place + 1,
            })?;
        if place + 1 < INVITE_CODE_CHARS {
            value = (value << 5) | digit;
        } else if digit & 3 == 0 {
            value = (value << 3) | (digit >> 2);
        } else {
            return Err(InviteCodeError::End);
        }
    }
    Ok(value.to_be_bytes())
}
