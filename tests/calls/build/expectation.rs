//! The expected request on the wire, by the spec: written from scratch, so that no encoder tests itself.

use hss_samples::Sample;
use hss_spec::model::{Content, Location, Operation, Spec, Type};
use serde_json::{Value, json};

/// The project that the tests' client works in.
const PROJECT: &str = "0123456789abcdef0123456789abcdef";

pub(crate) fn of(
    spec: &Spec,
    group: &str,
    operation: &Operation,
    extent: &str,
    sample: &Sample,
) -> Result<Value, String> {
    let mut query = Vec::new();
    let mut headers = Vec::new();
    for parameter in &operation.parameters {
        let name = &parameter.field.name;
        let Some(value) = sample.parameters.get(name) else { continue };
        match parameter.location {
            Location::Query if value.is_array() && !parameter.explode => {
                query.push(json!([name, texts(value)?.join(",")]));
            }
            Location::Query => query.extend(texts(value)?.into_iter().map(|text| json!([name, text]))),
            Location::Header => headers.push(json!([name.to_lowercase(), texts(value)?.join(",")])),
            // The path, see below.
            _ => {}
        }
    }
    let (content_type, body) = match (&operation.body, &sample.body) {
        (Some(body), Some(value)) if body.content == Content::Multipart => {
            ("multipart/form-data", json!({ "parts": parts(spec, group, &body.ty, value)? }))
        }
        (_, Some(value)) => ("application/json", json!({ "json": value })),
        (_, None) => ("application/json", Value::Null),
    };
    headers.push(json!(["content-type", content_type]));
    Ok(json!({
        "operation": operation.id,
        "extent": extent,
        "method": operation.method.name(),
        "path": path(operation, sample)?,
        "query": query,
        "headers": headers,
        "body": body,
        "status": operation.response.status,
    }))
}

/// The path with its values in place of their names.
fn path(operation: &Operation, sample: &Sample) -> Result<String, String> {
    let mut path = operation.path.clone();
    for name in operation.placeholders() {
        let value = match (name, sample.parameters.get(name)) {
            ("project_id", _) => PROJECT.to_owned(),
            (_, Some(value)) => texts(value)?.concat(),
            (_, None) => return Err(format!("{}: `{name}` has no value", operation.id)),
        };
        path = path.replace(&format!("{{{name}}}"), &escaped(&value));
    }
    Ok(path)
}

/// A value with all but the unreserved characters of a path (RFC 3986, 2.3) escaped.
fn escaped(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    value.bytes().map(byte).collect()
}

/// A value as text; the elements of a list each.
fn texts(value: &Value) -> Result<Vec<String>, String> {
    Ok(match value {
        Value::Array(elements) => {
            elements.iter().map(texts).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
        }
        Value::String(text) => vec![text.clone()],
        Value::Number(_) | Value::Bool(_) => vec![value.to_string()],
        Value::Null | Value::Object(_) => return Err(format!("{value} is not a parameter")),
    })
}

/// The parts of a form: name, whether it is a file, content.
fn parts(spec: &Spec, group: &str, ty: &Type, value: &Value) -> Result<Vec<Value>, String> {
    let model = ty.name().and_then(|name| spec.model(group, name)).ok_or("a form is a model")?;
    let mut parts = Vec::new();
    for field in &model.fields {
        let Some(value) = value.get(&field.name) else { continue };
        let is_file = *field.ty.innermost() == Type::File;
        let contents = texts(value)?;
        parts.extend(contents.iter().map(|content| json!([field.name, is_file, content])));
    }
    Ok(parts)
}
