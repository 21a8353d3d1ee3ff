//! Decoded responses.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::error::{Error, UnreadableResponse};
use crate::pipeline::{MAX_INLINE_BYTES, ReceivedResponse, run_blocking};
use crate::schema::{NextPage, Paging};
use crate::transport::{BoxFuture, RawResponse, TimedBody};
use crate::value::ascii_case::contains_ignoring_case;
use crate::value::slot::{Content, Scalar, View};
use crate::wire::decode::{self, DecodeError, PageInfo};
use crate::wire::link;

/// Type of a successful response: a model or another JSON value, nothing (`()`), or a [file](crate::Download).
pub trait FromResponse: Sized + Send + 'static {
    /// `true` if the value is created before the body is read.
    #[doc(hidden)]
    const STREAMS: bool = false;

    /// Decodes a response, whose body may be streaming.
    ///
    /// # Errors
    ///
    /// The body cannot be decoded. The error has the position, the value found and the expected type.
    #[doc(hidden)]
    fn read(response: &RawResponse, stream: Option<TimedBody>) -> Result<Self, DecodeError>;
}

impl<T: Content + Send> FromResponse for T {
    fn read(response: &RawResponse, _: Option<TimedBody>) -> Result<Self, DecodeError> {
        let mut value = T::empty();
        if response.body.is_empty() && is_empty_response(response, value.view()) {
            return Ok(value);
        }
        match decode::within(&response.body, &mut value, response.max_decoded_bytes) {
            Ok(()) => Ok(value),
            Err(cause) => match text_of_any(response).and_then(|text| T::from_scalar(text).ok()) {
                Some(text) => Ok(text),
                None => Err(other_media_type(response).unwrap_or(cause)),
            },
        }
    }
}

/// The body as text, if the document allows any media type.
#[cold]
fn text_of_any(response: &RawResponse) -> Option<Scalar<'_>> {
    let text = std::str::from_utf8(&response.body).ok()?;
    (&*response.documented == "*/*").then_some(Scalar::Text(text))
}

/// A success that may have no content, or be null.
impl<T: FromResponse> FromResponse for Option<T> {
    const STREAMS: bool = T::STREAMS;

    fn read(response: &RawResponse, stream: Option<TimedBody>) -> Result<Self, DecodeError> {
        let is_bodiless = matches!(response.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
        let is_null = || response.body.is_empty() || response.body.trim_ascii() == b"null";
        if is_bodiless || stream.is_none() && is_null() {
            return Ok(None);
        }
        T::read(response, stream).map(Some)
    }
}

/// True if an empty body is a valid response: by its status, or because the type has an empty value. A
/// number or a string has none.
fn is_empty_response(response: &RawResponse, value: View<'_>) -> bool {
    matches!(response.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT)
        || matches!(
            value,
            View::Absent | View::Model(_) | View::Union(_) | View::List(_) | View::Map(_) | View::Json(_)
        )
}

/// The error of a body that is not JSON, since it is of another media type.
#[cold]
fn other_media_type(response: &RawResponse) -> Option<DecodeError> {
    let found = String::from_utf8_lossy(response.headers.get(CONTENT_TYPE)?.as_bytes());
    let documented = if response.documented.is_empty() { "application/json" } else { &*response.documented };
    (!contains_ignoring_case(&found, "json")).then(|| DecodeError::other_media_type(&found, documented))
}

/// Successful response with its metadata.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// Decoded body.
    pub value: T,
    /// HTTP status.
    pub status: StatusCode,
    /// Request id, for the vendor's support.
    pub request_id: Option<String>,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as received; empty for a file, which is streamed.
    pub body: Bytes,
}

impl<T: FromResponse> Response<T> {
    pub(crate) fn new(ReceivedResponse { response, stream, .. }: ReceivedResponse) -> Result<Self, Error> {
        let value = decode(&response, stream)?;
        let RawResponse { status, request_id, headers, body, .. } = response;
        Ok(Response { value, status, request_id, headers, body })
    }
}

