//! Everything that must pass before a merge.

use std::fs;
use std::path::Path;
use std::time::Instant;

use clap::Args;
use xshell::{Shell, cmd};

use crate::{
    Error, docs, export, features, groups, judge, manifest, package, readme, sentences, services, snapshots,
    tidy,
};

/// The options of `ci`.
#[derive(Args, Debug)]
pub struct Options {
    /// Runs only the steps whose names contain this text
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
}

/// Runs the steps in order, the quick ones first, until one fails. Prints the seconds of each, and a table of them at
/// the end.
///
/// # Errors
///
/// A step failed.
pub(crate) fn run(shell: &Shell, root: &Path, options: &Options) -> Result<(), Error> {
    let mut times = Times { only: options.only.clone(), taken: Vec::new() };
    times.step("format", || {
        for manifest in manifest::WORKSPACES {
            cmd!(shell, "cargo fmt --all --check --manifest-path {manifest}").run()?;
        }
        Ok(())
    })?;
    times.step("tidy", || tidy::run(shell, root, &tidy::Options::default()))?;
    times.step("groups", || groups::run(root, &groups::Options { check: true }))?;
    times.step("sentences", || sentences::check(root))?;
    times.step("clippy", || {
        let cargo = cmd!(shell, "cargo clippy --locked --workspace --all-targets --all-features");
        Ok(cargo.args(["--", "-D", "warnings"]).run()?)
    })?;
    times.step("documentation", || docs::run(shell))?;
    times.step("public items", || snapshots::check(shell, root))?;
    documented_commands(shell, root, &mut times)?;
    times.step("Python SDK", || python_sdk(shell, root))?;
    times.step("export", || exported(shell, root))?;
    times.step("judge", || judge::own(shell, root))?;
    times.step("example", || {
        let cargo = cmd!(shell, "cargo test --locked --quiet --manifest-path examples/smn/Cargo.toml");
        Ok(cargo.args(["--target-dir", "target"]).run()?)
    })?;
    // The picture in README shows the output of the command.
    times.step("README's picture", || {
        let cargo = cmd!(shell, "cargo run --locked --package hss-cli --example record");
        Ok(cargo.args(["--", "docs/session.svg", "--check"]).run()?)
    })?;
    times.step("features", || features::run(shell, root, &features::Options::default()))?;
    // The benchmarks are not run, but must compile with the client.
    times.step("benchmarks", || {
        // In the common folder, since most of their dependencies are checked there already.
        let cargo = cmd!(shell, "cargo check --locked --quiet --manifest-path benches/Cargo.toml");
        Ok(cargo.args(["--target-dir", "target", "--package", "run-time", "--all-targets"]).run()?)
    })?;
    times.step("packages", || package::run(shell, root, &package::Options { check: true, pack: false }))?;
    times.step("workflows", || {
        // For the whole workspace, since its test programs are built already.
        let cargo = cmd!(shell, "cargo test --locked --quiet --workspace --all-features --test workflows");
        Ok(cargo.args(["--", "--ignored"]).run()?)
    })?;
    times.print();
    Ok(())
}

/// The time that each step took.
struct Times {
    only: Option<String>,
    taken: Vec<(String, u64)>,
}

impl Times {
    fn step(&mut self, name: &str, run: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        if self.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            return Ok(());
        }
        let start = Instant::now();
        run()?;
        let seconds = start.elapsed().as_secs();
        eprintln!("ci: {name}: {seconds} s");
        self.taken.push((name.to_owned(), seconds));
        Ok(())
    }

    fn print(&self) {
        eprintln!("ci: seconds of each step");
        for (name, seconds) in &self.taken {
            eprintln!("{seconds:>6}  {name}");
        }
        eprintln!("{:>6}  in all", self.taken.iter().map(|(_, seconds)| seconds).sum::<u64>());
    }
}

/// README's commands, verbatim; one of them is the test suite.
fn documented_commands(shell: &Shell, root: &Path, times: &mut Times) -> Result<(), Error> {
    let path = root.join("README.md");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let commands = readme::commands(&text);
    if commands.is_empty() {
        return Err(Error::Unexpected { path, problem: "no block of `sh` with a command".to_owned() });
    }
    for readme::Command { text, .. } in commands {
        times.step(&format!("`{text}`"), || Ok(cmd!(shell, "bash -euo pipefail -c {text}").run()?))?;
    }
    Ok(())
}

/// The vendor's own Python SDK against the mock.
fn python_sdk(shell: &Shell, root: &Path) -> Result<(), Error> {
    if cmd!(shell, "python3 --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        eprintln!("skipped: the vendor's Python SDK against the mock, since python3 is missing");
        return Ok(());
    }
    // For the whole workspace, since its test programs are built already.
    cmd!(shell, "cargo test --locked --workspace --all-features --test python_sdk")
        .env("HSS_TEST_PYTHON_SDK", "1")
        .run()?;
    // Every operation of two services: that of the bundled spec, and the example's.
    services::run(shell, root, &services::Options::default())
}

/// Validates exported documents, if Python is installed.
fn exported(shell: &Shell, root: &Path) -> Result<(), Error> {
    if !export::is_possible(shell) {
        eprintln!("skipped: the validity of exported documents, since Python with venv is missing");
        return Ok(());
    }
    export::run(shell, root)
}
