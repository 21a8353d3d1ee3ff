//! The body of an error response, in all the shapes that the services and the gateways before them use.

use crate::wire::decode;

use crate::wire::encode;

use crate::retry;

use crate::search;

use crate::error::secret;
use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Map, Value};
use std::time::{Duration, SystemTime};

/// How many characters of a body that is no JSON stand in a message.
const MAX_TEXT: usize = 300;

/// What an error response says.
#[derive(Debug, Default)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) encoded_authorization_message: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// The body without the credentials that it may have quoted.
    pub(crate) body: Bytes,
}

impl ErrorBody {
    /// Reads a response's headers and body. Reads anything; what it cannot make sense of becomes the message. The
    /// secrets are those that the request was made with, which a server may quote.
    pub(crate) fn parse(headers: &HeaderMap, body: Bytes, secrets: &[&str], now: SystemTime) -> Self {
        let body = secret::redact_bytes(body, secrets);
        let mut parsed = match decode::json(&body) {
            Ok(Value::Object(object)) => from_object(&object),
            Ok(Value::String(text)) => ErrorBody { message: shortened(&text), ..ErrorBody::default() },
            _ => from_text(&String::from_utf8_lossy(&body)),
        };
        if let Some(id) = request_id(headers) {
            parsed.request_id = Some(id);
        }
        // An escape in JSON can hide a secret from the first look.
        for text in [&mut parsed.code, &mut parsed.message, &mut parsed.request_id].into_iter().flatten() {
            secret::redact_text(text, secrets);
        }
        parsed.retry_after = retry::retry_after(headers, now)
            .or_else(|| parsed.message.as_deref().and_then(retry::throttling_window));
        parsed.body = body;
        parsed
    }
}

/// The request's id, as the gateway puts it into a header.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("x-request-id")?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn from_object(object: &Map<String, Value>) -> ErrorBody {
    let mut parsed = ErrorBody {
        code: text(object, &["error_code", "errorCode", "code"]),
        message: text(object, &["error_msg", "errorMsg", "message", "error_message", "error_description"]),
        request_id: text(object, &["request_id", "requestId"]),
        encoded_authorization_message: text(object, &["encoded_authorization_message"]),
        ..ErrorBody::default()
    };
    // One level down: `{"error": {"code": …}}` and the like, under whatever name.
    for nested in object.values().filter_map(Value::as_object) {
        if parsed.code.is_some() && parsed.message.is_some() {
            break;
        }
        let inner = from_flat(nested);
        parsed.code = parsed.code.or(inner.code);
        parsed.message = parsed.message.or(inner.message);
        parsed.request_id = parsed.request_id.or(inner.request_id);
        parsed.encoded_authorization_message =
            parsed.encoded_authorization_message.or(inner.encoded_authorization_message);
    }
    // `{"error": "…"}`
    if parsed.message.is_none() {
        parsed.message = text(object, &["error", "msg", "detail", "reason"]);
    }
    if parsed.code.is_none() && parsed.message.is_none() {
        parsed.message = encode::json(&Value::Object(object.clone())).and_then(|text| shortened(&text));
    }
    parsed
}

fn from_flat(object: &Map<String, Value>) -> ErrorBody {
    ErrorBody {
        code: text(object, &["error_code", "errorCode", "code"]),
        message: text(object, &["error_msg", "errorMsg", "message"]),
        request_id: text(object, &["request_id", "requestId"]),
        encoded_authorization_message: text(object, &["encoded_authorization_message"]),
        ..ErrorBody::default()
    }
}

/// The first of these fields that holds a text that is not empty, or a number.
fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn from_text(text: &str) -> ErrorBody {
    let message = if looks_like_html(text) { shortened(&html_text(text)) } else { shortened(text) };
    ErrorBody { message, ..ErrorBody::default() }
}

fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype") || start.starts_with("<html") || search::contains(&start, "<head")
}

/// The title of a page, or what is left of it without tags.
fn html_text(page: &str) -> String {
    // ASCII lowering keeps every index.
    let lower = page.to_ascii_lowercase();
    let title = search::find(&lower, "<title>").and_then(|start| {
        let start = start + "<title>".len();
        let end = start + search::find(&lower[start..], "</title>")?;
        Some(page[start..end].to_owned()).filter(|title| !title.trim().is_empty())
    });
    title.unwrap_or_else(|| {
        let mut inside = false;
        page.chars()
            .filter_map(|character| match character {
                '<' => {
                    inside = true;
                    Some(' ')
                }
                '>' if inside => {
                    inside = false;
                    None
                }
                _ if inside => None,
                other => Some(other),
            })
            .collect()
    })
}

/// The text on one line, cut to a length that fits a log; none if nothing is left.
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
