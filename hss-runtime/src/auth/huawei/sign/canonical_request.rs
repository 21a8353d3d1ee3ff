//! The canonical request: a request in the one form that both ends compute.

use super::Parts;
use http::header::{AUTHORIZATION, HeaderMap};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use std::borrow::Cow;
use std::collections::BinaryHeap;

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
    // The hash stands last, without a line break.
    text.pop();
    CanonicalRequest { text, signed_headers }
}

// A heap sorts these few things as well as `sort` does, which is many times the code.

/// The names of the headers to sign, sorted. One with an underscore is dropped by gateways on the way; signing it
/// would break the signature.
fn signed_names(headers: &HeaderMap) -> Vec<&str> {
    let mut names = BinaryHeap::with_capacity(headers.keys_len());
    for name in headers.keys() {
        if *name != AUTHORIZATION && !name.as_str().contains('_') {
            names.push(name.as_str());
        }
    }
    names.into_sorted_vec()
}

fn push_header(text: &mut String, headers: &HeaderMap, name: &str) {
    let mut values = BinaryHeap::new();
    for value in headers.get_all(name) {
        values.push(value.as_bytes());
    }
    for value in values.into_sorted_vec() {
        text.push_str(name);
        text.push(':');
        text.push_str(&String::from_utf8_lossy(value));
        text.push('\n');
    }
}

/// Each segment unescaped and escaped anew, and a slash at the end. The whole path is unescaped before it is split, as
/// the vendor's signer does it: an escaped slash is signed as a plain one.
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

/// A query string in the form that is signed: keys and values escaped (a blank is `%20`), sorted by key, then value.
///
/// The client sends exactly this, so that what was signed and what was sent cannot differ.
pub fn canonical_query(pairs: &[(String, String)]) -> String {
    // By the bytes of what was not escaped yet, as the vendor's signers do it.
    let sorted: BinaryHeap<&(String, String)> = pairs.iter().collect();
    let mut query = String::new();
    for (key, value) in sorted.into_sorted_vec() {
        if !query.is_empty() {
            query.push('&');
        }
        push_escaped(&mut query, key.as_bytes());
        query.push('=');
        push_escaped(&mut query, value.as_bytes());
    }
    query
}

/// Everything but what RFC 3986 calls unreserved (letters, digits, `-`, `.`, `_`, `~`) is escaped.
pub(crate) fn push_escaped(text: &mut String, bytes: &[u8]) {
    text.extend(percent_encode(bytes, ESCAPED));
}
