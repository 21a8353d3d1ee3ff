//! The paging of an operation: its inputs and the fields of its response.

use super::found::Check;
use crate::model::{Content, Field, Location, Method, NextPage, Operation, Paging, Type, field_at};

pub(super) fn check(check: &mut Check, group: &str, operation: &Operation, paging: &Paging) {
    let takes_integer = matches!(paging.next, NextPage::Offset { .. } | NextPage::Page { .. });
    if let Some(input) = paging.next.input() {
        check_input(check, group, operation, paging, input, takes_integer);
    } else if operation.method != Method::Get {
        check.error(&paging.place, "paging follows the address of the next page, which needs a `GET`");
    }
    if let Some(limit) = &paging.limit {
        check_input(check, group, operation, paging, limit, true);
    }
    check_items(check, group, operation, paging);
}

fn check_input(
    check: &mut Check,
    group: &str,
    operation: &Operation,
    paging: &Paging,
    name: &str,
    takes_integer: bool,
) {
    let (field, place) = if paging.in_body {
        let body = operation.body.as_ref().filter(|body| body.content == Content::Json);
        let spec = check.spec;
        let field = body.and_then(|body| field_at(&body.ty, name, |model| spec.model(group, model)));
        (field, "a field of a JSON body")
    } else {
        let parameter = operation.parameter(Location::Query, name);
        (parameter.map(|parameter| &parameter.field), "a query parameter")
    };
    let kind = if paging.in_body { "field" } else { "parameter" };
    match field {
        None => check.error(&paging.place, format!("paging names `{name}`, which is not {place}")),
        Some(field) if takes_integer && !field.ty.is_integer() => {
            let ty = &field.ty;
            let message = format!("paging {kind} `{name}` is of type `{ty}`; an integer is expected");
            check.error(&paging.place, message);
        }
        Some(field) if matches!(field.ty, Type::List(_) | Type::Map(_) | Type::File) => {
            let ty = &field.ty;
            let message = format!("paging {kind} `{name}` is of type `{ty}`; one value is expected");
            check.error(&paging.place, message);
        }
        Some(_) => {}
    }
}

fn check_items(check: &mut Check, group: &str, operation: &Operation, paging: &Paging) {
    let spec = check.spec;
    let model = |name: &str| spec.model(group, name);
    let response = match &operation.response.ty {
        Some(ty @ Type::List(_)) if paging.items.is_empty() => ty,
        Some(ty @ Type::Named(name)) if model(name).is_some() => ty,
        _ => return check.error(&paging.place, "paging needs a response that is a model or a list"),
    };
    let items = match field_at(response, &paging.items, model) {
        Some(field) => &field.ty,
        None if paging.items.is_empty() => response,
        None => &Type::Json,
    };
    let Type::List(item) = items else {
        let message = format!("paging names `{}`, which is not a list of the response", paging.items);
        return check.error(&paging.place, message);
    };
    let pages = match &paging.next {
        NextPage::Page { pages, .. } => pages.as_ref(),
        _ => None,
    };
    for name in paging.total.iter().chain(pages) {
        if !field_at(response, name, model).is_some_and(|field| field.ty.is_integer()) {
            let message = format!("paging names `{name}`, which is not an integer field of the response");
            check.error(&paging.place, message);
        }
    }
    let is_one_value = |field: &Field| !matches!(field.ty, Type::List(_) | Type::Map(_) | Type::File);
    match &paging.next {
        NextPage::Token { from, .. } | NextPage::Url { from }
            if !field_at(response, from, model).is_some_and(is_one_value) =>
        {
            let message = format!("paging names `{from}`, which is not a single value of the response");
            check.error(&paging.place, message);
        }
        NextPage::Marker { key, .. } if !field_at(item, key, model).is_some_and(is_one_value) => {
            let message = format!("paging names `{key}`, which is not a single value of an item");
            check.error(&paging.place, message);
        }
        _ => {}
    }
}