impl<T> Response<T> {
    /// The value of a header, by its name in any case; `None` if it is missing or not text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Shows the length of the body instead of its content.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// Decodes a buffered response.
pub(crate) fn decode_response<T: FromResponse>(response: &RawResponse) -> Result<T, Error> {
    decode(response, None)
}

/// Decodes a response whose body may be streaming.
pub(crate) fn decode_received<T: FromResponse>(received: ReceivedResponse) -> Result<T, Error> {
    decode(&received.response, received.stream)
}

/// Decodes a result page, and reads its paging information.
pub(crate) fn decode_page<T: FromResponse>(received: ReceivedResponse) -> Result<(T, PageInfo), Error> {
    let ReceivedResponse { response, stream, deadline } = received;
    let page = decode(&response, stream)?;
    let info = match deadline.operation.paging {
        Some(paging) => decode::page_info(&response.body, paging),
        None => Ok(PageInfo::default()),
    };
    let mut info = info.map_err(|cause| unreadable(&response, cause))?;
    if let Some(Paging { next: NextPage::Link, .. }) = deadline.operation.paging {
        info.next = link::next(&response.headers).map(Into::into);
    }
    Ok((page, info))
}

/// Decodes a response. A compressed body is an error: a transport that requests compression decompresses it.
fn decode<T: FromResponse>(response: &RawResponse, stream: Option<TimedBody>) -> Result<T, Error> {
    let encoding = response.headers.get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity");
    let encoded =
        |encoding: &HeaderValue| DecodeError::encoded(&String::from_utf8_lossy(encoding.as_bytes()));
    match encoding {
        Some(encoding) if stream.is_some() => Err(encoded(encoding)),
        // A transport may decompress a body and keep the header.
        Some(encoding) => T::read(response, stream).map_err(|_| encoded(encoding)),
        None => T::read(response, stream),
    }
    .map_err(|cause| unreadable(response, cause))
}

#[cold]
fn unreadable(response: &RawResponse, cause: DecodeError) -> Error {
    Error::Decode(Box::new(UnreadableResponse {
        operation: response.operation,
        status: response.status,
        request_id: response.request_id.clone(),
        body: response.body.clone(),
        cause,
    }))
}

/// Future of a response. Borrows nothing and may move between threads.
///
/// A body above 256 KiB is decoded on a thread for blocking work, so that it does not block the executor.
#[must_use = "nothing is sent before it is awaited"]
pub struct ResponseFuture<T> {
    received: BoxFuture<'static, Result<ReceivedResponse, Error>>,
    decode: fn(ReceivedResponse) -> Result<T, Error>,
    /// Decoding of a large body.
    decoding: Option<Decoding<T>>,
}

impl<T> ResponseFuture<T> {
    pub(crate) fn new(
        received: BoxFuture<'static, Result<ReceivedResponse, Error>>,
        decode: fn(ReceivedResponse) -> Result<T, Error>,
    ) -> Self {
        ResponseFuture { received, decode, decoding: None }
    }
}

impl<T: Send + 'static> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { received, decode, decoding } = &mut *self;
        let decoding = match decoding {
            Some(decoding) => decoding,
            None => {
                let received = ready!(received.as_mut().poll(context))?;
                if received.response.body.len() <= MAX_INLINE_BYTES {
                    return Poll::Ready(decode(received));
                }
                decoding.insert(Decoding::start(received, *decode))
            }
        };
        ready!(decoding.end.as_mut().poll(context))?;
        Poll::Ready(decoding.task.finish())
    }
}

/// Decoding of a large body on another thread, within the deadline of the call.
struct Decoding<T> {
    end: BoxFuture<'static, Result<(), Error>>,
    task: Arc<Task<T>>,
}

impl<T: Send + 'static> Decoding<T> {
    fn start(received: ReceivedResponse, decode: fn(ReceivedResponse) -> Result<T, Error>) -> Self {
        let deadline = received.deadline.clone();
        let task = Arc::new(Task { decode, stage: Mutex::new(Stage::Received(Box::new(received))) });
        let work = task.clone();
        Decoding { end: run_blocking(Box::new(move || work.run()), deadline), task }
    }
}

/// The decoding of a response.
struct Task<T> {
    decode: fn(ReceivedResponse) -> Result<T, Error>,
    stage: Mutex<Stage<T>>,
}

enum Stage<T> {
    Received(Box<ReceivedResponse>),
    Running,
    Decoded(Result<T, Error>),
}

impl<T> Task<T> {
    /// Decodes the response unless it was decoded before.
    fn run(&self) {
        match self.replace(Stage::Running) {
            Stage::Received(received) => drop(self.replace(Stage::Decoded((self.decode)(*received)))),
            other => drop(self.replace(other)),
        }
    }

    /// The result, decoded here if the thread has not run.
    fn finish(&self) -> Result<T, Error> {
        self.run();
        match self.replace(Stage::Running) {
            Stage::Decoded(result) => result,
            Stage::Received(_) | Stage::Running => Err(Error::config("decoding the response has panicked")),
        }
    }

    fn replace(&self, stage: Stage<T>) -> Stage<T> {
        mem::replace(&mut *self.stage.lock().unwrap_or_else(PoisonError::into_inner), stage)
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}
