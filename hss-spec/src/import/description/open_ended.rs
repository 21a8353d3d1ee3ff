//! Phrases that mean that a list is not complete.

use super::caveats;

/// Phrases at the end of a list, in its last line or after it, for further values, and for other spellings of those
/// listed.
const MORE: [&str; 38] = [
    "也可自定义",
    "可以自定义",
    "其他值",
    "其它值",
    "其他取值",
    "其它取值",
    "可能新增",
    "会新增",
    "后续",
    "陆续",
    "other value",
    "other string",
    "new value",
    "in the future",
    "更多",
    "还支持",
    "还可以",
    "注:新增",
    "为准",
    "可组合",
    "可以组合",
    "可多选",
    "不区分大小写",
    "大小写不敏感",
    "忽略大小写",
    "大小写均可",
    "模糊匹配",
    "模糊查询",
    "more values",
    "case-insensitive",
    "case insensitive",
    "not case-sensitive",
    "not case sensitive",
    "fuzzy",
    "vary ",
    "varies ",
    "combined",
    "may be added",
];

/// Phrases that mean this only after a list; within it, they explain a value.
const BEHIND: [&str; 10] = [
    "自定义",
    "可扩展",
    "可新增",
    "custom",
    "other name",
    "be added",
    "be extended",
    "may add",
    "can add",
    "may define",
];

/// Returns true if the end of a list says that there are more values.
pub(super) fn goes_on(text: &str) -> bool {
    let trimmed = text.trim_end_matches(['。', ' ', ')', ';']);
    let words = trimmed.trim_end_matches('.').to_lowercase();
    ["等", "…", "etc", "and so on", "such as"].iter().any(|end| words.ends_with(end))
        || is_cut(trimmed)
        || MORE.iter().any(|phrase| words.contains(phrase))
}

/// Returns true if the meaning of a value says that there are more values.
pub(super) fn says_more(meaning: &str) -> bool {
    let meaning = meaning.to_lowercase();
    MORE.iter().any(|phrase| meaning.contains(phrase))
}

/// Returns true if a text leaves something out: `1：周一 … 7：周日`.
pub(super) fn is_cut(text: &str) -> bool {
    text.contains("...") || text.contains('…')
}

/// Returns true if a text says that its list is not complete.
pub(super) fn names_some(text: &str) -> bool {
    let text = text.to_lowercase();
    ["不限于", "not limited to"].iter().any(|phrase| text.contains(phrase))
}

/// Returns true if a text after a list says that other values are allowed or may be added.
pub(super) fn allows_more(text: &str) -> bool {
    let text = text.to_lowercase();
    MORE.iter().chain(&BEHIND).any(|phrase| text.contains(phrase)) || caveats::depends(&text)
}
