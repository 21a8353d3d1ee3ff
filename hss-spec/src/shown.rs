//! Escapes text from documents for a terminal, a log or a message.
//!
//! A name or a value may contain anything: escape sequences of terminals, line breaks that forge a message, marks that
//! change the direction of text. They are printed as `\n` or `\u{202e}`.

use std::borrow::Cow;
use std::path::{MAIN_SEPARATOR, Path};

/// Maximum length of a message, in characters.
const MESSAGE: usize = 4_000;

/// Returns true if a character is not visible: it controls a terminal, breaks a line, changes the direction of text
/// or has no width.
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || turns_direction(letter)
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' | '\u{e0000}'
                ..='\u{e007f}'
        )
}

/// Returns true if a character changes the direction of text.
fn turns_direction(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// The text on one line, with [hidden](is_hidden) characters escaped.
pub fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden)
}

/// The text with its line breaks, and all other [hidden](is_hidden) characters escaped.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |letter| letter != '\n' && is_hidden(letter))
}

/// A path as [`shown`] returns it, with `/` on every platform.
pub fn shown_path(path: &Path) -> String {
    shown(&slashed(path)).into_owned()
}

/// The text of a path with `/` on every platform: names of files in messages and reports are the same everywhere.
pub fn slashed(path: &Path) -> Cow<'_, str> {
    let text = path.to_string_lossy();
    match MAIN_SEPARATOR {
        '/' => text,
        separator => Cow::Owned(text.replace(separator, "/")),
    }
}

/// The text as [`shown`] returns it, truncated to the length of a message.
pub(crate) fn message(text: &str) -> String {
    match text.char_indices().nth(MESSAGE) {
        Some((end, _)) => format!("{}…", shown(&text[..end])),
        None => shown(text).into_owned(),
    }
}

fn escaped(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match is_hidden(letter) {
            true => line.extend(letter.escape_default()),
            false => line.push(letter),
        }
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_the_cursor_or_hides_is_spelled_out() {
        assert_eq!(shown("a\nb\u{1b}]0;x\u{7}\u{9b}"), "a\\nb\\u{1b}]0;x\\u{7}\\u{9b}");
        assert_eq!(shown("\u{202e}\u{2066}\u{200e}\u{61c}"), "\\u{202e}\\u{2066}\\u{200e}\\u{61c}");
        assert_eq!(shown_lines("a\n\tb\r"), "a\n\\tb\\r");
        assert!(matches!(shown("中文 é \\ \"x\""), Cow::Borrowed(_)));
    }

    #[test]
    fn a_message_has_an_end() {
        let long = message(&"é".repeat(2 * MESSAGE));
        assert_eq!(long.chars().count(), MESSAGE + 1);
        assert!(long.ends_with('…'));
    }
}
