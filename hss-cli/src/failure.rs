//! Failures: their messages and exit codes.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use hss_runtime::{Error, TransportErrorKind};

use crate::program::Program;
use crate::shown;

/// The failure of the command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The error of the argument parser, which includes help and version.
    Arguments(clap::Error),
    /// The arguments are wrong; the message says what would be right.
    Usage(String),
    /// The client's error.
    Client(Error),
    /// Something on this machine failed, such as writing a file.
    Machine(String),
    /// The reader of the output has closed the pipe.
    ClosedPipe,
    /// Stopped by the user.
    Interrupted,
}

impl Failure {
    /// Writes the message to standard error.
    pub(crate) fn report(self, program: &Program) -> ExitCode {
        match self {
            Failure::Arguments(error) => {
                // A closed pipe is not an error.
                let _ = error.print();
                ExitCode::from(if error.use_stderr() { 2 } else { 0 })
            }
            Failure::Usage(message) => tell(&message, 2),
            Failure::Machine(message) => tell(&message, 1),
            Failure::Client(error) => tell(&client_message(program, &error), client_code(&error)),
            Failure::ClosedPipe => ExitCode::SUCCESS,
            Failure::Interrupted => ExitCode::from(130),
        }
    }
}

#[cfg(feature = "explore")]
impl Failure {
    /// The message, for a page.
    pub(crate) fn text(&self, program: &Program) -> String {
        match self {
            Failure::Arguments(error) => error.to_string(),
            Failure::Usage(message) | Failure::Machine(message) => shown::lines(message).into_owned(),
            Failure::Client(error) => shown::lines(&client_message(program, error)).into_owned(),
            Failure::ClosedPipe | Failure::Interrupted => "stopped".to_owned(),
        }
    }
}

fn tell(message: &str, code: u8) -> ExitCode {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {}", shown::lines(message));
    ExitCode::from(code)
}

fn client_code(error: &Error) -> u8 {
    match error {
        Error::Validation(_) | Error::Config(_) | Error::Credentials(_) => 2,
        _ => 1,
    }
}

/// The client's message, with options instead of method names, and a hint.
fn client_message(program: &Program, error: &Error) -> String {
    let message = match error {
        // These are about the request, and have a line per problem.
        Error::Validation(_) | Error::Config(_) | Error::Credentials(_) => error.to_string(),
        _ => shown::message(&error.to_string()),
    };
    let mut message = message
        .replace("`endpoint(…)`", "`--endpoint`")
        .replace("`region(…)`", "`--region`")
        .replace("`allow_plain_http()`", "`--allow-plain-http`");
    if let Error::Credentials(_) | Error::Config(_) = error {
        message = without_methods(&message);
    }
    let hint = match error {
        Error::Credentials(_) => return message + &credentials_hint(program),
        Error::Validation(_) => "to send it anyway, add --validation off",
        Error::Api(error) if error.status.as_u16() == 429 && !program.vendor.throttling.is_empty() => {
            program.vendor.throttling
        }
        Error::Connect(error)
            if error.cause.kind() == TransportErrorKind::TooLarge && has_limit(program, error.operation) =>
        {
            "read fewer items at once, with a smaller --limit"
        }
        _ => return message,
    };
    let _ = write!(message, "\n\nhint: {hint}");
    message
}

/// True if the operation with this id lists as many items as its parameter `limit` says.
fn has_limit(program: &Program, id: &str) -> bool {
    let operation = program.catalog.operations().find(|operation| operation.id == id);
    operation.is_some_and(|known| known.parameters.iter().any(|parameter| parameter.field.name == "limit"))
}

/// The places of credentials.
fn credentials_hint(program: &Program) -> String {
    let mock =
        if program.spec.is_some() { "; to try any command without an account, add --mock" } else { "" };
    if program.signs() {
        format!(
            "\n\nhint: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or write them into the profile file{mock}"
        )
    } else {
        format!("\n\nhint: set the variable, or name a section of the profile file with --profile{mock}")
    }
}

/// Removes the methods that set credentials in a program from the message: of `` `bearer(…)`, or PETS_TOKEN with
/// `from_env()` ``, the variable stays.
fn without_methods(message: &str) -> String {
    let message = message.replace(" with `from_env()`", "").replace("with `bearer(…)` or ", "in ");
    let mut pieces = message.split("…)`, or ");
    let Some(first) = pieces.next() else { return message };
    let mut text = first.to_owned();
    for piece in pieces {
        // The method's name is what follows the last opening quote.
        match text.rfind(" `").max(text.rfind("(`")) {
            Some(start) => text.truncate(start + 1),
            None => text.push_str("…)`, or "),
        }
        text.push_str(piece);
    }
    text
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Client(error)
    }
}

/// Conversion of errors of standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Machine(format!("the output cannot be written: {error}")),
        }
    }
}
