//! Contacts for an address book: vCard 4.0 (RFC 6350), one card for each record with a way to reach somebody.

use super::{Source, fields, reaches, values};
use crate::records::{FieldKind, RecordDef, SpaceKind};
use crate::value::Value;

/// Longest line in bytes before it is folded.
const LINE_BYTES: usize = 75;

/// Writes the cards. Records without telephone and e-mail are left out.
pub(super) fn write(def: &RecordDef, records: &[Source<'_>]) -> String {
    let mut file = String::new();
    for record in records {
        let reachable = fields(def)
            .filter(|field| reaches(field))
            .any(|field| !values(record.state, field).is_empty());
        if !reachable {
            continue;
        }
        let name = fields(def)
            .filter(|field| field.id == def.title)
            .flat_map(|field| values(record.state, field))
            .find_map(|value| value.as_text().map(str::to_owned))
            .unwrap_or_else(|| def.name.de.to_owned());
        line(&mut file, "BEGIN:VCARD");
        line(&mut file, "VERSION:4.0");
        line(&mut file, &format!("UID:urn:schulterschluss:{}", record.id));
        line(&mut file, &format!("FN:{}", escaped(&name)));
        // Organisations and offers; a person is only what the inner circle holds.
        if matches!(
            def.home,
            SpaceKind::Town | SpaceKind::Network | SpaceKind::Team
        ) {
            line(&mut file, "KIND:org");
        }
        for field in fields(def) {
            let property = match field.kind {
                FieldKind::Phone => "TEL",
                FieldKind::Email => "EMAIL",
                FieldKind::Url => "URL",
                _ => continue,
            };
            for value in values(record.state, field) {
                if let Value::Text(text) = value {
                    line(&mut file, &format!("{property}:{}", escaped(&text)));
                }
            }
        }
        line(&mut file, "END:VCARD");
    }
    file
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Writes a line, folded between letters.
fn line(file: &mut String, text: &str) {
    let mut width = 0;
    for letter in text.chars() {
        if width + letter.len_utf8() > LINE_BYTES {
            file.push_str("\r\n ");
            width = 1;
        }
        file.push(letter);
        width += letter.len_utf8();
    }
    file.push_str("\r\n");
}
