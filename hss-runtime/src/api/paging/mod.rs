//! Paging: listings by result page and by item.

pub(crate) mod cursor;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::api::paging::cursor::Cursor;
use crate::api::request::Request;
use crate::api::response::{ResponseFuture, decode_page};
use crate::error::Error;
use crate::value::position::Position;
use crate::wire::decode::PageInfo;

/// Request of an operation that returns a listing in result pages.
pub trait Paged: Request + Unpin {
    /// Type of an item.
    type Item: Send + Unpin + 'static;

    /// The items of a result page; `None` if it has no list.
    #[doc(hidden)]
    fn items_of(response: &mut Self::Response) -> Option<&mut Vec<Self::Item>>;

    /// Returns a stream of all result pages, fetched on demand.
    ///
    /// The size of a page is the `limit` of the request, or the default of the service: set the largest value for a long
    /// listing, since services limit the calls per minute. The listing starts at the offset, page or token of the request,
    /// if that is set.
    fn pages(mut self) -> Pages<Self> {
        let cursor = Cursor::new(self.call());
        Pages { request: self, cursor, nulls: Vec::new(), fetching: None }
    }

    /// Returns a stream of all items, whose [`pages`](Self::pages) are fetched on demand.
    fn items(self) -> Items<Self> {
        Items {
            pages: self.pages(),
            page: Vec::new().into_iter(),
            read: 0,
            start: ItemPosition::default(),
            page_start: 0,
        }
    }
}

/// Result pages of a listing: see [`Paged::pages`].
///
/// A [`Stream`], with an inherent [`next`](Self::next) that needs no extension trait. Ends after the last page, without
/// fetching an empty one if possible, or after an error; [`offset`](Self::offset) is then the position to continue
/// from.
#[must_use = "nothing is fetched before it is polled"]
pub struct Pages<R: Paged> {
    request: R,
    cursor: Cursor,
    /// Indexes of the nulls that are left out of the items of the latest page.
    nulls: Vec<usize>,
    /// Kept between polls, so that `next` is cancel safe.
    fetching: Option<ResponseFuture<(R::Response, PageInfo)>>,
}

impl<R: Paged> Pages<R> {
    /// Sets the index of the first item, counted from 0, instead of the offset of the request. Must be called before
    /// the first page. A listing without an offset returns an error; use [`resume_at`](Self::resume_at) for it.
    pub fn start_at(self, offset: i64) -> Self {
        self.resume_at(Position::Offset(offset))
    }

    /// Starts at the [`position`](Self::position) of another listing of the same call. Must be called before the first
    /// page. A position of another kind of listing returns an error.
    pub fn resume_at(mut self, position: Position) -> Self {
        self.cursor.start(position);
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

    /// Index of the first item of the next page, for [`start_at`](Self::start_at) of a listing that continues here; without
    /// an offset, the number of items that were read.
    pub fn offset(&self) -> i64 {
        self.cursor.offset
    }

    /// Position of the next page, for [`resume_at`](Self::resume_at) of a listing that continues here; after an error, of
    /// the page that could not be read.
    pub fn position(&self) -> &Position {
        &self.cursor.position
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Response, Error>>> {
        if self.cursor.ended {
            return Poll::Ready(None);
        }
        if self.fetching.is_none()
            && let Err(error) = self.cursor.apply(self.request.call())
        {
            self.cursor.ended = true;
            return Poll::Ready(Some(Err(error)));
        }
        let fetching = self
            .fetching
            .get_or_insert_with(|| ResponseFuture::new(self.request.call().buffered(), decode_page));
        let page = ready!(Pin::new(fetching).poll(context));
        self.fetching = None;
        let page = page.and_then(|(page, info)| self.record_page(page, info));
        self.cursor.ended |= page.is_err();
        Poll::Ready(Some(page))
    }

    fn record_page(&mut self, mut page: R::Response, info: PageInfo) -> Result<R::Response, Error> {
        // Items of any JSON type may be null; such nulls are kept.
        let is_whole = R::items_of(&mut page).is_none_or(|items| items.len() == info.items);
        self.nulls = if is_whole { Vec::new() } else { info.nulls.clone() };
        self.cursor.advance(info, self.request.call())?;
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
    /// Position of the page, and index of its first item.
    start: ItemPosition,
    page_start: i64,
}

/// Position of an item in a listing: the position of its page, and the number of items before it on that page.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ItemPosition {
    /// Position of the page.
    pub page: Position,
    /// Number of items before it on the page.
    pub before: usize,
}

impl ItemPosition {
    /// The position of the item with this many others before it on its page; for one that was stored.
    pub fn new(page: Position, before: usize) -> Self {
        Self { page, before }
    }
}

impl<R: Paged> Items<R> {
    /// Sets the index of the first item, counted from 0, instead of the offset of the request. Must be called before
    /// the first item.
    pub fn start_at(mut self, offset: i64) -> Self {
        self.pages = self.pages.start_at(offset);
        self
    }

    /// Starts at the [`position`](Self::position) of another listing of the same call. Must be called before the first
    /// item. A position of another kind of listing returns an error.
    pub fn resume_at(mut self, position: ItemPosition) -> Self {
        self.pages = self.pages.resume_at(position.page.clone());
        self.start = position;
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
        // Each null at or before the next item shifts it by one.
        let next = self.pages.nulls.iter().fold(self.read, |next, null| {
            if i64::try_from(*null).is_ok_and(|null| null <= next) { next + 1 } else { next }
        });
        self.page_start + next
    }

    /// Position of the next item, for [`resume_at`](Self::resume_at) of a listing that continues here.
    pub fn position(&self) -> ItemPosition {
        match self.pages.position() {
            Position::Offset(_) => ItemPosition { page: Position::Offset(self.offset()), before: 0 },
            next if self.page.len() == 0 && !self.pages.cursor.ended => {
                ItemPosition { page: next.clone(), before: self.start.before }
            }
            _ => ItemPosition {
                page: self.start.page.clone(),
                before: usize::try_from(self.read).unwrap_or(usize::MAX),
            },
        }
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.read += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            let (start, position) = (self.pages.offset(), self.pages.position().clone());
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    (self.read, self.start.page) = (0, position);
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(mut page)) => {
                    let items = R::items_of(&mut page).map(std::mem::take).unwrap_or_default();
                    self.page = items.into_iter();
                    // Items that were read before the listing was interrupted.
                    let before = std::mem::take(&mut self.start.before);
                    self.read = (&mut self.page).take(before).count() as i64;
                    (self.page_start, self.start.page) = (start, position);
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
