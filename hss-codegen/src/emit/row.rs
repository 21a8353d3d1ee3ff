//! Fields and values as rows of the runtime's tables.

use hss_spec::model::{Bounds, Constraint, ConstraintKind, EnumKind, FieldSets, Number};

use super::literal::{sentence, word};
use super::table_text::Text;
use crate::plan::{FieldPlan, PagingPlan, ParameterPlan, RustType, ValuePlan};

/// A parameter.
pub(super) fn parameter(parameter: &ParameterPlan, table: &mut Text) -> String {
    let ParameterPlan { style, is_reserved, is_json, field, .. } = parameter;
    // JSON is sent as text.
    let ty = if *is_json { &RustType::String } else { &field.ty };
    row(field, ty, (true, true), (*style, *is_reserved), table)
}

/// A field. One that is only received needs no bounds, since responses are not checked; but the required fields of a
/// variant distinguish it.
pub(super) fn field(field: &FieldPlan, is_sent: bool, is_variant: bool, table: &mut Text) -> String {
    row(field, &field.ty, (is_sent, is_sent || is_variant), (None, false), table)
}

fn row(
    field: &FieldPlan,
    ty: &RustType,
    (is_sent, says_required): (bool, bool),
    (style, is_reserved): (Option<&str>, bool),
    table: &mut Text,
) -> String {
    let mut row = format!("{} {}", word(&field.wire), table.kind(ty));
    let mut add = |word: &str| {
        row.push(' ');
        row.push_str(word);
    };
    if field.secret {
        add("secret");
    }
    if field.additional {
        add("additional");
    }
    if field.nullable {
        add("nullable");
    }
    for value in &field.tags {
        add(&format!("tag={}", word(value)));
    }
    if field.required && says_required {
        add("required");
    }
    let only = |one: &&Constraint| one.kind() == ConstraintKind::Only;
    for constraint in field.constraints.iter().filter(only).filter(|_| says_required) {
        add(&self::constraint(constraint, &field.ty));
    }
    if !is_sent {
        return row;
    }
    if field.from_client {
        add("client");
    }
    if let Some(style) = style {
        add(&format!("style={style}"));
    }
    if is_reserved {
        add("reserved");
    }
    for constraint in field.constraints.iter().filter(|one| !only(one)) {
        add(&self::constraint(constraint, &field.ty));
    }
    if let Some(default) = &field.default {
        add(&format!("default={}", word(&default.to_string())));
    }
    if let Some(example) = &field.example {
        add(&format!("example={}", word(&example.to_string())));
    }
    if let Some(unit) = &field.unit {
        add(&format!("unit={}", word(unit)));
    }
    // The format of a value that is sent as JSON is not that of its text.
    if let Some(format) = field.format.filter(|_| innermost(ty) == innermost(&field.ty)) {
        add(&format!("format={}", word(format.name())));
    }
    if field.deprecated {
        add("deprecated");
    }
    add(&format!(": {}", sentence(&field.doc)));
    row
}

/// A value of an enumeration.
pub(super) fn value(value: &ValuePlan, kind: EnumKind) -> String {
    let mut row = word(&value.wire);
    if kind != EnumKind::String {
        row.push_str(&format!(" {}", value.number));
    }
    if let Some(words) = &value.words {
        row.push_str(&format!(" {}", word(words)));
    }
    if let Some(doc) = &value.doc {
        row.push_str(&format!(" : {}", sentence(doc)));
    }
    row
}

/// The paging of a listing; paging by offset, limit, list and total has a short form.
pub(super) fn paging(paging: &PagingPlan) -> String {
    let is_name = |path: &str| !path.is_empty() && !path.contains(['/', '~']);
    match paging.words.as_slice() {
        [("offset", offset), ("limit", limit), ("items", items), ("total", total)]
            if is_name(items) && is_name(total) =>
        {
            format!("pages {offset} {limit} {} {}", word(items), word(total))
        }
        words => {
            let words = words.iter().map(|(key, value)| format!(" {key}={}", word(value)));
            format!("listing{}", words.collect::<String>())
        }
    }
}

pub(super) fn constraint(constraint: &Constraint, ty: &RustType) -> String {
    match constraint {
        Constraint::Range(bounds) => range(bounds, ty),
        Constraint::Length(bounds) => format!("length={}", counts(bounds)),
        Constraint::Items(bounds) => format!("items={}", counts(bounds)),
        Constraint::Pattern(pattern) => format!("pattern={}", word(pattern)),
        Constraint::MultipleOf(step) => format!("multiple={}", step.as_f64()),
        Constraint::Unique => "unique".to_owned(),
        Constraint::Only(only) => format!("only={only}"),
        // The runtime validates those above.
        _ => String::new(),
    }
}

/// The sets of fields, by their positions: `one-of=0|1,2`.
pub(super) fn field_sets(sets: &FieldSets, fields: &[FieldPlan]) -> String {
    let position = |name: &String| {
        let position = fields.iter().position(|field| field.wire == *name);
        position.map(|position| position.to_string())
    };
    let set = |set: &Vec<String>| set.iter().filter_map(position).collect::<Vec<_>>().join(",");
    let all: Vec<String> = sets.sets.iter().map(set).collect();
    format!("{}={}", if sets.exclusive { "one-of" } else { "any-of" }, all.join("|"))
}

fn range(range: &Bounds, ty: &RustType) -> String {
    if *innermost(ty) == RustType::Number {
        let end = |end: Option<Number>| end.map(|end| end.as_f64().to_string()).unwrap_or_default();
        let mark = |is_excluded: bool| if is_excluded { "<" } else { "" };
        let (lower, upper) = (mark(range.excludes_min), mark(range.excludes_max));
        return format!("number-range={}{lower}..{upper}{}", end(range.min), end(range.max));
    }
    format!("range={}", whole_ends(range))
}

fn innermost(ty: &RustType) -> &RustType {
    match ty {
        RustType::List(item) | RustType::Map(item) | RustType::Nullable(item) => innermost(item),
        other => other,
    }
}

/// Both ends of a range of integers.
pub(super) fn whole_ends(range: &Bounds) -> String {
    let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
    let (least, most) = range.whole_ends();
    format!("{}..{}", end(least), end(most))
}

/// Both ends of a number of characters or elements.
pub(super) fn counts(bounds: &Bounds) -> String {
    let count = |end: Number| (end.as_f64().max(0.0) as u64).to_string();
    format!("{}..{}", bounds.min.map(count).unwrap_or_default(), bounds.max.map(count).unwrap_or_default())
}
