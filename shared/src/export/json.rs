//! Data for programs: keys instead of words, every version that stands.

use super::{Source, fields, values};
use crate::records::{FieldKind, MergePolicy, RecordDef};
use crate::text::dates;
use crate::value::Value;
use serde_json::{Map, Value as Json, json};

/// Version of this format.
const VERSION: u8 = 1;

/// Writes one object with all records. A field with one value holds it; sets and versions side by side are lists.
pub(super) fn write(def: &RecordDef, records: &[Source<'_>]) -> String {
    let records: Vec<Json> = records
        .iter()
        .map(|record| {
            let mut held = Map::new();
            for field in fields(def) {
                let mut all: Vec<Json> = values(record.state, field)
                    .iter()
                    .map(|value| plain(def, value, matches!(field.kind, FieldKind::Money)))
                    .collect();
                let single = field.merge != MergePolicy::Set && all.len() == 1;
                if single {
                    held.extend(all.pop().map(|value| (field.key.to_owned(), value)));
                } else if !all.is_empty() {
                    held.insert(field.key.to_owned(), Json::Array(all));
                }
            }
            json!({
                "id": record.id.to_string(),
                "space": record.space.to_string(),
                "fields": held,
            })
        })
        .collect();
    let file = json!({ "format": VERSION, "kind": def.key, "records": records });
    format!("{file:#}\n")
}

fn plain(def: &RecordDef, value: &Value, is_money: bool) -> Json {
    match value {
        Value::Bool(yes) => json!(yes),
        Value::Int(cents) if is_money => json!({ "cents": cents }),
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Link(id) => json!(id.to_string()),
        Value::Date(days) => json!(dates::iso_day(*days)),
        Value::DateTime(minutes) => json!(dates::iso_date_time(*minutes)),
        Value::Correction {
            field,
            amount,
            reason,
        } => {
            let of = def.field(*field).map(|field| field.key);
            json!({ "of": of, "amount": amount, "reason": reason })
        }
        // The key stays: who gets the export gets the name and the proof, not the file.
        Value::File(file) => json!({
            "type": file.kind.media_type(),
            "title": file.title,
            "bytes": file.bytes,
            "sha256": file.sha256.to_string(),
        }),
        // Bytes and what only a newer version can read.
        Value::Null | Value::Bytes(_) | Value::Deleted(_) | Value::Unknown(_) => Json::Null,
    }
}
