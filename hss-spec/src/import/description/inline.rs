//! Values that a sentence lists: `取值为fast或safe`, `Options: on (lit), off (dark)`, `取值：0表示关闭，1表示开启`.
//!
//! A sentence is a list only if each of its parts, from the announcing words to the end, is one value, perhaps with its
//! meaning. A sentence with a condition or a second list is not one.

use std::collections::BTreeSet;

use super::announcing::{announced, clause_start, is_conditional, is_of_field, sentence_start};
use super::caveats;
use super::item::{self, Item, Listed};
use super::limits::is_condition;
use super::list::{List, is_format};
use super::open_ended;
use super::sections::Line;

/// Words that separate values.
const SEPARATORS: [&str; 11] = ["或者", "以及", "、", ",", ";", "|", "或", "和", "及", " or ", " and "];

/// Words between a value and its meaning.
const MEANS: [&str; 9] =
    ["表示", "代表", "指", "为", "是", " indicates ", " means ", " stands for ", " represents "];

/// Words with which the sentence about the default begins, after the values.
const DEFAULTS: [&str; 8] =
    [",默认", ";默认", ", and the default", ", the default", ",缺省", ". default", ", default", "; default"];

/// Words of parts that stand for values other than those listed.
const OTHERS: [&str; 14] = [
    "其他", "其它", "其余", "大于", "小于", "不为", "以上", "以下", "任意", "other", "else", "greater",
    "less", "any",
];

/// English words for the kinds of characters and of values, which are not values.
const KINDS: [&str; 26] = [
    "letter",
    "letters",
    "digit",
    "digits",
    "number",
    "numbers",
    "character",
    "characters",
    "underscore",
    "underscores",
    "hyphen",
    "hyphens",
    "period",
    "periods",
    "space",
    "spaces",
    "uppercase",
    "lowercase",
    "integer",
    "integers",
    "string",
    "strings",
    "boolean",
    "name",
    "names",
    "etc",
];

/// The list in the only sentence that announces one.
pub(super) fn in_sentence(lines: &[Line]) -> Option<List> {
    let mut found: Option<List> = None;
    // The text before the list may name values of another case, or one of those listed.
    let mut skipped: Vec<&str> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        for (phrase, start, end) in announced(&line.text) {
            let (before, behind) = (&line.text[..start], line.text[end..].trim_start_matches([':', ' ']));
            let clause = before[clause_start(before)..].trim();
            let is_first = clause_start(before) == 0 && index == 0;
            let is_sure = !is_conditional(&before[sentence_start(before)..]) && is_of_field(clause, is_first);
            let mut list = match read(line.number, behind) {
                Some(list) if is_sure => list,
                _ => {
                    match &mut found {
                        None => skipped.push(behind),
                        // `取值为fast时，…`
                        Some(list) => list.is_open |= !names_one_of(list, behind),
                    }
                    continue;
                }
            };
            if found.is_some() || !skipped.iter().all(|behind| names_one_of(&list, behind)) {
                return None;
            }
            list.is_open |= USUALLY.iter().any(|word| clause.contains(word));
            let lead = Line { number: line.number, text: before.trim().to_owned() };
            list.lead = lines[..index].iter().cloned().chain(Some(lead)).collect();
            list.trail.extend_from_slice(&lines[index + 1..]);
            let may_be_empty = |line: &Line| line.text.split(['。', ',']).any(caveats::may_be_empty);
            list.is_open |= list.lead.iter().chain(&list.trail).any(may_be_empty);
            list.announced = Some(phrase.trim_end_matches(':').to_owned());
            found = Some(list);
        }
    }
    found
}

/// Words that introduce a format rather than values.
const FORMS: [&str; 8] = ["format", "syntax", "usage", "example", "格式", "语法", "示例", "样例"];

