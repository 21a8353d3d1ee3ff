//! Text from servers, safe for a terminal.
//!
//! Control characters can move the cursor, change the title or forge lines; bidirectional controls can reorder what is
//! read. They are shown as escapes: `\u{1b}`.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The most characters of a table's cell.
const CELL: usize = 1_000;

/// The most characters of a message from a server.
const MESSAGE: usize = 4_000;

/// A text on one line, with control characters escaped.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    escaped(text, is_unsafe, |letter, out| {
        let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
    })
}

/// A text of several lines, with other control characters escaped.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    escaped(
        text,
        |letter| letter != '\n' && is_unsafe(letter),
        |letter, out| {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
        },
    )
}

/// The text of a table's cell: on one line, and not too long.
pub(crate) fn cell(text: &str) -> String {
    capped(text, CELL)
}

/// A message from a server: on one line, and not too long.
pub(crate) fn message(text: &str) -> String {
    capped(text, MESSAGE)
}

/// JSON text in which strings have no raw control character: the same value in safe characters.
///
/// Outside strings, JSON has line breaks as its only controls; those stay.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    escaped(
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
        None => line(text).into_owned(),
        Some((end, _)) => {
            let rest = text.get(end..).map_or(0, |rest| rest.chars().count());
            format!("{}… ({rest} more characters)", line(text.get(..end).unwrap_or_default()))
        }
    }
}

fn escaped(
    text: &str,
    is_escaped: impl Fn(char) -> bool,
    escape: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    if !text.chars().any(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_escaped(letter) { escape(letter, &mut out) } else { out.push(letter) }
    }
    Cow::Owned(out)
}

/// C0, DEL and C1 controls, line and paragraph separators, and the controls of bidirectional text.
fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped_and_letters_are_kept() {
        assert_eq!(line("镜像 a\u{301} 🚀"), "镜像 a\u{301} 🚀");
        assert_eq!(
            line("\u{1b}]0;x\u{7}\n\u{9b}2J\u{202e}\u{7f}"),
            r"\u{1b}]0;x\u{7}\u{a}\u{9b}2J\u{202e}\u{7f}"
        );
        assert_eq!(lines("a\nb\rc"), "a\nb\\u{d}c");
    }

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
