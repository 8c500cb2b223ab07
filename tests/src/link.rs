//! The network of a headless device: one kept-alive connection, every byte of it counted.

use anyhow::{Context as _, Result};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use shared::sync::{HttpRequest, HttpResponse, NetFailure};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Bytes that went over the wire, headers and framing included.
#[derive(Debug, Default)]
pub struct Wire {
    up: AtomicU64,
    down: AtomicU64,
    /// Both directions in the order of the moment, where somebody listens.
    heard: Mutex<Option<Vec<u8>>>,
}

impl Wire {
    /// Returns the bytes sent so far.
    #[must_use]
    pub fn up(&self) -> u64 {
        self.up.load(Ordering::Relaxed)
    }

    /// Returns the bytes received so far.
    #[must_use]
    pub fn down(&self) -> u64 {
        self.down.load(Ordering::Relaxed)
    }

    /// Keeps every byte from now on, as somebody does who listens on the way.
    pub fn listen(&self) {
        *self.heard() = Some(Vec::new());
    }

    /// Returns what was heard.
    #[must_use]
    pub fn recording(&self) -> Vec<u8> {
        self.heard().clone().unwrap_or_default()
    }

    fn hear(&self, bytes: &[u8]) {
        if let Some(heard) = self.heard().as_mut() {
            heard.extend_from_slice(bytes);
        }
    }

    fn heard(&self) -> MutexGuard<'_, Option<Vec<u8>>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection to the server, opened when it is needed and again after it broke.
#[derive(Debug)]
pub struct Link {
    server: SocketAddr,
    wire: Arc<Wire>,
    connection: Option<SendRequest<Full<Bytes>>>,
}

impl Link {
    /// Returns a link to a server. Nothing is opened yet.
    #[must_use]
    pub fn new(server: SocketAddr) -> Self {
        Self {
            server,
            wire: Arc::default(),
            connection: None,
        }
    }

    /// Returns the counters of this link.
    #[must_use]
    pub fn wire(&self) -> Arc<Wire> {
        Arc::clone(&self.wire)
    }

    /// Returns the address of the server.
    #[must_use]
    pub const fn server(&self) -> SocketAddr {
        self.server
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// # Errors
    ///
    /// [`NetFailure`] when there is no server or the answer broke off.
    pub async fn send(&mut self, request: &HttpRequest) -> Result<HttpResponse, NetFailure> {
        let answer = self.try_send(request).await;
        if answer.is_err() {
            self.connection = None;
        }
        answer.map_err(|_| NetFailure)
    }

    async fn try_send(&mut self, request: &HttpRequest) -> Result<HttpResponse> {
        let response = self.open(request).await?;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await?.to_bytes().to_vec();
        Ok(HttpResponse { status, body })
    }

    /// Sends a request and returns the answer as it comes in, for the live stream.
    ///
    /// # Errors
    ///
    /// When there is no server.
    pub async fn open(&mut self, request: &HttpRequest) -> Result<Response<Incoming>> {
        let mut builder = Request::builder()
            .method(request.method.as_str())
            .uri(&request.path)
            .header("host", self.server.to_string());
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if let Some(content_type) = request.content_type {
            builder = builder.header("content-type", content_type);
        }
        let message = builder.body(Full::new(Bytes::from(request.body.clone())))?;
        let mut connection = match self.connection.take() {
            Some(connection) if !connection.is_closed() => connection,
            _ => self.connect().await?,
        };
        connection.ready().await?;
        let response = connection.send_request(message).await?;
        self.connection = Some(connection);
        Ok(response)
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>> {
        let stream = TcpStream::connect(self.server).await.context("no server")?;
        stream.set_nodelay(true)?;
        let counted = Counted {
            stream,
            wire: Arc::clone(&self.wire),
        };
        let (sender, connection) = handshake(TokioIo::new(counted)).await?;
        // Ends with the connection; a broken one shows at the next request.
        drop(tokio::spawn(connection));
        Ok(sender)
    }
}

/// A stream that counts.
struct Counted {
    stream: TcpStream,
    wire: Arc<Wire>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let read = buffer.filled().get(before..).unwrap_or_default();
        self.wire
            .down
            .fetch_add(read.len() as u64, Ordering::Relaxed);
        self.wire.hear(read);
        outcome
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if let Poll::Ready(Ok(written)) = &outcome {
            self.wire.up.fetch_add(*written as u64, Ordering::Relaxed);
            self.wire.hear(bytes.get(..*written).unwrap_or_default());
        }
        outcome
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
