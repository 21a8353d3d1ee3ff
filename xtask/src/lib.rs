//! Development tasks of this repository, run as `cargo xtask TASK`.

#![warn(clippy::too_many_lines)]

mod ci;
mod corpus;
mod deny;
mod docs;
mod error;
mod export;
mod features;
pub mod groups;
mod judge;
mod manifest;
mod msrv;
mod mutants;
mod package;
mod readme;
pub mod release;
pub mod sentences;
mod services;
mod snapshots;
mod sync;
pub mod tidy;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use xshell::Shell;

pub use docs::as_rustdoc;
pub use error::Error;

/// The command line of `cargo xtask`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", disable_version_flag = true)]
pub struct Arguments {
    /// The task to run.
    #[command(subcommand)]
    pub task: Task,
}

/// A task, with its options.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Runs all checks that have to pass before a merge, with only the installed stable toolchain
    Ci(ci::Options),
    /// Imports, generates and compiles every OpenAPI document of the given folders, and reports the results
    Corpus(corpus::Options),
    /// Has Prism judge calls of every operation of the given OpenAPI documents, made through their generated clients
    Judge(judge::Options),
    /// Exports specs as OpenAPI documents, and has an independent validator check them
    ExportValid,
    /// Calls every operation of services with their clients and the vendor's Python SDK, and compares the requests
    Services(services::Options),
    /// Checks layers, import cycles, file lengths, import order, doc comments, words, documented commands and the changelog
    Tidy(tidy::Options),
    /// Updates the listings of public items and the snapshots of insta, trybuild and trycmd
    Snapshots(snapshots::Options),
    /// Builds the documentation as docs.rs does, with warnings denied
    Docs,
    /// Checks each group of operations alone, and combinations of the runtime's features
    Features(features::Options),
    /// Writes the features and modules of `hss-client` for the groups of the spec
    Groups(groups::Options),
    /// Creates the published copy of `hss-client`, with generated source instead of the macro calls
    Package(package::Options),
    /// Prepares a release by the changes of the spec since the last one, packs it, or publishes it
    Release(release::Options),
    /// Measures `hss-codegen sync` with a site of this machine
    Sync(sync::Options),
    /// Checks the workspace with the oldest supported Rust
    Msrv,
    /// Mutates validation, retries, paging, signing and diff with cargo-mutants; takes hours
    Mutants(mutants::Options),
    /// Checks licences, advisories and sources of the dependencies with cargo-deny
    Deny,
}

impl Task {
    /// Runs the task in the repository at `root`.
    ///
    /// # Errors
    ///
    /// A command failed, a file could not be read, or `corpus`, `judge`, `services`, `tidy` or `snapshots --check` found a
    /// problem.
    pub fn run(&self, root: &Path) -> Result<(), Error> {
        let shell = Shell::new()?;
        shell.change_dir(root);
        match self {
            Task::Ci(options) => ci::run(&shell, root, options),
            Task::Corpus(options) => corpus::run(&shell, root, options),
            Task::Judge(options) => judge::run(&shell, root, options),
            Task::ExportValid => export::run(&shell, root),
            Task::Services(options) => services::run(&shell, root, options),
            Task::Tidy(options) => tidy::run(&shell, root, options),
            Task::Snapshots(options) => snapshots::run(&shell, root, options),
            Task::Docs => docs::run(&shell),
            Task::Features(options) => features::run(&shell, root, options),
            Task::Groups(options) => groups::run(root, options),
            Task::Package(options) => package::run(&shell, root, options),
            Task::Release(options) => release::run(&shell, root, options),
            Task::Sync(options) => sync::run(&shell, root, options),
            Task::Msrv => msrv::run(&shell, root),
            Task::Mutants(options) => mutants::run(&shell, options),
            Task::Deny => deny::run(&shell),
        }
    }
}

/// The folder of the repository that this program was built from.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}
