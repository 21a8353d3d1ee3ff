//! Paging: listings by result page and by item.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::api::call::Call;
use crate::api::request::Request;
use crate::api::response::{ResponseFuture, decode_page};
use crate::error::{Error, IncompleteListing, OffsetLimitError, PageDefect};
use crate::schema::{Field, Paging};
use crate::value::model::AnyModel;
use crate::wire::decode::PageFacts;

/// Number of pages in a row that may be the same if all of their items are equal, as with a limit of 1. One more, and the
/// service seems to ignore the offset.
const SAME_PAGES: u32 = 2;

/// Request of an operation that returns a listing in result pages.
pub trait Paged: Request<Response: AnyModel> + Unpin {
    /// Type of an item.
    type Item: Send + Unpin + 'static;

    /// The items of a result page.
    #[doc(hidden)]
    fn items_of(response: &mut Self::Response) -> &mut Option<Vec<Self::Item>>;

    /// Returns a stream of all result pages, fetched on demand.
    ///
    /// The size of a page is the `limit` of the request, or the default of the service: set the largest value for a long
    /// listing, since services limit the calls per minute. The listing starts at the offset of the request, if that is
    /// set.
    fn pages(mut self) -> Pages<Self> {
        let cursor = Cursor::new(self.call());
        Pages { request: self, cursor, nulls: Vec::new(), fetching: None }
    }

    /// Returns a stream of all items, whose [`pages`](Self::pages) are fetched on demand.
    fn items(self) -> Items<Self> {
        Items { pages: self.pages(), page: Vec::new().into_iter(), read: 0, page_start: 0 }
    }
}

/// Position in a listing, independent of its type.
#[derive(Debug)]
pub(crate) struct Cursor {
    operation: &'static str,
    /// `None` for an operation without paging, which has a single page.
    pub(crate) paging: Option<Paging>,
    pub(crate) offset: i64,
    limit: Option<i64>,
    /// Items of the largest page so far: a service may cap the limit.
    largest: i64,
    /// Hash of the items of the latest page.
    latest: Option<u64>,
    /// Number of pages in a row, up to the latest, that have the same items.
    same: u32,
    /// Largest offset that the service accepts.
    maximum: Option<i64>,
    pub(crate) total: Option<i64>,
    pub(crate) total_changed: bool,
    pub(crate) ended: bool,
}

impl Cursor {
    pub(crate) fn new(call: &Call) -> Self {
        let operation = call.operation();
        let field = |index: usize| operation.parameters.get(index).map(|parameter| &parameter.field);
        let paging = operation.paging;
        let number = |index: usize| call.values().get(index).and_then(|value| value.view().as_i64());
        Cursor {
            operation: operation.id,
            paging,
            offset: paging.and_then(|paging| number(paging.offset)).unwrap_or(0),
            limit: paging.and_then(|paging| {
                number(paging.limit).or_else(|| field(paging.limit).and_then(documented_default))
            }),
            largest: 0,
            latest: None,
            same: 0,
            maximum: paging.and_then(|paging| field(paging.offset)).and_then(documented_maximum),
            total: None,
            total_changed: false,
            ended: false,
        }
    }

    /// Sets the offset of the next page. An offset of 0 is the default and omitted for the first page.
    pub(crate) fn apply_offset(&self, call: &mut Call) {
        if let Some(paging) = self.paging
            && (self.offset != 0 || call.values().get(paging.offset).is_some())
        {
            call.set(paging.offset, self.offset.into());
        }
    }

    /// The error if the offset of the next page exceeds the maximum of the service.
    pub(crate) fn offset_limit_error(&self) -> Option<Error> {
        let maximum = self.maximum.filter(|maximum| self.offset > *maximum)?;
        Some(Error::OffsetLimit(Box::new(OffsetLimitError {
            operation: self.operation,
            maximum,
            offset: self.offset,
            total: self.total,
        })))
    }

    /// Moves past a page.
    ///
    /// # Errors
    ///
    /// [`Error::IncompleteListing`] for an empty page below the total, and for a repeated page: one with the items of the
    /// page before, if two of them differ. Equal items may follow each other, so pages of nothing else may be the same
    /// [`SAME_PAGES`] times.
    pub(crate) fn advance(&mut self, page: &PageFacts) -> Result<(), Error> {
        let received = i64::try_from(page.items).unwrap_or(i64::MAX);
        // A total of 0 beside items says nothing.
        let total = page.total.filter(|total| *total > 0 || received == 0);
        self.total_changed |= self.total.is_some() && total.is_some() && self.total != total;
        self.total = total.or(self.total);
        self.same = if self.latest == Some(page.hash) { self.same + 1 } else { 1 };
        let allowed = if page.differ { 1 } else { SAME_PAGES };
        if received > 0 && self.paging.is_some() && self.same > allowed {
            return Err(self.incomplete(PageDefect::Repeated));
        }
        if received == 0 && self.paging.is_some() && self.total.is_some_and(|total| self.offset < total) {
            return Err(self.incomplete(PageDefect::Empty));
        }
        self.latest = Some(page.hash);
        self.offset = self.offset.saturating_add(received);
        let is_short = self.is_short(received);
        self.largest = self.largest.max(received);
        self.ended = self.paging.is_none()
            || received == 0
            || match self.total {
                Some(total) => self.offset >= total,
                None => is_short,
            };
        Ok(())
    }

    /// True for a page after which a listing without a total ends. A first page below the limit may be one whose limit
    /// the service has capped; a page below an earlier one is the last.
    fn is_short(&self, received: i64) -> bool {
        self.limit.is_some_and(|limit| received < limit) && received < self.largest
    }

