//! Setting up a client.

mod assemble;

use crate::client::Client;
use crate::credentials::{CredentialsChain, MetadataService, ProfileFile, ProvideCredentials};
use crate::environment;
use crate::error::Error;
use crate::hook::Hook;
use crate::rate_limit::{Pace, RateLimit, Turnstile};
use crate::region::Region;
use crate::retry::{Retry, RetryBudget, RetryPolicy};
use crate::sign::Algorithm;
use crate::table::Service;
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::Transport;
use crate::validate::Validation;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Tells the time. Signatures hold it, so a test sets its own.
pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// Sets up a [`Client`].
///
/// Needed are a region or an endpoint, and credentials. The rest has defaults that fit.
#[must_use]
pub struct Builder {
    service: &'static Service,
    region: Option<Region>,
    endpoint: Option<String>,
    iam_endpoint: Option<String>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    project_id: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(not(target_arch = "wasm32"))]
    connections: Option<Connections>,
    max_connections: usize,
    algorithm: Algorithm,
    retry: Arc<dyn Retry>,
    budget: RetryBudget,
    pace: Option<Box<dyn Turnstile>>,
    hooks: Vec<Arc<dyn Hook>>,
    timeout: Duration,
    deadline: Duration,
    connect_timeout: Duration,
    validation: Validation,
    user_agent_suffix: Option<String>,
    plain_http: bool,
    clock: Clock,
    /// Where it was looked for what is still missing, for the error that says so.
    looked_at: Vec<String>,
}

impl Builder {
    /// The time that an attempt may take unless set: 60 seconds.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
    /// The time that a call with all its attempts may take unless set: 3 minutes.
    pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(180);
    /// The time that a connection may take unless set: 10 seconds.
    pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

    /// How many attempts may be under way at the same time unless set: 64.
    pub const DEFAULT_MAX_CONNECTIONS: usize = 64;

    pub(crate) fn new(service: &'static Service) -> Self {
        Builder {
            service,
            region: None,
            endpoint: None,
            iam_endpoint: None,
            credentials: None,
            project_id: None,
            transport: None,
            #[cfg(not(target_arch = "wasm32"))]
            connections: None,
            max_connections: Self::DEFAULT_MAX_CONNECTIONS,
            algorithm: Algorithm::default(),
            retry: Arc::new(RetryPolicy::default()),
            budget: RetryBudget::default(),
            pace: None,
            hooks: Vec::new(),
            timeout: Self::DEFAULT_TIMEOUT,
            deadline: Self::DEFAULT_DEADLINE,
            connect_timeout: Self::DEFAULT_CONNECT_TIMEOUT,
            validation: Validation::Enforce,
            user_agent_suffix: None,
            plain_http: false,
            clock: Arc::new(SystemTime::now),
            looked_at: Vec::new(),
        }
    }

    /// The region, whose endpoint is called unless another is given: `"cn-north-4"`.
    pub fn region(self, region: impl Into<Region>) -> Self {
        Builder { region: Some(region.into()), ..self }
    }

    /// The endpoint to call: `https://`, a host, perhaps a port and a path.
    pub fn endpoint(self, address: impl Into<String>) -> Self {
        Builder { endpoint: Some(address.into()), ..self }
    }

    /// The endpoint of the identity service, which is asked for tokens and for the project's id. Unless set, it is
    /// `iam.` where the service's own endpoint has `hss.`, and the endpoint itself where that is this machine.
    pub fn iam_endpoint(self, address: impl Into<String>) -> Self {
        Builder { iam_endpoint: Some(address.into()), ..self }
    }

    /// Who calls: [`Credentials`](crate::Credentials), or something that provides them.
    pub fn credentials(self, credentials: impl ProvideCredentials + 'static) -> Self {
        Builder { credentials: Some(Arc::new(credentials)), ..self }
    }

    /// The id of the project that calls are about: 32 hexadecimal digits, as the console shows them. Unless set, the
    /// identity service is asked for the project that is named like the region, once.
    pub fn project_id(self, project_id: impl Into<String>) -> Self {
        Builder { project_id: Some(project_id.into()), ..self }
    }

