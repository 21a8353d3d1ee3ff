//! Default sections.

use super::super::label::says_nothing;
use super::item::{Item, Listed};
use super::limits::is_condition;
use super::number::{is_thousands, number};
use super::sentence::sentences;
use crate::model::{Literal, Number, Type};

/// Result of reading a default.
#[derive(Debug, PartialEq)]
pub(super) enum Default {
    /// No default.
    None,
    Value(Literal),
    /// A text that is not understood, or not a value of the type.
    Unclear,
}

/// The first one is [`SENTENCE`]'s.
const PREFIXES: [&str; 22] = [
    "The default value is",
    "默认取值为",
    "默认取值是",
    "默认取值:",
    "默认取值",
    "默认值为",
    "默认值是",
    "默认值:",
    "默认值",
    "默认为",
    "默认是",
    "默认:",
    "默认",
    "缺省值:",
    "缺省值为",
    "缺省值",
    "缺省为",
    "缺省取值为",
    "默认使用",
    "默认采用",
    "Default value:",
    "Default:",
];

/// Reads a section that has only the default.
pub(super) fn read(text: &str, ty: &Type) -> Default {
    let text = text.trim();
    let nothing = text.split([',', '(', '。', ';', ' ']).next().unwrap_or("");
    if says_nothing(text) || ["不涉及", "无", "N/A"].contains(&nothing) {
        return Default::None;
    }
    let value = PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let value = value.trim_start();
    match first_word(value, ty) {
        // A conditional default is not a default: `10，若为b则为20`.
        Some(_) if is_condition(value) => Default::Unclear,
        Some(word) => literal(word, ty).map_or(Default::Unclear, Default::Value),
        None => Default::Unclear,
    }
}

/// The value that a list marks with `(default)`.
pub(super) fn marked(items: &[Item], ty: &Type) -> Option<Literal> {
    let mut marked = items.iter().filter(|item| item.is_default);
    match (marked.next(), marked.next()) {
        (Some(Item { listed: Listed::Value(value), .. }), None) => literal(value, ty),
        _ => None,
    }
}

const SENTENCE: &str = "the default value is ";
/// Words that make a sentence conditional.
const CONDITIONS: [&str; 6] = ["if ", "when ", "for ", "unless ", "otherwise", "except "];

/// The default in a sentence without a condition, if only one sentence has one.
pub(super) fn in_sentence(text: &str, ty: &Type) -> Option<Literal> {
    let text = text.replace('\n', ". ");
    let mut found = sentences(&text).filter(|sentence| sentence.to_ascii_lowercase().contains(SENTENCE));
    let (Some(sentence), None) = (found.next(), found.next()) else { return None };
    let lower = sentence.to_ascii_lowercase();
    let is_conditional = CONDITIONS
        .iter()
        .any(|word| lower.match_indices(word).any(|(index, _)| index == 0 || lower[..index].ends_with(' ')));
    let behind = lower.find(SENTENCE).and_then(|index| sentence.get(index + SENTENCE.len()..))?;
    first_word(behind, ty).filter(|_| !is_conditional).and_then(|word| literal(word, ty))
}

/// Finds the default in a paragraph with other statements: `…，默认为10`.
pub(super) fn find(text: &str, ty: &Type) -> Option<Literal> {
    in_sentence(text, ty).or_else(|| behind_prefix(text, ty))
}

fn behind_prefix(text: &str, ty: &Type) -> Option<Literal> {
    let (found, prefix) =
        PREFIXES[1..].iter().filter_map(|prefix| Some((text.find(prefix)?, *prefix))).min_by(|a, b| {
            // The first prefix; of several that begin there, the longest.
            a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len()))
        })?;
    if is_conditional(&text[..found]) || is_of_others(&text[..found]) {
        return None;
    }
    // A longer prefix at the same place is preferred, regardless of the table's order.
    let behind = text[found..].strip_prefix(prefix)?.trim_start();
    let is_said = prefix != "默认" || !matches!(ty, Type::String);
    let word = first_word(behind, ty).filter(|_| is_said || behind.starts_with('"'))?;
    literal(word, ty)
}

