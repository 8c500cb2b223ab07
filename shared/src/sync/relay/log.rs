//! The log of a space: pushing, reading, giving back.

use super::{Answer, Kept, Relay, cbor, problem, to_cbor};
use crate::envelope::{Envelope, chain_next};
use crate::ids::{Hash, LogEra, SpaceId};
use crate::mlog::SignedEntry;
use crate::protocol::ProblemCode;
use crate::protocol::limits::SPACE_BYTES_MAX;
use crate::protocol::messages::{
    KeyBox, LogPage, LogRow, PushRequest, PushResponse, RecoverRequest, RecoverResponse,
};
use crate::sync::accept::{Candidate, Standing, judge};
use crate::sync::http::HttpRequest;
use crate::sync::recover::{Again, Offered, judge_again};

impl Relay {
    pub(super) fn push(&mut self, space: SpaceId, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let asked: PushRequest = cbor(&request.body)?;
        let kept = self.space(space, device)?;
        let author = kept.members.public(device).copied();
        let author = author.ok_or_else(|| problem(ProblemCode::NotFound))?;
        let (hashes, m_seq) = kept.devices.get(&device).cloned().unwrap_or_default();
        let mut candidates = Vec::new();
        for bytes in asked.envelopes {
            let envelope = Envelope::parse(bytes).map_err(|_| problem(ProblemCode::Malformed))?;
            let mut candidate = Candidate::check(envelope, &author);
            let header = candidate.envelope.header();
            let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
            candidate.known = hashes.get(at(header.dev_seq.wrapping_sub(1))).copied();
            candidate.seen = kept.chain.get(at(header.seen_seq)).copied();
            candidates.push(candidate);
        }
        let standing = Standing {
            space,
            device,
            members: &kept.members,
            dev_seq: hashes.len() as u64,
            m_seq,
            head: kept.rows.len() as u64,
            bytes: kept.bytes,
            bytes_max: SPACE_BYTES_MAX,
        };
        let verdict = judge(&standing, &candidates);
        let fresh = candidates.iter().skip(verdict.known).take(verdict.fresh);
        for candidate in fresh {
            let (hash, header) = (candidate.envelope.hash(), candidate.envelope.header());
            let chain = chain_next(kept.chain.last().copied().unwrap_or(Hash::ZERO), hash);
            kept.chain.push(chain);
            kept.bytes += candidate.envelope.bytes().len() as u64;
            kept.rows.push(LogRow {
                received_ms: now_ms,
                envelope: candidate.envelope.bytes().to_vec(),
                recovered: None,
            });
            let known = kept.devices.entry(device).or_default();
            known.0.push(hash);
            known.1 = header.m_seq;
        }
        let refused = verdict
            .refused
            .and_then(|code| serde_json::to_value(code).ok()?.as_str().map(str::to_owned));
        let dev_seq = kept
            .devices
            .get(&device)
            .map_or(0, |known| known.0.len() as u64);
        Ok(to_cbor(&PushResponse {
            dev_seq,
            head: kept.rows.len() as u64,
            refused,
        }))
    }

    pub(super) fn recover(&mut self, space: SpaceId, request: &HttpRequest, now_ms: u64) -> Answer {
        let device = self.device(request)?;
        let asked: RecoverRequest = cbor(&request.body)?;
        self.tokens += 1;
        let fresh_era = self.tokens.to_be_bytes();
        let kept = self.space(space, device)?;
        let at = |seq: u64| usize::try_from(seq).unwrap_or(usize::MAX);
        let common = asked
            .points
            .iter()
            .filter(|point| kept.chain.get(at(point.seq)) == Some(&point.chain))
            .map(|point| point.seq)
            .max();
        let mut refused = kept.recover_members(&asked).err();
        let (mut parted, mut stored) = (false, 0);
        for (number, row) in asked.rows.into_iter().enumerate() {
            // Where the histories have parted, or nothing is said about the log, no number has to be kept: one that is refused
            // keeps nobody else's out.
            if refused.is_some() && !parted && asked.era.is_some() {
                break;
            }
            let place = at(asked.after).saturating_add(number);
            let row = LogRow {
                received_ms: if row.received_ms == 0 {
                    now_ms
                } else {
                    row.received_ms.min(now_ms)
                },
                ..row
            };
            match kept.recover_row(space, row, place, &mut parted) {
                Ok(Again::Known) => {}
                Ok(Again::Append) => stored += 1,
                Err(code) => refused = refused.or(Some(code)),
            }
        }
        if parted && stored > 0 && asked.era == Some(kept.era) {
            // As good as random: it never comes again, not even after a restore.
            kept.era = LogEra(fresh_era);
        }
        Ok(to_cbor(&RecoverResponse {
            era: kept.era,
            head: kept.rows.len() as u64,
            m_seq: kept.members.seq,
            common,
            parted,
            stored,
            refused: refused
                .and_then(|code| serde_json::to_value(code).ok()?.as_str().map(str::to_owned)),
        }))
    }

