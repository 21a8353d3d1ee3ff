//! Words that announce values in their own sentence, and words in front of them that are about something else.

use super::limits::is_condition;
use super::sentence;

/// Words that announce the values after them in the same sentence.
const ANNOUNCING: [&str; 44] = [
    "取值范围为:",
    "取值范围为",
    "取值范围是",
    "取值范围:",
    "取值可以为",
    "取值可为",
    "取值只能为",
    "取值为:",
    "取值为",
    "取值是",
    "取值包括:",
    "取值包括",
    "取值包含:",
    "取值包含",
    "取值有:",
    "取值有",
    "取值:",
    "可选值为",
    "可选值有",
    "可选值包括",
    "可选值:",
    "可选值",
    "可取值为",
    "可取值:",
    "枚举值为",
    "枚举值有",
    "枚举值包括",
    "枚举值:",
    "枚举值",
    "枚举:",
    "有效值为",
    "有效值:",
    "valid values:",
    "possible values:",
    "allowed values:",
    "available values:",
    "supported values:",
    "enumerated values:",
    "value options:",
    "options:",
    "options are:",
    "options are",
    "values are:",
    "values are",
];

/// Words in front of an announcement that belong to it.
const ITS: [&str; 33] = [
    "枚举",
    "有效",
    "合法",
    "可选",
    "可选的",
    "支持的",
    "目前",
    "当前",
    "现在",
    "一般",
    "通常",
    "可能",
    "可能的",
    "可",
    "可以",
    "该参数",
    "该参数的",
    "该字段",
    "该字段的",
    "此参数",
    "此字段",
    "参数",
    "字段",
    "其",
    "其中",
    "the",
    "possible",
    "the possible",
    "valid",
    "the valid",
    "allowed",
    "supported",
    "available",
];

/// Limit of the announcements in a line.
const MOST: usize = 20;

/// Each announcing phrase of a text, with its start and its end.
pub(super) fn announced(text: &str) -> Vec<(&'static str, usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    let mut from = 0;
    loop {
        let next = ANNOUNCING.iter().filter_map(|phrase| Some((from + lower[from..].find(phrase)?, *phrase)));
        // The first one, and the longest of those that begin there.
        let Some((start, phrase)) = next.min_by_key(|(start, phrase)| (*start, usize::MAX - phrase.len()))
        else {
            return found;
        };
        // Each is examined separately, and no text with a single list has that many.
        if found.len() == MOST {
            return Vec::new();
        }
        from = start + phrase.len();
        found.push((phrase, start, from));
    }
}

/// Returns true if an announcement is about the field: the words before it in its clause are its own, or the clause is
/// the first one, which names the field. `URL。文件格式的取值为a或b` is about a part of it.
pub(super) fn is_of_field(clause: &str, is_first: bool) -> bool {
    clause.is_empty() || is_first || ITS.iter().any(|words| words.eq_ignore_ascii_case(clause))
}

/// The start of the clause that a text ends in.
pub(super) fn clause_start(text: &str) -> usize {
    if text.ends_with(char::is_whitespace) && !text.trim_end().is_ascii() {
        return text.len();
    }
    let ends = [",", "、", ":", "。", ". ", ";", ")", "\n"].iter();
    ends.filter_map(|end| Some(text.rfind(end)? + end.len())).max().unwrap_or(0)
}

/// The start of the sentence that a text ends in.
pub(super) fn sentence_start(text: &str) -> usize {
    let ends = ["。", ". ", ";", "\n"].iter().filter_map(|end| Some(text.rfind(end)? + end.len()));
    ends.max().unwrap_or(0)
}

pub(super) fn is_conditional(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    is_condition(text)
        || names_case(text)
        || sentence::CONDITIONAL.iter().any(|word| lower.starts_with(word))
        || ["例如", "比如", "such as", "example", "e.g."].iter().any(|word| lower.contains(word))
}

/// Returns true if a text names a case: `创建灯时该参数`. `时间` and the like name none.
pub(super) fn names_case(text: &str) -> bool {
    text.match_indices('时').any(|(index, word)| {
        let before = text[..index].chars().next_back();
        let behind = text[index + word.len()..].chars().next();
        !before.is_some_and(|c| "实同小定及临超延按即暂届".contains(c))
            && !behind.is_some_and(|c| "间长区刻段效延钟".contains(c))
    })
}
