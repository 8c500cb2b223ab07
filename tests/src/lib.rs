//! Kit for scenarios, benchmarks and the commands.

pub mod bench;
pub mod country;
pub mod demo;
pub mod headless;
pub mod link;
pub mod rows;
pub mod runner;
pub mod second;
pub mod secrets;
pub mod server_process;
pub mod workload;
