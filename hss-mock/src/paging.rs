//! Bodies of responses: one object, or a listing with its pages and filters.

use hss_spec::model::{ConstraintKind, Field, Model, Operation, Paging, Type, field_at, path_of_field};

use crate::creation::Creation;
use crate::data::{Generator, LISTINGS, Value};
use crate::filter::{Filter, filters};
use crate::page_end;
use crate::page_position::{self, NextPosition};
use crate::request::Request;

/// The default number of items of a listing with pages: three pages of the usual ten, the last not full.
const PAGED_ITEMS: u32 = 23;

/// The default number of items of a listing without pages.
const UNPAGED_ITEMS: u32 = 3;

/// The number of items per page when neither the request nor the spec sets it.
const PAGE_ITEMS: u64 = 10;

/// The number of items that an operation lists.
pub(crate) struct Counts<'c> {
    /// Set in the builder.
    pub(crate) configured: Option<u32>,
    /// Created in the session, the latest first.
    pub(crate) created: &'c [Creation],
}

/// The body of a response, and the address of the next page for its header `Link`.
pub(crate) struct Content<'s> {
    pub(crate) body: Value<'s>,
    pub(crate) next_link: Option<String>,
}

impl<'s> From<Value<'s>> for Content<'s> {
    fn from(body: Value<'s>) -> Self {
        Content { body, next_link: None }
    }
}

/// The content of a response.
pub(crate) fn response<'s>(
    generator: &Generator<'s>,
    operation: &'s Operation,
    ty: &'s Type,
    request: &Request,
    counts: &Counts<'_>,
) -> Content<'s> {
    if let Some(paging) = &operation.paging {
        let size = Size {
            count: counts.configured.unwrap_or(PAGED_ITEMS),
            created: counts.created,
            page: PAGE_ITEMS,
        };
        return listing(generator, operation, ty, paging, request, size);
    }
    match ty {
        Type::List(item) => {
            let ordinals = 0..u64::from(counts.configured.unwrap_or(UNPAGED_ITEMS));
            Value::List(ordinals.map(|ordinal| generator.bare(item, generator.item(ordinal))).collect())
                .into()
        }
        Type::Named(name) => match generator.model(name) {
            Some(model) => unpaged(generator, operation, (ty, model), request, counts),
            None => generator.bare(ty, generator.root()).into(),
        },
        _ => generator.bare(ty, generator.root()).into(),
    }
}

/// The size of a listing.
#[derive(Clone, Copy)]
struct Size<'c> {
    /// The number of items on all pages, besides the created ones.
    count: u32,
    created: &'c [Creation],
    /// The number of items per page when neither the request nor the spec sets it.
    page: u64,
}

/// An object without paging in the spec: a whole listing, if it looks like one.
fn unpaged<'s>(
    generator: &Generator<'s>,
    operation: &'s Operation,
    (ty, model): (&'s Type, &'s Model),
    request: &Request,
    counts: &Counts<'_>,
) -> Content<'s> {
    // The fields of a union are its variants.
    if model.union.is_some() {
        return generator.bare(ty, generator.root()).into();
    }
    let has = |list: &str, total: &str| {
        let is_list = model.field(list).is_some_and(|field| matches!(field.ty, Type::List(_)));
        is_list && model.field(total).is_some_and(|field| field.ty.is_integer())
    };
    let usual = LISTINGS.iter().find(|(list, total)| has(list, total)).copied();
    // Where a test sets the number of items, the only list holds them, counted or not.
    let only = || counts.configured.and_then(|_| only_list(model)).map(|items| (items, None));
    let Some((items, total)) = usual.map(|(items, total)| (items, Some(total))).or_else(only) else {
        return generator.object(model, generator.root()).into();
    };
    // Pages by the usual names; a reader of the whole listing does not need them.
    let mut paging = Paging::by_offset("offset", "limit", path_of_field(items), "");
    paging.total = total.map(path_of_field);
    let size =
        Size { count: counts.configured.unwrap_or(UNPAGED_ITEMS), created: counts.created, page: u64::MAX };
    listing(generator, operation, ty, &paging, request, size)
}

/// The name of a model's only list of objects.
fn only_list(model: &Model) -> Option<&str> {
    let is_list = |field: &&Field| matches!(&field.ty, Type::List(item) if item.name().is_some());
    let mut lists = model.fields.iter().filter(is_list);
    lists.next().filter(|_| lists.next().is_none()).map(|field| field.name.as_str())
}

