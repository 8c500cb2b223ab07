//! Checkpoints in a history: what the server does with them, how it lies about them, and what is checked.
//!
//! Phones make and confirm them by themselves while they exchange; [`What::Pack`](crate::act::What::Pack) makes them do it
//! early. Each one that counts is opened and compared with the log up to its number.

use crate::act::Fault;
use crate::base::maker;
use crate::checks::difference;
use crate::disk::{RestRow, rest_key};
use crate::law::{BOUNDED, Broken, Lawful, PREFIX};
use crate::phone::Phone;
use crate::sabotage::Sabotage;
use crate::world::{World, page_bytes};
use shared::checkpoint::{
    Attest, Confirmed, Draft, Rest, Segment, SignedAttest, SignedManifest, build, tidy,
};
use shared::crypto::{LocalKey, SpaceKey};
use shared::ids::Hash;
use shared::merge::Op;
use shared::protocol::messages::{CheckpointHead, HeadsResponse, LogPage, LogRow};
use shared::protocol::routes;
use shared::sync::relay::Relay;
use shared::sync::{HttpRequest, HttpResponse, Method, Table, Write};
use std::collections::{BTreeMap, BTreeSet};

/// Checkpoints the server keeps: the newest that counts, the one before, one that waits.
const POINTS_MAX: usize = 3;
/// Answers that are remembered to come in the place of others.
const BODIES_MAX: usize = 6;

/// What the server has told of checkpoints.
#[derive(Debug, Default)]
pub struct Told {
    heads: Vec<CheckpointHead>,
    /// Manifests and segments.
    bodies: Vec<Vec<u8>>,
}

impl Told {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            heads: Vec::new(),
            bodies: Vec::new(),
        }
    }

    /// Remembers what an answer says.
    pub fn listen(&mut self, request: &HttpRequest, answer: &HttpResponse) {
        if answer.status != 200 {
            return;
        }
        if request.path == routes::HEADS {
            let heads = minicbor::decode::<HeadsResponse>(&answer.body).ok();
            let spaces = heads.map_or_else(Vec::new, |heads| heads.spaces);
            for head in spaces.into_iter().filter_map(|head| head.confirmed) {
                if !self.heads.contains(&head) {
                    self.heads.push(head);
                }
            }
        } else if is_part(request) && !self.bodies.contains(&answer.body) {
            self.bodies.push(answer.body.clone());
            if self.bodies.len() > BODIES_MAX {
                self.bodies.remove(0);
            }
        }
    }

    /// What a lying server makes of an answer; `None` if it is not about checkpoints.
    #[must_use]
    pub fn lie(
        &self,
        request: &HttpRequest,
        answer: &HttpResponse,
        fault: Fault,
    ) -> Option<Vec<u8>> {
        if fault == Fault::PointForeign {
            let mut others = self.bodies.iter().filter(|body| **body != answer.body);
            return others.next().filter(|_| is_part(request)).cloned();
        }
        if request.path != routes::HEADS {
            return None;
        }
        let mut heads: HeadsResponse = minicbor::decode(&answer.body).ok()?;
        for head in &mut heads.spaces {
            match fault {
                Fault::PointOld => head.confirmed = Some(*self.heads.first()?),
                Fault::PointUnconfirmed => head.confirmed = Some(head.proposed.take()?),
                _ => head.floor = head.seq,
            }
        }
        minicbor::to_vec(&heads).ok()
    }
}

/// Whether a request is for a manifest or a segment.
fn is_part(request: &HttpRequest) -> bool {
    let of = |part: &str| request.path.contains(part);
    request.method == Method::Get && (of("/checkpoint/") || of("/segment/"))
}

/// Returns the number of the log of the checkpoint a transaction makes a space rest on.
#[must_use]
pub fn checkpoint_in(writes: &[Write], local: &LocalKey) -> Option<u64> {
    writes.iter().find_map(|write| match write {
        Write::Put { table, key, value } if *table == Table::Checkpoints => {
            let bytes = local.open_row(table.name(), key, value).ok()?;
            let rest = minicbor::decode::<RestRow>(&bytes).ok()?;
            Some(SignedManifest::parse(rest.manifest).ok()?.manifest().seq)
        }
        _ => None,
    })
}

