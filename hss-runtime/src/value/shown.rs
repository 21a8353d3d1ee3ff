//! Text of servers, as errors and logs show it.

/// Longest text that is shown, in characters.
const MAX_SHOWN: usize = 1_000;

/// The text on one line, with nothing that could control a terminal, forge a line of a log or reorder the text around it:
/// line breaks and tabs become spaces, other control and
/// [bidirectional formatting](https://www.unicode.org/reports/tr9/) characters become escapes such as `\\u{1b}`. A text of
/// more than 1,000 characters is cut.
pub(crate) fn shown(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(MAX_SHOWN));
    for (count, character) in text.chars().enumerate() {
        if count == MAX_SHOWN {
            line.push('…');
            break;
        }
        match character {
            '\n' | '\r' | '\t' => line.push(' '),
            other if is_unsafe(other) => line.extend(other.escape_unicode()),
            other => line.push(other),
        }
    }
    line
}

/// True for control characters (C0, DEL, C1), line separators and bidirectional formatting characters.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn control_characters_are_escaped_and_lines_are_joined() {
        assert_eq!(shown("a\nb\tc"), "a b c");
        assert_eq!(shown("\u{1b}]0;title\u{7}\u{9b}2J"), "\\u{1b}]0;title\\u{7}\\u{9b}2J");
        assert_eq!(shown("user\u{202e}nimda"), "user\\u{202e}nimda");
        assert_eq!(shown("高 é"), "高 é");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(shown(&"x".repeat(20 << 20)).chars().count(), 1_001);
    }
}
