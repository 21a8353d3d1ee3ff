//! The `hss` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    hss_cli::Program::hss().run()
}
