//! Percent-encoding of paths and queries ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// Everything but the unreserved characters of RFC 3986: letters, digits, `-`, `.`, `_` and `~`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends bytes, with all but the unreserved characters percent-encoded.
pub(crate) fn push_escaped(text: &mut String, bytes: &[u8]) {
    text.extend(percent_encode(bytes, ESCAPED));
}

/// Query string of these pairs, percent-encoded (a space is `%20`) and sorted by key, then value.
///
/// The order is that of the unescaped bytes. It carries no meaning for a server, and signatures require it: so what is
/// signed and what is sent cannot differ.
pub(crate) fn query_string(pairs: &[(String, String)]) -> String {
    let mut sorted: Vec<&(String, String)> = pairs.iter().collect();
    sorted.sort_unstable();
    let mut query = String::new();
    for (key, value) in sorted {
        if !query.is_empty() {
            query.push('&');
        }
        push_escaped(&mut query, key.as_bytes());
        query.push('=');
        push_escaped(&mut query, value.as_bytes());
    }
    query
}
