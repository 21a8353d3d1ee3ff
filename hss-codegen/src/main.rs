//! The `hss-codegen` command: imports vendor documents into a spec, checks it, and generates code from it.

#![warn(clippy::too_many_lines)]

mod command;
#[cfg(feature = "sync")]
mod fetch;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::run()
}
