//! Streams of JSON values: one per line (NDJSON, JSON Lines), or one after each record separator (JSON text sequences).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::source::ItemSource;
use crate::api::download::{check_media_type, fits};
use crate::api::response::FromResponse;
use crate::error::Error;
use crate::transport::{RawResponse, TimedBody};
use crate::value::ascii_case::contains_ignoring_case;
use crate::value::slot::Content;
use crate::wire::decode::{self, DecodeError};

/// The byte before each value of a [JSON text sequence](https://www.rfc-editor.org/rfc/rfc7464).
const RECORD_SEPARATOR: u8 = 0x1E;

/// Stream of JSON values, decoded as they arrive: `application/x-ndjson`, `application/jsonl`, `application/json-seq`.
///
/// Read with [`next`](Self::next) or as a `Stream`. Dropping it closes the connection. Like a
/// [`Download`](crate::Download), it counts as one of the client's downloads, and the timeout of the call limits the
/// wait for more data. Empty lines are skipped. A value that cannot be decoded is an error and ends the stream; so is
/// an incomplete value at its end.
///
/// ```no_run
/// # use hss_runtime::{Error, JsonLines};
/// # async fn run(mut lines: JsonLines<serde_json::Value>) -> Result<(), Error> {
/// while let Some(line) = lines.next().await {
///     println!("{}", line?);
/// }
/// # Ok(()) }
/// ```
#[must_use = "nothing is read before it is polled"]
pub struct JsonLines<T> {
    source: ItemSource,
    /// The number of bytes of the buffer already searched for a separator.
    scanned: usize,
    /// The byte between values; `None` before the first byte has arrived.
    separator: Option<u8>,
    item: PhantomData<fn() -> T>,
}

impl<T: Content> JsonLines<T> {
    /// Sets the maximum number of bytes of a value. Default: 8 MiB.
    pub fn max_item_bytes(mut self, bytes: usize) -> Self {
        self.source.max_item_bytes = bytes;
        self
    }

    /// Returns the next value; `None` after the last one or an error.
    ///
    /// # Errors
    ///
    /// [`Error::Download`] if the connection breaks, nothing arrives within the timeout of the call, or a value is too
    /// large; [`Error::Decode`] if one is not JSON of the documented type.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        while !self.source.has_ended {
            if let Some(item) = self.take() {
                if !item.trim_ascii().is_empty() {
                    return Poll::Ready(Some(self.decode(&item)));
                }
                continue;
            }
            if self.source.buffer.len() > self.source.max_item_bytes {
                return Poll::Ready(Some(Err(self.source.too_large())));
            }
            match ready!(self.source.fill(context)) {
                Ok(true) => {}
                Ok(false) => {
                    // The last value may have no line break.
                    let rest = self.source.buffer.split().freeze();
                    self.source.has_ended = true;
                    return Poll::Ready((!rest.trim_ascii().is_empty()).then(|| self.decode_last(&rest)));
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        Poll::Ready(None)
    }

    /// The bytes before the next separator.
    fn take(&mut self) -> Option<Bytes> {
        let buffer = &mut self.source.buffer;
        let separator = *match &mut self.separator {
            Some(separator) => separator,
            none => none.insert(match *buffer.first()? {
                RECORD_SEPARATOR => RECORD_SEPARATOR,
                _ => b'\n',
            }),
        };
        let unseen = buffer.get(self.scanned..).unwrap_or_default();
        let Some(end) = unseen.iter().position(|byte| *byte == separator) else {
            self.scanned = buffer.len();
            return None;
        };
        let item = buffer.split_to(self.scanned + end);
        bytes::Buf::advance(buffer, 1);
        self.scanned = 0;
        Some(item.freeze())
    }

    fn decode(&mut self, item: &[u8]) -> Result<T, Error> {
        if item.len() > self.source.max_item_bytes {
            return Err(self.source.too_large());
        }
        let mut value = T::empty();
        match decode::within(item, &mut value, self.source.max_decoded_bytes()) {
            Ok(()) => Ok(value),
            Err(cause) => Err(self.source.unreadable(item, cause)),
        }
    }

    /// Decodes the data after the last separator: a whole value, or the part that has arrived.
    fn decode_last(&mut self, item: &[u8]) -> Result<T, Error> {
        let is_whole = decode::within(item, &mut serde_json::Value::Null, self.source.max_decoded_bytes());
        if is_whole.is_err() {
            return Err(self.source.cut());
        }
        self.decode(item)
    }
}

impl<T: Content> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T: Content> FromResponse for JsonLines<T> {
    const STREAMS: bool = true;

    fn read(response: &RawResponse, stream: Option<TimedBody>) -> Result<Self, DecodeError> {
        // Services use several media types for the same format.
        check_media_type(response, &response.documented, |found| {
            contains_ignoring_case(found, "json")
                || fits(found, &response.documented)
                || fits(found, "text/plain")
        })?;
        let source = ItemSource::new(response, stream);
        Ok(JsonLines { source, scanned: 0, separator: None, item: PhantomData })
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JsonLines")
    }
}
