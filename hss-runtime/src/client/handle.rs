//! The client handle.

use std::fmt;
use std::sync::Arc;

use crate::pipeline::Shared;
use crate::transport::Region;

/// Client of one service with one set of credentials.
///
/// A generated crate has its own `Client`, which knows its service and its operations and derefs to this one.
///
/// Cheap to clone: all clones share connections, credentials and settings. Calls need a tokio runtime with its timer
/// enabled.
///
/// ```no_run
/// # async fn run() -> Result<(), hss_runtime::Error> {
/// use hss_runtime::schema::Service;
/// use hss_runtime::{Client, Credentials};
///
/// static LIGHTHOUSE: Service = Service::new("lighthouse", "https://light.example.com", &[]);
///
/// let client = Client::builder(&LIGHTHOUSE)
///     .credentials(Credentials::new("access key", "secret key"))
///     .build()?;
/// let same = Client::from_env(&LIGHTHOUSE).await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

impl Client {
    pub(crate) fn new(shared: Shared) -> Self {
        Client { shared: Arc::new(shared) }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// The configured region.
    pub fn region(&self) -> Option<&Region> {
        self.shared.region.as_ref()
    }

    /// The endpoint of the service: scheme, host, port and base path, without a trailing slash.
    pub fn endpoint(&self) -> String {
        self.shared.endpoint.to_string()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.shared.service.name)
            .field("region", &self.shared.region)
            .field("endpoint", &self.endpoint())
            .field("project_id", &self.project_id())
            .finish_non_exhaustive()
    }
}
