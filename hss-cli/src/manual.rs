//! `hss man`: manual pages.

use std::io::{self, Write as _};

use clap::ArgMatches;

use crate::command;
use crate::failure::Failure;
use crate::program::Program;
use crate::terminal::Terminal;

/// Prints the page of an operation, or of the whole command.
pub(crate) fn print(program: &Program, given: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let page = match given.get_one::<String>("operation") {
        Some(name) => {
            let operation = program.find(name)?;
            let usage = program.command(operation);
            let name = usage.replace(' ', "-");
            clap_mangen::Man::new(command::of_operation(program, operation).name(name).bin_name(usage))
        }
        None => clap_mangen::Man::new(command::overview(program, terminal)),
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(())
}
