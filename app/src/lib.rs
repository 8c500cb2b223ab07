//! The browser client.
/// Starts the app.
pub fn start() {}
