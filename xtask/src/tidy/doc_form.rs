//! The form of the sections of doc comments.

use super::Finding;
use super::doc_openings::doc_text;
use super::sources::Source;

/// The headings of rustdoc's convention.
const HEADINGS: [&str; 3] = ["# Errors", "# Examples", "# Panics"];

/// Finds headings without a blank line before and after them.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    let lines: Vec<Option<&str>> = source.text.lines().map(doc_text).collect();
    for (index, line) in lines.iter().enumerate() {
        let Some(text) = line else { continue };
        if !HEADINGS.contains(text) {
            if is_misspelt(text) {
                let message = format!("`{text}` is not a known heading: use one of {}", HEADINGS.join(", "));
                findings.push(source.finding(index + 1, message));
            }
            continue;
        }
        let text_of = |at: Option<usize>| at.and_then(|at| lines.get(at).copied().flatten());
        let before = text_of(index.checked_sub(1));
        let is_separate = before.is_none_or(str::is_empty) && text_of(Some(index + 1)) == Some("");
        if !is_separate || text_of(Some(index + 2)).is_none_or(str::is_empty) {
            let message = format!("`{text}` needs a blank doc line before and after it, then the text");
            findings.push(source.finding(index + 1, message));
        }
    }
}

/// Another form of one of the headings: `# Error`, `## Errors`, `Errors:`.
fn is_misspelt(text: &str) -> bool {
    let bare = text.trim_matches(|letter: char| matches!(letter, '#' | ' ' | ':' | '*'));
    let is_marked =
        text.starts_with('#') && text.contains("# ") || text.ends_with(':') || text.starts_with("**");
    is_marked && ["Error", "Errors", "Example", "Examples", "Panic", "Panics"].contains(&bare)
}
