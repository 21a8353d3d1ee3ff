//! Failed connections and exceeded time limits.

use std::fmt;
use std::time::Duration;

use crate::error::display::write_attempts;
use crate::error::transport::{TransportError, TransportErrorKind};

/// Failure to receive a complete response.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConnectError {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// Host that was called, with its port unless that is the default of the scheme.
    pub host: String,
    /// Number of attempts made.
    pub attempts: u32,
    /// Failure of the last attempt.
    pub cause: TransportError,
}

/// Exceeded time limit.
#[derive(Debug)]
#[non_exhaustive]
pub struct TimeoutError {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// Host that was called, with its port unless that is the default of the scheme.
    pub host: String,
    /// Number of attempts made.
    pub attempts: u32,
    /// The limit that was exceeded; for a connection the connect timeout.
    pub allowed: Duration,
    /// True if the limit is the deadline of the whole call, false if it is that of one attempt.
    pub deadline: bool,
    /// Host and port of the proxy that the call goes through.
    pub proxy: Option<String>,
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.cause.kind() {
            TransportErrorKind::TooLarge => "incomplete response",
            _ => "no response",
        };
        write!(f, "{}: {what} from {}: {}", self.operation, self.host, self.cause)?;
        write_attempts(f, self.attempts)
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.attempts == 0 {
            return write!(
                f,
                "{}: not sent to {} within {:?}, the deadline of the whole call: the time was spent waiting for a \
                 connection, the rate limit or the project look-up",
                self.operation, self.host, self.allowed
            );
        }
        write!(f, "{}: no response from {}", self.operation, self.host)?;
        if let Some(proxy) = &self.proxy {
            write!(f, " through proxy {proxy}")?;
        }
        write!(f, " within {:?}", self.allowed)?;
        if self.deadline {
            f.write_str(", the deadline of the whole call")?;
        }
        write_attempts(f, self.attempts)
    }
}

impl std::error::Error for TimeoutError {}

impl std::error::Error for ConnectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
