//! Bodies of requests and answers. No logic.

use crate::ids::{DeviceId, Hash, InviteId, LogEra, MemberId, SpaceId};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Answer of `GET /v1/hello`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelloResponse {
    /// Server time, milliseconds since 1970.
    pub time_ms: u64,
    /// Newest protocol version served.
    pub version: u16,
    /// Oldest protocol version served.
    pub version_min: u16,
    /// Greatest size of an envelope, bytes.
    pub envelope_bytes_max: u64,
    /// Greatest body of a push, bytes.
    pub push_bytes_max: u64,
}

/// Body of `POST /v1/auth/challenge`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeRequest {
    /// Who wants to log in.
    pub device: DeviceId,
}

/// Answer of `POST /v1/auth/challenge`; also given for devices the server does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeResponse {
    /// Random bytes to sign; also names the challenge.
    pub nonce: Hash,
}

/// Body of `POST /v1/auth/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRequest {
    /// Who logs in.
    pub device: DeviceId,
    /// The challenge.
    pub nonce: Hash,
    /// Ed25519 signature over [`login_message`](crate::envelope::login_message), hexadecimal.
    pub signature: String,
}

/// Answer of `POST /v1/auth/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionResponse {
    /// Opaque bearer token, hexadecimal. Kept in memory only.
    pub token: String,
}

/// Answer of `POST /v1/heads`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HeadsResponse {
    /// One entry for each space the device is a member of.
    #[n(0)]
    pub spaces: Vec<Head>,
    /// Server time, milliseconds since 1970.
    #[n(1)]
    pub time_ms: Option<u64>,
}

/// Where a space stands on the server.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Head {
    /// The space.
    #[n(0)]
    pub space: SpaceId,
    /// Era of the log.
    #[n(1)]
    pub era: LogEra,
    /// Last number of the log; 0 is empty.
    #[n(2)]
    pub seq: u64,
    /// Chain hash at `seq`.
    #[n(3)]
    pub chain: Hash,
    /// Everything up to this number is only in a checkpoint.
    #[n(4)]
    pub floor: u64,
    /// Last number of the membership log (the founding entry is 1).
    #[n(5)]
    pub m_seq: u32,
    /// Hash of that entry.
    #[n(6)]
    pub m_hash: Hash,
    /// The newest checkpoint that counts.
    #[n(7)]
    pub confirmed: Option<CheckpointHead>,
    /// The newest checkpoint that waits for somebody to confirm it, if it is newer than that.
    #[n(8)]
    pub proposed: Option<CheckpointHead>,
    /// For admins: devices whose key box did not open and that wait for another one.
    #[n(9)]
    pub keyless: Option<Vec<DeviceId>>,
}

/// Which checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct CheckpointHead {
    /// Number of the log whose state it is.
    #[n(0)]
    pub seq: u64,
    /// Hash of its manifest.
    #[n(1)]
    pub hash: Hash,
    /// Bytes of its segments.
    #[n(2)]
    pub bytes: u64,
    /// Number of devices that say they come to another state. Whoever is told of more than it has seen looks.
    #[n(3)]
    pub against: Option<u32>,
}

impl CheckpointHead {
    /// Returns how many devices say that they come to another state.
    #[must_use]
    pub fn against(&self) -> u32 {
        self.against.unwrap_or(0)
    }
}

/// Body of `POST /v1/s/{space}/checkpoint/lease`: a device wants to make a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct LeaseRequest {
    /// Number of the log it has read.
    #[n(0)]
    pub seq: u64,
}

/// Answer of `POST /v1/s/{space}/checkpoint/lease`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct LeaseResponse {
    /// The device may go on; `false` if another one is at it.
    #[n(0)]
    pub granted: bool,
}

/// Body of `POST /v1/s/{space}/checkpoint`: a checkpoint is offered.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct OfferRequest {
    /// Its signed manifest.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub manifest: Vec<u8>,
}

/// Answer of `POST /v1/s/{space}/checkpoint`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct OfferResponse {
    /// Segments the server does not have. The checkpoint is kept once there are none: send them, then offer it again.
    #[n(0)]
    pub missing: Vec<Hash>,
}

/// Body of `POST /v1/s/{space}/segment`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SegmentRequest {
    /// The sealed segment.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub segment: Vec<u8>,
}

