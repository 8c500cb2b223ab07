//! What comes from the network: envelopes, batches, messages, and requests to a server.

use super::{Target, alike};
use crate::base::{NOW_MS, Seat};
use shared::batch;
use shared::blob::{FileKind, FileRef, Place, Plain, Sealed, list_bytes, open_chunk, seal_blob};
use shared::crypto::{DeviceKeys, Entropy as _, SeededEntropy, SpaceKey};
use shared::envelope::{Draft, Envelope, EnvelopeKind, chain_start, open, padding, seal};
use shared::ids::{DeviceId, Hash, ItemId, RecordId, SpaceId};
use shared::merge::{Applied, Author, Edit, Op, State, plan};
use shared::protocol::messages::{
    AppendRequest, BlobHead, BlobRequest, BlobsResponse, HeadsResponse, JoinRequest, LogPage,
    LogRow, MembersResponse, PushRequest, RecoverRequest, RecoverResponse,
};
use shared::protocol::routes;
use shared::sync::relay::Relay;
use shared::sync::{HttpRequest, Method};
use shared::value::Value;

const SPACE: SpaceId = SpaceId([7; 16]);
const KIB: usize = 1024;

pub(super) fn targets() -> Vec<Target> {
    vec![
        Target {
            name: "envelope",
            sound: [0, 1, 250, 4_000].map(|n| envelope(&vec![7; n])).to_vec(),
            read: read_envelope,
            fixed_bytes: 16 * KIB,
            bytes_per_byte: 8,
        },
        Target {
            name: "padding",
            sound: [0, 1, 3, 250].map(|n| vec![n; usize::from(n)]).to_vec(),
            read: read_padding,
            fixed_bytes: 16 * KIB,
            bytes_per_byte: 16,
        },
        Target {
            name: "batch",
            sound: batches(),
            read: read_batch,
            // A batch inflates to a megabyte at most, in 8,192 operations at most.
            fixed_bytes: 16 * batch::BATCH_BYTES_MAX,
            bytes_per_byte: 256,
        },
        Target {
            name: "chunks",
            sound: blob().chunks,
            read: read_chunk,
            fixed_bytes: 64 * KIB,
            bytes_per_byte: 8,
        },
        Target {
            name: "files",
            sound: vec![minicbor::to_vec(blob().file).unwrap_or_default()],
            read: read_file,
            fixed_bytes: 16 * KIB,
            bytes_per_byte: 16,
        },
        Target {
            name: "messages",
            sound: messages(),
            read: read_messages,
            fixed_bytes: 64 * KIB,
            bytes_per_byte: 128,
        },
        Target {
            name: "requests",
            sound: requests(),
            read: read_request,
            fixed_bytes: 256 * KIB,
            bytes_per_byte: 128,
        },
    ]
}

fn keys() -> DeviceKeys {
    DeviceKeys::make(&mut SeededEntropy::new(1))
}

fn space_key() -> SpaceKey {
    SpaceKey::from_bytes([3; 32])
}

fn envelope(body: &[u8]) -> Vec<u8> {
    let keys = keys();
    let draft = Draft {
        kind: EnvelopeKind::Batch,
        space: SPACE,
        item: ItemId([1; 16]),
        device: keys.id(),
        dev_seq: 1,
        m_seq: 1,
        m_hash: Hash([2; 32]),
        seen_seq: 0,
        seen_hash: chain_start(SPACE),
        key_epoch: 1,
        nonce: SeededEntropy::new(2).make_nonce(),
        plaintext: body,
    };
    seal(&draft, &space_key(), &keys)
        .map(|envelope| envelope.bytes().to_vec())
        .unwrap_or_default()
}

/// Only the very bytes somebody signed are read, and what opens was signed.
fn read_envelope(bytes: &[u8]) -> Result<(), String> {
    let Ok(envelope) = Envelope::parse(bytes.to_vec()) else {
        return Ok(());
    };
    alike(&envelope.bytes(), &bytes, "an envelope has two forms")?;
    let signed = envelope.verify(&keys().public()).is_ok();
    let opened = open(&envelope, &space_key()).is_ok();
    if signed && !opened {
        return Err("an envelope is signed and does not open".to_owned());
    }
    let sound = [0, 1, 250, 4_000].map(|n| self::envelope(&vec![7; n]));
    if signed && !sound.contains(&envelope.bytes().to_vec()) {
        return Err("a changed envelope counts as signed".to_owned());
    }
    Ok(())
}

const PLACE: Place = Place {
    space: SPACE,
    element: [4; 16],
};

