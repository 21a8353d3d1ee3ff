//! What a client is set up with.

use crate::auth::huawei::credentials::{
    CredentialsChain, EnvironmentCredentials, MetadataService, ProfileFile, ProvideCredentials,
};
use crate::auth::huawei::environment;
use crate::auth::huawei::sign::Algorithm;
use crate::client::Client;
use crate::client::region::Region;
use crate::error::Error;
use crate::pipeline::hook::Hook;
use crate::retry::rate_limit::Turnstile;
use crate::retry::{ExponentialBackoff, RetryBudget, RetryPolicy};
use crate::schema::Service;
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::Transport;
use crate::validate::Validation;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Tells the time. Signatures hold it, so a test sets its own.
pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// The time that an attempt may take.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);
/// The time that a call with all its attempts may take.
pub(crate) const DEADLINE: Duration = Duration::from_secs(180);
/// The time that a connection may take.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How many attempts may be under way at the same time.
pub(crate) const MAX_CONNECTIONS: usize = 64;

/// All settings of a client.
pub(crate) struct Settings {
    pub(super) service: &'static Service,
    pub(super) region: Option<Region>,
    pub(super) endpoint: Option<String>,
    pub(super) iam_endpoint: Option<String>,
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) project_id: Option<String>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) connections: Option<Connections>,
    pub(super) max_connections: usize,
    pub(super) algorithm: Algorithm,
    pub(super) retry: Arc<dyn RetryPolicy>,
    pub(super) budget: RetryBudget,
    pub(super) pace: Option<Box<dyn Turnstile>>,
    pub(super) hooks: Vec<Arc<dyn Hook>>,
    pub(super) timeout: Duration,
    pub(super) deadline: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) validation: Validation,
    pub(super) user_agent_suffix: Option<String>,
    pub(super) plain_http: bool,
    pub(super) clock: Clock,
    /// Where it was looked for what is still missing, for the error that says so.
    pub(super) looked_at: Vec<String>,
}

impl Settings {
    pub(crate) fn new(service: &'static Service) -> Self {
        Settings {
            service,
            region: None,
            endpoint: None,
            iam_endpoint: None,
            credentials: None,
            project_id: None,
            transport: None,
            #[cfg(not(target_arch = "wasm32"))]
            connections: None,
            max_connections: MAX_CONNECTIONS,
            algorithm: Algorithm::default(),
            retry: Arc::new(ExponentialBackoff::default()),
            budget: RetryBudget::default(),
            pace: None,
            hooks: Vec::new(),
            timeout: TIMEOUT,
            deadline: DEADLINE,
            connect_timeout: CONNECT_TIMEOUT,
            validation: Validation::Enforce,
            user_agent_suffix: None,
            plain_http: false,
            clock: Arc::new(SystemTime::now),
            looked_at: Vec::new(),
        }
    }

    /// Takes what is not set yet from this machine's environment variables.
    pub(crate) fn look_up_environment(&mut self) {
        self.look_up(&|name| std::env::var(name).ok());
    }

    /// Takes what is not set yet from environment variables, which are looked up that way.
    pub(super) fn look_up(&mut self, lookup: &dyn Fn(&str) -> Option<String>) {
        let mut variables = environment::Variables::new(lookup);
        if self.credentials.is_none() {
            self.credentials = variables.credentials().map(|credentials| Arc::new(credentials) as _);
        }
        if self.project_id.is_none() {
            self.project_id = variables.project_id();
        }
        if self.region.is_none() {
            self.region = variables.region();
        }
        if let (Some(region), None) = (&self.region, &self.endpoint) {
            self.endpoint = variables.endpoint(self.service, region);
        }
        if self.iam_endpoint.is_none() {
            self.iam_endpoint = variables.iam_endpoint();
        }
        self.looked_at.extend(variables.looked_at());
    }

    /// The client, with an access key that was not set from the profile file or the metadata service.
    pub(crate) async fn build_for_this_machine(mut self) -> Result<Client, Error> {
        if self.credentials.is_some() {
            return self.build();
        }
        let profile = ProfileFile::standard();
        if self.project_id.is_none() {
            self.project_id = profile.project_id();
        }
        let chain = CredentialsChain::default()
            .then(EnvironmentCredentials)
            .then(profile)
            .then(MetadataService::new());
        self.credentials = Some(Arc::new(chain));
        let client = self.build()?;
        let shared = client.shared();
        match shared.credentials.credentials(shared.credentials_context()).await {
            Ok(_) => Ok(client),
            Err(error) => Err(Error::Credentials(Box::new(error))),
        }
    }
}
