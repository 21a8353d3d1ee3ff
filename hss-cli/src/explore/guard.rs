//! The guard of the server: a random token in the address, and no requests from other sites.

use std::net::SocketAddr;

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};

use crate::failure::Failure;

/// Headers of every response. The policy allows nothing but this server's own script, style and pictures.
pub(super) const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // The address of a page has the token.
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// 128 random bits as hexadecimal digits.
pub(super) fn random_token() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::Machine(format!("the system provides no random bytes: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not depend on where the texts differ.
pub(super) fn is_equal(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
    one.len() == other.len() && differences == 0
}

/// The names by which a browser may know the server: others are a foreign name that leads here (DNS rebinding).
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn of(address: SocketAddr) -> Self {
        Self(vec![address.to_string(), format!("localhost:{}", address.port())])
    }

    /// The reason to refuse a request, if there is one.
    pub(super) fn refusal(&self, method: &Method, headers: &HeaderMap) -> Option<&'static str> {
        let is_own = |value: &str| self.0.iter().any(|name| name == value);
        let mut hosts = headers.get_all(HOST).iter();
        let host = hosts.next().and_then(|value| value.to_str().ok());
        if !host.is_some_and(is_own) || hosts.next().is_some() {
            return Some("the request names another host: open the address that the command printed");
        }
        let is_own_origin = |value: &HeaderValue| {
            value.to_str().ok().and_then(|origin| origin.strip_prefix("http://")).is_some_and(is_own)
        };
        match headers.get(ORIGIN) {
            Some(origin) if is_own_origin(origin) => None,
            Some(_) => Some("a page of another site sent this request"),
            // Browsers send it with each request that is not a plain read.
            None if method == Method::GET || method == Method::HEAD => None,
            None => Some("the request does not say which page sent it (Origin)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_its_own_pages_are_served() {
        let names = Names::of(([127, 0, 0, 1], 7780).into());
        let passes = |method, host, origin| names.refusal(&method, &headers(host, origin)).is_none();
        assert!(passes(Method::GET, "127.0.0.1:7780", None));
        assert!(passes(Method::POST, "localhost:7780", Some("http://localhost:7780")));
        assert!(!passes(Method::GET, "evil.example:7780", None));
        assert!(!passes(Method::GET, "127.0.0.1", None));
        assert!(!passes(Method::POST, "127.0.0.1:7780", None));
        for origin in ["null", "http://evil.example", "https://127.0.0.1:7780", "http://127.0.0.1:7781"] {
            assert!(!passes(Method::POST, "127.0.0.1:7780", Some(origin)), "{origin}");
            assert!(!passes(Method::GET, "127.0.0.1:7780", Some(origin)), "{origin}");
        }
    }

    #[test]
    fn tokens_are_random_and_compared_as_a_whole() {
        let (one, other) = (random_token().unwrap(), random_token().unwrap());
        assert!(one.len() == 32 && !is_equal(&one, &other) && is_equal(&one, &one.clone()));
        assert!(!is_equal(&one, &one[..31]) && !is_equal("", &one));
    }
}
