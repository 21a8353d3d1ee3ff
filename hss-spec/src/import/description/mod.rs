//! Constraints and attributes in a description: bounds, values, defaults, units.
//!
//! An unclear statement must not become a bound, since a wrong bound refuses valid requests. So each reader either
//! understands a clause completely or skips it, and skipped clauses are reported.

mod announcement;
mod announcing;
mod bound;
mod bullets;
mod caveats;
mod clause;
mod default;
mod inline;
mod item;
mod limits;
mod list;
mod mentioned;
mod number;
mod numbered;
mod open_ended;
mod paragraph;
mod restated;
mod sections;
mod sentence;
mod subject;
mod unit;
mod unmarked;
mod values;

pub(super) use mentioned::DEFAULT;
pub(super) use sections::{is_explanation_label, is_label};

use super::label::{says_deprecated, says_nothing};
use crate::model::{
    Bounds, Constraint, ConstraintKind, Constraints, Enumeration, Format, Literal, Number, Source, Type,
};
use crate::place::Place;
use bullets::Bullets;
use clause::Clauses;
use list::{Found, List};
use sections::{Line, Sections, join};
use values::Meaning;

/// Constraints and attributes stated by a description.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Statements {
    /// The constraints, with the doc page as their source.
    pub constraints: Constraints,
    /// Default of the service for an omitted value.
    pub default: Option<Literal>,
    /// The listed values.
    pub values: Option<Enumeration>,
    /// The meaning of the value beyond its type.
    pub format: Option<Format>,
    /// The unit of a number, in English.
    pub unit: Option<String>,
    /// True if the vendor advises against it.
    pub deprecated: bool,
    /// The vendor's explanation, if descriptions are kept.
    pub vendor_description: Option<String>,
    /// The numbers and words of the description.
    pub(in crate::import) mentioned: Vec<String>,
    /// Unread clauses in sections that state constraints.
    pub not_understood: Vec<Unclear>,
}

/// A part of a description that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unclear {
    /// Its line in the description, from 0.
    pub line: u32,
    /// Its words.
    pub text: String,
}

impl From<Line> for Unclear {
    fn from(line: Line) -> Self {
        Self { line: line.number, text: line.text }
    }
}

/// Context of the readers, besides the description.
struct Context<'a> {
    /// The field's name.
    name: &'a str,
    /// The words that the document prints in bold.
    bold: &'a [String],
    /// The place of a line of the description, counted from 0.
    at: &'a dyn Fn(u32) -> Place,
    keep_descriptions: bool,
}

/// Reads the description of a field of the given name and type.
///
/// A sentence may be about the field by its name: `The fuel can be OIL or GAS.`, of `fuel`.
///
/// `at` gives the place of a line of the description, counted from 0; values are placed by it. The vendor's own words
/// are dropped unless `keep_descriptions`.
pub fn statements(
    name: &str,
    description: &str,
    ty: &Type,
    at: &dyn Fn(u32) -> Place,
    keep_descriptions: bool,
) -> Statements {
    let (description, bold) = sections::without_bold(description);
    let sections = Sections::split(&description);
    let context = Context { name, bold: &bold, at, keep_descriptions };
    let mut statements = Statements::default();
    if sections.is_labelled {
        read_range(&sections, ty, &context, &mut statements);
        drop_doubtful_range(&sections, &mut statements);
    }
    if !sections.default.is_empty() {
        match default::read(&join(&sections.default), ty) {
            default::Default::None => {}
            default::Default::Value(value) => statements.default = Some(value),
            default::Default::Unclear => {
                statements.not_understood.extend(sections.default.iter().cloned().map(Unclear::from))
            }
        }
    }
    read_explanation(&sections, ty, &context, &mut statements);
    if *ty.innermost() == Type::String {
        let mut lines = sections.range.iter().chain(&sections.constraints).chain(&sections.explanation);
        let pattern = lines.find_map(|line| pattern(&line.text));
        add(&mut statements.constraints, pattern.into_iter());
    }
    let explanation = join(&sections.explanation);
    let all = [explanation.as_str(), &join(&sections.constraints), &join(&sections.range)].join("\n");
    statements.format = unit::format(&all, ty);
    drop_impossible_time(&sections, &mut statements);
    statements.mentioned = mentioned::mentioned(&all);
    let is_number = ty.is_integer() || *ty == Type::Number;
    statements.unit =
        unit::unit(&all).filter(|_| is_number && statements.format.is_none()).map(str::to_owned);
    if limits::holds_several(&all) {
        open_values(&mut statements, ty);
    }
    settle_default(&mut statements);
    statements.vendor_description = (keep_descriptions && !explanation.is_empty()).then_some(explanation);
    statements
}

