//! Server and backup are killed while a backup is being made and phones go on writing.

use super::kit::{
    PATIENCE, binary, everybody_has_everything, first, has_what_it_acknowledged, phones,
    write_at_once,
};
use anyhow::Result;
use std::path::Path;
use std::process::{Command, Stdio};
use tests::country::Country;
use tests::server_process::ServerProcess;

#[tokio::test(flavor = "multi_thread")]
async fn the_data_stays_whole_and_what_is_taken_for_a_backup_is_one() -> Result<()> {
    let mut country = Country::found(&binary(), 1).await?;
    let mut reader = country.join(first(&country)?, "Leserin").await?;
    let mut phones = phones(&country, 4).await?;
    write_at_once(&mut phones, 100).await?;
    for round in 0..4 {
        let to = country.data().join(format!("cut-off-{round}.sqlite"));
        let mut backup = Command::new(country.binary())
            .args(["backup", "--data"])
            .arg(country.data())
            .arg("--to")
            .arg(&to)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // The phones decide how far the backup gets: each round another number of pushes.
        write_at_once(&mut phones, 1 + round * 5).await?;
        country.server.kill()?;
        // It may be through already.
        drop(backup.kill());
        backup.wait()?;
        if to.exists() && restores(&country, &to)? {
            assert!(to.metadata()?.len() > 0);
        }
        country.start_again()?;
        has_what_it_acknowledged(&country, &mut reader, &phones).await?;
    }
    let whole = country.data().join("whole.sqlite");
    assert!(run(&country, "backup", country.data(), "--to", &whole)?);
    everybody_has_everything(&mut reader, &mut phones).await?;

    // A server made of the whole backup has what was acknowledged before it.
    country.server.kill()?;
    let fresh = tempfile::tempdir()?;
    assert!(run(&country, "restore", fresh.path(), "--from", &whole)?);
    let port = country.server.address().port();
    let log = fresh.path().join("log");
    country.server = ServerProcess::start(country.binary(), fresh.path(), port, &log)?;
    reader.restart()?;
    tokio::time::timeout(PATIENCE, reader.settle()).await??;
    assert!(reader.device.unsent().is_empty());
    Ok(())
}

/// Says whether a server can be made of a file. A refusal leaves no data folder behind that could be served.
fn restores(country: &Country, from: &Path) -> Result<bool> {
    let fresh = tempfile::tempdir()?;
    let restored = run(country, "restore", fresh.path(), "--from", from)?;
    let made = fresh.path().join("schulterschluss.sqlite").exists();
    assert_eq!(restored, made);
    Ok(restored)
}

fn run(country: &Country, what: &str, data: &Path, flag: &str, file: &Path) -> Result<bool> {
    let mut command = Command::new(country.binary());
    command
        .arg(what)
        .arg("--data")
        .arg(data)
        .arg(flag)
        .arg(file);
    Ok(command.output()?.status.success())
}
