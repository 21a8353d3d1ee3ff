//! The client: what all its calls share.

use crate::builder::{Builder, Clock};
use crate::credentials::ProvideCredentials;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::families::service::SERVICE;
use crate::region::Region;
use crate::retry::Retries;
use crate::sign::Algorithm;
use crate::table::Service;
use crate::transport::Transport;
use crate::validate::Validation;
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of one service with one set of credentials.
///
/// Cheap to clone: all clones share connections, credentials and settings. Calls need a tokio runtime with its timer
/// on.
///
/// ```no_run
/// # async fn run() -> Result<(), hss_client::Error> {
/// use hss_client::{Client, Credentials};
///
/// let hss = Client::builder()
///     .region("cn-north-4")
///     .credentials(Credentials::new("access key", "secret key"))
///     .project_id("0123456789abcdef0123456789abcdef")
///     .build()?;
/// let same = Client::from_env().await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// What a client's calls share.
pub(crate) struct Shared {
    pub(crate) service: &'static Service,
    pub(crate) region: Option<Region>,
    pub(crate) endpoint: Endpoint,
    pub(crate) credentials: Arc<dyn ProvideCredentials>,
    pub(crate) project_id: Option<String>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) algorithm: Algorithm,
    pub(crate) retries: Retries,
    pub(crate) timeout: Duration,
    pub(crate) deadline: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) validation: Validation,
    pub(crate) user_agent: HeaderValue,
    pub(crate) clock: Clock,
}

impl Client {
    /// Sets up a client of HSS.
    pub fn builder() -> Builder {
        Builder::new(&SERVICE)
    }

    /// Sets up a client of another service, for code that was generated from its own description.
    pub fn builder_for(service: &'static Service) -> Builder {
        Builder::new(service)
    }

    /// A client set up by environment variables alone: [`Builder::from_env`] and [`Builder::build`].
    ///
    /// # Errors
    /// [`Error::Config`] with everything that is missing or wrong, and the name of every variable that was looked at.
    pub async fn from_env() -> Result<Client, Error> {
        Client::builder().from_env().build()
    }

    pub(crate) fn new(shared: Shared) -> Self {
        Client { shared: Arc::new(shared) }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The region, if the client was set up with one.
    pub fn region(&self) -> Option<&Region> {
        self.shared.region.as_ref()
    }

    /// The endpoint that calls go to: scheme, host, port and perhaps a path, without a slash at the end.
    pub fn endpoint(&self) -> String {
        self.shared.endpoint.to_string()
    }

    /// The project that calls are about, if the client was set up with one.
    pub fn project_id(&self) -> Option<&str> {
        self.shared.project_id.as_deref()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.shared.service.name)
            .field("region", &self.shared.region)
            .field("endpoint", &self.endpoint())
            .field("project_id", &self.shared.project_id)
            .finish_non_exhaustive()
    }
}
