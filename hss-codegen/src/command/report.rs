//! The report of an update as Markdown, for a pull request.

use std::fmt::Write as _;

use hss_spec::Outcome;
use hss_spec::model::Spec;
use hss_spec::shown::shown;

use super::rust_names::rust_name;

/// Documents and notes that a section lists before it counts the rest.
const LISTED: usize = 50;

/// The report: a table of figures, the changes with the worst first, then the notes.
pub(super) fn markdown(outcome: &Outcome, old: &Spec, new: &Spec) -> String {
    let mut text = String::from("# Changes of the API\n\n| | |\n|---|---:|\n");
    let count = |state: &str| outcome.operations.iter().filter(|(_, one)| *one == state).count();
    for state in ["new", "changed", "unchanged", "gone", "removed"] {
        let _ = writeln!(text, "| operations {state} | {} |", count(state));
    }
    let _ = writeln!(text, "| documents unreadable | {} |", outcome.unreadable.len());
    let _ = writeln!(text, "| constraints unread | {} |", outcome.unread.0.len());
    if let Some(changes) = &outcome.changes {
        let _ = writeln!(text, "| version to raise | **{}** |", changes.verdict().name());
        let _ =
            writeln!(text, "\n{}", changes.to_markdown_with_names(&|finding| rust_name(finding, old, new)));
    }
    let gone = outcome.operations.iter().filter(|(_, state)| *state == "gone");
    let gone = gone.map(|(operation, _)| format!("{}: `--prune` removes it", code(operation)));
    section(&mut text, "Gone", gone.collect());
    let unreadable = outcome.unreadable.iter();
    let unreadable = unreadable.map(|(document, reason)| format!("{}: {}", code(document), code(reason)));
    section(&mut text, "Unreadable", unreadable.collect());
    section(&mut text, "Unread", outcome.unread.0.iter().map(|note| code(&note.to_string())).collect());
    let notes = outcome.problems.summary();
    section(&mut text, "Notes", notes.lines().map(code).collect());
    text
}

fn section(text: &mut String, heading: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "## {heading}\n");
    for line in lines.iter().take(LISTED) {
        let _ = writeln!(text, "- {line}");
    }
    if lines.len() > LISTED {
        let _ = writeln!(text, "- {} more", lines.len() - LISTED);
    }
    text.push('\n');
}

/// A text of a document as code, whatever is in it.
fn code(text: &str) -> String {
    let text = shown(text).replace('\n', " ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
