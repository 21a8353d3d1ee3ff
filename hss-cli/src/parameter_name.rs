//! Names of parameters; an operation may have several parameters of the same name.

use std::borrow::Cow;

use hss_runtime::schema::{Location, Operation, Parameter};

/// The name of a parameter, prefixed with its location if another parameter of the operation has the same name:
/// `query.id`.
pub(crate) fn of(operation: &Operation, parameter: &Parameter) -> Cow<'static, str> {
    let name = parameter.field.name;
    if operation.parameters.iter().filter(|other| other.field.name == name).count() < 2 {
        return name.into();
    }
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        _ => return name.into(),
    };
    format!("{location}.{name}").into()
}
