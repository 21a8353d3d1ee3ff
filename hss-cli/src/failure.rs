//! What can go wrong, how it is told, and the exit code that it gives.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use hss_client::Error;

use crate::{catalog, command};

/// Why the command did not do what it was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The arguments are wrong in the parser's eyes; help and version come this way, too.
    Arguments(clap::Error),
    /// The arguments are wrong, in a sentence that says what would be right.
    Usage(String),
    /// The client's error.
    Client(Error),
    /// Something on this machine failed, such as writing a file.
    Machine(String),
    /// Nobody reads the output any more.
    ClosedPipe,
    /// The user has stopped it; everything is said already.
    Interrupted,
}

impl Failure {
    /// Tells it on standard error.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Failure::Arguments(error) => {
                // A closed pipe is no reason to complain.
                let _ = error.print();
                ExitCode::from(if error.use_stderr() { 2 } else { 0 })
            }
            Failure::Usage(message) => tell(&message, 2),
            Failure::Machine(message) => tell(&message, 1),
            Failure::Client(error) => tell(&client_message(&error), client_code(&error)),
            Failure::ClosedPipe => ExitCode::SUCCESS,
            Failure::Interrupted => ExitCode::from(130),
        }
    }
}

fn tell(message: &str, code: u8) -> ExitCode {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {message}");
    ExitCode::from(code)
}

fn client_code(error: &Error) -> u8 {
    match error {
        Error::Validation(_) | Error::Config(_) | Error::Credentials(_) => 2,
        _ => 1,
    }
}

/// The client's own words, with its methods' names turned into those of options, and what to do next.
fn client_message(error: &Error) -> String {
    let mut message = error
        .to_string()
        .replace("`endpoint(…)`", "`--endpoint`")
        .replace("`region(…)`", "`--region`")
        .replace("`allow_plain_http()`", "`--allow-plain-http`");
    let hint = match error {
        Error::Credentials(_) => {
            "set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or write them into the profile file; to try any command \
             without an account, add --mock"
        }
        Error::Validation(_) => "to send it as it is, add --validation off",
        Error::Api(error) if error.status.as_u16() == 429 => {
            "the service takes few calls a minute; a listing read with --all asks for large pages and waits"
        }
        _ => return message,
    };
    let _ = write!(message, "\n\nhint: {hint}");
    message
}

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

/// The parser names every command that looks a little like the mistyped one: among hundreds, that is no help.
fn unknown_command(name: &str, error: &clap::Error) -> String {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    // `Usage: hss image <OPERATION>`
    let family = usage.split_whitespace().nth(2).filter(|word| !word.starts_with(['<', '[']));
    let what = if family.is_some() { "operation" } else { "family or command" };
    let near: Vec<String> = match family {
        Some(family) => catalog::families()
            .iter()
            .filter(|known| known.name == family)
            .flat_map(|known| known.operations.iter().map(|operation| catalog::command_name(operation)))
            .collect(),
        None => {
            let own = command::own_commands(&[]).into_iter().map(|command| command.get_name().to_owned());
            own.chain(catalog::families().iter().map(|family| family.name.to_owned())).collect()
        }
    };
    let hint = match catalog::nearest(name, near.iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`hss ops {name}` looks for it"),
    };
    format!("there is no {what} `{name}`; {hint}")
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Client(error)
    }
}

/// Of writing to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Machine(format!("the output cannot be written: {error}")),
        }
    }
}
