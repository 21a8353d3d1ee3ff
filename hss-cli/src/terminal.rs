//! Standard output and standard error: a terminal of some width, or a pipe.

use std::borrow::Cow;
use std::env;
use std::io::{self, IsTerminal};

use anstyle::Style;

use crate::shown;

/// The properties of standard output and standard error.
pub(crate) struct Terminal {
    /// The number of columns; `None` in a file or a pipe, where tables have any width.
    pub(crate) width: Option<usize>,
    /// Standard output is a terminal.
    pub(crate) is_terminal: bool,
    /// Standard output may have colours.
    pub(crate) colour: bool,
    /// Standard error is a terminal: progress and hints are shown.
    pub(crate) is_attended: bool,
}

/// The width of help where the width of the terminal is unknown.
const USUAL_WIDTH: usize = 100;

impl Terminal {
    pub(crate) fn of_process() -> Self {
        let said = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let is_terminal = io::stdout().is_terminal();
        let columns = env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| *width > 0);
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            width: columns.or_else(|| is_terminal.then(measured).flatten()),
            is_terminal,
            colour: !said("NO_COLOR")
                && (said("CLICOLOR_FORCE")
                    || is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb")),
            is_attended: io::stderr().is_terminal(),
        }
    }

    /// The width of help and other text.
    pub(crate) fn text_width(&self) -> usize {
        self.width.unwrap_or(USUAL_WIDTH).clamp(40, 120)
    }

    /// A text from a server: exact in a file or a pipe, with control characters escaped on a terminal.
    pub(crate) fn exact_or_shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_terminal { shown::lines(text) } else { Cow::Borrowed(text) }
    }

    /// The text in a style, where standard output has colours.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
