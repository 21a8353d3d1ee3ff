//! The command line. Exit codes: 0 success, 1 findings or bad input, 2 usage, 10 `sync` found changes.

mod check;
mod compared;
mod diff;
mod documents;
mod export;
mod generate;
mod generated;
mod import;
mod index;
mod output;
mod public_items;
mod remove;
mod replacement;
mod report;
mod rust_names;
mod side_by_side;
mod sources;
mod spec_folder;
mod stop;
#[cfg(feature = "sync")]
mod sync;
mod update;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use spec_folder::SpecFolder;

/// The exit code of a `sync` that found changes.
#[cfg(feature = "sync")]
const CHANGED: u8 = 10;

/// From vendor documents to a spec, and from a spec to a typed Rust client.
#[derive(Parser)]
#[command(name = "hss-codegen", version, about)]
struct Command {
    #[command(flatten)]
    spec: SpecFolder,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Read pages or documents into the spec, all of them or none, and report the changes.
    Import(import::Import),
    /// Fetch the documents that service.json names as sources, and import them.
    ///
    /// Exits with 0 if nothing changed, with 10 if something changed, and with 1 on failure.
    #[cfg(feature = "sync")]
    Sync(sync::Sync),
    /// Set the sources in service.json, and print them.
    #[cfg(feature = "sync")]
    Sources(sync::SetSources),
    /// Remove operations from the spec, with the types, fixups and names that only they use.
    Remove(remove::Remove),
    /// Report all problems of the spec, disputes between its sources, and fixups without effect.
    Check(check::Check),
    /// Report the changes between two specs, pages or documents, and the version bump that they require.
    Diff(diff::Diff),
    /// Write the Rust code that the macro expands to.
    Generate(generate::Generate),
    /// Write the spec as an OpenAPI 3.1 document.
    Export(export::Export),
    /// Update the list of the spec's files after adding or removing one by hand.
    Index(index::Index),
}

/// Parses the arguments and runs the command.
pub(crate) fn run() -> ExitCode {
    let command = Command::parse();
    let result = match &command.action {
        #[cfg(feature = "sync")]
        Action::Sync(sync) => match sync.run(&command.spec) {
            Ok(true) => return ExitCode::from(CHANGED),
            result => result.map(drop),
        },
        #[cfg(feature = "sync")]
        Action::Sources(sources) => sources.run(&command.spec),
        Action::Import(import) => import.run(&command.spec),
        Action::Remove(remove) => remove.run(&command.spec),
        Action::Check(check) => check.run(&command.spec),
        Action::Diff(diff) => diff.run(&command.spec),
        Action::Generate(generate) => generate.run(&command.spec),
        Action::Export(export) => export.run(&command.spec),
        Action::Index(index) => index.run(&command.spec),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            output::complain(&stop.message);
            ExitCode::FAILURE
        }
    }
}
