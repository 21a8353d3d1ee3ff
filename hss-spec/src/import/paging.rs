//! Paging, by the names of parameters and response fields.

use std::collections::BTreeMap;

use super::openapi::tree::short;
use crate::model::{Field, Location, Model, Operation, Paging, Type};

/// Names of the field that counts all items, the surest first.
const TOTALS: [&str; 4] = ["total_num", "total", "total_count", "count"];
/// Prefix of fields that count all items of some kind: `total_rule_num`.
const TOTAL: &str = "total_";
/// The usual name of the list, which tells it from other lists of the response.
const ITEMS: &str = "data_list";
/// Query parameters whose value is a marker from the previous result page, without `_` and `-`.
const MARKERS: [&str; 10] = [
    "marker",
    "pagemarker",
    "nextmarker",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "continuationtoken",
    "cursor",
    "startingafter",
    "scrollid",
];

/// Paging of the operation: it takes `offset` and `limit` and returns a list and its total.
///
/// `None` where the response has several lists or counts and none of them has the usual name.
pub(super) fn paging(operation: &Operation, models: &BTreeMap<String, Model>) -> Option<Paging> {
    let query = |name: &str| {
        let found = operation.parameter(Location::Query, name)?;
        found.field.ty.is_integer().then(|| found.field.name.clone())
    };
    let (offset, limit) = (query("offset")?, query("limit")?);
    let Some(Type::Named(name)) = &operation.response.ty else { return None };
    let response = models.get(name)?;
    let (items, total) = (items(response)?, total(response)?);
    let place = operation.place.clone();
    Some(Paging { offset, limit, items: items.name.clone(), total: total.name.clone(), place })
}

/// The parameter for a marker from the previous result page, a way of paging that the spec can't express.
pub(super) fn marker(operation: &Operation) -> Option<&Field> {
    let is_marker = |name: &str| {
        let letters: String = name.chars().filter(|letter| !matches!(letter, '_' | '-')).collect();
        MARKERS.iter().any(|marker| letters.eq_ignore_ascii_case(marker))
    };
    if operation.parameter(Location::Query, "offset").is_some() {
        return None;
    }
    let queries = operation.parameters.iter().filter(|one| one.location == Location::Query);
    queries.map(|one| &one.field).find(|field: &&Field| is_marker(&field.name))
}

/// Note on a parameter for a marker, which is read like any other.
pub(super) fn unread(marker: &Field) -> String {
    let name = short(&marker.name);
    format!(
        "paging by `{name}` is not read: only `offset` and `limit` are; a caller sets it for each result page"
    )
}

/// The only list of models, else the only list, else the one with the usual name.
fn items(response: &Model) -> Option<&Field> {
    let is_list = |field: &&Field| matches!(field.ty, Type::List(_));
    let is_list_of_models = |field: &&Field| matches!(&field.ty, Type::List(item) if item.name().is_some());
    let only = |fits: &dyn Fn(&&Field) -> bool| only(response.fields.iter().filter(|field| fits(field)));
    only(&is_list_of_models).or_else(|| only(&is_list)).or_else(|| response.field(ITEMS).filter(is_list))
}

/// The count with a usual name, else the only one whose name begins like it.
fn total(response: &Model) -> Option<&Field> {
    let usual = TOTALS.iter().find_map(|name| response.field(name).filter(|field| field.ty.is_integer()));
    let begins = |field: &&Field| field.name.starts_with(TOTAL) && field.ty.is_integer();
    usual.or_else(|| only(response.fields.iter().filter(begins)))
}

fn only<'m>(mut fields: impl Iterator<Item = &'m Field>) -> Option<&'m Field> {
    fields.next().filter(|_| fields.next().is_none())
}
