//! Errors of the parser, and a suggestion for a mistyped command.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::own;
use crate::catalog;
use crate::failure::Failure;
use crate::program::Program;

/// The failure for an error of the parser.
pub(crate) fn failure(program: &Program, error: clap::Error) -> Failure {
    match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(name))) => {
            Failure::Usage(unknown_command(program, name, &error))
        }
        _ => Failure::Arguments(error),
    }
}

/// The message about an unknown command. The parser itself suggests every similar command, which is too many
/// among hundreds.
fn unknown_command(program: &Program, name: &str, error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    // `Usage: hss image <OPERATION>`
    let group = usage.split_whitespace().nth(2).filter(|word| !word.starts_with(['<', '[']));
    if let Some(group) = group {
        return format!("there is no operation `{name}`; {}", program.hint(Some(group), name));
    }
    if let Ok(operation) = program.catalog.find(name) {
        return format!(
            "there is no group or command `{name}`; the operation is `{}`",
            program.command(operation)
        );
    }
    let own = own::commands(program, &[]);
    let own = own.into_iter().map(|command| command.get_name().to_owned());
    let groups = program.catalog.groups().iter().map(|group| group.command.clone());
    let hint = match catalog::nearest(name, own.chain(groups)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => program.hint(None, name),
    };
    format!("there is no group or command `{name}`; {hint}")
}
