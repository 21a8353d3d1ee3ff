//! A transport that keeps the last exchange, and that leads nowhere but to one server.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use hss_runtime::http::uri::Authority;
use hss_runtime::http::{Request, Response};
use hss_runtime::{BoxFuture, Connections, ReqwestTransport, Transport, TransportError, TransportErrorKind};

use crate::exchange::Exchange;

/// The transport.
#[derive(Clone)]
pub struct Wire {
    transport: ReqwestTransport,
    server: Authority,
    last: Arc<Mutex<Option<Exchange>>>,
}

impl Wire {
    /// To the server at that address and no other, so that no call of a document reaches the service that it describes.
    ///
    /// # Errors
    ///
    /// The address has no host, or connections cannot be set up.
    pub fn to(address: &str) -> Result<Self, TransportError> {
        let failed = |message: String| TransportError::new(TransportErrorKind::Connect, message);
        let authority =
            address.strip_prefix("http://").unwrap_or(address).split('/').next().unwrap_or_default();
        let server =
            authority.parse().map_err(|_| failed(format!("`{authority}` is not a host with a port")))?;
        Ok(Self { transport: Connections::direct().open()?, server, last: Arc::default() })
    }

    /// The last exchange, which is then forgotten.
    pub fn take(&self) -> Option<Exchange> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn keep(&self, exchange: Exchange) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(exchange);
    }
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wire").field("server", &self.server).finish_non_exhaustive()
    }
}

impl Transport for Wire {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let mut exchange = Exchange::of(&request);
            self.keep(exchange.clone());
            if request.uri().authority() != Some(&self.server) {
                let message = format!("the call would go to another server: {}", request.uri());
                return Err(TransportError::new(TransportErrorKind::Connect, message));
            }
            let mut response = self.transport.send(request).await?;
            exchange.end(&response);
            if let Some(again) = exchange.again() {
                let made_up = self.transport.send(again).await?;
                if made_up.status().is_success() {
                    exchange.end(&made_up);
                    response = made_up;
                }
            }
            self.keep(exchange);
            Ok(response)
        })
    }
}
