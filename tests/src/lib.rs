//! Kit for scenarios, benchmarks and the commands.
