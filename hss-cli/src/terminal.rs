//! Standard output and standard error: a terminal of some width, or a pipe.

use std::borrow::Cow;
use std::env;
use std::io::{self, IsTerminal};

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

use crate::shown;

/// The properties of standard output and standard error.
pub(crate) struct Terminal {
    /// The number of columns of a terminal, to which lines are cut; `None` in a file or a pipe.
    pub(crate) width: Option<usize>,
    /// The number of columns of the terminal on which the reader of a pipe shows what it gets, such as `head` or `less`.
    /// Tables have the columns that fit there, with whole cells.
    pub(crate) reader_width: Option<usize>,
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
    /// Reads them, and turns all colours off on a dumb terminal, those of help and of errors too: without this, `CI` in
    /// the environment turns them on.
    pub(crate) fn of_process() -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        if env::var_os("TERM").is_some_and(|term| term == "dumb") && !is_set("CLICOLOR_FORCE") {
            ColorChoice::Never.write_global();
        }
        let is_terminal = io::stdout().is_terminal();
        let columns = env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| *width > 0);
        // That of standard error, if standard output is a pipe.
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let is_attended = io::stderr().is_terminal();
        Self {
            width: columns.or_else(|| is_terminal.then(measured).flatten()),
            reader_width: columns.or_else(|| (is_attended && is_pipe()).then(measured).flatten()),
            is_terminal,
            colour: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            is_attended,
        }
    }

    /// The properties of a page, which has room for everything and no colours.
    #[cfg(feature = "explore")]
    pub(crate) fn plain() -> Self {
        Self { width: None, reader_width: None, is_terminal: false, colour: false, is_attended: false }
    }

    /// The width of help and other text.
    pub(crate) fn text_width(&self) -> usize {
        self.width.or(self.reader_width).unwrap_or(USUAL_WIDTH).clamp(40, 120)
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

/// True if another process reads standard output.
#[cfg(unix)]
fn is_pipe() -> bool {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::FileTypeExt as _;

    let output = io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    output.and_then(|output| output.metadata()).is_ok_and(|output| output.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe() -> bool {
    false
}
