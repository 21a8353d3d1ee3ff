//! Canonical request: the normal form that client and gateway both compute.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;

use super::parts::Parts;
use crate::wire::percent::{push_escaped, query_string};

pub(super) struct CanonicalRequest {
    pub(super) text: String,
    /// Names of the signed headers, sorted and joined by `;`.
    pub(super) signed_headers: String,
}

pub(super) fn build(parts: &Parts<'_>, headers: &HeaderMap, payload_hash: &str) -> CanonicalRequest {
    let names = signed_names(headers);
    let signed_headers = names.join(";");
    let mut text = parts.method.to_ascii_uppercase();
    for line in [&canonical_path(parts.path), &canonical_query(parts.query)] {
        text.push('\n');
        text.push_str(line);
    }
    text.push('\n');
    for name in &names {
        push_header(&mut text, headers, name);
    }
    for line in ["", &signed_headers, payload_hash] {
        text.push_str(line);
        text.push('\n');
    }
    // No line break after the hash.
    text.pop();
    CanonicalRequest { text, signed_headers }
}

/// Names of the signed headers, sorted. A header with an underscore in its name is not signed: gateways drop it, which
/// would break the signature.
fn signed_names(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<&str> = headers
        .keys()
        .filter(|name| **name != AUTHORIZATION && !name.as_str().contains('_'))
        .map(HeaderName::as_str)
        .collect();
    names.sort_unstable();
    names
}

fn push_header(text: &mut String, headers: &HeaderMap, name: &str) {
    let mut values: Vec<&[u8]> = headers.get_all(name).iter().map(HeaderValue::as_bytes).collect();
    values.sort_unstable();
    for value in values {
        text.push_str(name);
        text.push(':');
        text.push_str(&String::from_utf8_lossy(value));
        text.push('\n');
    }
}

/// Path with each segment decoded and encoded again, and a trailing slash. The whole path is decoded before it is split,
/// as in the vendor's signer: an encoded slash is signed as a plain one.
fn canonical_path(path: &str) -> String {
    let unescaped: Cow<'_, [u8]> = percent_decode_str(path).into();
    let mut canonical = String::with_capacity(unescaped.len() + 1);
    for (index, segment) in unescaped.split(|byte| *byte == b'/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        push_escaped(&mut canonical, segment);
    }
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// Query string in canonical form: keys and values percent-encoded (a space is `%20`), sorted by key, then value.
///
/// The client sends exactly this string, so that the signed and the sent query cannot differ.
pub fn canonical_query(pairs: &[(String, String)]) -> String {
    // The order is that of the unescaped bytes.
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    query_string(&sorted)
}