/// Answer of `GET /v1/s/{space}/checkpoint/{hash}`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct CheckpointResponse {
    /// The signed manifest.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub manifest: Vec<u8>,
    /// Who confirmed it, or came to another digest.
    #[n(1)]
    #[cbor(with = "byte_strings")]
    pub attests: Vec<Vec<u8>>,
}

/// Body of `POST /v1/s/{space}/checkpoint/{hash}/attest`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct AttestRequest {
    /// The signed attestation.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub attest: Vec<u8>,
}

/// One sealed chunk of a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct ChunkRef {
    /// Hash of its sealed bytes.
    #[n(0)]
    pub hash: Hash,
    /// Number of its sealed bytes.
    #[n(1)]
    pub bytes: u32,
}

/// Body of `POST /v1/s/{space}/blob`: a blob is offered, or wanted after all.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BlobRequest {
    /// Its chunks, in order. They make its name.
    #[n(0)]
    pub chunks: Vec<ChunkRef>,
}

/// Answer of `POST /v1/s/{space}/blob`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BlobResponse {
    /// Numbers of the chunks the server does not have. Send them, in any order.
    #[n(0)]
    pub missing: Vec<u16>,
}

/// Answer of `GET /v1/s/{space}/blob`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct BlobsResponse {
    /// Every blob of the space, in the order of their names.
    #[n(0)]
    pub blobs: Vec<BlobHead>,
    /// Bytes they take.
    #[n(1)]
    pub bytes: u64,
    /// Bytes they may take.
    #[n(2)]
    pub bytes_max: u64,
    /// Server time, milliseconds since 1970.
    #[n(3)]
    pub time_ms: u64,
}

/// Where a blob stands on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct BlobHead {
    /// Its name.
    #[n(0)]
    pub name: Hash,
    /// Every chunk is there.
    #[n(1)]
    pub complete: bool,
    /// Somebody said that nobody refers to it; it goes when its time is over.
    #[n(2)]
    pub dropped: bool,
    /// When it was offered first, milliseconds since 1970.
    #[n(3)]
    pub at_ms: u64,
}

/// Body of `POST /v1/s/{space}/members`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct AppendRequest {
    /// Signed entries, in order; the first must continue the head the author knows.
    #[n(0)]
    #[cbor(with = "byte_strings")]
    pub entries: Vec<Vec<u8>>,
    /// The space key, sealed to devices.
    #[n(1)]
    pub boxes: Vec<KeyBox>,
}

/// A space key sealed to one device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct KeyBox {
    /// For whom.
    #[n(0)]
    pub device: DeviceId,
    /// Which key.
    #[n(1)]
    pub key_epoch: u32,
    /// HPKE box, 80 bytes; empty is the device's own wish for one that opens.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
}

/// Answer of `GET` and `POST /v1/s/{space}/members`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct MembersResponse {
    /// Signed entries after the asked number, in order. Empty after an append.
    #[n(0)]
    #[cbor(with = "byte_strings")]
    pub entries: Vec<Vec<u8>>,
    /// Key boxes of the asking device, every epoch.
    #[n(1)]
    pub boxes: Vec<KeyBox>,
    /// Last number of the membership log.
    #[n(2)]
    pub m_seq: u32,
}

/// Body of `POST /v1/s/{space}/push`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PushRequest {
    /// Envelopes of the session's device, in the order of their numbers.
    #[n(0)]
    #[cbor(with = "byte_strings")]
    pub envelopes: Vec<Vec<u8>>,
}

/// Answer of `POST /v1/s/{space}/push`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PushResponse {
    /// Last number of this device the server holds.
    #[n(0)]
    pub dev_seq: u64,
    /// Last number of the log.
    #[n(1)]
    pub head: u64,
    /// Why the envelopes after `dev_seq` were not taken, if any were not: the code's JSON name.
    #[n(2)]
    pub refused: Option<String>,
}

