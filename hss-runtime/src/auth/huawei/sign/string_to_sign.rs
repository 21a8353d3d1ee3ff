//! String to sign, and `Authorization` header.

use super::algorithm::Algorithm;
use super::digest;
use super::key::Keys;

/// Algorithm, date, scope (for `V11`) and hash of the canonical request, one per line.
pub(super) fn build(algorithm: &Algorithm, date: &str, canonical_request: &str) -> String {
    let name = algorithm.name();
    let hash = digest::hash(algorithm, canonical_request.as_bytes());
    match scope(algorithm, date) {
        Some(scope) => format!("{name}\n{date}\n{scope}\n{hash}"),
        None => format!("{name}\n{date}\n{hash}"),
    }
}

/// Value of the `Authorization` header.
pub(super) fn authorization(
    algorithm: &Algorithm,
    keys: &Keys,
    date: &str,
    signed_headers: &str,
    string_to_sign: &str,
) -> String {
    let name = algorithm.name();
    let access_key = keys.access_key();
    let (key_id, signature) = match scope(algorithm, date) {
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
    format!("{name} {key_id}, SignedHeaders={signed_headers}, Signature={signature}")
}

/// Day, region and service that a derived key is valid for.
fn scope(algorithm: &Algorithm, date: &str) -> Option<String> {
    match algorithm {
        Algorithm::V11 { region, service } => {
            let day = date.split('T').next().unwrap_or(date);
            Some(format!("{day}/{region}/{service}"))
        }
        _ => None,
    }
}
