//! [`Error`] and its parts: one struct per kind of failure.

mod api;
pub(crate) mod body;
mod config;
mod connection;
mod credentials;
mod display;
mod download;
mod fields;
mod listing;
pub(crate) mod secret;
mod transport;
mod unreadable;

pub use api::ApiError;
pub use config::ConfigError;
pub use connection::{ConnectError, TimeoutError};
pub use credentials::CredentialsError;
pub use download::{BrokenDownload, DownloadEnd};
pub use listing::{IncompleteListing, OffsetLimitError, PageDefect};
pub use transport::{TransportError, TransportErrorKind};
pub use unreadable::UnreadableResponse;

use std::fmt;

use http::StatusCode;

use crate::validate::{Violation, Violations};
use crate::value::slot::Content;

/// Failure of a call, or of building a client.
///
/// `Display` writes the whole message in one or a few lines. No part of an error contains secrets.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request violates documented bounds of the operation; all violations at once. Nothing was sent.
    Validation(Box<Violations>),
    /// Invalid settings of a client or a request; all problems at once. Nothing was sent.
    Config(Box<ConfigError>),
    /// No credentials could be obtained.
    Credentials(Box<CredentialsError>),
    /// No complete response arrived: the connection failed or broke, or the response was too large.
    Connect(Box<ConnectError>),
    /// A time limit was exceeded.
    Timeout(Box<TimeoutError>),
    /// The server responded with an error.
    Api(Box<ApiError>),
    /// The response is successful, but its body cannot be decoded.
    Decode(Box<UnreadableResponse>),
    /// A listing is longer than the largest offset that the service accepts.
    OffsetLimit(Box<OffsetLimitError>),
    /// A listing ended below its total, or a page repeated the previous one.
    IncompleteListing(Box<IncompleteListing>),
    /// A download ended early or could not be written.
    Download(Box<BrokenDownload>),
}

impl Error {
    /// The violations of documented bounds for which the request was not sent; none for any other failure.
    pub fn violations(&self) -> &[Violation] {
        match self {
            Error::Validation(violations) => violations.as_slice(),
            _ => &[],
        }
    }

    pub(crate) fn config(problem: impl Into<String>) -> Self {
        Error::Config(Box::new(ConfigError { problems: vec![problem.into()] }))
    }

    /// Request id of the response, if one arrived and has an id.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Error::Api(error) => error.request_id.as_deref(),
            Error::Decode(error) => error.request_id.as_deref(),
            Error::Download(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// HTTP status of the response, if one arrived.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Error::Api(error) => Some(error.status),
            Error::Decode(error) => Some(error.status),
            _ => None,
        }
    }

    /// Error code of the vendor, if the response has one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Error::Api(error) => error.code.as_deref(),
            _ => None,
        }
    }

    /// The body of the server's error as JSON of a documented type; `None` for other errors, and for a body that is not of
    /// that type. [`ApiError::body_as`] has the reason.
    pub fn body_as<T: Content>(&self) -> Option<T> {
        match self {
            Error::Api(error) => error.body_as().ok(),
            _ => None,
        }
    }

    /// True if there were too many calls: the same call may succeed later.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
            || matches!(self, Error::Api(error) if error.throttled)
    }

    /// True if credentials are missing, invalid or do not permit the call.
    ///
    /// Do not repeat such a call: a service may lock credentials after a few failures.
    pub fn is_auth(&self) -> bool {
        matches!(self, Error::Credentials(_))
            || matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// True if the requested resource does not exist.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// True if the same call may succeed later without a change: no connection, a timeout, too many calls, or a
    /// failing server.
    ///
    /// The client has already retried where a retry cannot repeat an effect. A call that is not idempotent may have
    /// taken effect although it failed.
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Connect(error) => error.cause.kind().is_transient(),
            Error::Timeout(_) => true,
            Error::Download(error) => error.is_transient(),
            Error::Api(error) => self.is_throttled() || is_retryable_status(error.status),
            _ => false,
        }
    }
}

fn is_retryable_status(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Validation(error) => write!(f, "{error}"),
            Error::Config(error) => write!(f, "{error}"),
            Error::Credentials(error) => write!(f, "no credentials: {error}"),
            Error::Connect(error) => write!(f, "{error}"),
            Error::Timeout(error) => write!(f, "{error}"),
            Error::Api(error) => write!(f, "{error}"),
            Error::Decode(error) => write!(f, "{error}"),
            Error::OffsetLimit(error) => write!(f, "{error}"),
            Error::IncompleteListing(error) => write!(f, "{error}"),
            Error::Download(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {
    /// Cause of the error. The message already contains that of the inner error, so a report that prints the
    /// whole chain continues with the cause.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Credentials(error) => error.source(),
            Error::Connect(error) => Some(&error.cause),
            Error::Decode(error) => Some(&error.cause),
            Error::Download(error) => error.source(),
            _ => None,
        }
    }
}
