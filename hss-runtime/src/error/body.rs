//! Bodies of error responses, in the formats of services and of the gateways in front of them.

use bytes::Bytes;
use http::{HeaderMap, HeaderName};

use crate::error::fields::{ErrorParts, Fields, Json};
use crate::error::secret;
use crate::value::shown;
use crate::wire::headers::header_text;

/// Maximum length, in characters, of a message taken from a body that is not JSON.
const MAX_TEXT: usize = 300;

/// Limit, in bytes, of the body of an error response: 1 MiB. It is read on the thread of the caller, and the rest is dropped.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// Number of bytes dropped at the end of a truncated body, which may contain a part of a secret: 64 KiB.
const CUT_BYTES: usize = 64 << 10;

/// Parsed body of an error response.
#[derive(Debug, Default)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) encoded_authorization_message: Option<String>,
    /// Body with quoted credentials redacted.
    pub(crate) body: Bytes,
}

impl ErrorBody {
    /// Parses the error in a successful response: an object with an error code or message at its top level.
    pub(crate) fn in_success(headers: &HeaderMap, body: &Bytes, secrets: &[&str]) -> Option<Self> {
        let Some(Json::Object(fields)) = Json::read(body) else { return None };
        fields.text(&["error_code", "errorCode", "error_msg", "errorMsg"])?;
        Some(Self::parse(headers, body.clone(), secrets))
    }

    /// Parses the headers and body of a response. Never fails: a body of an unknown format becomes the message.
    ///
    /// `secrets` are those of the request, which a server may quote.
    pub(crate) fn parse(headers: &HeaderMap, body: Bytes, secrets: &[&str]) -> Self {
        let body = redacted(body, secrets);
        let mut parsed = match Json::read(&body) {
            Some(Json::Object(fields)) => from_fields(*fields, &body),
            Some(Json::Text(text)) => ErrorBody { message: shortened(&text), ..ErrorBody::default() },
            _ => from_text(&String::from_utf8_lossy(&body)),
        };
        if let Some(id) = request_id(headers) {
            parsed.request_id = Some(id);
        }
        // A JSON escape can hide a secret from the redaction of the raw body.
        for text in [&mut parsed.code, &mut parsed.message, &mut parsed.request_id].into_iter().flatten() {
            secret::redact_text(text, secrets);
            *text = shown::message(text);
        }
        // A program passes it on whole, so it is not truncated.
        if let Some(text) = &mut parsed.encoded_authorization_message {
            secret::redact_text(text, secrets);
            *text = shown::escape(text).into_owned();
        }
        parsed.body = body;
        parsed
    }
}

/// The body, truncated and without secrets.
fn redacted(mut body: Bytes, secrets: &[&str]) -> Bytes {
    if body.len() <= MAX_BYTES {
        return secret::redact_bytes(body, secrets);
    }
    body.truncate(MAX_BYTES);
    let mut body = secret::redact_bytes(body, secrets);
    body.truncate(body.len().saturating_sub(CUT_BYTES));
    body
}

/// Request id from the gateway's `X-Request-Id` header.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let value = header_text(headers, HeaderName::from_static("x-request-id"))?;
    (!value.is_empty()).then(|| shown::message(value))
}

fn from_fields(mut fields: Fields, body: &[u8]) -> ErrorBody {
    let mut parts = fields.parts();
    parts.message = parts.message.or_else(|| fields.text(&["error_message", "error_description"]));
    // Nested one level deep, under any name: `{"error": {"code": …}}`.
    parts.fill(std::mem::take(&mut fields.nested));
    let ErrorParts { code, mut message, request_id, encoded_authorization_message } = parts;
    // `{"error": "…"}`
    if message.is_none() {
        message = fields.text(&["error", "msg", "detail", "reason"]);
    }
    if code.is_none() && message.is_none() {
        message = shortened(&String::from_utf8_lossy(body));
    }
    ErrorBody { code, message, request_id, encoded_authorization_message, body: Bytes::new() }
}

fn from_text(text: &str) -> ErrorBody {
    let message = if looks_like_html(text) { shortened(&html_text(text)) } else { shortened(text) };
    ErrorBody { message, ..ErrorBody::default() }
}

fn looks_like_html(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    let start = &text[..text.len().min(200)];
    let starts = |with: &[u8]| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    starts(b"<!doctype")
        || starts(b"<html")
        || start.windows(5).any(|part| part.eq_ignore_ascii_case(b"<head"))
}

/// Title of an HTML page or, without one, its text without tags.
fn html_text(page: &str) -> String {
    let (before, tagged) = page.split_once('<').unwrap_or((page, ""));
    let mut text = before.to_owned();
    for piece in tagged.split('<') {
        let Some((tag, behind)) = piece.split_once('>') else { continue };
        if tag.eq_ignore_ascii_case("title") && !behind.trim().is_empty() {
            return behind.to_owned();
        }
        text.push(' ');
        text.push_str(behind);
    }
    text
}

/// The text on a single line, truncated to [`MAX_TEXT`]; `None` if it is blank.
fn shortened(text: &str) -> Option<String> {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if length > 0 {
            line.push(' ');
        }
        for character in word.chars() {
            length += 1;
            if length > MAX_TEXT {
                line.push('…');
                return Some(line);
            }
            line.push(character);
        }
    }
    (!line.is_empty()).then_some(line)
}
