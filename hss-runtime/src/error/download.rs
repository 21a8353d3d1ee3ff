//! Incomplete downloads.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use crate::error::transport::TransportError;

/// Download that ended early or could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub struct BrokenDownload {
    /// Operation id: `ListDownloadExportedFile`.
    pub operation: &'static str,
    /// Host that was called, with its port unless that is the default of the scheme.
    pub host: String,
    /// Request id, for the vendor's support.
    pub request_id: Option<String>,
    /// Bytes received.
    pub received: u64,
    /// Size of the whole file in bytes, if the service announced it.
    pub total: Option<u64>,
    /// Reason for the end.
    pub cause: DownloadEnd,
}

/// Reason why a download ended early.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadEnd {
    /// The connection broke.
    Transport(TransportError),
    /// The file ended before its announced length.
    Closed,
    /// No data arrived for this long.
    Stalled(Duration),
    /// The data arrived below the minimum rate.
    #[non_exhaustive]
    TooSlow {
        /// Bytes received in the window.
        received: u64,
        /// Minimum number of bytes per window.
        minimum: u64,
        /// Length of the window, in time that was spent waiting for data.
        window: Duration,
    },
    /// The writer failed.
    Write(io::Error),
    /// The file is larger than this many bytes, the limit that the caller set.
    TooLarge(usize),
    /// An item of a stream is larger than this many bytes.
    ItemTooLarge(usize),
    /// A stream ended within an item.
    CutItem,
}

impl BrokenDownload {
    /// True if the same call may succeed later without a change.
    pub(crate) fn is_transient(&self) -> bool {
        match &self.cause {
            DownloadEnd::Transport(error) => error.kind().is_transient(),
            DownloadEnd::Closed
            | DownloadEnd::Stalled(_)
            | DownloadEnd::TooSlow { .. }
            | DownloadEnd::CutItem => true,
            DownloadEnd::Write(_) | DownloadEnd::TooLarge(_) | DownloadEnd::ItemTooLarge(_) => false,
        }
    }
}

impl fmt::Display for BrokenDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the file", self.operation)?;
        if !self.host.is_empty() {
            write!(f, " from {}", self.host)?;
        }
        write!(f, " ended after {}", self.received)?;
        if let Some(total) = self.total {
            write!(f, " of {total}")?;
        }
        write!(f, " bytes: {}", self.cause)?;
        self.request_id.as_ref().map_or(Ok(()), |id| write!(f, " (request id {id})"))
    }
}

impl fmt::Display for DownloadEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DownloadEnd::Transport(error) => write!(f, "{error}"),
            DownloadEnd::Closed => f.write_str("the connection was closed early"),
            DownloadEnd::Stalled(time) => write!(f, "no data arrived for {time:?}"),
            DownloadEnd::TooSlow { received, minimum, window } => {
                write!(f, "only {received} bytes arrived in {window:?}, below the minimum of {minimum}")
            }
            DownloadEnd::Write(error) => write!(f, "it cannot be written: {error}"),
            DownloadEnd::ItemTooLarge(limit) => {
                write!(f, "an item is larger than the limit of {limit} bytes")
            }
            DownloadEnd::CutItem => f.write_str("the stream ended within an item"),
            DownloadEnd::TooLarge(limit) => write!(f, "it is larger than the limit of {limit} bytes"),
        }
    }
}

impl StdError for BrokenDownload {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.cause {
            DownloadEnd::Transport(error) => Some(error),
            DownloadEnd::Write(error) => Some(error),
            _ => None,
        }
    }
}
