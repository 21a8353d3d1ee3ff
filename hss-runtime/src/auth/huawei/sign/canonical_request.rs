//! Canonical request: the normal form that client and gateway both compute.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, HeaderMap};
use percent_encoding::percent_decode_str;

use super::parts::Parts;
use crate::wire::percent::{push_escaped, query_string};

pub(super) struct CanonicalRequest {
    pub(super) text: String,
    /// Names of the signed headers, sorted and joined by `;`.
    pub(super) signed_headers: String,
}

pub(super) fn build(parts: &Parts<'_>, headers: &HeaderMap, payload_hash: &str) -> CanonicalRequest {
    let headers = signed_headers(headers);
    let mut names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    names.dedup();
    let signed_headers = names.join(";");
    let mut text = String::with_capacity(512);
    text.push_str(&parts.method.to_ascii_uppercase());
    for line in [&canonical_path(parts.path), &canonical_query(parts.query)] {
        text.push('\n');
        text.push_str(line);
    }
    text.push('\n');
    for (name, value) in headers {
        text.push_str(name);
        text.push(':');
        text.push_str(&String::from_utf8_lossy(value));
        text.push('\n');
    }
    for line in ["", &signed_headers, payload_hash] {
        text.push_str(line);
        text.push('\n');
    }
    // No line break after the hash.
    text.pop();
    CanonicalRequest { text, signed_headers }
}

/// Names and values of the signed headers, sorted. A header with an underscore in its name is not signed: gateways drop it,
/// which would break the signature.
fn signed_headers(headers: &HeaderMap) -> Vec<(&str, &[u8])> {
    let mut signed: Vec<(&str, &[u8])> = headers
        .iter()
        .filter(|(name, _)| **name != AUTHORIZATION && !name.as_str().contains('_'))
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .collect();
    signed.sort_unstable();
    signed
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
