//! Bounds from a section's clauses, such that no valid request is refused.

use std::collections::BTreeMap;

use super::bound::{self, Bound, Counter, Subject};
use super::caveats;
use super::clause::Clauses;
use super::number::{numbers, range};
use super::sections::Line;
use crate::model::{Bounds, Constraint, ConstraintKind, Number, Type};

/// The bounds of a field, and the clauses that were not understood.
#[derive(Debug, Default)]
pub(super) struct Limits {
    bounds: BTreeMap<ConstraintKind, Bounds>,
    pub(super) not_understood: Vec<Line>,
    /// Constraints with two contradicting statements, neither of which is used.
    disputed: Vec<ConstraintKind>,
}

/// Clauses that are understood but state no bound.
const SILENT: [&str; 14] = [
    "单位",
    "时间格式",
    "utc",
    "从1970",
    "1970",
    "unix时间戳",
    "时间戳",
    "非负整数",
    "非负长整数",
    "x-example",
    "整数",
    "单位ms",
    "最大值取决于",
    "毫秒级",
];
/// Phrases of clauses that explain single values: `0表示不限制`, `未扫描时为0`.
const EXPLAINING: [&str; 4] = ["表示", "代表", "时为", " means "];
/// Words that make a neighbouring bound conditional.
const CONDITIONS: [&str; 18] = [
    "当",
    "若",
    "如果",
    "对于",
    "除了",
    "除外",
    "除非",
    "否则",
    "if ",
    "when ",
    "unless ",
    "except ",
    "otherwise",
    "previously",
    "formerly",
    "used to range",
    "此前",
    "以前",
];
/// Words for a string that may contain several values.
const SEVERAL: [&str; 22] = [
    "逗号分",
    "逗号隔",
    "逗号间隔",
    "分号分",
    "分号隔",
    "分号间隔",
    "英文分号",
    "单个",
    "批量查询",
    "每个值",
    "空格分",
    "空格隔",
    "竖线分",
    "竖线隔",
    "换行分",
    "每行一个",
    "comma-separated",
    "comma separated",
    "separated by",
    "separated with",
    "delimited by",
    "one per line",
];

/// Returns true if a string may contain several values, so that neither its length nor its values are known.
pub(super) fn holds_several(text: &str) -> bool {
    let text = text.to_lowercase();
    SEVERAL.iter().any(|phrase| text.contains(phrase))
}

/// Reads the clauses of a section of allowed values.
pub(super) fn read(lines: &[Line], ty: &Type) -> Limits {
    let split = Clauses::split(lines);
    let mut limits = Limits::default();
    // The bounds must not contradict them.
    let mut remarks: Vec<&str> = split
        .remarks
        .iter()
        .map(String::as_str)
        .filter(|text| {
            explains(text) || is_condition(text) || states_another(text) || caveats::takes_back(text)
        })
        .collect();
    for clause in &split.clauses {
        let text = clause.text.to_lowercase();
        if let (Type::List(element), Some(of_element)) = (ty, of_element(&text)) {
            match bound::read(of_element).filter(|bound| is_length(bound, element)) {
                Some(bound) => limits.add(ConstraintKind::Length, bound.bounds, clause),
                None => limits.not_understood.push(clause.clone()),
            }
            continue;
        }
        match bound::read(&text).map(|bound| (bound, limit(&bound, ty))) {
            Some((bound, Some(limit))) => limits.add(limit, bound.bounds, clause),
            Some((_, None)) => limits.not_understood.push(clause.clone()),
            None if is_unlimited(&text) || SILENT.iter().any(|start| text.starts_with(start)) => {}
            None => {
                remarks.push(&clause.text);
                if !explains(&text) {
                    limits.not_understood.push(clause.clone());
                }
            }
        }
    }
    limits.respect(&remarks, lines);
    if split.clauses.is_empty() {
        limits.not_understood = lines.to_vec();
    }
    limits.not_understood = by_line(limits.not_understood);
    limits
}

