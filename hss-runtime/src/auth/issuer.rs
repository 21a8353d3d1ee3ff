//! Requests for credentials.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use tokio::time::{sleep, timeout};

use crate::error::{CredentialsError, TransportErrorKind};
use crate::transport::Transport;

/// A service that issues credentials, and the limits of requests to it.
pub(crate) struct Issuer {
    pub(crate) transport: Arc<dyn Transport>,
    /// Its name in errors.
    pub(crate) name: String,
    /// Time limit of one attempt.
    pub(crate) timeout: Duration,
    /// Delays before the second and later attempts.
    pub(crate) delays: &'static [Duration],
}

impl Issuer {
    /// Sends an idempotent request. A failed connection, a server error and a throttled request (429) are retried. A timeout
    /// is not, since outside the cloud it means that the service does not exist.
    pub(crate) async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, CredentialsError> {
        let mut delays = self.delays.iter();
        loop {
            let failure = match timeout(self.timeout, self.transport.send(request.clone())).await {
                Ok(Ok(response)) if !is_transient(response.status()) => return Ok(response),
                Ok(Ok(response)) => self.error(format!("responded with {}", response.status())),
                Ok(Err(error)) => {
                    let is_transient =
                        matches!(error.kind(), TransportErrorKind::Connect | TransportErrorKind::Broken);
                    let failure = self.error(&error).with_source(error);
                    if !is_transient {
                        return Err(failure);
                    }
                    failure
                }
                Err(_) => return Err(self.error(format_args!("no response within {:?}", self.timeout))),
            };
            match delays.next() {
                Some(delay) => sleep(*delay).await,
                None => return Err(failure),
            }
        }
    }

    /// An error of this issuer.
    pub(crate) fn error(&self, problem: impl std::fmt::Display) -> CredentialsError {
        CredentialsError::new(format!("{}: {problem}", self.name))
    }
}

fn is_transient(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}
