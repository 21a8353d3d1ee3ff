//! Sentences in English: `The protocol can be TCP or UDP.`, `Maximum: 36`.

use super::item::{self, Item};
use super::sections::Line;
use super::{Context, Statements, Unclear};
use crate::model::{Bounds, EnumValue, Enumeration, Number};

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.split(". "))
        .map(|sentence| sentence.trim().trim_end_matches('.'))
        .filter(|sentence| !sentence.is_empty())
}

/// Words that begin a conditional English sentence.
pub(super) const CONDITIONAL: [&str; 13] = [
    "for ",
    "in ",
    "if ",
    "when ",
    "on ",
    "with ",
    "unless ",
    "otherwise",
    "before ",
    "after ",
    "until ",
    "since ",
    "during ",
];

/// The lines without conditional sentences: `For TCP listeners, the value ranges from 10 to 4000.`
pub(super) fn unconditional(lines: &[Line]) -> Vec<Line> {
    let is_sure = |sentence: &&str| {
        let start: String = sentence.trim_start_matches(['-', ' ']).chars().take(12).collect();
        let start = start.to_lowercase();
        !CONDITIONAL.iter().any(|word| start.starts_with(word))
    };
    let sure = |line: &Line| {
        let sentences: Vec<&str> = line.text.split(". ").filter(is_sure).collect();
        Line { number: line.number, text: sentences.join(". ") }
    };
    lines.iter().map(sure).collect()
}

/// The values that a sentence lists, if only one sentence does and they are certainly values: words that are not
/// English, are bold, or are explained by the text (`server indicates …`). True if other words after `The value can
/// be` may also be values, so that the set is open.
pub(super) fn options(lines: &[Line], context: &Context<'_>) -> Option<(Vec<Item>, bool)> {
    let whole = super::join(lines).to_lowercase();
    let name = context.name.to_lowercase();
    // `A path. The extension can be JPG or PNG.` is about a part of the field, which no other sentence names.
    let is_of_field = |noun: &str| {
        let noun = noun.to_lowercase();
        ["value", "values", "parameter", "field"].contains(&noun.as_str())
            || whole.matches(noun.as_str()).count() > 1
            || whole.starts_with(&format!("the {noun}"))
            || name.split(|c: char| !c.is_alphanumeric()).any(|word| word == noun)
    };
    let listing = |line: &Line| {
        let text = without_remarks(&line.text);
        let listed = sentences(&text).filter_map(behind_can_be).filter(|(noun, _)| is_of_field(noun));
        let listed: Vec<String> = listed.map(|(_, list)| list.to_owned()).collect();
        listed.into_iter().map(|list| (line.number, list)).collect::<Vec<_>>()
    };
    let text = super::join(lines);
    let is_named = |value: &str| {
        let explained = [" indicates ", " means ", " specifies ", ": indicates "];
        let is_word =
            !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
        is_word
            && (context.bold.iter().any(|word| word == value)
                || explained.iter().any(|verb| text.contains(&format!("{value}{verb}")))
                || text.contains(&format!("The default value is {value}")))
    };
    let mut lists = lines.iter().flat_map(listing);
    let (Some((line, list)), None) = (lists.next(), lists.next()) else { return None };
    let list = list.split(", and the default").next()?;
    let parts: Vec<&str> = list.split(", ").flat_map(|part| part.split(" or ")).collect();
    let parts = parts.into_iter().map(|part| part.trim().trim_start_matches("or ").trim());
    let values: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_sure = |value: &str| is_surely_value(value) || is_named(value);
    let may_be_value = |value: &str| text.contains("The value can be ") && !is_of_english(value);
    let items: Vec<Item> = values
        .iter()
        .filter(|value| is_sure(value) || may_be_value(value))
        .filter_map(|value| item::read(line, value))
        .collect();
    let is_open = !values.iter().all(|value| is_sure(value));
    (items.len() > 1 && items.len() == values.len()).then_some((items, is_open))
}

/// Returns true if a word after `The value can be` is more likely part of the sentence: `letters or digits`, `empty`.
fn is_of_english(word: &str) -> bool {
    const ENDS: [&str; 4] = ["s", "ed", "ing", "ive"];
    const WORDS: [&str; 8] = ["empty", "null", "blank", "either", "both", "any", "a", "zero"];
    let is_plain = word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '-');
    !is_plain || WORDS.contains(&word) || ENDS.iter().any(|end| word.ends_with(end))
}

/// Words that announce values on the same line.
const INLINE: [&str; 7] = [
    "valid values:",
    "possible values:",
    "allowed values:",
    "available values:",
    "enumerated values:",
    "value options:",
    "the options are:",
];

