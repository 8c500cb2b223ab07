//! Settings: the only reader of flags and environment.

use crate::auth::SessionLife;
use crate::clock::Clock;
use crate::limits::Rate;
use clap::{Args, Parser, Subcommand};
use shared::protocol::limits as protocol;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// Sync server of Schulterschluss.
#[derive(Debug, Parser)]
#[command(name = "server", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and the data until Ctrl-C.
    Serve(ServeArgs),
    /// Print the link with which the first person founds the network. Works once.
    Bootstrap(BootstrapArgs),
    /// Copy all data into one file and check the copy. The server may be running.
    Backup(BackupArgs),
    /// Put a backup in the place of the data. The server must be stopped.
    Restore(RestoreArgs),
}

/// Flags of `server serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, env = "SCHULTERSCHLUSS_PORT", default_value_t = 8080)]
    pub port: u16,
    /// Address to listen on. A proxy that speaks TLS stands in front of anything but this machine.
    #[arg(long, env = "SCHULTERSCHLUSS_LISTEN", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
    /// Folder of all data; made if missing.
    #[arg(long, env = "SCHULTERSCHLUSS_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Folder of the built app.
    #[arg(long, env = "SCHULTERSCHLUSS_APP", default_value = "dist")]
    pub app: PathBuf,
    /// Address in people's address bar, like `https://app.example.org`. May be given several times. Without it
    /// the names of this machine are accepted.
    #[arg(long, env = "SCHULTERSCHLUSS_ORIGIN", value_delimiter = ',')]
    pub origin: Vec<String>,
    /// Days the entries of the log stay after a checkpoint of them was confirmed. Phones give them back to a restored
    /// server for 30 days.
    #[arg(long, env = "SCHULTERSCHLUSS_KEEP_DAYS", default_value_t = KEEP_DAYS)]
    pub keep_days: u32,
}

/// Days covered envelopes stay if nothing else is said.
const KEEP_DAYS: u32 = 30;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// Flags of `server bootstrap`.
#[derive(Debug, Args)]
pub struct BootstrapArgs {
    /// Folder of all data; made if missing.
    #[arg(long, env = "SCHULTERSCHLUSS_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Address in people's address bar.
    #[arg(
        long,
        env = "SCHULTERSCHLUSS_ORIGIN",
        default_value = "http://127.0.0.1:8080"
    )]
    pub origin: String,
}

/// Flags of `server backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Folder of all data.
    #[arg(long, env = "SCHULTERSCHLUSS_DATA", default_value = "data")]
    pub data: PathBuf,
    /// File to write; must not exist.
    #[arg(long)]
    pub to: PathBuf,
}

/// Flags of `server restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// Folder of all data; what is in it is kept under another name.
    #[arg(long, env = "SCHULTERSCHLUSS_DATA", default_value = "data")]
    pub data: PathBuf,
    /// File made by `server backup`.
    #[arg(long)]
    pub from: PathBuf,
    /// Minutes in which the restored server only takes back from phones what it lost.
    #[arg(long, default_value_t = 30)]
    pub quiet_minutes: u32,
}

/// Everything a server needs to start.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address and port to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Folder of all data.
    pub data: PathBuf,
    /// Folder of the built app; `None` serves no app.
    pub app: Option<PathBuf>,
    /// Origins the app is served under; empty accepts the names of this machine with its port.
    pub origins: Vec<String>,
    /// Limits.
    pub limits: Limits,
    /// Time.
    pub clock: Clock,
}

impl Config {
    /// Returns the settings for a server on a free port of this machine, without an app.
    #[must_use]
    pub fn local(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data,
            app: None,
            origins: Vec::new(),
            limits: Limits::default(),
            clock: Clock::system(),
        }
    }
}

impl From<ServeArgs> for Config {
    fn from(args: ServeArgs) -> Self {
        Self {
            listen: SocketAddr::new(args.listen, args.port),
            app: Some(args.app),
            origins: args.origin,
            limits: Limits {
                log_keep_ms: u64::from(args.keep_days) * DAY_MS,
                ..Limits::default()
            },
            ..Self::local(args.data)
        }
    }
}

