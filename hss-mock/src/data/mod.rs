//! Data from types: every value is valid under the spec and a pure function of the seed and its position.

mod choice;
mod names;
mod number;
mod object;
mod pattern;
mod progress;
mod seed;
mod text;
mod time;
mod value;

use hss_spec::model::{Constraint, ConstraintKind, Enumeration, Field, Model, Operation, Spec, Type, Union};

pub(crate) use names::{ANY_VALUES, CREATING_VERBS, LISTINGS, plain};
pub use pattern::string_matching;
pub(crate) use seed::Seed;
use time::Life;
pub(crate) use value::Value;

/// The depth below which lists and maps are as short as their bounds allow, since some models contain themselves in a list.
const DEEPEST_LIST: u32 = 4;

/// The depth below which lists stay empty and models are left out, whatever the bounds are.
const DEEPEST: u32 = 12;

/// Generates the data of an operation's response.
pub(crate) struct Generator<'s> {
    spec: &'s Spec,
    group: &'s str,
    operation: &'s Operation,
    stream: Seed,
    hints: Vec<(String, Hint<'s>)>,
    /// The session's time.
    now: i64,
}

/// A hint about a field of the response's own objects (its items, or itself), by name.
#[derive(Clone)]
enum Hint<'s> {
    /// The value from the request: the response about a host has that host's id.
    Text(String),
    /// The values that a filter of that name knows, where the field itself has no enumeration.
    OneOf(&'s Enumeration),
}

/// The position of an object in the data.
#[derive(Clone, Copy)]
pub(crate) struct Position {
    /// Leads to the objects of this kind at this place, not to one of them.
    stream: Seed,
    /// The object's number among them.
    ordinal: u64,
    depth: u32,
    /// True if the generator's hints apply to it.
    is_own: bool,
    /// Its creation time within the session; `None` if it was not created in it.
    born: Option<i64>,
}

impl<'s> Generator<'s> {
    /// The data of an operation; string fields named like a placeholder of the path take its value.
    pub(crate) fn new(
        spec: &'s Spec,
        group: &'s str,
        operation: &'s Operation,
        seed: Seed,
        path_values: &[(String, String)],
    ) -> Self {
        let echoes = path_values.iter().map(|(name, value)| (name.clone(), Hint::Text(value.clone())));
        let mut hints: Vec<_> = echoes.collect();
        for parameter in &operation.parameters {
            if let Type::Named(name) = &parameter.field.ty
                && let Some(enumeration) = spec.enumeration(group, name)
            {
                hints.push((parameter.field.name.clone(), Hint::OneOf(enumeration)));
            }
        }
        Self { spec, group, operation, stream: seed.text(&operation.id), hints, now: 0 }
    }

    /// The same data at another time of the session.
    pub(crate) fn at_time(self, now: i64) -> Self {
        Self { now, ..self }
    }

    /// The position of the response itself.
    pub(crate) fn root(&self) -> Position {
        Position { stream: self.stream.text("answer"), ordinal: 0, depth: 0, is_own: true, born: None }
    }

    /// The position of the item with that number.
    pub(crate) fn item(&self, ordinal: u64) -> Position {
        Position { stream: self.stream.text("item"), ordinal, depth: 1, is_own: true, born: None }
    }

    /// The position of an item that was created in the session.
    pub(crate) fn created(&self, number: u64, born: i64) -> Position {
        let stream = self.stream.text("created");
        Position { stream, ordinal: number, depth: 1, is_own: true, born: Some(born) }
    }