/// The values on the same line as the words that announce them, and the text before: `Valid values: on, off`.
pub(super) fn announced(line: &Line) -> Option<(&str, Vec<Item>)> {
    let lower = line.text.to_ascii_lowercase();
    let (index, phrase) = INLINE.iter().find_map(|phrase| Some((lower.find(phrase)?, phrase)))?;
    let list = line.text[index + phrase.len()..].trim();
    // If more sentences follow, the end of the list is unclear.
    let list = list.strip_suffix('.').unwrap_or(list);
    let parts = list.split(", ").flat_map(|part| part.split(" or ")).flat_map(|part| part.split(" and "));
    let parts = parts.map(|part| part.trim().trim_start_matches("or ").trim_start_matches("and ").trim());
    let values: Vec<&str> = parts.filter(|part| !["", "etc", "so on"].contains(part)).collect();
    let is_word = |value: &&&str| {
        let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
        is_plain && (value.parse::<i64>().is_ok() || value.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let words = values.iter().filter(is_word);
    let items: Vec<Item> = words.filter_map(|value| item::read(line.number, value)).collect();
    let is_list = items.len() > 1 && items.len() == values.len();
    is_list.then(|| (line.text[..index].trim_end(), items))
}

/// A text without its parts in parentheses.
fn without_remarks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                // Drop the space before the remark.
                kept.truncate(kept.trim_end().len());
            }
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Verbs before the values of a field.
const CAN_BE: [&str; 7] = [
    " can be one of ",
    " must be one of ",
    " can only be ",
    " must be either ",
    " must be ",
    " can be ",
    " is one of ",
];

/// The noun and the text after `The … can be`.
fn behind_can_be(sentence: &str) -> Option<(&str, &str)> {
    let (subject, list) = CAN_BE.iter().find_map(|verb| sentence.split_once(verb))?;
    let is_subject = subject.starts_with("The ") && subject.len() <= 40 && !subject.contains(',');
    let noun = subject.rsplit(' ').next()?;
    is_subject.then(|| (noun, list.trim_start_matches("either ")))
}

/// Returns true if a word is not an English one: `TCP or UDP` are values, `letters or digits` are not.
fn is_surely_value(word: &str) -> bool {
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let is_upper = word.len() > 1 && !word.contains(|c: char| c.is_ascii_lowercase());
    (has_digit || is_upper) && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
}

/// The sentences that state a bound or a default which was not read.
pub(super) fn unread(lines: &[Line], statements: &Statements) -> Vec<Unclear> {
    let has_bound = !statements.constraints.is_empty();
    let is_unread = |sentence: &str| {
        let sentence = sentence.to_ascii_lowercase();
        let has_digit = sentence.contains(|c: char| c.is_ascii_digit());
        let states_bound = BOUNDING.iter().any(|word| sentence.contains(word));
        (states_bound && has_digit && !has_bound)
            || (sentence.contains("the default value is") && statements.default.is_none())
    };
    let unread = |line: &Line| {
        let unread: Vec<&str> = sentences(&line.text).filter(|sentence| is_unread(sentence)).collect();
        (!unread.is_empty()).then(|| Unclear { line: line.number, text: unread.join(". ") })
    };
    lines.iter().filter_map(unread).collect()
}

/// Words of sentences that state bounds.
const BOUNDING: [&str; 6] =
    ["ranges from", "value contains", " characters", "minimum", "maximum value", "maximum:"];

/// Returns true if one of the listed values is called `default`, which then does not mark the default.
pub(super) fn lists_default(values: &Option<Enumeration>) -> bool {
    let is_default = |value: &EnumValue| value.value.eq_ignore_ascii_case("default");
    values.as_ref().is_some_and(|values| values.values.iter().any(is_default))
}

/// The length of a string by `Minimum` and `Maximum`, each on a separate line.
///
/// They may also bound a number in the string. As a length, they then refuse no valid value, unless the minimum is
/// above one.
pub(super) fn length(lines: &[Line]) -> Option<Bounds> {
    let bound = |keyword: &str| {
        let mut found = lines.iter().filter_map(|line| line.text.trim().strip_prefix(keyword));
        let (Some(value), None) = (found.next(), found.next()) else { return None };
        value.trim().parse::<i64>().ok().filter(|value| *value >= 0)
    };
    let max = bound("Maximum:");
    let min = bound("Minimum:").filter(|min| *min <= 1 || Some(*min) == max);
    let bounds = Bounds::new(min.map(Number::Integer), max.map(Number::Integer));
    (max.is_some() && !bounds.is_empty()).then_some(bounds)
}
