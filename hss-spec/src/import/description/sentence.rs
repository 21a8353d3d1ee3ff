//! Sentences in English: `The protocol can be TCP or UDP.`, `Maximum: 36`.

use super::item::{self, Item};
use super::sections::Line;
use super::{Statements, Unclear};
use crate::model::{Bounds, EnumValue, Enumeration, Number};

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.split(". "))
        .map(|sentence| sentence.trim().trim_end_matches('.'))
        .filter(|sentence| !sentence.is_empty())
}

/// Words that begin a conditional English sentence.
const CONDITIONAL: [&str; 8] = ["for ", "in ", "if ", "when ", "on ", "with ", "unless ", "otherwise"];

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

/// The values that a sentence lists, if only one sentence does and they can be nothing but values.
pub(super) fn options(lines: &[Line]) -> Option<Vec<Item>> {
    let listing = |line: &Line| {
        let listed: Vec<&str> = sentences(&line.text).filter_map(behind_can_be).collect();
        listed.into_iter().map(|list| (line.number, list.to_owned())).collect::<Vec<_>>()
    };
    let mut lists = lines.iter().flat_map(listing);
    let (Some((line, list)), None) = (lists.next(), lists.next()) else { return None };
    let list = list.split(", and the default").next()?;
    let parts: Vec<&str> = list.split(", ").flat_map(|part| part.split(" or ")).collect();
    let parts = parts.into_iter().map(|part| part.trim().trim_start_matches("or ").trim());
    let values: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let items: Vec<Item> = values
        .iter()
        .filter(|value| is_surely_value(value))
        .filter_map(|value| item::read(line, value))
        .collect();
    (items.len() > 1 && items.len() == values.len()).then_some(items)
}

/// The text after `The … can be`.
fn behind_can_be(sentence: &str) -> Option<&str> {
    let (subject, list) = sentence.split_once(" can be ")?;
    let is_subject = subject.starts_with("The ") && subject.len() <= 40 && !subject.contains(',');
    is_subject.then(|| list.trim_start_matches("either "))
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

/// Words of sentences that bound something.
const BOUNDING: [&str; 6] =
    ["ranges from", "value contains", " characters", "minimum", "maximum value", "maximum:"];

/// Returns true if one of the listed values is called `default`, which then does not mark the default.
pub(super) fn lists_default(values: &Option<Enumeration>) -> bool {
    let is_default = |value: &EnumValue| value.value.eq_ignore_ascii_case("default");
    values.as_ref().is_some_and(|values| values.values.iter().any(is_default))
}

/// The length of a string by `Minimum` and `Maximum`, each on a line of its own.
///
/// They may also bound a number in the string. A length of that many characters still refuses nothing then, except for
/// a minimum above one.
pub(super) fn length(lines: &[Line]) -> Option<Bounds> {
    let bound = |keyword: &str| {
        let mut found = lines.iter().filter_map(|line| line.text.trim().strip_prefix(keyword));
        let (Some(value), None) = (found.next(), found.next()) else { return None };
        value.trim().parse::<i64>().ok().filter(|value| *value >= 0)
    };
    let max = bound("Maximum:");
    let min = bound("Minimum:").filter(|min| *min <= 1 || Some(*min) == max);
    let bounds = Bounds { min: min.map(Number::Integer), max: max.map(Number::Integer) };
    (max.is_some() && !bounds.is_empty()).then_some(bounds)
}