/// The clause after the words for each element of a list: `each of 1-64 characters`, `每个元素1-64个字符`.
fn of_element(clause: &str) -> Option<&str> {
    const ELEMENT: [&str; 9] = [
        "each of ",
        "each item ",
        "each element ",
        "each ",
        "每个元素的",
        "每个元素",
        "单个元素",
        "每个",
        "每项",
    ];
    ELEMENT.iter().find_map(|words| clause.strip_prefix(words))
}

/// Returns true if a bound is one of the characters of an element.
fn is_length(bound: &Bound, element: &Type) -> bool {
    let is_of_text = matches!(bound.subject, Subject::Characters | Subject::Length | Subject::Unsaid);
    *element == Type::String
        && bound.counter == Counter::Characters
        && is_of_text
        && limit(bound, element) == Some(ConstraintKind::Length)
}

/// The clauses of one line, joined.
fn by_line(clauses: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for clause in clauses {
        match lines.last_mut() {
            Some(last) if last.number == clause.number => {
                last.text.push_str(", ");
                last.text.push_str(&clause.text);
            }
            _ => lines.push(clause),
        }
    }
    lines
}

/// Returns true if a clause explains single values.
pub(super) fn explains(text: &str) -> bool {
    EXPLAINING.iter().any(|word| text.contains(word))
}

/// Words of a bound in a remark.
const LIMITING: [&str; 10] =
    ["at most", "up to", "no more than", "at least", "不超过", "最多", "最大", "至少", "可到", "可达"];