    pub(super) fn page(&mut self, space: SpaceId, request: &HttpRequest, after: u64) -> Answer {
        let device = self.device(request)?;
        let limit = self.page_bytes;
        let kept = self.space(space, device)?;
        if after < kept.floor {
            return Err(problem(ProblemCode::BelowFloor));
        }
        let floor = kept.floor;
        let mut bytes = 0;
        let from = usize::try_from(after).unwrap_or(usize::MAX);
        let rows: Vec<LogRow> = kept
            .rows
            .iter()
            .skip(from)
            .take_while(|row| {
                let first = bytes == 0;
                bytes += row.envelope.len();
                first || bytes <= limit
            })
            .cloned()
            .collect();
        let last = from.saturating_add(rows.len());
        let chain = kept
            .chain
            .get(last)
            .copied()
            .ok_or_else(|| problem(ProblemCode::HealNeeded))?;
        let head = kept.rows.len() as u64;
        Ok(to_cbor(
            &LogPage {
                era: kept.era,
                rows,
                last: last as u64,
                chain,
                head,
                floor,
                sum: None,
            }
            .summed(),
        ))
    }
}

impl Kept {
    fn recover_members(&mut self, asked: &RecoverRequest) -> Result<(), ProblemCode> {
        for bytes in &asked.entries {
            let entry = SignedEntry::parse(bytes.clone()).map_err(|_| ProblemCode::Malformed)?;
            if self.members.hash_at(entry.entry().seq) == Some(entry.hash()) {
                continue;
            }
            self.members
                .apply(&entry)
                .map_err(|_| ProblemCode::Refused)?;
            self.entries.push(bytes.clone());
        }
        for key_box in &asked.boxes {
            let same = |kept: &&KeyBox| {
                kept.device == key_box.device && kept.key_epoch == key_box.key_epoch
            };
            if !self.boxes.iter().any(|kept| same(&kept)) {
                self.boxes.push(key_box.clone());
            }
        }
        Ok(())
    }

    fn recover_row(
        &mut self,
        space: SpaceId,
        row: LogRow,
        place: usize,
        parted: &mut bool,
    ) -> Result<Again, ProblemCode> {
        let envelope = Envelope::parse(row.envelope.clone()).map_err(|_| ProblemCode::Malformed)?;
        if place < self.rows.len() {
            // Of what is trimmed only the chain is left.
            let before = self.chain.get(place).copied().unwrap_or(Hash::ZERO);
            let there = self.chain.get(place.saturating_add(1)).copied();
            *parted |= there != Some(chain_next(before, envelope.hash()));
        } else if place > self.rows.len() {
            *parted = true;
        }
        let (header, hash) = (envelope.header().clone(), envelope.hash());
        let author = self.members.public(header.device);
        let mut offered = Offered::check(envelope, author);
        let at = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        if let Some((hashes, m_seq)) = self.devices.get(&header.device) {
            offered.known = hashes.get(at(header.dev_seq.wrapping_sub(1))).copied();
            offered.dev_seq = hashes.len() as u64;
            offered.m_seq = *m_seq;
        }
        // The view its author had of a log that parted once can never be checked again.
        let marked = *parted || row.recovered == Some(true);
        let newest = self.rows.last();
        let newest = newest.and_then(|row| Envelope::parse(row.envelope.clone()).ok());
        offered.key_epoch = newest.map_or(0, |newest| newest.header().key_epoch);
        offered.seen = self.chain.get(at(header.seen_seq)).copied();
        let again = judge_again(space, &self.members, &offered, marked)?;
        if again == Again::Append {
            let chain = chain_next(self.chain.last().copied().unwrap_or(Hash::ZERO), hash);
            self.chain.push(chain);
            self.bytes += row.envelope.len() as u64;
            self.rows.push(LogRow {
                recovered: marked.then_some(true),
                ..row
            });
            let known = self.devices.entry(header.device).or_default();
            known.0.push(hash);
            known.1 = header.m_seq;
        }
        Ok(again)
    }
}
