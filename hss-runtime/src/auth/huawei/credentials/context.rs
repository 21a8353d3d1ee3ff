//! Properties of a client that providers may use.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::time::{sleep, timeout};

use crate::error::{CredentialsError, TransportErrorKind};
use crate::transport::{Endpoint, Region, Transport};

/// Time limit of one request for credentials.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(20);
/// Delays before the second and the third attempt.
const DELAYS: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];

/// Properties of the client that asks a provider for credentials.
#[derive(Clone, Copy)]
pub struct CredentialsContext<'a> {
    transport: &'a dyn Transport,
    region: Option<&'a Region>,
    project_id: Option<&'a str>,
    iam: Option<&'a Endpoint>,
}

impl<'a> CredentialsContext<'a> {
    /// Creates a context with a transport only, for asking a provider without a client.
    pub fn new(transport: &'a dyn Transport) -> Self {
        CredentialsContext { transport, region: None, project_id: None, iam: None }
    }

    pub(crate) fn of_client(
        transport: &'a dyn Transport,
        region: Option<&'a Region>,
        project_id: Option<&'a str>,
        iam: Option<&'a Endpoint>,
    ) -> Self {
        CredentialsContext { transport, region, project_id, iam }
    }

    /// The client's transport, for a provider that sends HTTP requests with the client's proxy and certificates.
    pub fn transport(&self) -> &'a dyn Transport {
        self.transport
    }

    /// The client's region, if it has one.
    pub fn region(&self) -> Option<&'a Region> {
        self.region
    }

    /// The client's project, if it was given one.
    pub fn project_id(&self) -> Option<&'a str> {
        self.project_id
    }

    pub(super) fn iam(&self) -> Option<&'a Endpoint> {
        self.iam
    }

    /// Sends an idempotent request, with up to two retries after a failed connection or a server error.
    pub(super) async fn send(
        &self,
        what: &str,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CredentialsError> {
        let mut delays = DELAYS.into_iter();
        loop {
            let result = timeout(RESPONSE_TIMEOUT, self.transport.send(request.clone())).await;
            let (error, is_transient) = match result {
                Ok(Ok(response)) if !response.status().is_server_error() => return Ok(response),
                Ok(Ok(response)) => {
                    (CredentialsError::new(format!("{what} responded with {}", response.status())), true)
                }
                Ok(Err(error)) => {
                    let is_transient =
                        matches!(error.kind(), TransportErrorKind::Connect | TransportErrorKind::Broken);
                    let message = format!("no response from {what}: {error}");
                    (CredentialsError::new(message).with_source(error), is_transient)
                }
                Err(_) => (
                    CredentialsError::new(format!("no response from {what} within {RESPONSE_TIMEOUT:?}")),
                    false,
                ),
            };
            match delays.next().filter(|_| is_transient) {
                Some(delay) => sleep(delay).await,
                None => return Err(error),
            }
        }
    }
}

impl fmt::Debug for CredentialsContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsContext")
            .field("region", &self.region)
            .field("project_id", &self.project_id)
            .finish_non_exhaustive()
    }
}
