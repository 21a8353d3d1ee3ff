//! The hash of the body, and the header that stands for it.

use super::{Algorithm, digest};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// The payload hash of the canonical request. May add the header that says that the body is not signed.
pub(super) fn hash(algorithm: &Algorithm, headers: &mut HeaderMap, body: &[u8]) -> String {
    let header = header_name(algorithm);
    if let Some(given) = headers.get(&header).and_then(|value| value.to_str().ok()) {
        return given.to_owned();
    }
    if is_hashed(headers) {
        return digest::hash(algorithm, body);
    }
    headers.insert(header, HeaderValue::from_static(UNSIGNED));
    // An empty body is hashed even here: the vendor's Python signer does it, and the vectors hold us to it. Nothing
    // that this client sends has such a content type and no body.
    if body.is_empty() { digest::hash(algorithm, body) } else { UNSIGNED.to_owned() }
}

fn header_name(algorithm: &Algorithm) -> HeaderName {
    match algorithm {
        #[cfg(feature = "sm3")]
        Algorithm::HmacSm3 => HeaderName::from_static("x-sdk-content-sm3"),
        Algorithm::HmacSha256 | Algorithm::V11 { .. } => HeaderName::from_static("x-sdk-content-sha256"),
    }
}

/// Whether the body is of a kind that is hashed into the signature.
fn is_hashed(headers: &HeaderMap) -> bool {
    match headers.get(CONTENT_TYPE) {
        None => true,
        Some(value) => {
            let value = value.as_bytes().to_ascii_lowercase();
            value.starts_with(b"application/json") || value.starts_with(b"application/bson")
        }
    }
}
