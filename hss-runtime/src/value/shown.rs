//! Escapes text from servers for a terminal, a log or an error.

use std::borrow::Cow;

/// Maximum length of a message, in characters.
const MAX_MESSAGE: usize = 1_000;

/// True for characters that can control a terminal, forge a log line, or reorder surrounding text: control
/// characters (C0, DEL, C1), line separators and
/// [bidirectional formatting](https://www.unicode.org/reports/tr9/) characters.
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text on one line, with [unsafe](is_unsafe) characters as escapes: `\u{1b}`.
///
/// ```
/// use hss_runtime::shown;
///
/// assert_eq!(shown::escape("\u{1b}]0;title\u{7}"), r"\u{1b}]0;title\u{7}");
/// ```
pub fn escape(text: &str) -> Cow<'_, str> {
    replace(text, is_unsafe, |character, out| out.extend(character.escape_unicode()))
}

/// The text with its line breaks, and other [unsafe](is_unsafe) characters as escapes.
pub fn escape_lines(text: &str) -> Cow<'_, str> {
    let is_escaped = |character| character != '\n' && is_unsafe(character);
    replace(text, is_escaped, |character, out| out.extend(character.escape_unicode()))
}

/// The text with the matching characters replaced.
pub fn replace(
    text: &str,
    matches: impl Fn(char) -> bool,
    replacement: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    if !text.contains(&matches) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if matches(character) { replacement(character, &mut out) } else { out.push(character) }
    }
    Cow::Owned(out)
}

/// The text of a message: line breaks and tabs become spaces, other unsafe characters escapes. A text of more than 1,000
/// characters is truncated.
pub(crate) fn message(text: &str) -> String {
    let is_spaced = |character| matches!(character, '\n' | '\r' | '\t');
    match text.char_indices().nth(MAX_MESSAGE) {
        None => escape(&replace(text, is_spaced, |_, out| out.push(' '))).into_owned(),
        Some((end, _)) => message(&text[..end]) + "…",
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_lines, message};

    #[test]
    fn control_characters_are_escaped_and_lines_are_joined() {
        assert_eq!(message("a\nb\tc"), "a b c");
        assert_eq!(message("\u{1b}]0;title\u{7}\u{9b}2J"), "\\u{1b}]0;title\\u{7}\\u{9b}2J");
        assert_eq!(message("user\u{202e}nimda"), "user\\u{202e}nimda");
        assert_eq!(message("高 é"), "高 é");
        assert_eq!(
            (escape("a\nb\rc"), escape_lines("a\nb\rc")),
            ("a\\u{a}b\\u{d}c".into(), "a\nb\\u{d}c".into())
        );
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(message(&"x".repeat(20 << 20)).chars().count(), 1_001);
    }
}