    pub(crate) fn model(&self, name: &str) -> Option<&'s Model> {
        self.spec.model(self.group, name)
    }

    pub(crate) fn enumeration(&self, name: &str) -> Option<&'s Enumeration> {
        self.spec.enumeration(self.group, name)
    }

    /// A value of a type that has no field around it, such as an item of a listing.
    pub(crate) fn bare(&self, ty: &Type, at: Position) -> Value<'s> {
        match ty {
            Type::Named(name) => self.named(name, at),
            _ => self.value(&Field::new("value", ty.clone()), ty, at, at.life()),
        }
    }

    /// The content of a download; a few kilobytes without a size.
    pub(crate) fn file(&self, size: Option<usize>) -> Vec<u8> {
        let line = format!("{} {}\n", self.operation.id, self.stream.text("file").hex(16));
        let Some(size) = size else { return line.repeat(64).into_bytes() };
        let mut content = line.repeat(size.div_ceil(line.len())).into_bytes();
        content.truncate(size);
        content
    }

    fn named(&self, name: &str, at: Position) -> Value<'s> {
        if let Some(model) = self.model(name) {
            return match &model.union {
                Some(union) => self.variant(model, union, at),
                None => self.object(model, at),
            };
        }
        match self.enumeration(name) {
            Some(enumeration) => choice::choose(enumeration, at.stream, at.ordinal),
            // A spec that has passed its checks only refers to existing types.
            None => Value::Object(Vec::new()),
        }
    }

    /// A value of one of a union's variants, with its tag; deep inside, of the first one that is not an object.
    fn variant(&self, model: &'s Model, union: &'s Union, at: Position) -> Value<'s> {
        let is_object = |variant: &&Field| matches!(variant.ty, Type::Named(_));
        let flat = model.fields.iter().find(|variant| at.depth >= DEEPEST && !is_object(variant));
        let chosen = usize::try_from(at.ordinal).unwrap_or(0) % model.fields.len().max(1);
        let Some(variant) = flat.or_else(|| model.fields.get(chosen)) else {
            return Value::Object(Vec::new());
        };
        let mut value = self.value(variant, &variant.ty, at, at.life());
        if let (Some(tag), Some(known), Value::Object(fields)) =
            (&union.tag, union.values_of(&variant.name).next(), &mut value)
        {
            // A number or a boolean is the variant's own constant.
            let is_constant =
                |(name, value): &(&str, Value<'_>)| name == tag && !matches!(value, Value::Text(_));
            if !fields.iter().any(is_constant) {
                fields.retain(|(name, _)| name != tag);
                fields.insert(0, (tag, Value::Text(known.to_owned())));
            }
        }
        value
    }

    /// A value of a field, or of the elements of its list: `ty` is the field's type or one inside it, `at` is its
    /// position, and `life` that of the object around it.
    fn value(&self, field: &Field, ty: &Type, at: Position, life: Life) -> Value<'s> {
        let seed = at.seed();
        match ty {
            Type::String | Type::File => Value::Text(text::text(field, seed, at.ordinal, life)),
            Type::Integer | Type::Long | Type::Unsigned => {
                Value::Integer(number::whole(field, seed, at.ordinal, life))
            }
            Type::Number => Value::Float(number::number(field, seed)),
            Type::Boolean => Value::Boolean(match field.effective(ConstraintKind::Only) {
                Some(Constraint::Only(only)) => only,
                _ => seed.below(2) == 1,
            }),
            Type::Named(name) => self.named(name, at),
            Type::Nullable(item) => self.value(field, item, at, life),
            Type::List(item) => {
                let count = list_length(field, seed, at.depth);
                Value::List(
                    (0..count).map(|index| self.value(field, item, at.element(index), life)).collect(),
                )
            }
            Type::Map(item) => {
                let count = if at.depth < DEEPEST_LIST { 1 + seed.below(2) } else { 0 };
                let value = |index| self.value(field, item, at.element(index), life);
                Value::Map((0..count).map(|index| (format!("key-{}", index + 1), value(index))).collect())
            }
            // Any JSON.
            _ => Value::object([("note", Value::Text(format!("sample {}", at.ordinal + 1)))]),
        }
    }
}

impl Position {
    /// The seed of this position alone.
    fn seed(self) -> Seed {
        self.stream.number(self.ordinal)
    }

    /// The life of the object at this position.
    fn life(self) -> Life {
        match self.born {
            Some(born) => Life::born(self.seed(), born),
            None => Life::of(self.seed(), self.ordinal),
        }
    }

    /// The position of a field of this object.
    fn field(self, name: &str) -> Self {
        Self { stream: self.stream.text(name), depth: self.depth + 1, is_own: false, ..self }
    }

    /// The position of an element of this list or map.
    fn element(self, index: u64) -> Self {
        Self { stream: self.seed(), ordinal: index, depth: self.depth + 1, is_own: false, born: None }
    }
}

/// The length of a list: a few elements, within its bounds, and as few as they allow deep inside.
fn list_length(field: &Field, seed: Seed, depth: u32) -> u64 {
    let (min, max) = number::whole_ends(field.bounds(ConstraintKind::Items));
    let (min, max) = (min.max(0), max.max(0));
    if depth >= DEEPEST {
        return 0;
    }
    let usual = if depth < DEEPEST_LIST { seed.text("length").between(0, 3) } else { 0 };
    // Limited, since a list of thousands in every item would make the mock slow.
    usual.clamp(min.min(1_000), max.max(min)).unsigned_abs()
}
