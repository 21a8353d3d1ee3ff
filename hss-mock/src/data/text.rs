//! Strings: what a field's name suggests, within the constraints of the spec.

use hss_spec::model::{Candidate, Constraint, ConstraintKind, Field, Literal, Number, Type};
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

use super::names::{ADJECTIVES, LOOKS, Look, NOUNS, fits};
use super::seed::Seed;
use super::time::{self, Life};

/// A string for a field; `seed` leads to this value alone, `ordinal` is the number of the object that holds it.
pub(super) fn text(field: &Field, seed: Seed, ordinal: u64, life: Life) -> String {
    // The elements of `host_id_list` look like a `host_id`.
    let element = field.name.strip_suffix("_list").unwrap_or(&field.name);
    let known = LOOKS.iter().find(|(name, _)| fits(element, name)).map(|(_, look)| *look);
    // Names distinguish items.
    if let (None, false, Some(example)) = (known, fits(element, "name"), example(field, ordinal)) {
        return example;
    }
    let look = known.unwrap_or(Look::Name);
    let (min, max) = length(field);
    let word = |words: &'static [&'static str], what: &str| seed.text(what).pick(words).unwrap_or_default();
    let (adjective, noun) = (word(ADJECTIVES, "adjective"), word(NOUNS, "noun"));
    let octet = |what: &str, from, to| seed.text(what).between(from, to);
    let text = match look {
        Look::Name => format!("{adjective}-{noun}-{}", ordinal + 1),
        Look::Uuid if max >= 36 => uuid(seed),
        // If a UUID is too long, only its digits are used.
        Look::Uuid => seed.hex(32),
        Look::Hex(digits) => seed.hex(digits),
        Look::Digest => format!("sha256:{}", seed.hex(64)),
        Look::Cve => format!("CVE-{}-{}", octet("year", 2018, 2025), 10_000 + ordinal % 80_000),
        Look::PrivateIp => format!("192.168.{}.{}", octet("net", 0, 31), octet("host", 2, 254)),
        Look::PublicIp => format!("203.0.113.{}", octet("host", 2, 254)),
        Look::Mac => format!(
            "fa:16:3e:{:02x}:{:02x}:{:02x}",
            octet("a", 0, 255),
            octet("b", 0, 255),
            octet("c", 0, 255)
        ),
        Look::Version => {
            format!("{}.{}.{}", octet("major", 1, 9), octet("minor", 0, 30), octet("patch", 0, 30))
        }
        Look::Path => format!("/opt/{adjective}/{noun}-{}", ordinal + 1),
        Look::Url => format!("https://{noun}.example.com/{adjective}/{}", ordinal + 1),
        Look::Email => format!("{adjective}.{noun}@example.com"),
        Look::Time if max < 20 => life.time(&field.name).to_string(),
        Look::Time => time::to_rfc3339(life.time(&field.name)),
        Look::Digits => octet("number", 1, 65_535).to_string(),
        Look::Sentence => format!("The {adjective} {noun} has number {}.", ordinal + 1),
        Look::OneOf(words) => word(words, "word").to_owned(),
    };
    let text = fit(text, min, max);
    match field.effective(ConstraintKind::Pattern) {
        Some(Constraint::Pattern(pattern)) if violation(field, &text).is_some() => {
            matching(field, &pattern, seed).unwrap_or(text)
        }
        _ => text,
    }
}

/// The example of the documents, where nothing is known of the name; of a list or a map, that of its first element.
fn example(field: &Field, ordinal: u64) -> Option<String> {
    let Literal::String(example) = field.example.preferred()? else { return None };
    let is_repeated = ordinal > 0 && matches!(field.ty, Type::List(_) | Type::Map(_));
    (!is_repeated && violation(field, example).is_none()).then(|| example.clone())
}

fn violation(field: &Field, text: &str) -> Option<String> {
    field.effective_constraints().find_map(|constraint| constraint.refusal(Candidate::String(text)))
}

/// Repetitions of a part of a pattern beyond the required ones, one attempt per number: a longer string satisfies a
/// minimum length.
const REPETITIONS: [u32; 6] = [1, 0, 3, 8, 32, 128];

