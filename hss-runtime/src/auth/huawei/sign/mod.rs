//! Request signing, as the API gateway checks it.
//!
//! The client does this for every request it sends with an access key. It stands here for other uses: a request sent
//! by other means, or comparing with what the gateway says that it expected.
//!
//! ```
//! use hss_client::sign::{self, Algorithm, Parts};
//! use hss_client::Credentials;
//! use std::time::{Duration, UNIX_EPOCH};
//!
//! let query = [("limit".to_owned(), "10".to_owned())];
//! let parts = Parts::new("GET", "hss.cn-north-4.myhuaweicloud.com", "/v5/0123/image/tasks").query(&query);
//! let credentials = Credentials::new("AKEXAMPLE", "SKEXAMPLE");
//! let at = UNIX_EPOCH + Duration::from_secs(1_756_468_800);
//! let signed = sign::sign(&parts, &credentials, &Algorithm::default(), at)?;
//! assert!(signed.string_to_sign.starts_with("SDK-HMAC-SHA256\n20250829T120000Z\n"));
//! assert!(signed.headers.contains_key("authorization"));
//! # Ok::<(), hss_client::sign::SignError>(())
//! ```

mod canonical_request;
pub(crate) mod date;
pub(crate) mod difference;
mod digest;
mod payload;
mod string_to_sign;

use crate::auth::huawei::credentials::{Credentials, Keys};
use http::header::{AUTHORIZATION, HOST, HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::time::SystemTime;

pub use canonical_request::canonical_query;
pub(crate) use canonical_request::push_escaped;

/// The header that carries the time of signing.
pub const X_SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");
/// The header that carries the security token of temporary credentials.
pub const X_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");

/// How a signature is computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// `SDK-HMAC-SHA256`: what every service takes.
    #[default]
    HmacSha256,
    /// `SDK-HMAC-SM3`: the same with the SM3 hash, for sites that ask for it.
    #[cfg(feature = "sm3")]
    HmacSm3,
    /// `V11-HMAC-SHA256`: with a key derived for one day, region and service.
    V11 {
        /// The region, or `globe` for a global service.
        region: String,
        /// The service's short name: `hss`.
        service: String,
    },
}

/// What is signed of a request.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    method: &'a str,
    host: &'a str,
    path: &'a str,
    query: &'a [(String, String)],
    headers: Option<&'a HeaderMap>,
    body: &'a [u8],
}

impl<'a> Parts<'a> {
    /// A request with this method to this host (with its port, unless that is the scheme's own) and path (escaped, as
    /// it is sent).
    pub fn new(method: &'a str, host: &'a str, path: &'a str) -> Self {
        Parts { method, host, path, query: &[], headers: None, body: &[] }
    }

    /// The query's keys and values, not escaped, in any order. What is sent must be [`canonical_query`] of the same
    /// pairs, or mean the same.
    pub fn query(self, query: &'a [(String, String)]) -> Self {
        Parts { query, ..self }
    }

    /// The headers. All are signed, but for those with an underscore in their name, which gateways drop. A `Host`
    /// among them goes before the host given to [`new`](Self::new), and an `X-Sdk-Date` before the time given to
    /// [`sign`].
    pub fn headers(self, headers: &'a HeaderMap) -> Self {
        Parts { headers: Some(headers), ..self }
    }

    /// The body.
    pub fn body(self, body: &'a [u8]) -> Self {
        Parts { body, ..self }
    }
}

/// A signature, with the steps that led to it.
///
/// `Debug` does not show the headers, nor the canonical request: with temporary credentials both hold the security
/// token.
#[derive(Clone)]
#[non_exhaustive]
pub struct Signed {
    /// The normal form of the request.
    pub canonical_request: String,
    /// What the key was applied to.
    pub string_to_sign: String,
    /// The value of the `Authorization` header.
    pub authorization: String,
    /// All headers to send: those given (their values trimmed, as they were signed), and those added by signing.
    pub headers: HeaderMap,
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").field("string_to_sign", &self.string_to_sign).finish_non_exhaustive()
    }
}

