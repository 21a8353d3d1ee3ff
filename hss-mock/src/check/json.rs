//! Checks of a JSON value with all its fields: a body, or a parameter that was read into JSON.

use hss_spec::model::{Candidate, ConstraintKind, EnumKind, Enumeration, Field, Model, Number, Type, Union};
use serde_json::Value;

use super::scope::Scope;
use super::violation::Violation;

/// Adds the violations of a value at that location; its place begins with the name of its field.
pub(super) fn check(
    scope: Scope<'_>,
    location: &'static str,
    field: &Field,
    value: &Value,
    violations: &mut Vec<Violation>,
) {
    Walk { scope, location, violations }.value(field, &field.ty, value, &field.name);
}

/// True if a value is one of its field.
pub(super) fn fits(scope: Scope<'_>, field: &Field, value: &Value) -> bool {
    let mut violations = Vec::new();
    check(scope, "", field, value, &mut violations);
    violations.is_empty()
}

struct Walk<'s, 'v> {
    scope: Scope<'s>,
    location: &'static str,
    violations: &'v mut Vec<Violation>,
}

impl Walk<'_, '_> {
    /// Checks a value of a field of this type.
    fn value(&mut self, field: &Field, ty: &Type, value: &Value, path: &str) {
        self.whole_or_inner(field, ty, value, (path, true));
    }

