//! Wire names as words, with an increasing part of them spelled.

use std::fmt::Write as _;

/// ASCII words of a wire name: other characters as code points, a name without letters spelled out. An acronym is one word with
/// its plural or its version: `localIPs`, `IPv4Address`.
pub(super) fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(letter) = rest.chars().next() {
        // The one acronym in common use that ends in lower case.
        if let Some(after) = rest.strip_prefix("OAuth").filter(|after| !starts_small(after)) {
            words.push_str("Oauth");
            rest = after;
            continue;
        }
        let capitals = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        let (part, after) = rest.split_at(capitals.max(letter.len_utf8()));
        if capitals > 1 && ends_acronym(after) {
            let (first, others) = part.split_at(1);
            words.push_str(first);
            words.push_str(&others.to_ascii_lowercase());
        } else if letter.is_ascii() {
            words.push_str(part);
        } else if letter.is_alphanumeric() {
            let _ = write!(words, " U{:x} ", u32::from(letter));
        } else {
            words.push(' ');
        }
        rest = after;
    }
    if words.chars().any(|letter| letter.is_ascii_alphanumeric()) { words } else { punctuation(name) }
}

fn starts_small(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
}

/// True if what follows capitals belongs to them: an `s` at the end of a word, or the number of a version.
fn ends_acronym(after: &str) -> bool {
    let mut rest = after.chars();
    match (rest.next(), rest.next()) {
        (Some('s'), next) => next.is_none_or(|next| !next.is_ascii_lowercase()),
        (Some('v'), next) => next.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

/// The name with its punctuation spelled.
pub(super) fn punctuation(name: &str) -> String {
    let mut spelled = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            spelled.push(letter);
        } else if let Some(word) = word(letter) {
            let _ = write!(spelled, " {word} ");
        } else {
            let _ = write!(spelled, " U{:x} ", u32::from(letter));
        }
    }
    if spelled.is_empty() { "empty".to_owned() } else { spelled }
}

/// The case of a text, which distinguishes `high`, `High` and `HIGH`.
pub(super) fn case(text: &str) -> &'static str {
    let first = text.chars().find(|letter| letter.is_alphabetic());
    let has_lower = text.chars().any(char::is_lowercase);
    let has_upper = text.chars().any(char::is_uppercase);
    match (has_lower, has_upper) {
        (true, true) if first.is_some_and(char::is_lowercase) => "in camel case",
        (true, true) => "in mixed case",
        (false, true) => "in upper case",
        _ => "in lower case",
    }
}

/// The name character by character, each spelled in unique words, so that different names stay different.
pub(super) fn letters(name: &str) -> Vec<String> {
    let mut words = Vec::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            words.push("upper".to_owned());
        }
        words.push(match word(letter) {
            Some(word) => word.to_owned(),
            None if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase().to_string(),
            // A fixed number of digits, so that a digit that follows is not read as part of it.
            None => format!("sign{:06x}", u32::from(letter)),
        });
    }
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    words
}

fn word(letter: char) -> Option<&'static str> {
    Some(match letter {
        '.' => "dot",
        '_' => "underscore",
        '-' => "dash",
        ' ' => "space",
        '/' => "slash",
        ':' => "colon",
        '*' => "star",
        '+' => "plus",
        '&' => "and",
        _ => return None,
    })
}
