//! Single values: their types, bounds and enumerations.

use hss_spec::model::{EnumKind, Enumeration, Field, Number, Spec, Type};

/// Where the names of types are looked up.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) spec: &'s Spec,
    pub(super) family: &'s str,
}

impl Scope<'_> {
    /// What is wrong about a value that came as text, in the path, the query or a header.
    pub(super) fn text_violation(self, field: &Field, ty: &Type, value: &str) -> Option<String> {
        match ty {
            Type::String => length_violation(field, value),
            Type::Integer | Type::Long => match value.parse() {
                Ok(number) => range_violation(field, Number::Integer(number)),
                Err(_) => Some(not("an integer")),
            },
            Type::Number => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => range_violation(field, Number::Float(number)),
                _ => Some(not("a number")),
            },
            Type::Boolean => (value != "true" && value != "false").then(|| not("`true` or `false`")),
            Type::Named(name) => self.spec.enumeration(self.family, name).and_then(|enumeration| {
                let is_number = enumeration.kind != EnumKind::String;
                if is_number && value.parse::<i64>().is_err() {
                    return Some(not("an integer"));
                }
                enum_violation(enumeration, value)
            }),
            Type::Json | Type::File | Type::List(_) | Type::Map(_) => None,
        }
    }
}

pub(super) fn not(expected: &str) -> String {
    format!("is not {expected}")
}

pub(super) fn range_violation(field: &Field, number: Number) -> Option<String> {
    let bounds = field.allowed_range()?;
    (!bounds.contains(number)).then(|| format!("is not in {bounds}"))
}

/// Lengths count characters.
pub(super) fn length_violation(field: &Field, value: &str) -> Option<String> {
    let bounds = field.allowed_length()?;
    let letters = value.chars().count();
    let is_inside = bounds.contains(Number::Integer(i64::try_from(letters).unwrap_or(i64::MAX)));
    (!is_inside).then(|| format!("has {letters} characters; {bounds} are allowed"))
}

pub(super) fn count_violation(field: &Field, count: usize) -> Option<String> {
    let bounds = field.allowed_items()?;
    let is_inside = bounds.contains(Number::Integer(i64::try_from(count).unwrap_or(i64::MAX)));
    (!is_inside).then(|| format!("has {count} elements; {bounds} are allowed"))
}

/// `value` is a text, or a number's digits.
pub(super) fn enum_violation(enumeration: &Enumeration, value: &str) -> Option<String> {
    if enumeration.allows(value) {
        return None;
    }
    let mut known: Vec<String> =
        enumeration.values.iter().map(|value| format!("`{}`", value.value)).collect();
    known.extend(enumeration.range.map(|range| range.to_string()));
    let combined = if enumeration.kind == EnumKind::Flags { " and their combinations" } else { "" };
    Some(format!("is not among {}{combined}", known.join(", ")))
}
