//! Encoding of calls.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::error::Error;
use crate::pipeline::body::JSON;
use crate::pipeline::context::Shared;
use crate::pipeline::encoded::{CallContent, EncodedCall, MissingParameter, PendingCall, unsendable};
use crate::schema::{Body, Location, Operation, Parameter, Response};
use crate::transport::Payload;
use crate::wire::encode::{self, Unsendable};
use crate::wire::headers::{header_value, set_header};

/// Encodes a call.
///
/// # Errors
///
/// [`Error::Config`] for a value that cannot be encoded, and for a path parameter without a value.
pub(crate) fn encode(shared: &Shared, content: &CallContent<'_>) -> Result<PendingCall, Error> {
    let operation = content.operation;
    let endpoint = shared
        .endpoint_of(operation)
        .map_err(|problem| Error::config(format!("{}: {problem}", operation.id)))?;
    let encode_body = match content.form.body {
        Body::Json(_) => content.encode_fields.or(content.encode_body),
        _ => content.encode_body,
    };
    let (content_type, body) = match encode_body {
        Some(encode_body) => encode_body(content)?,
        None => (None, Payload::Whole(Bytes::new())),
    };
    refuse_unsigned(shared, operation, content_type.as_ref(), &body)?;
    let headers = encode_headers(shared, content, content_type)?;
    let (path, missing) =
        match encode::path(operation, content.values, &|name| client_value(shared, operation, name)) {
            Ok(path) => (endpoint.path(&path), None),
            Err(Unsendable::MissingParameter(name)) if can_look_up(shared, operation, name) => {
                (String::new(), Some(MissingParameter { name, values: content.values.clone() }))
            }
            Err(problem) => return Err(unsendable(operation, &problem)),
        };
    let query = encode::query(operation, content.values).into_iter();
    let query = query.map(|(name, value)| (name.into_owned(), value)).collect();
    let call = EncodedCall {
        operation,
        endpoint,
        path,
        query,
        headers,
        deadline: content.deadline.unwrap_or(if body.is_streamed() {
            shared.upload_deadline
        } else {
            shared.deadline
        }),
        body,
        sent: Arc::default(),
        documented: match content.wanted {
            Some(wanted) => Cow::Owned(wanted.to_owned()),
            None => Cow::Borrowed(operation.response_media_type),
        },
        mode: content.mode,
        timeout: content.timeout.unwrap_or(shared.timeout),
    };
    Ok(PendingCall { call, missing })
}

/// Refuses streamed JSON if requests are signed, since its hash is part of the signature.
fn refuse_unsigned(
    shared: &Shared,
    operation: &Operation,
    content_type: Option<&HeaderValue>,
    body: &Payload,
) -> Result<(), Error> {
    let is_hashed = |media_type: &HeaderValue| {
        let media_type = media_type.as_bytes().to_ascii_lowercase();
        media_type.starts_with(b"application/json") || media_type.starts_with(b"application/bson")
    };
    if shared.scheme.signs() && body.is_streamed() && content_type.is_some_and(is_hashed) {
        let message = "JSON that is read while it is sent cannot be signed; give it as bytes";
        return Err(Error::config(format!("{}: {message}", operation.id)));
    }
    Ok(())
}

/// The client's value of a path parameter; `None` for a parameter that callers set, even if it has the same name.
pub(super) fn client_value<'a>(shared: &'a Shared, operation: &Operation, name: &str) -> Option<&'a str> {
    if is_client_s(operation, name) { shared.parameter(name) } else { None }
}

fn can_look_up(shared: &Shared, operation: &Operation, name: &str) -> bool {
    is_client_s(operation, name) && shared.scheme.lookup(name).is_some()
}

fn is_client_s(operation: &Operation, name: &str) -> bool {
    let fits = |parameter: &&Parameter| parameter.location == Location::Path && parameter.field.name == name;
    operation.parameters.iter().find(fits).is_none_or(|parameter| parameter.field.is_from_client())
}

fn encode_headers(
    shared: &Shared,
    content: &CallContent<'_>,
    content_type: Option<HeaderValue>,
) -> Result<HeaderMap, Error> {
    let operation = content.operation;
    let mut headers = HeaderMap::new();
    // Gateways expect the behaviour of the vendor's SDKs, which send `application/json` even without a body.
    if let Some(content_type) = content_type.or_else(|| shared.scheme.signs().then(json_type)) {
        set_header(&mut headers, CONTENT_TYPE, content_type);
    }
    if let Some(accepted) = accepted(operation).filter(|_| !shared.scheme.signs()) {
        set_header(&mut headers, ACCEPT, accepted);
    }
    let from_client = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Header && parameter.field.is_from_client())
        .filter_map(|parameter| {
            let name = parameter.field.name;
            Some((name, shared.parameter(name)?.to_owned()))
        });
    // Values of the call replace those of the client.
    let cookies = encode::cookies(operation, content.values).map(|cookies| (COOKIE.as_str(), cookies));
    for (name, value) in from_client.chain(encode::headers(operation, content.values)).chain(cookies) {
        let (Ok(parsed), Some(value)) = (HeaderName::from_bytes(name.as_bytes()), header_value(&value))
        else {
            return Err(Error::config(format!(
                "{}: the value of the header `{name}` contains a line break or another control character",
                operation.id
            )));
        };
        set_header(&mut headers, parsed, value);
    }
    // `extend` would send both values: the caller's replaces that of the document, such as one of several media types.
    for (name, value) in content.headers {
        set_header(&mut headers, name.clone(), value.clone());
    }
    Ok(headers)
}

/// The media type to request, if the operation documents one: of several, many services choose another by default.
fn accepted(operation: &Operation) -> Option<HeaderValue> {
    if !operation.accept.is_empty() {
        return header_value(operation.accept);
    }
    match (operation.response_media_type, operation.response) {
        ("", Response::Json(_)) => Some(json_type()),
        ("", _) => None,
        // Any media type is allowed; JSON is preferred, since it is decoded.
        ("*/*", _) => Some(HeaderValue::from_static("application/json, */*;q=0.5")),
        (documented, _) => header_value(documented),
    }
}

fn json_type() -> HeaderValue {
    HeaderValue::from_static(JSON)
}