    #[cold]
    fn incomplete(&mut self, defect: PageDefect) -> Error {
        self.ended = true;
        Error::IncompleteListing(Box::new(IncompleteListing {
            operation: self.operation,
            offset: self.offset,
            total: self.total,
            defect,
        }))
    }
}

fn documented_default(field: &Field) -> Option<i64> {
    field.default()?.parse().ok()
}

fn documented_maximum(field: &Field) -> Option<i64> {
    field.range()?.max
}

/// Result pages of a listing: see [`Paged::pages`].
///
/// A [`Stream`], with an inherent [`next`](Self::next) that needs no extension trait. Ends after the last page, without
/// fetching an empty one if possible, or after an error; [`offset`](Self::offset) is then the position to continue at.
#[must_use = "nothing is fetched before it is polled"]
pub struct Pages<R: Paged> {
    request: R,
    cursor: Cursor,
    /// Indexes of the nulls that are left out of the items of the latest page.
    nulls: Vec<usize>,
    /// Kept between polls, so that `next` is cancel safe.
    fetching: Option<ResponseFuture<(R::Response, PageFacts)>>,
}

impl<R: Paged> Pages<R> {
    /// Sets the index of the first item, counted from 0, instead of the offset of the request. To be called before the first
    /// page.
    pub fn start_at(mut self, offset: i64) -> Self {
        self.cursor.offset = offset;
        self.fetching = None;
        self
    }

    /// Returns the next page; `None` after the last page or an error. Cancel safe.
    ///
    /// # Errors
    ///
    /// Any [`Error`]; [`Error::OffsetLimit`] if the listing is longer than the largest offset that the service accepts.
    pub async fn next(&mut self) -> Option<Result<R::Response, Error>> {
        std::future::poll_fn(|context| self.poll_page(context)).await
    }

    /// Total number of items as of the latest page; `None` before the first page, or if the service does not report it.
    pub fn total(&self) -> Option<i64> {
        self.cursor.total
    }

    /// True if the total has changed during the listing. Items may then be missing or repeated, since others were added or
    /// removed before them.
    pub fn total_changed(&self) -> bool {
        self.cursor.total_changed
    }

    /// Index of the first item of the next page, for [`start_at`](Self::start_at) of a listing that continues here.
    pub fn offset(&self) -> i64 {
        self.cursor.offset
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Response, Error>>> {
        if self.cursor.ended {
            return Poll::Ready(None);
        }
        if self.fetching.is_none() {
            if let Some(error) = self.cursor.offset_limit_error() {
                self.cursor.ended = true;
                return Poll::Ready(Some(Err(error)));
            }
            self.cursor.apply_offset(self.request.call());
        }
        let fetching = self
            .fetching
            .get_or_insert_with(|| ResponseFuture::new(self.request.call().buffered(), decode_page));
        let page = ready!(Pin::new(fetching).poll(context));
        self.fetching = None;
        let page = page.and_then(|(page, facts)| self.record_page(page, facts));
        self.cursor.ended |= page.is_err();
        Poll::Ready(Some(page))
    }

    fn record_page(&mut self, mut page: R::Response, facts: PageFacts) -> Result<R::Response, Error> {
        self.cursor.advance(&facts)?;
        // Items of any JSON value may be null, and are then not left out.
        let is_whole = R::items_of(&mut page).as_ref().is_none_or(|items| items.len() == facts.items);
        self.nulls = if is_whole { Vec::new() } else { facts.nulls };
        Ok(page)
    }
}

impl<R: Paged> Stream for Pages<R> {
    type Item = Result<R::Response, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

/// Items of a listing: see [`Paged::items`].
///
/// A [`Stream`], with an inherent [`next`](Self::next) that needs no extension trait. Holds one page in memory.
#[must_use = "nothing is fetched before it is polled"]
pub struct Items<R: Paged> {
    pages: Pages<R>,
    page: std::vec::IntoIter<R::Item>,
    /// Number of items of the page that were returned.
    read: i64,
    /// Index of the first item of the page.
    page_start: i64,
}

impl<R: Paged> Items<R> {
    /// Sets the index of the first item, counted from 0, instead of the offset of the request. To be called before the first
    /// item.
    pub fn start_at(mut self, offset: i64) -> Self {
        self.pages = self.pages.start_at(offset);
        self
    }

    /// Returns the next item; `None` after the last item or an error. Cancel safe.
    ///
    /// # Errors
    ///
    /// Any [`Error`]; [`Error::OffsetLimit`] if the listing is longer than the largest offset that the service accepts.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        std::future::poll_fn(|context| self.poll_item(context)).await
    }

    /// Total number of items as of the latest page; `None` before the first page, or if the service does not report it.
    pub fn total(&self) -> Option<i64> {
        self.pages.total()
    }

    /// True if the total has changed during the listing. Items may then be missing or repeated, since others were added or
    /// removed before them.
    pub fn total_changed(&self) -> bool {
        self.pages.total_changed()
    }

    /// Index of the next item, for [`start_at`](Self::start_at) of a listing that continues here.
    pub fn offset(&self) -> i64 {
        if self.page.len() == 0 {
            return self.pages.offset();
        }
        // Each null at or before the next item moves it on by one.
        let next = self.pages.nulls.iter().fold(self.read, |next, null| {
            if i64::try_from(*null).is_ok_and(|null| null <= next) { next + 1 } else { next }
        });
        self.page_start + next
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.read += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let start = self.pages.offset();
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(mut page)) => {
                    self.page = R::items_of(&mut page).take().unwrap_or_default().into_iter();
                    self.read = 0;
                    self.page_start = start;
                }
            }
        }
    }
}

impl<R: Paged> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<R: Paged> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
