//! The marks inside of a line of Markdown.

use maud::{Markup, html};

use crate::shown;

/// A part of a line.
#[derive(Debug, PartialEq)]
enum Part {
    Text(String),
    Code(String),
    Strong(String),
}

/// Text with code in backticks and strong words in asterisks; links are their text.
pub(super) fn spans(text: &str) -> Markup {
    html! {
        @for part in parts(&shown::paragraph(text)) {
            @match part {
                Part::Text(text) => (text),
                Part::Code(text) => code { (text) },
                Part::Strong(text) => strong { (spans(&text)) },
            }
        }
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (part, after) = match letter {
            '`' => code(rest),
            '*' => strong(rest),
            '[' => link(rest),
            '\\' => escaped(rest),
            _ => None,
        }
        .unwrap_or_else(|| {
            // A run of backticks that does not close is text as a whole.
            let length = if letter == '`' { run(rest) } else { letter.len_utf8() };
            let (text, after) = rest.split_at(length);
            (Part::Text(text.to_owned()), after)
        });
        rest = after;
        if let Part::Text(text) = part {
            plain.push_str(&text);
            continue;
        }
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(part);
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}

/// The number of backticks that a text starts with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

fn code(text: &str) -> Option<(Part, &str)> {
    let length = run(text);
    let inside = &text[length..];
    let mut at = 0;
    loop {
        at += inside[at..].find('`')?;
        let closing = run(&inside[at..]);
        if closing == length {
            let code = &inside[..at];
            let stripped = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
            let code = stripped.filter(|code| !code.trim().is_empty()).unwrap_or(code);
            return Some((Part::Code(code.to_owned()), &inside[at + closing..]));
        }
        at += closing;
    }
}

fn strong(text: &str) -> Option<(Part, &str)> {
    let (inside, after) = text.strip_prefix("**")?.split_once("**")?;
    (!inside.is_empty()).then(|| (Part::Strong(inside.to_owned()), after))
}

fn link(text: &str) -> Option<(Part, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = rest.split_once(')')?;
    (!label.contains(['[', ']'])).then(|| (Part::Text(label.to_owned()), after))
}

fn escaped(text: &str) -> Option<(Part, &str)> {
    let rest = text.strip_prefix('\\')?;
    let sign = rest.chars().next().filter(char::is_ascii_punctuation)?;
    Some((Part::Text(sign.to_string()), &rest[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_text_stays_text() {
        let text = |text: &str| spans(text).into_string();
        assert_eq!(
            text("a `b` **c `d`** <i>"),
            "a <code>b</code> <strong>c <code>d</code></strong> &lt;i&gt;"
        );
        assert_eq!(text("`` a`b `` and ` ` "), "<code>a`b</code> and <code> </code>");
        assert_eq!(text(r"\*no\* \<b\> a\_b C:\dir"), r"*no* &lt;b&gt; a_b C:\dir");
        assert_eq!(text("see [items](javascript:alert(1)) [x]"), "see items) [x]");
        assert_eq!(text("a ** b ` c ``` d"), "a ** b ` c ``` d");
    }
}
