//! What stories in a browser cannot do by themselves.
//!
//! `probe write LINK < texts` is a member with a client of their own, who writes what no form lets through: each line of
//! the texts into every field of every kind of record, whatever the field is for. It says `kind id` for each record.
//!
//! `probe backup FOLDER FILE` is `server backup`.
//!
//! `probe secrets < phone` is told six words and everything a browser keeps, opens it, and says each secret in it, in
//! hexadecimal digits: they must not be anywhere else.

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use server::db::back_up;
use shared::crypto::{Entropy as _, Passphrase, PassphraseSlot, open_slot};
use shared::ids::{RecordId, SpaceId, to_hex};
use shared::merge::Edit;
use shared::records::{ALL, FieldKind, RecordDef, Shape, SpaceKind};
use shared::sync::{Row, Table};
use shared::value::Value;
use std::io::{Read as _, Write as _, stdin, stdout};
use std::path::Path;
use tests::headless::{Headless, SystemEntropy};
use tests::secrets;

/// What a browser keeps, as the story reads it.
#[derive(Deserialize)]
struct Phone {
    words: String,
    /// Table, key and value.
    rows: Vec<(String, Vec<u8>, Vec<u8>)>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut input = String::new();
    stdin().read_to_string(&mut input)?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", link] => write(link, &input.lines().collect::<Vec<_>>()).await,
        ["backup", folder, file] => {
            back_up(Path::new(folder), Path::new(file))?;
            Ok(())
        }
        ["secrets"] => tell(&serde_json::from_str(&input)?),
        _ => bail!("write LINK, backup FOLDER FILE, or secrets"),
    }
}

async fn write(link: &str, texts: &[&str]) -> Result<()> {
    let (origin, code) = link.split_once("/#j1.").context("an invitation")?;
    let server = origin.strip_prefix("http://").context("http")?.parse()?;
    let name = texts.first().copied().unwrap_or_default();
    let mut member = Headless::join(server, name, code).await?;
    for def in ALL {
        let Some(space) = home(&member, def) else {
            continue;
        };
        for turn in 0..texts.len() {
            let record = RecordId(SystemEntropy.make_id());
            let edits = edits(def, texts, turn);
            if edits.is_empty() {
                continue;
            }
            member.write(space, def, record, edits)?;
            writeln!(stdout(), "{} {record}", def.key)?;
        }
    }
    member.settle().await
}

fn home(member: &Headless, def: &RecordDef) -> Option<SpaceId> {
    // A town of the demo and its inner circle have one name.
    let own = [SpaceKind::Town, SpaceKind::Core].contains(&def.home);
    let title = own.then_some("Musterau");
    member.space(def.home, title).ok().map(|space| space.id)
}

/// Puts a text into each field for words; the next record has the next text in it. Every second record has one in each
/// field of one value, whatever the field is for: a day, a choice, a link.
fn edits(def: &RecordDef, texts: &[&str], turn: usize) -> Vec<Edit> {
    use FieldKind::{Email, LongText, Phone, Text, Url};
    let takes_it = |kind: &FieldKind| match kind {
        Text { .. } | LongText { .. } | Url | Email | Phone => true,
        other => other.shape() == Shape::One && turn % 2 == 1,
    };
    let fields = def.fields.iter().filter(|field| takes_it(&field.kind));
    fields
        .zip(texts.iter().cycle().skip(turn))
        .map(|(field, text)| Edit::Set {
            field: field.id,
            value: Value::Text((*text).to_owned()),
            prev: Vec::new(),
        })
        .collect()
}

fn tell(phone: &Phone) -> Result<()> {
    let table = |name: &str| Table::ALL.into_iter().find(|table| table.name() == name);
    // Files lie beside the tables of the device, sealed with keys of their own.
    let rows = phone.rows.iter().filter_map(|(name, key, value)| {
        Some(Row {
            table: table(name)?,
            key: key.clone(),
            value: value.clone(),
        })
    });
    let rows: Vec<Row> = rows.collect();
    let mut slots = rows.iter().filter(|row| row.table == Table::Vault);
    let slot = slots.find_map(|row| PassphraseSlot::decode(&row.value).ok());
    let words = Passphrase::parse(&phone.words)?;
    let local = open_slot(&slot.context("no slot")?, &words)?;
    let secrets = secrets::of(&local, &rows)?;
    ensure!(
        !secrets::devices(&secrets).is_empty(),
        "its own keys are among them"
    );
    for secret in secrets {
        writeln!(stdout(), "{}", to_hex(&secret))?;
    }
    Ok(())
}
