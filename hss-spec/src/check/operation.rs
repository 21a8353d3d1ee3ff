//! An operation's path, parameters, body, response and paging.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Check;
use super::{field, naming, paging};
use crate::model::{
    Body, Content, Location, Operation, SourceForm, StatusRange, Type, is_header_value, path_defect,
};

pub(super) fn check(check: &mut Check, group: &str, operation: &Operation) {
    check_path(check, operation);
    check_placeholders(check, operation);
    check_wire_names(check, operation);
    naming::check_parameters(check, operation);
    for parameter in &operation.parameters {
        let what = format!("{} parameter `{}`", parameter.location.name(), parameter.field.name);
        field::check(check, group, &parameter.field, &what);
        if !parameter.style.is_for(parameter.location) {
            let message = format!(
                "{what} has the style `{}`, which parameters in `{}` cannot have",
                parameter.style.name(),
                parameter.location.name()
            );
            check.error(&parameter.field.place, message);
        }
        let is_simple = match &parameter.field.ty {
            Type::List(item) => !matches!(**item, Type::Nullable(_) | Type::File),
            Type::Json | Type::File => false,
            _ => true,
        };
        // An OpenAPI document says how a list is sent; a doc page says nothing about objects in it.
        let is_nested =
            matches!(&parameter.field.ty, Type::List(item) if matches!(**item, Type::List(_) | Type::Map(_)));
        let is_list = matches!(parameter.field.ty, Type::List(_));
        let is_model = |name: &str| check.spec.model(group, name).is_some();
        let is_list_of_models = is_list && parameter.field.ty.name().is_some_and(is_model);
        let is_unsaid = (is_nested || is_list_of_models) && operation.source != Some(SourceForm::OpenApi);
        if (!is_simple || is_unsaid) && !parameter.is_json() {
            let message = format!(
                "{what} is of type `{}`; text, a number, a boolean, an enumeration, an object or a list of \
                 single values is expected",
                parameter.field.ty
            );
            check.error(&parameter.field.place, message);
        }
    }
    check_security(check, operation);
    check_body(check, group, operation);
    check_responses(check, group, operation);
    if let Some(paging) = &operation.paging {
        paging::check(check, group, operation, paging);
    }
}

fn check_path(check: &mut Check, operation: &Operation) {
    if let Some(defect) = path_defect(&operation.path) {
        check.error(&operation.place, format!("path `{}` {defect}", operation.path));
    }
}

fn check_placeholders(check: &mut Check, operation: &Operation) {
    for placeholder in operation.placeholders() {
        match operation.parameter(Location::Path, placeholder) {
            None => check.error(
                &operation.place,
                format!(
                    "path `{}` has the placeholder `{{{placeholder}}}` but no path parameter of that name",
                    operation.path
                ),
            ),
            Some(parameter) if !parameter.field.required.effective() => check.error(
                &parameter.field.place,
                format!("path parameter `{placeholder}` is not required; a path can't be built without it"),
            ),
            Some(_) => {}
        }
    }
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location == Location::Path) {
        let name = &parameter.field.name;
        if !operation.placeholders().any(|placeholder| placeholder == name) {
            let message =
                format!("path parameter `{name}` has no placeholder `{{{name}}}` in `{}`", operation.path);
            check.error(&parameter.field.place, message);
        }
    }
}

fn check_wire_names(check: &mut Check, operation: &Operation) {
    let mut seen = BTreeMap::new();
    for parameter in &operation.parameters {
        // Header names are the same in any case.
        let name = match parameter.location {
            Location::Header => parameter.field.name.to_ascii_lowercase(),
            _ => parameter.field.name.clone(),
        };
        if let Some(first) = seen.insert((parameter.location, name), &parameter.field.place) {
            let message = format!(
                "{} parameter `{}` is described twice; the first is at {first}",
                parameter.location.name(),
                parameter.field.name
            );
            check.error(&parameter.field.place, message);
        }
    }
}

fn check_security(check: &mut Check, operation: &Operation) {
    let needed = operation.security.iter().flatten().flat_map(|one| one.schemes.keys());
    for name in needed.filter(|name| !check.spec.service.security_schemes.contains_key(*name)) {
        let message = format!("the call needs `{name}`, which is not a security scheme of the service");
        check.note(&operation.place, message);
    }
}

fn check_responses(check: &mut Check, group: &str, operation: &Operation) {
    let response = &operation.response;
    for ty in response.ty.iter().chain(response.alternatives.iter().map(|one| &one.ty)) {
        field::check_type(check, group, ty, &response.place, "the response");
    }
    for alternative in response.alternatives.iter().filter(|one| !is_header_value(&one.media_type)) {
        let message =
            format!("media type `{}` can't be requested in a header", alternative.media_type.escape_debug());
        check.error(&response.place, message);
    }
    let mut seen = BTreeSet::from([StatusRange::Code(response.status)]);
    for other in &operation.other_responses {
        let what = format!("the response for {}", other.status);
        if let Some(ty) = &other.ty {
            field::check_type(check, group, ty, &other.place, &what);
        }
        if !seen.insert(other.status) {
            check.error(&other.place, format!("{what} is described twice"));
        }
    }
    naming::check_headers(check, operation);
}

fn check_body(check: &mut Check, group: &str, operation: &Operation) {
    let Some(body) = &operation.body else { return };
    check_content(check, group, body, (body.content, &body.ty, body.media_type.as_deref()));
    if !body.constraints.is_empty() {
        field::check(check, group, &body.as_field(""), "the body");
    }
    for one in &body.alternatives {
        check_content(check, group, body, (one.content, &one.ty, one.media_type.as_deref()));
        if !one.constraints.is_empty() {
            let mut field = one.as_field("");
            field.place.clone_from(&body.place);
            field::check(check, group, &field, "the body");
        }
    }
    let is_of_json = |(content, nullable): (Content, bool)| !nullable || content == Content::Json;
    let others = body.alternatives.iter().map(|one| (one.content, one.nullable));
    if !others.chain([(body.content, body.nullable)]).all(is_of_json) {
        check.error(&body.place, "the body is `nullable` in a media type other than JSON, which has no null");
    }
}

/// Checks a body in one media type.
fn check_content(
    check: &mut Check,
    group: &str,
    body: &Body,
    (content, ty, media_type): (Content, &Type, Option<&str>),
) {
    field::check_type(check, group, ty, &body.place, "the body");
    let is_model = matches!(ty, Type::Named(name) if check.spec.model(group, name).is_some());
    let misfit = match content {
        Content::Multipart if !is_model => Some("a model is expected"),
        Content::Urlencoded if !is_model && !matches!(ty, Type::Map(_) | Type::Json) => {
            Some("a model, a map or any JSON is expected")
        }
        Content::Bytes if *ty != Type::File => Some("`file` is expected"),
        Content::Json if *ty == Type::File => Some("a file can't be sent as JSON"),
        _ => None,
    };
    if let Some(expected) = misfit {
        let message = format!("a {} body is of type `{ty}`; {expected}", content.name());
        check.error(&body.place, message);
    }
    if let Some(media_type) = media_type.filter(|media_type| !is_header_value(media_type)) {
        let message = format!("media type `{}` can't be sent in a header", media_type.escape_debug());
        check.error(&body.place, message);
    }
}
