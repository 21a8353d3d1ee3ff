//! Clauses next to a stated bound that cast doubt on it: `0表示不限制`, `or -1`, `若为空则不修改`.

use super::limits::{explains, is_condition};
use super::number::numbers;
use crate::model::{Bounds, Constraint, ConstraintKind, Number};

/// Words of a clause that gives the meaning of the empty string.
const EMPTY: [&str; 7] = ["为空", "空字符串", "空值", "empty", "blank", "left null", "is null"];
/// Words that negate such a clause.
const DENIED: [&str; 6] = ["不能为空", "不可为空", "不允许为空", "不为空", "非空", "not "];

/// The constraint, unless the clauses next to it cast doubt on it: a number that they name and it refuses may be a
/// value with a special meaning.
pub(super) fn settled(constraint: Constraint, beside: &[String]) -> Option<Constraint> {
    let Some(mut bounds) = constraint.bounds() else { return Some(constraint) };
    let kind = constraint.kind();
    if kind == ConstraintKind::Length && beside.iter().any(|clause| may_be_empty(clause)) {
        bounds.min = bounds.min.map(|_| Number::Integer(0));
    }
    let may_name_value =
        |clause: &&String| kind == ConstraintKind::Range || is_condition(clause) || clause.contains('时');
    let is_certain = admits(&bounds, beside.iter().filter(may_name_value));
    is_certain.then(|| Constraint::from_bounds(kind, bounds)).flatten()
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

fn may_be_empty(clause: &str) -> bool {
    let clause = clause.to_lowercase();
    EMPTY.iter().any(|word| clause.contains(word)) && !DENIED.iter().any(|word| clause.contains(word))
}
