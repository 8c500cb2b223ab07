//! Letting somebody in where neither side has a signal: two codes, shown and scanned at one table.
//!
//! The first is the invitation with everything the server would have shown; the second is the request to join, back
//! to the inviting device. Each completes its half when it is next online. Neither code carries a key.

use super::device::{Device, JOIN, cbor};
use super::invites::InviteProblem;
use super::joins::Checked;
use super::rows::{Table, Write, put};
use crate::crypto::{CryptoError, Entropy, InvitePayload, InviteSecret, check_join};
use crate::ids::InviteId;
use crate::protocol::messages::JoinRequest;

/// Beginning of the first code. Capitals and digits only: such QR codes are smaller.
const FIRST: &str = "J2.";
/// Beginning of the second code.
const SECOND: &str = "A2.";

/// What the second code holds.
#[derive(minicbor::Encode, minicbor::Decode)]
struct Answer {
    #[n(0)]
    invite: InviteId,
    #[n(1)]
    request: JoinRequest,
}

/// Whether scanned or pasted text is the first code.
#[must_use]
pub fn is_table_code(text: &str) -> bool {
    text.trim_start().starts_with(FIRST)
}

/// Reads the first code, without any server.
///
/// # Errors
///
/// [`InviteProblem::Damaged`] if it is not whole.
pub fn read_table_code(text: &str) -> Result<(InviteSecret, InvitePayload), InviteProblem> {
    let body = text.trim().strip_prefix(FIRST);
    let (code, sealed) = body
        .and_then(|body| body.split_once('.'))
        .ok_or(InviteProblem::Damaged)?;
    let secret = InviteSecret::from_code(code).map_err(|_| InviteProblem::Damaged)?;
    let sealed = from_text(sealed).ok_or(InviteProblem::Damaged)?;
    let payload = secret
        .open_payload(&sealed)
        .map_err(|_| InviteProblem::Damaged)?;
    Ok((secret, payload))
}

impl Device {
    /// Returns the first code of an invitation this device made.
    #[must_use]
    pub fn table_code(&self, invite: InviteId) -> Option<String> {
        let kept = self.invites.get(&invite)?;
        let sealed = to_text(&kept.request.payload);
        Some(format!("{FIRST}{}.{sealed}", kept.secret().to_code()))
    }

    /// Asks to join with the first code. The request goes to the server as well, once there is one; should the inviting
    /// device have been there first, that is no trouble.
    ///
    /// # Errors
    ///
    /// As [`Device::join`].
    pub fn join_at_table(
        &mut self,
        secret: &InviteSecret,
        payload: &InvitePayload,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, CryptoError> {
        let _replaced = self.join(secret, payload, rng)?;
        let Some(joining) = self.joining.as_mut() else {
            return Ok(Vec::new());
        };
        joining.at_table = true;
        let row = cbor(joining);
        Ok(vec![put(
            &self.local,
            Table::Identity,
            JOIN.to_vec(),
            &row,
            rng,
        )])
    }

    /// Returns the second code while this device waits to be let in at a table.
    #[must_use]
    pub fn table_answer(&self) -> Option<String> {
        let joining = self.joining.as_ref().filter(|joining| joining.at_table)?;
        let answer = Answer {
            invite: joining.invite,
            request: joining.request.clone(),
        };
        Some(format!("{SECOND}{}", to_text(&cbor(&answer))))
    }

    /// Takes the second code. From now on the request is among [`Device::joins`], also after a restart.
    ///
    /// # Errors
    ///
    /// [`InviteProblem::Damaged`] if it is not whole, [`InviteProblem::Unknown`] if it answers no invitation of this
    /// device.
    pub fn take_table_answer(
        &mut self,
        text: &str,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, InviteProblem> {
        let body = text.trim().strip_prefix(SECOND).and_then(from_text);
        let body = body.ok_or(InviteProblem::Damaged)?;
        let answer: Answer = minicbor::decode(&body).map_err(|_| InviteProblem::Damaged)?;
        let kept = self.invites.get_mut(&answer.invite);
        let kept = kept.ok_or(InviteProblem::Unknown)?;
        check_join(&kept.secret(), &answer.request).map_err(|_| InviteProblem::Damaged)?;
        if !kept.answers.contains(&answer.request) {
            kept.answers.push(answer.request);
        }
        let writes = self.keep_invite(answer.invite, rng);
        self.add_answers();
        Ok(writes)
    }

    /// Puts the requests that were taken at a table beside those the server listed.
    pub(super) fn add_answers(&mut self) {
        for invite in self.invites.values() {
            for request in &invite.answers {
                let known = self.joins.iter().any(|join| {
                    join.invite == invite.id() && join.device.sign == request.sign_public
                });
                let checked = check_join(&invite.secret(), request);
                if let Ok((device, name)) = checked
                    && !known
                    && !invite.denied.contains(&device.id())
                {
                    self.joins.push(Checked {
                        invite: invite.id(),
                        member: request.member,
                        device,
                        name,
                    });
                }
            }
        }
    }
}

/// Five bits for each character: what QR codes of capitals and digits hold best.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes bytes as capitals and digits.
pub(super) fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(8).div_ceil(5));
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            text.push(digit(bits >> count));
        }
    }
    if count > 0 {
        text.push(digit(bits << (5 - count)));
    }
    text
}

fn digit(bits: u32) -> char {
    let place = usize::try_from(bits & 31).unwrap_or_default();
    DIGITS.get(place).map_or('0', |digit| char::from(*digit))
}

/// Reads what [`to_text`] wrote; `None` if it is something else.
pub(super) fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len().saturating_mul(5) / 8);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for typed in text.chars() {
        let found = DIGITS
            .iter()
            .position(|digit| char::from(*digit) == typed.to_ascii_uppercase())?;
        bits = (bits << 5) | u32::try_from(found).ok()?;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    let rest = bits & ((1 << count) - 1);
    (count < 5 && rest == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_survive_the_way_through_a_qr_code() {
        for length in 0..40_u8 {
            let bytes: Vec<u8> = (0..length).map(|at| at.wrapping_mul(37) ^ 0xa5).collect();
            let text = to_text(&bytes);
            assert_eq!(from_text(&text), Some(bytes.clone()));
            assert_eq!(from_text(&text.to_lowercase()), Some(bytes));
        }
    }

    #[test]
    fn what_is_no_such_text_is_told() {
        for text in ["U", "0", "000", "Z1", "AB CD", "ä"] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}