/// Answer of `GET /v1/s/{space}/log`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct LogPage {
    /// Era of the log.
    #[n(0)]
    pub era: LogEra,
    /// Rows after the asked number, without gaps.
    #[n(1)]
    pub rows: Vec<LogRow>,
    /// Number of the last row (the asked number if there is none).
    #[n(2)]
    pub last: u64,
    /// Chain hash at `last`.
    #[n(3)]
    pub chain: Hash,
    /// Last number of the log.
    #[n(4)]
    pub head: u64,
    /// Everything up to this number is only in a checkpoint.
    #[n(5)]
    pub floor: u64,
    /// Sum over what no hash covers ([`LogPage::is_whole`]).
    #[n(6)]
    pub sum: Option<u64>,
}

/// One row of a log page. Its number is the page's first plus its place.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct LogRow {
    /// Server time of receipt, milliseconds since 1970; the same for every reader. 0 where a client gives back
    /// what it has not seen in the log.
    #[n(0)]
    pub received_ms: u64,
    /// The envelope.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub envelope: Vec<u8>,
    /// `Some(true)`: a restored server got it back after the log had gone on without it, so the author's view
    /// of the log cannot be checked.
    #[n(2)]
    pub recovered: Option<bool>,
}

/// A number of a log with the chain hash there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Point {
    /// The number.
    #[n(0)]
    pub seq: u64,
    /// Chain hash at it.
    #[n(1)]
    pub chain: Hash,
}

/// Body of `POST /v1/s/{space}/recover`: a member gives back what a restored server lacks.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RecoverRequest {
    /// Era of the client's log; `None` if it has read none.
    #[n(0)]
    pub era: Option<LogEra>,
    /// Points of the client's log. If there are any the request is only the question which is the last common.
    #[n(1)]
    pub points: Vec<Point>,
    /// Number in the client's log before the first row.
    #[n(2)]
    pub after: u64,
    /// Signed membership entries the server lacks, in order.
    #[n(3)]
    #[cbor(with = "byte_strings")]
    pub entries: Vec<Vec<u8>>,
    /// Key boxes, kept only where the server has none.
    #[n(4)]
    pub boxes: Vec<KeyBox>,
    /// Rows of the client's log after that number, as they came.
    #[n(5)]
    pub rows: Vec<LogRow>,
}

/// Answer of `POST /v1/s/{space}/recover`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RecoverResponse {
    /// Era of the log now; a new one if the histories have parted.
    #[n(0)]
    pub era: LogEra,
    /// Last number of the log.
    #[n(1)]
    pub head: u64,
    /// Last number of the membership log.
    #[n(2)]
    pub m_seq: u32,
    /// The last of the points the server has too.
    #[n(3)]
    pub common: Option<u64>,
    /// How many of the rows were missing and are stored now.
    #[n(4)]
    pub stored: u64,
    /// Why not every row was taken: the code's JSON name.
    #[n(5)]
    pub refused: Option<String>,
    /// The rows do not stand on the client's numbers: the client reads its log again after the last common point.
    #[n(6)]
    pub parted: bool,
}

/// Body of `POST /v1/invites`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct InviteRequest {
    /// Name of the invitation, derived from its secret.
    #[n(0)]
    pub invite: InviteId,
    /// When it ends, milliseconds since 1970.
    #[n(1)]
    pub expires_ms: u64,
    /// How often it may be used.
    #[n(2)]
    pub uses_max: u32,
    /// Spaces it leads to; the asking device is admin of each.
    #[n(3)]
    pub spaces: Vec<SpaceId>,
    /// What the invited person reads before joining, sealed with the invitation's secret.
    #[n(4)]
    #[cbor(with = "minicbor::bytes")]
    pub payload: Vec<u8>,
    /// The invitation is for a further device of the asking person, who need not be admin for that.
    #[n(5)]
    #[cbor(default)]
    pub own_device: bool,
}

/// Answer of `GET /v1/invites/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct InviteResponse {
    /// When it ends, milliseconds since 1970.
    #[n(0)]
    pub expires_ms: u64,
    /// How often it may be used.
    #[n(1)]
    pub uses_max: u32,
    /// How often it was used.
    #[n(2)]
    pub uses: u32,
    /// Sealed with the invitation's secret.
    #[n(3)]
    #[cbor(with = "minicbor::bytes")]
    pub payload: Vec<u8>,
}

