//! Headers of requests and responses. Each function is compiled once: a copy for each use would add 10 kB to a program.

use http::{HeaderMap, HeaderName, HeaderValue};

/// Sets a header.
#[inline(never)]
pub(crate) fn set_header(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.insert(name, value);
}

/// The value of a header; `None` if the text contains a character that headers do not allow.
#[inline(never)]
pub(crate) fn header_value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_bytes(text.as_bytes()).ok()
}

/// The text of a header without spaces around it; `None` if it is missing or not text.
#[inline(never)]
pub(crate) fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
