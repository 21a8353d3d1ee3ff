//! The list of faults of Prism and of documents, in `docs/judge.md`.

use std::fs;
use std::path::Path;

use crate::Error;

/// The list, relative to the repository.
const LIST: &str = "docs/judge.md";

/// The first cell of the row above its lines.
const HEAD: &str = "document";

/// A line of the list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Line {
    /// The document's file name, or `any`.
    document: String,
    /// The operation's id, or `any`.
    operation: String,
    /// A part of the message.
    words: String,
}

/// The list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Known(Vec<Line>);

impl Known {
    /// Reads the list of the repository at `root`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or a line has no reason.
    pub(crate) fn read(root: &Path) -> Result<Self, Error> {
        let path = root.join(LIST);
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        Self::parse(&text).map_err(|problem| Error::Unexpected { path, problem })
    }

    /// The lines of the table with the columns document, operation, words and reason.
    fn parse(text: &str) -> Result<Self, String> {
        let mut lines = Vec::new();
        let rows = text.lines().map(cells).skip_while(|cells| cells.first() != Some(&HEAD)).skip(2);
        for cells in rows.take_while(|cells| !cells.is_empty()) {
            let &[document, operation, words, reason] = cells.as_slice() else {
                return Err(format!("a line has {} cells, expected 4: {}", cells.len(), cells.join(" | ")));
            };
            if words.is_empty() || reason.is_empty() {
                return Err(format!("the line of `{operation}` lacks its words or its reason"));
            }
            let [document, operation, words] =
                [document, operation, words].map(|cell| cell.trim_matches('`').to_owned());
            lines.push(Line { document, operation, words });
        }
        Ok(Self(lines))
    }

    /// True if this is not the client's fault according to the list.
    pub(crate) fn has(&self, document: &str, operation: &str, words: &str) -> bool {
        let is = |listed: &str, actual: &str| listed == "any" || listed == actual;
        self.0.iter().any(|line| {
            is(&line.document, document) && is(&line.operation, operation) && words.contains(&line.words)
        })
    }
}

/// The cells of a table's row; none of another line.
fn cells(line: &str) -> Vec<&str> {
    let row = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    row.map(|row| row.split('|').map(str::trim).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Judge\n\n| a | b |\n|---|---|\n| c | d |\n\n| document | operation | words | reason |\n|---|---|---|---|\n| `a.json` | any | `must be` | why |\n| any | `Get` | `date` | why |\n\nAfter.\n";

    #[test]
    fn a_line_covers_its_document_and_operation() {
        let known = Known::parse(TEXT).unwrap();
        assert_eq!(known.0.len(), 2);
        assert!(known.has("a.json", "List", "body: must be one"));
        assert!(!known.has("b.json", "List", "body: must be one"));
        assert!(known.has("b.json", "Get", "no date"));
        assert!(!known.has("b.json", "List", "no date"));
    }

    #[test]
    fn a_line_without_a_reason_is_refused() {
        assert!(Known::parse(&TEXT.replace("| why |", "| |")).is_err());
        assert!(Known::parse(&TEXT.replace("| any | `Get` |", "| any |")).is_err());
    }

    #[test]
    fn the_repository_s_list_can_be_read() {
        assert!(Known::read(&crate::root()).is_ok());
    }
}
