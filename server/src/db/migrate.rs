//! Brings a database file to the newest schema, one numbered step at a time.

use super::DbError;
use rusqlite::{Connection, TransactionBehavior};

/// The steps, oldest first; step n brings `user_version` from n to n + 1.
const STEPS: [&str; 6] = [
    include_str!("../../migrations/0001_start.sql"),
    include_str!("../../migrations/0002_trust.sql"),
    include_str!("../../migrations/0003_recover.sql"),
    include_str!("../../migrations/0004_checkpoint.sql"),
    include_str!("../../migrations/0005_blob.sql"),
    include_str!("../../migrations/0006_key_wish.sql"),
];

/// Runs the steps the file does not have yet; each is one transaction.
///
/// # Errors
///
/// [`DbError::TooNew`] if the file was made by a newer server; [`DbError::Sqlite`].
pub(super) fn migrate(db: &mut Connection) -> Result<(), DbError> {
    let known = STEPS.len();
    let found = version(db)?;
    if found > known {
        return Err(DbError::TooNew { found, known });
    }
    for (number, step) in STEPS.iter().enumerate().skip(found) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have run the step while this one waited.
        if version(&tx)? == number {
            tx.execute_batch(step)?;
            tx.pragma_update(None, "user_version", number + 1)?;
            tx.commit()?;
        }
    }
    Ok(())
}

fn version(db: &Connection) -> Result<usize, DbError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as a server made it that knew so many steps; rows may be put in without what they refer to.
    fn file_of(steps: usize) -> Connection {
        let db = Connection::open_in_memory().unwrap();
        for step in &STEPS[..steps] {
            db.execute_batch(step).unwrap();
        }
        db.pragma_update(None, "user_version", steps).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db
    }

    #[test]
    fn a_new_file_gets_every_step_and_a_second_start_changes_nothing() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db).unwrap();
        migrate(&mut db).unwrap();
        let version: usize = db
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(version, STEPS.len());
    }

    #[test]
    fn a_file_made_before_the_second_step_keeps_what_it_holds() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(STEPS[0]).unwrap();
        db.pragma_update(None, "user_version", 1).unwrap();
        let invite = "INSERT INTO invite(id, device, expires_ms, uses_max, payload)
            VALUES (zeroblob(16), zeroblob(16), 9, 1, x'05')";
        db.execute(invite, []).unwrap();
        let join = "INSERT INTO join_request(invite, device, request, received_ms)
            VALUES (zeroblob(16), zeroblob(16), x'06', 7)";
        db.execute(join, []).unwrap();
        migrate(&mut db).unwrap();
        let kept: (bool, bool, u64) = db
            .query_row(
                "SELECT i.own_device, j.denied, j.received_ms FROM invite i
                 JOIN join_request j ON j.invite = i.id",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap();
        assert_eq!(kept, (false, false, 7));
        let rows = |table: &str| {
            db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get::<_, u64>(0)
            })
        };
        assert_eq!((rows("parcel"), rows("audit")), (Ok(0), Ok(0)));
    }

    #[test]
    fn envelopes_stored_before_the_third_step_were_not_given_back() {
        let mut db = file_of(2);
        let row = "INSERT INTO log(id, device, dev_seq, received_ms, chain, envelope)
            VALUES (1, 1, 1, 7, zeroblob(32), x'05')";
        db.execute(row, []).unwrap();
        migrate(&mut db).unwrap();
        let kept: (bool, u64) = db
            .query_row("SELECT recovered, received_ms FROM log", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(kept, (false, 7));
    }

    #[test]
    fn a_file_made_before_the_fourth_step_has_all_its_envelopes_and_no_checkpoint() {
        let mut db = file_of(3);
        let row = "INSERT INTO log(id, device, dev_seq, received_ms, chain, envelope)
            VALUES (1, 1, 1, 7, zeroblob(32), x'05')";
        db.execute(row, []).unwrap();
        migrate(&mut db).unwrap();
        let kept: (Vec<u8>, Option<Vec<u8>>) = db
            .query_row("SELECT envelope, hash FROM log", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(kept, (vec![5], None));
        let points: u64 = db
            .query_row("SELECT count(*) FROM checkpoint", [], |row| row.get(0))
            .unwrap();
        assert_eq!(points, 0);
    }

    #[test]
    fn a_file_made_before_the_fifth_step_has_no_attachments_and_takes_them() {
        let mut db = file_of(4);
        migrate(&mut db).unwrap();
        let blob = "INSERT INTO blob(space, name, bytes, offered_ms, touched_ms, missing)
            VALUES (1, zeroblob(32), 9, 7, 7, 1)";
        db.execute(blob, []).unwrap();
        let count: (u64, u64) = db
            .query_row(
                "SELECT (SELECT count(*) FROM blob), (SELECT count(*) FROM blob_chunk)",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!(count, (1, 0));
    }

    #[test]
    fn a_file_made_before_the_sixth_step_keeps_its_key_boxes() {
        let mut db = file_of(5);
        let key_box = "INSERT INTO key_box(space, device, key_epoch, sealed)
            VALUES (1, zeroblob(16), 1, zeroblob(80))";
        db.execute(key_box, []).unwrap();
        migrate(&mut db).unwrap();
        let bytes: u64 = db
            .query_row("SELECT length(sealed) FROM key_box", [], |row| row.get(0))
            .unwrap();
        assert_eq!(bytes, 80);
    }

    #[test]
    fn a_file_of_a_newer_server_is_left_alone() {
        let mut db = Connection::open_in_memory().unwrap();
        db.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(
            migrate(&mut db),
            Err(DbError::TooNew { found: 99, .. })
        ));
    }
}
