//! Listings, page by page and item by item.

use crate::api::call::Call;
use crate::api::request::{Request, decode_reply};
use crate::error::{Error, OffsetLimitError};
use crate::schema::{Field, Paging};
use crate::transport::BoxFuture;
use crate::transport::raw_response::RawResponse;
use crate::value::model::{self, AnyModel};
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call that lists something in pages.
pub trait Paged: Request<Response: AnyModel> + Unpin {
    /// What is listed.
    type Item: Send + Unpin + 'static;

    /// The list in a page.
    #[doc(hidden)]
    fn items_of(response: &mut Self::Response) -> &mut Option<Vec<Self::Item>>;

    /// All pages, one after the other, each fetched when it is asked for.
    ///
    /// A page has as many items as the call's `limit` says or, unless that is set, as the service takes by default:
    /// set it to its largest value for a long listing, since calls are few per minute. The listing begins at the
    /// call's offset, if that is set.
    fn pages(mut self) -> Pages<Self> {
        let cursor = Cursor::new(self.call());
        Pages { request: self, cursor, fetching: None }
    }

    /// All items, one after the other. The same as [`pages`](Self::pages) otherwise.
    fn items(self) -> Items<Self> {
        Items { pages: self.pages(), page: Vec::new().into_iter(), read: 0, page_start: 0 }
    }
}

/// Where a listing is, without knowing of what.
#[derive(Debug)]
pub(crate) struct Cursor {
    operation: &'static str,
    /// None for an operation whose table has no paging: one page is all there is.
    pub(crate) paging: Option<Paging>,
    pub(crate) offset: i64,
    limit: Option<i64>,
    /// The largest offset that the service takes.
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
            maximum: paging.and_then(|paging| field(paging.offset)).and_then(documented_maximum),
            total: None,
            total_changed: false,
            ended: false,
        }
    }

    /// Sets the next page's offset. The first page's is left out if it is 0, as it is by default.
    pub(crate) fn aim(&self, call: &mut Call) {
        if let Some(paging) = self.paging
            && (self.offset != 0 || call.values().get(paging.offset).is_some())
        {
            call.set(paging.offset, self.offset.into());
        }
    }

    /// Whether the next page is past what the service lets itself be asked for.
    pub(crate) fn over_the_cap(&self) -> Option<Error> {
        let maximum = self.maximum.filter(|maximum| self.offset > *maximum)?;
        Some(Error::OffsetLimit(Box::new(OffsetLimitError {
            operation: self.operation,
            maximum,
            offset: self.offset,
            total: self.total,
        })))
    }

    /// Takes note of a page with so many items.
    pub(crate) fn advance(&mut self, received: usize, total: Option<i64>) {
        let received = i64::try_from(received).unwrap_or(i64::MAX);
        self.offset = self.offset.saturating_add(received);
        self.total_changed |= self.total.is_some() && total.is_some() && self.total != total;
        self.total = total.or(self.total);
        self.ended = self.paging.is_none()
            || received == 0
            || match (total, self.limit) {
                (Some(total), _) => self.offset >= total,
                (None, Some(limit)) => received < limit,
                (None, None) => false,
            };
    }
}

fn documented_default(field: &Field) -> Option<i64> {
    field.default()?.parse().ok()
}

fn documented_maximum(field: &Field) -> Option<i64> {
    field.range()?.max
}

/// The pages of a listing: see [`Paged::pages`].
///
/// A [`Stream`], and readable without one by [`next`](Self::next). It ends after the last page, without asking for an
/// empty one where it can be helped, or after an error; [`offset`](Self::offset) then says where to go on.
#[must_use = "nothing is fetched before it is asked for"]
pub struct Pages<R: Paged> {
    request: R,
    cursor: Cursor,
    /// Kept between polls, so that dropping the future of `next` loses no page.
    fetching: Option<BoxFuture<'static, Result<RawResponse, Error>>>,
}

impl<R: Paged> Pages<R> {
    /// Begins at this item, counted from 0, instead of where the call says. To be set before the first page.
    pub fn start_at(mut self, offset: i64) -> Self {
        self.cursor.offset = offset;
        self.fetching = None;
        self
    }

    /// The next page; none after the last, or after an error. Safe to drop before it is done.
    ///
    /// # Errors
    /// Any of [`Error`]; [`Error::OffsetLimit`] if there are more items than the service lets itself be asked for.
    pub async fn next(&mut self) -> Option<Result<R::Response, Error>> {
        std::future::poll_fn(|context| self.poll_page(context)).await
    }

    /// The number of all items, as the last page said; none before the first, or where the service does not tell.
    pub fn total(&self) -> Option<i64> {
        self.cursor.total
    }

    /// Whether that number changed under way: then items may be missing or twice, since others were added or removed
    /// before them.
    pub fn total_changed(&self) -> bool {
        self.cursor.total_changed
    }

    /// Where the next page begins: for [`start_at`](Self::start_at) of another listing that goes on from here.
    pub fn offset(&self) -> i64 {
        self.cursor.offset
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Response, Error>>> {
        if self.cursor.ended {
            return Poll::Ready(None);
        }
        if self.fetching.is_none() {
            if let Some(error) = self.cursor.over_the_cap() {
                self.cursor.ended = true;
                return Poll::Ready(Some(Err(error)));
            }
            self.cursor.aim(self.request.call());
        }
        let fetching = self.fetching.get_or_insert_with(|| self.request.call().execute());
        let reply = ready!(fetching.as_mut().poll(context));
        self.fetching = None;
        let page = reply.and_then(|reply| decode_reply(&reply)).map(|page| self.take_note(page));
        self.cursor.ended |= page.is_err();
        Poll::Ready(Some(page))
    }

    fn take_note(&mut self, mut page: R::Response) -> R::Response {
        let total = self.cursor.paging.and_then(|paging| model::get_i64(&page, paging.total));
        let received = R::items_of(&mut page).as_ref().map_or(0, Vec::len);
        self.cursor.advance(received, total);
        page
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

/// The items of a listing: see [`Paged::items`].
///
/// A [`Stream`], and readable without one by [`next`](Self::next). It holds one page at a time.
#[must_use = "nothing is fetched before it is asked for"]
pub struct Items<R: Paged> {
    pages: Pages<R>,
    page: std::vec::IntoIter<R::Item>,
    /// How many of the page have been given out.
    read: i64,
    /// Where the page began.
    page_start: i64,
}

impl<R: Paged> Items<R> {
    /// Begins at this item, counted from 0, instead of where the call says. To be set before the first item.
    pub fn start_at(mut self, offset: i64) -> Self {
        self.pages = self.pages.start_at(offset);
        self
    }

    /// The next item; none after the last, or after an error. Safe to drop before it is done.
    ///
    /// # Errors
    /// Any of [`Error`]; [`Error::OffsetLimit`] if there are more items than the service lets itself be asked for.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        std::future::poll_fn(|context| self.poll_item(context)).await
    }

    /// The number of all items, as the last page said; none before the first, or where the service does not tell.
    pub fn total(&self) -> Option<i64> {
        self.pages.total()
    }

    /// Whether that number changed under way: then items may be missing or twice, since others were added or removed
    /// before them.
    pub fn total_changed(&self) -> bool {
        self.pages.total_changed()
    }

    /// Where the next item is: for [`start_at`](Self::start_at) of another listing that goes on from here.
    pub fn offset(&self) -> i64 {
        if self.page.len() == 0 { self.pages.offset() } else { self.page_start + self.read }
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
