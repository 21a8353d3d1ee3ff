//! The position in a listing, independent of its type.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::Value as Json;

use crate::api::call::Call;
use crate::error::{Error, IncompleteListing, OffsetLimitError, PageDefect};
use crate::schema::{Field, Input, Kind, NextPage, Paging};
use crate::transport::{NotFollowed, Target};
use crate::value::Value;
use crate::value::position::Position;
use crate::wire::decode::PageInfo;

/// Maximum number of consecutive pages with the same items, if all items of a page are equal, as with a limit of 1. One
/// more page, and the service seems to ignore the offset.
const SAME_PAGES: u32 = 2;

/// Number of consecutive empty pages, each with a token for the next one, after which a listing seems endless.
const EMPTY_PAGES: u32 = 1_000;

/// Position in a listing, independent of its type.
#[derive(Debug)]
pub(crate) struct Cursor {
    operation: &'static str,
    /// `None` for an operation without paging, which has a single page.
    pub(crate) paging: Option<Paging>,
    /// The next page, or the one that could not be read.
    pub(crate) position: Position,
    /// Its target, if an address is followed.
    target: Option<Target>,
    /// Index of the first item of the next page, counted from the page at which reading started.
    pub(crate) offset: i64,
    /// True if reading began with the first page or an offset, so that the offset can be compared with the total.
    is_counted: bool,
    limit: Option<i64>,
    /// Items of the largest page so far: a service may cap the limit.
    largest: i64,
    /// Hash of the items of the latest page.
    latest: Option<u64>,
    /// Hash of the items of the first page whose items differ.
    first: Option<u64>,
    /// Number of consecutive pages, up to the latest, that have the same items.
    same: u32,
    /// Number of consecutive empty pages.
    empty: u32,
    /// Hashes of the tokens and addresses of all pages so far.
    seen: HashSet<u64>,
    /// Largest offset that the service accepts.
    maximum: Option<i64>,
    pub(crate) total: Option<i64>,
    pub(crate) total_changed: bool,
    pub(crate) ended: bool,
}

/// The end of a page, compared with the rest of the listing.
struct PageEnd {
    /// Number of the page's items.
    received: i64,
    /// Index after its last item.
    offset: i64,
    /// True if the page is the last one by the total or, without one, by its length.
    is_last: bool,
    /// True if the page should have items according to the total.
    is_below: bool,
}

impl Cursor {
    pub(crate) fn new(call: &Call) -> Self {
        let operation = call.operation();
        let paging = operation.paging;
        let given = |input: Option<Input>| call.input(input?);
        let number = |input: Option<Input>| given(input)?.as_i64();
        let field = |input: Option<Input>| input?.field(operation);
        let limit = paging.and_then(|paging| paging.limit);
        let input = paging.and_then(|paging| paging.next.input());
        let is_offset = matches!(paging, Some(Paging { next: NextPage::Offset { .. }, .. }));
        let mut cursor = Cursor {
            operation: operation.id,
            paging,
            position: Position::First,
            target: None,
            offset: 0,
            is_counted: true,
            limit: number(limit).or_else(|| field(limit).and_then(documented_default)),
            largest: 0,
            latest: None,
            first: None,
            same: 0,
            empty: 0,
            seen: HashSet::new(),
            maximum: field(input).filter(|_| is_offset).and_then(documented_maximum),
            total: None,
            total_changed: false,
            ended: false,
        };
        cursor.start(match paging.map(|paging| paging.next) {
            Some(NextPage::Offset { .. }) => Position::Offset(number(input).unwrap_or(0)),
            Some(NextPage::Page { first, .. }) => Position::Page(number(input).unwrap_or(first)),
            Some(NextPage::Token { .. } | NextPage::Marker { .. }) => {
                given(input).map_or(Position::First, Position::Token)
            }
            _ => Position::First,
        });
        cursor
    }

    /// Starts at a position of any kind.
    pub(crate) fn start(&mut self, position: Position) {
        let position = match (position, self.paging.map(|paging| paging.next)) {
            (Position::First, Some(NextPage::Offset { .. })) => Position::Offset(0),
            (Position::First, Some(NextPage::Page { first, .. })) => Position::Page(first),
            (position, _) => position,
        };
        self.target = None;
        (self.offset, self.is_counted) = match (&position, self.paging.map(|paging| paging.next)) {
            (Position::Offset(offset), _) => (*offset, true),
            (Position::First, _) => (0, true),
            (Position::Page(page), Some(NextPage::Page { first, .. })) => (0, *page == first),
            _ => (0, false),
        };
        self.position = position;
    }