/// What is limited, with its unit in the name. Limits both sides know are in `shared::protocol::limits`.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// A request's header has to be complete after this time; also how long an unused connection stays.
    pub header_timeout_ms: u64,
    /// A request's body has to be complete after this time and what its bytes need at the slowest pace.
    pub body_timeout_ms: u64,
    /// Slowest pace of a body.
    pub body_bytes_per_second_min: u64,
    /// Greatest sum of the bodies that are in memory; more are told to come again.
    pub bodies_bytes_max: usize,
    /// Greatest distance behind the end of a log that counts as following it, in envelopes.
    pub following_rows_max: u64,
    /// Greatest number of bulk reads at once, from the first row until the answer has left.
    pub bulk_reads_max: usize,
    /// Time between telling two listeners of a space.
    pub poke_spread_ms: u64,
    /// A connection on which nothing moves in either direction ends after this time.
    pub idle_timeout_ms: u64,
    /// On stopping, requests under way have this long to finish.
    pub stop_timeout_ms: u64,
    /// Greatest number of open connections; more wait to be accepted.
    pub connections_max: usize,
    /// Greatest number of requests worked on at once; more are told to come again.
    pub in_flight_max: usize,
    /// Greatest number of live streams.
    pub listeners_max: usize,
    /// Time between two heartbeats of a live stream.
    pub heartbeat_ms: u64,
    /// Life of a login challenge.
    pub challenge_life_ms: u64,
    /// Life of sessions.
    pub sessions: SessionLife,
    /// How long envelopes stay that a checkpoint covers, and the checkpoint before the newest.
    pub log_keep_ms: u64,
    /// Bytes of envelopes a new space may hold.
    pub space_bytes_max: u64,
    /// Bytes of blobs a space may hold.
    pub space_blob_bytes_max: u64,
    /// Writes that may wait for the writer.
    pub queue_jobs_max: usize,
    /// Writes in one commit.
    pub group_jobs_max: usize,
    /// Read-only connections.
    pub readers: usize,
    /// Requests of one device.
    pub requests: Rate,
    /// Envelopes of one device.
    pub envelopes: Rate,
    /// Login challenges for one device.
    pub challenges: Rate,
    /// Requests without a session from one network.
    pub networks: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_timeout_ms: protocol::HEADER_TIMEOUT_MS,
            body_timeout_ms: protocol::BODY_TIMEOUT_MS,
            body_bytes_per_second_min: protocol::BODY_BYTES_PER_SECOND_MIN,
            bodies_bytes_max: 64 * 1024 * 1024,
            following_rows_max: protocol::FOLLOWING_ROWS_MAX,
            bulk_reads_max: 32,
            poke_spread_ms: protocol::POKE_SPREAD_MS,
            idle_timeout_ms: 120_000,
            stop_timeout_ms: 5_000,
            connections_max: 8_192,
            in_flight_max: 512,
            listeners_max: 4_096,
            heartbeat_ms: protocol::HEARTBEAT_MS,
            challenge_life_ms: protocol::CHALLENGE_LIFE_MS,
            sessions: SessionLife {
                idle_ms: protocol::SESSION_IDLE_MS,
                life_ms: protocol::SESSION_LIFE_MS,
            },
            log_keep_ms: protocol::LOG_KEEP_MS,
            space_bytes_max: protocol::SPACE_BYTES_MAX,
            space_blob_bytes_max: protocol::SPACE_BLOB_BYTES_MAX,
            queue_jobs_max: 4_096,
            group_jobs_max: 512,
            readers: 3,
            // A phone that was away for weeks asks several times for each of its spaces, once.
            requests: Rate {
                burst: 1_200,
                per_minute: 600,
            },
            // Twenty thousand records typed offline are some thousand envelopes.
            envelopes: Rate {
                burst: 20_000,
                per_minute: 600,
            },
            // A device that waits to be let in tries every second.
            challenges: Rate {
                burst: 90,
                per_minute: 90,
            },
            // Many phones of one event share one address.
            networks: Rate {
                burst: 1_000,
                per_minute: 600,
            },
        }
    }
}
