//! Words and their case.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::spelling;

/// The case in which a name's words are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `snake_case`
    Snake,
    /// `UpperCamelCase`
    UpperCamel,
    /// `SHOUTY_SNAKE_CASE`
    Shouty,
}

impl Case {
    /// Words between spaces, joined.
    pub(super) fn join(self, words: &str) -> String {
        match self {
            Self::Snake => words.to_snake_case(),
            Self::UpperCamel => words.to_upper_camel_case(),
            Self::Shouty => words.to_shouty_snake_case(),
        }
    }

    /// Words joined as given; a single letter or a number is also a word.
    pub(super) fn join_each(self, words: &[String]) -> String {
        match self {
            Self::Snake => words.join("_"),
            Self::Shouty => words.join("_").to_ascii_uppercase(),
            Self::UpperCamel => words.iter().map(|word| capitalized(word)).collect(),
        }
    }

    /// The name as an identifier: with the prefix `value` if it starts with a digit or the surrounding code needs it,
    /// with the suffix `_` if it is a keyword that can't be escaped. In a spelled name, a leading digit gets the
    /// prefix `number`.
    pub(super) fn identifier(self, name: String, needed: &[&str], is_spelled: bool) -> String {
        let has_digit = name.starts_with(|first: char| first.is_ascii_digit());
        if has_digit || needed.contains(&name.as_str()) {
            return self.prefixed(if has_digit && is_spelled { "number" } else { "value" }, &name);
        }
        if self == Self::Snake && matches!(name.as_str(), "self" | "super" | "crate") {
            return format!("{name}_");
        }
        name
    }

    fn prefixed(self, word: &str, name: &str) -> String {
        match self {
            Self::Snake => format!("{word}_{name}"),
            Self::UpperCamel => format!("{}{name}", capitalized(word)),
            Self::Shouty => format!("{}_{name}", word.to_ascii_uppercase()),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// A name's words in that case. The fast path matters: most names are in it already, and a build converts some 20,000.
pub(super) fn plain(name: &str, case: Case) -> String {
    match case {
        Case::Snake if is_snake(name) => name.to_owned(),
        Case::Snake if is_upper_camel(name) => capitals_apart(name),
        Case::UpperCamel if is_upper_camel(name) => name.to_owned(),
        Case::UpperCamel if is_snake(name) => name.split('_').map(capitalized).collect(),
        Case::Shouty if is_snake(name) => name.to_ascii_uppercase(),
        Case::Shouty if is_upper_camel(name) => capitals_apart(name).to_ascii_uppercase(),
        _ => case.join(&spelling::words(name)),
    }
}

/// `UpperCamelCase` in `snake_case`.
fn capitals_apart(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 8);
    let mut rest = name;
    while let Some(next) = rest.bytes().skip(1).position(|byte| byte.is_ascii_uppercase()) {
        let (word, after) = rest.split_at(next + 1);
        snake.push_str(word);
        snake.push('_');
        rest = after;
    }
    snake.push_str(rest);
    snake.make_ascii_lowercase();
    snake
}

/// Returns true if the rule does not change the name: lowercase letters and digits, separated by single underscores.
fn is_snake(name: &str) -> bool {
    let mut before = b'_';
    for &byte in name.as_bytes() {
        let is_letter = byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !is_letter && (byte != b'_' || before == b'_') {
            return false;
        }
        before = byte;
    }
    before != b'_'
}

/// Returns true if the rule does not change the name: letters and digits, with a lowercase letter between capitals.
fn is_upper_camel(name: &str) -> bool {
    let mut was_upper = false;
    for (index, &byte) in name.as_bytes().iter().enumerate() {
        let is_upper = byte.is_ascii_uppercase();
        if !byte.is_ascii_alphanumeric() || (is_upper && was_upper) || (index == 0 && !is_upper) {
            return false;
        }
        was_upper = is_upper || (was_upper && byte.is_ascii_digit());
    }
    !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_left_alone_is_what_the_rule_makes_of_it() {
        let mut names = vec![String::new()];
        for _ in 0..5 {
            let longer = |name: &String| ["a", "B", "1", "_"].map(|letter| format!("{name}{letter}"));
            names = names.iter().flat_map(longer).chain([String::new()]).collect();
        }
        for name in names {
            for case in [Case::Snake, Case::UpperCamel, Case::Shouty] {
                assert_eq!(plain(&name, case), case.join(&spelling::words(&name)), "{name}");
            }
        }
    }
}