    /// The time that one attempt may take, from connecting to the last byte of the answer.
    pub fn timeout(self, timeout: Duration) -> Self {
        Builder { timeout, ..self }
    }

    /// The time that a call may take with all its attempts and the waits between them.
    pub fn deadline(self, deadline: Duration) -> Self {
        Builder { deadline, ..self }
    }

    /// The time that a connection may take. A [`transport`](Self::transport) of one's own has its own.
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Builder { connect_timeout, ..self }
    }

    /// When calls are tried again: [`RetryPolicy`], or a type of one's own.
    pub fn retry(self, policy: impl Retry + 'static) -> Self {
        Builder { retry: Arc::new(policy), ..self }
    }

    /// How much may be tried again in all; 100 retries and one for every ten calls that succeed unless set.
    pub fn retry_budget(self, budget: RetryBudget) -> Self {
        Builder { budget, ..self }
    }

    /// Holds calls back so that there are no more than this of each operation. Not limited unless set.
    pub fn rate_limit(self, limit: RateLimit) -> Self {
        Builder { pace: Some(Box::new(Pace::new(limit))), ..self }
    }

    /// How many attempts may be under way at the same time, each of which takes a connection; the others wait. 64
    /// unless set.
    pub fn max_connections(self, max_connections: usize) -> Self {
        Builder { max_connections, ..self }
    }

    /// Calls this before and after each attempt. Several are called in the order in which they were added.
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// How connections are made: through a proxy, with certificates. A [`transport`](Self::transport) of one's own
    /// has its own.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn connections(self, connections: Connections) -> Self {
        Builder { connections: Some(connections), ..self }
    }

    /// What becomes of a request that breaks documented bounds; unless set, it fails and is not sent.
    pub fn validation(self, validation: Validation) -> Self {
        Builder { validation, ..self }
    }

    /// What sends requests, instead of reqwest.
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        Builder { transport: Some(Arc::new(transport)), ..self }
    }

    /// How requests are signed, where the service asks for another way than usual.
    pub fn algorithm(self, algorithm: Algorithm) -> Self {
        Builder { algorithm, ..self }
    }

    /// What to add to the user agent `hss-client/<version>`, such as a program's own name and version.
    pub fn user_agent_suffix(self, suffix: impl Into<String>) -> Self {
        Builder { user_agent_suffix: Some(suffix.into()), ..self }
    }

    /// Allows plain HTTP to other machines, where credentials and data can be read and changed on the way.
    pub fn allow_plain_http(self) -> Self {
        Builder { plain_http: true, ..self }
    }

    /// Takes what is not set yet from environment variables: credentials (`HUAWEICLOUD_SDK_AK`, `_SK`,
    /// `_SECURITY_TOKEN`, or `CLOUD_SDK_AK` and `CLOUD_SDK_SK`), project (`HUAWEICLOUD_SDK_PROJECT_ID`), region
    /// (`HUAWEICLOUD_SDK_REGION_ID` or `HUAWEICLOUD_SDK_REGION`), that region's endpoint
    /// (`HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4` for HSS in `cn-north-4`) and the identity service's
    /// (`HUAWEICLOUD_SDK_IAM_ENDPOINT`).
    pub fn from_env(self) -> Self {
        self.from_lookup(&|name| std::env::var(name).ok())
    }

    /// The same with something else in the environment's place.
    #[doc(hidden)]
    pub fn from_lookup(mut self, lookup: &dyn Fn(&str) -> Option<String>) -> Self {
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
        self
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
            .then(crate::credentials::EnvironmentCredentials)
            .then(profile)
            .then(MetadataService::new());
        let client = self.credentials(chain).build()?;
        let shared = client.shared();
        match shared.credentials.credentials(shared.credentials_context()).await {
            Ok(_) => Ok(client),
            Err(error) => Err(Error::Credentials(Box::new(error))),
        }
    }

    /// Another clock, for tests.
    #[doc(hidden)]
    pub fn clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Builder { clock: Arc::new(clock), ..self }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("service", &self.service.name)
            .field("region", &self.region)
            .field("project_id", &self.project_id)
            .finish_non_exhaustive()
    }
}
