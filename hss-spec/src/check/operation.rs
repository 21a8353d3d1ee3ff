//! An operation's path, parameters, body, response and paging.

use std::collections::BTreeMap;

use super::{Check, field, naming, paging};
use crate::model::{Content, Location, Operation, Type, is_header_value, path_defect};

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
                "{what} has the style `{}`, which is not for parameters in `{}`",
                parameter.style.name(),
                parameter.location.name()
            );
            check.error(&parameter.field.place, message);
        }
        let is_simple = match &parameter.field.ty {
            Type::List(item) => !matches!(**item, Type::List(_) | Type::Map(_)),
            Type::Map(_) | Type::Json | Type::File => false,
            _ => true,
        };
        let is_model = parameter.field.ty.name().is_some_and(|name| check.spec.model(group, name).is_some());
        if !is_simple || is_model {
            let message = format!(
                "{what} is of type `{}`; text, a number, a boolean, an enumeration or a list of \
                 these is expected",
                parameter.field.ty
            );
            check.error(&parameter.field.place, message);
        }
    }
    check_security(check, operation);
    check_body(check, group, operation);
    if let Some(ty) = &operation.response.ty {
        field::check_type(check, group, ty, &operation.response.place, "the response");
    }
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
        let message = format!("the call needs `{name}`, which is no security scheme of the service");
        check.note(&operation.place, message);
    }
}

fn check_body(check: &mut Check, group: &str, operation: &Operation) {
    let Some(body) = &operation.body else { return };
    field::check_type(check, group, &body.ty, &body.place, "the body");
    let is_model = matches!(&body.ty, Type::Named(name) if check.spec.model(group, name).is_some());
    let misfit = match body.content {
        Content::Multipart if !is_model => Some("a model is expected"),
        Content::Urlencoded if !is_model && !matches!(body.ty, Type::Map(_) | Type::Json) => {
            Some("a model, a map or any JSON is expected")
        }
        Content::Bytes if body.ty != Type::File => Some("`file` is expected"),
        Content::Json if body.ty == Type::File => Some("a file is no JSON"),
        _ => None,
    };
    if let Some(expected) = misfit {
        let message = format!("a {} body is of type `{}`; {expected}", body.content.name(), body.ty);
        check.error(&body.place, message);
    }
    if let Some(media_type) = body.media_type.as_ref().filter(|media_type| !is_header_value(media_type)) {
        let message = format!("media type `{}` can't be sent in a header", media_type.escape_debug());
        check.error(&body.place, message);
    }
}
