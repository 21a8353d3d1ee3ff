//! The settings that all pages depend on.

use super::report_form::Outcome;
use crate::program::Program;

/// An API to explore, with the options of its pages.
pub(super) struct Site {
    pub(super) program: Program,
    /// False for static files: there is no process that could send.
    pub(super) sends: bool,
    /// Only operations that read can be sent.
    pub(super) reads_only: bool,
    pub(super) uses_mock: bool,
    pub(super) report: Option<Report>,
}

/// The report of a comparison or an import.
pub(super) enum Report {
    Markdown(String),
    Json(Outcome),
}
