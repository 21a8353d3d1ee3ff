//! Problems as JSON, for tools.

use super::line::{Entries, Item, print};
use crate::place::{Problem, Problems, Severity};

/// The version of the format; raised when a key is removed or changes its meaning.
const FORM: u32 = 1;

impl Problems {
    /// One object: the `form`, the number of `errors`, `losses` and other `notes`, and the `problems`, each with its
    /// `severity`, `kind` (of a note), `file`, `line`, `column`, `operation` and `message`, as far as they are known.
    pub fn to_json(&self) -> String {
        print(&self.entries().into_object())
    }

    pub(crate) fn entries(&self) -> Entries {
        let count = |is: fn(&Problem) -> bool| number(self.0.iter().filter(|problem| is(problem)).count());
        let mut entries = Entries::default();
        entries
            .item("form", number(FORM))
            .item("errors", count(Problem::is_error))
            .item("losses", count(Problem::is_loss))
            .item("notes", count(|problem| !problem.is_error() && !problem.is_loss()))
            .item("problems", Item::List(self.0.iter().map(problem).collect()));
        entries
    }
}

/// A problem on one line.
pub(crate) fn problem(problem: &Problem) -> Item {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Note => "note",
    };
    let mut entries = Entries::default();
    entries.text("severity", severity);
    if !problem.is_error() || problem.kind.is_loss() {
        entries.text("kind", problem.kind.name());
    }
    if !problem.place.file.is_empty() {
        entries.text("file", &problem.place.file);
    }
    for (key, position) in [("line", problem.place.line), ("column", problem.place.column)] {
        if position > 0 {
            entries.item(key, number(position));
        }
    }
    entries.optional("operation", problem.operation.as_deref()).text("message", &problem.message);
    entries.into_line()
}

fn number(number: impl ToString) -> Item {
    Item::Line(number.to_string())
}