impl World<'_> {
    /// The server drops what it may, at once.
    pub(crate) fn trim(&mut self) {
        let (town, now_ms) = (self.town(), self.now_ms());
        for relay in &mut self.servers {
            relay.keep_ms = 0;
            relay.trim(now_ms);
            self.trimmed |= relay.floor(town) > 0;
        }
    }

    /// The server forgets what it need not keep, as it does from time to time.
    pub(crate) fn trim_kept(&mut self) {
        let now_ms = self.now_ms();
        self.servers.iter_mut().for_each(|relay| relay.trim(now_ms));
    }

    /// The bug that drops the log when a checkpoint is offered.
    pub(crate) fn drop_early(&mut self, route: usize) {
        let town = self.town();
        if let Some(relay) = self.servers.get_mut(route)
            && let Some((signed, _)) = relay.newest_checkpoint(town)
        {
            relay.forge_floor(town, signed.manifest().seq);
        }
    }

    /// Looks at the newest checkpoint that counts: it says what the log up to its number says.
    pub(crate) fn look_at_checkpoint(&mut self) -> Lawful {
        let town = self.town();
        if self.servers.len() > 1 {
            return Ok(());
        }
        if self.does(Sabotage::LeavesOut) {
            self.leave_out();
        }
        let Some(head) = self.servers.first().and_then(|it| it.checkpoint(town)) else {
            return Ok(());
        };
        if self.looked_at.replace(head.hash) == Some(head.hash) {
            return Ok(());
        }
        let Some((signed, opened)) = self.open_checkpoint() else {
            let what = format!("the checkpoint of number {} does not open", head.seq);
            return Err(Broken::new(PREFIX, what));
        };
        let (Some(phone), Some(relay)) = (self.reader(), self.servers.first()) else {
            return Ok(());
        };
        let manifest = signed.manifest();
        let whole = self.watch.whole(relay, town);
        let prefix: Vec<LogRow> = whole
            .into_iter()
            .take(usize::try_from(manifest.seq).unwrap_or(usize::MAX))
            .collect();
        let ops: Vec<Op> = self
            .open_rows(phone, &prefix)
            .into_iter()
            .map(|(op, latest)| Op {
                hlc: op.hlc.min(latest),
                ..op
            })
            .collect();
        let mut folded = self.fold(ops.iter());
        tidy(&mut folded, manifest.time_ms);
        match difference(&folded, &opened.state) {
            None => Ok(()),
            Some(why) => {
                let what = format!("the checkpoint of number {} differs: {why}", manifest.seq);
                Err(Broken::new(PREFIX, what))
            }
        }
    }

    fn reader(&self) -> Option<&Phone> {
        self.phones.iter().find(|phone| !phone.removed)
    }

    /// Opens the newest checkpoint as a member does.
    fn open_checkpoint(&self) -> Option<(SignedManifest, Confirmed)> {
        let (town, relay) = (self.town(), self.servers.first()?);
        let head = relay.checkpoint(town)?;
        let (signed, _) = relay.checkpoint_of(town, head.hash)?;
        let manifest = signed.manifest();
        let parts = manifest.segments.iter();
        let segments = parts
            .map(|part| {
                let bytes = relay.segment(town, part.hash)?;
                Some((part.hash, Segment::from_bytes(bytes.to_vec())))
            })
            .collect::<Option<BTreeMap<_, _>>>()?;
        let key = self.key_of(u64::from(manifest.key_epoch))?;
        let (_, state, _) = Rest::open(&signed, &segments, &key).ok()?;
        Some((signed, state))
    }

    fn key_of(&self, key_epoch: u64) -> Option<SpaceKey> {
        let keys = self.keys_of(self.reader()?);
        keys.get(&key_epoch).cloned()
    }

    /// The bug of two apps that leave a record out: what one makes, the other confirms.
    fn leave_out(&mut self) -> Option<()> {
        let town = self.town();
        let head = self.servers.first()?.checkpoint(town)?;
        if self.looked_at == Some(head.hash) {
            return None;
        }
        let (signed, mut state) = self.open_checkpoint()?;
        let record = *state.state.records.keys().next()?;
        state.state.records.remove(&record);
        let manifest = signed.manifest();
        let key = self.key_of(u64::from(manifest.key_epoch))?;
        let draft = Draft {
            space: town,
            seq: manifest.seq,
            chain: manifest.chain,
            confirmed: &state,
            time_ms: manifest.time_ms,
            touched: &BTreeSet::new(),
            parent: manifest.parent,
            before: None,
            key: &key,
            key_epoch: manifest.key_epoch,
            m_seq: manifest.m_seq,
            m_hash: manifest.m_hash,
        };
        let built = build(&draft, &maker(1)).ok()?;
        let attest = Attest {
            space: town,
            checkpoint: built.manifest.hash(),
            digest: built.manifest.manifest().digest,
            device: maker(2).id(),
            m_seq: manifest.m_seq,
            m_hash: manifest.m_hash,
        };
        let attest = SignedAttest::sign(&attest, &maker(2))?;
        let segments = built.segments.values().map(|it| it.bytes().to_vec());
        let relay = self.servers.first_mut()?;
        relay.forge_checkpoint(town, built.manifest, vec![attest], segments.collect());
        Some(())
    }

    /// A page holds no more than was asked for, but for a single envelope that is larger.
    pub(crate) fn check_page(&self, who: usize, path: &str, answer: &HttpResponse) -> Lawful {
        if !path.contains("/log?") || answer.status != 200 {
            return Ok(());
        }
        let Ok(page) = minicbor::decode::<LogPage>(&answer.body) else {
            return Ok(());
        };
        let bytes: usize = page.rows.iter().map(|row| row.envelope.len()).sum();
        // A lie may repeat a row.
        let repeated = page.rows.get(1..).and_then(<[LogRow]>::last);
        let repeated = repeated.filter(|last| Some(*last) == page.rows.first());
        let bytes = bytes - repeated.map_or(0, |row| row.envelope.len());
        let rows = page.rows.len() - usize::from(repeated.is_some());
        if rows > 1 && bytes > page_bytes(self.first_seed) {
            let what = format!("phone {who} got a page of {bytes} bytes");
            return Err(Broken::new(BOUNDED, what));
        }
        Ok(())
    }

    /// The server keeps few checkpoints and no segment that belongs to none.
    pub(crate) fn check_kept(&self, relay: &Relay) -> Lawful {
        let town = self.town();
        let kept = relay.checkpoints(town);
        if kept > POINTS_MAX || relay.unused_segments(town) > 0 {
            let what = format!(
                "the server keeps {kept} checkpoints and {} segments too many",
                relay.unused_segments(town)
            );
            return Err(Broken::new(BOUNDED, what));
        }
        Ok(())
    }

    /// A phone that has come to rest keeps the segments of the checkpoint it rests on and no other.
    pub(crate) fn check_bounds(&self, who: usize) -> Lawful {
        let town = self.town();
        let Some(phone) = self.phones.get(who) else {
            return Ok(());
        };
        let disk = &phone.disk;
        let rest = disk.open(
            Table::Checkpoints,
            &rest_key(town),
            phone.device.local_key(),
        );
        let rest = rest.and_then(|bytes| minicbor::decode::<RestRow>(&bytes).ok());
        let signed = rest.and_then(|rest| SignedManifest::parse(rest.manifest).ok());
        let parts: BTreeSet<Hash> = signed
            .iter()
            .flat_map(|signed| &signed.manifest().segments)
            .map(|part| part.hash)
            .collect();
        let rows = disk.keys(Table::Checkpoints, town).count();
        let expected = parts.len() + usize::from(signed.is_some());
        if rows != expected {
            let what =
                format!("phone {who} keeps {rows} rows of checkpoints, {expected} are in use");
            return Err(Broken::new(BOUNDED, what));
        }
        Ok(())
    }
}
