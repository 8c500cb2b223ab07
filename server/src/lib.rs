//! The sync server: it orders, stores and hands out what it cannot read, and serves the app.
//!
//! Requests come in through `serve`, pass `middleware`, and are answered by one of `routes`; the table of
//! them is `router`. Who asks is `auth`, how much they may ask is `limits`, what is stored is `db`. Whether a
//! push or a membership entry counts is decided in `shared`, by the same code every client runs.
//!
//! [`Server::start`] runs a whole server inside another program, as the binary, the start command and the
//! tests do.

pub mod auth;
mod body;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
mod extract;
mod idle;
mod jobs;
pub mod limits;
pub mod live;
mod middleware;
mod random;
pub mod room;
mod router;
mod routes;
mod serve;
pub mod state;
pub mod static_files;
pub mod trace;

pub use config::{Config, Limits};
pub use router::build_app;

use auth::{Challenges, Sessions, hash_of_token};
use db::{Db, DbError, DbOptions, Notice, WriteCounts};
use live::Hub;
use room::Room;
use shared::ids::to_hex;
use state::{AppState, Origins, Shared};
use static_files::StaticFiles;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not ours: choose another port.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The built app cannot be read: build it again.
    #[error("cannot read the app in {folder}")]
    App {
        /// Its folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Db(#[from] DbError),
    /// The network was founded before: invitations lead into it, no bootstrap link.
    #[error("the network has been founded already; ask one of its admins for an invitation")]
    Founded,
    /// The system has no random bytes.
    #[error("the system has no random bytes")]
    Random,
}

/// A running server. Dropping it stops it without waiting; [`Server::stop`] stops it cleanly.
pub struct Server {
    address: SocketAddr,
    state: AppState,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
    jobs: JoinHandle<()>,
}

impl Server {
    /// Starts a server inside the running Tokio runtime; it accepts connections when this returns.
    ///
    /// # Errors
    ///
    /// [`StartError`].
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let source = |source| StartError::Listen {
            address: config.listen,
            source,
        };
        let listener = TcpListener::bind(config.listen).await.map_err(source)?;
        let address = listener.local_addr().map_err(source)?;
        let state = build_state(&config, address).await?;
        let app = build_app(Arc::clone(&state));
        let (stop, stopped) = oneshot::channel();
        let hub = Arc::clone(&state.hub);
        // Live streams would keep the server from stopping.
        let serving = serve::serve(listener, app, config.limits, stopped, move || hub.close());
        Ok(Self {
            address,
            stop: Some(stop),
            serving: Some(tokio::spawn(serving)),
            jobs: tokio::spawn(jobs::run(Arc::clone(&state))),
            state,
        })
    }

    /// Returns the address that is listened on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the address for links, without a slash at its end.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.state.origins.first()
    }

    /// Makes the one-time token with which the first network is founded, as 64 hexadecimal digits. An earlier
    /// token ends.
    ///
    /// # Errors
    ///
    /// [`StartError::Founded`], [`StartError::Random`], [`StartError::Db`].
    pub async fn make_bootstrap(&self) -> Result<String, StartError> {
        let token = make_token()?;
        let kept = self
            .state
            .db
            .write(move |write| write.make_bootstrap(hash_of_token(&token)));
        if kept.await? {
            Ok(to_hex(&token))
        } else {
            Err(StartError::Founded)
        }
    }

    /// Says whether the network was founded.
    ///
    /// # Errors
    ///
    /// [`StartError::Db`].
    pub async fn is_founded(&self) -> Result<bool, StartError> {
        Ok(self.state.db.read(|read| read.has_network()).await?)
    }

    /// Returns how many writes and commits there were since the start.
    #[must_use]
    pub fn write_counts(&self) -> WriteCounts {
        self.state.db.counts()
    }

    /// Stops: no new connections, requests under way are answered, every accepted write is on disk.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // The loop may have ended by itself.
            let _ = stop.send(());
        }
        if let Some(serving) = self.serving.take() {
            drop(serving.await);
        }
        self.jobs.abort();
        // Best effort: an idle session may end some seconds early after a restart.
        drop(jobs::run_once(&self.state).await);
        let db = self.state.db.clone();
        drop(tokio::task::spawn_blocking(move || db.close()).await);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.jobs.abort();
    }
}

/// Makes the one-time bootstrap link for a data folder, beside a server that may be running on it.
///
/// # Errors
///
/// [`StartError::Founded`], [`StartError::Random`], [`StartError::Db`].
pub fn bootstrap_link(data: &Path, origin: &str) -> Result<String, StartError> {
    let token = make_token()?;
    let hash = hash_of_token(&token);
    let kept = db::with_file(data, |tx| {
        let is_founded = db::has_network(tx)?;
        if !is_founded {
            db::keep_bootstrap(tx, hash)?;
        }
        Ok(!is_founded)
    });
    if kept? {
        Ok(format!(
            "{}/#b1.{}",
            origin.trim_end_matches('/'),
            to_hex(&token)
        ))
    } else {
        Err(StartError::Founded)
    }
}

fn make_token() -> Result<[u8; 32], StartError> {
    random::random().map_err(|_| StartError::Random)
}

async fn build_state(config: &Config, address: SocketAddr) -> Result<AppState, StartError> {
    let limits = config.limits;
    let files = match &config.app {
        None => StaticFiles::default(),
        Some(folder) => StaticFiles::read(folder).map_err(|source| StartError::App {
            folder: folder.clone(),
            source,
        })?,
    };
    let hub = Arc::new(Hub::new(limits.listeners_max, limits.poke_spread_ms));
    let sessions = Arc::new(Sessions::new(limits.sessions, Vec::new()));
    let (told, ended) = (Arc::clone(&hub), Arc::clone(&sessions));
    let notify = move |notice: Notice| {
        if let Notice::Members { removed, .. } = &notice {
            for device in removed {
                ended.end(*device);
            }
        }
        told.notify(&notice);
    };
    let options = DbOptions {
        folder: config.data.clone(),
        queue_jobs_max: limits.queue_jobs_max,
        group_jobs_max: limits.group_jobs_max,
        readers: limits.readers,
    };
    let opening = tokio::task::spawn_blocking(move || Db::open(&options, notify)).await;
    let db = opening.map_err(|_| DbError::Closed)??;
    for session in db.read(db::list_sessions).await? {
        sessions.put(session);
    }
    let quiet_until_ms = db.read(db::quiet_until_ms).await?;
    Ok(Arc::new(Shared {
        quiet_until_ms,
        db,
        challenges: Challenges::default(),
        sessions,
        hub,
        allowances: limits::Allowances::new(&limits),
        in_flight: Arc::new(Semaphore::new(limits.in_flight_max)),
        bodies: Room::new(limits.bodies_bytes_max),
        bulk_reads: Arc::new(Semaphore::new(limits.bulk_reads_max)),
        origins: Origins::new(&config.origins, address),
        files,
        limits,
        clock: config.clock.clone(),
    }))
}
