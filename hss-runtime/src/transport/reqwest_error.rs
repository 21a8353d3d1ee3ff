//! Errors of reqwest.

use std::error::Error as _;

use crate::error::{TransportError, TransportErrorKind};

/// Converts an error, without its URL: the client adds the operation, and a query may contain private data.
pub(super) fn from_reqwest(error: reqwest::Error, otherwise: TransportErrorKind) -> TransportError {
    let kind = match () {
        () if error.is_timeout() => TransportErrorKind::Timeout,
        () if error.is_connect() => TransportErrorKind::Connect,
        () if error.is_builder() => TransportErrorKind::Request,
        () => otherwise,
    };
    let error = error.without_url();
    // The innermost error has the reason (`connection refused`); the outer ones are generic.
    let mut message = error.to_string();
    let mut inner = error.source();
    while let Some(cause) = inner {
        message = cause.to_string();
        inner = cause.source();
    }
    TransportError::new(kind, message).with_source(error)
}
