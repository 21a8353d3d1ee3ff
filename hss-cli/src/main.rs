//! The `hss` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    hss_cli::run(std::env::args_os().collect())
}
