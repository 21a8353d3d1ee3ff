//! The `hss` command: every operation of the service from a terminal.
//!
//! No code is specific to an operation: the tables of [`hss_client::operations`] hold the operations, the spelling and
//! the bounds of their parameters, and the types of their responses. The same tables give the help, the completions, the
//! manual pages and the samples of `hss describe`.

// In reading order; each file imports only files above its own:
//
//     shown, shell_quote, terminal, failure     text for terminals and shells, failures
//     catalog, spelled, value_text, query       operations by name, values as text
//     describe                                  descriptions and samples
//     command                                   the command line
//     progress, output                          progress bars, tables, JSON, CSV
//     verbose, profile, connection, body        the client, the mock, request bodies
//     dry_run, save, listing, watch, call       one call
//     completion, manual, mock_server,
//     operation_list                            the other commands

mod body;
mod call;
mod catalog;
mod command;
mod completion;
mod connection;
mod describe;
mod dry_run;
mod failure;
mod listing;
mod manual;
mod mock_server;
mod operation_list;
mod output;
mod profile;
mod progress;
mod query;
mod save;
mod shell_quote;
mod shown;
mod spelled;
mod terminal;
mod value_text;
mod verbose;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;

use crate::failure::Failure;
use crate::terminal::Terminal;

/// Runs the command with these arguments, the program's own name first.
///
/// Exit codes: 0 for success, 1 for an error of the API or the network, 2 for a wrong request: usage, a violated bound,
/// missing credentials.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let arguments = command::help_as_option(arguments);
    let terminal = Terminal::of_process();
    let result = completion::candidates_for(&arguments).unwrap_or_else(|| {
        let matches = command::root(&arguments, &terminal).try_get_matches_from(&arguments)?;
        dispatch(&matches, &terminal)
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn dispatch(matches: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    match matches.subcommand() {
        Some((command::CALL, call)) => call::by_id(&[call, matches], terminal),
        Some((command::OPS, ops)) => operation_list::print(ops, terminal),
        Some((command::DESCRIBE, describe)) => describe::print(describe, terminal),
        Some((command::MOCK, mock)) => mock_server::serve(mock),
        Some((command::COMPLETIONS, completions)) => completion::print(completions),
        Some((command::MAN, man)) => manual::print(man, terminal),
        Some((group, inner)) => match inner.subcommand() {
            Some((name, given)) => {
                call::by_name(catalog::in_group(group, name)?, &[given, inner, matches], terminal)
            }
            None => Ok(()),
        },
        None => Ok(()),
    }
}
