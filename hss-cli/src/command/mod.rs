//! The command line, built from the tables as far as the arguments need it.

mod operation;
mod options;
mod own;
mod unknown;

use std::ffi::OsString;

use clap::Command;
use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use hss_client::schema::Operation;

use crate::catalog::{self, Group};
use crate::terminal::Terminal;

pub(crate) use operation::{BODY, Source, body_fields, given, sources};
pub(crate) use options::Options;
pub(crate) use own::{CALL, COMPLETIONS, DESCRIBE, MAN, MOCK, OPS};

/// The colours of help.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  hss image list-image-scan-task --type image_scan --mock
  hss image list-image-scan-task --type image_scan --all --output csv > tasks.csv
  hss image list-image-scan-task --type image_scan --watch 5s
  hss call ListImageScanTask --params '{\"type\": \"image_scan\"}' --query 'data_list[].task_name'
  hss ops scan task
  hss describe list-image-scan-task";

/// The whole command line, as far as these arguments can need it: all groups by name, the operations of a group
/// that is named, and the options of an operation that is.
pub(crate) fn root(arguments: &[OsString], terminal: &Terminal) -> Command {
    let named: Vec<&str> = arguments.iter().skip(1).filter_map(|argument| argument.to_str()).collect();
    let validates = !options::turns_validation_off(&named);
    let groups = catalog::groups();
    let commands = groups.iter().map(|group| {
        if named.contains(&group.name) { with_operations(group, &named, validates) } else { brief(group) }
    });
    base(terminal).subcommands(own::commands(&named)).subcommands(commands)
}

/// The arguments with `help` as the first word turned into the option: `hss help image` is `hss image --help`.
pub(crate) fn help_as_option(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// The command line with all groups and no operation, for pages about it.
pub(crate) fn overview(terminal: &Terminal) -> Command {
    base(terminal).subcommands(own::commands(&[])).subcommands(catalog::groups().iter().map(brief))
}

/// The command of one operation, with all its options.
pub(crate) fn of_operation(operation: &'static Operation) -> Command {
    operation::full(operation, true)
}

fn base(terminal: &Terminal) -> Command {
    Command::new("hss")
        .bin_name("hss")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Huawei Cloud HSS (Host Security Service) from a terminal")
        .after_help(EXAMPLES)
        .styles(STYLES)
        .term_width(terminal.text_width())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("GROUP")
        .subcommand_help_heading("Commands and groups of operations")
        .args(options::all().into_iter().map(|option| option.hide(true)))
}

fn brief(group: &Group) -> Command {
    Command::new(group.name)
        .about(group.doc.trim_end_matches('.'))
        .subcommand_required(true)
        .arg_required_else_help(true)
}

fn with_operations(group: &Group, named: &[&str], validates: bool) -> Command {
    let operations = group.operations.iter().map(|operation| {
        if named.contains(&catalog::command_name(operation).as_str()) {
            operation::full(operation, validates)
        } else {
            operation::brief(operation)
        }
    });
    brief(group)
        .disable_help_subcommand(true)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading("Operations")
        .args(options::all().into_iter().map(|option| option.hide(true)))
        .subcommands(operations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe;

    #[test]
    fn every_operation_has_a_sound_command_and_samples() {
        for operation in hss_client::operations() {
            of_operation(operation).debug_assert();
            for (language, sample) in describe::LANGUAGES {
                assert!(!sample(operation).is_empty(), "{} in {language}", operation.id);
            }
        }
    }

    #[test]
    fn the_command_itself_is_sound() {
        overview(&Terminal::of_process()).debug_assert();
    }
}
