//! Text from servers, safe for a terminal: the runtime's escapes, with limits of length for tables and messages.

use std::borrow::Cow;
use std::fmt::Write as _;

use hss_runtime::shown::{escape, is_unsafe, replace};

pub(crate) use hss_runtime::shown::escape_lines as lines;

/// Maximum number of characters of a table's cell.
const CELL: usize = 1_000;

/// Maximum number of characters of a message from a server.
const MESSAGE: usize = 4_000;

/// The text of a table's cell: on one line, and not too long.
pub(crate) fn cell(text: &str) -> String {
    capped(text, CELL)
}

/// A text of a document: its words on one line, separated by single spaces.
pub(crate) fn paragraph(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// A message from a server: on one line, and not too long.
pub(crate) fn message(text: &str) -> String {
    capped(text, MESSAGE)
}

/// Source code: its lines and tabs stay.
pub(crate) fn source(text: &str) -> Cow<'_, str> {
    let is_escaped = |letter| !matches!(letter, '\n' | '\t') && is_unsafe(letter);
    replace(text, is_escaped, |letter, out| out.extend(letter.escape_unicode()))
}

/// JSON text in which strings have no raw control character: the same value in safe characters.
///
/// Outside strings, JSON has line breaks as its only controls; those stay.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    replace(
        text,
        |letter| letter != '\n' && is_unsafe(letter),
        |letter, out| {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        },
    )
}

fn capped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => escape(text).into_owned(),
        Some((end, _)) => {
            let rest = text.get(end..).map_or(0, |rest| rest.chars().count());
            format!("{}… ({rest} more characters)", escape(text.get(..end).unwrap_or_default()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_value() {
        let value = serde_json::json!({ "a\u{9b}": "\u{1b}\u{202e}\u{7f}\n", "b": [1] });
        let written = serde_json::to_string_pretty(&value).unwrap();
        let shown = json(&written);
        assert!(!shown.contains(['\u{9b}', '\u{202e}', '\u{7f}']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
    }

    #[test]
    fn long_texts_are_capped() {
        assert_eq!(cell(&"x".repeat(CELL)), "x".repeat(CELL));
        assert!(cell(&"镜".repeat(CELL + 5)).ends_with("镜… (5 more characters)"));
    }
}