/// Why a request cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// The credentials hold a token, which is sent as it is, and no key to sign with.
    NoKey,
    /// A value (named here) that must go into a header has a character that no header can carry, such as a line
    /// break.
    NotAHeader(&'static str),
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignError::NoKey => f.write_str("these credentials are a token, and hold no key to sign with"),
            SignError::NotAHeader(what) => {
                write!(f, "{what} has a character that a header cannot carry (a line break, for instance)")
            }
        }
    }
}

impl std::error::Error for SignError {}

/// Signs a request.
///
/// The body is hashed into the signature when its content type is JSON or BSON (or not given); for any other the
/// signature says `UNSIGNED-PAYLOAD`, and a hash given in `X-Sdk-Content-Sha256` is taken as it is.
///
/// # Errors
/// When the credentials hold no key, or a value cannot be a header.
pub fn sign(
    parts: &Parts<'_>,
    credentials: &Credentials,
    algorithm: &Algorithm,
    time: SystemTime,
) -> Result<Signed, SignError> {
    let keys = credentials.keys().ok_or(SignError::NoKey)?;
    (keys.signer().sign)(parts, keys, algorithm, time)
}

/// What is done with keys alone.
pub(crate) struct Signer {
    sign: fn(&Parts<'_>, &Keys, &Algorithm, SystemTime) -> Result<Signed, SignError>,
    /// What tells a canonical request from the one in a gateway's message.
    pub(crate) difference: fn(&str, &str, &[&str]) -> Option<String>,
}

pub(crate) static SIGNER: Signer =
    Signer { sign: sign_with, difference: crate::auth::huawei::sign::difference::describe };

fn sign_with(
    parts: &Parts<'_>,
    keys: &Keys,
    algorithm: &Algorithm,
    time: SystemTime,
) -> Result<Signed, SignError> {
    let (mut headers, date) = complete_headers(parts, keys, time)?;
    let payload = payload::hash(algorithm, &mut headers, parts.body);
    let canonical = canonical_request::build(parts, &headers, &payload);
    let string_to_sign = string_to_sign::build(algorithm, &date, &canonical.text);
    let authorization =
        string_to_sign::authorization(algorithm, keys, &date, &canonical.signed_headers, &string_to_sign);
    let mut value = header(&authorization, "the access key")?;
    value.set_sensitive(true);
    headers.insert(AUTHORIZATION, value);
    Ok(Signed { canonical_request: canonical.text, string_to_sign, authorization, headers })
}

/// The headers with host, date and security token in their places, and the date as text.
fn complete_headers(
    parts: &Parts<'_>,
    keys: &Keys,
    time: SystemTime,
) -> Result<(HeaderMap, String), SignError> {
    let mut headers = HeaderMap::new();
    for (name, value) in parts.headers.into_iter().flatten() {
        headers.append(name, trimmed(value));
    }
    if !headers.contains_key(HOST) {
        headers.insert(HOST, header(parts.host, "the host")?);
    }
    if let Some(token) = keys.security_token() {
        let mut value = header(token, "the security token")?;
        value.set_sensitive(true);
        headers.insert(X_SECURITY_TOKEN, value);
    }
    let given = headers.get(X_SDK_DATE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let date = match given {
        Some(date) => date,
        None => {
            let date = date::basic_format(time);
            headers.insert(X_SDK_DATE, header(&date, "the date")?);
            date
        }
    };
    Ok((headers, date))
}

/// The value without outer blanks: so it is signed, so it must be sent.
fn trimmed(value: &HeaderValue) -> HeaderValue {
    match HeaderValue::from_bytes(value.as_bytes().trim_ascii()) {
        Ok(mut trimmed) => {
            trimmed.set_sensitive(value.is_sensitive());
            trimmed
        }
        // A part of a valid value is valid; should that change, the value as it is loses nothing.
        Err(_) => value.clone(),
    }
}

fn header(value: &str, what: &'static str) -> Result<HeaderValue, SignError> {
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| SignError::NotAHeader(what))
}
