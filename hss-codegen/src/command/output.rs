//! Output of the command. A closed pipe ends the output without a panic.

use std::io::Write as _;
use std::path::Path;

use hss_spec::shown::{shown_lines, shown_path};

use super::stop::Stop;

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
    // If standard error is closed as well, the message is lost.
    let _ = writeln!(std::io::stderr().lock(), "{}", shown_lines(message));
}

/// The line about a file with this text, which was written or is unchanged.
pub(super) fn written(path: &Path, text: &str, is_changed: bool) -> String {
    match is_changed {
        true => format!("wrote {}, {} bytes", name(path), text.len()),
        false => format!("{}: unchanged", name(path)),
    }
}

/// A path, escaped for a terminal.
pub(super) fn name(path: &Path) -> String {
    shown_path(path)
}
