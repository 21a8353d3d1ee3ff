//! The default transport: reqwest on tokio.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};

use crate::error::{TransportError, TransportErrorKind};
#[cfg(feature = "blocking")]
use crate::transport::blocking_pool::BlockingPool;
use crate::transport::connections::Connections;
#[cfg(feature = "gzip")]
use crate::transport::gzip;
use crate::transport::proxy::Proxies;
use crate::transport::reqwest_error::from_reqwest;
use crate::transport::send::{BoxFuture, Chunks, Transport};
use crate::transport::upload::Upload;

/// Default transport: reqwest on tokio. Created by [`Connections::open`](crate::Connections::open).
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    proxies: Proxies,
    max_response_bytes: usize,
    #[cfg(feature = "gzip")]
    max_compression_ratio: u32,
    #[cfg(feature = "blocking")]
    blocking: BlockingPool,
}

impl Connections {
    /// Creates the transport.
    ///
    /// # Errors
    ///
    /// The proxy address, an environment variable for proxies or a certificate is invalid, or TLS cannot be set up, for
    /// instance because the system has no root certificates.
    pub fn open(self) -> Result<ReqwestTransport, TransportError> {
        let proxies = self.proxies()?;
        Ok(ReqwestTransport::new(self.client(&proxies)?, self, proxies))
    }
}

impl ReqwestTransport {
    fn new(client: reqwest::Client, settings: Connections, proxies: Proxies) -> Self {
        ReqwestTransport {
            client,
            max_response_bytes: settings.max_response_bytes,
            #[cfg(feature = "gzip")]
            max_compression_ratio: settings.max_compression_ratio,
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

    /// Sends a request.
    async fn execute(&self, request: http::Request<reqwest::Body>) -> Result<Opened, TransportError> {
        let proxy = self.proxies.of(request.uri())?;
        #[cfg(feature = "gzip")]
        let request = gzip::accepted(request);
        let request = reqwest::Request::try_from(request)
            .map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        let response = match self.client()?.execute(request).await {
            Ok(response) => http::Response::<reqwest::Body>::from(response),
            Err(error) => {
                return Err(from_reqwest(error, TransportErrorKind::Broken).through(proxy.as_deref()));
            }
        };
        let announced = response.body().size_hint().lower();
        let response = response.map(|body| Box::pin(BodyChunks(Box::pin(body))) as Chunks);
        #[cfg(feature = "gzip")]
        let response = {
            let (mut head, chunks) = response.into_parts();
            let chunks = gzip::decompress(&mut head.headers, chunks, self.max_compression_ratio);
            http::Response::from_parts(head, chunks)
        };
        Ok(Opened { response, announced, proxy })
    }

    async fn round_trip(
        &self,
        request: http::Request<reqwest::Body>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let Opened { response, announced, proxy } = self.execute(request).await?;
        let (head, chunks) = response.into_parts();
        let body = self.read(chunks, announced).await.map_err(|error| error.through(proxy.as_deref()))?;
        Ok(http::Response::from_parts(head, body))
    }

    /// Reads the body, and stops once it exceeds the limit: `Content-Length` may be missing or wrong.
    async fn read(&self, mut chunks: Chunks, announced: u64) -> Result<Bytes, TransportError> {
        let limit = self.max_response_bytes;
        if announced > limit as u64 {
            return Err(too_large(limit));
        }
        // The first chunk is copied only if there is a second one.
        let (mut first, mut joined) = (Bytes::new(), BytesMut::new());
        while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
            let chunk = chunk?;
            if chunk.len() > limit - first.len().max(joined.len()) {
                return Err(too_large(limit));
            }
            if first.is_empty() {
                first = chunk;
                continue;
            }
            if joined.is_empty() {
                // `Content-Length` may be larger than the body, so only a little memory is reserved for it.
                joined.reserve((announced as usize).min(64 * 1024));
                joined.extend_from_slice(&first);
            }
            joined.extend_from_slice(&chunk);
        }
        Ok(if joined.is_empty() { first } else { joined.freeze() })
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.round_trip(request.map(Into::into)))
    }

    fn open(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Chunks>, TransportError>> {
        Box::pin(async move {
            let Opened { response, proxy, .. } = self.execute(request.map(Into::into)).await?;
            Ok(response.map(|chunks| Box::pin(NamedChunks { chunks, proxy }) as Chunks))
        })
    }

    fn upload(
        &self,
        request: http::Request<Upload>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.round_trip(request.map(|upload| reqwest::Body::wrap(UploadBody(upload)))))
    }

    fn proxy(&self, uri: &http::Uri) -> Option<String> {
        self.proxies.of(uri).ok().flatten()
    }
}

/// Response whose head has arrived.
struct Opened {
    response: http::Response<Chunks>,
    /// Minimum size of the body, in bytes as received.
    announced: u64,
    proxy: Option<String>,
}

/// A streamed body as frames.
struct UploadBody(Upload);

impl http_body::Body for UploadBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let next = ready!(Pin::new(&mut self.0).poll_next(context));
        Poll::Ready(next.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.0.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Data frames of a body, as they arrive.
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

/// Chunks whose errors name the proxy that they come through.
struct NamedChunks {
    chunks: Chunks,
    proxy: Option<String>,
}

impl Stream for NamedChunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.chunks.as_mut().poll_next(context));
        Poll::Ready(next.map(|chunk| chunk.map_err(|error| error.through(self.proxy.as_deref()))))
    }
}

fn too_large(limit: usize) -> TransportError {
    TransportError::new(
        TransportErrorKind::TooLarge,
        format!("the response is larger than the limit of {limit} bytes"),
    )
}
