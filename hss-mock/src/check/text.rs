//! Texts of parameters and of fields of forms, as JSON values of their types.

use hss_spec::model::{EnumKind, Field, Type};
use serde_json::{Number, Value};

use super::json;
use super::scope::Scope;

/// The value of a text of this type. Any other text stays a string, which the checks refuse.
pub(super) fn value(scope: Scope<'_>, ty: &Type, text: &str) -> Value {
    let read = match ty {
        Type::Integer | Type::Long | Type::Unsigned => integer(text),
        Type::Number => number(text),
        Type::Boolean => text.parse::<bool>().ok().map(Value::from),
        Type::Nullable(item) => return value(scope, item, text),
        Type::Named(name) => named(scope, name, text),
        Type::List(_) | Type::Map(_) => serde_json::from_str(text).ok(),
        _ => None,
    };
    read.unwrap_or_else(|| Value::from(text))
}

/// True if a value of this type inside another one may be written as JSON.
pub(super) fn is_json(scope: Scope<'_>, ty: &Type) -> bool {
    match ty.not_null() {
        Type::List(_) | Type::Map(_) | Type::Json => true,
        Type::Named(name) => scope.model(name).is_some_and(|model| model.union.is_none()),
        _ => false,
    }
}

fn named(scope: Scope<'_>, name: &str, text: &str) -> Option<Value> {
    if let Some(enumeration) = scope.enumeration(name) {
        return if enumeration.kind == EnumKind::String { None } else { integer(text) };
    }
    let value = serde_json::from_str(text).ok()?;
    // A variant may be a string, which is not quoted.
    let is_union = scope.model(name).is_some_and(|model| model.union.is_some());
    let fits = || json::fits(scope, &Field::new("", Type::Named(name.to_owned())), &value);
    (!is_union || fits()).then_some(value)
}

fn integer(text: &str) -> Option<Value> {
    let signed = text.parse::<i64>().map(Value::from);
    signed.or_else(|_| text.parse::<u64>().map(Value::from)).ok()
}

fn number(text: &str) -> Option<Value> {
    let decimal = || Number::from_f64(text.parse().ok()?).map(Value::Number);
    integer(text).or_else(decimal)
}
