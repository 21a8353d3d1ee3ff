//! Signing a request.

use std::fmt;
use std::time::SystemTime;

use http::header::{AUTHORIZATION, HOST, HeaderMap, HeaderName, HeaderValue};

use super::algorithm::Algorithm;
use super::key::{Credentials, Keys};
use super::parts::Parts;
use super::{canonical_request, payload, string_to_sign};
use crate::wire::date;
use crate::wire::headers::{header_text, header_value, set_header};

/// Header with the time of signing.
pub const X_SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");
/// Header with the security token of temporary credentials.
pub const X_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");

/// Signature of a request, with the intermediate results.
///
/// `Debug` shows neither the headers nor the canonical request: with temporary credentials both contain the security
/// token.
#[derive(Clone)]
#[non_exhaustive]
pub struct Signed {
    /// Canonical form of the request.
    pub canonical_request: String,
    /// String that was signed with the key.
    pub string_to_sign: String,
    /// Value of the `Authorization` header.
    pub authorization: String,
    /// All headers to send: those given, with their values trimmed as they were signed, and those that signing adds.
    pub headers: HeaderMap,
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").field("string_to_sign", &self.string_to_sign).finish_non_exhaustive()
    }
}

/// Error of [`sign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// The credentials are a token, which has no key to sign with.
    NoKey,
    /// The named value contains a character that headers do not allow, such as a line break.
    NotAHeader(&'static str),
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignError::NoKey => f.write_str("the credentials are a token and have no key to sign with"),
            SignError::NotAHeader(what) => {
                write!(f, "{what} contains a character that headers do not allow, such as a line break")
            }
        }
    }
}

impl std::error::Error for SignError {}

/// Signs a request.
///
/// The hash of the body is part of the signature if the content type is JSON or BSON or not given; for any other type
/// the signature has `UNSIGNED-PAYLOAD`. A hash given in `X-Sdk-Content-Sha256` is used unchanged.
///
/// # Errors
///
/// [`SignError`] if the credentials have no key, or a value is not allowed in a header.
pub fn sign(
    parts: &Parts<'_>,
    credentials: &Credentials,
    algorithm: &Algorithm,
    time: SystemTime,
) -> Result<Signed, SignError> {
    let keys = credentials.keys().ok_or(SignError::NoKey)?;
    let (mut headers, date) = complete_headers(parts, keys, time)?;
    let payload = payload::hash(algorithm, &mut headers, parts.body);
    let canonical = canonical_request::build(parts, &headers, &payload);
    let string_to_sign = string_to_sign::build(algorithm, &date, &canonical.text);
    let authorization =
        string_to_sign::authorization(algorithm, keys, &date, &canonical.signed_headers, &string_to_sign);
    let mut value = header(&authorization, "the access key")?;
    value.set_sensitive(true);
    set_header(&mut headers, AUTHORIZATION, value);
    Ok(Signed { canonical_request: canonical.text, string_to_sign, authorization, headers })
}

/// The headers with host, date and security token added, and the date as text.
fn complete_headers(
    parts: &Parts<'_>,
    keys: &Keys,
    time: SystemTime,
) -> Result<(HeaderMap, String), SignError> {
    let mut headers = parts.headers.cloned().unwrap_or_default();
    headers.values_mut().for_each(trim);
    if !headers.contains_key(HOST) {
        set_header(&mut headers, HOST, header(parts.host, "the host")?);
    }
    if let Some(token) = keys.security_token() {
        let mut value = header(token, "the security token")?;
        value.set_sensitive(true);
        set_header(&mut headers, X_SECURITY_TOKEN, value);
    }
    let given = header_text(&headers, X_SDK_DATE).map(str::to_owned);
    let date = match given {
        Some(date) => date,
        None => {
            let date = date::basic_format(time);
            set_header(&mut headers, X_SDK_DATE, header(&date, "the date")?);
            date
        }
    };
    Ok((headers, date))
}

/// Removes surrounding whitespace from a value, which must be sent as it is signed.
fn trim(value: &mut HeaderValue) {
    let trimmed = value.as_bytes().trim_ascii();
    if trimmed.len() == value.len() {
        return;
    }
    // Part of a valid value is valid. If that ever changes, the value is sent untrimmed.
    if let Ok(mut trimmed) = HeaderValue::from_bytes(trimmed) {
        trimmed.set_sensitive(value.is_sensitive());
        *value = trimmed;
    }
}

fn header(value: &str, what: &'static str) -> Result<HeaderValue, SignError> {
    header_value(value).ok_or(SignError::NotAHeader(what))
}
