//! How requests reach the server: a small trait, and what stands behind it unless told otherwise.

use bytes::{Bytes, BytesMut};
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

/// A future on the heap that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request and gives back the whole response.
///
/// The request is complete: its `Host` header is signed and must be sent as it is, as must path and query. A transport
/// follows no redirect, since that would carry credentials to another host, and repeats nothing: the client decides
/// what is tried again. The client limits the time that an attempt takes, by dropping the future.
pub trait Transport: Send + Sync {
    /// Sends the request.
    ///
    /// # Errors
    /// When no whole response came. A response with any status, 500 included, is no error.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// What kept a whole response from coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the name was not found, the connection refused, TLS failed.
    Connect,
    /// Something took too long.
    Timeout,
    /// The connection broke while the request was sent or the response was read.
    Broken,
    /// The response is larger than the limit.
    TooLarge,
    /// The request could not be made.
    Request,
}

/// Why no whole response came.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// Of this kind, with a message for people. It is shown: nothing secret may be in it.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        TransportError { kind, message: message.into(), source: None }
    }

    /// With the error behind it.
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        TransportError { source: Some(source.into()), ..self }
    }

    /// What happened.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The default transport: reqwest over tokio.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    max_response_bytes: usize,
}

impl ReqwestTransport {
    /// The limit of a response's size unless another is set: 64 MiB.
    pub const DEFAULT_MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;

    /// A transport that gives up on a connection after this time. It goes through the proxies that the environment
    /// (`HTTPS_PROXY`, `NO_PROXY` and so on) names.
    ///
    /// # Errors
    /// When TLS cannot be set up, for instance for want of root certificates.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder(), connect_timeout)
    }

    /// The same without any proxy. A client whose endpoint is this machine uses it: a proxy would carry plain HTTP,
    /// credentials and all, to another.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn direct(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder().no_proxy(), connect_timeout)
    }

    fn build(builder: reqwest::ClientBuilder, connect_timeout: Duration) -> Result<Self, TransportError> {
        let client = builder
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(connect_timeout)
            .build()
            .map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        Ok(ReqwestTransport { client, max_response_bytes: Self::DEFAULT_MAX_RESPONSE_BYTES })
    }

    /// With another limit of a response's size, in bytes.
    pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
        ReqwestTransport { max_response_bytes, ..self }
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
fn from_reqwest(error: reqwest::Error, otherwise: TransportErrorKind) -> TransportError {
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
