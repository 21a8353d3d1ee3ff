//! What a user of the client may see and do around each attempt.

use crate::error::Error;
use crate::schema::Operation;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// Called before and after each attempt of every call, in the order in which hooks were
/// [added](crate::Builder::hook).
///
/// Neither sees a credential: the first is called before the request is signed, and no body is shown. They run on the
/// thread that makes the call, so they should not take long.
///
/// ```
/// use hss_client::{AttemptEnd, AttemptStart, Client, Hook};
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
///
/// let builder = Client::builder().hook(Audit);
/// ```
pub trait Hook: Send + Sync {
    /// Before the request is signed and sent.
    fn before(&self, attempt: &mut AttemptStart<'_>) {
        let _ = attempt;
    }

    /// After it was answered, or failed.
    fn after(&self, attempt: &AttemptEnd<'_>) {
        let _ = attempt;
    }
}

/// An attempt that is about to be made.
#[non_exhaustive]
pub struct AttemptStart<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// Which attempt of the call it is, counted from 1.
    pub attempt: u32,
    /// The headers so far. What is added is signed and sent; headers that the client sets itself (host, length, those
    /// of credentials) keep the client's values.
    pub headers: &'a mut HeaderMap,
}

/// Does not show the headers' values: the caller may have put something private there.
impl fmt::Debug for AttemptStart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptStart")
            .field("operation", &self.operation.id)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

/// An attempt that was made.
#[derive(Debug)]
#[non_exhaustive]
pub struct AttemptEnd<'a> {
    /// The operation.
    pub operation: &'static Operation,
    /// Which attempt of the call it is, counted from 1.
    pub attempt: u32,
    /// The HTTP status, if a response came.
    pub status: Option<StatusCode>,
    /// The request's id, if a response came and had one.
    pub request_id: Option<&'a str>,
    /// How the attempt failed, if it did. The call may be tried again all the same.
    pub error: Option<&'a Error>,
    /// How long it took.
    pub elapsed: Duration,
}
