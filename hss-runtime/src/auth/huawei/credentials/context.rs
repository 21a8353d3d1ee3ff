//! What a provider of credentials may know of the client that asks.

use super::CredentialsError;
use crate::client::region::Region;
use crate::transport::endpoint::Endpoint;
use crate::transport::{Transport, TransportErrorKind};
use bytes::Bytes;
use http::{Request, Response};
use std::fmt;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long the answer to one request for credentials may take.
const ANSWER_TIME: Duration = Duration::from_secs(20);
/// The waits before the second and the third try.
const WAITS: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];

/// What a provider of credentials may know of the client that asks for them.
#[derive(Clone, Copy)]
pub struct CredentialsContext<'a> {
    transport: &'a dyn Transport,
    region: Option<&'a Region>,
    project_id: Option<&'a str>,
    iam: Option<&'a Endpoint>,
}

impl<'a> CredentialsContext<'a> {
    /// Of nobody but this transport, for asking a provider without a client.
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

    /// The client's transport, for a provider that asks over HTTP and wants the client's proxy and certificates.
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

    /// Sends a request that may be repeated, up to three times in all while there is no answer or the server is in
    /// trouble.
    pub(super) async fn ask(
        &self,
        what: &str,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, CredentialsError> {
        let mut waits = WAITS.into_iter();
        loop {
            let answer = timeout(ANSWER_TIME, self.transport.send(request.clone())).await;
            let (error, passes) = match answer {
                Ok(Ok(response)) if !response.status().is_server_error() => return Ok(response),
                Ok(Ok(response)) => {
                    (CredentialsError::new(format!("{what} answered {}", response.status())), true)
                }
                Ok(Err(error)) => {
                    let passes =
                        matches!(error.kind(), TransportErrorKind::Connect | TransportErrorKind::Broken);
                    let message = format!("no answer from {what}: {error}");
                    (CredentialsError::new(message).with_source(error), passes)
                }
                Err(_) => {
                    (CredentialsError::new(format!("no answer from {what} within {ANSWER_TIME:?}")), false)
                }
            };
            match waits.next().filter(|_| passes) {
                Some(wait) => sleep(wait).await,
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
