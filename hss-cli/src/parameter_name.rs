//! Names of parameters, of which an operation may have several with the same one.

use std::borrow::Cow;

use hss_runtime::schema::{Location, Operation, Parameter};

/// The name of a parameter, behind its location where another one of the operation has the same: `query.id`.
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
