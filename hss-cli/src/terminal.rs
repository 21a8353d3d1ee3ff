//! What the command writes to: a terminal of some width, or a pipe.

use std::env;
use std::io::{self, IsTerminal};

use anstyle::Style;

/// What is known of standard output and standard error.
pub(crate) struct Terminal {
    /// The number of columns; none where a table may be as wide as it likes, since it goes into a file or a pipe.
    pub(crate) width: Option<usize>,
    /// Whether standard output may have colours.
    pub(crate) colour: bool,
    /// Whether standard error is read by a person, who likes to see progress and hints.
    pub(crate) is_attended: bool,
}

/// As wide as help is where nobody says how wide the terminal is.
const USUAL_WIDTH: usize = 100;

impl Terminal {
    pub(crate) fn of_process() -> Self {
        let said = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let is_terminal = io::stdout().is_terminal();
        let columns = env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| *width > 0);
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            width: columns.or_else(|| is_terminal.then(measured).flatten()),
            colour: !said("NO_COLOR")
                && (said("CLICOLOR_FORCE")
                    || is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb")),
            is_attended: io::stderr().is_terminal(),
        }
    }

    /// The width of help and other prose.
    pub(crate) fn prose_width(&self) -> usize {
        self.width.unwrap_or(USUAL_WIDTH).clamp(40, 120)
    }

    /// The text in a style, where standard output has colours.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
