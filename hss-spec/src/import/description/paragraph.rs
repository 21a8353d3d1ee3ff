//! Bounds in a paragraph without sections.

use std::collections::BTreeSet;

use super::clause::Clauses;
use super::sections::{Line, join};
use super::subject::FieldWords;
use super::{Statements, add, caveats, default, limits, restated, sentence};
use crate::model::{Constraint, ConstraintKind, Type};

/// Words with which a clause that states a bound begins.
const STATING: [&str; 32] = [
    "字符串长度",
    "字符长度",
    "最小长度",
    "最大长度",
    "数组长度",
    "数组大小",
    "数组个数",
    "列表长度",
    "列表大小",
    "元素个数",
    "元素数量",
    "值域",
    "取值",
    "最小值",
    "最大值",
    "the value range",
    "value range",
    "the value can contain",
    "the value contains",
    "the description contains",
    "the name contains",
    "the minimum value is",
    "the maximum value is",
    "minimum",
    "maximum",
    "array length",
    "the list can contain",
    "the list contains",
    "the array can contain",
    "the array contains",
    "minlength",
    "maxlength",
];

/// Words with which a clause states the other end of the bound in front of it.
const OTHER_ENDS: [&str; 3] = ["小于等于", "大于等于", "不超过"];

/// Reads bounds in a paragraph without sections, where a clause says that it is one.
pub(super) fn read(lines: &[Line], ty: &Type, name: &str, statements: &mut Statements) {
    let text = join(lines).to_lowercase();
    let may_state = STATING.iter().any(|word| text.contains(word)) || restated::may_state(&text);
    if !may_state || statements.values.is_some() {
        return;
    }
    let field = FieldWords::of(name, &text);
    let stated = |line: &Line| {
        let clause = line.text.to_lowercase();
        let subject = clause.split_once(" contains ").or_else(|| clause.split_once(" can contain "));
        let is_stated = STATING.iter().any(|word| clause.starts_with(word))
            && subject.is_none_or(|(subject, _)| field.are_of(subject));
        let has_both_ends = clause.contains(" and the maximum value is ");
        if is_stated && !has_both_ends { Some(line.clone()) } else { restated::restated(line, ty, &field) }
    };
    let sure = Clauses::split(&sentence::unconditional(lines));
    if sure.remarks.iter().any(|remark| caveats::takes_back(remark) || limits::is_condition(remark)) {
        return;
    }
    let all = || sure.clauses.iter().zip(&sure.sentences);
    let taken_back = all().filter(|(clause, _)| caveats::takes_back(&clause.text));
    let taken_back: BTreeSet<&usize> = taken_back.map(|(_, sentence)| sentence).collect();
    let mut conditional = None;
    let (mut clauses, mut read) = (Vec::new(), Vec::new());
    let mut stating = None;
    for (clause, sentence) in all().filter(|(_, sentence)| !taken_back.contains(sentence)) {
        // `取值大于等于1，小于等于1000`
        let goes_on = || {
            let is_end = OTHER_ENDS.iter().any(|words| clause.text.starts_with(words));
            (is_end && stating == Some(sentence)).then(|| clause.clone())
        };
        if is_conditional(&clause.text) {
            conditional = Some(sentence);
        } else if conditional != Some(sentence)
            && let Some(stated) = stated(clause).or_else(goes_on)
        {
            stating = Some(sentence);
            clauses.push(stated);
            read.push(clause.text.as_str());
        }
    }
    let mut beside = Clauses::split(lines).into_texts();
    beside.retain(|clause| !read.contains(&clause.as_str()));
    // The rest of the description is not about bounds, so nothing is reported.
    let limits = limits::read(&clauses, ty);
    // In English, `the value` is an element of the list.
    let is_of_value =
        |one: &Constraint| one.kind() != ConstraintKind::Items || !text.contains("the value ranges");
    let certain = limits.constraints().filter(is_of_value).filter_map(|one| caveats::settled(one, &beside));
    add(&mut statements.constraints, certain);
    let length = sentence::length(lines).filter(|_| *ty == Type::String);
    add(&mut statements.constraints, length.map(Constraint::Length).into_iter());
}

/// Returns true if a clause makes what its sentence states conditional; a value that is left out is not a condition.
fn is_conditional(clause: &str) -> bool {
    limits::is_condition(clause) && !default::is_left_out(clause)
}
