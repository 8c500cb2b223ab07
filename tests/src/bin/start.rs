//! `cargo start`: from a fresh clone to a running app with one command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tests::runner::app_build::Profile;
use tests::runner::{say, start};

/// Builds app and server as far as needed, serves them and runs a demo until Ctrl-C.
#[derive(Parser)]
#[command(bin_name = "cargo start")]
struct Arguments {
    /// Port of this machine to serve on.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of all data; made if missing.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Serves an empty installation and prints the link to found a network with.
    #[arg(long)]
    no_demo: bool,
    /// Builds the app as phones get it: small and fast. This is the default.
    #[arg(long)]
    release: bool,
    /// Builds the app quickly, larger and slower, for work on it.
    #[arg(long, conflicts_with = "release")]
    dev: bool,
    /// Adds so many invented organisations to the demo's first town, when the demo is founded.
    #[arg(long, default_value_t = 0, conflicts_with = "no_demo")]
    records: usize,
    /// Room for attachments of one circle on the server, in bytes.
    #[arg(long)]
    attachment_bytes: Option<u64>,
    /// Serves the app that lies in `dist`, whatever the sources say.
    #[arg(long, conflicts_with_all = ["release", "dev"])]
    no_build: bool,
}

fn main() -> ExitCode {
    // `cargo start -- --port 8081` and `cargo start --port 8081` mean the same.
    let given = std::env::args_os().enumerate();
    let arguments = Arguments::parse_from(
        given
            .filter(|(place, word)| *place != 1 || word != "--")
            .map(|(_, word)| word),
    );
    let build = match (arguments.no_build, arguments.dev) {
        (true, _) => None,
        (false, true) => Some(Profile::Dev),
        (false, false) => Some(Profile::Release),
    };
    let options = start::Options {
        port: arguments.port,
        data: arguments.data,
        demo: !arguments.no_demo,
        records: arguments.records,
        attachment_bytes: arguments.attachment_bytes,
        build,
    };
    match start::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say::problem(&format!("{why:#}"));
            ExitCode::FAILURE
        }
    }
}
