//! Hashes and keyed hashes, in hexadecimal.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::algorithm::Algorithm;

pub(super) fn hash(algorithm: &Algorithm, data: &[u8]) -> String {
    match algorithm {
        #[cfg(feature = "sm3")]
        Algorithm::HmacSm3 => hex(&sm3::Sm3::digest(data)),
        Algorithm::HmacSha256 | Algorithm::V11 { .. } => hex(&Sha256::digest(data)),
    }
}

pub(super) fn keyed(algorithm: &Algorithm, key: &[u8], data: &[u8]) -> String {
    match algorithm {
        #[cfg(feature = "sm3")]
        Algorithm::HmacSm3 => hex(&mac::<Hmac<sm3::Sm3>>(key, data)),
        Algorithm::HmacSha256 | Algorithm::V11 { .. } => hex(&hmac_sha256(key, data)),
    }
}

/// Derived key of `V11-HMAC-SHA256`: HKDF with the access key as salt and one block of output, that is two keyed hashes.
/// The signing key is its hexadecimal text, not its bytes.
pub(super) fn derived_key(access_key: &str, secret_key: &str, scope: &str) -> String {
    let extracted = hmac_sha256(access_key.as_bytes(), secret_key.as_bytes());
    let mut info = scope.as_bytes().to_vec();
    info.push(1);
    hex(&hmac_sha256(&extracted, &info))
}

fn hmac_sha256(key: &[u8], data: &[u8]) -> Vec<u8> {
    mac::<Hmac<Sha256>>(key, data)
}

fn mac<M: Mac + KeyInit>(key: &[u8], data: &[u8]) -> Vec<u8> {
    // HMAC accepts a key of any length, although the signature of the trait allows an error. The gateway rejects an empty
    // signature.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else { return Vec::new() };
    mac.update(data);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}
