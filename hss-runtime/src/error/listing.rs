//! Listings that cannot be read to their end.

use std::fmt;

use crate::value::position::Position;

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

/// Listing that could not be read to its end: items were not read, or would repeat.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct IncompleteListing {
    /// Operation id: `ListImageScanTask`.
    pub operation: &'static str,
    /// Offset of the first item that was not read; without an offset, the number of items read.
    pub offset: i64,
    /// Page after which the listing ended, or which is missing.
    pub position: Position,
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
    /// The items of an earlier page, so that the service seems to ignore the offset, number or token.
    Repeated,
    /// A next page that was already read.
    Circle,
    /// A next page on another server, to which neither requests nor credentials are sent.
    OtherServer,
    /// A token or an address of the next page that cannot be sent.
    Unusable,
    /// No marker in its last item.
    NoMarker,
    /// The last of too many consecutive empty pages.
    Endless,
}

impl fmt::Display for IncompleteListing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the listing is incomplete: the page at ", self.operation)?;
        match &self.position {
            Position::Offset(_) | Position::First => write!(f, "offset {}", self.offset)?,
            position => write!(f, "{position}, after {} items,", self.offset)?,
        }
        f.write_str(match self.defect {
            PageDefect::Empty => " is empty",
            PageDefect::Repeated => " has the items of the previous page",
            PageDefect::Circle => " leads back to a page that was read",
            PageDefect::OtherServer => " leads to another server, which is not followed",
            PageDefect::Unusable => " names a next page that cannot be requested",
            PageDefect::NoMarker => " has no marker in its last item",
            PageDefect::Endless => " is the last of too many consecutive empty pages",
        })?;
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
            "{}: the listing continues at offset {}, but the service accepts at most {}",
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
