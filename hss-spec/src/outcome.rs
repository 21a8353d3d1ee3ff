//! The outcome of an import, for tools.

use crate::diff::Report;
use crate::json::line::{Entries, Item, print, quote};
use crate::json::problems::problem;
use crate::place::Problems;

/// Findings, changes and written files of an import.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// Errors, or the notes of an import without any.
    pub problems: Problems,
    /// Constraints of the spec that are no longer read from the documents, since their text is not understood.
    pub unread: Problems,
    /// The imported operations, each as `group/OperationId`, with their state: `new`, `changed`, `unchanged`;
    /// for those that the documents no longer have, `gone`, or `removed` if they were removed from the spec.
    pub operations: Vec<(String, &'static str)>,
    /// The documents that could not be fetched or read, each with the reason.
    pub unreadable: Vec<(String, String)>,
    /// The difference from the spec as it was; `None` after an error.
    pub changes: Option<Report>,
    /// The files that were written.
    pub written: Vec<String>,
}

impl Outcome {
    /// One object: the keys of [`Problems::to_json`], the `operations` with their `state`, the documents that are
    /// `unreadable` if there are any, the problems that are `unread`, the `changes` as a report of `diff`, and the files `written`.
    pub fn to_json(&self) -> String {
        let mut entries = self.problems.entries();
        let operation = |(operation, state): &(String, &str)| {
            let mut entries = Entries::default();
            entries.text("operation", operation).text("state", state);
            entries.into_line()
        };
        entries.item("operations", Item::List(self.operations.iter().map(operation).collect()));
        let unreadable = |(document, reason): &(String, String)| {
            let mut entries = Entries::default();
            entries.text("document", document).text("reason", reason);
            entries.into_line()
        };
        entries.list("unreadable", self.unreadable.iter().map(unreadable).collect());
        entries.item("unread", Item::List(self.unread.0.iter().map(problem).collect()));
        if let Some(changes) = &self.changes {
            entries.object("changes", changes.entries());
        }
        let written = self.written.iter().map(|path| Item::Line(quote(path)));
        entries.item("written", Item::List(written.collect()));
        print(&entries.into_object())
    }
}
