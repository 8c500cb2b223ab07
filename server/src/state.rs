//! What every handler may use.

use crate::auth::{Challenges, Sessions};
use crate::clock::Clock;
use crate::config::Limits;
use crate::db::Db;
use crate::limits::{Allowances, Buckets};
use crate::live::Hub;
use crate::room::Room;
use crate::static_files::StaticFiles;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Shared state; cloning gives another handle.
pub type AppState = Arc<Shared>;

/// The parts.
pub struct Shared {
    /// Until then, milliseconds since 1970, a restored server takes back old envelopes only.
    pub quiet_until_ms: u64,
    /// Storage.
    pub db: Db,
    /// Challenges under way.
    pub challenges: Challenges,
    /// Sessions.
    pub sessions: Arc<Sessions>,
    /// Live streams.
    pub hub: Arc<Hub>,
    /// Token buckets.
    pub allowances: Allowances,
    /// Room for requests worked on at once, until their answers have left.
    pub in_flight: Arc<Semaphore>,
    /// Room for bodies in memory.
    pub bodies: Room,
    /// Room for readers who are far behind.
    pub bulk_reads: Arc<Semaphore>,
    /// Hosts and origins the app runs under.
    pub origins: Origins,
    /// The built app.
    pub files: StaticFiles,
    /// Limits.
    pub limits: Limits,
    /// Time.
    pub clock: Clock,
}

impl Allowances {
    /// Begins with full buckets.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self {
            requests: Buckets::new(limits.requests),
            envelopes: Buckets::new(limits.envelopes),
            challenges: Buckets::new(limits.challenges),
            networks: Buckets::new(limits.networks),
        }
    }
}

/// Under which addresses the app runs. A login is bound to one of them.
#[derive(Debug, Clone)]
pub struct Origins {
    origins: Vec<String>,
    hosts: Vec<String>,
}

impl Origins {
    /// Takes the configured origins, or the names of this machine with the port that is listened on.
    #[must_use]
    pub fn new(configured: &[String], address: SocketAddr) -> Self {
        let mut origins: Vec<String> = configured
            .iter()
            .map(|origin| origin.trim_end_matches('/').to_lowercase())
            .collect();
        if origins.is_empty() {
            let port = address.port();
            origins = ["127.0.0.1", "localhost", "[::1]"]
                .map(|name| format!("http://{name}:{port}"))
                .into();
        }
        let host = |origin: &String| origin.split_once("://").map(|(_, host)| host.to_owned());
        let hosts = origins.iter().filter_map(host).collect();
        Self { origins, hosts }
    }

    /// Returns the hosts (with port) a login may be signed for.
    #[must_use]
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// Says whether a browser may send requests from this origin.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|known| known == origin)
    }

    /// Says whether people reach the app by TLS only.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.origins
            .iter()
            .all(|origin| origin.starts_with("https://"))
    }

    /// Returns the address to print in links.
    #[must_use]
    pub fn first(&self) -> &str {
        self.origins.first().map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_origin_the_names_of_this_machine_are_accepted() {
        let origins = Origins::new(&[], SocketAddr::from(([127, 0, 0, 1], 8080)));
        assert_eq!(
            origins.hosts(),
            ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"]
        );
        assert!(origins.allows("http://localhost:8080"));
        assert!(!origins.allows("http://localhost:9090"));
        assert!(!origins.is_secure());
    }

    #[test]
    fn with_an_origin_only_that_one_is() {
        let configured = ["https://App.Example.org/".to_owned()];
        let origins = Origins::new(&configured, SocketAddr::from(([127, 0, 0, 1], 8080)));
        assert_eq!(origins.hosts(), ["app.example.org"]);
        assert!(!origins.allows("http://127.0.0.1:8080"));
        assert!(origins.is_secure());
    }
}
