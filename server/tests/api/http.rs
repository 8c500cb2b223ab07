//! HTTP by hand over a blocking socket, so that a test can also send what no client library would.

use serde::de::DeserializeOwned;
use shared::protocol::{Problem, ProblemCode};
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

/// A request under construction.
#[derive(Clone)]
pub struct Request {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub fn post(path: impl Into<String>, media_type: &str, body: Vec<u8>) -> Self {
        let request = Self {
            method: "POST",
            path: path.into(),
            headers: Vec::new(),
            body,
        };
        if media_type.is_empty() {
            request
        } else {
            request.with("content-type", media_type)
        }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The bytes up to the body.
    pub fn head(&self, content_length: usize) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nhost: test\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!(
            "content-length: {content_length}\r\nconnection: close\r\n\r\n"
        ));
        head.into_bytes()
    }

    pub fn send(&self, to: SocketAddr) -> Answer {
        let mut bytes = self.head(self.body.len());
        bytes.extend_from_slice(&self.body);
        exchange(to, &bytes, false).expect("an answer")
    }
}

/// Sends bytes as they are and reads to the end; `None` if the server closed without an answer.
pub fn exchange(to: SocketAddr, bytes: &[u8], then_close: bool) -> Option<Answer> {
    let mut stream = connect(to);
    // The server may answer and stop reading before everything is sent.
    drop(stream.write_all(bytes));
    if then_close {
        drop(stream.shutdown(Shutdown::Write));
    }
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    Answer::parse(&answer)
}

pub fn connect(to: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(to).expect("a server");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream
}

impl Answer {
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        Some(Self {
            status,
            headers,
            body: bytes[end + 4..].to_vec(),
        })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// The problem of a failed answer; checks that status, media type and body agree.
    pub fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let problem: Problem = serde_json::from_slice(&self.body).expect("a problem");
        assert_eq!(problem.status, self.status);
        assert_eq!(problem.code.status(), self.status);
        assert_eq!(problem.request_id.as_deref(), self.header("x-request-id"));
        problem
    }

    pub fn code(&self) -> ProblemCode {
        self.problem().code
    }

    pub fn cbor<T: for<'b> minicbor::Decode<'b, ()>>(&self) -> T {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        minicbor::decode(&self.body).expect("an answer in CBOR")
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).expect("an answer in JSON")
    }
}
