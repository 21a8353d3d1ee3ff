//! Fields to which two documents give different types.

use crate::model::{Model, Type};
use crate::place::Problem;

/// A note on each field of a model to which another document gives a type of another kind; the first document's type is
/// used.
pub(super) fn types<'m>(
    name: &'m str,
    used: &'m Model,
    other: &'m Model,
) -> impl Iterator<Item = Problem> + use<'m> {
    used.fields.iter().filter_map(move |field| {
        let other = other.field(&field.name).filter(|other| are_unlike(&field.ty, &other.ty))?;
        let message = format!(
            "disputed type of `{name}.{}`: `{}` in one document, `{}` in another; the first is used",
            field.name, field.ty, other.ty
        );
        Some(Problem::note(&field.place, message))
    })
}

/// Returns true if no value is of both types. An enumeration and a model have names of their own in each document, and
/// say nothing here; neither does any JSON.
fn are_unlike(one: &Type, other: &Type) -> bool {
    let is_nested_alike = one.with_innermost(Type::Json) == other.with_innermost(Type::Json);
    match (kind(one.innermost()), kind(other.innermost())) {
        (Some(one), Some(other)) => one != other || !is_nested_alike,
        _ => false,
    }
}

fn kind(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::String | Type::File => Some("string"),
        Type::Integer | Type::Long | Type::Unsigned | Type::Number => Some("number"),
        Type::Boolean => Some("boolean"),
        _ => None,
    }
}