/// Words for an omitted value, which is when every default applies.
const LEFT_OUT: [&str; 13] = [
    "不填",
    "不传",
    "未填",
    "未传",
    "不设置",
    "未设置",
    "不指定",
    "未指定",
    "不携带",
    "未携带",
    "缺省",
    "为空",
    "不配置",
];

/// Returns true if a text is about an omitted value.
pub(super) fn is_left_out(text: &str) -> bool {
    LEFT_OUT.iter().any(|word| text.contains(word))
}

/// Returns true if the sentence before a default makes it conditional: `如果action为filter时，默认为10`.
fn is_conditional(before: &str) -> bool {
    let sentence = before.rsplit(['。', ';', '\n']).next().unwrap_or(before);
    !is_left_out(sentence) && sentence.split([',', ':', ' ']).any(is_condition)
}

/// Returns true if the clause before a default is about some callers: `VIP用户默认为3`.
fn is_of_others(before: &str) -> bool {
    let clause = before.rsplit(['。', ';', '\n', ',', ':', ' ']).next().unwrap_or(before);
    ["用户", "客户", "租户", "场景下", "模式下", "类型的"].iter().any(|words| clause.ends_with(words))
}

/// Words of English sentences about a default that are not values: `an empty string`, `null`.
const NO_VALUES: [&str; 17] = [
    "a",
    "an",
    "the",
    "null",
    "none",
    "empty",
    "blank",
    "not",
    "left",
    "that",
    "same",
    "determined",
    "specified",
    "all",
    "any",
    "no",
    "N/A",
];

/// The value at the start of the text, if only its meaning follows.
fn first_word<'t>(text: &'t str, ty: &Type) -> Option<&'t str> {
    if let Some(quoted) = text.strip_prefix('"') {
        let word = quoted.split_once('"').map(|(word, _)| word)?;
        // `"zh-cn:中文"` is a value with its meaning.
        let word =
            word.split_once(':').filter(|(_, meaning)| !meaning.is_ascii()).map_or(word, |(value, _)| value);
        return Some(word).filter(|word| !word.is_empty());
    }
    // A placeholder of the vendor's: `${host}`.
    if text.starts_with("${") && text.ends_with('}') && !text.contains(char::is_whitespace) {
        return Some(text);
    }
    let mut end =
        text.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-+/".contains(c))).unwrap_or(text.len());
    // `1,000` is one number.
    while (ty.is_integer() || *ty == Type::Number) && is_thousands(&text[..end], &text[end..]) {
        end += 4;
    }
    let word = text[..end].trim_end_matches('.');
    let is_end =
        text[end..].chars().next().is_none_or(|next| ",。;:(".contains(next) || next.is_whitespace());
    let is_value =
        word.contains(|c: char| c.is_ascii_alphanumeric()) && !is_word_of_sentence(word, &text[end..]);
    (is_end && is_value).then_some(word)
}

/// Returns true if a word without quotes belongs to a sentence: `an empty string`, `null`.
fn is_word_of_sentence(word: &str, behind: &str) -> bool {
    // `all` alone is a value of many fields.
    let goes_on = behind.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
    let is_null = ["null", "none", "empty", "blank"].contains(&word);
    // `The ID of the default project`, `Current time`
    let is_capitalised = word.len() > 1
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    (NO_VALUES.contains(&word) && (goes_on || is_null)) || (is_capitalised && goes_on)
}

fn literal(word: &str, ty: &Type) -> Option<Literal> {
    match ty {
        Type::String => Some(Literal::String(word.to_owned())),
        Type::Boolean => word.to_lowercase().parse().ok().map(Literal::Boolean),
        Type::Integer | Type::Long => match number(word)? {
            (Number::Integer(value), "") => Some(Literal::Integer(value)),
            _ => None,
        },
        Type::Number => match number(word)? {
            (value, "") => Some(Literal::Float(value.as_f64())),
            _ => None,
        },
        _ => None,
    }
}
