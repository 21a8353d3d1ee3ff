//! The string to sign, and the header that carries the signature.

use super::{Algorithm, digest};
use crate::auth::huawei::credentials::Keys;

/// Algorithm, date, (for `V11`) scope, and the hash of the canonical request, a line each.
pub(super) fn build(algorithm: &Algorithm, date: &str, canonical_request: &str) -> String {
    let name = name(algorithm);
    let hash = digest::hash(algorithm, canonical_request.as_bytes());
    match scope(algorithm, date) {
        Some(scope) => format!("{name}\n{date}\n{scope}\n{hash}"),
        None => format!("{name}\n{date}\n{hash}"),
    }
}

/// The value of the `Authorization` header.
pub(super) fn authorization(
    algorithm: &Algorithm,
    keys: &Keys,
    date: &str,
    signed_headers: &str,
    string_to_sign: &str,
) -> String {
    let name = name(algorithm);
    let access_key = keys.access_key();
    let (who, signature) = match scope(algorithm, date) {
        Some(scope) => {
            let key = digest::derived_key(access_key, keys.secret_key(), &scope);
            let signature = digest::keyed(algorithm, key.as_bytes(), string_to_sign.as_bytes());
            (format!("Credential={access_key}/{scope}"), signature)
        }
        None => {
            let signature = digest::keyed(algorithm, keys.secret_key().as_bytes(), string_to_sign.as_bytes());
            (format!("Access={access_key}"), signature)
        }
    };
    format!("{name} {who}, SignedHeaders={signed_headers}, Signature={signature}")
}

fn name(algorithm: &Algorithm) -> &'static str {
    match algorithm {
        Algorithm::HmacSha256 => "SDK-HMAC-SHA256",
        #[cfg(feature = "sm3")]
        Algorithm::HmacSm3 => "SDK-HMAC-SM3",
        Algorithm::V11 { .. } => "V11-HMAC-SHA256",
    }
}

/// The day, region and service that a derived key is good for.
fn scope(algorithm: &Algorithm, date: &str) -> Option<String> {
    match algorithm {
        Algorithm::V11 { region, service } => {
            let day = date.split('T').next().unwrap_or(date);
            Some(format!("{day}/{region}/{service}"))
        }
        _ => None,
    }
}
