//! The command line, built from the tables, limited to the part that the arguments need.

mod operation;
mod own;
mod unknown;

use std::ffi::OsString;

use clap::Command;
use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use hss_runtime::auth::document::variables;
use hss_runtime::schema::Operation;

use crate::catalog::Group;
use crate::program::Program;
use crate::terminal::Terminal;
use crate::{options, shown};

pub(crate) use operation::given;
#[cfg(feature = "explore")]
pub(crate) use own::EXPLORE;
pub(crate) use own::{CALL, COMPLETIONS, DESCRIBE, MAN, MOCK, OPS};
pub(crate) use unknown::failure;

/// The colours of help.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// The command line, limited to what these arguments need: all groups by name, the operations of a group
/// that is named, and the options of an operation that is named.
pub(crate) fn root(program: &Program, arguments: &[OsString], terminal: &Terminal) -> Command {
    let named: Vec<&str> = arguments.iter().skip(1).filter_map(|argument| argument.to_str()).collect();
    let validates = !options::turns_validation_off(&named);
    let commands = program.catalog.groups().iter().map(|group| {
        if named.contains(&&*group.command) {
            with_operations(program, group, &named, validates)
        } else {
            brief(group)
        }
    });
    base(program, terminal).subcommands(own::commands(program, &named)).subcommands(commands)
}

/// The arguments with the word `help` turned into the option: `hss help image` and `hss image help` are `hss image --help`.
///
/// A mistyped word is kept, so that `hss help imgae` reports that there is no such group.
pub(crate) fn help_as_option(program: &Program, mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_group = |word: &OsString| program.catalog.groups().iter().any(|group| *word == *group.command);
    let place = match arguments.get(1) {
        Some(word) if word == "help" => 1,
        Some(word) if is_group(word) && arguments.get(2).is_some_and(|word| word == "help") => 2,
        _ => return arguments,
    };
    arguments.remove(place);
    arguments.push("--help".into());
    arguments
}

/// The command line with all groups and no operation, for pages about it.
pub(crate) fn overview(program: &Program, terminal: &Terminal) -> Command {
    let groups = program.catalog.groups().iter().map(brief);
    base(program, terminal).subcommands(own::commands(program, &[])).subcommands(groups)
}

/// The command of one operation, with all its options.
pub(crate) fn of_operation(program: &Program, operation: &'static Operation) -> Command {
    operation::full(program, operation, true)
}

/// Example commands.
fn examples(program: &Program) -> String {
    if !program.vendor.examples.is_empty() {
        return program.vendor.examples.to_owned();
    }
    let Some(operation) = program.example_operation() else { return String::new() };
    let call = crate::describe::command_sample(program, operation);
    let mock = if program.spec.is_some() { " --mock" } else { "" };
    let (group, command) = program.catalog.words(operation);
    let name = &program.name;
    format!("Examples:\n  {call}{mock}\n  {name} ops {group}\n  {name} describe {command}")
}

/// The environment variables of credentials and of the endpoint; empty for Huawei Cloud, whose services share them.
fn environment(program: &Program) -> String {
    let variables = variables(program.api.service);
    let width = variables.iter().map(|variable| variable.name.len()).max().unwrap_or(0);
    let lines = variables.iter().map(|known| {
        let meaning = shown::cell(&known.meaning);
        format!("\n  {:width$}  {meaning}", known.name)
    });
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("\n\nEnvironment variables:{lines}") }
}

fn base(program: &Program, terminal: &Terminal) -> Command {
    let mut command = Command::new(program.name.clone());
    if !program.version.is_empty() {
        command = command.version(program.version.clone());
    }
    command
        .bin_name(program.name.clone())
        .about(program.about.clone())
        .after_help(format!("{}{}", examples(program), environment(program)))
        .styles(STYLES)
        .term_width(terminal.text_width())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("GROUP")
        .subcommand_help_heading("Commands and groups of operations")
        .args(options::all(program).into_iter().map(|option| option.hide(true)))
}

fn brief(group: &Group) -> Command {
    let count = group.operations.len();
    let plural = if count == 1 { "operation" } else { "operations" };
    let about = match group.doc.trim_end_matches('.') {
        "" => format!("{count} {plural}"),
        doc => shown::paragraph(doc),
    };
    Command::new(group.command.clone()).about(about).subcommand_required(true).arg_required_else_help(true)
}

fn with_operations(program: &Program, group: &Group, named: &[&str], validates: bool) -> Command {
    let operations = group.operations.iter().map(|known| {
        if named.contains(&&*known.command) {
            operation::full(program, known.operation, validates)
        } else {
            operation::brief(program, known.operation)
        }
    });
    brief(group)
        .disable_help_subcommand(true)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading("Operations")
        .args(options::all(program).into_iter().map(|option| option.hide(true)))
        .subcommands(operations)
}

#[cfg(all(test, feature = "hss"))]
mod tests {
    use super::*;
    use crate::describe;

    #[test]
    fn every_operation_has_a_sound_command_and_samples() {
        let program = Program::hss();
        for operation in program.catalog.operations() {
            of_operation(&program, operation).debug_assert();
            for sample in describe::samples(&program) {
                let text = (sample.write)(&program, &describe::Example::of(operation));
                assert!(!text.is_empty(), "{} in {}", operation.id, sample.language);
            }
        }
    }

    #[test]
    fn the_command_itself_is_sound() {
        overview(&Program::hss(), &Terminal::of_process()).debug_assert();
    }
}
