//! Phrases that mean that a list is not complete.

/// Phrases at the end of a list, in its last line or after it, for further values.
const MORE: [&str; 14] = [
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
];

/// Phrases that mean so only after a list; within it, they explain a value.
const BEHIND: [&str; 5] = ["自定义", "custom", "other name", "be added", "be extended"];

/// Returns true if the end of a list says that there are more values.
pub(super) fn goes_on(text: &str) -> bool {
    let trimmed = text.trim_end_matches(['。', ' ', ')', ';']);
    let words = trimmed.trim_end_matches('.').to_lowercase();
    ["等", "…", "etc", "and so on", "such as"].iter().any(|end| words.ends_with(end))
        || trimmed.ends_with("...")
        || MORE.iter().any(|phrase| words.contains(phrase))
}

/// Returns true if a text says that its list is not complete.
pub(super) fn names_some(text: &str) -> bool {
    let text = text.to_lowercase();
    ["不限于", "not limited to"].iter().any(|phrase| text.contains(phrase))
}

/// Returns true if a text after a list says that other values are allowed or may be added.
pub(super) fn allows_more(text: &str) -> bool {
    let text = text.to_lowercase();
    MORE.iter().chain(&BEHIND).any(|phrase| text.contains(phrase))
}