/// Labels of lines that state a pattern.
const PATTERN_LABELS: [&str; 3] = ["正则表达式", "regular expression", "pattern"];

/// The pattern of a line that has only a label, a colon, and an expression anchored at both ends. A
/// sentence about patterns, or a part of one, must not refuse a request.
fn pattern(line: &str) -> Option<Constraint> {
    let (label, expression) = line.split_once([':', '：'])?;
    let label = label.trim().to_lowercase();
    let expression = expression.trim().trim_end_matches(['.', '。']).trim_matches('`');
    let is_whole = expression.starts_with('^') && expression.ends_with('$') && !expression.contains(' ');
    (PATTERN_LABELS.contains(&label.as_str()) && is_whole).then(|| Constraint::Pattern(expression.to_owned()))
}

/// Resolves contradictions between the default and the rest of the text. A default outside of the stated bounds shows
/// that the service has other bounds; a default that is not in the set shows that the set is incomplete. Words about a
/// default are not a default.
fn settle_default(statements: &mut Statements) {
    let Some(default) = statements.default.clone() else { return };
    let unclear = |text: String| Unclear { line: 0, text };
    let refusing: Vec<ConstraintKind> = ConstraintKind::ALL
        .into_iter()
        .filter(|kind| statements.constraints.page(*kind).is_some_and(|one| !one.admits(&default)))
        .collect();
    for kind in refusing {
        let text = format!("the {}, which refuses the default `{default}`", kind.label());
        statements.not_understood.push(unclear(text));
        statements.constraints.remove(Source::Page, kind);
    }
    let Some(values) = &mut statements.values else { return };
    let text = default.to_string();
    if values.allows(&text) && (!values.open || text.is_ascii()) {
        return;
    }
    let is_other_case = values.values.iter().any(|value| value.value.eq_ignore_ascii_case(&text));
    if !text.is_ascii() || is_other_case {
        statements.default = None;
        statements.not_understood.push(unclear(format!("the default `{text}`, which is not a listed value")));
    } else {
        values.open = true;
    }
}

/// The year 1973 in milliseconds: a range that ends before it must be in another unit.
const EARLIEST_END: Number = Number::Integer(100_000_000_000);

/// Drops the range of a time in milliseconds that excludes the present.
fn drop_impossible_time(sections: &Sections, statements: &mut Statements) {
    let range = statements.constraints.page(ConstraintKind::Range).and_then(Constraint::bounds);
    let ends_early = |range: Bounds| range.max.is_some_and(|max| max.is_less_than(EARLIEST_END));
    if statements.format == Some(Format::TimestampMs) && range.is_some_and(ends_early) {
        statements.constraints.remove(Source::Page, ConstraintKind::Range);
        statements.not_understood.extend(sections.range.iter().cloned().map(Unclear::from));
    }
}

/// Drops the range of a labelled section if the text above it explains a number outside the range.
fn drop_doubtful_range(sections: &Sections, statements: &mut Statements) {
    let beside = Clauses::split(sections.explanation.iter().chain(&sections.constraints)).into_texts();
    let range = statements.constraints.page(ConstraintKind::Range);
    if range.is_some_and(|range| !caveats::admits_explained(range, &beside)) {
        statements.constraints.remove(Source::Page, ConstraintKind::Range);
        statements.not_understood.extend(sections.range.iter().cloned().map(Unclear::from));
    }
}

/// Marks the values of a string as open if it can contain several of them at once.
fn open_values(statements: &mut Statements, ty: &Type) {
    if *ty == Type::String {
        statements.constraints.remove(Source::Page, ConstraintKind::Length);
        if let Some(values) = &mut statements.values {
            values.open = true;
        }
    }
}

/// Reads the section of allowed values, and reports the clauses that are not understood.
fn read_range(sections: &Sections, ty: &Type, context: &Context<'_>, statements: &mut Statements) {
    let lines = &sections.range;
    if says_nothing(&join(lines)) {
        return;
    }
    let found = list::in_range(lines, &sections.explanation, sections.range_label.as_deref());
    let around = match found {
        Found::None => lines.clone(),
        Found::Bounds(clauses) => clauses,
        Found::Unclear => return statements.not_understood.extend(lines.iter().cloned().map(Unclear::from)),
        Found::List(list) => match take_list(list, ty, context, statements) {
            Some(around) => around,
            None => return statements.not_understood.extend(lines.iter().cloned().map(Unclear::from)),
        },
    };
    let limits = limits::read(&around, ty);
    add(&mut statements.constraints, limits.constraints());
    let is_boolean = *ty == Type::Boolean && join(&around).to_lowercase().contains("true");
    if !is_boolean {
        statements.not_understood.extend(limits.not_understood.into_iter().map(Unclear::from));
    }
}

