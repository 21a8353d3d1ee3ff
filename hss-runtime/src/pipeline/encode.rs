//! Encoding of calls.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::error::Error;
use crate::pipeline::context::Shared;
use crate::pipeline::encoded::{CallContent, EncodedCall, MissingParameter, PendingCall};
use crate::schema::{Body, Location, Operation, Parameter, Response};
use crate::value::slot::View;
use crate::wire::encode::{self, Unsendable};
use crate::wire::multipart::multipart;

/// Encodes a call.
///
/// # Errors
///
/// [`Error::Config`] for a value that has no encoded form, and for a path parameter without a value.
pub(crate) fn encode(shared: &Shared, content: &CallContent<'_>) -> Result<PendingCall, Error> {
    let operation = content.operation;
    let endpoint = shared
        .endpoint_of(operation)
        .map_err(|problem| Error::config(format!("{}: {problem}", operation.id)))?;
    let (content_type, body) = encode_body(content)?;
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
    let mut query: Vec<(String, String)> = query.map(|(name, value)| (name.to_owned(), value)).collect();
    if shared.scheme.signs() {
        query.sort_unstable();
    }
    let call = EncodedCall {
        operation,
        endpoint,
        path,
        query,
        headers,
        body,
        mode: content.mode,
        timeout: content.timeout.unwrap_or(shared.timeout),
        deadline: content.deadline.unwrap_or(shared.deadline),
    };
    Ok(PendingCall { call, missing })
}

/// The client's value of a path parameter; `None` for one that is the caller's, whatever its name.
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

pub(super) fn unsendable(operation: &Operation, problem: &Unsendable) -> Error {
    Error::config(format!("{}: {problem}", operation.id))
}

fn encode_headers(
    shared: &Shared,
    content: &CallContent<'_>,
    content_type: Option<HeaderValue>,
) -> Result<HeaderMap, Error> {
    let operation = content.operation;
    let mut headers = HeaderMap::new();
    // Gateways are used to the vendor's SDKs, which send `application/json` even without a body.
    if let Some(content_type) = content_type.or_else(|| shared.scheme.signs().then(json_type)) {
        headers.insert(CONTENT_TYPE, content_type);
    }
    if let Some(accepted) = accepted(operation).filter(|_| !shared.scheme.signs()) {
        headers.insert(ACCEPT, accepted);
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
    // `extend` would send both values: the caller's replaces that of the document, such as one of several media types.
    for (name, value) in content.headers {
        headers.insert(name, value.clone());
    }
    Ok(headers)
}

/// The media type to ask for, where the operation documents one: of several, many services choose another by default.
fn accepted(operation: &Operation) -> Option<HeaderValue> {
    match (operation.response_media_type, operation.response) {
        ("", Response::Json(_)) => Some(json_type()),
        ("", _) => None,
        (documented, _) => HeaderValue::from_str(documented).ok(),
    }
}

/// The body with its media type; `None` without a body.
fn encode_body(content: &CallContent<'_>) -> Result<(Option<HeaderValue>, Bytes), Error> {
    let operation = content.operation;
    let unsendable = |problem: Unsendable| unsendable(operation, &problem);
    if let (Body::Json(_), false) = (&operation.body, content.fields.is_empty()) {
        return Ok((
            Some(media_type(operation, JSON)?),
            encode::with_fields(content.body, content.fields).map_err(unsendable)?.into(),
        ));
    }
    let Some(body) = content.body else { return Ok((None, Bytes::new())) };
    let (content_type, body) = match &operation.body {
        Body::None => return Ok((None, Bytes::new())),
        Body::Json(_) => (media_type(operation, JSON)?, encode::to_vec(body).map_err(unsendable)?.into()),
        Body::Multipart(_) => {
            let form = multipart(body).map_err(unsendable)?;
            let content_type = HeaderValue::from_str(&form.content_type)
                .map_err(|_| Error::config("the content type of the form is not a valid header value"))?;
            (content_type, form.body.into())
        }
        Body::Urlencoded(_) => {
            let form = encode::urlencoded(body, operation.parts).map_err(unsendable)?;
            (media_type(operation, FORM)?, form.into())
        }
        Body::File => match body.view() {
            View::File(file) => {
                // A type that the caller has set goes before the first that is documented.
                let is_set = file.content_type() != BYTES || operation.media_type.contains('*');
                let documented = if is_set { "" } else { operation.media_type };
                let default = if documented.is_empty() { file.content_type() } else { documented };
                (header_value(operation, default)?, file.bytes().clone())
            }
            _ => (media_type(operation, BYTES)?, Bytes::new()),
        },
    };
    Ok((Some(content_type), body))
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const BYTES: &str = "application/octet-stream";

/// The documented media type of the body, else the default.
fn media_type(operation: &Operation, default: &'static str) -> Result<HeaderValue, Error> {
    header_value(operation, if operation.media_type.is_empty() { default } else { operation.media_type })
}

fn header_value(operation: &Operation, media_type: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(media_type).map_err(|_| {
        let media_type = media_type.escape_debug();
        Error::config(format!("{}: the media type `{media_type}` is not a valid header value", operation.id))
    })
}

fn json_type() -> HeaderValue {
    HeaderValue::from_static(JSON)
}
