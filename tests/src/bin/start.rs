//! `cargo start`: from a fresh clone to a running app with one command.

fn main() -> anyhow::Result<()> {
    tests::runner::app_build::build_app(tests::runner::app_build::Profile::Dev)?;
    Ok(())
}
