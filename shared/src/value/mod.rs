//! The value of a slot: what can be stored, and its bytes.
//!
//! A value carries no schema. What an app version does not know it keeps as [`Value::Unknown`] and
//! passes on byte for byte.

pub mod display;
pub mod gate;
pub mod input;
pub mod names_guard;
pub mod plain;
pub mod tokens;
pub mod validate;

/// CBOR tag of a date: days since 1970-01-01 (RFC 8943).
const TAG_DATE: u64 = 100;
/// CBOR tag of a binary UUID, used for record ids.
const TAG_RECORD: u64 = 37;
/// Private CBOR tag of a wall-clock time: minutes since 1970-01-01T00:00 without a zone.
const TAG_DATE_TIME: u64 = 60_100;
/// Private CBOR tag of a deletion: the newest write of each device that the author saw in the record.
const TAG_DELETED: u64 = 60_101;
/// Private CBOR tag of a counter-entry: `[counter field, amount, reason]`.
const TAG_CORRECTION: u64 = 60_102;
/// Private CBOR tag of a file, see [`FileRef`].
const TAG_FILE: u64 = 60_103;

use crate::blob::FileRef;
use crate::ids::{DeviceId, RecordId};
use minicbor::data::Type;

/// A stored value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Nothing: the field was emptied, the element taken out.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number, a count, cents.
    Int(i64),
    /// Text, or the key of a choice or state.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A link to a record.
    Link(RecordId),
    /// A day, as days since 1970-01-01.
    Date(i32),
    /// A wall-clock time, as minutes since 1970-01-01T00:00 at the place of the event.
    DateTime(i64),
    /// The record is in the Papierkorb; names the newest write of each device its author saw in it.
    Deleted(Vec<(DeviceId, u64)>),
    /// A counter-entry.
    Correction {
        /// Number of the counter field it corrects.
        field: u16,
        /// What is added (usually below zero).
        amount: i64,
        /// Why.
        reason: String,
    },
    /// A file that belongs to the record.
    File(Box<FileRef>),
    /// A value of a later version, as its CBOR bytes.
    Unknown(Vec<u8>),
}

impl Value {
    /// Returns the text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// Returns the number, if it is one.
    #[must_use]
    pub const fn as_int(&self) -> Option<i64> {
        if let Self::Int(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// Whether the field counts as not filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl<C> minicbor::Encode<C> for Value {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        match self {
            Self::Null => e.null()?.ok(),
            Self::Bool(value) => e.bool(*value)?.ok(),
            Self::Int(value) => e.i64(*value)?.ok(),
            Self::Text(value) => e.str(value)?.ok(),
            Self::Bytes(value) => e.bytes(value)?.ok(),
            Self::Link(value) => {
                e.tag(minicbor::data::Tag::new(TAG_RECORD))?;
                value.encode(e, ctx)
            }
            Self::Date(value) => e.tag(minicbor::data::Tag::new(TAG_DATE))?.i32(*value)?.ok(),
            Self::DateTime(value) => e
                .tag(minicbor::data::Tag::new(TAG_DATE_TIME))?
                .i64(*value)?
                .ok(),
            Self::Deleted(seen) => {
                e.tag(minicbor::data::Tag::new(TAG_DELETED))?
                    .array(seen.len() as u64 * 2)?;
                for (device, op_no) in seen {
                    device.encode(e, ctx)?;
                    e.u64(*op_no)?;
                }
                Ok(())
            }
            Self::Correction {
                field,
                amount,
                reason,
            } => {
                e.tag(minicbor::data::Tag::new(TAG_CORRECTION))?.array(3)?;
                e.u16(*field)?.i64(*amount)?.str(reason)?.ok()
            }
            Self::File(file) => {
                e.tag(minicbor::data::Tag::new(TAG_FILE))?;
                file.encode(e, ctx)
            }
            Self::Unknown(bytes) => e
                .writer_mut()
                .write_all(bytes)
                .map_err(minicbor::encode::Error::write),
        }
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Value {
    fn decode(d: &mut minicbor::Decoder<'b>, ctx: &mut C) -> Result<Self, minicbor::decode::Error> {
        let start = d.position();
        if let Some(value) = known(d, ctx)? {
            return Ok(value);
        }
        d.set_position(start);
        d.skip()?;
        let bytes = d.input().get(start..d.position()).unwrap_or_default();
        Ok(Self::Unknown(bytes.to_vec()))
    }
}

/// Decodes a value this version knows; `None` leaves the position anywhere.
fn known<C>(
    d: &mut minicbor::Decoder<'_>,
    ctx: &mut C,
) -> Result<Option<Value>, minicbor::decode::Error> {
    Ok(Some(match d.datatype()? {
        Type::Null => {
            d.null()?;
            Value::Null
        }
        Type::Bool => Value::Bool(d.bool()?),
        Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64 => match d.i64() {
            Ok(value) => Value::Int(value),
            Err(_) => return Ok(None),
        },
        Type::String => Value::Text(d.str()?.to_owned()),
        Type::Bytes => Value::Bytes(d.bytes()?.to_vec()),
        Type::Tag => {
            let tag = d.tag()?.as_u64();
            match known_tag(tag, d, ctx) {
                Ok(value) => return Ok(value),
                Err(_) => return Ok(None),
            }
        }
        _ => return Ok(None),
    }))
}

fn known_tag<C>(
    tag: u64,
    d: &mut minicbor::Decoder<'_>,
    ctx: &mut C,
) -> Result<Option<Value>, minicbor::decode::Error> {
    Ok(Some(match tag {
        TAG_DATE => Value::Date(d.i32()?),
        TAG_RECORD => Value::Link(d.decode_with(ctx)?),
        TAG_DATE_TIME => Value::DateTime(d.i64()?),
        TAG_DELETED => {
            let length = d.array()?.unwrap_or(0);
            let mut seen = Vec::new();
            for _ in 0..length / 2 {
                seen.push((d.decode_with(ctx)?, d.u64()?));
            }
            if length % 2 == 1 {
                return Ok(None);
            }
            Value::Deleted(seen)
        }
        TAG_CORRECTION => {
            if d.array()? != Some(3) {
                return Ok(None);
            }
            Value::Correction {
                field: d.u16()?,
                amount: d.i64()?,
                reason: d.str()?.to_owned(),
            }
        }
        TAG_FILE => Value::File(Box::new(d.decode_with(ctx)?)),
        _ => return Ok(None),
    }))
}
