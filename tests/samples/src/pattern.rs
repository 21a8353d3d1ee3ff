//! Texts that match a regular expression.

use hss_spec::model::{Constraint, Literal};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Bytes that a text may grow to.
const LONGEST: usize = 8_192;

/// Repetitions beyond those that the pattern demands, in the order in which they are tried: one shows that there may be
/// some.
const EXTRA: [u32; 12] = [1, 0, 2, 3, 5, 8, 12, 20, 36, 64, 128, 255];

/// A text that matches the pattern, of a length between these; `None` if none was found. Another `seed` gives another text
/// where the pattern leaves a choice.
pub(crate) fn text(pattern: &str, least: Option<i64>, most: Option<i64>, seed: i64) -> Option<String> {
    let parsed = parse(pattern)?;
    let constraint = Constraint::Pattern(pattern.to_owned());
    let fits = |text: &String| {
        let length = text.chars().count() as i64;
        least.is_none_or(|least| length >= least)
            && most.is_none_or(|most| length <= most)
            && constraint.admits(&Literal::String(text.clone()))
    };
    // The length itself is tried too: `^[a-z]*$` of 40 to 50 characters has 40 more than it demands.
    let demanded = least.and_then(|least| u32::try_from(least).ok());
    let extras = EXTRA.into_iter().chain(demanded);
    let written = extras.map(|extra| {
        let mut writer = Writer { choice: seed.unsigned_abs(), extra, text: String::new() };
        writer.write(&parsed);
        writer.text
    });
    // An empty text could not be distinguished from a missing one.
    let mut fitting = written.filter(fits);
    let first = fitting.next()?;
    if first.is_empty() { fitting.find(|text| !text.is_empty()).or(Some(first)) } else { Some(first) }
}

/// The pattern, read in the syntax of ECMA-262 as far as it is the same; without the conditions on what is around.
fn parse(pattern: &str) -> Option<Hir> {
    let parse = |pattern: &str| ParserBuilder::new().build().parse(pattern).ok();
    parse(pattern).or_else(|| parse(&adapted(pattern)))
}

/// The pattern in the syntax of the parser, where ECMA-262 differs: lookarounds are taken out, escapes of letters that
/// need none are plain, brackets inside a class are escaped, and so is a `-` after a class such as `\w`.
fn adapted(pattern: &str) -> String {
    let mut letters = pattern.chars().peekable();
    let (mut adapted, mut is_in_class) = (String::new(), false);
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let Some(escaped) = letters.next() else { break };
                match escaped {
                    'c' => _ = letters.next(),
                    '0' => adapted.push_str("\\x00"),
                    letter if letter.is_ascii_alphanumeric() => adapted.extend(['\\', letter]),
                    letter => push_plain(&mut adapted, letter),
                }
                if is_in_class && "dwsDWS".contains(escaped) && letters.next_if_eq(&'-').is_some() {
                    adapted.push_str("\\-");
                }
            }
            '[' if is_in_class => adapted.push_str("\\["),
            '&' | '~' if is_in_class => push_plain(&mut adapted, letter),
            '[' | ']' => {
                is_in_class = letter == '[';
                adapted.push(letter);
            }
            '(' if !is_in_class => {
                let rest: String = letters.clone().take(3).collect();
                if ["?=", "?!", "?<=", "?<!"].iter().any(|start| rest.starts_with(start)) {
                    skip_group(&mut letters);
                } else {
                    adapted.push(letter);
                }
            }
            _ => adapted.push(letter),
        }
    }
    adapted
}

/// Writes a character without a special meaning.
fn push_plain(pattern: &mut String, letter: char) {
    pattern.push_str(&format!("\\x{{{:x}}}", u32::from(letter)));
}

/// Passes over the rest of a group, whose parenthesis was read.
fn skip_group(letters: &mut impl Iterator<Item = char>) {
    let (mut depth, mut is_in_class) = (1, false);
    while depth > 0 {
        match letters.next() {
            None => return,
            Some('\\') => _ = letters.next(),
            Some('[') => is_in_class = true,
            Some(']') => is_in_class = false,
            Some('(') if !is_in_class => depth += 1,
            Some(')') if !is_in_class => depth -= 1,
            Some(_) => {}
        }
    }
}

struct Writer {
    /// Each choice depends on it, and on the choices before.
    choice: u64,
    extra: u32,
    text: String,
}

impl Writer {
    fn write(&mut self, pattern: &Hir) {
        if self.text.len() > LONGEST {
            return;
        }
        match pattern.kind() {
            HirKind::Literal(literal) => self.text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => {
                let letter = self.letter(class);
                self.text.extend(letter);
            }
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(u32::MAX);
                for _ in 0..repetition.min.saturating_add(self.extra).min(most) {
                    self.write(&repetition.sub);
                    if self.text.len() > LONGEST {
                        break;
                    }
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part)),
            HirKind::Alternation(alternatives) => {
                let index = self.choose(alternatives.len());
                if let Some(alternative) = alternatives.get(index) {
                    self.write(alternative);
                }
            }
            HirKind::Empty | HirKind::Look(_) => {}
        }
    }

    /// A character of the class: an ASCII letter or digit, else a visible one, else the first.
    fn letter(&mut self, class: &Class) -> Option<char> {
        let Class::Unicode(class) = class else { return None };
        let has =
            |letter: char| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&letter));
        let alphanumeric: Vec<char> =
            ('0'..='z').filter(|letter| letter.is_ascii_alphanumeric() && has(*letter)).collect();
        let visible = || ('!'..='~').filter(|letter| has(*letter)).collect();
        let choices: Vec<char> = if alphanumeric.is_empty() { visible() } else { alphanumeric };
        let index = self.choose(choices.len());
        choices.get(index).copied().or_else(|| class.ranges().first().map(|range| range.start()))
    }

    /// An index below `count`, another one each time.
    fn choose(&mut self, count: usize) -> usize {
        // Constants of a linear congruential generator; its upper bits are used.
        self.choice =
            self.choice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.choice >> 33).unwrap_or(0) % count.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_matches_its_pattern_and_its_length() {
        let cases = [
            ("^WS[0-9a-fA-F]{32}$", None, None),
            ("^[a-z]*$", Some(40), Some(50)),
            ("^(?!-)[a-z0-9-]{1,63}$", Some(2), None),
            ("^[\\w-]+\\.[\\w-.]+$", None, Some(12)),
            ("[0-9]+", None, None),
            ("^\\/v\\d+\\/\\_x$", None, None),
            ("^(GET|POST|[A-Z]{3,6})$", None, None),
            ("^[^\\s&&[]{3}\\-$", None, None),
            ("^\\p{Lu}\\p{Ll}{2,}$", Some(3), None),
            ("^\\u0041{2}$", None, None),
        ];
        for (pattern, least, most) in cases {
            for seed in 0..20 {
                let text = text(pattern, least, most, seed);
                assert!(text.is_some_and(|text| !text.is_empty()), "{pattern} has no text with seed {seed}");
            }
        }
    }

    #[test]
    fn a_pattern_that_nothing_fits_has_no_text() {
        assert_eq!(text("^a{5}$", None, Some(3), 1), None);
        assert_eq!(text("^(", None, None, 1), None);
        assert_eq!(text("^$", None, None, 1), Some(String::new()));
    }

    #[test]
    fn other_seeds_give_other_texts() {
        let texts: std::collections::BTreeSet<_> =
            (0..20).map(|seed| text("^[a-z]{8}$", None, None, seed)).collect();
        assert_eq!(texts.len(), 20);
    }
}
