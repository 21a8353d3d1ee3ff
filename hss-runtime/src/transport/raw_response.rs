//! A successful response before it is decoded.

use crate::transport::body::Incoming;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// A successful response, not decoded.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The operation: `ListImageScanTask`.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// The request's id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// A successful response: whole, or its head (with an empty body) and the rest of it still on its way.
pub(crate) struct Arrival {
    pub(crate) reply: RawResponse,
    pub(crate) rest: Option<Incoming>,
}

/// Shows how long the body is, not what is in it.
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
