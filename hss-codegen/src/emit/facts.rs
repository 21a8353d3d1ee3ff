//! Fields as rows of the runtime's tables.

use hss_spec::model::{Bounds, Location, Number};

use super::literal::{decimal, integer, string};
use super::types;
use crate::plan::{FieldPlan, ParameterPlan, RustType};

pub(super) fn parameter(parameter: &ParameterPlan) -> String {
    let location = match parameter.location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Header",
    };
    let field = field(&parameter.field, true);
    format!("Parameter {{ location: Location::{location}, field: {field} }}")
}

/// A row of a table. A field that is only ever received needs no bounds: responses are not checked.
pub(super) fn field(field: &FieldPlan, is_sent: bool) -> String {
    let (name, kind, facts) = (string(&field.wire), types::kind(&field.ty), facts(field, is_sent));
    let facts = if facts.is_empty() { "NO_FACTS".to_owned() } else { format!("&[{}]", facts.join(", ")) };
    format!("Field {{ name: {name}, kind: {kind}, facts: {facts} }}")
}

fn facts(field: &FieldPlan, is_sent: bool) -> Vec<String> {
    let mut facts = Vec::new();
    if field.secret {
        facts.push("Fact::Secret".to_owned());
    }
    if !is_sent {
        return facts;
    }
    if field.required {
        facts.push("Fact::Required".to_owned());
    }
    if field.from_client {
        facts.push("Fact::FromClient".to_owned());
    }
    if let Some(range) = field.range {
        facts.push(self::range(&range, &field.ty));
    }
    if let Some(length) = field.length {
        facts.push(format!("Fact::Length({})", counts(&length)));
    }
    if let Some(items) = field.items {
        facts.push(format!("Fact::Items({})", counts(&items)));
    }
    if let Some(default) = &field.default {
        facts.push(format!("Fact::Default({})", string(&default.to_string())));
    }
    if let Some(unit) = &field.unit {
        facts.push(format!("Fact::Unit({})", string(unit)));
    }
    if field.deprecated {
        facts.push("Fact::Deprecated".to_owned());
    }
    facts.push(format!("Fact::Doc({})", string(&field.doc)));
    facts
}

fn range(range: &Bounds, ty: &RustType) -> String {
    if *innermost(ty) == RustType::Number {
        let end = |end: Option<Number>, open: f64| decimal(end.map_or(open, Number::as_f64));
        let (min, max) = (end(range.min, f64::NEG_INFINITY), end(range.max, f64::INFINITY));
        return format!("Fact::NumberRange({min}, {max})");
    }
    let whole = |end: Option<Number>, open: i64| match end {
        Some(Number::Integer(value)) => value,
        Some(Number::Float(value)) => value as i64,
        None => open,
    };
    let (min, max) = (integer(whole(range.min, i64::MIN)), integer(whole(range.max, i64::MAX)));
    format!("Fact::Range({min}, {max})")
}

fn innermost(ty: &RustType) -> &RustType {
    match ty {
        RustType::List(item) | RustType::Map(item) => innermost(item),
        other => other,
    }
}

/// Both ends of a number of characters or elements.
fn counts(bounds: &Bounds) -> String {
    let count = |end: Number| end.as_f64().max(0.0) as u64;
    let min = bounds.min.map_or(0, count);
    match bounds.max.map(count) {
        Some(max) => format!("{min}, {max}"),
        None => format!("{min}, u64::MAX"),
    }
}
