//! What every operation's builder can do.

use crate::api::call::Call;
use crate::error::{Error, UnreadableResponse};
use crate::transport::BoxFuture;
use crate::transport::body::Incoming;
use crate::transport::raw_response::{Arrival, RawResponse};
use crate::validate::Validation;
use crate::value::slot::Content;
use crate::wire::decode::{self, DecodeError};
use bytes::Bytes;
use http::StatusCode;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// A call that is being put together, and can be sent.
///
/// Each operation has a builder of its own that is one; what all of them can do is here.
pub trait Request: Sized + Send + 'static {
    /// What a successful answer is.
    type Response: FromResponse;

    /// What the builder holds.
    #[doc(hidden)]
    fn call(&mut self) -> &mut Call;

    /// Checks the call and sends it. Nothing is sent before the future is polled.
    ///
    /// # Errors
    /// Any of [`Error`], but for [`Error::OffsetLimit`].
    fn send(mut self) -> Sending<Self::Response> {
        Sending {
            arrival: self.call().begin(),
            finish: |arrival| decode_arrival(&arrival.reply, arrival.rest),
        }
    }

    /// The same as [`send`](Self::send), and the answer comes with its status, request id and raw body.
    ///
    /// # Errors
    /// Any of [`Error`], but for [`Error::OffsetLimit`].
    fn send_with_metadata(mut self) -> Sending<Response<Self::Response>> {
        Sending { arrival: self.call().begin(), finish: Response::new }
    }

    /// Checks the call against the documented bounds without sending it.
    ///
    /// # Errors
    /// [`Error::Validation`] with all violations, also where [`validation`](Self::validation) would let them pass.
    fn validate(&mut self) -> Result<(), Error> {
        self.call().validate()
    }

    /// Sets what becomes of this call if it breaks documented bounds.
    #[must_use]
    fn validation(mut self, validation: Validation) -> Self {
        self.call().set_validation(validation);
        self
    }

    /// Sets the time that one attempt of this call may take.
    #[must_use]
    fn timeout(mut self, timeout: Duration) -> Self {
        self.call().set_timeout(timeout);
        self
    }

    /// Sets the time that this call may take with all its attempts and the waits between them.
    #[must_use]
    fn deadline(mut self, deadline: Duration) -> Self {
        self.call().set_deadline(deadline);
        self
    }

    /// Adds a header, which is signed with the rest. One that cannot be sent, or that the client sets itself, is an
    /// [`Error::Config`] when the call is sent.
    #[must_use]
    fn header(mut self, name: &str, value: &str) -> Self {
        self.call().set_header(name, value);
        self
    }
}

/// What a successful answer can be: a model or another JSON value, nothing (`()`), or a
/// [file](crate::Download).
pub trait FromResponse: Sized + Send + 'static {
    /// Reads it from a response, of which the rest may be still on its way.
    ///
    /// # Errors
    /// Where in the body what was found, and what was expected.
    #[doc(hidden)]
    fn read(reply: &RawResponse, rest: Option<Incoming>) -> Result<Self, DecodeError>;
}

impl<T: Content> FromResponse for T {
    fn read(reply: &RawResponse, _: Option<Incoming>) -> Result<Self, DecodeError> {
        let mut value = T::empty();
        decode::from_slice(&reply.body, &mut value)?;
        Ok(value)
    }
}

/// A successful answer with what came around it.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The answer.
    pub value: T,
    /// The HTTP status.
    pub status: StatusCode,
    /// The request's id, to be given to the vendor's support.
    pub request_id: Option<String>,
    /// The body as it came; empty for a file, which is still on its way.
    pub body: Bytes,
}

impl<T: FromResponse> Response<T> {
    fn new(Arrival { reply, rest }: Arrival) -> Result<Self, Error> {
        let value = decode_arrival(&reply, rest)?;
        Ok(Response { value, status: reply.status, request_id: reply.request_id, body: reply.body })
    }
}

/// Shows how long the body is, not what is in it.
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

pub(crate) fn decode_reply<T: FromResponse>(reply: &RawResponse) -> Result<T, Error> {
    decode_arrival(reply, None)
}

pub(crate) fn decode_arrival<T: FromResponse>(
    reply: &RawResponse,
    rest: Option<Incoming>,
) -> Result<T, Error> {
    T::read(reply, rest).map_err(|cause| unreadable(reply, cause))
}

#[cold]
fn unreadable(reply: &RawResponse, cause: DecodeError) -> Error {
    Error::Decode(Box::new(UnreadableResponse {
        operation: reply.operation,
        status: reply.status,
        request_id: reply.request_id.clone(),
        body: reply.body.clone(),
        cause,
    }))
}

/// A call on its way: a future of its answer. It borrows nothing and may move between threads.
#[must_use = "nothing is sent before it is awaited"]
pub struct Sending<T> {
    arrival: BoxFuture<'static, Result<Arrival, Error>>,
    finish: fn(Arrival) -> Result<T, Error>,
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let finish = self.finish;
        self.arrival.as_mut().poll(context).map(|arrival| finish(arrival?))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
