//! The built app.

use crate::http::{Answer, Request};
use crate::kit::TestServer;
use shared::protocol::ProblemCode;
use std::path::PathBuf;

const SCRIPT: &str = "/app-0f9e3c7a11d2b4c8.js";
const WASM: &str = "/app-0f9e3c7a11d2b4c8_bg.wasm";

/// A server with a small app.
fn server() -> TestServer {
    TestServer::start_with(|config| {
        let app = config.data.join("app");
        let write = |name: &str, text: &str| {
            std::fs::write(app.join(name.trim_start_matches('/')), text).unwrap();
        };
        std::fs::create_dir_all(app.join("icons")).unwrap();
        write("/index.html", "<!doctype html>");
        write("/sw.js", "// sw");
        write("/icons/a.svg", "<svg/>");
        write(SCRIPT, "let plain");
        write(&format!("{SCRIPT}.br"), "brotli");
        write(&format!("{SCRIPT}.gz"), "gzip");
        write(WASM, "wasm");
        config.app = Some(PathBuf::from(&app));
    })
}

fn get(server: &TestServer, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(Request::get(path), |request, (name, value)| {
            request.with(name, value)
        });
    server.send(&request)
}

#[test]
fn the_smallest_form_the_browser_takes_is_sent() {
    let server = server();
    let cases = [
        ("gzip, deflate, br, zstd", "brotli", Some("br")),
        ("gzip", "gzip", Some("gzip")),
        ("identity", "let plain", None),
        ("", "let plain", None),
        ("br;q=0, gzip", "gzip", Some("gzip")),
    ];
    for (accepted, body, encoding) in cases {
        let answer = get(&server, SCRIPT, &[("accept-encoding", accepted)]);
        assert_eq!(String::from_utf8(answer.body.clone()).unwrap(), body);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        assert_eq!(
            answer.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
    }
    assert_eq!(
        get(&server, WASM, &[]).header("content-type"),
        Some("application/wasm")
    );
}

#[test]
fn hashed_names_are_kept_and_everything_else_is_asked_for_again() {
    let server = server();
    let kept = get(&server, SCRIPT, &[]);
    assert_eq!(
        kept.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    for path in ["/", "/index.html", "/sw.js", "/icons/a.svg"] {
        let answer = get(&server, path, &[]);
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
        let etag = answer.header("etag").unwrap().to_owned();
        let again = get(&server, path, &[("if-none-match", &etag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), Some(etag.as_str()));
    }
}

#[test]
fn a_page_of_the_app_is_the_start_page_and_a_missing_file_is_missing() {
    let server = server();
    let page = [("accept", "text/html,application/xhtml+xml")];
    for path in ["/", "/termine", "/r/veranstaltung/0123", "/suche?q=x"] {
        let answer = get(&server, path, &page);
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, b"<!doctype html>".as_slice())
        );
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8")
        );
    }
    assert_eq!(
        get(&server, "/missing.js", &[("accept", "*/*")]).code(),
        ProblemCode::NotFound
    );
    assert_eq!(
        get(&server, "/v1/missing", &page).code(),
        ProblemCode::NotFound
    );
}

#[test]
fn a22_no_path_leads_out_of_the_app() {
    let server = server();
    let paths = [
        "/../schulterschluss.sqlite",
        "/..%2fschulterschluss.sqlite",
        "/icons/../../schulterschluss.sqlite",
        "//etc/passwd",
        "/%00",
        "/icons",
    ];
    for path in paths {
        assert_eq!(
            get(&server, path, &[]).code(),
            ProblemCode::NotFound,
            "{path}"
        );
    }
}

#[test]
fn the_app_may_run_its_own_code_and_talk_to_its_own_server_only() {
    let answer = get(&server(), "/", &[]);
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"));
    assert!(policy.contains("connect-src 'self';"));
    assert!(policy.contains("default-src 'none';"));
    // Opened attachments, and nothing from anywhere else.
    assert!(policy.contains("img-src 'self' blob:; media-src blob:;"));
    assert!(policy.contains("object-src 'none';"));
    let permissions = answer.header("permissions-policy");
    let asked_for = "camera=(self), geolocation=(), microphone=(self)";
    assert_eq!(permissions, Some(asked_for));
    assert!(!policy.contains("unsafe-inline") && !policy.contains("upgrade-insecure-requests"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(
        answer.header("cross-origin-opener-policy"),
        Some("same-origin")
    );
    assert!(
        answer.header("strict-transport-security").is_none(),
        "this machine has no TLS"
    );
}

#[test]
fn behind_tls_the_browser_is_told_to_stay_there() {
    let server = TestServer::start_with(|config| {
        config.origins = vec!["https://app.example.org".to_owned()];
    });
    assert!(
        get(&server, "/", &[])
            .header("strict-transport-security")
            .is_some()
    );
}
