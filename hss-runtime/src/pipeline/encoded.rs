//! Calls before and after encoding.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use http::HeaderMap;
use http::header::HeaderValue;
use serde_json::Value as Json;

use crate::error::{Error, TimeoutError};
use crate::schema::{BodyForm, FieldPath, Operation};
use crate::transport::{Endpoint, Payload, Transport};
use crate::value::Values;
use crate::value::slot::Slot;
use crate::wire::encode::Unsendable;
use crate::wire::multipart::PartHeader;

/// Values of a call, to be encoded.
pub(crate) struct CallContent<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) values: &'a Values,
    pub(crate) body: Option<&'a dyn Slot>,
    /// The encoding of the body; `None` without one.
    pub(crate) encode_body: Option<EncodeBody>,
    /// The encoding of a JSON body with `fields`; `None` without any.
    pub(crate) encode_fields: Option<EncodeBody>,
    /// The form in which the body is sent.
    pub(crate) form: BodyForm,
    /// The media type that the caller requests instead of the documented one.
    pub(crate) wanted: Option<&'a str>,
    /// Fields that override those of a JSON body.
    pub(crate) fields: &'a [(FieldPath, Json)],
    /// Headers that the caller added.
    pub(crate) headers: &'a HeaderMap,
    /// Headers that the caller added to parts of a form.
    pub(crate) part_headers: &'a [PartHeader],
    pub(crate) mode: BodyMode,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
}

/// Encodes the body of a call: its media type, which is `None` without a body, and its content.
///
/// # Errors
///
/// [`Error::Config`] for a value that cannot be encoded.
pub(crate) type EncodeBody = fn(&CallContent<'_>) -> Result<(Option<HeaderValue>, Payload), Error>;

/// The error of a value that cannot be encoded.
pub(super) fn unsendable(operation: &Operation, problem: &Unsendable) -> Error {
    Error::config(format!("{}: {problem}", operation.id))
}

/// Encoded call, without credentials. Each attempt is signed anew, since a signature contains the time.
pub(crate) struct EncodedCall {
    pub(crate) operation: &'static Operation,
    pub(crate) endpoint: Endpoint,
    /// Percent-encoded, base path included.
    pub(crate) path: String,
    /// Not encoded.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Payload,
    /// The pieces of a streamed body that have been taken, in all attempts.
    pub(crate) sent: Arc<AtomicU64>,
    /// The media type of the response, documented or requested by the caller; empty for JSON.
    pub(crate) documented: Cow<'static, str>,
    pub(crate) mode: BodyMode,
    /// Time limit of one attempt. With [`BodyMode::Stream`], the limit for the head and for each chunk.
    pub(crate) timeout: Duration,
    /// Time limit of the whole call.
    pub(crate) deadline: Duration,
}

impl EncodedCall {
    /// The error of a call that exceeds a time limit.
    pub(crate) fn timed_out(
        &self,
        transport: &dyn Transport,
        attempts: u32,
        allowed: Duration,
        deadline: bool,
    ) -> Error {
        let uri = self.endpoint.address(&self.path, "").parse().ok();
        Error::Timeout(Box::new(TimeoutError {
            operation: self.operation.id,
            host: self.endpoint.host().to_owned(),
            attempts,
            allowed,
            deadline,
            proxy: uri.and_then(|uri| transport.proxy(&uri)),
        }))
    }
}

/// Encoded call, of which a path parameter may have to be looked up.
pub(crate) struct PendingCall {
    pub(crate) call: EncodedCall,
    pub(crate) missing: Option<MissingParameter>,
}

/// Client parameter to be looked up before the path can be encoded.
pub(crate) struct MissingParameter {
    pub(crate) name: &'static str,
    pub(crate) values: Values,
}

/// Handling of a successful response's body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyMode {
    /// Read before the call returns.
    Buffer,
    /// Read by the caller after the call has returned.
    Stream,
}
