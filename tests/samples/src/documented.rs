//! The request that samples in documentation make: all that is required, by names that ask to be replaced.

use hss_spec::model::{Content, EnumKind, Enumeration, Field, Format, Operation, Spec, Type};
use serde_json::{Map, Value, json};

use crate::bounds;
use crate::sample::Sample;

/// Deepest level of a body with fields.
const DEEPEST: u32 = 4;

/// The values that `describe` shows in its samples.
pub fn documented(spec: &Spec, group: &str, operation: &Operation) -> Sample {
    let writer = Writer { spec, group };
    let is_given =
        |field: &Field| field.required.effective() && !spec.service.client_parameters.contains(&field.name);
    let parameters = operation.parameters.iter().map(|parameter| &parameter.field);
    let parameters = parameters.filter(|field| is_given(field));
    let parameters =
        parameters.map(|field| (field.name.clone(), writer.value(field, &field.ty, 0))).collect();
    let body = operation.body.as_ref().map(|body| match (&body.content, &body.ty) {
        (Content::Bytes, _) => json!("FILE"),
        (_, ty) => writer.body(ty),
    });
    Sample { parameters, body }
}

struct Writer<'s> {
    spec: &'s Spec,
    group: &'s str,
}

impl Writer<'_> {
    fn body(&self, ty: &Type) -> Value {
        match ty {
            Type::List(item) => json!([self.body(item)]),
            Type::Map(_) => json!({}),
            Type::Named(name) if self.spec.model(self.group, name).is_some() => self.object(name, 0),
            _ => json!("TEXT"),
        }
    }

    fn object(&self, name: &str, depth: u32) -> Value {
        let Some(model) = self.spec.model(self.group, name) else { return json!({}) };
        let fields = model.fields.iter().filter(|field| field.required.effective() && depth < DEEPEST);
        let fields: Map<String, Value> =
            fields.map(|field| (field.name.clone(), self.value(field, &field.ty, depth + 1))).collect();
        fields.into()
    }

    fn value(&self, field: &Field, ty: &Type, depth: u32) -> Value {
        match ty {
            _ if is_time(field, ty) => json!(1_756_468_800_000_i64),
            Type::Integer | Type::Long | Type::Unsigned => json!(number(field)),
            Type::Number => json!(number(field) as f64),
            Type::Boolean => json!(true),
            Type::File => json!("logo.png"),
            Type::List(item) => json!([self.value(field, item, depth + 1)]),
            Type::Map(_) => json!({}),
            Type::Named(name) => match self.spec.enumeration(self.group, name) {
                Some(enumeration) => first(enumeration),
                None => self.object(name, depth),
            },
            _ => json!(text(field)),
        }
    }
}

fn is_time(field: &Field, ty: &Type) -> bool {
    matches!(ty, Type::Integer | Type::Long) && field.format == Some(Format::TimestampMs)
}

fn first(enumeration: &Enumeration) -> Value {
    let first = &enumeration.values[0];
    match enumeration.kind {
        EnumKind::String => json!(first.value),
        _ => json!(first.number()),
    }
}

/// 1, or what is nearest to it in the range.
fn number(field: &Field) -> i64 {
    let (least, most) = bounds::range(field);
    1.max(least.unwrap_or(i64::MIN)).min(most.unwrap_or(i64::MAX))
}

/// The name in capitals, as long as it has to be.
fn text(field: &Field) -> String {
    let words = field.name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_").to_uppercase();
    let (least, most) = bounds::length(field);
    let most = most.map_or(usize::MAX, |most| most as usize);
    let text: String = name.chars().take(most).collect();
    format!("{text:X<0$}", least.unwrap_or(0).min(1000) as usize)
}
