//! The built-in commands, which are not operations.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::operation;
use crate::operation_options::{ACCEPT, MEDIA_TYPE};
use crate::options;
use crate::program::Program;

/// The names of these commands.
pub(crate) const CALL: &str = "call";
pub(crate) const OPS: &str = "ops";
pub(crate) const DESCRIBE: &str = "describe";
#[cfg(feature = "explore")]
pub(crate) const EXPLORE: &str = "explore";
pub(crate) const MOCK: &str = "mock";
pub(crate) const COMPLETIONS: &str = "completions";
pub(crate) const MAN: &str = "man";

/// All built-in commands; `named` are the arguments, which may name one.
pub(crate) fn commands(program: &Program, named: &[&str]) -> Vec<Command> {
    let mut call = call(program);
    if !named.is_empty() && !named.contains(&CALL) {
        call = Command::new(CALL).about("Call an operation by its id, with parameters as JSON");
    }
    let mut commands = vec![call, ops(), describe(program)];
    #[cfg(feature = "explore")]
    commands.push(explore(program));
    if program.spec.is_some() {
        commands.push(mock(program));
    }
    commands.extend([completions(program), man(program)]);
    commands
}

/// An option with a value.
fn option(name: &'static str, value: &'static str, help: impl Into<StyledStr>) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// The option for a folder.
fn folder(name: &'static str, help: &'static str) -> Arg {
    option(name, "DIR", help).value_parser(clap::value_parser!(std::path::PathBuf))
}

/// The option for the address of a server.
fn listen(default: &'static str, help: &'static str) -> Arg {
    option("listen", "ADDRESS", help)
        .default_value(default)
        .value_parser(clap::value_parser!(std::net::SocketAddr))
}

fn named_operation(program: &Program) -> Arg {
    let such = program.example_operation().map(|operation| {
        let command = program.catalog.command(operation);
        if command == operation.id {
            format!(": {command}")
        } else {
            format!(": {}, {command}", operation.id)
        }
    });
    Arg::new("operation")
        .value_name("OPERATION")
        .help(format!("Its id or its command{}", such.unwrap_or_default()))
}

fn call(program: &Program) -> Command {
    Command::new(CALL)
        .about("Call an operation by its id, with parameters as JSON")
        .arg(named_operation(program).required(true))
        .arg(option(
            "params",
            "JSON",
            "Its parameters by their names on the wire: '{\"name\": \"text\", \"limit\": 50}'",
        ))
        .arg(
            option("body", "JSON|@FILE|-", "Its body: JSON, a file, or - (also @-) for standard input")
                .allow_hyphen_values(true),
        )
        .arg(option(MEDIA_TYPE, "TYPE", "The media type of its body, where its document has several"))
        .arg(option(ACCEPT, "TYPE", "The media type of its response, where its document has several"))
        .arg(operation::part_header().help_heading(None))
        .args(options::all(program))
}

fn ops() -> Command {
    Command::new(OPS)
        .about("Find operations by any word of their ids, groups, paths and descriptions")
        .arg(Arg::new("words").value_name("WORD").num_args(0..).help("All of these words must occur"))
}

fn describe(program: &Program) -> Command {
    let languages: Vec<String> =
        crate::describe::samples(program).iter().map(|sample| sample.language.to_owned()).collect();
    Command::new(DESCRIBE)
        .about("Show an operation's parameters, bounds and response, and samples in several languages")
        .arg(named_operation(program).required(true))
        .arg(option("sample", "LANGUAGE", "Print only the sample in this language").value_parser(languages))
}

#[cfg(feature = "explore")]
fn explore(program: &Program) -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new(EXPLORE)
        .about("Explore the operations in a browser: search, fill in, send, read, copy as code")
        .arg(listen("127.0.0.1:7780", "The loopback address to listen on; port 0 is a free one"))
        .arg(folder("spec", "The folder of another API's spec, to explore that"))
        .arg(flag("no-open", "Do not open the browser"))
        .arg(flag("read-only", "Send GET and HEAD requests only"))
        .arg(folder("export", "Write the pages as static files into this folder, without sending"))
        .arg(
            option(
                "report",
                "FILE",
                "A report of `hss-codegen diff` or `import`, in Markdown or JSON, for the page \"What changed\"",
            )
            .value_parser(clap::value_parser!(std::path::PathBuf)),
        )
        .args(options::of_client(program))
}

fn mock(program: &Program) -> Command {
    let fault = match program.example_operation() {
        Some(operation) => format!(
            "A fault: `status=503; times=2`, `{}:throttle=5/60`, `*:delay=250`, `reset`",
            operation.id
        ),
        None => "A fault: `status=503; times=2`, `*:delay=250`, `reset`".to_owned(),
    };
    Command::new(MOCK)
        .about("Run a mock of the service for programs in any language")
        .arg(folder("spec", "The folder of another API's spec to mock"))
        .arg(listen("127.0.0.1:8080", "The address to listen on; port 0 is a free one"))
        .arg(
            option("seed", "N", "The seed of the data: equal seeds give equal data")
                .default_value("0")
                .value_parser(clap::value_parser!(u64)),
        )
        .arg(
            option("items", "[OPERATION=]N", "The number of items that an operation, or every one, lists")
                .action(ArgAction::Append),
        )
        .arg(
            option(
                "key",
                "AK:SK",
                "A key pair to check signatures with; without keys and tokens, any is accepted",
            )
            .action(ArgAction::Append),
        )
        .arg(
            option(
                "token",
                "TOKEN",
                "A token or an API key to accept; without keys and tokens, any is accepted",
            )
            .action(ArgAction::Append),
        )
        .arg(option("fault", "[OPERATION:]FAULT", fault).action(ArgAction::Append))
        .arg(option("latency", "MS", "The delay of every response").value_parser(clap::value_parser!(u64)))
        .arg(
            option("speed", "N", "The speed of progress as a factor to real time; 0 stops it")
                .default_value("60")
                .value_parser(clap::value_parser!(u32)),
        )
}

fn completions(program: &Program) -> Command {
    let name = &program.name;
    Command::new(COMPLETIONS)
        .about("Print a script that lets a shell complete operations, options and values")
        .after_help(format!(
            "bash: source <({name} completions bash)\nzsh:  source <({name} completions zsh)\n\
             fish: {name} completions fish | source"
        ))
        .arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(["bash", "zsh", "fish"]))
}

fn man(program: &Program) -> Command {
    let name = &program.name;
    Command::new(MAN)
        .about(format!("Print a manual page, of the whole command or of an operation: {name} man | man -l -"))
        .arg(named_operation(program))
}
