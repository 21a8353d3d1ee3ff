//! The signed parts of a request.

use http::HeaderMap;

/// The signed parts of a request.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    pub(super) method: &'a str,
    pub(super) host: &'a str,
    pub(super) path: &'a str,
    pub(super) query: &'a [(String, String)],
    pub(super) headers: Option<&'a HeaderMap>,
    pub(super) body: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Creates the parts of a request without query, headers and body. The host has its port unless that is the default
    /// of the scheme; the path is percent-encoded as it is sent.
    pub fn new(method: &'a str, host: &'a str, path: &'a str) -> Self {
        Parts { method, host, path, query: &[], headers: None, body: &[] }
    }

    /// Sets the keys and values of the query, not encoded, in any order. The query that is sent must be equivalent to
    /// [`canonical_query`](super::canonical_query) of the same pairs.
    pub fn query(self, query: &'a [(String, String)]) -> Self {
        Parts { query, ..self }
    }

    /// Sets the headers. All are signed except those with an underscore in their name, which gateways drop. A `Host`
    /// header takes precedence over the host given to [`new`](Self::new), and an `X-Sdk-Date` header over the time given
    /// to [`sign`](super::sign).
    pub fn headers(self, headers: &'a HeaderMap) -> Self {
        Parts { headers: Some(headers), ..self }
    }

    /// Sets the body.
    pub fn body(self, body: &'a [u8]) -> Self {
        Parts { body, ..self }
    }
}
