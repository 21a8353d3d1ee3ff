//! Error responses.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use crate::error::body::ErrorBody;
use crate::error::display::{write_attempts, write_request_id};
use crate::value::slot::Content;
use crate::wire::decode::{self, DEFAULT_MAX_DECODED_BYTES, DecodeError};

/// Error response of the server.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiError {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// Error code from the body, such as `PET.0404`; `None` if the body has no code.
    pub code: Option<String>,
    /// Error message of the vendor or, of a body without one, the start of its text; `None` for an empty body.
    pub message: Option<String>,
    /// Request id, for the vendor's support.
    pub request_id: Option<String>,
    /// Encoded details of a denied authorization. An administrator can decode them with the security token service.
    pub encoded_authorization_message: Option<String>,
    /// Difference between the client's canonical request and that of the gateway, one line per difference. Set for a
    /// rejected signature whose canonical request the gateway shows.
    pub signature_difference: Option<String>,
    /// Time to wait that the server requested: in `Retry-After`, or in the vendor's message about a throttled call.
    pub retry_after: Option<Duration>,
    /// Number of attempts made.
    pub attempts: u32,
    /// True if the call was throttled according to the vendor's own error code.
    pub(crate) throttled: bool,
    /// Body as received, up to 1 MiB, with quoted credentials redacted.
    pub body: Bytes,
}

impl ApiError {
    pub(crate) fn new(operation: &'static str, status: StatusCode, attempts: u32, parsed: ErrorBody) -> Self {
        ApiError {
            operation,
            status,
            code: parsed.code,
            message: parsed.message,
            request_id: parsed.request_id,
            encoded_authorization_message: parsed.encoded_authorization_message,
            signature_difference: None,
            retry_after: None,
            attempts,
            throttled: false,
            body: parsed.body,
        }
    }
}

impl ApiError {
    /// Decodes the body, in which quoted credentials are redacted, as JSON of a documented type.
    ///
    /// # Errors
    ///
    /// The body is not JSON of that type.
    pub fn body_as<T: Content>(&self) -> Result<T, DecodeError> {
        let mut value = T::empty();
        decode::within(&self.body, &mut value, DEFAULT_MAX_DECODED_BYTES)?;
        Ok(value)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status)?;
        if let Some(code) = &self.code {
            write!(f, ", {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        if self.encoded_authorization_message.is_some() {
            f.write_str(" (with an encoded authorization message)")?;
        }
        write_request_id(f, self.request_id.as_deref())?;
        write_attempts(f, self.attempts)?;
        self.signature_difference.as_ref().map_or(Ok(()), |difference| write!(f, "\n{difference}"))
    }
}

/// Shows the length of the body instead of its content: log entries should be neither long nor private.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("request_id", &self.request_id)
            .field("signature_difference", &self.signature_difference)
            .field("retry_after", &self.retry_after)
            .field("attempts", &self.attempts)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ApiError {}
