//! The log: one line per request, and what went wrong.
//!
//! Fields of a request line, all there is: `route` (its name or `app`, never the path), `status`, `ms`,
//! `bytes_in`, `bytes_out`, `code` (of a problem), `request_id`, `device` (the first two bytes of the id).
//! Never logged: bodies, headers, query strings, names of files, addresses, tokens, ids in full.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Starts logging to standard error. A second call changes nothing.
pub fn init() {
    init_to(std::io::stderr);
}

/// Starts logging to a writer of one's own. A second call changes nothing.
pub fn init_to(writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Told on standard error, which may be what is full: it would panic inside a request.
        .log_internal_errors(false)
        .with_writer(writer);
    // Somebody else may have set up logging; theirs stays.
    drop(log.with_ansi(false).try_init());
}