fn blob() -> Sealed {
    let plain = Plain {
        kind: FileKind::Photo,
        title: "",
        preview: b"small",
        data: &[7; 900],
        extent: (4, 3),
    };
    seal_blob(PLACE, &plain, &mut SeededEntropy::new(6)).unwrap_or_else(|_| Sealed {
        file: FileRef {
            kind: FileKind::Photo,
            name: Hash::ZERO,
            key: shared::blob::BlobKey([0; 32]),
            sha256: Hash::ZERO,
            bytes: 1,
            preview_bytes: 0,
            extent: (0, 0),
            title: String::new(),
        },
        chunks: Vec::new(),
    })
}

/// Only the very chunks that were sealed open, each in its place.
fn read_chunk(bytes: &[u8]) -> Result<(), String> {
    let Sealed { file, chunks } = blob();
    for (index, chunk) in (0_u16..).zip(&chunks) {
        if open_chunk(PLACE, &file, index, bytes).is_ok() && bytes != chunk {
            return Err("a changed chunk opens".to_owned());
        }
    }
    Ok(())
}

/// A reference that is read is within its limits, and comes back the same.
fn read_file(bytes: &[u8]) -> Result<(), String> {
    let Ok(file) = minicbor::decode::<FileRef>(bytes) else {
        return Ok(());
    };
    if !file.is_sound() || file.chunks() > 33 {
        return Err("a file beyond its limits is read".to_owned());
    }
    let again = minicbor::to_vec(&file).unwrap_or_default();
    let read = minicbor::decode::<FileRef>(&again).map_err(|error| error.to_string())?;
    alike(&read, &file, "a file changes on the way")
}

/// Whatever is sealed comes out as it went in, in a size that says little.
fn read_padding(bytes: &[u8]) -> Result<(), String> {
    let sealed = Envelope::parse(envelope(bytes)).map_err(|error| error.to_string());
    if bytes.len() > shared::envelope::BODY_BYTES_MAX {
        return Ok(());
    }
    let opened = open(&sealed?, &space_key()).map_err(|error| error.to_string())?;
    alike(&opened.as_slice(), &bytes, "padding changes what is in it")?;
    let padded = padding::padded_bytes(bytes.len() + 4);
    let little = padded <= (bytes.len() + 4) + (bytes.len() + 4) / 8 + 256;
    if padding::is_padded_size(padded) && little {
        Ok(())
    } else {
        Err(format!("{} bytes are padded to {padded}", bytes.len()))
    }
}

fn ops() -> Vec<Op> {
    let author = Author {
        device: keys().id(),
        op_no: 1,
        hlc: NOW_MS << 16,
    };
    let prev = vec![shared::merge::Dot {
        device: DeviceId([9; 16]),
        op_no: 4,
    }];
    let edits = [
        Edit::Set {
            field: 1,
            value: Value::Text("Stadtfest".to_owned()),
            prev,
        },
        Edit::Put {
            field: 4,
            element: [1; 16],
            value: Value::Link(RecordId([2; 16])),
        },
        Edit::Take {
            field: 4,
            element: [2; 16],
        },
        Edit::Add {
            field: 3,
            amount: -3,
        },
        Edit::Set {
            field: 6,
            value: Value::Unknown(vec![0xd9, 0xd9, 0x03, 0x01]),
            prev: Vec::new(),
        },
        Edit::Trash,
    ];
    let mut ops = plan(&State::default(), 10, RecordId([1; 16]), &edits, author);
    if let Some(op) = ops.last_mut() {
        op.min_reader = 3;
        op.value = Value::Deleted(vec![(DeviceId([9; 16]), 4), (author.device, 5)]);
    }
    ops
}

