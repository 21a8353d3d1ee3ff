//! Clauses that state a bound: subject, bounds and unit.

use super::number::{number, range};
use crate::model::{Bounds, Number};

/// Subject of a clause with bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The length of a text in characters.
    Characters,
    /// A length without a subject.
    Length,
    /// The size of a list.
    Members,
    /// A value.
    Value,
    /// No subject.
    Unsaid,
}

/// The unit that a clause counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counter {
    Characters,
    /// Members of a list, or things that a number counts.
    Things,
    /// A unit of measure.
    Unit,
    Unsaid,
}

/// A clause that states a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bound {
    pub(super) subject: Subject,
    pub(super) bounds: Bounds,
    pub(super) counter: Counter,
}

const SUBJECTS: [(Subject, &[&str]); 4] = [
    (
        Subject::Characters,
        &[
            "字符串大小范围",
            "字符长度范围",
            "字符串长度",
            "字符串大小",
            "字符长度",
            "字符范围",
            "字符取值",
            "字符数",
            "character length",
            "string length",
            "minlength",
            "maxlength",
            "minimum length",
            "maximum length",
        ],
    ),
    (
        Subject::Length,
        &["长度范围", "最大长度", "最小长度", "长度", "length", "the length is", "the length ranges from"],
    ),
    (
        Subject::Members,
        &[
            "列表条数",
            "列表项数量",
            "列表大小",
            "列表长度",
            "列表",
            "白名单数量范围",
            "黑名单数量范围",
            "元素个数范围",
            "元素个数",
            "元素数量",
            "数组范围",
            "数组个数",
            "数组长度",
            "数组大小",
            "数组元素数量",
            "array length",
            "list size",
            "number of items",
            "the list can contain",
            "the array can contain",
            "the list contains",
            "the array contains",
        ],
    ),
    (
        Subject::Value,
        &[
            "取值范围",
            "取值",
            "大小",
            "整数取值",
            "整数类型",
            "整数",
            "数值范围",
            "值域",
            "the value range is",
            "the value ranges from",
            "value ranges from",
            "ranges from",
            "value range",
            "the value is",
            "range",
            "the value can contain",
            "the value contains",
            "the description contains",
            "the name contains",
            "value",
            "from",
            "minimum value",
            "maximum value",
            "the minimum value is",
            "the maximum value is",
            "between",
            "the value is between",
            "the value range is from",
        ],
    ),
];

/// Words between the subject and its bounds.
const COPULAS: [&str; 5] = [":", "为", "是", "限制为", "is "];

const LEAST: [&str; 14] = [
    "最小值",
    "最小",
    "最少",
    "不少于",
    "不小于",
    "大于或等于",
    "大于等于",
    "≥",
    ">=",
    "minimum",
    "at least",
    "a minimum of",
    "minlength",
    "the minimum value is",
];
const MOST: [&str; 22] = [
    "最大值",
    "最大",
    "最多",
    "不超过",
    "不大于",
    "不得超过",
    "不能超过",
    "不可超过",
    "不允许超过",
    "不多于",
    "不高于",
    "小于或等于",
    "小于等于",
    "≤",
    "<=",
    "maximum",
    "up to",
    "at most",
    "a maximum of",
    "maxlength",
    "the maximum value is",
    "no more than",
];
/// Subjects that also say which end they bound.
const LEAST_SUBJECTS: [&str; 5] =
    ["minlength", "minimum length", "minimum value", "the minimum value is", "最小长度"];
const MOST_SUBJECTS: [&str; 5] =
    ["maxlength", "maximum length", "maximum value", "the maximum value is", "最大长度"];

const COUNTERS: [(Counter, &[&str]); 3] = [
    (
        Counter::Characters,
        &["个unicode字符", "个字符", "位字符", "字符", "位", "unicode characters", "characters", "character"],
    ),
    (
        Counter::Unit,
        &[
            "ms", "毫秒", "秒", "分钟", "小时", "天", "字节", "bytes", "byte", "kb", "mb", "gb", "%",
            "seconds", "minutes", "hours", "days", "s", "总数",
        ],
    ),
    (
        Counter::Things,
        &["个", "条", "台", "项", "次", "种", "items", "records", "entries", "elements", "objects"],
    ),
];

