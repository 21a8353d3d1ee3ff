//! Valid values.

use hss_spec::model::{
    Constraint, ConstraintKind, EnumKind, Enumeration, Field, Format, Literal, Location, Model, Number, Spec,
    Type, Union,
};
use serde_json::{Map, Value, json};

use crate::sample::Extent;
use crate::{bounds, form, pattern};

/// Elements of a list, where the spec leaves it open: enough to tell one from several.
const ELEMENTS: i64 = 2;

/// 2025-08-29T12:00:00Z, in milliseconds.
const SOME_TIME: i64 = 1_756_468_800_000;

/// Chooses the values of one request.
pub(crate) struct Picker<'s> {
    spec: &'s Spec,
    group: &'s str,
    extent: Extent,
    /// Number of values chosen before; each choice depends on it.
    count: i64,
    /// The models around the value: one that contains itself must end somewhere.
    around: Vec<String>,
    plain: bool,
    /// The last boolean; the next one is the other.
    is_true: bool,
}

impl<'s> Picker<'s> {
    pub(crate) fn new(spec: &'s Spec, group: &'s str, extent: Extent) -> Self {
        Self { spec, group, extent, count: 0, around: Vec::new(), plain: false, is_true: false }
    }

    pub(crate) fn parameter(&mut self, field: &Field, location: Location) -> Value {
        // A header holds no more than visible ASCII for certain.
        self.plain = location == Location::Header;
        let value = self.field(field);
        self.plain = false;
        value
    }

    pub(crate) fn field(&mut self, field: &Field) -> Value {
        self.value(field, &field.ty)
    }

    /// A value of a field's type, or of one inside it.
    fn value(&mut self, field: &Field, ty: &Type) -> Value {
        self.count += 1;
        match ty {
            Type::String => Value::from(self.text(field)),
            Type::Integer | Type::Long | Type::Unsigned => Value::from(self.whole(field)),
            Type::Number => self.number(field),
            Type::Boolean => Value::from(match field.effective(ConstraintKind::Only) {
                Some(Constraint::Only(only)) => only,
                _ => {
                    self.is_true = !self.is_true;
                    self.is_true
                }
            }),
            Type::File => Value::from(format!("file {}\r\n\0--", self.count)),
            Type::List(item) => self.list(field, item),
            Type::Map(item) => self.map(field, item),
            Type::Nullable(item) => self.value(field, item),
            Type::Named(name) => match self.spec.enumeration(self.group, name) {
                Some(enumeration) => self.known(field, enumeration),
                None => self.model(name),
            },
            // Any JSON.
            _ => json!({ "anything": [self.count, null, "text"] }),
        }
    }

    /// As many entries as a map must have, and one at least.
    fn map(&mut self, field: &Field, item: &Type) -> Value {
        let (least, most) = bounds::items(field);
        let count = least.unwrap_or(0).max(1).min(most.unwrap_or(i64::MAX));
        let key = |index: i64| if index == 0 { "key".to_owned() } else { format!("key{}", index + 1) };
        (0..count).map(|index| (key(index), self.value(field, item))).collect()
    }

    /// Elements that differ, since a list may be one of unique items; fewer where there are no others.
    fn list(&mut self, field: &Field, item: &Type) -> Value {
        let (least, _) = bounds::items(field);
        let mut elements: Vec<Value> = Vec::new();
        for index in 0..size(field) {
            let element = self.value(field, item);
            if index < least.unwrap_or(0).max(1) || !elements.contains(&element) {
                elements.push(element);
            }
        }
        Value::Array(elements)
    }

    /// A text as the field's pattern or format has it, else any.
    fn text(&self, field: &Field) -> String {
        let (least, most) = bounds::length(field);
        let pattern = match field.effective(ConstraintKind::Pattern) {
            Some(Constraint::Pattern(pattern)) => Some(pattern),
            _ => None,
        };
        let formatted = field.format.and_then(|format| form::text(format, self.count));
        let fits = |text: &String| {
            let text = Literal::String(text.clone());
            field.effective_constraints().all(|constraint| constraint.admits(&text))
        };
        let matching = || pattern::text(&pattern?, least, most, self.count);
        formatted.filter(fits).or_else(matching).unwrap_or_else(|| self.any_text(field))
    }

    /// A text of the field's length, with its name and characters that have to be escaped.
    fn any_text(&self, field: &Field) -> String {
        let letters = if self.plain { " -_.~" } else { " -_.~/?#&=+%;:@\"\\<像é😀" };
        let (least, most) = bounds::length(field);
        let mut text = format!("{}{}{letters}", self.count, field.name);
        if let Some(most) = most {
            text = text.chars().take(usize::try_from(most).unwrap_or(0)).collect();
        }
        let missing = least.unwrap_or(0) - text.chars().count() as i64;
        text.extend((0..missing).map(|_| 'x'));
        // A header's value does not end with a space.
        text.trim_end_matches(|last| last == ' ' && self.plain).to_owned()
    }

    fn whole(&self, field: &Field) -> i64 {
        let start = if field.format == Some(Format::TimestampMs) { SOME_TIME } else { 0 };
        let wanted = start.saturating_add(self.count);
        let wanted = match field.effective(ConstraintKind::MultipleOf) {
            Some(Constraint::MultipleOf(Number::Integer(step))) => wanted.saturating_mul(step),
            _ => wanted,
        };
        match bounds::range(field) {
            (Some(least), Some(most)) if wanted < least || wanted > most => {
                let choices = most.saturating_sub(least).saturating_add(1).max(1);
                least + self.count % choices
            }
            (Some(least), None) if wanted < least => least.saturating_add(self.count),
            (None, Some(most)) if wanted > most => most.saturating_sub(self.count),
            _ => wanted,
        }
    }

