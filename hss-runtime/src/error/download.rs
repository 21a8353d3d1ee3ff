//! A file that did not come to its end.

use crate::transport::TransportError;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

/// A file that did not come to its end, or could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub struct BrokenDownload {
    /// The operation: `ListDownloadExportedFile`.
    pub operation: &'static str,
    /// The host that was called, with its port where that is not the usual one.
    pub host: String,
    /// The request's id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The bytes that have come.
    pub received: u64,
    /// How many there are in all, where the service says it.
    pub total: Option<u64>,
    /// What happened.
    pub cause: DownloadEnd,
}

/// Why a file did not come to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum DownloadEnd {
    /// The connection broke.
    Transport(TransportError),
    /// The file ended before its announced length.
    Closed,
    /// Nothing came for so long.
    Stalled(Duration),
    /// The writer failed.
    Write(io::Error),
    /// It is larger than the number of bytes that were allowed.
    TooLarge(usize),
}

impl BrokenDownload {
    /// Whether the same call may succeed later without a change.
    pub(crate) fn is_transient(&self) -> bool {
        match &self.cause {
            DownloadEnd::Transport(error) => crate::retry::is_transient(error.kind()),
            DownloadEnd::Closed | DownloadEnd::Stalled(_) => true,
            DownloadEnd::Write(_) | DownloadEnd::TooLarge(_) => false,
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
            DownloadEnd::Closed => f.write_str("no more came"),
            DownloadEnd::Stalled(patience) => write!(f, "nothing came for {patience:?}"),
            DownloadEnd::Write(error) => write!(f, "it cannot be written: {error}"),
            DownloadEnd::TooLarge(at_most) => {
                write!(f, "it is larger than the {at_most} bytes that are allowed")
            }
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
