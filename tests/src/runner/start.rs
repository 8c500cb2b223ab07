//! What `cargo start` does after building: a server inside this process, the demo beside it, until Ctrl-C.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use server::{Config, Server, StartError};
use shared::ids::Hash;

use super::{app_build, dist, root, say};
use crate::demo::Demo;

/// What the command line says.
#[derive(Debug, Clone)]
pub struct Options {
    /// Port of this machine to serve on.
    pub port: u16,
    /// Folder of the database and of the demo's founder; made if missing.
    pub data: PathBuf,
    /// Whether to found and run the demo.
    pub demo: bool,
    /// How many further records a demo is founded with.
    pub records: usize,
    /// Room for attachments of one circle; `None` is what a server gives.
    pub attachment_bytes: Option<u64>,
    /// How the app is built; `None` serves what is built.
    pub build: Option<app_build::Profile>,
}

/// Builds what is missing, serves it, and returns when somebody presses Ctrl-C.
///
/// # Errors
/// When a tool is missing, the app does not build, the port is taken or the data folder belongs to something else.
pub fn run(options: &Options) -> anyhow::Result<()> {
    if let Some(profile) = options.build {
        app_build::build_app(profile)?;
    }
    log_to_terminal();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?
        .block_on(serve(options))
}

async fn serve(options: &Options) -> anyhow::Result<()> {
    let data = root().join(&options.data);
    let mut config = Config {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)),
        app: Some(dist()),
        ..Config::local(data.clone())
    };
    if let Some(bytes) = options.attachment_bytes {
        config.limits.space_blob_bytes_max = bytes;
    }
    let server = Server::start(config)
        .await
        .map_err(|why| explain(why, options.port))?;

    let mut demo = if options.demo {
        Some(open_demo(&server, &data, options.records).await?)
    } else {
        None
    };
    let mut lines = vec![format!("ready {}", server.origin())];
    match &demo {
        Some(demo) => lines.extend(demo.invites.iter().map(|invite| {
            format!(
                "invite {} {} {}/#j1.{}",
                invite.role.key(),
                invite.town,
                server.origin(),
                invite.code
            )
        })),
        None if !server.is_founded().await? => {
            let token = server.make_bootstrap().await?;
            lines.push(format!("found {}/#b1.{token}", server.origin()));
        }
        None => {}
    }
    lines.push("stop with Ctrl-C".to_owned());
    say::result(&lines.join("\n"));

    let outcome = tokio::select! {
        stopped = wait_for_stop() => stopped,
        ended = stay(demo.as_mut()) => ended,
    };
    say::step("stopping; everything accepted is on disk");
    server.stop().await;
    outcome
}

/// Comes back to the demo of the data folder or founds it.
async fn open_demo(
    server: &Server,
    data: &std::path::Path,
    records: usize,
) -> anyhow::Result<Demo> {
    let token = match server.make_bootstrap().await {
        Ok(token) => Some(token),
        Err(StartError::Founded) => None,
        Err(other) => return Err(other.into()),
    };
    let fresh = token.is_some();
    if fresh {
        say::step("founding the demo: two invented towns and a central team, a few seconds");
    }
    let bootstrap = || -> anyhow::Result<Hash> {
        let Some(token) = token else {
            bail!(
                "{} holds a network that is not the demo; start with --no-demo or another --data",
                data.display()
            );
        };
        token.parse().context("the bootstrap token is not a hash")
    };
    let mut demo = Demo::open(server.address(), data, bootstrap).await?;
    if fresh && records > 0 {
        demo.fill(records).await?;
    }
    Ok(demo)
}

/// Lets people into the demo until it fails; without a demo waits for ever.
async fn stay(demo: Option<&mut Demo>) -> anyhow::Result<()> {
    match demo {
        Some(demo) => demo.stay().await,
        None => std::future::pending().await,
    }
}

async fn wait_for_stop() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).context("cannot listen for signals")?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed.context("cannot listen for Ctrl-C"),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c()
        .await
        .context("cannot listen for Ctrl-C")
}

fn explain(why: StartError, port: u16) -> anyhow::Error {
    let taken = matches!(why, StartError::Listen { .. });
    let error = anyhow::Error::new(why);
    if taken {
        error.context(format!(
            "port {port} is taken; choose another, for example: cargo start -- --port {}",
            port + 1
        ))
    } else {
        error
    }
}

/// Warnings only, unless `RUST_LOG` asks for more: the lines people look for are the invitations.
fn log_to_terminal() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    drop(
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .try_init(),
    );
}
