//! Strings: of the format of a field, else as its name suggests, within the constraints of the spec.

use hss_spec::model::{Candidate, Constraint, ConstraintKind, Field, Literal, Number, Type};

use super::names::{ADJECTIVES, LOOKS, Look, NOUNS, fits, look_of};
use super::pattern;
use super::seed::Seed;
use super::time::{self, Life};

/// A string for a field; `seed` leads to this value alone, `ordinal` is the number of the object that holds it.
pub(super) fn text(field: &Field, seed: Seed, ordinal: u64, life: Life) -> String {
    // The elements of `host_id_list` look like a `host_id`.
    let element = field.name.strip_suffix("_list").unwrap_or(&field.name);
    let by_name = || LOOKS.iter().find(|(name, _)| fits(element, name)).map(|(_, look)| *look);
    let known = field.format.and_then(look_of).or_else(by_name);
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
        Look::Date => time::to_rfc3339(life.time(&field.name)).chars().take(10).collect(),
        Look::Clock => time::to_rfc3339(life.time(&field.name)).chars().skip(11).collect(),
        Look::Duration => format!("PT{}M", octet("minutes", 1, 90)),
        Look::Hostname => format!("{adjective}-{noun}.example.com"),
        Look::Ipv6 => format!("2001:db8::{:x}", octet("host", 1, 65_535)),
        Look::Digits => octet("number", 1, 65_535).to_string(),
        Look::Sentence => format!("The {adjective} {noun} has number {}.", ordinal + 1),
        Look::OneOf(words) => word(words, "word").to_owned(),
    };
    let text = fit(text, min, max);
    match field.effective(ConstraintKind::Pattern) {
        Some(Constraint::Pattern(pattern)) if violation(field, &text).is_some() => {
            let is_allowed = |text: &str| violation(field, text).is_none();
            pattern::matching_from(&pattern, seed, is_allowed).unwrap_or(text)
        }
        _ => text,
    }
}

/// The documents' example, for a name without a rule; in a list or a map, only the first element has it.
fn example(field: &Field, ordinal: u64) -> Option<String> {
    let Literal::String(example) = field.example.preferred()? else { return None };
    let is_repeated = ordinal > 0 && matches!(field.ty, Type::List(_) | Type::Map(_));
    (!is_repeated && violation(field, example).is_none()).then(|| example.clone())
}

fn violation(field: &Field, text: &str) -> Option<String> {
    field.effective_constraints().find_map(|constraint| constraint.refusal(Candidate::String(text)))
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
