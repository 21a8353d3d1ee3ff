//! The retry policy trait.

use std::time::Duration;

use crate::error::Error;
use crate::schema::Operation;

/// Decides whether and when a failed call is retried. Implemented by
/// [`ExponentialBackoff`](crate::ExponentialBackoff); [`Builder::retry`](crate::Builder::retry) sets another policy.
///
/// Not called for requests that could not be built, or for rejected credentials (401), since repeated failures may lock
/// an access key. No wait exceeds the deadline of the call, and each retry needs a token of the client's
/// [`RetryBudget`](crate::RetryBudget), whatever the policy decides.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a retry policy",
    note = "the usual one is `ExponentialBackoff::default()`, with `.max_attempts(3)`; `ExponentialBackoff::none()` never retries"
)]
pub trait RetryPolicy: Send + Sync {
    /// Time to wait before the next attempt; `None` to fail with the error.
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration>;
}

/// Failed attempt, as passed to a [`RetryPolicy`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// Operation that was called.
    pub operation: &'static Operation,
    /// True if the call is idempotent (GET, HEAD, PUT, DELETE; see
    /// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2)).
    pub is_idempotent: bool,
    /// Number of attempts made, this one included.
    pub attempts: u32,
    /// The failure. [`Error::is_retryable`] distinguishes transient failures from permanent ones.
    pub error: &'a Error,
    /// Time to wait that the server requested.
    pub retry_after: Option<Duration>,
    /// Time since the start of the call.
    pub elapsed: Duration,
}
