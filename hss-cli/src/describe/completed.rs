//! Bodies that are being filled in: required values that are missing get placeholders.

use hss_runtime::schema::{Field, Kind, Model};
use serde_json::{Map, Value as Json};

use super::value::{Place, value};

/// Adds the required fields that a value lacks, at every depth.
pub(super) fn complete(kind: &Kind, body: &mut Json, depth: u32) {
    match (kind, body) {
        (Kind::Model(model), Json::Object(entries)) => object(model.get(), entries, depth),
        (Kind::Union(union), body) => {
            if let Some(variant) = tagged(union.get(), body) {
                complete(&variant.kind, body, depth + 1);
            }
        }
        (Kind::List(kind), Json::Array(list)) => list.iter_mut().for_each(|one| complete(kind, one, depth)),
        (Kind::Map(kind), Json::Object(entries)) => {
            entries.values_mut().for_each(|one| complete(kind, one, depth));
        }
        (Kind::Nullable(kind), body) => complete(kind, body, depth),
        _ => {}
    }
}

fn object(model: &'static Model, entries: &mut Map<String, Json>, depth: u32) {
    for field in model.fields.iter().filter(|field| !field.is_additional()) {
        match entries.get_mut(field.name) {
            Some(given) => complete(&field.kind, given, depth + 1),
            None if field.is_required() => {
                entries.insert(field.name.to_owned(), value(Place::of(field), &field.kind, depth + 1));
            }
            None => {}
        }
    }
}

/// The variant that the tag names.
fn tagged(union: &'static Model, body: &Json) -> Option<&'static Field> {
    let given = body.get(union.tag?)?.as_str()?;
    union.fields.iter().find(|variant| variant.tags().contains(&given))
}
