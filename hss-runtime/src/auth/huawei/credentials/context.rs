//! Properties of a client that providers may use.

use std::fmt;
use std::sync::Arc;

use crate::transport::{Endpoint, Region, Transport};

/// Properties of the client that requests credentials from a provider.
#[derive(Clone, Copy)]
pub struct CredentialsContext<'a> {
    transport: &'a dyn Transport,
    region: Option<&'a Region>,
    project_id: Option<&'a str>,
    iam: Option<IdentityService<'a>>,
}

/// The identity service of a client, with the transport to it.
#[derive(Clone, Copy)]
pub(super) struct IdentityService<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) transport: &'a Arc<dyn Transport>,
}

impl<'a> CredentialsContext<'a> {
    /// Creates a context with a transport only, for using a provider without a client.
    pub fn new(transport: &'a dyn Transport) -> Self {
        CredentialsContext { transport, region: None, project_id: None, iam: None }
    }

    pub(crate) fn of_client(
        transport: &'a Arc<dyn Transport>,
        region: Option<&'a Region>,
        project_id: Option<&'a str>,
        iam: Option<&'a Endpoint>,
    ) -> Self {
        let iam = iam.map(|endpoint| IdentityService { endpoint, transport });
        CredentialsContext { transport: &**transport, region, project_id, iam }
    }

    /// The client's transport, for a provider that sends HTTP requests with the client's proxy and certificates.
    pub fn transport(&self) -> &'a dyn Transport {
        self.transport
    }

    /// The client's region, if it has one.
    pub fn region(&self) -> Option<&'a Region> {
        self.region
    }

    /// The client's project, if it is configured.
    pub fn project_id(&self) -> Option<&'a str> {
        self.project_id
    }

    /// The client's identity service, if its endpoint is known.
    pub(super) fn iam(&self) -> Option<IdentityService<'a>> {
        self.iam
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
