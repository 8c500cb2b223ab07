//! The real server as a process: started on a free port, stopped, killed, started again on the same data.

use anyhow::{Context as _, Result};
use shared::ids::Hash;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Greatest number of looks at a process that is to stand still.
const HALT_LOOKS_MAX: u32 = 1_000_000;

/// A running server. Dropping it kills it, as a power cut would.
#[derive(Debug)]
pub struct ServerProcess {
    child: Child,
    address: SocketAddr,
}

impl ServerProcess {
    /// Starts `binary` on a port (0 takes a free one) with its data in a folder and its log in a file.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn start(binary: &Path, data: &Path, port: u16, log: &Path) -> Result<Self> {
        Self::start_with(binary, data, port, log, &[])
    }

    /// As [`Self::start`], with further flags of `serve`.
    ///
    /// # Errors
    ///
    /// As [`Self::start`].
    pub fn start_with(
        binary: &Path,
        data: &Path,
        port: u16,
        log: &Path,
        flags: &[&str],
    ) -> Result<Self> {
        fs::create_dir_all(data)?;
        let log = fs::OpenOptions::new().create(true).append(true).open(log)?;
        // Files may be limited while it runs (`limit_files`); that is to be an error for it, not its end.
        let mut child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(binary)
            .args(["serve", "--port", &port.to_string(), "--data"])
            .arg(data)
            .arg("--app")
            .arg(data.join("no-app"))
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let stdout = child.stdout.take().context("no output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line
            .trim()
            .strip_prefix("ready http://")
            .context("the server did not start")?;
        let address = address.parse().context("the server printed no address")?;
        Ok(Self { child, address })
    }

    /// Returns where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it as a service manager does, and waits until it has ended.
    ///
    /// # Errors
    ///
    /// When it cannot be told or ends with a failure.
    pub fn stop(&mut self) -> Result<()> {
        self.signal("TERM")?;
        let status = self.child.wait()?;
        anyhow::ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }

    /// Sends it a signal.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub fn signal(&self, name: &str) -> Result<()> {
        let pid = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", name, &pid]).status()?;
        anyhow::ensure!(status.success(), "no signal {name} to the server");
        Ok(())
    }

    /// Halts it, and returns when every thread of it stands still (Linux): on a busy machine one may answer once more
    /// after the signal was sent.
    ///
    /// # Errors
    ///
    /// When it is gone or does not stand still.
    pub fn halt(&self) -> Result<()> {
        self.signal("STOP")?;
        let tasks = format!("/proc/{}/task", self.child.id());
        for _ in 0..HALT_LOOKS_MAX {
            let mut running = false;
            for task in std::fs::read_dir(&tasks)? {
                let status = std::fs::read_to_string(task?.path().join("stat"))?;
                // The state follows the name, which stands in brackets.
                let state = status.rsplit(") ").next().and_then(|it| it.chars().next());
                running |= state != Some('T');
            }
            if !running {
                return Ok(());
            }
            std::thread::yield_now();
        }
        anyhow::bail!("the server does not stand still")
    }

    /// Lets its files grow no further than so many bytes, as a full disk would; `None` lifts the limit (Linux).
    ///
    /// # Errors
    ///
    /// When it is gone or the system has no `prlimit`.
    pub fn limit_files(&self, bytes_max: Option<u64>) -> Result<()> {
        let most = bytes_max.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let status = Command::new("prlimit")
            .args(["--pid", &self.child.id().to_string()])
            .arg(format!("--fsize={most}:"))
            .status()
            .context("prlimit of the package util-linux is needed")?;
        anyhow::ensure!(status.success(), "no limit for the server's files");
        Ok(())
    }

    /// Returns the memory it uses now, in KiB (Linux).
    ///
    /// # Errors
    ///
    /// Where there is no `/proc`.
    pub fn memory_kib(&self) -> Result<u64> {
        self.memory("VmRSS:")
    }

    /// Kills it without warning.
    ///
    /// # Errors
    ///
    /// When it cannot be killed.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Returns CPU seconds used so far, of all its threads (Linux).
    ///
    /// # Errors
    ///
    /// Where there is no `/proc`.
    pub fn cpu_seconds(&self) -> Result<f64> {
        cpu_seconds(&self.child.id().to_string())
    }

    /// Returns the greatest memory it used so far, in KiB (Linux).
    ///
    /// # Errors
    ///
    /// Where there is no `/proc`.
    pub fn memory_kib_max(&self) -> Result<u64> {
        self.memory("VmHWM:")
    }

    fn memory(&self, which: &str) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(which));
        let line = line.context("no figure of the memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may be gone already; there is nobody to tell.
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Returns CPU seconds a process has used so far, of all its threads; `self` is this one (Linux).
///
/// # Errors
///
/// Where there is no `/proc`.
#[expect(clippy::cast_precision_loss, reason = "ticks of a short run")]
pub fn cpu_seconds(process: &str) -> Result<f64> {
    /// Ticks per second of `/proc`, fixed on Linux.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let fields = stat.rsplit(')').next().context("no stat")?;
    let ticks: u64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<u64>().ok())
        .sum();
    Ok(ticks as f64 / TICKS_PER_SECOND)
}

/// Prepares an empty installation and returns the one-time token of its founder.
///
/// # Errors
///
/// When the binary does not print a link.
pub fn bootstrap(binary: &Path, data: &Path) -> Result<Hash> {
    fs::create_dir_all(data)?;
    let output = Command::new(binary)
        .arg("bootstrap")
        .arg("--data")
        .arg(data)
        .output()?;
    let link = String::from_utf8(output.stdout)?;
    let token = link.trim().rsplit("#b1.").next().context("no link")?;
    token
        .parse()
        .with_context(|| format!("no token in the output of {}", binary.display()))
}

/// Returns the size of all files of a folder, in bytes.
///
/// # Errors
///
/// When it cannot be read.
pub fn bytes_of(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        bytes += if meta.is_dir() {
            bytes_of(&entry.path())?
        } else {
            meta.len()
        };
    }
    Ok(bytes)
}

/// Builds the server with a cargo profile and returns its binary.
///
/// # Errors
///
/// When it does not build.
pub fn build(release: bool) -> Result<PathBuf> {
    let mut cargo = Command::new(option_env!("CARGO").unwrap_or("cargo"));
    cargo
        .args(["build", "--quiet", "-p", "server"])
        .current_dir(crate::runner::root());
    if release {
        cargo.arg("--release");
    }
    anyhow::ensure!(cargo.status()?.success(), "the server does not build");
    let profile = if release { "release" } else { "debug" };
    Ok(crate::runner::target().join(profile).join("server"))
}
