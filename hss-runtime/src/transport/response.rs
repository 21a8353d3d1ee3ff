//! Successful responses before they are decoded.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// Successful response, not decoded.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// Request id, for the vendor's support.
    pub request_id: Option<String>,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
    /// The documented media type; empty for JSON, and for a file of any type.
    pub(crate) documented: Cow<'static, str>,
    /// Memory that the decoded body may take, in bytes.
    pub(crate) max_decoded_bytes: usize,
}

/// Shows the length of the body instead of its content.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
