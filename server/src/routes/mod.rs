//! One file per group of calls: parse, one call into the database, answer.

mod auth;
mod blobs;
mod checkpoints;
mod heads;
mod health;
mod hello;
mod invites;
mod joins;
mod live;
mod log;
mod members;
mod push;
mod quarantine;
mod recover;

pub(crate) use auth::{create_challenge, create_session};
pub(crate) use blobs::{drop_blob, list_blobs, offer_blob, put_chunk, show_chunk};
pub(crate) use checkpoints::{
    create_attest, create_lease, create_segment, offer_checkpoint, show_checkpoint, show_segment,
};
pub(crate) use heads::list_heads;
pub(crate) use health::show_health;
pub(crate) use hello::show_hello;
pub(crate) use invites::{create_invite, create_join, deny_join, find_invite, withdraw_invite};
pub(crate) use joins::list_joins;
pub(crate) use live::open_live;
pub(crate) use log::list_log;
pub(crate) use members::{append_members, list_members};
pub(crate) use push::push_envelopes;
pub(crate) use quarantine::{create_parcel, list_parcels, settle_parcel};
pub(crate) use recover::recover_space;
