//! Payload hash.

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use super::algorithm::Algorithm;
use super::digest;

const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// Payload hash of the canonical request. Adds the header for an unsigned payload if the body is not hashed.
pub(super) fn hash(algorithm: &Algorithm, headers: &mut HeaderMap, body: &[u8]) -> String {
    let header = header_name(algorithm);
    if let Some(given) = headers.get(&header).and_then(|value| value.to_str().ok()) {
        return given.to_owned();
    }
    if is_hashed(headers) {
        return digest::hash(algorithm, body);
    }
    headers.insert(header, HeaderValue::from_static(UNSIGNED));
    // An empty body is hashed even here, as the vendor's Python signer does and its test vectors require. This client
    // sends no empty body with such a content type.
    if body.is_empty() { digest::hash(algorithm, body) } else { UNSIGNED.to_owned() }
}

fn header_name(algorithm: &Algorithm) -> HeaderName {
    match algorithm {
        #[cfg(feature = "sm3")]
        Algorithm::HmacSm3 => HeaderName::from_static("x-sdk-content-sm3"),
        Algorithm::HmacSha256 | Algorithm::V11 { .. } => HeaderName::from_static("x-sdk-content-sha256"),
    }
}

/// True if the hash of the body is part of the signature.
fn is_hashed(headers: &HeaderMap) -> bool {
    match headers.get(CONTENT_TYPE) {
        None => true,
        Some(value) => {
            let value = value.as_bytes().to_ascii_lowercase();
            value.starts_with(b"application/json") || value.starts_with(b"application/bson")
        }
    }
}
