//! Server-sent events, as [HTML](https://html.spec.whatwg.org/multipage/server-sent-events.html) defines them.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Buf as _;
use futures_core::Stream;

use super::source::ItemSource;
use crate::api::download::{check_media_type, fits};
use crate::api::response::FromResponse;
use crate::error::Error;
use crate::transport::{RawResponse, TimedBody};
use crate::value::slot::{Content, Scalar, View};
use crate::wire::decode::{self, DecodeError};

/// Data by which many services end a stream of JSON.
const DONE: &str = "[DONE]";

/// A server-sent event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `None` if the service sends none.
    pub event: Option<String>,
    /// The id of this event, or of the last that had one.
    pub id: Option<String>,
    /// The data: JSON of the documented type, or the text itself.
    pub data: T,
}

/// Stream of server-sent events, decoded as they arrive: `text/event-stream`.
///
/// Read with [`next`](Self::next) or as a `Stream`. Dropping it closes the connection. Like a
/// [`Download`](crate::Download), it counts as one of the client's downloads, and the timeout of the call limits the
/// wait for more data, including comments (keep-alives). An event that cannot be decoded is an error and ends the
/// stream; so is an incomplete event at its end. The stream is not resumed: a program that does so can use
/// [`last_id`](Self::last_id) and [`retry`](Self::retry).
///
/// `Events<String>` yields the data as a string. For any other type, the data is decoded as JSON, and `[DONE]` ends the
/// stream.
///
/// ```no_run
/// # use hss_runtime::{Error, Events};
/// # async fn run(mut events: Events<serde_json::Value>) -> Result<(), Error> {
/// while let Some(event) = events.next().await {
///     println!("{}", event?.data);
/// }
/// # Ok(()) }
/// ```
#[must_use = "nothing is read before it is polled"]
pub struct Events<T> {
    source: ItemSource,
    /// The number of bytes of the buffer already searched for a line break.
    scanned: usize,
    /// True if the line before the buffer ended with `\r`; a `\n` at the start of the buffer belongs to that line
    /// break.
    is_after_return: bool,
    is_at_start: bool,
    /// The fields of the incomplete event.
    event: Option<String>,
    data: Option<String>,
    last_id: Option<String>,
    retry: Option<Duration>,
    item: PhantomData<fn() -> T>,
}

impl<T: Content> Events<T> {
    /// Sets the maximum number of bytes of an event. Default: 8 MiB.
    pub fn max_item_bytes(mut self, bytes: usize) -> Self {
        self.source.max_item_bytes = bytes;
        self
    }

    /// The id of the last event that had one, for the header `Last-Event-ID` of another call.
    pub fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// The time to wait before reconnecting, as requested by the service.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Returns the next event; `None` after the last one or an error.
    ///
    /// # Errors
    ///
    /// [`Error::Download`] if the connection breaks, nothing arrives within the timeout of the call, or an event is too
    /// large; [`Error::Decode`] if its data is not JSON of the documented type.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        while !self.source.has_ended {
            if let Some(line) = self.take() {
                if let Some(event) = self.read(&line) {
                    return Poll::Ready(Some(event));
                }
                if self.data.as_ref().is_some_and(|data| data.len() > self.source.max_item_bytes) {
                    return Poll::Ready(Some(Err(self.source.too_large())));
                }
                continue;
            }
            if self.source.buffer.len() > self.source.max_item_bytes {
                return Poll::Ready(Some(Err(self.source.too_large())));
            }
            match ready!(self.source.fill(context)) {
                Ok(true) => {}
                Ok(false) => {
                    self.source.has_ended = true;
                    // The last event must end with an empty line.
                    let is_cut = self.data.is_some() || self.source.buffer.starts_with(b"data");
                    return Poll::Ready(is_cut.then(|| Err(self.source.cut())));
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        Poll::Ready(None)
    }

    /// The next whole line, without its line break.
    fn take(&mut self) -> Option<String> {
        let buffer = &mut self.source.buffer;
        if self.is_after_return && !buffer.is_empty() {
            if buffer.starts_with(b"\n") {
                buffer.advance(1);
            }
            self.is_after_return = false;
        }
        let unseen = buffer.get(self.scanned..).unwrap_or_default();
        let Some(end) = unseen.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.scanned = buffer.len();
            return None;
        };
        let line = buffer.split_to(self.scanned + end);
        self.is_after_return = buffer.starts_with(b"\r");
        buffer.advance(1);
        self.scanned = 0;
        let line = String::from_utf8_lossy(&line);
        let is_at_start = std::mem::take(&mut self.is_at_start);
        Some(line.strip_prefix('\u{feff}').filter(|_| is_at_start).unwrap_or(&line).to_owned())
    }

    /// Reads a line; an empty one ends an event.
    fn read(&mut self, line: &str) -> Option<Result<Event<T>, Error>> {
        if line.is_empty() {
            let event = self.event.take();
            return self.data.take().and_then(|data| self.decode(event, data));
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.event = Some(value.to_owned()).filter(|name| !name.is_empty()),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                none => *none = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => {
                self.last_id = Some(value.to_owned()).filter(|id| !id.is_empty());
            }
            "retry" => self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry),
            // A comment, or a field that is not defined.
            _ => {}
        }
        None
    }

    fn decode(&mut self, event: Option<String>, text: String) -> Option<Result<Event<T>, Error>> {
        let mut data = T::empty();
        let result = if matches!(data.view(), View::Text(_)) {
            match T::from_scalar(Scalar::Text(&text)) {
                Ok(text) => {
                    data = text;
                    Ok(())
                }
                Err(_) => decode::within(text.as_bytes(), &mut data, self.source.max_decoded_bytes()),
            }
        } else if text.trim() == DONE {
            self.source.close();
            return None;
        } else {
            decode::within(text.as_bytes(), &mut data, self.source.max_decoded_bytes())
        };
        Some(match result {
            Ok(()) => Ok(Event { event, id: self.last_id.clone(), data }),
            Err(cause) => Err(self.source.unreadable(text.as_bytes(), cause)),
        })
    }
}

impl<T: Content> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<T: Content> FromResponse for Events<T> {
    const STREAMS: bool = true;

    fn read(response: &RawResponse, stream: Option<TimedBody>) -> Result<Self, DecodeError> {
        check_media_type(response, "text/event-stream", |found| fits(found, "text/event-stream"))?;
        Ok(Events {
            source: ItemSource::new(response, stream),
            scanned: 0,
            is_after_return: false,
            is_at_start: true,
            event: None,
            data: None,
            last_id: None,
            retry: None,
            item: PhantomData,
        })
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("last_id", &self.last_id).finish_non_exhaustive()
    }
}