fn batches() -> Vec<Vec<u8>> {
    let (author, ops) = (keys().id(), ops());
    let mut many = Vec::new();
    for number in 0..60 {
        many.extend(ops.iter().cloned().map(|mut op| {
            op.dot.op_no += number * 10;
            op.slot.record = RecordId([u8::try_from(number).unwrap_or(0); 16]);
            op
        }));
    }
    [
        batch::encode_stored(author, &ops),
        batch::encode(author, &ops),
        batch::encode_stored(author, &many),
        batch::encode(author, &many),
        batch::encode_stored(author, &[]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is read is written as the same, and joining it twice is joining it once.
fn read_batch(bytes: &[u8]) -> Result<(), String> {
    let Ok((author, ops)) = batch::decode(bytes) else {
        return Ok(());
    };
    let again = batch::encode_stored(author, &ops).map_err(|error| error.to_string())?;
    let again = batch::decode(&again).map_err(|error| error.to_string())?;
    alike(
        &again,
        &(author, ops.clone()),
        "a batch changes when written again",
    )?;
    let mut state = State::default();
    for op in &ops {
        state.apply(op);
    }
    let once = state.clone();
    for op in &ops {
        if state.apply(op) != Applied::Known {
            return Err("an operation counts twice".to_owned());
        }
    }
    alike(&state, &once, "joining twice changes something")
}

fn messages() -> Vec<Vec<u8>> {
    let row = LogRow {
        received_ms: NOW_MS,
        envelope: envelope(b"x"),
        recovered: Some(true),
    };
    let page = LogPage {
        era: shared::ids::LogEra([1; 8]),
        rows: vec![row.clone(), row.clone()],
        last: 2,
        chain: Hash([3; 32]),
        head: 9,
        floor: 0,
        sum: None,
    }
    .summed();
    let push = PushRequest {
        envelopes: vec![envelope(b"x"), envelope(b"y")],
    };
    let recover = RecoverRequest {
        era: Some(page.era),
        points: Vec::new(),
        after: 1,
        entries: vec![vec![1, 2, 3]],
        boxes: Vec::new(),
        rows: vec![row],
    };
    let chunks = vec![shared::blob::chunk_ref(&[7; 296])];
    let blobs = BlobsResponse {
        blobs: vec![BlobHead {
            name: Hash([3; 32]),
            complete: true,
            dropped: false,
            at_ms: NOW_MS,
        }],
        bytes: 1,
        bytes_max: 2,
        time_ms: NOW_MS,
    };
    [
        minicbor::to_vec(BlobRequest { chunks }).ok(),
        minicbor::to_vec(&blobs).ok(),
        minicbor::to_vec(&page).ok(),
        minicbor::to_vec(&push).ok(),
        minicbor::to_vec(&recover).ok(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Each message that is read means the same when it is written again.
fn read_messages(bytes: &[u8]) -> Result<(), String> {
    again::<LogPage>(bytes)?;
    again::<PushRequest>(bytes)?;
    again::<RecoverRequest>(bytes)?;
    again::<RecoverResponse>(bytes)?;
    again::<AppendRequest>(bytes)?;
    again::<MembersResponse>(bytes)?;
    again::<HeadsResponse>(bytes)?;
    again::<JoinRequest>(bytes)?;
    again::<BlobRequest>(bytes)?;
    again::<BlobsResponse>(bytes)?;
    if let Ok(offer) = minicbor::decode::<BlobRequest>(bytes)
        && list_bytes(&offer.chunks).is_some_and(|sum| sum > 33 * 300 * 1024)
    {
        return Err("a blob beyond its limits is taken".to_owned());
    }
    again::<Value>(bytes)
}

fn again<T>(bytes: &[u8]) -> Result<(), String>
where
    T: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()> + PartialEq,
{
    let Ok(value) = minicbor::decode::<T>(bytes) else {
        return Ok(());
    };
    let written = minicbor::to_vec(&value).map_err(|error| error.to_string())?;
    let read = minicbor::decode::<T>(&written).map_err(|error| error.to_string())?;
    alike(&read, &value, "a message changes when written again")
}

/// Raw requests: method, path, header and body, a line each.
fn requests() -> Vec<Vec<u8>> {
    let space = SPACE.to_string();
    let paths = [
        routes::HEADS.to_owned(),
        routes::CHALLENGE.to_owned(),
        routes::SESSION.to_owned(),
        routes::INVITES.to_owned(),
        routes::JOINS.to_owned(),
        format!("/v1/s/{space}/push"),
        format!("/v1/s/{space}/members?after=0"),
        format!("/v1/s/{space}/log?era=0707070707070707&after=0&bytes_max=10"),
        format!("/v1/s/{space}/recover"),
        format!("/v1/s/{space}/quarantine/settle"),
        "/v1/invites/00000000000000000000000000000000/join".to_owned(),
    ];
    let mut bodies = messages();
    bodies.push(br#"{"device":"00000000000000000000000000000000"}"#.to_vec());
    let requests = paths.iter().zip(bodies.iter().cycle());
    requests
        .map(|(path, body)| {
            let mut bytes = format!("P{path}\nBearer token-1\n").into_bytes();
            bytes.extend_from_slice(body);
            bytes
        })
        .collect()
}

/// The rules of the server refuse what they do not know, and nobody who is logged out changes anything.
fn read_request(bytes: &[u8]) -> Result<(), String> {
    let mut parts = bytes.splitn(3, |byte| *byte == b'\n');
    let mut text = || String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let (line, session) = (text(), text());
    let method = if line.starts_with('G') {
        Method::Get
    } else {
        Method::Post
    };
    let request = HttpRequest {
        method,
        path: line.chars().skip(1).collect(),
        headers: vec![("authorization", session)],
        content_type: Some(routes::CBOR),
        body: parts.next().unwrap_or_default().to_vec(),
    };
    let mut relay = Relay::new(crate::phone::HOST, Hash([9; 32]));
    let answer = relay.handle(&request, NOW_MS);
    if !relay.log(SPACE).is_empty() {
        return Err("somebody who is logged out wrote".to_owned());
    }
    // A device takes any answer to anything.
    let mut seat = Seat::new(3, "Telefon");
    drop(seat.device.next(NOW_MS, &mut seat.rng));
    drop(seat.device.receive(Ok(answer), &mut seat.rng));
    Ok(())
}
