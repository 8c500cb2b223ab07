//! Accepting connections and stopping again.
//!
//! Our own loop, because `axum::serve` installs no timer: a header that never ends would hold its connection
//! for ever.

use crate::config::Limits;
use crate::idle::IdleStream;
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Greatest size of a request's header, bytes.
const HEADER_BYTES_MAX: usize = 16 * 1024;
/// How long the loop waits after the system refused a connection (out of file handles, for example).
const ACCEPT_RETRY: Duration = Duration::from_millis(50);

/// Serves until `stop` says so or is dropped; then waits for requests under way.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    mut stop: oneshot::Receiver<()>,
    before_waiting: impl FnOnce(),
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let room = Arc::new(Semaphore::new(limits.connections_max));
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            _ = &mut stop => break,
        };
        let Some((stream, peer, permit)) = accepted else {
            tokio::time::sleep(ACCEPT_RETRY).await;
            continue;
        };
        let app = app.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            app.clone().oneshot(request)
        });
        let io = IdleStream::new(stream, Duration::from_millis(limits.idle_timeout_ms));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(Duration::from_millis(limits.header_timeout_ms))
            .max_buf_size(HEADER_BYTES_MAX)
            .serve_connection(TokioIo::new(io), service);
        let connection = graceful.watch(connection);
        // Those that have ended make room before the next is kept.
        while connections.try_join_next().is_some() {}
        connections.spawn(async move {
            if let Err(error) = connection.await {
                // A client that went away or was too slow; its address is nobody's business.
                tracing::debug!(%error, "a connection ended early");
            }
            drop(permit);
        });
    }
    drop(listener);
    before_waiting();
    let stop_timeout = Duration::from_millis(limits.stop_timeout_ms);
    if tokio::time::timeout(stop_timeout, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests under way were cut off");
        connections.shutdown().await;
    }
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(room).acquire_owned().await.ok()?;
    let (stream, peer) = listener.accept().await.ok()?;
    // Answers are small and awaited; waiting to fill a packet only delays them.
    drop(stream.set_nodelay(true));
    Some((stream, peer, permit))
}
