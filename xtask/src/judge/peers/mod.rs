//! Other generators on the same documents: progenitor, and openapi-generator for Rust with reqwest.

mod openapi_generator;
mod progenitor;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xshell::Shell;

use super::program::Workspace;
use crate::Error;
use crate::corpus::{document, import, process};
use openapi_generator::OpenApiGenerator;
use progenitor::Progenitor;

/// A document's outcome with one generator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// The operations that the code has; `None` if there is no code.
    pub(crate) covered: Option<usize>,
    /// `None` if nothing was compiled.
    pub(crate) compiles: Option<bool>,
    /// The message of the generator or the compiler.
    pub(crate) problem: Option<String>,
}

impl Outcome {
    pub(crate) fn refused(problem: &str) -> Self {
        Self { problem: Some(problem.to_owned()), ..Self::default() }
    }
}

/// A document's outcomes.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) document: String,
    pub(crate) operations: usize,
    /// Ours, progenitor's, openapi-generator's; `None` for a generator that is not installed.
    pub(crate) outcomes: [Option<Outcome>; 3],
}

/// Prints the table of all documents, in Markdown, or as JSON. For a peer that cannot be installed, prints the reason
/// and leaves the column empty.
///
/// # Errors
///
/// A file cannot be read or written.
pub(crate) fn run(
    shell: &Shell,
    root: &Path,
    folder: &Path,
    documents: &[PathBuf],
    limit: Duration,
    is_json: bool,
) -> Result<(), Error> {
    let folder = &folder.join("peers");
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let ours = Workspace::new(root, &folder.join("ours"), documents.len(), limit)?;
    let progenitor = installed("progenitor", Progenitor::build(shell, root, folder));
    let openapi_generator = installed("openapi-generator", OpenApiGenerator::install(shell, folder));
    let program = import::program(root, "debug");
    let mut rows = Vec::new();
    for (index, path) in documents.iter().enumerate() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let member = ours.member(index);
        let imported = import::run(&program, &member.spec_folder(), path, limit)?;
        let own = match &imported.code {
            None => Outcome::refused(imported.refusal.as_deref().unwrap_or("no code")),
            Some(code) => {
                let broken = member.check(code)?;
                Outcome {
                    covered: Some(imported.taken.len()),
                    compiles: Some(broken.is_none()),
                    problem: broken,
                }
            }
        };
        let row = Row {
            document: name,
            operations: document::operations(path)?.len(),
            outcomes: [
                Some(own),
                progenitor.as_ref().map(|peer| peer.outcome(path, index, limit)).transpose()?,
                openapi_generator.as_ref().map(|peer| peer.outcome(path, index, limit)).transpose()?,
            ],
        };
        if !is_json {
            eprintln!("{}", table::line(&row));
        }
        rows.push(row);
    }
    println!("{}", if is_json { table::json(&rows).to_string() } else { table::markdown(&rows) });
    Ok(())
}

/// The peer, if it is installed; else prints the reason why it is skipped.
fn installed<T>(name: &str, peer: Result<T, Error>) -> Option<T> {
    peer.inspect_err(|error| eprintln!("skipped: {name}, since {error}")).ok()
}

/// Compiles the crate in that folder; returns the compiler's first error, if any.
fn check(folder: &Path, target: &Path, limit: Duration) -> Result<Option<String>, Error> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["check", "--quiet", "--lib"]).current_dir(folder).env("CARGO_TARGET_DIR", target);
    let finished = process::run(&mut cargo, limit)?;
    let is_error = |line: &&str| line.starts_with("error");
    let first = || finished.stderr.lines().find(is_error).unwrap_or("it does not compile").to_owned();
    Ok((!finished.is_success()).then(first))
}
