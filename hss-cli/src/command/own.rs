//! The built-in commands, which are not operations.

use clap::{Arg, ArgAction, Command};

use super::{ACCEPT, MEDIA_TYPE, operation, options};
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
        .arg(
            Arg::new("params")
                .long("params")
                .value_name("JSON")
                .help("Its parameters by their names on the wire: '{\"name\": \"text\", \"limit\": 50}'"),
        )
        .arg(
            Arg::new("body")
                .long("body")
                .value_name("JSON|@FILE|-")
                .allow_hyphen_values(true)
                .help("Its body: JSON, a file, or - (also @-) for standard input"),
        )
        .arg(
            Arg::new(MEDIA_TYPE)
                .long(MEDIA_TYPE)
                .value_name("TYPE")
                .help("The media type of its body, where its document has several"),
        )
        .arg(
            Arg::new(ACCEPT)
                .long(ACCEPT)
                .value_name("TYPE")
                .help("The media type of its response, where its document has several"),
        )
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
        .arg(
            Arg::new("sample")
                .long("sample")
                .value_name("LANGUAGE")
                .value_parser(languages)
                .help("Print only the sample in this language"),
        )
}

#[cfg(feature = "explore")]
fn explore(program: &Program) -> Command {
    let folder = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("DIR")
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help(help)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new(EXPLORE)
        .about("Explore the operations in a browser: search, fill in, send, read, copy as code")
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDRESS")
                .default_value("127.0.0.1:7780")
                .value_parser(clap::value_parser!(std::net::SocketAddr))
                .help("The loopback address to listen on; port 0 is a free one"),
        )
        .arg(folder("spec", "The folder of another API's spec, to explore that"))
        .arg(flag("no-open", "Do not open the browser"))
        .arg(flag("read-only", "Send GET and HEAD requests only"))
        .arg(folder("export", "Write the pages as static files into this folder, without sending"))
        .arg(
            Arg::new("report")
                .long("report")
                .value_name("FILE")
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help("A report of `hss-codegen diff` or `import`, in Markdown or JSON, for the page \"What changed\""),
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
        .arg(
            Arg::new("spec")
                .long("spec")
                .value_name("DIR")
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help("The folder of another API's spec to mock"),
        )
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDRESS")
                .default_value("127.0.0.1:8080")
                .value_parser(clap::value_parser!(std::net::SocketAddr))
                .help("The address to listen on; port 0 is a free one"),
        )
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name("N")
                .default_value("0")
                .value_parser(clap::value_parser!(u64))
                .help("The seed of the data: equal seeds give equal data"),
        )
        .arg(
            Arg::new("items")
                .long("items")
                .value_name("[OPERATION=]N")
                .action(ArgAction::Append)
                .help("The number of items that an operation, or every one, lists"),
        )
        .arg(
            Arg::new("key")
                .long("key")
                .value_name("AK:SK")
                .action(ArgAction::Append)
                .help("A key pair to check signatures with; without keys and tokens, any is accepted"),
        )
        .arg(
            Arg::new("token")
                .long("token")
                .value_name("TOKEN")
                .action(ArgAction::Append)
                .help("A token or an API key to accept; without keys and tokens, any is accepted"),
        )
        .arg(
            Arg::new("fault")
                .long("fault")
                .value_name("[OPERATION:]FAULT")
                .action(ArgAction::Append)
                .help(fault),
        )
        .arg(
            Arg::new("latency")
                .long("latency")
                .value_name("MS")
                .value_parser(clap::value_parser!(u64))
                .help("The delay of every response"),
        )
        .arg(
            Arg::new("speed")
                .long("speed")
                .value_name("N")
                .default_value("60")
                .value_parser(clap::value_parser!(u32))
                .help("The speed of progress as a factor to real time; 0 stops it"),
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
