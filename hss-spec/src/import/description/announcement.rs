//! Words that announce a list of values, and those that announce something else.

use super::sections::Line;

/// Phrases that may introduce a list of any kind.
const INTRODUCTIONS: [&str; 13] = [
    "如下",
    "以下",
    "包含",
    "包括",
    "分为",
    "取值为",
    "枚举值为",
    "可选值",
    "the options are",
    "options",
    "can be",
    "following",
    "values",
];

/// Phrases that announce the set of all values.
const ANNOUNCEMENTS: [&str; 45] = [
    "取值范围",
    "取值如下",
    "取值为",
    "取值包括",
    "取值包含",
    "取值有",
    "取值:",
    "如下取值",
    "以下取值",
    "取值类型",
    "枚举值",
    "枚举类型",
    "枚举:",
    "枚举如下",
    "枚举取值",
    "可选值",
    "可选取值",
    "可选项",
    "可取值",
    "有效值",
    "有效的值",
    "合法值",
    "包含如下",
    "包含以下",
    "包括如下",
    "包括以下",
    "分为如下",
    "分为以下",
    "the options are",
    "options:",
    "options are",
    "options include",
    "possible values",
    "valid values",
    "available values",
    "allowed values",
    "enumerated values",
    "value range",
    "value options",
    "the values are",
    "the following values",
    "can be one of",
    "must be one of",
    "the value can be",
    "any of the following",
];

/// Words after a phrase that make it announce something other than values.
const OTHER_THINGS: [&str; 20] = [
    "字段",
    "参数",
    "信息",
    "内容",
    "属性",
    "要求",
    "限制",
    "规则",
    "格式",
    "条件",
    "场景",
    "步骤",
    "权限",
    "字符",
    "约束",
    "fields",
    "parameters",
    "rules",
    "requirements",
    "characters",
];

/// Words that make a list one of examples only.
const REFERENCE_ONLY: [&str; 3] = ["仅供参考", "for reference only", "only for reference"];

/// Returns true if a text introduces a list.
pub(super) fn is_introduction(text: &str) -> bool {
    let text = text.trim_end().to_lowercase();
    text.ends_with(':') || INTRODUCTIONS.iter().any(|phrase| text.contains(phrase))
}

/// The phrase with which a text announces the set of all values.
pub(super) fn announcement(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let found = ANNOUNCEMENTS.iter().filter_map(|phrase| Some((text.rfind(phrase)?, *phrase)));
    // The last phrase; of several that end there, the longest.
    let (index, phrase) = found.max_by_key(|(index, phrase)| (index + phrase.len(), phrase.len()))?;
    let behind = &text[index + phrase.len()..];
    let behind = behind.split([',', '。', ';', ':', '(']).next().unwrap_or(behind);
    let is_other = OTHER_THINGS.iter().any(|word| behind.contains(word));
    (!is_other).then(|| phrase.trim_end_matches(':'))
}

/// The phrase in the last sentences of the lines above a list; one further up announces something else.
pub(super) fn announced_in(lines: &[Line]) -> Option<String> {
    last_sentences(lines).iter().find_map(|sentence| announcement(sentence)).map(str::to_owned)
}

/// Maximum number of sentences from an announcement to its list.
const SENTENCES: usize = 3;

fn last_sentences(lines: &[Line]) -> Vec<String> {
    let text = super::sections::join(lines);
    let sentences = text.split(['。', '\n']).flat_map(|line| line.split(". ")).map(str::trim);
    let sentences: Vec<String> = sentences.filter(|one| !one.is_empty()).map(str::to_owned).collect();
    sentences.into_iter().rev().take(SENTENCES).collect()
}

/// Words for the parts of an object.
const PARTS: [&str; 5] = ["字段", "参数", "属性", "fields", "parameters"];

/// Returns true if the sentence above a list introduces the parts of an object, or advice: `包含如下字段：`, `注意事项如下：`.
pub(super) fn introduces_parts(lines: &[Line]) -> bool {
    let sentences = last_sentences(lines);
    let Some(last) = sentences.first().map(|last| last.to_lowercase()) else { return false };
    if ["注意", "事项", "步骤"].iter().any(|word| last.contains(word)) {
        return true;
    }
    ["如下", "以下", "the following "].iter().any(|phrase| {
        last.rsplit_once(phrase).is_some_and(|(_, behind)| {
            let behind = behind.split([',', ':', '(']).next().unwrap_or(behind).trim();
            PARTS.iter().any(|part| behind.ends_with(part) && !behind.contains("取值"))
        })
    })
}

/// Returns true if a text calls its list an example.
pub(super) fn is_reference(text: &str) -> bool {
    let text = text.to_lowercase();
    REFERENCE_ONLY.iter().any(|phrase| text.contains(phrase))
}
