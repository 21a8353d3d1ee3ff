//! The choice of a union's variant for a JSON value.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::schema::{self, Constraint, EnumKind, Field, Kind};

/// The index of the variant of a JSON value; `None` if it matches no known one.
pub(crate) fn choose(table: &'static schema::Model, value: &Json) -> Option<usize> {
    if let (Some(tag), Json::Object(fields)) = (table.tag, value) {
        let has = |variant: &Field, value: &str| variant.tags().contains(&value);
        let by_tag = fields
            .get(tag)
            .and_then(scalar_text)
            .and_then(|value| table.fields.iter().position(|variant| has(variant, &value)));
        return by_tag.or_else(|| best(table, value, |variant| variant.tags().is_empty()));
    }
    best(table, value, |_| true)
}

/// The text of a tag's value in a table.
fn scalar_text(value: &Json) -> Option<Cow<'_, str>> {
    match value {
        Json::String(text) => Some(text.into()),
        Json::Bool(value) => Some(value.to_string().into()),
        Json::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// Added to the score of an object whose fields all have their JSON types. Below it, a number may be written as text.
const EXACT: usize = 1 << 16;

/// The first of the variants that fit best.
fn best(table: &'static schema::Model, value: &Json, counts: impl Fn(&Field) -> bool) -> Option<usize> {
    let variants = table.fields.iter().enumerate().filter(|(_, variant)| counts(variant));
    let fits = variants.filter_map(|(index, variant)| Some((fit(&variant.kind, value)?, index)));
    fits.max_by_key(|(fit, index)| (*fit, std::cmp::Reverse(*index))).map(|(_, index)| index)
}

/// Score of a value for a type, the higher the better; `None` if it is not of that type.
fn fit(kind: &Kind, value: &Json) -> Option<usize> {
    match (kind, value) {
        (Kind::Json, _) => Some(0),
        (Kind::Boolean, Json::Bool(_))
        | (Kind::Number, Json::Number(_))
        | (Kind::String, Json::String(_)) => Some(2),
        (Kind::Unsigned, Json::Number(number)) => number.as_u64().map(|_| 3),
        (Kind::Integer | Kind::Timestamp, Json::Number(number)) => match number.as_i64() {
            Some(_) => Some(3),
            None => number.as_f64().filter(|number| number.fract() == 0.0).map(|_| 1),
        },
        (Kind::Enum(table), Json::String(text)) if table.kind == EnumKind::String => {
            let is_known = table.values.iter().any(|known| known.value == text);
            Some(if is_known { 4 } else { 1 })
        }
        (Kind::Enum(table), Json::Number(number)) if table.kind != EnumKind::String => {
            let number = number.as_i64()?;
            let is_known = table.values.iter().any(|known| known.number == number);
            Some(if is_known { 4 } else { 1 })
        }
        (Kind::List(item), Json::Array(items)) => {
            let grades = items.iter().map(|one| fit(item, one)).collect::<Option<Vec<_>>>()?;
            Some(grades.into_iter().min().unwrap_or(3))
        }
        (Kind::Map(item), Json::Object(entries)) => {
            entries.values().all(|one| one.is_null() || fit(item, one).is_some()).then_some(1)
        }
        (Kind::Model(table), Json::Object(entries)) => {
            let is_whole = table
                .fields
                .iter()
                .filter(|field| field.is_required())
                .all(|field| entries.contains_key(field.name));
            let known = table.fields.iter().filter_map(|field| Some((field, entries.get(field.name)?)));
            let (mut grade, mut is_exact) = (2, true);
            for (field, value) in known {
                grade += 1;
                is_exact &= is_of(field, value);
            }
            is_whole.then_some(if is_exact { EXACT + grade } else { grade })
        }
        (Kind::Nullable(_), Json::Null) => Some(1),
        (Kind::Nullable(item), value) => fit(item, value),
        (Kind::Union(table), value) => choose(table.get(), value).map(|_| 2),
        _ => None,
    }
}

/// True if the value of a field has its JSON type, and is one of its constants. Objects and lists are not looked into.
fn is_of(field: &Field, value: &Json) -> bool {
    let is_allowed = |value: &bool| {
        field.constraints().iter().all(|one| !matches!(one, Constraint::Only(only) if only != value))
    };
    match (&field.kind, value) {
        (_, Json::Null) | (Kind::Json | Kind::File | Kind::Union(_) | Kind::Nullable(_), _) => true,
        (Kind::Boolean, Json::Bool(value)) => is_allowed(value),
        (Kind::String, Json::String(_))
        | (Kind::Integer | Kind::Unsigned | Kind::Timestamp | Kind::Number, Json::Number(_))
        | (Kind::List(_), Json::Array(_))
        | (Kind::Map(_) | Kind::Model(_), Json::Object(_)) => true,
        (Kind::Enum(table), Json::String(text)) if table.kind == EnumKind::String => {
            table.open || table.values.iter().any(|known| known.value == text)
        }
        (Kind::Enum(table), Json::Number(number)) if table.kind == EnumKind::Integer => {
            table.open || table.values.iter().any(|known| Some(known.number) == number.as_i64())
        }
        (Kind::Enum(table), Json::Number(_)) => table.kind != EnumKind::String,
        _ => false,
    }
}
