//! Failures: their messages and exit codes.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use hss_client::Error;

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
    /// The reader of the output is gone.
    ClosedPipe,
    /// Stopped by the user.
    Interrupted,
}

impl Failure {
    /// Writes the message to standard error.
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
    let _ = writeln!(anstream::stderr(), "{red}error:{red:#} {}", shown::lines(message));
    ExitCode::from(code)
}

fn client_code(error: &Error) -> u8 {
    match error {
        Error::Validation(_) | Error::Config(_) | Error::Credentials(_) => 2,
        _ => 1,
    }
}

/// The client's message, with options instead of its methods' names, and a hint.
fn client_message(error: &Error) -> String {
    let message = match error {
        // These are about the request, and have a line per problem.
        Error::Validation(_) | Error::Config(_) | Error::Credentials(_) => error.to_string(),
        _ => shown::message(&error.to_string()),
    };
    let mut message = message
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
