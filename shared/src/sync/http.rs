//! A request as data. Whoever drives a device moves bytes and understands none of them.

use crate::protocol::{Problem, ProblemCode};

/// HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
}

impl Method {
    /// Returns the method as it is written on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A request to the server the device belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// Method.
    pub method: Method,
    /// Path with query, beginning with `/`.
    pub path: String,
    /// Headers besides the content type; may carry the session token, so it is never logged.
    pub headers: Vec<(&'static str, String)>,
    /// Media type of the body; `None` without a body.
    pub content_type: Option<&'static str>,
    /// Body.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// Returns a `GET` of `path`.
    #[must_use]
    pub const fn get(path: String) -> Self {
        Self {
            method: Method::Get,
            path,
            headers: Vec::new(),
            content_type: None,
            body: Vec::new(),
        }
    }

    /// Returns a `POST` of `body` to `path`.
    #[must_use]
    pub const fn post(path: String, content_type: &'static str, body: Vec<u8>) -> Self {
        let content_type = Some(content_type);
        Self {
            method: Method::Post,
            path,
            headers: Vec::new(),
            content_type,
            body,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// Status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// Returns the body of an answer in the 200s, else the problem it carries.
    ///
    /// # Errors
    ///
    /// The server's problem; an answer that is none of ours (a proxy's page) counts as
    /// [`ProblemCode::Internal`].
    pub fn success(&self) -> Result<&[u8], Box<Problem>> {
        if (200..300).contains(&self.status) {
            return Ok(&self.body);
        }
        let problem = serde_json::from_slice(&self.body);
        Err(Box::new(
            problem.unwrap_or_else(|_| Problem::new(ProblemCode::Internal)),
        ))
    }
}

/// The request got no answer: no network, no server, time ran out, the answer broke off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer from the server")]
pub struct NetFailure;