/// The list after a colon in a text that has only values and bars: `Kind: lit | dark`.
pub(super) fn barred(line: &Line) -> Option<List> {
    let (label, list) = line.text.split_once(':').unwrap_or(("", &line.text));
    let is_word = |part: &str| {
        part.trim().len() > 1 && value(line.number, part).is_some_and(|one| one.meaning.is_empty())
    };
    let is_form = FORMS.iter().any(|word| label.to_lowercase().contains(word));
    let are_values =
        list.matches(" | ").count() > 0 && list.split('|').all(is_word) && !list.contains([',', ';', '、']);
    let mut list = read(line.number, list).filter(|_| are_values && !is_form && label.len() <= 60)?;
    list.is_open = true;
    Some(list)
}

/// The list that makes up a whole section of allowed values. Bare numbers may be the ends of a range: `1,3`.
pub(super) fn whole(line: &Line) -> Option<List> {
    let is_bare = |item: &Item| {
        item.meaning.is_empty()
            && matches!(&item.listed, Listed::Value(value) if value.parse::<f64>().is_ok())
    };
    read(line.number, &line.text).filter(|list| list.trail.is_empty() && !list.items.iter().all(is_bare))
}

/// Words that do not exclude other values: `一般取值为32或者64`.
const USUALLY: [&str; 6] = ["一般", "通常", "常用", "常见", "主要", "usual"];

/// Returns true if a sentence is about one of the listed values: `取值为fast时，…`.
fn names_one_of(list: &List, behind: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let behind = behind.trim_start().trim_start_matches('"');
    let end = behind.find(|c: char| !is_word(c)).unwrap_or(behind.len());
    let value = Listed::Value(behind[..end].to_owned());
    list.items.iter().any(|item| item.listed == value)
}

/// Reads the values at the start of a text, up to the end of the sentence.
fn read(line: u32, text: &str) -> Option<List> {
    let (sentence, rest) = first_sentence(text);
    let mut list = List { trail: Vec::new(), ..List::default() };
    if !rest.trim().is_empty() {
        list.trail.push(Line { number: line, text: rest.trim().to_owned() });
    }
    let lower = sentence.to_ascii_lowercase();
    let cut = DEFAULTS.iter().filter_map(|words| lower.find(words)).min();
    let sentence = sentence[..cut.unwrap_or(sentence.len())].trim();
    // `等多种`
    let sentence = match sentence.rsplit_once('等') {
        Some((before, kinds)) if kinds.chars().count() <= 3 && kinds.ends_with(['种', '类', '值']) => {
            &sentence[..before.len() + '等'.len_utf8()]
        }
        _ => sentence,
    };
    list.is_open = open_ended::goes_on(sentence);
    let sentence =
        sentence.trim_end_matches("etc.").trim_end_matches("etc").trim_end_matches(['等', '…', ' ', ',']);
    let sentence = sentence.trim_end_matches("其中之一").trim_end_matches("之一").trim_end();
    let alternatives = item::alternatives(sentence).unwrap_or_default();
    list.is_open |= !alternatives.is_empty();
    let parts = if alternatives.is_empty() { parts(sentence) } else { alternatives };
    let mut explained = false;
    for part in parts {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        match value(line, part).filter(|_| !stands_for_others(part)) {
            Some(item) => {
                explained |= !item.meaning.is_empty() && has_meaning(part);
                list.items.push(item);
            }
            // `0表示关闭，1表示开启，其他值预留`
            None if open_ended::allows_more(part) && !is_condition(part) => list.is_open = true,
            // The meaning of the value before may have commas.
            None if explained && is_of_meaning(part) => {}
            None if ["其他", "其它", "其余"].iter().any(|word| part.starts_with(word)) => {
                list.is_open = true
            }
            None if stands_for_others(part) => list.is_open = true,
            None => return None,
        }
    }
    // Either all are explained or none is: `0表示关闭，1` may go on in many ways.
    let is_explained = |item: &Item| !item.meaning.is_empty();
    if explained && !list.items.iter().all(is_explained) {
        return None;
    }
    list.is_open |= list
        .items
        .iter()
        .any(|item| stands_for_no_limit(&item.meaning) || open_ended::says_more(&item.meaning));
    let values = list.items.iter().map(|item| match &item.listed {
        Listed::Value(value) => value.as_str(),
        Listed::Range(_) => "",
    });
    let are_distinct = values.collect::<BTreeSet<&str>>().len() == list.items.len();
    (list.items.len() > 1 && are_distinct && !list.items.iter().any(is_format)).then_some(list)
}

