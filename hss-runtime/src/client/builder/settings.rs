//! Settings of a client.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::auth::Clock;
use crate::auth::huawei::Variables;
use crate::auth::huawei::credentials::{CredentialsChain, ProfileFile, ProvideCredentials};
use crate::auth::huawei::sign::Algorithm;
use crate::client::handle::Client;
use crate::error::Error;
use crate::pipeline::Hook;
use crate::retry::{ExponentialBackoff, RateLimit, RetryBudget, RetryPolicy};
use crate::schema::Service;
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::{CONNECT_TIMEOUT, MAX_CONNECTIONS, Region, Transport};
use crate::validate::Validation;
use crate::wire::decode::DEFAULT_MAX_DECODED_BYTES;

/// Default time limit of one attempt.
pub(super) const TIMEOUT: Duration = Duration::from_secs(60);
/// Default time limit of a call with all its attempts.
pub(super) const DEADLINE: Duration = Duration::from_secs(180);

/// Settings of a client.
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
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) hooks: Vec<Arc<dyn Hook>>,
    pub(super) timeout: Duration,
    pub(super) deadline: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) max_decoded_bytes: usize,
    pub(super) validation: Validation,
    pub(super) user_agent_suffix: Option<String>,
    pub(super) plain_http: bool,
    pub(super) clock: Clock,
    /// Environment variables that were read, for the error about missing settings.
    pub(super) read_variables: Vec<String>,
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
            rate_limit: None,
            hooks: Vec::new(),
            timeout: TIMEOUT,
            deadline: DEADLINE,
            connect_timeout: CONNECT_TIMEOUT,
            max_decoded_bytes: DEFAULT_MAX_DECODED_BYTES,
            validation: Validation::Enforce,
            user_agent_suffix: None,
            plain_http: false,
            clock: Clock::new(SystemTime::now),
            read_variables: Vec::new(),
        }
    }

    /// Reads settings that are not set yet from environment variables.
    pub(super) fn read_environment(&mut self) {
        self.read_variables(&|name| std::env::var(name).ok());
    }

    /// Reads settings that are not set yet from variables with this look-up function.
    pub(super) fn read_variables(&mut self, lookup: &dyn Fn(&str) -> Option<String>) {
        let mut variables = Variables::new(lookup);
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
        self.read_variables.extend(variables.read());
    }

    /// Builds a client whose access key, if it is not set, is from the profile file or the metadata service.
    pub(super) async fn build_for_this_machine(mut self) -> Result<Client, Error> {
        if self.credentials.is_some() {
            return self.build();
        }
        if self.project_id.is_none() {
            self.project_id = ProfileFile::standard().read_project_id().await;
        }
        self.credentials = Some(Arc::new(CredentialsChain::standard()));
        let client = self.build()?;
        let shared = client.shared();
        shared.scheme.authorize(&shared.transport).await?;
        Ok(client)
    }
}
