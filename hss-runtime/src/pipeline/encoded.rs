//! Calls before and after encoding.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value as Json;

use crate::error::{Error, TimeoutError};
use crate::schema::{FieldPath, Operation};
use crate::transport::{Endpoint, Transport};
use crate::value::Values;
use crate::value::slot::Slot;

/// Values of a call, to be encoded.
pub(crate) struct CallContent<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) values: &'a Values,
    pub(crate) body: Option<&'a dyn Slot>,
    /// Fields of a JSON body in place of its own.
    pub(crate) fields: &'a [(FieldPath, Json)],
    /// Headers that the caller added.
    pub(crate) headers: &'a HeaderMap,
    pub(crate) mode: BodyMode,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
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
    pub(crate) body: Bytes,
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
