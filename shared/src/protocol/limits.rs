//! Every limit of the protocol, with its unit in the name. What happens at the limit is a test.

/// Greatest size of an envelope.
pub const ENVELOPE_BYTES_MAX: usize = 256 * 1024;
/// Greatest body of a push.
pub const PUSH_BYTES_MAX: usize = 1024 * 1024;
/// Greatest number of envelopes in a push.
pub const PUSH_ENVELOPES_MAX: usize = 512;
/// Page size of a log pull when the client names none. A page holds at least one envelope.
pub const PAGE_BYTES_DEFAULT: usize = 256 * 1024;
/// Greatest page size a client may ask for.
pub const PAGE_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Greatest body of every other call.
pub const BODY_BYTES_MAX: usize = 320 * 1024;
/// Greatest size of one membership entry with its signature.
pub const ENTRY_BYTES_MAX: usize = 16 * 1024;
/// Greatest number of membership entries in one append.
pub const APPEND_ENTRIES_MAX: usize = 16;
/// Greatest number of devices that were ever members of a space.
pub const SPACE_DEVICES_MAX: usize = 200;
/// Greatest number of bytes of envelopes a space may hold.
pub const SPACE_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// Greatest size of the sealed part of an invitation.
pub const INVITE_PAYLOAD_BYTES_MAX: usize = 4 * 1024;
/// Longest life of an invitation.
pub const INVITE_LIFE_MS_MAX: u64 = 7 * 24 * 60 * 60 * 1000;
/// Life of an invitation shown as a QR code at the table.
pub const INVITE_QR_LIFE_MS: u64 = 15 * 60 * 1000;
/// Greatest number of times an invitation may be used (1, except in the demo).
pub const INVITE_USES_MAX: u32 = 100;
/// Greatest number of invitations of a space that are open at once.
pub const INVITES_OPEN_MAX: usize = 20;
/// Greatest number of spaces one invitation leads to.
pub const INVITE_GRANTS_MAX: usize = 16;
/// How far ahead of a clock the time of a checkpoint may be: what it leaves out depends on it.
pub const CHECKPOINT_AHEAD_MS_MAX: u64 = 24 * 60 * 60 * 1000;
/// Life of a login challenge.
pub const CHALLENGE_LIFE_MS: u64 = 60 * 1000;
/// A session ends after this time without a request.
pub const SESSION_IDLE_MS: u64 = 15 * 60 * 1000;
/// A session ends after this time in any case.
pub const SESSION_LIFE_MS: u64 = 12 * 60 * 60 * 1000;
/// Header of a request has to be complete after this time.
pub const HEADER_TIMEOUT_MS: u64 = 10 * 1000;
/// Body of a request has to be complete after this time and as much more as its bytes need at the slowest pace.
pub const BODY_TIMEOUT_MS: u64 = 10 * 1000;
/// Slowest pace of a body: below it the sender is not a phone on a bad line but one that holds the server up.
pub const BODY_BYTES_PER_SECOND_MIN: u64 = 2 * 1024;
/// Greatest distance behind the end of a log that counts as following it, in envelopes. Farther behind is a bulk
/// read, and of those only some run at a time.
pub const FOLLOWING_ROWS_MAX: u64 = 1024;
/// Page size of those who follow a log while all bulk reads are taken.
pub const PAGE_BYTES_FOLLOWING: usize = 64 * 1024;
/// The server tells the listeners of a space one after the other, this far apart.
pub const POKE_SPREAD_MS: u64 = 5;
/// The last listener of a space is told after this time.
pub const POKE_SPREAD_MS_MAX: u64 = 1000;
/// Time between two heartbeats of the live stream.
pub const HEARTBEAT_MS: u64 = 25 * 1000;
/// An author's clock counts as at most this far ahead of the server's time of receipt.
pub const CLOCK_AHEAD_MS_MAX: u64 = 10 * 60 * 1000;
/// Greatest number of open invitations for further devices that a device that is no admin may have.
pub const OWN_DEVICE_INVITES_MAX: usize = 3;
/// Greatest size of the sealed part of a parcel.
pub const PARCEL_BYTES_MAX: usize = 272 * 1024;
/// Greatest number of parcels of one removed device in quarantine.
pub const PARCELS_PER_DEVICE_MAX: usize = 64;
/// Bytes of parcels in one answer; the rest comes when those are settled.
pub const PARCELS_PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// How long a parcel waits for an admin.
pub const PARCEL_LIFE_MS: u64 = 90 * 24 * 60 * 60 * 1000;
/// Number of admin persons without whom a `core` or `case` space takes no content.
pub const ADMINS_MIN: usize = 2;
/// Greatest size of a sealed segment of a checkpoint.
pub const SEGMENT_BYTES_MAX: usize = 1024 * 1024;
/// Greatest number of bytes of segments a space may hold.
pub const SPACE_SEGMENT_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// How long a device that makes a checkpoint has the space to itself.
pub const LEASE_MS: u64 = 10 * 60 * 1000;
/// How long envelopes are kept that a checkpoint covers: on the server unless it is told otherwise, and on phones, which
/// give them back to a restored server.
pub const LOG_KEEP_MS: u64 = 30 * 24 * 60 * 60 * 1000;
/// Greatest size of a sealed chunk of a blob.
pub const BLOB_CHUNK_BYTES_MAX: usize = 300 * 1024;
/// Greatest number of chunks of a blob: a preview and 8 MiB.
pub const BLOB_CHUNKS_MAX: usize = 33;
/// Greatest number of bytes of blobs a space may hold, unless the server is told otherwise.
pub const SPACE_BLOB_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// Greatest number of blobs of a space: their list stays one answer.
pub const SPACE_BLOBS_MAX: usize = 4096;
/// How long a blob is kept that clients say nobody refers to: as long as what refers to it may come out of the Papierkorb.
pub const BLOB_KEEP_MS: u64 = 30 * 24 * 60 * 60 * 1000;
/// How long a blob waits for chunks that are missing.
pub const BLOB_UNFINISHED_MS: u64 = 14 * 24 * 60 * 60 * 1000;
/// A blob that came more recently is not said to be unwanted: what refers to it may be on its way.
pub const BLOB_YOUNG_MS: u64 = 24 * 60 * 60 * 1000;
/// Greatest number of attestations kept for one checkpoint.
pub const ATTESTS_MAX: usize = 16;