/// Reads a list as the field's values; returns the lines around it, or `None` if the list does not fit the type.
fn take_list(list: List, ty: &Type, context: &Context<'_>, statements: &mut Statements) -> Option<Vec<Line>> {
    match values::read(&list, ty, context) {
        Meaning::Values(values) => statements.values = Some(values),
        Meaning::Range(bounds) => statements.constraints.set(Source::Page, Constraint::Range(bounds)),
        Meaning::Nothing => {}
        Meaning::Unclear => return None,
    }
    statements.default = statements.default.take().or_else(|| default::marked(&list.items, ty));
    let lead = list.lead.into_iter().filter(|line| !announcement::is_introduction(&line.text));
    Some(lead.chain(list.trail).collect())
}

/// Reads the explanation of the field: it may list values and, in a description without sections, state anything.
fn read_explanation(sections: &Sections, ty: &Type, context: &Context<'_>, statements: &mut Statements) {
    let lines = &sections.explanation;
    let found = list::in_explanation(lines, context);
    let lead = match &found {
        Found::List(list) => join(&list.lead),
        _ => join(lines),
    };
    statements.deprecated = is_deprecated(lines) || is_deprecated(&sections.constraints);
    if let Found::List(list) = found
        && statements.values.is_none()
        && statements.constraints.page(ConstraintKind::Range).is_none()
    {
        // Sentences around a list are about many things, so unread ones are not reported.
        let _ = take_list(list, ty, context, statements);
    }
    // Items may be called `Default`.
    let text = if sentence::lists_default(&statements.values) { lead } else { join(lines) };
    if sections.default.is_empty() {
        let find = if sections.is_labelled { default::in_sentence } else { default::find };
        statements.default = find(&text, ty).or(statements.default.take());
    }
    if sections.is_labelled {
        return;
    }
    paragraph::read(lines, ty, context.name, statements);
    let unread = sentence::unread(lines, statements);
    statements.not_understood.extend(unread);
}

/// Returns true if a sentence says that the field is deprecated: not one of its values, and not an item of a list.
fn is_deprecated(lines: &[Line]) -> bool {
    let Bullets { lead, trail, .. } = Bullets::split(lines);
    let text = join(&[lead, trail].concat());
    let mut clauses = text.split(['。', ';', '\n']).flat_map(|clause| clause.split(". "));
    clauses.any(|clause| {
        // Quoted words are values.
        let unquoted: String = clause.split('"').step_by(2).collect();
        let lower = unquoted.to_lowercase();
        let is_of_value = ["取值", "该值", "此值", "the value ", "this value", "类型已", "can be "];
        !is_of_value.iter().any(|word| lower.contains(word))
            && !names_what_is_deprecated(&unquoted)
            && !is_of_case(&unquoted)
            && says_deprecated(&without_deprecated_things(&unquoted.replace("DEPRECATED", "")))
    })
}

/// A clause without the deprecated things that it names: `不返回已废弃的规则`.
fn without_deprecated_things(clause: &str) -> String {
    let names_itself = ["参数", "字段", "接口", "属性"].iter().any(|word| clause.contains(word));
    if names_itself {
        clause.to_owned()
    } else {
        clause.replace("已废弃的", "").replace("已弃用的", "")
    }
}

/// Returns true if a clause names the case in which something is deprecated: `type为old时该参数已废弃`.
fn is_of_case(clause: &str) -> bool {
    let before = ["已废弃", "已弃用", "deprecated"].iter().filter_map(|words| clause.find(words)).min();
    before.is_some_and(|end| announcing::names_case(&clause[..end]) || limits::is_condition(&clause[..end]))
}

/// Words in front of `is deprecated` that mean the field itself.
const ITSELF: [&str; 10] =
    ["it", "this", "which", "that", "parameter", "field", "attribute", "property", "api", "and"];

/// Returns true if a clause says that a single word is deprecated, which is then a value: `rw is deprecated`,
/// `rw已废弃`.
fn names_what_is_deprecated(clause: &str) -> bool {
    let is_value = |subject: &str| {
        let mut words =
            subject.split([',', '，', ':', '：']).next_back().unwrap_or(subject).split_whitespace();
        let (Some(word), None) = (words.next(), words.next()) else { return false };
        word.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
            && !ITSELF.iter().any(|itself| itself.eq_ignore_ascii_case(word))
    };
    [" is deprecated", " has been deprecated", " was deprecated", "已废弃", "已弃用"]
        .iter()
        .filter_map(|words| clause.split_once(words))
        .any(|(subject, _)| is_value(subject))
}

/// Adds constraints of kinds that have none yet.
fn add(known: &mut Constraints, new: impl Iterator<Item = Constraint>) {
    for constraint in new {
        if known.page(constraint.kind()).is_none() {
            known.set(Source::Page, constraint);
        }
    }
}