/// Reads a clause that is a bound from its first word to its last.
pub(super) fn read(clause: &str) -> Option<Bound> {
    // A bound is short; a description is not.
    if clause.len() > 200 {
        return None;
    }
    let clause = clause.to_lowercase();
    let (subject, word, rest) = subject(clause.trim());
    let rest = behind_copula(rest);
    let end = if LEAST_SUBJECTS.contains(&word) {
        Some(false)
    } else if MOST_SUBJECTS.contains(&word) {
        Some(true)
    } else {
        None
    };
    let (bounds, is_exact, rest) = limits(end, rest)?;
    let (counter, rest) = counter(rest.trim_start());
    let is_done = match counter {
        // `最大长度255个`: a length counts characters unless the clause names something else.
        Counter::Things if subject == Subject::Length => rest.trim().is_empty(),
        // `1-1000个实例ID`: the clause may name what is counted.
        Counter::Things => !rest.contains(|c: char| c.is_ascii_digit()) && rest.chars().count() <= 60,
        // The kind of characters is not a bound.
        Counter::Characters if rest.trim().starts_with("and does not support ") => true,
        _ => ["", "之间", "以内", "的整数", "之间的整数", "inclusive"].contains(&rest.trim()),
    };
    // A single number is a length only if it counts characters: `字符长度13位`.
    let is_said = !is_exact || (counter == Counter::Characters && subject == Subject::Characters);
    (is_done && is_said).then_some(Bound { subject, bounds, counter })
}

/// The subject, the word that bounds it, and the rest of the clause.
fn subject(clause: &str) -> (Subject, &'static str, &str) {
    let all = SUBJECTS.iter().flat_map(|(subject, words)| words.iter().map(move |word| (*subject, *word)));
    let found = all.filter(|(_, word)| clause.starts_with(word)).max_by_key(|(_, word)| word.len());
    match found {
        Some((subject, word)) => (subject, word, &clause[word.len()..]),
        None => (Subject::Unsaid, "", clause),
    }
}

fn behind_copula(text: &str) -> &str {
    let text = text.trim_start();
    COPULAS.iter().find_map(|copula| text.strip_prefix(copula)).unwrap_or(text).trim_start()
}

/// The bounds, true if they are a single number, and the rest of the text.
fn limits(end: Option<bool>, text: &str) -> Option<(Bounds, bool, &str)> {
    let one_end = |is_most: bool, text| {
        let (limit, rest) = number(behind_copula(text))?;
        let (min, max) = if is_most { (None, Some(limit)) } else { (Some(limit), None) };
        Some((Bounds::new(min, max), false, rest))
    };
    if let Some(is_most) = end {
        return one_end(is_most, text);
    }
    let strip = |words: &[&str]| -> Option<&str> {
        let found = words.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
        Some(&text[found.len()..])
    };
    if let Some(rest) = strip(&LEAST) {
        return one_end(false, rest).map(both_ends);
    }
    if let Some(rest) = strip(&MOST) {
        return one_end(true, rest);
    }
    if let Some((bounds, rest)) = range(text) {
        return Some((bounds, false, rest));
    }
    let (exact, rest) = number(text)?;
    if let Some(bounds) = alternative(exact, rest) {
        return Some((bounds, false, ""));
    }
    Some((Bounds::new(Some(exact), Some(exact)), true, rest))
}

/// `不小于10且不超过2000`: the other end after the first.
fn both_ends(found: (Bounds, bool, &str)) -> (Bounds, bool, &str) {
    let (first, is_exact, rest) = found;
    let other = || {
        let behind =
            ["且", "并且", "、", "and "].iter().find_map(|word| rest.trim_start().strip_prefix(word))?;
        let words = MOST.iter().filter(|word| behind.trim_start().starts_with(**word));
        let words = words.max_by_key(|word| word.len())?;
        let (max, rest) = number(behind_copula(&behind.trim_start()[words.len()..]))?;
        let bounds = Bounds::new(first.min, Some(max));
        (!bounds.is_empty()).then_some((bounds, is_exact, rest))
    };
    other().unwrap_or(found)
}

/// `-1或1-99999`: the bounds around both, so that no valid value is refused.
fn alternative(first: Number, rest: &str) -> Option<Bounds> {
    let (bounds, rest) = range(rest.strip_prefix("或")?.trim_start())?;
    let around = bounds.wider(Bounds::new(Some(first), Some(first)))?;
    rest.trim().is_empty().then_some(around)
}

fn counter(text: &str) -> (Counter, &str) {
    let all = COUNTERS.iter().flat_map(|(counter, words)| words.iter().map(move |word| (*counter, *word)));
    let found = all.filter(|(_, word)| text.starts_with(word)).max_by_key(|(_, word)| word.len());
    match found {
        Some((counter, word)) => (counter, &text[word.len()..]),
        None => (Counter::Unsaid, text),
    }
}
