//! The trait of all request builders.

use std::time::Duration;

use crate::api::call::Call;
use crate::api::response::{FromResponse, Response, ResponseFuture, decode_received};
use crate::error::Error;
use crate::validate::Validation;

/// Request builder of an operation.
///
/// Implemented by the builders of all operations, which add the parameters of each.
pub trait Request: Sized + Send + 'static {
    /// Type of a successful response.
    type Response: FromResponse;

    /// The wrapped call.
    #[doc(hidden)]
    fn call(&mut self) -> &mut Call;

    /// Validates the call and sends it. Nothing is sent before the future is polled.
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    fn send(mut self) -> ResponseFuture<Self::Response> {
        ResponseFuture::new(self.call().start(Self::Response::STREAMS), decode_received)
    }

    /// Sends the call like [`send`](Self::send), and returns the response with its status, request id and raw body.
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    fn send_with_metadata(mut self) -> ResponseFuture<Response<Self::Response>> {
        ResponseFuture::new(self.call().start(Self::Response::STREAMS), Response::new)
    }

    /// Sends the call like [`send`](Self::send), and requests the response in another media type: as
    /// [`Download`](crate::Download), as a stream of `Events` or `JsonLines` (feature `streams`), or as
    /// JSON. The documentation of an operation lists its documented media types.
    ///
    /// ```no_run
    /// # use hss_runtime::{Download, Error, prelude::*};
    /// # async fn run(request: impl Request) -> Result<(), Error> {
    /// let mut table: Download = request.send_as("text/csv").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    fn send_as<R: FromResponse>(mut self, media_type: &str) -> ResponseFuture<R> {
        self.call().set_wanted(media_type);
        ResponseFuture::new(self.call().start(R::STREAMS), decode_received)
    }

    /// Validates the call against the documented bounds without sending it.
    ///
    /// # Errors
    ///
    /// [`Error::Validation`] with all violations, even if [`validation`](Self::validation) would allow them.
    fn validate(&mut self) -> Result<(), Error> {
        self.call().validate()
    }

    /// Sets the handling of violations of documented bounds for this call.
    #[must_use]
    fn validation(mut self, validation: Validation) -> Self {
        self.call().set_validation(validation);
        self
    }

    /// Sets the time limit of one attempt of this call.
    #[must_use]
    fn timeout(mut self, timeout: Duration) -> Self {
        self.call().set_timeout(timeout);
        self
    }

    /// Sets the time limit of this call with all its attempts and the waits between them.
    #[must_use]
    fn deadline(mut self, deadline: Duration) -> Self {
        self.call().set_deadline(deadline);
        self
    }

    /// Adds a header to the form part for the field of that name. The documentation of an operation lists the headers
    /// that its document specifies. An invalid header, or one that the client writes itself, is an [`Error::Config`]
    /// when the call is sent.
    #[must_use]
    fn part_header(mut self, part: &str, name: &str, value: &str) -> Self {
        self.call().set_part_header(part, name, value);
        self
    }

    /// Adds a header, which is signed like the others. An invalid header, or one that the client sets itself, is an
    /// [`Error::Config`] when the call is sent.
    #[must_use]
    fn header(mut self, name: &str, value: &str) -> Self {
        self.call().set_header(name, value);
        self
    }
}
