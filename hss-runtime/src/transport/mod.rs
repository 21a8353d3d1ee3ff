//! How requests reach the server: a small trait, and what stands behind it unless told otherwise.

pub(crate) mod body;
#[cfg(not(target_arch = "wasm32"))]
mod connections;
pub(crate) mod endpoint;
pub(crate) mod raw_response;
#[cfg(not(target_arch = "wasm32"))]
mod reqwest;

use bytes::Bytes;
use futures_core::Stream;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

#[cfg(not(target_arch = "wasm32"))]
pub use connections::Connections;
#[cfg(not(target_arch = "wasm32"))]
pub use reqwest::ReqwestTransport;

/// A future on the heap that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A body as it comes, piece by piece; after an error nothing more.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send + Sync>>;

/// Sends one HTTP request and gives back the response.
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

    /// Sends the request, and gives back the response when its head has come and its body is still on its way: for
    /// files, which can be large. Unless a transport does better, the whole body comes first, as one piece.
    ///
    /// # Errors
    /// When no head of a response came. A body that breaks off is an error among its pieces.
    fn open(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        let whole = self.send(request);
        Box::pin(async move { Ok(whole.await?.map(|body| Box::pin(OneChunk(Some(body))) as Chunks)) })
    }
}

/// A body that is there already.
struct OneChunk(Option<Bytes>);

impl Stream for OneChunk {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request)
    }

    fn open(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        (**self).open(request)
    }
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
