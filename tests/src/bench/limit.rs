//! What the machine itself allows: the same bytes written and synced, or downloaded and decoded, with nothing else.

use crate::headless::SystemEntropy;
use crate::link::Link;
use crate::workload::WorkRecord;
use anyhow::{Context as _, Result};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use shared::batch;
use shared::crypto::{DeviceKeys, Entropy as _, SpaceKey};
use shared::envelope::{Draft, Envelope, EnvelopeKind, chain_start, open, seal};
use shared::ids::{Hash, ItemId, SpaceId};
use shared::merge::{Author, Op, State, plan};
use shared::sync::HttpRequest;
use std::convert::Infallible;
use std::io::Write as _;
use std::time::Instant;
use tokio::net::TcpListener;

/// Operations in one of the envelopes that are downloaded: as many as a device seals at once.
const ENVELOPE_OPS: usize = 4096;

/// Writes so many bytes after each other to a file, syncs after each, and returns the seconds.
pub(super) fn write_and_sync(sizes: &[u64]) -> Result<f64> {
    let mut bytes = Vec::new();
    for size in sizes {
        let mut piece = vec![0; usize::try_from(*size)?];
        SystemEntropy.fill(&mut piece);
        bytes.push(piece);
    }
    let folder = tempfile::tempdir()?;
    let mut file = std::fs::File::create(folder.path().join("plain"))?;
    let started = Instant::now();
    for piece in &bytes {
        file.write_all(piece)?;
        file.sync_all()?;
    }
    Ok(started.elapsed().as_secs_f64())
}

/// Downloads envelopes with these records in one answer of a plain HTTP server, decrypts and decodes them, and
/// returns the seconds.
pub(super) async fn download_and_decode(records: &[WorkRecord]) -> Result<f64> {
    let (key, body) = sealed(records)?;
    let count: usize = records.iter().map(|record| record.edits().len()).sum();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let body = Bytes::from(body);
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let service = service_fn(|_: Request<Incoming>| {
            let body = body.clone();
            async move { Ok::<_, Infallible>(Response::new(Full::new(body))) }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        anyhow::Ok(connection.await?)
    });
    let started = Instant::now();
    let mut link = Link::new(address);
    let answer = link.send(&HttpRequest::get("/".to_owned())).await?;
    let (mut rest, mut decoded) = (answer.body.as_slice(), 0);
    while let Some((length, behind)) = rest.split_first_chunk() {
        let length = usize::try_from(u32::from_be_bytes(*length))?;
        let (envelope, behind) = behind.split_at_checked(length).context("cut off")?;
        let plain = open(&Envelope::parse(envelope.to_vec())?, &key)?;
        decoded += batch::decode(&plain)?.1.len();
        rest = behind;
    }
    let seconds = started.elapsed().as_secs_f64();
    serving.abort();
    anyhow::ensure!(decoded == count, "not everything was decoded");
    Ok(seconds)
}

/// Seals records as a device would, and returns the key and the envelopes, each behind its length in four bytes.
fn sealed(records: &[WorkRecord]) -> Result<(SpaceKey, Vec<u8>)> {
    let mut rng = SystemEntropy;
    let (keys, key, space) = (
        DeviceKeys::make(&mut rng),
        SpaceKey::make(&mut rng),
        SpaceId(rng.make_id()),
    );
    let (empty, mut ops): (State, Vec<Op>) = (State::default(), Vec::new());
    for record in records {
        let author = Author {
            device: keys.id(),
            op_no: ops.len() as u64 + 1,
            hlc: ops.len() as u64,
        };
        ops.extend(plan(&empty, 10, record.record(), &record.edits(), author));
    }
    let mut body = Vec::new();
    for (dev_seq, ops) in (1..).zip(ops.chunks(ENVELOPE_OPS)) {
        let plaintext = batch::encode(keys.id(), ops)?;
        let draft = Draft {
            kind: EnvelopeKind::Batch,
            space,
            item: ItemId(rng.make_id()),
            device: keys.id(),
            dev_seq,
            m_seq: 1,
            m_hash: Hash::ZERO,
            seen_seq: 0,
            seen_hash: chain_start(space),
            key_epoch: 1,
            nonce: rng.make_nonce(),
            plaintext: &plaintext,
        };
        let envelope = seal(&draft, &key, &keys)?;
        body.extend(u32::try_from(envelope.bytes().len())?.to_be_bytes());
        body.extend_from_slice(envelope.bytes());
    }
    Ok((key, body))
}
