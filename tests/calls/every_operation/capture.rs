//! A transport that remembers the body of the last response.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use hss_client::{BoxFuture, ReqwestTransport, Transport, TransportError};

#[derive(Clone)]
pub(crate) struct Capture {
    transport: ReqwestTransport,
    body: Arc<Mutex<Bytes>>,
}

impl Capture {
    pub(crate) fn over(transport: ReqwestTransport) -> Self {
        Self { transport, body: Arc::default() }
    }

    /// The body of the last response, unchanged.
    pub(crate) fn body(&self) -> Bytes {
        self.body.lock().unwrap().clone()
    }
}

impl Transport for Capture {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let response = self.transport.send(request).await?;
            *self.body.lock().unwrap() = response.body().clone();
            Ok(response)
        })
    }
}
