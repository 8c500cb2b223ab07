//! Installs what the commands need and is not there yet, each thing with a word about how long it takes.
//!
//! Trunk and wasm-bindgen go into `target/tools`, so another version somebody uses elsewhere stays as it is. System
//! packages are installed only as root; everybody else is told the exact command.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, bail};

use super::{browser_stories, program, say};

const TRUNK: &str = "0.21.14";
/// Must be the version of the library in the workspace: both sides of the glue change together.
const WASM_BINDGEN: &str = "0.2.126";

/// Sees to everything that building the app needs.
///
/// # Errors
/// When something is missing and cannot be installed; the message says what to do.
pub fn for_app() -> anyhow::Result<()> {
    wasm_target()?;
    cargo_tool(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        WASM_BINDGEN,
        "1",
        "about three minutes",
    )?;
    // It only calls the others and copies files.
    cargo_tool("trunk", "trunk", TRUNK, "0", "about five minutes")
}

/// Sees to the WebAssembly target of the compiler.
///
/// # Errors
/// When rustup cannot install it.
pub fn wasm_target() -> anyhow::Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed =
        program::output(program::command("rustup").args(["target", "list", "--installed"]));
    match installed {
        Some(list) if list.lines().any(|line| line == TARGET) => Ok(()),
        Some(_) => {
            say::step(
                "the compiler's WebAssembly target is missing; installing it, about a minute",
            );
            program::run(program::command("rustup").args(["target", "add", TARGET]))
        }
        // A compiler without rustup brings its targets itself; if not, the build says so.
        None => Ok(()),
    }
}

/// Sees to the sources of the standard library, which lets it be built for size.
///
/// # Errors
/// When there is no rustup or it cannot install them.
pub fn std_sources() -> anyhow::Result<()> {
    let sysroot = program::output(program::command("rustc").args(["--print", "sysroot"]))
        .context("there is no rustc")?;
    if PathBuf::from(sysroot)
        .join("lib/rustlib/src/rust/library")
        .is_dir()
    {
        return Ok(());
    }
    say::step("the sources of the standard library are missing; installing them, a few seconds");
    program::run(program::command("rustup").args(["component", "add", "rust-src"]))
}

fn cargo_tool(
    name: &str,
    package: &str,
    version: &str,
    opt_level: &str,
    time: &str,
) -> anyhow::Result<()> {
    let found = program::output(program::command(name).arg("--version"));
    if found.is_some_and(|line| line.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    say::step(&format!(
        "{name} {version} is missing; installing it into target/tools, {time}"
    ));
    program::run(
        program::command("cargo")
            .args(["install", "--locked", "--version", version, "--root"])
            .arg(program::tools())
            .arg(package)
            // Neither loads anything: what they need is here. Without TLS there is less to compile.
            .arg("--no-default-features")
            // The tool's own profile optimises for an hour of use; ours runs for seconds.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env_remove("CARGO_TARGET_DIR"),
    )
}

/// Sees to the packages of `tests/browser`: wasm-opt, Playwright, axe. Browsers are never downloaded.
///
/// # Errors
/// When Node.js is missing or npm fails.
pub fn npm_packages() -> anyhow::Result<()> {
    let folder = browser_stories();
    let wanted = super::stamp::of(&[folder.join("package-lock.json")], "npm")?;
    let stamp = folder.join("node_modules/.stamp");
    if super::stamp::is_current(&stamp, &wanted) {
        return Ok(());
    }
    if program::find("npm").is_none() {
        system_packages(&["nodejs", "npm"], "Node.js")?;
    }
    say::step(
        "npm packages (wasm-opt, Playwright, axe) are missing; installing them, about a minute",
    );
    program::run(
        program::command("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Returns the wasm-opt of the npm packages, if it is installed.
pub fn wasm_opt() -> Option<PathBuf> {
    Some(browser_stories().join("node_modules/.bin/wasm-opt")).filter(|file| file.exists())
}

/// Returns cargo-deny: the system's, else the one among the Python packages, which is built and much quicker there.
///
/// # Errors
/// As [`python`].
pub fn cargo_deny() -> anyhow::Result<PathBuf> {
    if let Some(file) = program::find("cargo-deny") {
        return Ok(file);
    }
    let python = python()?;
    Ok(python.with_file_name("cargo-deny"))
}

/// Returns a Python that has libsodium, in an environment of its own below `target`.
///
/// # Errors
/// When there is no Python 3 with `venv` and we may not install it, or the registry cannot be reached.
pub fn python() -> anyhow::Result<PathBuf> {
    let requirements = super::root().join("tests/requirements.txt");
    let folder = super::target().join("python");
    let (python, stamp) = (folder.join("bin/python"), folder.join(".stamp"));
    let wanted = super::stamp::of(std::slice::from_ref(&requirements), "python")?;
    if super::stamp::is_current(&stamp, &wanted) {
        return Ok(python);
    }
    // Debian keeps venv in a package of its own: python3 alone says whether it is there.
    let has_venv = || program::output(program::command("python3").args(["-c", "import ensurepip"]));
    if has_venv().is_none() {
        system_packages(&["python3", "python3-venv"], "Python 3 with venv")?;
    }
    say::step(
        "PyNaCl and cargo-deny are missing; installing them into target/python, a few seconds",
    );
    program::run(
        program::command("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    program::run(
        program::command(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(["--only-binary", ":all:", "--requirement"])
            .arg(requirements),
    )?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(python)
}

/// Returns the system's Chromium, installing it first when that is permitted.
///
/// # Errors
/// When there is none and we may not install it.
pub fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(file) = env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(find_chromium)
    {
        return Ok(file);
    }
    system_packages(&["chromium"], "Chromium")?;
    find_chromium()
        .context("Chromium is installed but not on the path; name it in CHROMIUM=/path/to/chromium")
}

fn find_chromium() -> Option<PathBuf> {
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ]
    .iter()
    .find_map(|name| program::find(name))
}

/// Returns the driver that lets wasm tests run in Chromium, installing it first when that is permitted.
///
/// # Errors
/// When there is none and we may not install it.
pub fn chromedriver() -> anyhow::Result<PathBuf> {
    if let Some(file) = program::find("chromedriver") {
        return Ok(file);
    }
    system_packages(&["chromium-driver"], "chromedriver")?;
    program::find("chromedriver").context("chromedriver is installed but not on the path")
}

fn system_packages(packages: &[&str], what: &str) -> anyhow::Result<()> {
    let line = format!("apt-get install --yes {}", packages.join(" "));
    if !program::is_root() || program::find("apt-get").is_none() {
        bail!("{what} is missing. Please install it, on Debian or Ubuntu with: sudo {line}");
    }
    say::step(&format!(
        "{what} is missing; installing it with apt-get, one to three minutes"
    ));
    program::run(program::command("apt-get").args(["update", "--quiet", "--quiet"]))?;
    program::run(
        program::command("apt-get")
            .args([
                "install",
                "--yes",
                "--quiet",
                "--quiet",
                "--no-install-recommends",
            ])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .with_context(|| format!("{what} could not be installed; please run: {line}"))
}
