//! Single values: their types, bounds and enumerations.

use hss_spec::model::{Candidate, EnumKind, Enumeration, Field, Number, Spec, Type};

/// Scope of type names.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) spec: &'s Spec,
    pub(super) group: &'s str,
}

impl Scope<'_> {
    /// The fault of a value in the path, the query or a header.
    pub(super) fn text_violation(self, field: &Field, ty: &Type, value: &str) -> Option<String> {
        match ty {
            Type::String => violation(field, Candidate::String(value)),
            Type::Integer | Type::Long | Type::Unsigned => match value.parse() {
                Ok(number) => violation(field, Candidate::Number(Number::Integer(number))),
                Err(_) => Some(not("an integer")),
            },
            Type::Number => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    violation(field, Candidate::Number(Number::Float(number)))
                }
                _ => Some(not("a number")),
            },
            Type::Boolean => (value != "true" && value != "false").then(|| not("`true` or `false`")),
            Type::Named(name) => self.spec.enumeration(self.group, name).and_then(|enumeration| {
                let is_number = enumeration.kind != EnumKind::String;
                if is_number && value.parse::<i64>().is_err() {
                    return Some(not("an integer"));
                }
                enum_violation(enumeration, value)
            }),
            _ => None,
        }
    }
}

pub(super) fn not(expected: &str) -> String {
    format!("is not {expected}")
}

/// The constraint of the field that the value breaks.
pub(super) fn violation(field: &Field, value: Candidate<'_>) -> Option<String> {
    field.effective_constraints().find_map(|constraint| constraint.refusal(value))
}

/// `value` is a string, or the digits of a number.
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
