//! The default transport: reqwest on tokio.

use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Body as _;

use crate::error::{TransportError, TransportErrorKind};
#[cfg(feature = "blocking")]
use crate::transport::blocking_pool::BlockingPool;
use crate::transport::connections::Connections;
use crate::transport::proxy::Proxies;
use crate::transport::send::{BoxFuture, Chunks, Transport};

/// Default transport: reqwest on tokio. Created by [`Connections::open`](crate::Connections::open).
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    proxies: Proxies,
    max_response_bytes: usize,
    #[cfg(feature = "blocking")]
    blocking: BlockingPool,
}

impl ReqwestTransport {
    pub(super) fn new(client: reqwest::Client, settings: Connections, proxies: Proxies) -> Self {
        ReqwestTransport {
            client,
            max_response_bytes: settings.max_response_bytes,
            #[cfg(feature = "blocking")]
            blocking: BlockingPool::new(settings, proxies.clone()),
            proxies,
        }
    }

    #[cfg(feature = "blocking")]
    fn client(&self) -> Result<reqwest::Client, TransportError> {
        self.blocking.client().unwrap_or_else(|| Ok(self.client.clone()))
    }

    #[cfg(not(feature = "blocking"))]
    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        Ok(&self.client)
    }

    /// Sends a request. Returns the response, and the proxy that it came through.
    async fn execute(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<(reqwest::Response, Option<String>), TransportError> {
        let proxy = self.proxies.of(request.uri())?;
        let request = reqwest::Request::try_from(request)
            .map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        match self.client()?.execute(request).await {
            Ok(response) => Ok((response, proxy)),
            Err(error) => Err(from_reqwest(error, TransportErrorKind::Broken).through(proxy.as_deref())),
        }
    }

    async fn round_trip(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let (response, proxy) = self.execute(request).await?;
        let mut whole = http::Response::new(Bytes::new());
        *whole.status_mut() = response.status();
        *whole.headers_mut() = response.headers().clone();
        *whole.body_mut() = self.read(response).await.map_err(|error| error.through(proxy.as_deref()))?;
        Ok(whole)
    }

    /// Reads the body, and stops once it exceeds the limit: `Content-Length` may be missing or wrong.
    async fn read(&self, mut response: reqwest::Response) -> Result<Bytes, TransportError> {
        let limit = self.max_response_bytes;
        let announced = response.content_length().unwrap_or(0);
        if announced > limit as u64 {
            return Err(too_large(limit));
        }
        // `Content-Length` may be larger than the body, so only a little memory is reserved for it.
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
            let (response, proxy) = self.execute(request).await?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|body| Box::pin(BodyChunks { body: Box::pin(body), proxy }) as Chunks))
        })
    }

    fn proxy(&self, uri: &http::Uri) -> Option<String> {
        self.proxies.of(uri).ok().flatten()
    }
}

/// Data frames of a body, as they arrive.
struct BodyChunks {
    body: Pin<Box<reqwest::Body>>,
    proxy: Option<String>,
}

impl Stream for BodyChunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.body.as_mut().poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    let error = from_reqwest(error, TransportErrorKind::Broken);
                    return Poll::Ready(Some(Err(error.through(self.proxy.as_deref()))));
                }
                // Frames without data are trailers, which are ignored.
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

/// Converts an error, without its URL: the client adds the operation, and a query may contain private data.
pub(super) fn from_reqwest(error: reqwest::Error, otherwise: TransportErrorKind) -> TransportError {
    let kind = match () {
        () if error.is_timeout() => TransportErrorKind::Timeout,
        () if error.is_connect() => TransportErrorKind::Connect,
        () if error.is_builder() => TransportErrorKind::Request,
        () => otherwise,
    };
    let error = error.without_url();
    // The innermost error has the reason (`connection refused`); the outer ones are generic.
    let mut message = error.to_string();
    let mut inner = error.source();
    while let Some(cause) = inner {
        message = cause.to_string();
        inner = cause.source();
    }
    TransportError::new(kind, message).with_source(error)
}
