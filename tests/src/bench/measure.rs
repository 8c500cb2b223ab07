//! One measurement: time, bytes on the wire, the server's share.

use crate::headless::Headless;
use crate::server_process::ServerProcess;
use anyhow::Result;
use serde_json::{Value, json};
use std::io::Write as _;
use std::time::Instant;

/// A running measurement.
pub(super) struct Measure<'a> {
    name: &'static str,
    n: usize,
    server: &'a ServerProcess,
    cpu: f64,
    up: u64,
    down: u64,
    started: Instant,
}

impl<'a> Measure<'a> {
    pub(super) fn start(name: &'static str, n: usize, server: &'a ServerProcess) -> Result<Self> {
        let cpu = server.cpu_seconds()?;
        Ok(Self {
            name,
            n,
            server,
            cpu,
            up: 0,
            down: 0,
            started: Instant::now(),
        })
    }

    /// Leaves out what the devices have sent and received so far.
    pub(super) fn from(mut self, devices: &[&Headless]) -> Self {
        (self.up, self.down) = wire(devices);
        self.started = Instant::now();
        self
    }

    pub(super) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Prints the line, with `more` figures of this benchmark.
    pub(super) fn finish(self, devices: &[&Headless], more: &[(&str, f64)]) -> Result<()> {
        let seconds = self.seconds();
        let (up, down) = wire(devices);
        let mut line = json!({
            "name": self.name,
            "n": self.n,
            "seconds": seconds,
            "bytes_up": up - self.up,
            "bytes_down": down - self.down,
            "server_cpu_seconds": self.server.cpu_seconds()? - self.cpu,
            "server_memory_kib": self.server.memory_kib_max()?,
        });
        if let Value::Object(fields) = &mut line {
            for (name, figure) in more {
                fields.insert((*name).to_owned(), json!(figure));
            }
        }
        print(&line)
    }
}

pub(super) fn print(line: &Value) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn wire(devices: &[&Headless]) -> (u64, u64) {
    devices.iter().fold((0, 0), |(up, down), device| {
        let wire = device.link.wire();
        (up + wire.up(), down + wire.down())
    })
}
