//! Successful responses of calls, with the remaining time of the call.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Error, TimeoutError};
use crate::schema::Operation;
use crate::transport::{RawResponse, TimedBody};

/// Successful response whose body may still be streaming; `response.body` is then empty.
pub(crate) struct ReceivedResponse {
    pub(crate) response: RawResponse,
    pub(crate) stream: Option<TimedBody>,
    pub(crate) deadline: Deadline,
}

/// Time limit of a whole call, decoding included.
#[derive(Clone)]
pub(crate) struct Deadline {
    pub(crate) operation: &'static Operation,
    pub(crate) host: String,
    /// Attempts so far.
    pub(crate) attempts: u32,
    pub(crate) start: Instant,
    pub(crate) allowed: Duration,
}

impl Deadline {
    /// Remaining time.
    pub(crate) fn left(&self) -> Duration {
        self.allowed.saturating_sub(self.start.elapsed())
    }

    /// The error of a call that exceeded its deadline after its response arrived.
    pub(crate) fn error(self) -> Error {
        Error::Timeout(Box::new(TimeoutError {
            operation: self.operation.id,
            host: self.host,
            attempts: self.attempts,
            allowed: self.allowed,
            deadline: true,
            proxy: None,
        }))
    }
}
