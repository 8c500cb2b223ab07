//! Kit for scenarios, benchmarks and the commands.

pub mod demo;
pub mod headless;
pub mod link;
pub mod rows;
pub mod runner;
