//! Runs other programs. Nothing here knows which ones.

use super::told::Told;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};

/// How long the end of an output is waited for after its command has ended.
const LEFT_OPEN: Duration = Duration::from_secs(5);

/// Returns the folder our own copies of trunk and wasm-bindgen are installed into.
pub fn tools() -> PathBuf {
    super::target().join("tools")
}

/// Makes a command that finds our own tools before those of the system.
pub fn command(name: impl AsRef<Path>) -> Command {
    let mut command = Command::new(name.as_ref());
    command
        .env("PATH", search_path())
        .current_dir(super::root());
    command
}

fn search_path() -> OsString {
    let mut folders = vec![tools().join("bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).unwrap_or_default()
}

/// Runs `command` with its output on our own terminal, or in our own log.
///
/// # Errors
/// When it cannot be started or ends with anything but success; the message carries the whole command line and, in a log, the
/// lines that name what failed.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let line = line_of(command);
    // On a terminal programs draw as they like.
    let (status, told) = if io::stdout().is_terminal() {
        (command.status(), Told::default())
    } else {
        watch(command)
    };
    let status = status.with_context(|| format!("cannot start {line}"))?;
    if !status.success() {
        bail!("{line} ended with {status}{}", told.lines());
    }
    Ok(())
}

fn watch(command: &mut Command) -> (io::Result<ExitStatus>, Told) {
    let told = Told::default();
    let status = (|| {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (ended, ends) = mpsc::channel();
        if let Some(from) = child.stdout.take() {
            listen(&told, &ended, from, io::stdout());
        }
        if let Some(from) = child.stderr.take() {
            listen(&told, &ended, from, io::stderr());
        }
        let status = child.wait()?;
        // What it started and left behind may hold its output open for ever.
        for _ in 0..2 {
            if ends.recv_timeout(LEFT_OPEN).is_err() {
                break;
            }
        }
        Ok(status)
    })();
    (status, told)
}

fn listen<R, W>(told: &Told, ended: &mpsc::Sender<()>, from: R, to: W)
where
    R: io::Read + Send + 'static,
    W: io::Write + Send + 'static,
{
    let (told, ended) = (told.clone(), ended.clone());
    thread::spawn(move || {
        told.pass_on(from, to);
        ended.send(())
    });
}

/// Runs `command` quietly and returns what it wrote, or nothing when it failed or does not exist.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Returns where `name` is found: among our own tools or on the system's path.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&search_path())
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Says whether we may install system packages.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

fn line_of(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
