//! Reserved headers.

use http::{HeaderMap, HeaderName};

use crate::auth::AuthScheme;

/// Headers that the client sets itself, and those of the connection. Another value would break the signature, redirect the
/// call, or be signed and not sent ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1)).
const RESERVED: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Prefix of headers meant for a proxy, which removes them from the request.
const FOR_PROXIES: &str = "proxy-";

/// True for a header that the client or its authentication scheme sets, and for one of the connection.
pub(crate) fn is_reserved(name: &str, scheme: &dyn AuthScheme) -> bool {
    RESERVED.contains(&name) || name.starts_with(FOR_PROXIES) || scheme.reserved_headers().contains(&name)
}

/// Removes the reserved headers.
pub(super) fn remove_reserved(headers: &mut HeaderMap, scheme: &dyn AuthScheme) {
    let reserved: Vec<HeaderName> =
        headers.keys().filter(|name| is_reserved(name.as_str(), scheme)).cloned().collect();
    for name in reserved {
        headers.remove(name);
    }
}
