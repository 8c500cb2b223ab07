//! The binary: read the settings, then serve until Ctrl-C, or print the bootstrap link.

use anyhow::Context;
use clap::Parser;
use server::clock::Clock;
use server::config::{Cli, Command};
use server::db::{BackupReport, back_up, restore};
use server::{Config, Server, bootstrap_link, trace};
use std::io::Write;

fn main() -> anyhow::Result<()> {
    trace::init();
    match Cli::parse().command {
        Command::Serve(args) => tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .context("cannot start the runtime")?
            .block_on(serve(args.into())),
        Command::Bootstrap(args) => {
            let link = bootstrap_link(&args.data, &args.origin)?;
            writeln!(std::io::stdout(), "{link}").context("cannot print the link")
        }
        Command::Backup(args) => say("written", back_up(&args.data, &args.to)?),
        Command::Restore(args) => {
            let quiet_ms = u64::from(args.quiet_minutes) * 60_000;
            let until_ms = Clock::system().now_ms().saturating_add(quiet_ms);
            say("restored", restore(&args.data, &args.from, until_ms)?)
        }
    }
}

fn say(what: &str, report: BackupReport) -> anyhow::Result<()> {
    let BackupReport {
        spaces,
        entries,
        envelopes,
    } = report;
    writeln!(
        std::io::stdout(),
        "{what} and checked: {spaces} spaces, {entries} membership entries, {envelopes} envelopes"
    )
    .context("cannot print")
}

/// Takes as many open files as the system allows: most systems give a process a thousand to begin with, and every
/// connection is one.
fn raise_open_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
        let most = Rlimit {
            current: maximum,
            maximum,
        };
        if let Err(error) = setrlimit(Resource::Nofile, most) {
            tracing::warn!(%error, "the number of open files stays as it was");
        }
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    raise_open_files();
    let server = Server::start(config).await?;
    writeln!(std::io::stdout(), "ready http://{}", server.address()).context("cannot print")?;
    wait_for_stop().await.context("cannot listen for signals")?;
    tracing::info!("stopping");
    server.stop().await;
    Ok(())
}

/// Waits for Ctrl-C, or where there is one for the signal a service manager sends.
async fn wait_for_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
