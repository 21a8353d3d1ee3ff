//! Rust names for wire names, by rule: the same name always, and never a number to tell two apart.
//!
//! | what | rule | example |
//! |---|---|---|
//! | parameter, field, method, module | words in `snake_case`; a keyword is raw | `sensitive-info` → `sensitive_info`, `type` → `r#type` |
//! | model, enumeration, operation, variant | words in `UpperCamelCase` | `autoSync` → `AutoSync` |
//! | flag | words in `SHOUTY_SNAKE_CASE` | `malicious files` → `MALICIOUS_FILES` |
//! | starts with a digit, or is a name that the generated code needs | `value` before it | `4` → `Value4`, `Self` → `ValueSelf` |
//! | family that is called like a method of every client | `value` before the method, not the module | `region` → `value_region` |
//! | nothing | its name | `""` → `Empty` |
//! | a letter beyond ASCII | its code point | `高` → `U9ad8` |
//! | two that become one | both with their punctuation and their case spelled | `a.b`, `a_b` → `ADotB`, `AUnderscoreB` |

mod identifier;
mod title;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;

use identifier::ident;
pub(crate) use title::title;

/// Type names that the generated code itself uses; a definition of that name would hide them.
const NEEDED_TYPES: [&str; 41] = [
    "BTreeMap",
    "Box",
    "Call",
    "Client",
    "Clone",
    "Code",
    "Copy",
    "Debug",
    "Default",
    "Download",
    "Enumeration",
    "Eq",
    "Err",
    "FileContent",
    "Fill",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "Json",
    "Known",
    "KnownValues",
    "Model",
    "None",
    "Ok",
    "Open",
    "Operation",
    "Option",
    "Paged",
    "PartialEq",
    "Request",
    "Response",
    "Self",
    "Some",
    "String",
    "Table",
    "Tables",
    "Take",
    "Timestamp",
    "UnknownCode",
    "Vec",
];

/// The statics of a family's module that are not an operation's.
const NEEDED_STATICS: [&str; 2] = ["OPERATIONS", "TYPES"];

/// The methods that a client has anyway; a family's method of that name would be a second one, or hide it.
const CLIENT_METHODS: [&str; 12] = [
    "builder",
    "clone",
    "deref",
    "endpoint",
    "find_project_id",
    "fmt",
    "from",
    "from_env",
    "from_env_blocking",
    "project_id",
    "region",
    "regions",
];

/// ASCII words of a wire name: letters beyond ASCII by their code points, an empty name by its name.
fn words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii() {
            words.push(letter);
        } else if letter.is_alphanumeric() {
            let _ = write!(words, " U{:x} ", u32::from(letter));
        } else {
            words.push(' ');
        }
    }
    if words.chars().any(|letter| letter.is_ascii_alphanumeric()) { words } else { spell(name) }
}

/// The name with its punctuation spelled, for names that are nothing but punctuation or that collide.
fn spell(name: &str) -> String {
    let mut spelled = String::new();
    for letter in name.chars() {
        let word = match letter {
            '.' => "dot",
            '_' => "underscore",
            '-' => "dash",
            ' ' => "space",
            '/' => "slash",
            ':' => "colon",
            '*' => "star",
            '+' => "plus",
            '&' => "and",
            letter if letter.is_ascii_alphanumeric() => {
                spelled.push(letter);
                continue;
            }
            other => {
                let _ = write!(spelled, " U{:x} ", u32::from(other));
                continue;
            }
        };
        let _ = write!(spelled, " {word} ");
    }
    if spelled.is_empty() { "empty".to_owned() } else { spelled }
}

