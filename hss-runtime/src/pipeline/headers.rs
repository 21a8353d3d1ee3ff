//! Reserved headers.

use http::HeaderMap;

use crate::auth::AuthScheme;

/// Headers that the client sets itself, and those of the connection. Another value would break the signature, redirect the
/// call, or be signed and not sent ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1)).
const RESERVED: [&str; 12] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// True for a header that the client or its authentication scheme sets.
pub(crate) fn is_reserved(name: &str, scheme: &dyn AuthScheme) -> bool {
    RESERVED.contains(&name) || scheme.reserved_headers().contains(&name)
}

/// Removes the reserved headers.
pub(super) fn remove_reserved(headers: &mut HeaderMap, scheme: &dyn AuthScheme) {
    for name in RESERVED.iter().chain(scheme.reserved_headers()) {
        headers.remove(*name);
    }
}
