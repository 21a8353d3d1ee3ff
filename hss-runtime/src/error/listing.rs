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

/// Listing whose pages do not lead to its end: items were not read, or would repeat.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct IncompleteListing {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// Offset of the first item that was not read.
    pub offset: i64,
    /// Total number of items, if the service reports it.
    pub total: Option<i64>,
    /// Defect of the last page.
    pub defect: PageDefect,
}

/// Defect of a page that ends a listing early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageDefect {
    /// No items, although the total is not reached.
    Empty,
    /// The items of the page before, so that the service seems to ignore the offset.
    Repeated,
}

impl fmt::Display for IncompleteListing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let defect = match self.defect {
            PageDefect::Empty => "is empty",
            PageDefect::Repeated => "has the items of the page before",
        };
        write!(
            f,
            "{}: the listing is incomplete: the page at offset {} {defect}",
            self.operation, self.offset
        )?;
        match self.total {
            Some(total) => write!(f, ", and the total is {total}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for IncompleteListing {}

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
