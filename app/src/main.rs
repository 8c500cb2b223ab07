//! Entry of the browser client. Everything else is in the library, so that tests can reach it.

fn main() {
    app::start();
}
