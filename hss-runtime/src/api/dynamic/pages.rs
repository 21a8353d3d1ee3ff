//! Listings as JSON, page by page.

use super::json;
use crate::api::call::Call;
use crate::api::paging::Cursor;
use crate::error::Error;
use serde_json::Value;

/// The pages of a listing as JSON: what [`Pages`](crate::Pages) is for operations known by type.
///
/// An operation whose table has no paging has one page, without items.
#[derive(Debug)]
#[must_use = "nothing is fetched before it is asked for"]
pub struct JsonPages {
    call: Call,
    cursor: Cursor,
}

/// One page of a listing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct JsonPage {
    /// The whole body, but for the items.
    pub body: Value,
    /// The items.
    pub items: Vec<Value>,
}

impl JsonPages {
    /// The pages of a call, from its offset on.
    pub fn new(call: Call) -> Self {
        let cursor = Cursor::new(&call);
        JsonPages { call, cursor }
    }

    /// The next page; none after the last, or after an error. Dropped before it is done, it can be asked for again.
    ///
    /// # Errors
    /// Any of [`Error`]; [`Error::OffsetLimit`] if there are more items than the service lets itself be asked for.
    pub async fn next(&mut self) -> Option<Result<JsonPage, Error>> {
        if self.cursor.ended {
            return None;
        }
        if let Some(error) = self.cursor.over_the_cap() {
            self.cursor.ended = true;
            return Some(Err(error));
        }
        self.cursor.aim(&mut self.call);
        let page = match self.call.execute().await {
            Ok(reply) => json(&reply).map(|body| self.take_note(body)),
            Err(error) => Err(error),
        };
        self.cursor.ended |= page.is_err();
        Some(page)
    }

    fn take_note(&mut self, mut body: Value) -> JsonPage {
        let paging = self.cursor.paging;
        let total = paging.and_then(|paging| body.get(paging.total)?.as_i64());
        let items = paging.and_then(|paging| body.as_object_mut()?.remove(paging.items));
        let items = match items {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        self.cursor.advance(items.len(), total);
        JsonPage { body, items }
    }

    /// The number of all items, as the last page said; none before the first, or where the service does not tell.
    pub fn total(&self) -> Option<i64> {
        self.cursor.total
    }

    /// Whether that number changed under way: then items may be missing or twice.
    pub fn total_changed(&self) -> bool {
        self.cursor.total_changed
    }

    /// Where the next page begins.
    pub fn offset(&self) -> i64 {
        self.cursor.offset
    }
}
