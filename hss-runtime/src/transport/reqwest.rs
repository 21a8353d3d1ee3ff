//! The default transport: reqwest over tokio.

use super::{BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Body as _;
use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The default transport: reqwest over tokio. Made by [`Connections::open`](super::Connections::open).
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    max_response_bytes: usize,
}

impl ReqwestTransport {
    pub(super) fn new(client: reqwest::Client, max_response_bytes: usize) -> Self {
        ReqwestTransport { client, max_response_bytes }
    }

    async fn execute(&self, request: http::Request<Bytes>) -> Result<reqwest::Response, TransportError> {
        let request = reqwest::Request::try_from(request)
            .map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        let response = self.client.execute(request).await;
        response.map_err(|error| from_reqwest(error, TransportErrorKind::Broken))
    }

    async fn round_trip(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let response = self.execute(request).await?;
        let mut answer = http::Response::new(Bytes::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        *answer.body_mut() = self.read(response).await?;
        Ok(answer)
    }

    /// Reads the body, and stops as soon as it is larger than allowed: a length in the header may be missing or wrong.
    async fn read(&self, mut response: reqwest::Response) -> Result<Bytes, TransportError> {
        let limit = self.max_response_bytes;
        let announced = response.content_length().unwrap_or(0);
        if announced > limit as u64 {
            return Err(too_large(limit));
        }
        // The announcement may promise more than comes, so it is trusted with little memory.
        let mut body = BytesMut::with_capacity((announced as usize).min(64 * 1024));
        loop {
            let chunk =
                response.chunk().await.map_err(|error| from_reqwest(error, TransportErrorKind::Broken))?;
            match chunk {
                None => return Ok(body.freeze()),
                Some(chunk) if chunk.len() > limit - body.len() => return Err(too_large(limit)),
                Some(chunk) => body.extend_from_slice(&chunk),
            }
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.round_trip(request))
    }

    fn open(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        Box::pin(async move {
            let response = http::Response::<reqwest::Body>::from(self.execute(request).await?);
            Ok(response.map(|body| Box::pin(BodyChunks(Box::pin(body))) as Chunks))
        })
    }
}

/// The pieces of a body as they come from the connection.
struct BodyChunks(Pin<Box<reqwest::Body>>);

impl Stream for BodyChunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.0.as_mut().poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(from_reqwest(error, TransportErrorKind::Broken))));
                }
                // What is no data is a trailer, which nobody asks for.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

fn too_large(limit: usize) -> TransportError {
    TransportError::new(
        TransportErrorKind::TooLarge,
        format!("the response is larger than the limit of {limit} bytes"),
    )
}

/// The address is left out: the client names the operation, and a query may hold what should not be logged.
pub(super) fn from_reqwest(error: reqwest::Error, otherwise: TransportErrorKind) -> TransportError {
    let kind = match () {
        () if error.is_timeout() => TransportErrorKind::Timeout,
        () if error.is_connect() => TransportErrorKind::Connect,
        () if error.is_builder() => TransportErrorKind::Request,
        () => otherwise,
    };
    let error = error.without_url();
    // The innermost error says what happened (`connection refused`); the outer ones say that something did.
    let mut message = error.to_string();
    let mut inner = error.source();
    while let Some(cause) = inner {
        message = cause.to_string();
        inner = cause.source();
    }
    TransportError::new(kind, message).with_source(error)
}
