//! Reserved headers.

use http::HeaderMap;

use crate::auth::AuthScheme;

/// Headers that the client sets itself. Another value would break the signature or redirect the call.
const RESERVED: [&str; 3] = ["authorization", "host", "content-length"];

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