fn starts_with_digit(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// The name of a parameter, a field, a method or a module.
pub(crate) fn snake(name: &str) -> Ident {
    let snake = snake_words(name);
    if starts_with_digit(&snake) { ident(&format!("value_{snake}")) } else { ident(&snake) }
}

/// The name of the client's method for a family.
pub(crate) fn client_method(family: &str) -> Ident {
    let method = snake(family);
    if CLIENT_METHODS.iter().any(|known| method == known) {
        ident(&format!("value_{method}"))
    } else {
        method
    }
}

/// A name's words in `snake_case`. Most names on the wire are that already, and a build looks at some 20,000 of them.
fn snake_words(name: &str) -> String {
    if is_snake(name) {
        name.to_owned()
    } else if is_upper_camel(name) {
        capitals_apart(name)
    } else {
        words(name).to_snake_case()
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

/// Whether the rule would leave the name as it is: small letters and digits, with single underscores between them.
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

/// The name of the static that holds an operation's tables.
pub(crate) fn tables(id: &str) -> Ident {
    let shouty = words(id).to_shouty_snake_case();
    if starts_with_digit(&shouty) || NEEDED_STATICS.contains(&shouty.as_str()) {
        ident(&format!("VALUE_{shouty}"))
    } else {
        ident(&shouty)
    }
}

/// A name's words in `UpperCamelCase`. Most names of operations and definitions are that already.
fn upper_camel(name: &str) -> String {
    if is_upper_camel(name) { name.to_owned() } else { words(name).to_upper_camel_case() }
}

/// Whether the rule would leave the name as it is: no more than letters and digits, and a small letter between capitals.
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

/// A name's words in `UpperCamelCase`, as the beginning of an identifier.
pub(crate) fn camel_words(name: &str) -> String {
    let camel = upper_camel(name);
    if starts_with_digit(&camel) { format!("Value{camel}") } else { camel }
}

/// The name of a model, an enumeration or an operation.
pub(crate) fn camel(name: &str) -> Ident {
    let camel = upper_camel(name);
    if starts_with_digit(&camel) || NEEDED_TYPES.contains(&camel.as_str()) {
        ident(&format!("Value{camel}"))
    } else {
        ident(&camel)
    }
}

/// The variants of an enumeration, in order; `given` are names in words that replace a value's own.
pub(crate) fn variants(values: &[(&str, Option<&str>)]) -> Vec<Ident> {
    distinct(values, |words| {
        let camel = words.to_upper_camel_case();
        if starts_with_digit(&camel) || camel == "Self" { format!("Value{camel}") } else { camel }
    })
}

/// The constants of a set of flags, in order.
pub(crate) fn flags(values: &[(&str, Option<&str>)]) -> Vec<Ident> {
    distinct(values, |words| {
        let shouty = words.to_shouty_snake_case();
        if starts_with_digit(&shouty) { format!("VALUE_{shouty}") } else { shouty }
    })
}

/// Names by `rule`; those that would be the same are spelled, punctuation and case, until they differ.
fn distinct(values: &[(&str, Option<&str>)], rule: impl Fn(&str) -> String) -> Vec<Ident> {
    let plain: Vec<String> =
        values.iter().map(|(value, given)| rule(&given.map_or_else(|| words(value), words))).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &plain {
        *count.entry(name).or_default() += 1;
    }
    let name = |index: usize| {
        let value = values[index].0;
        if count[plain[index].as_str()] == 1 {
            return plain[index].clone();
        }
        let spelled = rule(&spell(value));
        let is_alone = values.iter().filter(|(other, _)| rule(&spell(other)) == spelled).count() == 1;
        if is_alone { spelled } else { rule(&format!("{} {}", spell(value), case(value))) }
    };
    (0..values.len()).map(|index| ident(&name(index))).collect()
}

/// How a text is cased, to tell `high`, `High` and `HIGH` apart.
fn case(text: &str) -> &'static str {
    let has_lower = text.chars().any(char::is_lowercase);
    let has_upper = text.chars().any(char::is_uppercase);
    match (has_lower, has_upper) {
        (true, true) => "in mixed case",
        (false, true) => "in upper case",
        _ => "in lower case",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(idents: &[Ident]) -> Vec<String> {
        idents.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_value_gets_a_variant_by_rule() {
        let values =
            ["hss.version.basic", "4", "Attack Success", "高危", "", "unknown", "Self", "-", "autoSync"];
        let values: Vec<_> = values.iter().map(|value| (*value, None)).collect();
        assert_eq!(
            text(&variants(&values)),
            [
                "HssVersionBasic",
                "Value4",
                "AttackSuccess",
                "U9ad8U5371",
                "Empty",
                "Unknown",
                "ValueSelf",
                "Dash",
                "AutoSync"
            ]
        );
    }

    #[test]
    fn values_that_would_be_the_same_are_spelled() {
        let values =
            [("a.b", None), ("a_b", None), ("high", None), ("High", None), ("HIGH", None), ("c", None)];
        assert_eq!(
            text(&variants(&values)),
            ["ADotB", "AUnderscoreB", "HighInLowerCase", "HighInMixedCase", "HighInUpperCase", "C"]
        );
    }

    #[test]
    fn a_given_name_replaces_the_values_own() {
        assert_eq!(
            text(&flags(&[("0x000f0000", Some("vulnerabilities")), ("0", None)])),
            ["VULNERABILITIES", "VALUE_0"]
        );
    }

    #[test]
    fn keywords_are_raw_and_needed_names_are_prefixed() {
        let names = [
            snake("type"),
            snake("self"),
            snake("sensitive-info"),
            snake("3d"),
            camel("Option"),
            camel("failed_images"),
        ];
        assert_eq!(
            text(&names),
            ["r#type", "self_", "sensitive_info", "value_3d", "ValueOption", "FailedImages"]
        );
    }

    #[test]
    fn a_name_that_is_left_alone_is_what_the_rule_makes_of_it() {
        let mut names = vec![String::new()];
        for _ in 0..5 {
            let longer = |name: &String| ["a", "B", "1", "_"].map(|letter| format!("{name}{letter}"));
            names = names.iter().flat_map(longer).chain([String::new()]).collect();
        }
        for name in names {
            assert_eq!(upper_camel(&name), words(&name).to_upper_camel_case(), "{name}");
            assert_eq!(snake_words(&name), words(&name).to_snake_case(), "{name}");
        }
    }

    #[test]
    fn no_family_hides_what_a_client_has_itself() {
        let methods = ["region", "from-env", "regions", "type", "image"].map(client_method);
        assert_eq!(text(&methods), ["value_region", "value_from_env", "value_regions", "r#type", "image"]);
    }

    #[test]
    fn no_operation_hides_a_static_of_its_family() {
        let statics = ["Types", "operations", "3dTypes", "ListTypes"].map(tables);
        assert_eq!(text(&statics), ["VALUE_TYPES", "VALUE_OPERATIONS", "VALUE_3D_TYPES", "LIST_TYPES"]);
    }
}
