//! Encoding of calls.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use crate::error::Error;
use crate::pipeline::context::Shared;
use crate::pipeline::encoded::{CallContent, EncodedCall, MissingParameter, PendingCall};
use crate::schema::{Body, Location, Operation};
use crate::wire::encode::{self, Unsendable};
use crate::wire::multipart::multipart;

/// Encodes a call.
///
/// # Errors
///
/// [`Error::Config`] for a value that has no encoded form, and for a path parameter without a value.
pub(crate) fn encode(shared: &Shared, content: &CallContent<'_>) -> Result<PendingCall, Error> {
    let operation = content.operation;
    let (content_type, body) = encode_body(content)?;
    let headers = encode_headers(shared, content, content_type)?;
    let (path, missing) = match encode::path(operation, content.values, &|name| shared.parameter(name)) {
        Ok(path) => (shared.endpoint.path(&path), None),
        Err(Unsendable::MissingParameter(name)) if shared.scheme.lookup(name).is_some() => {
            (String::new(), Some(MissingParameter { name, values: content.values.clone() }))
        }
        Err(problem) => return Err(unsendable(operation, &problem)),
    };
    let call = EncodedCall {
        operation,
        endpoint: shared.endpoint.clone(),
        path,
        query: encode::query(operation, content.values)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        headers,
        body,
        mode: content.mode,
        timeout: content.timeout.unwrap_or(shared.timeout),
        deadline: content.deadline.unwrap_or(shared.deadline),
    };
    Ok(PendingCall { call, missing })
}

pub(super) fn unsendable(operation: &Operation, problem: &Unsendable) -> Error {
    Error::config(format!("{}: {problem}", operation.id))
}

fn encode_headers(
    shared: &Shared,
    content: &CallContent<'_>,
    content_type: HeaderValue,
) -> Result<HeaderMap, Error> {
    let operation = content.operation;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, content_type);
    let from_client = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Header && parameter.field.is_from_client())
        .filter_map(|parameter| {
            let name = parameter.field.name;
            Some((name, shared.parameter(name)?.to_owned()))
        });
    // Values of the call replace those of the client.
    for (name, value) in from_client.chain(encode::headers(operation, content.values)) {
        let (Ok(parsed), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
        else {
            return Err(Error::config(format!(
                "{}: the value of the header `{name}` contains a line break or another control character",
                operation.id
            )));
        };
        headers.insert(parsed, value);
    }
    headers.extend(content.headers.iter().map(|(name, value)| (name.clone(), value.clone())));
    Ok(headers)
}

fn encode_body(content: &CallContent<'_>) -> Result<(HeaderValue, Bytes), Error> {
    let operation = content.operation;
    // Gateways are used to the vendor's SDKs, which send `application/json` even without a body.
    let json = HeaderValue::from_static("application/json");
    match (&operation.body, content.body) {
        (Body::None, _) | (_, None) => Ok((json, Bytes::new())),
        (Body::Json(_), Some(body)) => {
            let body = encode::to_vec(body).map_err(|problem| unsendable(operation, &problem))?;
            Ok((json, body.into()))
        }
        (Body::Multipart(_), Some(body)) => {
            let form = multipart(body).map_err(|problem| unsendable(operation, &problem))?;
            let content_type = HeaderValue::from_str(&form.content_type)
                .map_err(|_| Error::config("the content type of the form is not a valid header value"))?;
            Ok((content_type, form.body.into()))
        }
    }
}
