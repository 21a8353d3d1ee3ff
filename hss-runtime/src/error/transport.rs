//! Failures below HTTP: no whole response arrived.

use std::error::Error as StdError;
use std::fmt;

/// Reason why no complete response arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the name was not found, the connection was refused, TLS failed.
    Connect,
    /// A time limit of the transport was exceeded.
    Timeout,
    /// The connection broke while the request was sent or the response was read.
    Broken,
    /// The response is larger than the limit.
    TooLarge,
    /// The request could not be built.
    Request,
}

impl TransportErrorKind {
    /// True if the same request may succeed later without a change.
    pub(crate) fn is_transient(self) -> bool {
        match self {
            TransportErrorKind::Connect | TransportErrorKind::Timeout | TransportErrorKind::Broken => true,
            TransportErrorKind::TooLarge | TransportErrorKind::Request => false,
        }
    }
}

/// Error of a [`Transport`](crate::Transport): no complete response arrived.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// Creates an error of this kind. The message is shown to people and logged, so it must not contain secrets.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        TransportError { kind, message: message.into(), source: None }
    }

    /// Sets the underlying error.
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        TransportError { source: Some(source.into()), ..self }
    }

    /// Names the proxy of the request in front of the message.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn through(mut self, proxy: Option<&str>) -> Self {
        if let Some(proxy) = proxy {
            self.message = format!("through proxy {proxy}: {}", self.message);
        }
        self
    }

    /// The kind of failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
