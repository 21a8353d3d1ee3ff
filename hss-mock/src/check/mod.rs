//! Checks of a request against the spec.
//!
//! Each value is read into JSON, in the style and the media type of its parameter or field, and checked as a value of
//! its type. Unknown query parameters, headers and fields of a body are ignored, as by real services, but they are
//! recorded as well.

// In reading order; each file imports only files above its own:
//
//     violation, scope          a fault, names of types
//     json                      JSON values of a type
//     text, joined, pairs       JSON values from texts, from joined texts, from pairs
//     multipart                 the parts of a form
//     parameters, body          the two halves of a request

mod body;
mod joined;
mod json;
mod multipart;
mod pairs;
mod parameters;
mod scope;
mod text;
mod violation;

use hss_spec::model::{Operation, Spec};

use crate::request::Request;
pub(crate) use parameters::path_text;
use scope::Scope;
pub(crate) use violation::Violation;

/// Everything about a request that violates the spec: the path, the parameters in their order, the body.
///
/// `segments` are those of the path after the server's own, still percent-encoded.
pub(crate) fn check(
    spec: &Spec,
    group: &str,
    operation: &Operation,
    request: &Request,
    segments: &[&str],
) -> Vec<Violation> {
    let scope = Scope { spec, group };
    let mut violations = Vec::new();
    parameters::check(scope, operation, request, segments, &mut violations);
    if let Some(body) = &operation.body {
        body::check(scope, body, request, &mut violations);
    }
    violations
}

/// The violations of a JSON value of a type; for tests that check responses like requests.
#[cfg(test)]
pub(crate) fn check_value(
    spec: &Spec,
    group: &str,
    ty: &hss_spec::model::Type,
    value: &serde_json::Value,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    let field = hss_spec::model::Field::new("", ty.clone());
    json::check(Scope { spec, group }, "body", &field, value, &mut violations);
    violations
}
