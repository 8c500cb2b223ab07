//! Kit for scenarios, benchmarks and the commands.

pub mod runner;
