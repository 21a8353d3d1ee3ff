//! Objects: their fields, and the dependencies between them.

use hss_spec::model::{ConstraintKind, EnumKind, Field, Model, Type};

use super::names::{AT_MOST, EMPTY_WITHOUT, REMAINS, SUMS};
use super::number::whole_ends;
use super::{DEEPEST, Generator, Hint, Position, Value, choice, text};

impl<'s> Generator<'s> {
    /// An object of a model, with all its fields in the model's order.
    pub(crate) fn object(&self, model: &'s Model, at: Position) -> Value<'s> {
        let named = model.fields.iter().filter(|field| !field.additional);
        let fields = named.filter(|field| at.depth < DEEPEST || !self.is_model(field));
        let fields = within_size(model, fields.collect());
        let fields = fields.into_iter();
        Value::Object(fields.map(|field| (field.name.as_str(), self.field(model, field, at))).collect())
    }

    /// The value of one field of the object at this position, without making the others.
    pub(crate) fn field(&self, model: &'s Model, field: &'s Field, at: Position) -> Value<'s> {
        self.hinted(field, at)
            .or_else(|| self.related(model, field, at))
            .unwrap_or_else(|| self.own(field, at))
    }

    fn own(&self, field: &'s Field, at: Position) -> Value<'s> {
        let value = self.value(field, &field.ty, at.field(&field.name), at.life());
        match (&field.ty, value) {
            (Type::Named(name), Value::Integer(start)) => match self.enumeration(name) {
                Some(enumeration) => Value::Integer(self.progressed(enumeration, start, at)),
                None => Value::Integer(start),
            },
            (_, value) => value,
        }
    }

    fn is_model(&self, field: &Field) -> bool {
        matches!(&field.ty, Type::Named(name) if self.model(name).is_some())
    }

    /// The value that a hint gives, where the spec allows it.
    fn hinted(&self, field: &Field, at: Position) -> Option<Value<'s>> {
        if !at.is_own || field.ty != Type::String {
            return None;
        }
        let (_, hint) = self.hints.iter().find(|(name, _)| *name == field.name)?;
        let value = match hint {
            Hint::Text(value) => value.clone(),
            Hint::OneOf(enumeration) if enumeration.kind == EnumKind::String => {
                match choice::choose(enumeration, at.stream.text(&field.name), at.ordinal) {
                    Value::Text(value) => value,
                    _ => return None,
                }
            }
            Hint::OneOf(_) => return None,
        };
        let (min, max) = text::length(field);
        (min..=max).contains(&value.chars().count()).then_some(Value::Text(value))
    }

    /// The value that other fields of the object give, where the spec allows it.
    fn related(&self, model: &'s Model, field: &'s Field, at: Position) -> Option<Value<'s>> {
        match &field.ty {
            Type::Integer | Type::Long => {
                let number = self.sum(model, field, at).or_else(|| self.at_most(model, field, at));
                let number = number.or_else(|| self.remains(model, field, at));
                let number = number.or_else(|| self.not_yet(model, field, at))?;
                let (min, max) = whole_ends(field.bounds(ConstraintKind::Range));
                (min..=max).contains(&number).then_some(Value::Integer(number))
            }
            Type::String | Type::List(_) => {
                let count = EMPTY_WITHOUT.iter().filter(|(name, _)| *name == field.name);
                let count = count.filter_map(|(_, count)| self.number(model, count, at)).next()?;
                self.empty_without(field, at, usize::try_from(count).unwrap_or(0))
            }
            _ => None,
        }
    }

    fn empty_without(&self, field: &'s Field, at: Position, count: usize) -> Option<Value<'s>> {
        match self.own(field, at) {
            Value::Text(_) if count == 0 && text::length(field).0 == 0 => Some(Value::Text(String::new())),
            Value::List(mut items) if whole_ends(field.bounds(ConstraintKind::Items)).0 <= 0 => {
                items.truncate(count);
                Some(Value::List(items))
            }
            _ => None,
        }
    }

    fn remains(&self, model: &'s Model, field: &Field, at: Position) -> Option<i64> {
        let names = REMAINS.iter().filter(|(name, _)| *name == field.name);
        names.map(|(_, progress)| self.remaining_minutes(model, progress, at)).find_map(|minutes| minutes)
    }

    fn sum(&self, model: &'s Model, field: &Field, at: Position) -> Option<i64> {
        SUMS.iter().filter(|(whole, _)| *whole == field.name).find_map(|(_, parts)| {
            let mut parts = parts.iter().map(|part| self.number(model, part, at));
            parts.try_fold(0_i64, |sum, part| Some(sum.saturating_add(part?)))
        })
    }

    fn at_most(&self, model: &'s Model, field: &'s Field, at: Position) -> Option<i64> {
        AT_MOST.iter().filter(|(small, _)| *small == field.name).find_map(|(_, large)| {
            let large = self.number(model, large, at)?;
            match self.own(field, at) {
                Value::Integer(own) if own > large => Some(own % (large.max(0) + 1)),
                _ => None,
            }
        })
    }

    /// The value of another field of the object, if it is an integer.
    pub(super) fn number(&self, model: &'s Model, name: &str, at: Position) -> Option<i64> {
        let field = model.field(name).filter(|field| !matches!(field.ty, Type::List(_) | Type::Map(_)))?;
        match self.field(model, field, at) {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }
}

/// The fields of an object, within the maximum number of its model; required fields come first.
fn within_size<'m>(model: &Model, mut fields: Vec<&'m Field>) -> Vec<&'m Field> {
    let most = model.size.and_then(|size| size.max).map_or(usize::MAX, |most| most.as_f64() as usize);
    while fields.len() > most {
        let Some(last) = fields.iter().rposition(|field| !field.required.effective()) else { break };
        fields.remove(last);
    }
    fields
}
