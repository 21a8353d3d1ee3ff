//! Output of the command. A reader that closes the pipe ends the output, not the command with a panic.

use std::io::Write as _;
use std::path::Path;

use hss_spec::shown::{shown, shown_lines};

use super::Stop;

/// Prints a text to standard output.
pub(super) fn print(text: &str) -> Result<(), Stop> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Stop::new(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints a message to standard error.
pub(super) fn complain(message: &str) {
    // When standard error is closed too, there is no one left to tell.
    let _ = writeln!(std::io::stderr().lock(), "{}", shown_lines(message));
}

/// A path as it can be shown on a terminal.
pub(super) fn name(path: &Path) -> String {
    shown(&path.to_string_lossy()).into_owned()
}
