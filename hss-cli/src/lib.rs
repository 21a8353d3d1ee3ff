//! Every operation of an API from a terminal: the `hss` command for Huawei Cloud HSS, and the command line of any other
//! API with a generated client.
//!
//! A program for another API is a crate with this `main`, and with `default-features = false` in its dependency on this one,
//! since the default feature is the command `hss` with its client:
//!
//! ```no_run
//! # use hss_client as my_api;
//! fn main() -> std::process::ExitCode {
//!     hss_cli::run(&my_api::API)
//! }
//! ```
//!
//! [`Program`] has the settings: name, version, description, and the spec's files for the mock.
//!
//! No code is specific to an operation: the tables in [`Api`] hold the operations, the spelling and the bounds of their
//! parameters, and the types of their responses. The same tables give the help, the completions, the manual pages and the
//! samples of `describe`.

#![warn(clippy::too_many_lines)]
#![cfg_attr(docsrs, feature(doc_cfg))]

// In reading order; each file imports only files above its own:
//
//     shown, shell_quote, terminal              text for terminals and shells
//     catalog, program                          operations by name, the program that has them
//     failure, lookup                           failures, operations that a user names
//     wording, value_text, query, accept        values as text, the media type of a response
//     describe                                  descriptions and samples
//     profile                                   the profile file
//     command                                   the command line
//     progress, output                          progress bars, tables, JSON, CSV
//     verbose, connection, body                 the client, the mock, request bodies
//     dry_run, save, listing, stream, watch,
//     call                                      one call
//     completion, manual, mock_server,
//     operation_list, explore                   the other commands
//     hss                                       the program for Huawei Cloud HSS

mod accept;
mod body;
mod call;
mod catalog;
mod command;
mod completion;
mod connection;
mod describe;
mod dry_run;
#[cfg(feature = "explore")]
mod explore;
mod failure;
#[cfg(feature = "hss")]
mod hss;
mod listing;
mod lookup;
mod manual;
mod mock_server;
mod operation_list;
mod operation_options;
mod options;
mod output;
mod parameter_name;
mod profile;
mod program;
mod progress;
mod query;
mod save;
mod shell_quote;
mod shown;
mod stream;
mod terminal;
mod value_text;
mod verbose;
mod watch;
mod wording;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;
use hss_runtime::schema::Api;

use crate::failure::Failure;
use crate::terminal::Terminal;

pub use program::Program;

/// Runs the command line of an API with the arguments of this process; [`Program`] has settings for it.
pub fn run(api: &'static Api) -> ExitCode {
    Program::new(api).run()
}

impl Program {
    /// Runs the command line with the arguments of this process.
    ///
    /// Exit codes: 0 for success, 1 for an error of the API or the network, 2 for a wrong request: usage, a violated bound,
    /// missing credentials; 130 after Ctrl-C.
    pub fn run(&self) -> ExitCode {
        self.run_with(std::env::args_os().collect())
    }

    /// Runs the command line with these arguments, the program's own name first.
    pub fn run_with(&self, arguments: Vec<OsString>) -> ExitCode {
        let arguments = command::help_as_option(self, arguments);
        let terminal = Terminal::of_process();
        let result = completion::candidates_for(self, &arguments).unwrap_or_else(|| {
            let matches = command::root(self, &arguments, &terminal).try_get_matches_from(&arguments);
            let matches = matches.map_err(|error| command::failure(self, error))?;
            dispatch(self, &matches, &terminal)
        });
        match result {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.report(self),
        }
    }
}

fn dispatch(program: &Program, matches: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    match matches.subcommand() {
        Some((command::CALL, call)) => call::by_id(program, &[call, matches], terminal),
        Some((command::OPS, ops)) => operation_list::print(program, ops, terminal),
        Some((command::DESCRIBE, describe)) => describe::print(program, describe, terminal),
        #[cfg(feature = "explore")]
        Some((command::EXPLORE, explore)) => explore::run(program, &[explore, matches]),
        Some((command::MOCK, mock)) => mock_server::serve(program, mock),
        Some((command::COMPLETIONS, completions)) => completion::print(program, completions),
        Some((command::MAN, man)) => manual::print(program, man, terminal),
        Some((group, inner)) => {
            let operation = inner
                .subcommand()
                .and_then(|(name, given)| Some((program.catalog.in_group(group, name)?, given)));
            match operation {
                Some((operation, given)) => {
                    call::by_name(program, operation, &[given, inner, matches], terminal)
                }
                None => Ok(()),
            }
        }
        None => Ok(()),
    }
}