    /// Checks a value of a field, or one inside of its list or map: `ty` is the field's type or an inner one. The number of
    /// elements is that of the outermost list or map.
    fn whole_or_inner(&mut self, field: &Field, ty: &Type, value: &Value, (path, is_whole): (&str, bool)) {
        let count = |count| violation(field, Candidate::Collection(count)).filter(|_| is_whole);
        let expected = match (ty, value) {
            (Type::Json | Type::File, _) | (Type::Nullable(_), Value::Null) => None,
            (Type::Nullable(item), value) => {
                return self.whole_or_inner(field, item, value, (path, is_whole));
            }
            (Type::String, Value::String(text)) => violation(field, Candidate::String(text)),
            // Bounds of a spec have 63 bits.
            (Type::Unsigned, Value::Number(number)) if number.as_i64().is_none() && number.is_u64() => None,
            (Type::Integer | Type::Long | Type::Unsigned, Value::Number(number)) => match number.as_i64() {
                Some(number) => violation(field, Candidate::Number(Number::Integer(number))),
                None => Some(not("an integer")),
            },
            (Type::Number, Value::Number(number)) => {
                let number = number.as_i64().map(Number::Integer).or(number.as_f64().map(Number::Float));
                number.and_then(|number| violation(field, Candidate::Number(number)))
            }
            (Type::Boolean, Value::Bool(value)) => violation(field, Candidate::Boolean(*value)),
            (Type::Named(name), _) => return self.named(field, name, value, path),
            (Type::List(item), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.whole_or_inner(field, item, element, (&format!("{path}[{index}]"), false));
                }
                let is_twice =
                    || (1..elements.len()).any(|index| elements[..index].contains(&elements[index]));
                if is_whole && field.effective(ConstraintKind::Unique).is_some() && is_twice() {
                    self.report(field, value, path, Some(not("a list of different elements")));
                }
                count(elements.len())
            }
            (Type::Map(item), Value::Object(entries)) => {
                for (name, entry) in entries {
                    self.whole_or_inner(field, item, entry, (&join(path, name), false));
                }
                count(entries.len())
            }
            _ => Some(not(expected_json(ty))),
        };
        self.report(field, value, path, expected);
    }

    fn named(&mut self, field: &Field, name: &str, value: &Value, path: &str) {
        if let Some(model) = self.scope.model(name) {
            if let Some(union) = &model.union {
                return self.union(field, model, union, value, path);
            }
            let Value::Object(entries) = value else {
                return self.report(field, value, path, Some(not("an object")));
            };
            if let Some(size) = model.size {
                let count = Number::Integer(i64::try_from(entries.len()).unwrap_or(i64::MAX));
                let what = format!("an object of {size} fields");
                self.report(field, value, path, (!size.contains(count)).then(|| not(&what)));
            }
            if let Some(sets) = &model.field_sets {
                let is_given = |name: &str| entries.contains_key(name);
                self.report(field, value, path, sets.refusal(is_given));
            }
            for field in &model.fields {
                if let (true, Type::Map(item)) = (field.additional, &field.ty) {
                    let is_known = |name: &str| model.field(name).is_some_and(|known| !known.additional);
                    for (name, entry) in entries.iter().filter(|(name, _)| !is_known(name)) {
                        self.whole_or_inner(field, item, entry, (&join(path, name), false));
                    }
                    continue;
                }
                let path = join(path, &field.name);
                match entries.get(&field.name) {
                    Some(Value::Null) if field.nullable => {}
                    // For any other field, null means absent.
                    Some(value) if !value.is_null() => self.value(field, &field.ty, value, &path),
                    _ if field.required.effective() => {
                        self.violations.push(Violation::missing(self.location, &path))
                    }
                    _ => {}
                }
            }
        } else if let Some(enumeration) = self.scope.enumeration(name) {
            let is_text = enumeration.kind == EnumKind::String;
            let expected = match value {
                Value::String(text) if is_text => enum_violation(enumeration, text),
                Value::Number(number) if !is_text && number.is_i64() => {
                    enum_violation(enumeration, &number.to_string())
                }
                _ => Some(not(if is_text { "a string" } else { "an integer" })),
            };
            self.report(field, value, path, expected);
        }
    }

    /// A value of a union is one of the variant that its tag names, else of any of them.
    fn union(&mut self, field: &Field, model: &Model, union: &Union, value: &Value, path: &str) {
        let tag = union.tag.as_ref().filter(|_| value.is_object());
        let named = tag.and_then(|tag| value.get(tag)).filter(|named| !named.is_null());
        let named = named.map(|named| named.as_str().map_or_else(|| named.to_string(), str::to_owned));
        if let Some(variant) = named.and_then(|named| model.field(union.values.get(&named)?)) {
            return self.value(variant, &variant.ty, value, path);
        }
        let mut untagged = model
            .fields
            .iter()
            .filter(|variant| tag.is_none() || union.values_of(&variant.name).next().is_none());
        if !untagged.any(|variant| fits(self.scope, variant, value)) {
            let names: Vec<&str> = match tag {
                Some(_) => union.values.keys().map(String::as_str).collect(),
                None => model.fields.iter().map(|variant| variant.name.as_str()).collect(),
            };
            let what = tag.map_or("a value of".to_owned(), |tag| format!("an object whose `{tag}` is"));
            self.report(field, value, path, Some(not(&format!("{what} one of {}", names.join(", ")))));
        }
    }

    fn report(&mut self, field: &Field, value: &Value, path: &str, expected: Option<String>) {
        let Some(expected) = expected else { return };
        let found = match value {
            Value::String(text) => Some(text.clone()),
            // The message does not repeat these.
            Value::Array(_) | Value::Object(_) => None,
            other => Some(other.to_string()),
        };
        let found = found.filter(|_| !field.secret);
        self.violations.push(Violation::new(self.location, path, found, expected));
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn expected_json(ty: &Type) -> &'static str {
    match ty {
        Type::String => "a string",
        Type::Integer | Type::Long | Type::Unsigned => "an integer",
        Type::Number => "a number",
        Type::Boolean => "`true` or `false`",
        Type::List(_) => "a list",
        _ => "an object",
    }
}

fn not(expected: &str) -> String {
    format!("is not {expected}")
}

/// The constraint of the field that the value breaks.
fn violation(field: &Field, value: Candidate<'_>) -> Option<String> {
    field.effective_constraints().find_map(|constraint| constraint.refusal(value))
}

/// `value` is a string, or the digits of a number.
fn enum_violation(enumeration: &Enumeration, value: &str) -> Option<String> {
    if enumeration.allows(value) {
        return None;
    }
    let mut known: Vec<String> =
        enumeration.values.iter().map(|value| format!("`{}`", value.value)).collect();
    known.extend(enumeration.range.map(|range| range.to_string()));
    let combined = if enumeration.kind == EnumKind::Flags { " and their combinations" } else { "" };
    Some(format!("is not among {}{combined}", known.join(", ")))
}
