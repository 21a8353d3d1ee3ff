//! Decoded responses.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::StatusCode;

use crate::error::{Error, UnreadableResponse};
use crate::transport::{BoxFuture, RawResponse, ReceivedResponse, TimedBody};
use crate::value::slot::Content;
use crate::wire::decode::{self, DecodeError};

/// Type of a successful response: a model or another JSON value, nothing (`()`), or a [file](crate::Download).
pub trait FromResponse: Sized + Send + 'static {
    /// Decodes a response, whose body may be streaming.
    ///
    /// # Errors
    ///
    /// Position in the body, found and expected value.
    #[doc(hidden)]
    fn read(response: &RawResponse, stream: Option<TimedBody>) -> Result<Self, DecodeError>;
}

impl<T: Content> FromResponse for T {
    fn read(response: &RawResponse, _: Option<TimedBody>) -> Result<Self, DecodeError> {
        let mut value = T::empty();
        decode::within(&response.body, &mut value, response.max_decoded_bytes)?;
        Ok(value)
    }
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
    /// Body as received; empty for a file, which is streamed.
    pub body: Bytes,
}

impl<T: FromResponse> Response<T> {
    pub(crate) fn new(ReceivedResponse { response, stream }: ReceivedResponse) -> Result<Self, Error> {
        let value = decode(&response, stream)?;
        let RawResponse { status, request_id, body, .. } = response;
        Ok(Response { value, status, request_id, body })
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

fn decode<T: FromResponse>(response: &RawResponse, stream: Option<TimedBody>) -> Result<T, Error> {
    T::read(response, stream).map_err(|cause| unreadable(response, cause))
}

#[cold]
pub(crate) fn unreadable(response: &RawResponse, cause: DecodeError) -> Error {
    Error::Decode(Box::new(UnreadableResponse {
        operation: response.operation,
        status: response.status,
        request_id: response.request_id.clone(),
        body: response.body.clone(),
        cause,
    }))
}

/// Future of a response. Borrows nothing and may move between threads.
#[must_use = "nothing is sent before it is awaited"]
pub struct ResponseFuture<T> {
    received: BoxFuture<'static, Result<ReceivedResponse, Error>>,
    decode: fn(ReceivedResponse) -> Result<T, Error>,
}

impl<T> ResponseFuture<T> {
    pub(crate) fn new(
        received: BoxFuture<'static, Result<ReceivedResponse, Error>>,
        decode: fn(ReceivedResponse) -> Result<T, Error>,
    ) -> Self {
        ResponseFuture { received, decode }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.decode;
        self.received.as_mut().poll(context).map(|received| decode(received?))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}
