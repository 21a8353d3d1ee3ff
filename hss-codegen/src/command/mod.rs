//! The command line. Exit codes: 0 fine, 1 findings or bad input, 2 usage.

mod check;
mod compared;
mod diff;
mod documents;
mod generate;
mod import;
mod output;
mod replacement;
mod side_by_side;
mod sources;
mod spec_folder;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use spec_folder::SpecFolder;

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
    /// Read pages or documents into the spec, all of them or nothing, and say what changes.
    Import(import::Import),
    /// Report every problem in the spec, every dispute between its sources and every dead fixup.
    Check(check::Check),
    /// Say what changed between two specs, pages or documents, and which version number that asks for.
    Diff(diff::Diff),
    /// Write the Rust code that the macro expands to.
    Generate(generate::Generate),
}

/// Why a command stops: what to tell the user. The exit code is 1.
struct Stop(String);

impl<E: std::error::Error> From<E> for Stop {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Parses the arguments and runs the command.
pub(crate) fn run() -> ExitCode {
    let command = Command::parse();
    let result = match &command.action {
        Action::Import(import) => import.run(&command.spec),
        Action::Check(check) => check.run(&command.spec),
        Action::Diff(diff) => diff.run(&command.spec),
        Action::Generate(generate) => generate.run(&command.spec),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(message)) => {
            output::complain(&message);
            ExitCode::FAILURE
        }
    }
}
