//! Errors of the parser, and a suggestion for a mistyped command.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::own;
use crate::catalog;
use crate::failure::Failure;

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
            (ErrorKind::InvalidSubcommand, Some(ContextValue::String(name))) => {
                Failure::Usage(unknown_command(name, &error))
            }
            _ => Failure::Arguments(error),
        }
    }
}

/// The message about an unknown command. The parser itself names every command that looks a little like it: too many
/// among hundreds.
fn unknown_command(name: &str, error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    // `Usage: hss image <OPERATION>`
    let group = usage.split_whitespace().nth(2).filter(|word| !word.starts_with(['<', '[']));
    match group {
        Some(group) => {
            let groups = catalog::groups();
            let known = groups.iter().filter(|known| known.name == group);
            let names =
                known.flat_map(|known| known.operations.iter().map(|known| catalog::command_name(known)));
            format!("there is no operation `{name}`; {}", hint(name, names))
        }
        None => match catalog::find(name) {
            Ok(operation) => format!(
                "there is no group or command `{name}`; the operation is `hss {} {}`",
                operation.group,
                catalog::command_name(operation)
            ),
            Err(_) => {
                let own = own::commands(&[]).into_iter().map(|command| command.get_name().to_owned());
                let groups = catalog::groups().into_iter().map(|group| group.name.to_owned());
                format!("there is no group or command `{name}`; {}", hint(name, own.chain(groups)))
            }
        },
    }
}

fn hint(name: &str, known: impl Iterator<Item = String>) -> String {
    match catalog::nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`hss ops {name}` looks for it"),
    }
}
