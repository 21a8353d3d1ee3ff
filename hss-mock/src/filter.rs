//! Filters of listings: query parameters that have the name of an item's field.

use hss_spec::model::{EnumKind, Enumeration, Field, Location, Model, Operation, Parameter, Type};

use crate::data::{ANY_VALUES, Generator, Value, plain};
use crate::request::Request;

/// A query parameter that has the name of an item's field, and narrows the listing.
pub(crate) struct Filter<'s, 'r> {
    model: &'s Model,
    field: &'s Field,
    /// The enumeration of the field.
    enumeration: Option<&'s Enumeration>,
    /// Any of these.
    wanted: Vec<Wanted<'r>>,
}

/// A value that passes.
enum Wanted<'r> {
    /// The text, or a part of one that is not a value of an enumeration.
    Text(&'r str),
    Number(i64),
    /// Any of these bits.
    Bits(i64),
    /// All numbers of an enumeration of codes that have no name.
    Unnamed,
}

pub(crate) fn filters<'s, 'r>(
    generator: &Generator<'s>,
    operation: &'s Operation,
    item: &'s Type,
    request: &'r Request,
) -> Vec<Filter<'s, 'r>> {
    let Type::Named(name) = item else { return Vec::new() };
    let Some(model) = generator.model(name) else { return Vec::new() };
    let parameters = operation.parameters.iter().filter(|parameter| parameter.location == Location::Query);
    parameters
        .filter_map(|parameter| {
            let field = model.field(&parameter.field.name)?;
            let values = request.query_values(&field.name);
            if values.is_empty() || values.iter().any(|value| ANY_VALUES.contains(value)) {
                return None;
            }
            let enumeration = match &field.ty {
                Type::Named(name) => Some(generator.enumeration(name)?),
                _ => None,
            };
            // A value that is not understood shows that the parameter means something other than the field of its name.
            let wanted =
                values.into_iter().map(|value| wanted(generator, parameter, field, enumeration, value));
            let wanted = wanted.collect::<Option<Vec<_>>>()?;
            Some(Filter { model, field, enumeration, wanted })
        })
        .collect()
}

fn wanted<'r>(
    generator: &Generator<'_>,
    parameter: &Parameter,
    field: &Field,
    enumeration: Option<&Enumeration>,
    value: &'r str,
) -> Option<Wanted<'r>> {
    let Some(enumeration) = enumeration else {
        return matches!(field.ty, Type::String | Type::Boolean).then_some(Wanted::Text(value));
    };
    let listed = enumeration.values.iter().find(|known| known.value == value);
    match enumeration.kind {
        EnumKind::Flags => value.parse().ok().map(Wanted::Bits),
        EnumKind::String => listed.map(|_| Wanted::Text(value)),
        EnumKind::Codes => match listed {
            Some(listed) => listed.number().map(Wanted::Number),
            None => named(generator, parameter, enumeration, value),
        },
        _ => listed?.number().map(Wanted::Number),
    }
}

/// The code that a word names: `finished`. The only word that names no code, such as `scanning`, means all numbers
/// without a name, if other words name codes.
fn named<'r>(
    generator: &Generator<'_>,
    parameter: &Parameter,
    codes: &Enumeration,
    word: &str,
) -> Option<Wanted<'r>> {
    let code = |word: &str| {
        codes.values.iter().find(|code| code.name.as_deref().is_some_and(|name| is_same(name, word)))
    };
    if let Some(code) = code(word) {
        return code.number().map(Wanted::Number);
    }
    if codes.range_name.as_deref().is_some_and(|name| is_same(name, word)) {
        return Some(Wanted::Unnamed);
    }
    let Type::Named(name) = &parameter.field.ty else { return None };
    let words = &generator.enumeration(name)?.values;
    let unnamed: Vec<&str> =
        words.iter().map(|word| word.value.as_str()).filter(|word| code(word).is_none()).collect();
    (unnamed.len() < words.len() && unnamed == [word]).then_some(Wanted::Unnamed)
}

/// True if two names have the same letters and digits.
fn is_same(one: &str, two: &str) -> bool {
    plain(one) == plain(two)
}

impl Filter<'_, '_> {
    pub(crate) fn passes(&self, generator: &Generator<'_>, ordinal: u64) -> bool {
        self.is_met(&generator.field(self.model, self.field, generator.item(ordinal)))
    }

    /// True if a whole item passes.
    pub(crate) fn lets_pass(&self, item: &Value<'_>) -> bool {
        let Value::Object(fields) = item else { return true };
        fields.iter().find(|(name, _)| *name == self.field.name).is_none_or(|(_, value)| self.is_met(value))
    }

    fn is_met(&self, value: &Value<'_>) -> bool {
        self.wanted.iter().any(|wanted| match (value, wanted) {
            // The vendor searches for a part of a name; the whole name is a part, too.
            (Value::Text(text), Wanted::Text(wanted)) if self.enumeration.is_none() => text.contains(wanted),
            (Value::Text(text), Wanted::Text(wanted)) => text == wanted,
            (Value::Boolean(value), Wanted::Text(wanted)) => value.to_string() == *wanted,
            (Value::Integer(value), Wanted::Number(number)) => value == number,
            (Value::Integer(value), Wanted::Bits(mask)) => value == mask || value & mask != 0,
            (Value::Integer(value), Wanted::Unnamed) => self.is_unnamed(*value),
            _ => true,
        })
    }

    fn is_unnamed(&self, number: i64) -> bool {
        let Some(codes) = self.enumeration else { return true };
        codes.values.iter().all(|known| known.number() != Some(number))
    }
}
