//! Successful responses that cannot be decoded.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use crate::error::display::write_request_id;
use crate::wire::decode::DecodeError;

/// Successful response whose body cannot be decoded.
#[non_exhaustive]
pub struct UnreadableResponse {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// Request id, for the vendor's support.
    pub request_id: Option<String>,
    /// Body as received.
    pub body: Bytes,
    /// Position and reason of the failure.
    pub cause: DecodeError,
}

impl fmt::Display for UnreadableResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}, but the response cannot be read: {}", self.operation, self.status, self.cause)?;
        write_request_id(f, self.request_id.as_deref())
    }
}

/// Shows the length of the body instead of its content: log entries should be neither long nor private.
impl fmt::Debug for UnreadableResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadableResponse")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("cause", &self.cause)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for UnreadableResponse {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