    /// Sets the inputs of the next page. An offset of 0 is the default and omitted for the first page.
    ///
    /// # Errors
    ///
    /// [`Error::OffsetLimit`] for an offset above the maximum of the service, [`Error::Config`] for a position that is not
    /// of this kind of listing.
    pub(crate) fn apply(&mut self, call: &mut Call) -> Result<(), Error> {
        let Some(paging) = self.paging else { return Ok(()) };
        match (&self.position, paging.next) {
            (Position::First, _) => call.set_target(None),
            (Position::Offset(offset), NextPage::Offset { input }) => {
                if let Some(error) = self.offset_limit_error() {
                    return Err(error);
                }
                if *offset != 0 || call.input(input).is_some() {
                    call.set_input(input, (*offset).into());
                }
            }
            (Position::Page(page), NextPage::Page { input, .. }) => call.set_input(input, (*page).into()),
            (Position::Token(token), NextPage::Token { input, .. } | NextPage::Marker { input, .. }) => {
                self.seen.insert(hash(token));
                set_token(call, input, token).map_err(|()| self.incomplete(PageDefect::Unusable))?;
            }
            (Position::Address(address), NextPage::Url { .. } | NextPage::Link) => {
                self.seen.insert(hash(&address.as_str().into()));
                let target = match self.target.take() {
                    Some(target) => Ok(target),
                    None => call.follow(address),
                };
                call.set_target(Some(target.map_err(|refusal| self.incomplete(defect(refusal)))?));
            }
            (position, _) => {
                let message = format!("{}: the listing has no {position}", self.operation);
                return Err(Error::config(message));
            }
        }
        Ok(())
    }

