//! The default transport: reqwest over tokio.

use super::{BoxFuture, Transport, TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use std::error::Error as _;

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

    async fn round_trip(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let request = reqwest::Request::try_from(request)
            .map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        let response = self
            .client
            .execute(request)
            .await
            .map_err(|error| from_reqwest(error, TransportErrorKind::Broken))?;
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
