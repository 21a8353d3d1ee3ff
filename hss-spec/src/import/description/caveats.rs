//! Caveats: clauses next to a bound that cast doubt on it: `0表示不限制`, `or -1`, `若为空则不修改`.

use super::limits::{explains, is_condition};
use super::number::numbers;
use crate::model::{Bounds, Constraint, ConstraintKind, Number};

/// Words of a clause that gives the meaning of the empty string.
const EMPTY: [&str; 7] = ["为空", "空字符串", "空值", "empty", "blank", "left null", "is null"];
/// Words that negate such a clause.
const DENIED: [&str; 6] = ["不能为空", "不可为空", "不允许为空", "不为空", "非空", "not "];

/// Words for a service that accepts values outside of a bound.
const LENIENT: [&str; 20] = [
    "超过部分",
    "超出部分",
    "超出时",
    "超过时",
    "自动调整",
    "更大的值",
    "截断",
    "截取",
    "truncated",
    "will be cut",
    "treated as",
    "are rounded",
    "outside this range",
    "outside the range",
    "if the value is larger",
    "if the value is greater",
    "can be increased",
    "can be raised",
    "increase the limit",
    "increase the quota",
];

/// Words for advice and for usual values: other values may be valid.
const ADVICE: [&str; 21] = [
    "建议",
    "推荐",
    "通常",
    "一般",
    "常用",
    "常见",
    "典型",
    "参考值",
    "供参考",
    "大约",
    "左右",
    "recommended",
    "suggested",
    "preferred",
    "typical",
    "usual",
    "generally",
    "in general",
    "normally",
    "approximately",
    "for reference",
];
/// Words for a bound that differs elsewhere.
const DEPENDS: [&str; 15] = [
    "取决于",
    "而定",
    "为准",
    "有关",
    "不同而",
    "工单",
    "可调整",
    "可申请",
    "可以申请",
    "可扩",
    "depend on",
    "depends on",
    "depending on",
    "varies ",
    "vary ",
];

/// Words for a bound that does not apply to all callers, or that the service does not check.
const LIFTED: [&str; 15] = [
    "不受",
    "突破",
    "放开",
    "不校验",
    "不做校验",
    "不强制",
    "soft limit",
    "does not apply",
    "do not apply",
    "not subject to",
    "not enforced",
    "not checked",
    "larger values are",
    "greater values are",
    "are accepted",
];

/// The constraint, as far as the clauses next to it leave no doubt: a number that they name but that the constraint
/// refuses may be a value with a special meaning.
pub(super) fn settled(constraint: Constraint, beside: &[String]) -> Option<Constraint> {
    let Some(mut bounds) = constraint.bounds() else { return Some(constraint) };
    let kind = constraint.kind();
    if kind == ConstraintKind::Length && beside.iter().any(|clause| may_be_empty(clause)) {
        bounds.min = bounds.min.map(|_| Number::Integer(0));
    }
    if beside.iter().any(|clause| is_lenient(clause)) {
        return None;
    }
    let may_name_value = |clause: &&String| match kind {
        ConstraintKind::Range => true,
        // `管理员为8-64位`
        ConstraintKind::Length if counts_characters(clause) => true,
        _ => is_condition(clause) || clause.contains('时'),
    };
    let is_certain = admits(&bounds, beside.iter().filter(may_name_value));
    is_certain.then(|| Constraint::from_bounds(kind, bounds)).flatten()
}

/// Returns true if a clause gives advice, or names the usual value.
pub(super) fn advises(clause: &str) -> bool {
    let clause = clause.to_lowercase();
    ADVICE.iter().any(|word| clause.contains(word))
}

/// Returns true if a clause withdraws the bound next to it: `建议`, `具体以灯规格为准`, `depending on the lamp`. Advice with a
/// number is about values within the bound, and advice within a clause about what the clause names.
pub(super) fn takes_back(clause: &str) -> bool {
    let lower = clause.trim().to_lowercase();
    let is_advice = ADVICE.iter().any(|word| lower.starts_with(word) || lower.ends_with(word));
    let is_lifted = LIFTED.iter().any(|word| lower.contains(word));
    depends(clause) || is_lifted || (is_advice && !clause.contains(|c: char| c.is_ascii_digit()))
}

/// Returns true if a text says that its subject depends on something else.
pub(super) fn depends(text: &str) -> bool {
    let text = text.to_lowercase();
    DEPENDS.iter().any(|word| text.contains(word))
}

fn is_lenient(clause: &str) -> bool {
    let clause = clause.to_lowercase();
    // `超过100时按100返回`
    let is_cut = clause.contains("超过") && ["按", "视为", "取"].iter().any(|word| clause.contains(word));
    is_cut || LENIENT.iter().any(|word| clause.contains(word))
}

fn counts_characters(clause: &str) -> bool {
    ["字符", "位", "characters"].iter().any(|unit| clause.contains(unit))
}

/// Returns true if a range admits each number that these clauses explain: `0表示不限制`, `-1 means all`.
pub(super) fn admits_explained(constraint: &Constraint, beside: &[String]) -> bool {
    let explaining = beside.iter().filter(|clause| {
        let clause = clause.to_lowercase();
        explains(&clause) || clause.contains(" indicates ")
    });
    constraint.bounds().is_none_or(|bounds| admits(&bounds, explaining))
}

fn admits<'c>(bounds: &Bounds, clauses: impl Iterator<Item = &'c String>) -> bool {
    clauses.flat_map(|clause| numbers(clause)).all(|number| bounds.contains(number))
}

pub(super) fn may_be_empty(clause: &str) -> bool {
    let clause = clause.to_lowercase();
    EMPTY.iter().any(|word| clause.contains(word)) && !DENIED.iter().any(|word| clause.contains(word))
}
