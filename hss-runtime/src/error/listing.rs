//! Listings that cannot be read to their end.

use std::fmt;

/// Listing that is longer than the largest offset that the service accepts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OffsetLimitError {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// Largest offset that the service accepts.
    pub maximum: i64,
    /// Offset of the first item that was not read.
    pub offset: i64,
    /// Total number of items, if the service reports it.
    pub total: Option<i64>,
}

impl fmt::Display for OffsetLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: the listing continues at offset {}, and the service accepts at most {}",
            self.operation, self.offset, self.maximum
        )?;
        match self.total {
            Some(total) => write!(f, "; {} of {total} items were not read", (total - self.offset).max(0))?,
            None => f.write_str("; some items were not read")?,
        }
        f.write_str(" (narrow the listing with its filters)")
    }
}

impl std::error::Error for OffsetLimitError {}
