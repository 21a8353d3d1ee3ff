//! The first words of doc comments.

use super::Finding;
use super::sources::Source;

/// Openings that make a paragraph hard to read, where a noun phrase or an imperative would describe the item.
const FORBIDDEN: [&str; 5] = ["What ", "Whether ", "How ", "Who ", "Where "];

/// Finds paragraphs of doc comments that open with a forbidden word.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    let mut starts_paragraph = true;
    for (index, line) in source.text.lines().enumerate() {
        let Some(text) = doc_text(line) else {
            starts_paragraph = true;
            continue;
        };
        if let Some(word) = FORBIDDEN.iter().find(|word| starts_paragraph && text.starts_with(**word)) {
            let message =
                format!("doc comment opens with `{}`: write a noun phrase or an imperative", word.trim());
            findings.push(source.finding(index + 1, message));
        }
        starts_paragraph = text.is_empty();
    }
}

/// The text of a line that is a doc comment.
pub(crate) fn doc_text(line: &str) -> Option<&str> {
    let line = line.trim();
    let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}
