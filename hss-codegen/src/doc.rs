//! Escapes text from a spec for documentation.
//!
//! A description comes from a spec, which may be untrusted. It is emitted as a string literal, so it can't
//! end a comment or break a literal; here its Markdown is escaped as well: no code block starts (which rustdoc
//! would compile as a test), and it has no links and no HTML.

use hss_spec::shown::{is_hidden, shown};

/// One paragraph of documentation. Text between single backticks stays code; all other Markdown is escaped.
pub(crate) fn paragraph(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { escaped(text) }
}

fn escaped(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut paragraph = String::with_capacity(text.len() + 8);
    let parts: Vec<&str> = text.split('`').collect();
    // Unpaired or adjacent backticks are text.
    let is_paired =
        parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.trim().is_empty());
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            paragraph.push_str(if is_paired { "`" } else { "\\`" });
        }
        if is_paired && index % 2 == 1 {
            paragraph.push_str(&shown(part));
        } else {
            escape(part, &mut paragraph);
        }
    }
    guard_start(paragraph)
}

/// Returns true if the text needs no escapes in a string literal. The standard library decides, since it is optimized
/// even in an unoptimized macro.
pub(crate) fn needs_no_escape(text: &str) -> bool {
    format!("{text:?}").len() == text.len() + 2
}

/// Returns true if the text is plain words without Markdown, as most are. A build checks tens of thousands of texts, in
/// an unoptimized macro.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    for (index, &byte) in text.as_bytes().iter().enumerate() {
        let is_word = byte.is_ascii_alphabetic() || (byte.is_ascii_digit() && index > 0);
        let is_between = (byte == b' ' || is_sign(byte)) && before.is_ascii_alphanumeric();
        let is_after_sign = byte == b' ' && is_sign(before);
        if !is_word && !is_between && !is_after_sign {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Returns true for a character that is not Markdown after a letter.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'.' | b',' | b';' | b':' | b'-' | b'\'')
}

fn escape(text: &str, into: &mut String) {
    let mut previous = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_inside_word =
            previous.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphanumeric());
        match letter {
            // An underscore inside a word is not emphasis.
            '_' if is_inside_word => {}
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' => into.push('\\'),
            // A character that reorders text could change how it reads, and the compiler denies it.
            hidden if is_hidden(hidden) => continue,
            _ => {}
        }
        into.push(letter);
        previous = letter;
    }
}

/// Escapes characters that would begin a list, a heading or a rule at the start of a line.
fn guard_start(paragraph: String) -> String {
    let number = paragraph.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = number.len() < paragraph.len() && number.starts_with(['.', ')']);
    if is_numbered {
        let digits = paragraph.len() - number.len();
        format!("{}\\{}", &paragraph[..digits], number)
    } else if paragraph.starts_with(['-', '+', '=', ':']) {
        format!("\\{paragraph}")
    } else {
        paragraph
    }
}

/// A value as a code span, with enough backticks.
pub(crate) fn code(text: &str) -> String {
    if !text.contains('`') && needs_no_escape(text) && !text.trim().is_empty() {
        return format!("`{text}`");
    }
    fenced(text)
}

fn fenced(text: &str) -> String {
    let text = shown(text);
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let needs_space = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    if text.is_empty() {
        "(empty)".to_owned()
    } else if needs_space {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// An address as a link if it is a plain one; else as code.
pub(crate) fn link(address: &str) -> String {
    let is_plain = (address.starts_with("https://") || address.starts_with("http://"))
        && address.chars().all(|letter| letter.is_ascii_graphic() && !"<>`\\\"".contains(letter));
    if is_plain { format!("<{address}>") } else { code(address) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_start_a_code_block_or_a_link() {
        assert_eq!(paragraph("    let x = 1;\n\n\tfn main() {}"), "let x = 1; fn main() {}");
        assert_eq!(paragraph("```\npanic!()\n```"), "\\`\\`\\` panic!() \\`\\`\\`");
        assert_eq!(paragraph("see [Vec](std::vec) <b>"), "see \\[Vec\\](std::vec) \\<b\\>");
        assert_eq!(paragraph("*/ } fn evil() {"), "\\*/ } fn evil() {");
        assert_eq!(paragraph(r"\*x*"), r"\\\*x\*", "a backslash of the text escapes nothing");
    }

    #[test]
    fn code_between_single_backticks_stays_code() {
        assert_eq!(paragraph("All projects: `all_granted_eps`."), "All projects: `all_granted_eps`.");
        assert_eq!(paragraph("a ` b"), "a \\` b");
    }

    #[test]
    fn what_turns_the_direction_of_text_is_left_out_and_spelled_out_in_code() {
        let marks = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}";
        assert_eq!(paragraph(&format!("a{marks}b")), "ab");
        let spelled = "\\u{61c}\\u{200e}\\u{200f}\\u{202a}\\u{202e}\\u{2066}\\u{2069}";
        assert_eq!(paragraph(&format!("see `a{marks}`")), format!("see `a{spelled}`"));
    }

    #[test]
    fn a_paragraph_is_no_list_or_heading() {
        assert_eq!(paragraph("1. one"), "1\\. one");
        assert_eq!(paragraph("- one"), "\\- one");
        assert_eq!(paragraph("# one"), "\\# one");
    }

    #[test]
    fn what_is_plain_needs_nothing() {
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = |text: &String| {
                "aB1 .,;-':`_\"\né".chars().map(|letter| format!("{text}{letter}")).collect::<Vec<_>>()
            };
            texts = texts.iter().flat_map(longer).chain([String::new()]).collect();
        }
        for text in texts {
            assert_eq!(paragraph(&text), escaped(&text), "{text:?}");
            assert_eq!(code(&text), fenced(&text), "{text:?}");
        }
    }

    #[test]
    fn a_value_stays_a_value() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("a\u{202e}b\n"), "`a\\u{202e}b\\n`");
        assert_eq!(code(""), "(empty)");
        assert_eq!(link("javascript:alert(1)"), "`javascript:alert(1)`");
    }
}
