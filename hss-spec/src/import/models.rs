//! Completeness of a page's models: each named one has its table, and none has two that differ.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Page;
use crate::model::{Model, Operation};
use crate::place::Problem;

/// Reports every type that is named but has no table.
pub(super) fn check(
    page: &Page,
    operation: &Operation,
    models: &BTreeMap<String, Model>,
    problems: &mut Vec<Problem>,
) {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.field);
    let fields = models.values().flat_map(|model| &model.fields);
    let in_fields = parameters.chain(fields).filter_map(|field| Some((field.ty.name()?, &field.place)));
    let body = operation.body.iter().filter_map(|body| Some((body.ty.name()?, &body.place)));
    let response =
        operation.response.ty.iter().filter_map(|ty| Some((ty.name()?, &operation.response.place)));
    // Tables of the page that were left out, each with a message of its own.
    let mut known: BTreeSet<&str> = page.tables.iter().map(|table| table.title.text.as_str()).collect();
    for (name, place) in in_fields.chain(body).chain(response) {
        if !models.contains_key(name) && known.insert(name) {
            let message =
                format!("the type `{name}` has no table on the page; expected a table of that title");
            problems.push(Problem::error(place, message));
        }
    }
}

/// Returns true if two tables of a model list the same fields of the same types.
pub(super) fn has_same_fields(one: &Model, other: &Model) -> bool {
    let fields = one.fields.iter().zip(&other.fields);
    one.fields.len() == other.fields.len()
        && fields.into_iter().all(|(a, b)| a.name == b.name && a.ty == b.ty)
}
