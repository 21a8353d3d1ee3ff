//! A valid request.

use hss_spec::model::{Field, Location, Operation, Spec};
use serde_json::{Map, Value};

use crate::value::Picker;

/// Extent of a sample request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Required parameters and fields only.
    Required,
    /// All that a caller can give, in the body at every depth.
    Everything,
}

/// The values of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The parameters that a caller gives, by name; those with the same name by location and name, `query.id`.
    pub parameters: Map<String, Value>,
    /// The body, if one is sent.
    pub body: Option<Value>,
}

/// A valid request of an operation; equal specs give equal ones.
///
/// No two values of a request are the same where the spec leaves a choice, so that one which is sent in another's
/// place is noticed.
pub fn sample(spec: &Spec, group: &str, operation: &Operation, extent: Extent) -> Sample {
    let is_given = |field: &Field| field.required.effective() || extent == Extent::Everything;
    let mut picker = Picker::new(spec, group, extent);
    let mut parameters = Map::new();
    for parameter in &operation.parameters {
        let field = &parameter.field;
        if is_given(field) && !spec.service.client_parameters.contains(&field.name) {
            let is_twice =
                operation.parameters.iter().filter(|other| other.field.name == field.name).count() > 1;
            let name = match is_twice {
                true => format!("{}.{}", parameter.location.name(), field.name),
                false => field.name.clone(),
            };
            parameters.insert(name, picker.parameter(field, parameter.location));
        }
    }
    let body = operation.body.as_ref().filter(|body| body.required || extent == Extent::Everything);
    let body = body.map(|body| picker.field(&body.as_field("body")));
    Sample { parameters, body }
}

/// A valid value of a header of a part of a form, as text.
pub fn header(spec: &Spec, group: &str, header: &Field) -> String {
    match Picker::new(spec, group, Extent::Required).parameter(header, Location::Header) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
