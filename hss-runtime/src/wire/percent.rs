//! Percent-encoding of paths and queries ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// Everything but the unreserved characters of RFC 3986: letters, digits, `-`, `.`, `_` and `~`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends bytes, with all but the unreserved characters percent-encoded.
pub(crate) fn push_escaped(text: &mut String, bytes: &[u8]) {
    text.extend(percent_encode(bytes, ESCAPED));
}

/// Query string of these pairs in their order, percent-encoded (a space is `%20`).
pub(crate) fn query_string(pairs: &[(String, String)]) -> String {
    let mut query = String::new();
    for (key, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        push_escaped(&mut query, key.as_bytes());
        query.push('=');
        push_escaped(&mut query, value.as_bytes());
    }
    query
}

/// True for a path with a segment `.` or `..`, in any spelling (`%2e`). A parser of URLs takes it out of the path, so that
/// another path is sent than was signed ([URL standard](https://url.spec.whatwg.org/#double-dot-path-segment)).
pub(crate) fn has_dot_segment(path: &str) -> bool {
    path.split('/').any(|segment| {
        let plain = segment.replace("%2e", ".").replace("%2E", ".");
        plain == "." || plain == ".."
    })
}

/// True for a path of the characters that are sent as they are, percent-encoded ones included
/// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-3.3)). A parser of URLs changes others, such as `\`.
pub(crate) fn is_plain_path(path: &str) -> bool {
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let is_plain = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte),
        };
        if !is_plain {
            return false;
        }
    }
    true
}