/// One page of a listing, in an object of its type.
fn listing<'s>(
    generator: &Generator<'s>,
    operation: &'s Operation,
    ty: &'s Type,
    paging: &Paging,
    request: &Request,
    size: Size<'_>,
) -> Content<'s> {
    let field = |path: &str| field_at(ty, path, |name| generator.model(name));
    let list = if paging.items.is_empty() { Some(ty) } else { field(&paging.items).map(|field| &field.ty) };
    let Some(Type::List(item)) = list else { return generator.bare(ty, generator.root()).into() };
    let inputs = page_position::Inputs { generator, operation, paging, request };
    let limit = inputs.limit().unwrap_or(size.page);
    let filters = filters(generator, operation, item, request);
    let created: Vec<Value<'s>> = size
        .created
        .iter()
        .map(|creation| created_item(generator, item, creation))
        .filter(|value| filters.iter().all(|filter| filter.lets_pass(value)))
        .collect();
    let before = created.len() as u64;
    let count = u64::from(size.count).min(most_in(paging.total.as_deref().and_then(field)));
    let offset = inputs.offset(limit, |key, marker| {
        let (all, _) = page(generator, &filters, count, 0, u64::MAX);
        let generated = all.into_iter().map(|ordinal| generator.bare(item, generator.item(ordinal)));
        created.iter().cloned().chain(generated).position(|item| page_position::has_key(&item, key, marker))
    });
    // The created ones come first; those of the page that are left are generated.
    let first: Vec<Value<'s>> = created.into_iter().skip(offset as usize).take(limit as usize).collect();
    let rest = limit.saturating_sub(first.len() as u64);
    let (ordinals, total) = page(generator, &filters, count, offset.saturating_sub(before), rest);
    let total = total + before;
    let generated = ordinals.into_iter().map(|ordinal| generator.bare(item, generator.item(ordinal)));
    let items: Vec<Value<'s>> = first.into_iter().chain(generated).collect();
    let end = offset.saturating_add(items.len() as u64);
    let next = Some(end).filter(|end| *end < total && !items.is_empty());
    let NextPosition { fields, link } = inputs.next(next, total, limit);
    let number = |number: u64| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let mut body = match ty {
        Type::List(_) => Value::List(Vec::new()),
        _ => generator.bare(ty, generator.root()),
    };
    page_position::put(generator, ty, &mut body, &paging.items, Some(Value::List(items)));
    if let Some(path) = &paging.total {
        page_position::put(generator, ty, &mut body, path, Some(number(total)));
    }
    page_end::tell(&mut body, next.is_some());
    for (path, value) in fields {
        page_position::put(generator, ty, &mut body, path, value);
    }
    Content { body, next_link: link }
}

/// The maximum that the field of the total allows.
fn most_in(total: Option<&Field>) -> u64 {
    let range = total.and_then(|field| field.bounds(ConstraintKind::Range));
    range.and_then(|range| range.max).map_or(u64::MAX, |most| most.as_f64().max(0.0) as u64)
}

/// An item that was created in the session: made like others, with its known fields where their types fit.
fn created_item<'s>(generator: &Generator<'s>, item: &'s Type, creation: &Creation) -> Value<'s> {
    let mut value = generator.bare(item, generator.created(creation.number, creation.born));
    if let Value::Object(fields) = &mut value {
        for (name, value) in fields.iter_mut() {
            match (&mut *value, creation.fields.get(*name)) {
                (Value::Text(text), Some(serde_json::Value::String(given))) => text.clone_from(given),
                (Value::Boolean(value), Some(serde_json::Value::Bool(given))) => *value = *given,
                (Value::Integer(value), Some(serde_json::Value::Number(given))) => {
                    *value = given.as_i64().unwrap_or(*value);
                }
                _ => {}
            }
        }
    }
    value
}

/// The numbers of a page's items, and the number of items on all pages.
fn page(
    generator: &Generator<'_>,
    filters: &[Filter<'_, '_>],
    count: u64,
    offset: u64,
    limit: u64,
) -> (Vec<u64>, u64) {
    if filters.is_empty() {
        let start = offset.min(count);
        return ((start..start.saturating_add(limit).min(count)).collect(), count);
    }
    let mut total = 0;
    let mut ordinals = Vec::new();
    for ordinal in 0..count {
        if filters.iter().all(|filter| filter.passes(generator, ordinal)) {
            if total >= offset && (ordinals.len() as u64) < limit {
                ordinals.push(ordinal);
            }
            total += 1;
        }
    }
    (ordinals, total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check_value;
    use crate::data::Seed;
    use hss_spec::model::Spec;

    fn responses_are_valid(spec: &Spec) {
        let (parts, ()) = hyper::Request::new(()).into_parts();
        let request = Request::new(parts, bytes::Bytes::new());
        for (group, operation) in spec.operations() {
            let Some(ty) = operation.response.ty.as_ref().filter(|ty| **ty != Type::File) else { continue };
            for seed in 0..20 {
                let path_values = [("project_id".to_owned(), "p".to_owned())];
                let generator = Generator::new(spec, group, operation, Seed::new(seed), &path_values);
                let text =
                    response(&generator, operation, ty, &request, &Counts { configured: None, created: &[] })
                        .body
                        .to_string();
                let value = serde_json::from_str(&text).unwrap();
                let violations = check_value(spec, group, ty, &value);
                assert!(violations.is_empty(), "{}: {violations:?}", operation.id);
            }
        }
    }

    #[test]
    fn every_response_keeps_to_its_spec() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
        responses_are_valid(&hss_spec::read_folder(&folder).unwrap());
    }

    #[test]
    fn every_response_keeps_to_the_bundled_spec() {
        responses_are_valid(&Spec::bundled().unwrap());
    }
}
