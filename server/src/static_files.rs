//! The built app: read into memory once at the start, so that no word of a request ever becomes a path.
//!
//! Beside a file may lie its `.br` and `.gz`; the smallest form the browser takes is sent. Names that contain
//! a hash never change and are kept for ever; everything else is asked for again each time, cheaply.

use crate::error::ApiError;
use crate::state::AppState;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use sha2::{Digest, Sha256};
use shared::ids::to_hex;
use shared::protocol::ProblemCode;
use std::collections::HashMap;
use std::path::Path;

const INDEX: &str = "/index.html";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
/// Digits of a hash in a name, at least.
const HASH_DIGITS_MIN: usize = 8;

/// The files of the app by their path.
#[derive(Default)]
pub struct StaticFiles {
    by_path: HashMap<String, StaticFile>,
}

struct StaticFile {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    media_type: &'static str,
    etag: HeaderValue,
    caching: &'static str,
}

impl StaticFiles {
    /// Reads a folder. A folder that is not there is an app without files.
    ///
    /// # Errors
    ///
    /// When a file in it cannot be read.
    pub fn read(folder: &Path) -> std::io::Result<Self> {
        let mut found = HashMap::new();
        if folder.is_dir() {
            collect(folder, "", &mut found)?;
        }
        let mut by_path = HashMap::new();
        for (path, plain) in &found {
            let is_packed = [".br", ".gz"].iter().any(|ending| {
                path.strip_suffix(ending)
                    .is_some_and(|plain| found.contains_key(plain))
            });
            if is_packed {
                continue;
            }
            let sibling = |ending: &str| found.get(&format!("{path}{ending}")).cloned();
            let file = StaticFile {
                etag: etag_of(plain),
                plain: plain.clone(),
                brotli: sibling(".br"),
                gzip: sibling(".gz"),
                media_type: media_type_of(path),
                caching: if has_hash(path) { FOR_EVER } else { ASK_AGAIN },
            };
            by_path.insert(path.clone(), file);
        }
        Ok(Self { by_path })
    }

    /// Returns how many files there are, packed forms not counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Says whether there is no app.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// Finds the file of a path; a page of the app is the start page, which knows its paths itself.
    fn find(&self, path: &str, wants_page: bool) -> Option<&StaticFile> {
        let path = if path == "/" { INDEX } else { path };
        let page = || wants_page.then(|| self.by_path.get(INDEX)).flatten();
        self.by_path.get(path).or_else(page)
    }
}

/// Answers every request that is no route.
pub(crate) async fn serve_app(
    State(state): State<AppState>,
    request: Request,
) -> Result<Response<Body>, ApiError> {
    let path = request.uri().path();
    if path == "/v1" || path.starts_with("/v1/") {
        return Err(ProblemCode::NotFound.into());
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(ProblemCode::MethodNotAllowed.into());
    }
    let headers = request.headers();
    let wants_page = has_word(headers, &ACCEPT, "text/html");
    let file = state
        .files
        .find(path, wants_page)
        .ok_or(ProblemCode::NotFound)?;
    Ok(answer(file, headers, request.method() == Method::HEAD))
}

fn answer(file: &StaticFile, headers: &HeaderMap, is_head: bool) -> Response<Body> {
    let (encoding, bytes) = match (&file.brotli, &file.gzip) {
        (Some(bytes), _) if has_word(headers, &ACCEPT_ENCODING, "br") => (Some("br"), bytes),
        (_, Some(bytes)) if has_word(headers, &ACCEPT_ENCODING, "gzip") => (Some("gzip"), bytes),
        (Some(_) | None, Some(_) | None) => (None, &file.plain),
    };
    let is_known = headers.get(IF_NONE_MATCH).is_some_and(|known| {
        let etag = file.etag.as_bytes();
        known.as_bytes() == etag || known.as_bytes().strip_prefix(b"W/") == Some(etag)
    });
    let mut response = Response::new(Body::empty());
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else if !is_head {
        *response.body_mut() = Body::from(bytes.clone());
    }
    let headers = response.headers_mut();
    headers.insert(ETAG, file.etag.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(file.caching));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    if let Some(encoding) = encoding.filter(|_| !is_known) {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn collect(folder: &Path, prefix: &str, found: &mut HashMap<String, Bytes>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // The build makes ASCII names; anything else is nobody's file.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{prefix}/{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, found)?;
        } else if !name.starts_with('.') {
            found.insert(path, std::fs::read(entry.path())?.into());
        }
    }
    Ok(())
}

fn etag_of(bytes: &[u8]) -> HeaderValue {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let digits: String = to_hex(&digest).chars().take(32).collect();
    HeaderValue::from_str(&format!("\"{digits}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Says whether a header lists a word; words with `q=0` are not wanted.
fn has_word(headers: &HeaderMap, name: &axum::http::HeaderName, word: &str) -> bool {
    let values = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let is_word = parts
            .next()
            .is_some_and(|found| found.eq_ignore_ascii_case(word));
        is_word && !parts.any(|part| part == "q=0" || part == "q=0.0")
    })
}

/// Says whether the name contains the hash of the file: `app-0f9e3c7a11d2b4c8_bg.wasm`.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, behind) = name.split_once('-').unwrap_or((name, ""));
    behind.split(['-', '.', '_']).any(|part| {
        part.len() >= HASH_DIGITS_MIN
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

fn media_type_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for name in [
            "/app-0f9e3c7a11d2b4c8.js",
            "/app-0f9e3c7a11d2b4c8_bg.wasm",
            "/a/b-deadbeef.css",
        ] {
            assert!(has_hash(name), "{name}");
        }
        for name in [
            "/index.html",
            "/sw.js",
            "/boot.js",
            "/icon-192.png",
            "/deadbeefdeadbeef.js",
        ] {
            assert!(!has_hash(name), "{name}");
        }
    }

    #[test]
    fn a_word_counts_where_it_stands_alone_and_is_wanted() {
        let mut headers = HeaderMap::new();
        headers.insert(
            ACCEPT_ENCODING,
            HeaderValue::from_static("gzip, br;q=0, zstd"),
        );
        assert!(has_word(&headers, &ACCEPT_ENCODING, "gzip"));
        assert!(!has_word(&headers, &ACCEPT_ENCODING, "br"));
        assert!(!has_word(&headers, &ACCEPT_ENCODING, "zst"));
    }
}
