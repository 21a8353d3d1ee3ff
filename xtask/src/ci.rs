//! Everything that must pass before a merge.

use std::fs;
use std::path::Path;

use xshell::{Shell, cmd};

use crate::{Error, docs, features, manifest, readme, snapshots, tidy};

/// Runs the steps in order, the quick ones first; the first failure ends the run.
///
/// # Errors
///
/// A step failed.
pub(crate) fn run(shell: &Shell, root: &Path) -> Result<(), Error> {
    cmd!(shell, "cargo fmt --all --check").run()?;
    tidy::run(shell, root, &tidy::Options::default())?;
    cmd!(shell, "cargo clippy --locked --workspace --all-targets --all-features -- -D warnings").run()?;
    docs::run(shell)?;
    snapshots::check(shell, root)?;
    documented_commands(shell, root)?;
    cmd!(shell, "cargo test --locked --package hss-runtime --all-features").run()?;
    python_sdk(shell)?;
    // The picture in README shows what the command prints.
    cmd!(shell, "cargo run --locked --package hss-cli --example record -- docs/session.svg --check").run()?;
    features::run(shell, root, &features::Options::default())?;
    // The benchmarks are not run, but still fit the client.
    cmd!(
        shell,
        "cargo check --locked --quiet --manifest-path benches/Cargo.toml --package run-time --all-targets"
    )
    .run()?;
    package(shell, root)
}

/// README's commands, word for word; the second one is the test suite.
fn documented_commands(shell: &Shell, root: &Path) -> Result<(), Error> {
    let path = root.join("README.md");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let commands = readme::commands(&text);
    if commands.is_empty() {
        return Err(Error::Unexpected { path, problem: "no block of `sh` with a command".to_owned() });
    }
    for readme::Command { text, .. } in commands {
        cmd!(shell, "bash -euo pipefail -c {text}").run()?;
    }
    Ok(())
}

/// The vendor's own Python SDK against the mock.
fn python_sdk(shell: &Shell) -> Result<(), Error> {
    if cmd!(shell, "python3 --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        eprintln!("skipped: the vendor's Python SDK against the mock, since python3 is missing");
        return Ok(());
    }
    cmd!(shell, "cargo test --locked --package hss-cli --test python_sdk")
        .env("HSS_TEST_PYTHON_SDK", "1")
        .run()?;
    Ok(())
}

/// Builds each published package from what would be uploaded. The folder is new each time: cargo caches the unpacked
/// sources of a packaging by the folder's path, and would build those of an earlier run.
fn package(shell: &Shell, root: &Path) -> Result<(), Error> {
    let target = root.join("target");
    fs::create_dir_all(&target).map_err(Error::file(&target))?;
    let folder = target.join(format!("packaging.{}", std::process::id()));
    let packages = manifest::PUBLISHED.iter().flat_map(|package| ["--package", package]);
    let packaged = cmd!(shell, "cargo package --locked --target-dir {folder} {packages...}").run();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    Ok(packaged?)
}
