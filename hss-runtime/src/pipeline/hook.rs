//! Hooks around each attempt.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::error::Error;
use crate::schema::Operation;

/// Observer of attempts, called before and after each attempt of every call. Several hooks run in the order in which they
/// were [added](crate::Builder::hook).
///
/// Hooks see no credentials, which are attached after [`before`](Self::before), and no bodies. They run on the thread that
/// polls the call, so they should be fast.
///
/// ```
/// use hss_runtime::{AttemptEnd, AttemptStart, Hook, http};
///
/// struct Audit;
///
/// impl Hook for Audit {
///     fn before(&self, attempt: &mut AttemptStart<'_>) {
///         attempt.headers.insert("x-correlation-id", http::HeaderValue::from_static("7"));
///     }
///
///     fn after(&self, attempt: &AttemptEnd<'_>) {
///         println!("{} took {:?}", attempt.operation.id, attempt.elapsed);
///     }
/// }
/// ```
pub trait Hook: Send + Sync {
    /// Called before credentials are attached and the request is sent.
    fn before(&self, attempt: &mut AttemptStart<'_>) {
        let _ = attempt;
    }

    /// Called after a response arrived or the attempt failed.
    fn after(&self, attempt: &AttemptEnd<'_>) {
        let _ = attempt;
    }
}

/// Attempt that is about to start.
#[non_exhaustive]
pub struct AttemptStart<'a> {
    /// Operation that is called.
    pub operation: &'static Operation,
    /// Number of the attempt within the call, counted from 1.
    pub attempt: u32,
    /// Headers. Additions are signed and sent; headers that the client sets itself (host, length, credentials) cannot be
    /// changed.
    pub headers: &'a mut HeaderMap,
}

/// Omits the headers, which may contain private values of the caller.
impl fmt::Debug for AttemptStart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptStart")
            .field("operation", &self.operation.id)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

/// Attempt that has ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct AttemptEnd<'a> {
    /// Operation that was called.
    pub operation: &'static Operation,
    /// Number of the attempt within the call, counted from 1.
    pub attempt: u32,
    /// HTTP status, if a response arrived.
    pub status: Option<StatusCode>,
    /// Request id, if a response arrived and has one.
    pub request_id: Option<&'a str>,
    /// Failure of the attempt, if any. The call may still be retried.
    pub error: Option<&'a Error>,
    /// Duration of the attempt.
    pub elapsed: Duration,
}