    /// A number with a fraction, where one fits.
    fn number(&self, field: &Field) -> Value {
        let whole = self.whole(field) as f64;
        let fits = |value: f64| {
            field.bounds(ConstraintKind::Range).is_none_or(|bounds| bounds.contains(Number::Float(value)))
        };
        let fits = |value: f64| {
            let steps = field.effective(ConstraintKind::MultipleOf);
            fits(value) && steps.is_none_or(|one| one.admits(&Literal::Float(value)))
        };
        // Between ends that are not allowed there may be no integer.
        let ends = field.bounds(ConstraintKind::Range).and_then(|bounds| Some((bounds.min?, bounds.max?)));
        let middle = ends.map(|(min, max)| min.as_f64() + (max.as_f64() - min.as_f64()) / 2.0);
        let choices = [Some(whole + 0.5), Some(whole), middle];
        Value::from(choices.into_iter().flatten().find(|value| fits(*value)).unwrap_or(whole))
    }

    /// One of the known values; of flags, two together.
    fn known(&self, field: &Field, enumeration: &Enumeration) -> Value {
        let (least, most) = bounds::length(field);
        let fits = |text: &str| {
            let length = text.chars().count() as i64;
            !enumeration.open
                || (least.is_none_or(|least| length >= least) && most.is_none_or(|most| length <= most))
        };
        let known: Vec<_> = enumeration.values.iter().filter(|value| fits(&value.value)).collect();
        let at = |count: i64| known.get(usize::try_from(count).unwrap_or(0) % known.len().max(1));
        let number = |count| at(count).and_then(|value| value.number()).unwrap_or_default();
        match enumeration.kind {
            EnumKind::String => at(self.count).map_or(Value::Null, |value| Value::from(value.value.as_str())),
            EnumKind::Flags => Value::from(number(self.count) | number(self.count + 1)),
            _ => Value::from(number(self.count)),
        }
    }

    fn model(&mut self, name: &str) -> Value {
        let Some(model) = self.spec.model(self.group, name) else { return Value::Null };
        if let Some(union) = &model.union {
            return self.variant(name, model, union);
        }
        self.around.push(name.to_owned());
        let mut fields = Map::new();
        for field in &model.fields {
            let is_inside =
                field.ty.name().is_some_and(|inner| self.around.iter().any(|outer| outer == inner));
            let is_given = self.extent == Extent::Everything && !is_inside;
            if field.additional {
                if let (true, Value::Object(others)) = (is_given, self.field(field)) {
                    fields.extend(others);
                }
            } else if is_given || field.required.effective() {
                fields.insert(field.name.clone(), self.field(field));
            }
        }
        self.keep_sets(model, &mut fields);
        self.keep_size(model, &mut fields);
        self.around.pop();
        Value::Object(fields)
    }
}

impl Picker<'_> {
    /// Adds the fields of the first set, and takes out those of others that exclude it.
    fn keep_sets(&mut self, model: &Model, fields: &mut Map<String, Value>) {
        let Some(sets) = &model.field_sets else { return };
        let Some((first, others)) = sets.sets.split_first() else { return };
        for name in others.iter().flatten().filter(|name| sets.exclusive && !first.contains(name)) {
            fields.remove(name);
        }
        for field in first.iter().filter_map(|name| model.field(name)) {
            if !fields.contains_key(&field.name) {
                fields.insert(field.name.clone(), self.field(field));
            }
        }
    }

    /// Adds optional fields where there are too few, and takes some out where there are too many.
    fn keep_size(&mut self, model: &Model, fields: &mut Map<String, Value>) {
        let (least, most) = bounds::whole(model.size);
        let optional: Vec<&Field> =
            model.fields.iter().filter(|field| !field.required.effective() && !field.additional).collect();
        let is_beyond = |count: usize| most.is_some_and(|most| count as i64 > most);
        for field in optional.iter().rev() {
            if is_beyond(fields.len()) {
                fields.remove(&field.name);
            }
        }
        for field in optional {
            let is_missing = least.is_some_and(|least| (fields.len() as i64) < least);
            let is_recursive =
                field.ty.name().is_some_and(|inner| self.around.iter().any(|outer| outer == inner));
            if is_missing && !is_recursive && !fields.contains_key(&field.name) {
                fields.insert(field.name.clone(), self.field(field));
            }
        }
    }

    /// A value of a variant that ends somewhere, with the tag that names it.
    fn variant(&mut self, name: &str, model: &Model, union: &Union) -> Value {
        let is_outside = |variant: &&Field| {
            variant.ty.name().is_none_or(|inner| self.around.iter().all(|outer| outer != inner))
        };
        let outside: Vec<&Field> = model.fields.iter().filter(is_outside).collect();
        let index = usize::try_from(self.count).unwrap_or(0) % outside.len().max(1);
        let Some(variant) = outside.get(index).copied().or(model.fields.first()) else { return Value::Null };
        self.around.push(name.to_owned());
        let mut value = self.field(variant);
        self.around.pop();
        if let (Some(tag), Some(known), Some(fields)) =
            (&union.tag, union.values_of(&variant.name).next(), value.as_object_mut())
        {
            // A number or a boolean is the variant's own constant.
            if fields.get(tag).is_none_or(Value::is_string) {
                fields.insert(tag.clone(), Value::from(known));
            }
        }
        value
    }
}

/// Number of elements in a list.
fn size(field: &Field) -> i64 {
    let (least, most) = bounds::items(field);
    let wanted = least.unwrap_or(0).max(ELEMENTS);
    most.map_or(wanted, |most| wanted.min(most))
}
