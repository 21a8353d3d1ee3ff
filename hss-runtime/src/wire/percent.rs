//! Percent-encoding of paths and queries ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// All except the unreserved characters of RFC 3986: letters, digits, `-`, `.`, `_` and `~`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends bytes, with all except the unreserved characters percent-encoded. Inlining it would add 1 kB to a program.
#[inline(never)]
pub(crate) fn push_escaped(text: &mut String, bytes: &[u8]) {
    text.extend(percent_encode(bytes, ESCAPED));
}

/// All except the unreserved characters, and the reserved ones that are allowed in the value of a query: `#`, `[` and
/// `]` are not, `&` would end the value, and `+` would be read as a space.
const RESERVED_KEPT: &AsciiSet = &ESCAPED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Appends a value whose reserved and percent-encoded characters are not escaped
/// ([RFC 6570](https://www.rfc-editor.org/rfc/rfc6570#section-3.2.3)).
fn push_reserved(text: &mut String, value: &str) {
    let mut parts = value.split('%');
    text.extend(percent_encode(parts.next().unwrap_or_default().as_bytes(), RESERVED_KEPT));
    for part in parts {
        let is_triple = part.as_bytes().iter().take(2).filter(|byte| byte.is_ascii_hexdigit()).count() == 2;
        text.push_str(if is_triple { "%" } else { "%25" });
        text.extend(percent_encode(part.as_bytes(), RESERVED_KEPT));
    }
}

/// Query string of these pairs in their order, percent-encoded (a space is `%20`).
pub(crate) fn query_string(pairs: &[(String, String)]) -> String {
    query_string_with(pairs, &|_| false)
}

/// [`query_string`] in which the values of these keys keep their reserved characters.
pub(crate) fn query_string_with(pairs: &[(String, String)], is_reserved: &dyn Fn(&str) -> bool) -> String {
    let mut query = String::new();
    for (key, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        push_escaped(&mut query, key.as_bytes());
        query.push('=');
        match is_reserved(key) {
            true => push_reserved(&mut query, value),
            false => push_escaped(&mut query, value.as_bytes()),
        }
    }
    query
}

/// True for a path with a segment `.` or `..`, in any spelling (`%2e`). A URL parser resolves it, so that
/// another path is sent than was signed ([URL standard](https://url.spec.whatwg.org/#double-dot-path-segment)).
pub(crate) fn has_dot_segment(path: &str) -> bool {
    const DOTS: [&str; 6] = [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"];
    path.split('/').any(|segment| DOTS.iter().any(|dots| segment.eq_ignore_ascii_case(dots)))
}

/// True for a path of characters that need no escape, percent-encoded ones included
/// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-3.3)). A URL parser changes others, such as `\`.
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