/// A string that the pattern matches and the other constraints allow; `None` if none is found, as for a pattern with
/// look-around, which `regex-syntax` does not parse.
fn matching(field: &Field, pattern: &str, seed: Seed) -> Option<String> {
    let parsed = regex_syntax::Parser::new().parse(pattern).ok()?;
    REPETITIONS.into_iter().find_map(|repetitions| {
        let mut text = String::new();
        append(&parsed, repetitions, seed.number(repetitions.into()), &mut text);
        violation(field, &text).is_none().then_some(text)
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

/// The least and the greatest length in characters.
pub(super) fn length(field: &Field) -> (usize, usize) {
    let bounds = field.bounds(ConstraintKind::Length);
    let end = |number: Option<Number>| number.map(|number| number.as_f64().clamp(0.0, 1e6) as usize);
    let min = bounds.and_then(|bounds| end(bounds.min)).unwrap_or(0);
    (min, bounds.and_then(|bounds| end(bounds.max)).unwrap_or(usize::MAX))
}

/// Truncates a long string at the front, since its end distinguishes items, and pads a short one.
fn fit(text: String, min: usize, max: usize) -> String {
    let letters = text.chars().count();
    if letters > max {
        return text.chars().skip(letters - max).collect();
    }
    let mut text = text;
    text.extend(std::iter::repeat_n('x', min.saturating_sub(letters)));
    text
}

fn uuid(seed: Seed) -> String {
    let digits = seed.hex(32);
    let variant = seed.text("variant").pick(&["8", "9", "a", "b"]).unwrap_or("8");
    format!(
        "{}-{}-4{}-{variant}{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[13..16],
        &digits[17..20],
        &digits[20..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use hss_spec::model::{Bounds, Constraint};

    fn make(name: &str, length: Option<Bounds>, ordinal: u64) -> String {
        let mut field = Field::new(name, Type::String);
        field.constraints = length.map(Constraint::Length).into_iter().collect();
        let seed = Seed::new(1).text(name).number(ordinal);
        text(&field, seed, ordinal, Life::of(seed, ordinal))
    }

    #[test]
    fn every_look_keeps_to_every_length() {
        let names = LOOKS.iter().map(|(name, _)| *name).chain(["anything"]);
        for name in names {
            for (min, max) in [(0, 0), (1, 1), (0, 13), (13, 13), (1, 256), (36, 36), (64, 64), (200, 300)] {
                for ordinal in [0, 9, 100_000] {
                    let length = make(name, Some(Bounds::between(min, max)), ordinal).chars().count() as i64;
                    assert!((min..=max).contains(&length), "{name} {min}..={max}: {length}");
                }
            }
        }
    }

    #[test]
    fn strings_match_their_pattern_within_their_length() {
        let cases = [
            ("^[a-z][a-z0-9-]{2,8}$", None),
            ("^AC[0-9a-fA-F]{32}$", Some((34, 34))),
            ("^(json|xml)?$", None),
            ("^\\d{10}\\.\\d{6}$", None),
            ("[0-9]+", Some((5, 40))),
            ("^https?://.*", Some((40, 200))),
            ("^[\u{4e00}-\u{9fa5}]+$", None),
        ];
        for (pattern, length) in cases {
            let mut field = Field::new("code", Type::String);
            let length = length.map(|(min, max)| Constraint::Length(Bounds::between(min, max)));
            let constraints = [Constraint::Pattern(pattern.to_owned())].into_iter().chain(length);
            field.constraints = constraints.collect();
            for ordinal in 0..20 {
                let seed = Seed::new(3).number(ordinal);
                let made = text(&field, seed, ordinal, Life::of(seed, ordinal));
                assert_eq!(violation(&field, &made), None, "{pattern}: {made}");
            }
        }
    }

    #[test]
    fn the_example_of_the_documents_is_used_where_the_name_says_nothing() {
        let made = |name: &str, ordinal| {
            let mut field = Field::new(name, Type::String);
            field.example.page = Some(Literal::String("linen".to_owned()));
            let seed = Seed::new(1).number(ordinal);
            text(&field, seed, ordinal, Life::of(seed, ordinal))
        };
        assert_eq!((made("shade", 0), made("shade", 7)), ("linen".to_owned(), "linen".to_owned()));
        assert_ne!(made("lamp_id", 0), made("lamp_id", 1));
    }

    #[test]
    fn ids_are_uuids_and_names_tell_items_apart() {
        let id = make("task_id", None, 0);
        assert_eq!((id.len(), &id[14..15]), (36, "4"), "{id}");
        assert!(make("task_name", None, 16).ends_with("-17"));
        assert_eq!((make("task_id_list", None, 0).len(), make("task_ids", None, 0).len()), (36, 36));
        assert_ne!(make("task_id", None, 0), make("task_id", None, 1));
        assert_eq!(make("create_time", Some(Bounds::between(13, 13)), 0).len(), 13);
    }
}
