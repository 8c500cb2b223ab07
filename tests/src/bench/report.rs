//! Lines of figures: how they are taken, printed, and compared with the goals.

use crate::link::Wire;
use crate::server_process::{ServerProcess, cpu_seconds};
use crate::workload::Text;
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant;

/// What was measured so far.
#[derive(Default)]
pub(super) struct Report {
    lines: Vec<Value>,
}

/// The most a figure is to be.
pub(super) struct Goal {
    name: &'static str,
    n: usize,
    figure: &'static str,
    most: f64,
}

impl Goal {
    pub(super) const fn most(
        name: &'static str,
        n: usize,
        figure: &'static str,
        most: f64,
    ) -> Self {
        Self {
            name,
            n,
            figure,
            most,
        }
    }
}

impl Report {
    /// Prints a line and keeps it.
    pub(super) fn add(
        &mut self,
        name: &str,
        n: usize,
        text: Text,
        figures: Map<String, Value>,
    ) -> Result<()> {
        let mut line = Map::new();
        line.insert("name".to_owned(), json!(name));
        line.insert("n".to_owned(), json!(n));
        line.insert("text".to_owned(), json!(text.name()));
        line.extend(figures);
        let line = Value::Object(line);
        print(&line)?;
        self.lines.push(line);
        Ok(())
    }

    /// Returns a figure of the words every system was measured with; the middle one if it was taken more than once.
    pub(super) fn figure(&self, name: &str, n: usize, figure: &str) -> Option<f64> {
        let lines = self.lines.iter().filter(|line| {
            line.get("name") == Some(&json!(name))
                && line.get("n") == Some(&json!(n))
                && line.get("text") == Some(&json!(Text::Words.name()))
        });
        let mut taken: Vec<f64> = lines
            .filter_map(|line| line.get(figure)?.as_f64())
            .collect();
        taken.sort_by(f64::total_cmp);
        taken.get(taken.len() / 2).copied()
    }

    /// Prints how much more a record costs at the greater size, for each of `names`.
    pub(super) fn growth(
        &mut self,
        name: &str,
        (few, many): (usize, usize),
        names: &[&str],
    ) -> Result<()> {
        let mut figures = Map::new();
        for of in names {
            let each = |n| Some(self.figure(of, n, "seconds")? / count(n));
            if let (Some(at_few), Some(at_many)) = (each(few), each(many)) {
                figures.insert(format!("{of}_growth"), json!(at_many / at_few));
            }
        }
        self.add(name, many, Text::Words, figures)
    }

    /// Prints each goal beside what was measured for it.
    pub(super) fn goals(&self, goals: &[Goal]) -> Result<()> {
        for goal in goals {
            let Some(value) = self.figure(goal.name, goal.n, goal.figure) else {
                continue;
            };
            print(&json!({
                "name": "goal",
                "of": goal.name,
                "n": goal.n,
                "figure": goal.figure,
                "most": goal.most,
                "measured": value,
                "met": value <= goal.most,
            }))?;
        }
        Ok(())
    }
}

/// A running measurement.
pub(super) struct Measure<'a> {
    server: &'a ServerProcess,
    wires: Vec<(Arc<Wire>, u64, u64)>,
    cpu: f64,
    own_cpu: f64,
    started: Instant,
}

impl<'a> Measure<'a> {
    /// Starts the clock; counts what goes over `wires` from now on.
    pub(super) fn start(
        server: &'a ServerProcess,
        wires: impl IntoIterator<Item = Arc<Wire>>,
    ) -> Result<Self> {
        let wires = wires
            .into_iter()
            .map(|wire| {
                let (up, down) = (wire.up(), wire.down());
                (wire, up, down)
            })
            .collect();
        Ok(Self {
            server,
            wires,
            cpu: server.cpu_seconds()?,
            own_cpu: cpu_seconds("self")?,
            started: Instant::now(),
        })
    }

    /// Returns the time since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Returns the figures of every exchange. `seconds` is what the benchmark is about.
    pub(super) fn figures(&self, seconds: f64) -> Result<Map<String, Value>> {
        let up: u64 = self.wires.iter().map(|(wire, up, _)| wire.up() - up).sum();
        let down: u64 = self
            .wires
            .iter()
            .map(|(wire, _, down)| wire.down() - down)
            .sum();
        Ok(figures(&[
            ("seconds", json!(seconds)),
            ("bytes_up", json!(up)),
            ("bytes_down", json!(down)),
            ("bytes", json!(up + down)),
            (
                "server_cpu_seconds",
                json!(round(self.server.cpu_seconds()? - self.cpu)),
            ),
            // The devices and this program; on a machine that has other things to do it says more than the clock.
            (
                "client_cpu_seconds",
                json!(round(cpu_seconds("self")? - self.own_cpu)),
            ),
            ("server_memory_kib", json!(self.server.memory_kib_max()?)),
        ]))
    }
}

/// Makes a map of figures.
pub(super) fn figures(of: &[(&str, Value)]) -> Map<String, Value> {
    of.iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

/// Returns bytes per record, with one digit behind the point.
pub(super) fn per(bytes: u64, n: usize) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "figures of some digits")]
    let bytes = bytes as f64;
    json!((bytes / count(n) * 10.0).round() / 10.0)
}

fn round(seconds: f64) -> f64 {
    (seconds * 100.0).round() / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn count(n: usize) -> f64 {
    n as f64
}

fn print(line: &Value) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
