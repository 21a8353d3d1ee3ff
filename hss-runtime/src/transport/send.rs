//! The transport trait.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::error::{TransportError, TransportErrorKind};
use crate::transport::upload::Upload;

/// Boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Streamed body: chunks of bytes. The stream ends after an error.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send + Sync>>;

/// Sends one HTTP request and returns the response.
///
/// The request is complete: its `Host` header, path and query are signed and must be sent unchanged. A transport
/// does not follow redirects, which would pass credentials to another host, and does not retry: both are decided by the
/// client. The client limits the time of an attempt by dropping the future.
pub trait Transport: Send + Sync {
    /// Sends the request and reads the whole response.
    ///
    /// # Errors
    ///
    /// No whole response arrived. A response of any status, including 500, is not an error.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Sends the request and returns the response once its head has arrived, with a streamed body: for files, which can
    /// be large. The default implementation reads the whole body first and streams it as one chunk.
    ///
    /// # Errors
    ///
    /// No head of a response arrived. A body that breaks off yields an error from its stream.
    fn open(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        let whole = self.send(request);
        Box::pin(async move { Ok(whole.await?.map(|body| Box::pin(OneChunk(Some(body))) as Chunks)) })
    }

    /// Sends a request whose body is read while it is sent, and reads the whole response. The default implementation
    /// reads the body into memory first.
    ///
    /// # Errors
    ///
    /// No whole response arrived, or the body could not be read.
    fn upload(
        &self,
        request: http::Request<Upload>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let (head, mut upload) = request.into_parts();
            let mut body = BytesMut::new();
            while let Some(piece) = poll_fn(|context| Pin::new(&mut upload).poll_next(context)).await {
                let piece = piece.map_err(|error| {
                    TransportError::new(TransportErrorKind::Request, error.to_string()).with_source(error)
                })?;
                body.extend_from_slice(&piece);
            }
            self.send(http::Request::from_parts(head, body.freeze())).await
        })
    }

    /// Host and port of the proxy that requests to this URL go through, for messages. Without user name and password.
    fn proxy(&self, uri: &http::Uri) -> Option<String> {
        let _ = uri;
        None
    }
}

/// Body that was already read.
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

    fn upload(
        &self,
        request: http::Request<Upload>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).upload(request)
    }

    fn proxy(&self, uri: &http::Uri) -> Option<String> {
        (**self).proxy(uri)
    }
}
