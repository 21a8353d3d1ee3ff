//! `hss man`: manual pages.

use std::io::{self, Write as _};

use clap::ArgMatches;

use crate::failure::Failure;
use crate::terminal::Terminal;
use crate::{catalog, command};

/// Prints the page of an operation, or of the whole command.
pub(crate) fn print(given: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let page = match given.get_one::<String>("operation") {
        Some(name) => {
            let operation = catalog::find(name)?;
            let name = format!("hss-{}-{}", operation.group, catalog::command_name(operation));
            let usage = format!("hss {} {}", operation.group, catalog::command_name(operation));
            clap_mangen::Man::new(command::of_operation(operation).name(name).bin_name(usage))
        }
        None => clap_mangen::Man::new(command::overview(terminal)),
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(())
}
