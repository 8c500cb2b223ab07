//! The live stream: it says that something is new, what is new is asked for.
//!
//! An answer was made before it arrives. What the stream said meanwhile is news to it: it is heard at once, and again
//! after the answer, which may have set back where the server stands.

use super::asking::bearer;
use super::device::Device;
use super::http::HttpRequest;
use super::login::{Login, versioned};
use crate::protocol::messages::LiveEvent;
use crate::protocol::routes;

/// Greatest number of events kept while one question is under way; more become one "ask for heads".
pub(super) const HEARD_MAX: usize = 64;

impl Device {
    /// Returns the request for the live stream, when there is a session.
    #[must_use]
    pub fn live_request(&self) -> Option<HttpRequest> {
        let Login::In(token) = &self.login else {
            return None;
        };
        Some(bearer(
            versioned(HttpRequest::get(routes::LIVE.to_owned())),
            token,
        ))
    }

    /// Takes an event of the live stream. Afterwards [`Self::next`] may have something to do.
    pub fn live(&mut self, event: &LiveEvent) {
        self.hear(event);
        if self.task.is_none() {
            return;
        }
        if self.heard.len() >= HEARD_MAX {
            self.heard = vec![LiveEvent::Resync];
        } else {
            self.heard.push(event.clone());
        }
    }

    /// Tries again what the server refused: after a login, or when a person asks for it.
    pub fn retry(&mut self) {
        self.live(&LiveEvent::Resync);
    }

    /// Takes once more what was heard while the question was under way whose answer has just been taken.
    pub(super) fn hear_again(&mut self) {
        for event in std::mem::take(&mut self.heard) {
            self.hear(&event);
        }
    }

    fn hear(&mut self, event: &LiveEvent) {
        match event {
            LiveEvent::Poke { space, head, m_seq } => {
                match self
                    .spaces
                    .get_mut(space)
                    .and_then(|content| content.head.as_mut())
                {
                    Some(known) => {
                        known.seq = known.seq.max(*head);
                        known.m_seq = known.m_seq.max(*m_seq);
                    }
                    None => self.heads_due = true,
                }
            }
            // Who cannot confirm it learns that from the heads.
            LiveEvent::Checkpoint { space } => {
                self.heads_due |= self.spaces.contains_key(space);
            }
            LiveEvent::Join => {
                self.joins_due = true;
                // Or somebody waits for a key; the heads say who.
                self.heads_due = true;
                self.look_into_quarantine();
            }
            LiveEvent::Resync => {
                self.wake_former();
                self.retry_refused();
            }
        }
    }
}
