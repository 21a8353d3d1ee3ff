//! The settings that all pages depend on.

use crate::program::Program;

/// An API to explore, and the way in which it is.
pub(super) struct Site {
    pub(super) program: Program,
    /// False for static files: there is no process that could send.
    pub(super) sends: bool,
    /// Only operations that read can be sent.
    pub(super) reads_only: bool,
    pub(super) uses_mock: bool,
    /// The report of a comparison, in Markdown.
    pub(super) report: Option<String>,
}