/// Body of `POST /v1/invites/{id}/join`, and what an admin's device reads.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct JoinRequest {
    /// The person, chosen by the joining device.
    #[n(0)]
    pub member: MemberId,
    /// Ed25519 public key.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub sign_public: [u8; 32],
    /// X25519 public key.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub seal_public: [u8; 32],
    /// Display name, sealed with the invitation's secret.
    #[n(3)]
    #[cbor(with = "minicbor::bytes")]
    pub name_sealed: Vec<u8>,
    /// Ed25519 signature of the joining device over the fields above and the invitation.
    #[n(4)]
    #[cbor(with = "minicbor::bytes")]
    pub signature: Vec<u8>,
    /// HMAC-SHA256 with the invitation's secret over the same bytes and the signature.
    #[n(5)]
    pub mac: Hash,
}

/// Answer of `GET /v1/joins`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct JoinsResponse {
    /// Requests not yet completed, oldest first.
    #[n(0)]
    pub joins: Vec<PendingJoin>,
}

/// A join request waiting for an admin.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PendingJoin {
    /// For which invitation.
    #[n(0)]
    pub invite: InviteId,
    /// The request.
    #[n(1)]
    pub request: JoinRequest,
}

/// Body of `POST /v1/invites/{id}/deny`: the request of this device is not wanted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DenyRequest {
    /// The device that asked.
    #[n(0)]
    pub device: DeviceId,
}

/// Body of `POST /v1/s/{space}/quarantine`: unsent work of a removed device, sealed to the admins.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Parcel {
    /// Sealed with a key of its own.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
    /// That key, sealed to each admin's device.
    #[n(1)]
    pub boxes: Vec<ParcelBox>,
    /// Ed25519 signature of the removed device over [`parcel_id`](crate::crypto::parcel_id).
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub signature: Vec<u8>,
}

/// The key of a parcel, sealed to one device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct ParcelBox {
    /// For whom.
    #[n(0)]
    pub device: DeviceId,
    /// HPKE box, 80 bytes.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
}

/// Answer of `GET /v1/s/{space}/quarantine`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct QuarantineResponse {
    /// Parcels that wait for an admin, oldest first.
    #[n(0)]
    pub parcels: Vec<KeptParcel>,
}

/// A parcel in quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct KeptParcel {
    /// The device that was removed.
    #[n(0)]
    pub device: DeviceId,
    /// Server time of receipt, milliseconds since 1970.
    #[n(1)]
    pub received_ms: u64,
    /// The parcel.
    #[n(2)]
    pub parcel: Parcel,
}

/// Body of `POST /v1/s/{space}/quarantine/settle`: an admin has decided.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SettleRequest {
    /// Name of the parcel.
    #[n(0)]
    pub parcel: Hash,
}

/// One event of the live stream, as JSON in the `data:` line. It says that something is new, never what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LiveEvent {
    /// A space has grown.
    Poke {
        /// The space.
        space: SpaceId,
        /// Last number of its log.
        head: u64,
        /// Last number of its membership log.
        m_seq: u32,
    },
    /// A checkpoint waits for somebody to confirm it; ask for heads.
    Checkpoint {
        /// The space.
        space: SpaceId,
    },
    /// A join request waits for this device.
    Join,
    /// Events were left out; ask for heads.
    Resync,
}

/// `Vec<Vec<u8>>` as an array of byte strings.
pub mod byte_strings {
    use minicbor::{Decoder, Encoder};

    /// Encodes an array of byte strings.
    ///
    /// # Errors
    ///
    /// When the writer fails.
    pub fn encode<C, W: minicbor::encode::Write>(
        items: &[Vec<u8>],
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(items.len() as u64)?;
        for item in items {
            e.bytes(item)?;
        }
        Ok(())
    }

    /// Decodes an array of byte strings of definite length.
    ///
    /// # Errors
    ///
    /// When the bytes are anything else.
    pub fn decode<C>(
        d: &mut Decoder<'_>,
        _: &mut C,
    ) -> Result<Vec<Vec<u8>>, minicbor::decode::Error> {
        let length = d
            .array()?
            .ok_or_else(|| minicbor::decode::Error::message("array of indefinite length"))?;
        // The length is a claim of the sender: nothing is reserved for it.
        let mut items = Vec::new();
        for _ in 0..length {
            items.push(d.bytes()?.to_vec());
        }
        Ok(items)
    }
}
