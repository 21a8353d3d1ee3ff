//! The report of an update as Markdown, for a pull request.

use std::fmt::Write as _;

use hss_spec::Outcome;
use hss_spec::model::Spec;
use hss_spec::shown::shown;

use super::public_items::PublicItems;
use super::rust_names::rust_name;

/// Maximum number of documents and notes that a section lists; the rest are counted.
const LISTED: usize = 50;

/// Maximum bytes of the changes, the public items and the notes. A pull request takes 65,536 characters in all.
const LIMITS: [usize; 3] = [40_000, 12_000, 10_000];

/// The report: a table of figures, the changes with the worst first, the public items, then the notes.
pub(super) fn markdown(outcome: &Outcome, old: &Spec, new: &Spec) -> String {
    let mut text = String::from("# Changes of the API\n\n| | |\n|---|---:|\n");
    if let Some(changes) = &outcome.changes {
        let _ = writeln!(text, "| version bump | **{}** |", changes.verdict().name());
    }
    let is_changed = outcome.changes.as_ref().is_some_and(|changes| !changes.is_empty());
    let items = is_changed.then(|| PublicItems::compare(old, new)).flatten();
    if let Some(items) = items.as_ref().filter(|items| !items.is_empty()) {
        let _ = writeln!(text, "| [public items](#public-items) | {} |", items.figures());
    }
    let count = |state: &str| outcome.operations.iter().filter(|(_, one)| *one == state).count();
    for state in ["new", "changed", "unchanged", "gone", "removed"] {
        let _ = writeln!(text, "| operations {state} | {} |", count(state));
    }
    let _ = writeln!(text, "| documents unreadable | {} |", outcome.unreadable.len());
    let _ = writeln!(text, "| constraints unread | {} |\n", outcome.unread.0.len());
    let [of_changes, of_items, of_notes] = LIMITS;
    if let Some(changes) = &outcome.changes {
        let changes = changes.to_markdown_with_names(&|finding| rust_name(finding, old, new));
        let (shown, left_out) = cut(&changes, of_changes);
        text.push_str(shown);
        if left_out > 0 {
            let _ =
                writeln!(text, "\n{left_out} more lines; `hss-codegen diff --format markdown` prints all.");
        }
        text.push('\n');
    }
    if let Some(items) = items.filter(|items| !items.is_empty()) {
        let (shown, left_out) = cut(items.text(), of_items);
        let _ = writeln!(text, "## Public items\n\n```diff\n{shown}```\n");
        if left_out > 0 {
            let _ = writeln!(
                text,
                "{left_out} more lines; `hss-codegen generate --signatures` prints all items.\n"
            );
        }
    }
    let (notes, left_out) = (notes(outcome), "\nThe rest is left out.\n");
    let (shown, lines) = cut(&notes, of_notes);
    text.push_str(shown);
    text.push_str(if lines > 0 { left_out } else { "" });
    text
}

/// Operations that are gone, documents and constraints that are not read, and the notes in figures.
fn notes(outcome: &Outcome) -> String {
    let mut text = String::new();
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

/// The lines that fit into this many bytes, and the number of those that do not.
fn cut(text: &str, limit: usize) -> (&str, usize) {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if end + line.len() > limit {
            break;
        }
        end += line.len();
    }
    let (shown, rest) = text.split_at(end);
    (shown, rest.lines().count())
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

/// A text of a document as code, whatever it contains.
fn code(text: &str) -> String {
    let text = shown(text).replace('\n', " ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