/// Returns true if a remark has a separate bound: `1-64 characters (at most 128 in Base64)`, `1-100（管理员为1-1000）`.
fn states_another(remark: &str) -> bool {
    let remark = remark.to_lowercase();
    let is_start = |at: &usize| !remark[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    let mut digits = remark.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    LIMITING.iter().any(|words| remark.contains(words))
        || digits.any(|at| is_start(&at) && range(&remark[at..]).is_some())
}

/// Returns true if a remark makes its bound conditional.
pub(super) fn is_condition(remark: &str) -> bool {
    // `当前` means the present, not a condition.
    let remark = remark.trim().to_lowercase().replace("当前", "");
    let has_condition = remark.ends_with('时') || CONDITIONS.iter().any(|word| remark.contains(word));
    has_condition && !explains(&remark)
}

/// `0-无上限`, or a size that depends on `limit`: nothing is bounded.
fn is_unlimited(clause: &str) -> bool {
    clause.contains("无上限") || (clause.contains("limit") && clause.starts_with("数组长度"))
}

/// The digits, which are characters rather than numbers of them.
const DIGITS: Bounds = Bounds::new(Some(Number::Integer(0)), Some(Number::Integer(9)));

/// The constraint that a bound sets on a field of that type; `None` if unclear.
fn limit(bound: &Bound, ty: &Type) -> Option<ConstraintKind> {
    let is_natural = [bound.bounds.min, bound.bounds.max].iter().flatten().all(|end| match end {
        Number::Integer(value) => *value >= 0,
        Number::Float(_) => false,
    });
    let is_whole =
        [bound.bounds.min, bound.bounds.max].iter().flatten().all(|end| matches!(end, Number::Integer(_)));
    let found = match ty {
        Type::String => match (bound.subject, bound.counter) {
            // `字符范围:0-9` are the characters.
            (Subject::Characters, Counter::Unsaid) if bound.bounds == DIGITS => return None,
            (Subject::Characters | Subject::Length, Counter::Characters | Counter::Unsaid) => {
                ConstraintKind::Length
            }
            (Subject::Length, Counter::Things) => ConstraintKind::Length,
            (Subject::Unsaid | Subject::Value, Counter::Characters) => ConstraintKind::Length,
            _ => return None,
        },
        Type::Integer | Type::Long | Type::Number => match (bound.subject, bound.counter) {
            (Subject::Value | Subject::Unsaid, Counter::Unsaid | Counter::Things | Counter::Unit) => {
                ConstraintKind::Range
            }
            _ => return None,
        },
        Type::List(element) => match (bound.subject, bound.counter) {
            (Subject::Characters, _) if **element == Type::String => ConstraintKind::Length,
            (Subject::Members, Counter::Things | Counter::Unsaid) => ConstraintKind::Items,
            (Subject::Unsaid | Subject::Value, Counter::Things) => ConstraintKind::Items,
            // The bound could be that of each number in a list of numbers, or of a number in each string: `0~23`
            // hours. A minimum or maximum alone is that of the list.
            (Subject::Unsaid, Counter::Unsaid) if **element == Type::String => {
                let is_pair = bound.bounds.min.is_some() && bound.bounds.max.is_some();
                if is_pair {
                    return None;
                }
                ConstraintKind::Items
            }
            (Subject::Unsaid | Subject::Value, Counter::Unsaid)
                if !matches!(**element, Type::String | Type::Integer | Type::Long | Type::Number) =>
            {
                ConstraintKind::Items
            }
            _ => return None,
        },
        _ => return None,
    };
    let fits = match found {
        ConstraintKind::Range => is_whole || *ty == Type::Number,
        _ => is_natural,
    };
    fits.then_some(found)
}

impl Limits {
    /// The bounds as constraints.
    pub(super) fn constraints(&self) -> impl Iterator<Item = Constraint> {
        self.bounds.iter().filter_map(|(kind, bounds)| Constraint::from_bounds(*kind, *bounds))
    }

    /// Adds a bound; one that contradicts an earlier one is reported as not understood.
    fn add(&mut self, limit: ConstraintKind, bounds: Bounds, clause: &Line) {
        let known = self.bounds.get(&limit).copied();
        let join = |known: Option<Number>, new: Option<Number>| match (known, new) {
            (Some(known), Some(new)) if known != new => None,
            (known, new) => Some(known.or(new)),
        };
        let joined = known.map_or(Some(bounds), |known| {
            let joined = Bounds::new(join(known.min, bounds.min)?, join(known.max, bounds.max)?);
            (!joined.is_empty()).then_some(joined)
        });
        match joined {
            Some(joined) if !self.disputed.contains(&limit) => {
                self.bounds.insert(limit, joined);
            }
            _ => {
                self.bounds.remove(&limit);
                self.disputed.push(limit);
                self.not_understood.push(clause.clone());
            }
        }
    }

    /// Drops bounds that a remark casts doubt on.
    fn respect(&mut self, remarks: &[&str], lines: &[Line]) {
        let may_be_empty = remarks.iter().any(|remark| remark.contains("为空") && !remark.contains("不"));
        if may_be_empty && let Some(length) = self.bounds.get_mut(&ConstraintKind::Length) {
            length.min = length.min.map(|_| Number::Integer(0));
        }
        let is_format = |remark: &str| {
            ["支持", "符合", "必须", "只能", "格式"].iter().any(|word| remark.starts_with(word))
        };
        let doubtful: Vec<Number> =
            remarks.iter().filter(|remark| !is_format(remark)).flat_map(|remark| numbers(remark)).collect();
        let is_inside = |bounds: &Bounds| doubtful.iter().all(|number| bounds.contains(*number));
        let is_several = self.bounds.contains_key(&ConstraintKind::Length)
            && lines.iter().any(|line| holds_several(&line.text));
        let is_conditional = remarks.iter().any(|remark| is_condition(remark));
        // `最小值0,无上限(取决于集群资源)`
        let has_most = self.bounds.values().any(|bounds| bounds.max.is_some());
        let is_taken_back = has_most && remarks.iter().any(|remark| caveats::takes_back(remark));
        if is_several || is_conditional || is_taken_back || !self.bounds.values().all(is_inside) {
            self.bounds.clear();
            self.not_understood = lines.to_vec();
        }
    }
}
