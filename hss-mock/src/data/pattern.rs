//! Strings that a regular expression matches.

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

use super::seed::Seed;

/// Repetitions of a part of a pattern beyond the required ones, one attempt per number: a longer string satisfies a
/// minimum length.
const REPETITIONS: [u32; 6] = [1, 0, 3, 8, 32, 128];

/// A string that the pattern matches and `is_allowed` accepts, as the mock puts it into its data; another seed gives another
/// one where there are several.
///
/// `None` if none is found, as for a pattern with look-around, which `regex-syntax` does not parse. `is_allowed` checks the
/// pattern, too: the string is made without regard to its anchors and boundaries.
///
/// ```
/// let is_allowed = |text: &str| text.len() >= 6;
/// let made = hss_mock::string_matching("^WS[0-9]+$", 1, is_allowed);
/// assert!(made.is_some_and(|text| text.starts_with("WS") && text.len() >= 6));
/// ```
pub fn string_matching(pattern: &str, seed: u64, is_allowed: impl Fn(&str) -> bool) -> Option<String> {
    matching_from(pattern, Seed::new(seed), is_allowed)
}

/// [`string_matching`] with a seed that leads to this value alone.
pub(super) fn matching_from(pattern: &str, seed: Seed, is_allowed: impl Fn(&str) -> bool) -> Option<String> {
    let parsed = regex_syntax::Parser::new().parse(pattern).ok()?;
    REPETITIONS.into_iter().find_map(|repetitions| {
        let mut text = String::new();
        append(&parsed, repetitions, seed.number(repetitions.into()), &mut text);
        is_allowed(&text).then_some(text)
    })
}

/// Maximum length of a string for a pattern, since `(a{1000}){1000}` requires more.
const LONGEST: usize = 4096;

/// Appends a string that the expression matches. Anchors and boundaries are ignored: the result is checked as a whole.
fn append(expression: &Hir, repetitions: u32, seed: Seed, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) => text.extend(character(class.ranges(), seed)),
        HirKind::Class(Class::Bytes(class)) => {
            text.extend(class.ranges().first().map(|range| char::from(range.start())));
        }
        HirKind::Repetition(repeated) => {
            let most = repeated.max.unwrap_or(u32::MAX);
            let count = repeated.min.saturating_add(repetitions).min(most);
            for index in 0..count {
                append(&repeated.sub, repetitions, seed.number(index.into()), text);
            }
        }
        HirKind::Capture(capture) => append(&capture.sub, repetitions, seed, text),
        HirKind::Concat(parts) => {
            for (index, part) in (0..).zip(parts) {
                append(part, repetitions, seed.number(index), text);
            }
        }
        HirKind::Alternation(choices) => {
            let index = usize::try_from(seed.below(choices.len() as u64)).unwrap_or_default();
            if let Some(choice) = choices.get(index) {
                append(choice, repetitions, seed.text("choice"), text);
            }
        }
    }
}

/// A character of a class: a printable one of ASCII if it has any.
fn character(ranges: &[ClassUnicodeRange], seed: Seed) -> Option<char> {
    let printable = |range: &ClassUnicodeRange| {
        let (start, end) = (range.start().max('!'), range.end().min('~'));
        (start <= end).then_some((start, end))
    };
    let usual: Vec<(char, char)> = ranges.iter().filter_map(printable).collect();
    let index = usize::try_from(seed.text("range").below(usual.len().max(1) as u64)).unwrap_or_default();
    match usual.get(index) {
        Some((start, end)) => {
            let code = seed.between(i64::from(u32::from(*start)), i64::from(u32::from(*end)));
            u32::try_from(code).ok().and_then(char::from_u32)
        }
        None => ranges.first().map(|range| range.start()),
    }
}
