//! Encoding of bodies.
//!
//! A call refers to the function that encodes its body, so that a program is linked only with the encodings that it
//! uses.

use bytes::Bytes;
use http::header::HeaderValue;

use crate::error::Error;
use crate::pipeline::encoded::{CallContent, unsendable};
use crate::schema::{Body, Operation};
use crate::transport::Payload;
use crate::value::slot::{Slot, View};
use crate::wire::encode::{self, Unsendable};
use crate::wire::multipart::segments;

pub(super) const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const BYTES: &str = "application/octet-stream";

/// Encodes JSON, or a file.
pub(crate) fn json_or_file(content: &CallContent<'_>) -> Result<(Option<HeaderValue>, Payload), Error> {
    let Some(body) = content.body else { return Ok((None, empty())) };
    let (content_type, body) = match &content.form.body {
        Body::File => file(content, body)?,
        Body::Json(_) => (media_type(content, JSON)?, whole(encode::to_vec(body).map_err(refusal(content))?)),
        Body::None => return Ok((None, empty())),
        Body::Multipart(_) | Body::Urlencoded(_) => {
            let id = content.operation.id;
            return Err(Error::config(format!("{id}: the body is a form, which `Call::with_form` sets")));
        }
    };
    Ok((Some(content_type), body))
}

/// Encodes a body of any kind.
pub(crate) fn any(content: &CallContent<'_>) -> Result<(Option<HeaderValue>, Payload), Error> {
    let Some(body) = content.body else { return Ok((None, empty())) };
    let parts = content.form.parts;
    let (content_type, body) = match &content.form.body {
        Body::Multipart(_) => {
            let (content_type, segments) =
                segments(body, parts, content.part_headers).map_err(refusal(content))?;
            let content_type = HeaderValue::from_str(&content_type)
                .map_err(|_| Error::config("the content type of the form is not a valid header value"))?;
            (content_type, Payload::of(segments))
        }
        Body::Urlencoded(_) => {
            let encoded = encode::urlencoded(body, parts).map_err(refusal(content))?;
            (media_type(content, FORM)?, whole(encoded))
        }
        Body::None | Body::Json(_) | Body::File => return json_or_file(content),
    };
    Ok((Some(content_type), body))
}

/// Encodes a JSON body with the fields that override its own.
pub(crate) fn with_fields(content: &CallContent<'_>) -> Result<(Option<HeaderValue>, Payload), Error> {
    let body = encode::with_fields(content.body, content.fields).map_err(refusal(content))?;
    Ok((Some(media_type(content, JSON)?), whole(body)))
}

fn file(content: &CallContent<'_>, body: &dyn Slot) -> Result<(HeaderValue, Payload), Error> {
    let View::File(file) = body.view() else { return Ok((media_type(content, BYTES)?, empty())) };
    // A type that the caller has set takes precedence over the first documented one.
    let documented = content.form.media_type;
    let is_set = file.content_type() != BYTES || documented.contains('*');
    let content_type = if is_set || documented.is_empty() { file.content_type() } else { documented };
    refuse_unbounded(content.operation, content_type)?;
    let payload = match file.streamed() {
        Some(streamed) => Payload::of_stream(streamed),
        None => Payload::Whole(file.bytes().clone()),
    };
    Ok((header_value(content.operation, content_type)?, payload))
}

/// Refuses raw bytes of a multipart type without a boundary, since no server could split them into parts.
fn refuse_unbounded(operation: &Operation, media_type: &str) -> Result<(), Error> {
    let lower = media_type.to_ascii_lowercase();
    if !lower.starts_with("multipart/") || lower.contains("boundary=") {
        return Ok(());
    }
    let media_type = media_type.escape_debug();
    Err(Error::config(format!(
        "{}: the media type `{media_type}` needs the text between the parts: `{media_type}; boundary=…`",
        operation.id
    )))
}

fn refusal(content: &CallContent<'_>) -> impl Fn(Unsendable) -> Error + use<> {
    let operation = content.operation;
    move |problem| unsendable(operation, &problem)
}

fn whole(body: impl Into<Bytes>) -> Payload {
    Payload::Whole(body.into())
}

fn empty() -> Payload {
    Payload::Whole(Bytes::new())
}

/// The documented media type of the body, else the default.
fn media_type(content: &CallContent<'_>, default: &'static str) -> Result<HeaderValue, Error> {
    let documented = content.form.media_type;
    header_value(content.operation, if documented.is_empty() { default } else { documented })
}

fn header_value(operation: &Operation, media_type: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(media_type).map_err(|_| {
        let media_type = media_type.escape_debug();
        Error::config(format!("{}: the media type `{media_type}` is not a valid header value", operation.id))
    })
}
