//! The `hss` command: every operation of the service from a terminal.
//!
//! It knows no operation by name: the tables of [`hss_client::operations`] say what there is to call, how its
//! parameters are spelled and checked, and what its answers mean. The same tables give the help, the completions,
//! the manual pages and the samples of `hss describe`.

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
mod progress;
mod query;
mod save;
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
/// It exits with 0 when all went well, 1 after an error of the API or the network, and 2 where what was asked for is
/// wrong: usage, a violated bound, missing credentials.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let terminal = Terminal::of_process();
    let result = completion::answer(&arguments).unwrap_or_else(|| {
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
        Some((family, inner)) => match inner.subcommand() {
            Some((name, given)) => {
                call::by_name(catalog::in_family(family, name)?, &[given, inner, matches], terminal)
            }
            None => Ok(()),
        },
        None => Ok(()),
    }
}
