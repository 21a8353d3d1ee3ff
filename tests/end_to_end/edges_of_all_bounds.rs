//! Every bound of every operation, by the spec: the bound itself is accepted, the value just outside of it is refused,
//! and the violation names the place. Parameters, and the body's fields at every depth.
//!
//! Values come from the spec, not from the client's tables that are tested here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hss_client::dynamic::{Call, DynamicModel, DynamicValue};
use hss_client::runtime::schema::{Body, Field, Kind, Location, Operation};
use hss_client::runtime::validate::Place;
use hss_client::runtime::{Value, decode};
use hss_client::{Client, Error, FileContent};
use hss_samples::{Edge, Extent, Sample, edges, sample};
use hss_spec::model::Spec;
use serde_json::Value as Json;

use crate::builder;
use crate::spec_fields::{At, fields};

/// One for all: setting up TLS takes longer than the checks. Nothing is sent.
static CLIENT: LazyLock<Client> = LazyLock::new(|| builder("http://127.0.0.1:1").build().unwrap());

/// The violations that the client reports for a request.
fn refused(operation: &'static Operation, request: &Sample) -> Vec<(Place, String)> {
    let mut call = Call::new(&CLIENT, operation);
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if let Some(value) = request.parameters.get(parameter.field.name) {
            call.set(index, parameter_value(value));
        }
    }
    if let Some(body) = &request.body {
        call.set_body(Box::new(match operation.body {
            Body::Json(kind) => read(kind, body),
            Body::Multipart(table) => form(table.fields, DynamicModel::new(table), body),
            other => panic!("{} has no body that can be given: {other:?}", operation.id),
        }));
    }
    match call.validate() {
        Ok(()) => Vec::new(),
        Err(Error::Validation(violations)) => {
            violations.iter().map(|violation| (violation.place, violation.parameter.clone())).collect()
        }
        Err(error) => panic!("{}: {error}", operation.id),
    }
}

fn parameter_value(value: &Json) -> Value {
    match value {
        Json::String(text) => Value::from(text.as_str()),
        Json::Bool(truth) => Value::from(*truth),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::from(number.as_f64().unwrap()), Value::from)
        }
        Json::Array(items) => Value::List(items.iter().map(parameter_value).collect()),
        other => panic!("{other} is not a parameter"),
    }
}

fn read(kind: Kind, value: &Json) -> DynamicValue {
    let mut held = DynamicValue::new(kind);
    decode::from_slice(value.to_string().as_bytes(), &mut held).unwrap();
    held
}

fn form(fields: &[Field], mut form: DynamicModel, body: &Json) -> DynamicValue {
    for (index, field) in fields.iter().enumerate() {
        let Some(value) = body.get(field.name) else { continue };
        *form.field_mut(index).unwrap() = match (field.kind, value) {
            (Kind::File, Json::String(content)) => {
                DynamicValue::file(FileContent::new("file", content.clone()))
            }
            (kind, value) => read(kind, value),
        };
    }
    form.into()
}

/// Numbers of values tried, by their depth in the body: 0 for parameters.
#[derive(Debug, Default)]
struct Tried {
    allowed: BTreeMap<usize, usize>,
    forbidden: BTreeMap<usize, usize>,
    wrong: Vec<String>,
}

impl Tried {
    /// Compares the violations of a request with the expected ones.
    fn request(
        &mut self,
        operation: &'static Operation,
        request: &Sample,
        forbidden: Option<(Place, String)>,
        depth: usize,
    ) {
        let tried = if forbidden.is_some() { &mut self.forbidden } else { &mut self.allowed };
        *tried.entry(depth).or_default() += 1;
        let (refused, expected) = (refused(operation, request), Vec::from_iter(forbidden));
        if refused != expected {
            self.wrong.push(format!("{}: {refused:?} is refused, expected {expected:?}", operation.id));
        }
    }

    fn parameters(&mut self, spec: &Spec, group: &str, operation: &'static Operation, whole: &Sample) {
        let (_, of_spec) = spec.operation(operation.id).unwrap();
        for parameter in &of_spec.parameters {
            let field = &parameter.field;
            let Some(inside) = whole.parameters.get(&field.name) else { continue };
            let row = operation.parameters.iter().find(|row| row.field.name == field.name).unwrap();
            let place = Place::from(row.location);
            let mut request = whole.clone();
            for Edge { value, at, is_allowed } in edges(spec, group, field, inside) {
                // An empty list is not sent, and an empty string can't be part of a path, regardless of their bounds.
                let is_empty = value == "" || value == Json::Array(Vec::new());
                if is_empty && (row.location == Location::Path || value.is_array()) {
                    continue;
                }
                request.parameters.insert(field.name.clone(), value);
                let forbidden = (!is_allowed).then(|| (place, format!("{}{at}", field.name)));
                self.request(operation, &request, forbidden, 0);
            }
            if field.required.effective() {
                request.parameters.remove(&field.name);
                self.request(operation, &request, Some((place, field.name.clone())), 0);
            }
        }
    }

    fn body(&mut self, spec: &Spec, group: &str, operation: &'static Operation, whole: &Sample) {
        let (_, of_spec) = spec.operation(operation.id).unwrap();
        let (Some(body), Some(given)) = (&of_spec.body, &whole.body) else { return };
        for At { path, pointer, field, depth } in fields(spec, group, &body.ty, given) {
            let inside = given.pointer(&pointer).unwrap();
            let mut request = whole.clone();
            for Edge { value, at, is_allowed } in edges(spec, group, field, inside) {
                *request.body.as_mut().unwrap().pointer_mut(&pointer).unwrap() = value;
                let forbidden = (!is_allowed).then(|| (Place::Body, format!("{path}{at}")));
                self.request(operation, &request, forbidden, depth);
            }
            if field.required.effective() {
                let (model, name) = pointer.rsplit_once('/').unwrap();
                let model = request.body.as_mut().unwrap().pointer_mut(model).unwrap();
                model.as_object_mut().unwrap().remove(name);
                self.request(operation, &request, Some((Place::Body, path)), depth);
            }
        }
    }
}

#[test]
fn each_bound_is_accepted_and_what_lies_just_outside_is_refused_at_its_place() {
    let spec = Spec::bundled().unwrap();
    let mut tried = Tried::default();
    for operation in hss_client::operations() {
        let (group, of_spec) = spec.operation(operation.id).unwrap();
        let whole = sample(&spec, group, of_spec, Extent::Everything);
        tried.request(operation, &whole, None, 0);
        tried.parameters(&spec, group, operation, &whole);
        tried.body(&spec, group, operation, &whole);
    }
    let shown: Vec<&str> = tried.wrong.iter().take(20).map(String::as_str).collect();
    assert!(shown.is_empty(), "{} are wrong, the first of them:\n{}", tried.wrong.len(), shown.join("\n"));
    // The numbers of values in the spec, so that none is skipped unnoticed.
    for (depth, least) in [(0, 3000), (1, 600), (2, 300), (3, 40), (4, 4)] {
        let (allowed, forbidden) = (tried.allowed.get(&depth), tried.forbidden.get(&depth));
        assert!(allowed.min(forbidden) > Some(&least), "depth {depth}: {allowed:?} {forbidden:?}");
    }
}