    /// The error if the offset of the next page exceeds the maximum of the service.
    fn offset_limit_error(&self) -> Option<Error> {
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
    /// [`Error::IncompleteListing`] for an empty page below the total, for a next page that was already read or cannot be
    /// requested, and for a repeated page: one with the items of the previous page, if two of them differ. Equal items may
    /// follow each other, so pages of equal items may be the same [`SAME_PAGES`] times.
    pub(crate) fn advance(&mut self, page: PageInfo, call: &Call) -> Result<(), Error> {
        let received = i64::try_from(page.items).unwrap_or(i64::MAX);
        // A total of 0 with items is meaningless.
        let total = page.total.filter(|total| *total > 0 || received == 0);
        self.total_changed |= self.total.is_some() && total.is_some() && self.total != total;
        self.total = total.or(self.total);
        let Some(paging) = self.paging else {
            self.offset = self.offset.saturating_add(received);
            self.ended = true;
            return Ok(());
        };
        if received > 0 && self.repeats(&page, paging.next) {
            return Err(self.incomplete(PageDefect::Repeated));
        }
        let is_below = self.is_counted && self.total.is_some_and(|total| self.offset < total);
        let is_short = self.is_short(received);
        self.largest = self.largest.max(received);
        self.empty = if received == 0 { self.empty + 1 } else { 0 };
        let offset = self.offset.saturating_add(received);
        let is_last = match self.total.filter(|_| self.is_counted) {
            Some(total) => offset >= total,
            None => is_short,
        };
        let next = self.next(paging.next, page, PageEnd { received, offset, is_last, is_below }, call)?;
        match next {
            None => self.ended = true,
            Some(next) => {
                if self.is_known(&next) {
                    return Err(self.incomplete(PageDefect::Circle));
                }
                if self.empty >= EMPTY_PAGES {
                    return Err(self.incomplete(PageDefect::Endless));
                }
                self.position = next;
            }
        }
        self.offset = offset;
        Ok(())
    }

    /// The position of the next page; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`Error::IncompleteListing`] for an empty page below the total, and for a next page that cannot be requested.
    fn next(
        &mut self,
        paging: NextPage,
        page: PageInfo,
        end: PageEnd,
        call: &Call,
    ) -> Result<Option<Position>, Error> {
        let PageEnd { received, offset, is_last, is_below } = end;
        Ok(match (paging, &self.position) {
            (NextPage::Offset { .. }, _) => {
                if received == 0 && is_below {
                    return Err(self.incomplete(PageDefect::Empty));
                }
                (received > 0 && !is_last).then_some(Position::Offset(offset))
            }
            (NextPage::Page { first, .. }, Position::Page(number)) => {
                let read = number.saturating_sub(first).saturating_add(1);
                let has_more = page.pages.map(|pages| read < pages);
                if received == 0 && has_more.unwrap_or(is_below) {
                    return Err(self.incomplete(PageDefect::Empty));
                }
                has_more
                    .unwrap_or(received > 0 && !is_last)
                    .then_some(Position::Page(number.saturating_add(1)))
            }
            (NextPage::Marker { .. }, _) if received == 0 && is_below => {
                return Err(self.incomplete(PageDefect::Empty));
            }
            (NextPage::Marker { .. }, _) if received == 0 || (self.total.is_some() && is_last) => None,
            (NextPage::Marker { .. }, _) if page.next.is_none() => {
                return Err(self.incomplete(PageDefect::NoMarker));
            }
            (NextPage::Token { .. } | NextPage::Marker { .. }, _) => page.next.map(Position::Token),
            (NextPage::Url { .. } | NextPage::Link, _) => match page.next {
                Some(Json::String(address)) => Some(self.follow(&address, call)?),
                Some(_) => return Err(self.incomplete(PageDefect::Unusable)),
                None => None,
            },
            (NextPage::Page { .. }, _) => None,
        })
    }

    /// The position of the page at an address in a response to this call.
    fn follow(&mut self, address: &str, call: &Call) -> Result<Position, Error> {
        let target = call.follow(address).map_err(|refusal| self.incomplete(defect(refusal)))?;
        let position = Position::Address(target.text());
        self.target = Some(target);
        Ok(position)
    }

    /// True for a page that was already read, as its token or address shows.
    fn is_known(&self, next: &Position) -> bool {
        match next {
            Position::Token(token) => self.seen.contains(&hash(token)),
            Position::Address(address) => self.seen.contains(&hash(&address.as_str().into())),
            _ => false,
        }
    }

    /// True for a page with the items of the previous page, or with those of the first page if tokens may lead back to it.
    fn repeats(&mut self, page: &PageInfo, next: NextPage) -> bool {
        self.same = if self.latest == Some(page.hash) { self.same + 1 } else { 1 };
        let allowed = if page.differ { 1 } else { SAME_PAGES };
        let by_number = matches!(next, NextPage::Offset { .. } | NextPage::Page { .. });
        let is_first = page.differ && !by_number && self.first == Some(page.hash);
        self.latest = Some(page.hash);
        self.first = self.first.or(Some(page.hash).filter(|_| page.differ));
        self.same > allowed || is_first
    }

    /// True for a page after which a listing without a total ends. A first page shorter than the limit may only mean
    /// that the service caps the limit; a page shorter than an earlier one is the last.
    fn is_short(&self, received: i64) -> bool {
        self.limit.is_some_and(|limit| received < limit) && received < self.largest
    }

    #[cold]
    fn incomplete(&mut self, defect: PageDefect) -> Error {
        self.ended = true;
        Error::IncompleteListing(Box::new(IncompleteListing {
            operation: self.operation,
            offset: self.offset,
            position: self.position.clone(),
            total: self.total,
            defect,
        }))
    }
}

fn defect(refusal: NotFollowed) -> PageDefect {
    match refusal {
        NotFollowed::OtherServer => PageDefect::OtherServer,
        NotFollowed::Unusable => PageDefect::Unusable,
    }
}

/// Sets a token in the type of its input; an error if it cannot be converted.
fn set_token(call: &mut Call, input: Input, token: &Json) -> Result<(), ()> {
    if let Input::Field(path) = input {
        call.set_field(path, token.clone());
        return Ok(());
    }
    let kind = input.field(call.operation()).map(|field| field.kind);
    let value: Value = match (token, kind) {
        (Json::String(text), Some(Kind::Integer)) => text.parse::<i64>().map_err(|_| ())?.into(),
        (Json::String(text), _) => text.as_str().into(),
        (Json::Number(number), Some(Kind::String)) => number.to_string().into(),
        (Json::Number(number), _) => number.as_i64().ok_or(())?.into(),
        _ => return Err(()),
    };
    call.set_input(input, value);
    Ok(())
}

fn hash(token: &Json) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.to_string().hash(&mut hasher);
    hasher.finish()
}

fn documented_default(field: &Field) -> Option<i64> {
    field.default()?.parse().ok()
}

fn documented_maximum(field: &Field) -> Option<i64> {
    field.range()?.max
}
