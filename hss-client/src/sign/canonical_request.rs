//! The canonical request: a request in the one form that both ends compute.

use super::Parts;
use http::header::{AUTHORIZATION, HeaderMap};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode};

/// All but letters, digits, `-`, `.`, `_` and `~`: what is escaped in a path segment and in a query.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) struct CanonicalRequest {
    pub(super) text: String,
    /// The names of the headers in it, sorted, joined by `;`.
    pub(super) signed_headers: String,
}

pub(super) fn build(parts: &Parts<'_>, headers: &HeaderMap, payload_hash: &str) -> CanonicalRequest {
    let names = signed_names(headers);
    let signed_headers = names.join(";");
    let mut text = parts.method.to_uppercase();
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
    // The hash stands last, without a line break.
    text.pop();
    CanonicalRequest { text, signed_headers }
}

/// The names of the headers to sign, sorted. One with an underscore is dropped by gateways on the way; signing it
/// would break the signature.
fn signed_names(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<&str> = headers
        .keys()
        .map(|name| name.as_str())
        .filter(|name| !name.contains('_') && *name != AUTHORIZATION.as_str())
        .collect();
    names.sort_unstable();
    names
}

fn push_header(text: &mut String, headers: &HeaderMap, name: &str) {
    let mut values: Vec<&[u8]> = headers.get_all(name).iter().map(|value| value.as_bytes()).collect();
    values.sort_unstable();
    for value in values {
        text.push_str(name);
        text.push(':');
        text.push_str(&String::from_utf8_lossy(value));
        text.push('\n');
    }
}

/// Each segment unescaped and escaped anew, and a slash at the end. The whole path is unescaped before it is split, as
/// the vendor's signer does it: an escaped slash is signed as a plain one.
fn canonical_path(path: &str) -> String {
    let unescaped: Vec<u8> = percent_decode_str(path).collect();
    let mut canonical = String::with_capacity(unescaped.len() + 1);
    for (index, segment) in unescaped.split(|byte| *byte == b'/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        canonical.extend(percent_encode(segment, ESCAPED));
    }
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// A query string in the form that is signed: keys and values escaped (a blank is `%20`), sorted by key, then value.
///
/// The client sends exactly this, so that what was signed and what was sent cannot differ.
pub fn canonical_query(pairs: &[(String, String)]) -> String {
    let mut sorted: Vec<&(String, String)> = pairs.iter().collect();
    // By the bytes of what was not escaped yet, as the vendor's signers do it.
    sorted.sort_unstable();
    let mut query = String::new();
    for (key, value) in sorted {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(key, ESCAPED));
        query.push('=');
        query.extend(utf8_percent_encode(value, ESCAPED));
    }
    query
}
