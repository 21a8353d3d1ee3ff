//! Listings as JSON.

use serde_json::Value;

use crate::api::call::Call;
use crate::api::paging::cursor::Cursor;
use crate::api::response::{ResponseFuture, decode_page};
use crate::error::Error;
use crate::schema::FieldPath;
use crate::value::position::Position;
use crate::wire::decode::PageInfo;

/// Result pages of a listing as JSON: the untyped form of [`Pages`](crate::Pages).
///
/// An operation without paging has a single page, without items.
#[derive(Debug)]
#[must_use = "nothing is fetched before it is polled"]
pub struct JsonPages {
    call: Call,
    cursor: Cursor,
}

/// Result page of a listing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct JsonPage {
    /// Body without the items.
    pub body: Value,
    /// Items, as JSON.
    pub items: Vec<Value>,
}

impl JsonPages {
    /// Creates the listing of a call, which starts at the offset of the call.
    pub fn new(call: Call) -> Self {
        let cursor = Cursor::new(&call);
        JsonPages { call, cursor }
    }

    /// Returns the next page; `None` after the last page or an error. If the future is dropped, the page is fetched again.
    ///
    /// # Errors
    ///
    /// Any [`Error`]; [`Error::OffsetLimit`] if the listing is longer than the largest offset that the service accepts.
    pub async fn next(&mut self) -> Option<Result<JsonPage, Error>> {
        if self.cursor.ended {
            return None;
        }
        if let Err(error) = self.cursor.apply(&mut self.call) {
            self.cursor.ended = true;
            return Some(Err(error));
        }
        let page = ResponseFuture::new(self.call.buffered(), decode_page).await;
        let page = page.and_then(|(body, info)| self.record_page(body, info));
        self.cursor.ended |= page.is_err();
        Some(page)
    }

    /// Reads a page as the typed client does: a total may be a string, a single object is a list of one, and nulls are
    /// left out.
    fn record_page(&mut self, mut body: Value, info: PageInfo) -> Result<JsonPage, Error> {
        self.cursor.advance(info, &self.call)?;
        let items = match self.cursor.paging.and_then(|paging| take(&mut body, paging.items)) {
            Some(Value::Array(items)) => items.into_iter().filter(|item| !item.is_null()).collect(),
            Some(Value::Null) | None => Vec::new(),
            Some(item) => vec![item],
        };
        Ok(JsonPage { body, items })
    }

    /// Total number of items as of the latest page; `None` before the first page, or if the service does not report it.
    pub fn total(&self) -> Option<i64> {
        self.cursor.total
    }

    /// True if the total has changed during the listing. Items may then be missing or repeated.
    pub fn total_changed(&self) -> bool {
        self.cursor.total_changed
    }

    /// Index of the first item of the next page; without an offset, the number of items that were read.
    pub fn offset(&self) -> i64 {
        self.cursor.offset
    }

    /// Position of the next page; after an error, of the page that could not be read.
    pub fn position(&self) -> &Position {
        &self.cursor.position
    }

    /// Starts at the [`position`](Self::position) of another listing of the same call. Must be called before the first
    /// page.
    pub fn resume_at(mut self, position: Position) -> Self {
        self.cursor.start(position);
        self
    }
}

/// Takes the items out of a body; an empty path is the whole body.
fn take(body: &mut Value, path: FieldPath) -> Option<Value> {
    let Some((name, owners)) = path.split_last() else { return Some(body.take()) };
    let owner = owners.iter().try_fold(body, |value, name| value.get_mut(name))?;
    owner.as_object_mut()?.remove(*name)
}