/// The first sentence of a text, and the rest.
fn first_sentence(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return (&text[..index], &text[index + c.len_utf8()..]),
            '.' if depth == 0 => {
                let behind = &text[index + 1..];
                let is_end = behind.trim_start().is_empty()
                    || (behind.starts_with(' ')
                        && behind.trim_start().starts_with(|c: char| !c.is_ascii_lowercase()));
                if is_end && !text[..index].ends_with("etc") {
                    return (&text[..index], behind);
                }
            }
            _ => {}
        }
    }
    (text, "")
}

/// The parts of a list, separated outside of parentheses and quotes.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start, mut skip) = (Vec::new(), 0_usize, 0, 0);
    let mut is_quoted = false;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '"' => is_quoted = !is_quoted,
            _ if depth == 0 && !is_quoted && index >= skip => {
                let separator = SEPARATORS.iter().find(|separator| text[index..].starts_with(**separator));
                if let Some(separator) = separator {
                    parts.push(&text[start..index]);
                    start = index + separator.len();
                    // `, or ` is one separator.
                    skip = start;
                }
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A value alone, or followed by its meaning: `fast`, `on (lit)`, `0表示关闭`, `1: on`, `0-关闭`.
fn value(line: u32, part: &str) -> Option<Item> {
    let part = part.strip_prefix("or ").or_else(|| part.strip_prefix("and ")).unwrap_or(part).trim();
    let (head, meaning) = around_verb(part)
        .or_else(|| part.split_once(':').filter(|(_, meaning)| !meaning.trim().is_empty()))
        .or_else(|| part.strip_suffix(')')?.split_once('('))
        .or_else(|| {
            part.split_once('-')
                .filter(|(_, meaning)| !meaning.trim_start().starts_with(|c: char| c.is_ascii()))
        })
        .unwrap_or((part, ""));
    let item = item::read(line, head.trim())?;
    let is_value = item.meaning.is_empty() && !item.is_loose && !head.contains(':');
    let is_kind = |value: &str| KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(value));
    let is_single = matches!(&item.listed, Listed::Value(value)
        if !is_kind(value) && !value.contains(' ') && value != "null");
    (is_value && is_single).then(|| Item { meaning: meaning.trim().to_owned(), ..item })
}

/// The value and the meaning around a verb.
fn around_verb(part: &str) -> Option<(&str, &str)> {
    let found = MEANS.iter().filter_map(|verb| Some((part.find(verb)?, *verb))).min_by_key(|(at, _)| *at)?;
    let (head, meaning) = (&part[..found.0], &part[found.0 + found.1.len()..]);
    (head.trim().is_ascii() && !meaning.trim().is_empty()).then_some((head, meaning))
}

fn has_meaning(part: &str) -> bool {
    around_verb(part).is_some() || part.contains(':')
}

/// Returns true if a part of a list stands for the lack of a value, or for values that are not listed: `blank`, `or others`.
fn stands_for_others(part: &str) -> bool {
    let part = part.strip_prefix("or ").or_else(|| part.strip_prefix("and ")).unwrap_or(part).trim();
    ["null", "空", "blank", "empty", "left blank", "others"].contains(&part)
}

/// Returns true if a part after an explained value can only continue its meaning.
fn is_of_meaning(part: &str) -> bool {
    let lower = part.to_lowercase();
    !lower.contains(|c: char| c.is_ascii_digit())
        && !OTHERS.iter().any(|word| lower.contains(word))
        && !is_condition(part)
}

/// Returns true if a value stands for no limit, so that there are values with one.
fn stands_for_no_limit(meaning: &str) -> bool {
    let meaning = meaning.to_lowercase();
    ["不限", "无限", "无上限", "不受限", "unlimited", "no limit", "not limited"]
        .iter()
        .any(|words| meaning.contains(words))
}
