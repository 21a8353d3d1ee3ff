//! Setting up a client.

use crate::client::{Client, Shared};
use crate::credentials::ProvideCredentials;
use crate::endpoint::Endpoint;
use crate::environment;
use crate::error::{ConfigError, Error};
use crate::region::{self, Region};
use crate::retry::{Retries, RetryPolicy};
use crate::sign::Algorithm;
use crate::table::Service;
use crate::transport::{ReqwestTransport, Transport};
use crate::validate::Validation;
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Tells the time. Signatures hold it, so a test sets its own.
pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// Sets up a [`Client`].
///
/// Needed are a region or an endpoint, credentials and, for operations whose path has one, a project id. The rest has
/// defaults that fit.
#[must_use]
pub struct Builder {
    service: &'static Service,
    region: Option<Region>,
    endpoint: Option<String>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    project_id: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    algorithm: Algorithm,
    retry: RetryPolicy,
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

    pub(crate) fn new(service: &'static Service) -> Self {
        Builder {
            service,
            region: None,
            endpoint: None,
            credentials: None,
            project_id: None,
            transport: None,
            algorithm: Algorithm::default(),
            retry: RetryPolicy::default(),
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

    /// Who calls: [`Credentials`](crate::Credentials), or something that provides them.
    pub fn credentials(self, credentials: impl ProvideCredentials + 'static) -> Self {
        Builder { credentials: Some(Arc::new(credentials)), ..self }
    }

    /// The id of the project that calls are about: 32 hexadecimal digits, as the console shows them.
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

    /// When calls are tried again.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        Builder { retry: policy, ..self }
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
    /// (`HUAWEICLOUD_SDK_REGION_ID` or `HUAWEICLOUD_SDK_REGION`) and that region's endpoint
    /// (`HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4` for HSS in `cn-north-4`).
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
        self.looked_at.extend(variables.looked_at());
        self
    }

    /// Another clock, for tests.
    #[doc(hidden)]
    pub fn clock(self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Builder { clock: Arc::new(clock), ..self }
    }

    /// The client.
    ///
    /// # Errors
    /// [`Error::Config`] with all problems at once.
    pub fn build(self) -> Result<Client, Error> {
        let mut problems = Vec::new();
        let endpoint = self.find_endpoint().map_err(|problem| problems.push(problem)).ok();
        let credentials = self.check_credentials().map_err(|problem| problems.push(problem)).ok();
        let user_agent = self.user_agent().map_err(|problem| problems.push(problem)).ok();
        let is_local = endpoint.as_ref().is_some_and(Endpoint::is_local);
        let transport = self.make_transport(is_local).map_err(|problem| problems.push(problem)).ok();
        problems.extend(self.other_problems());
        let (Some(endpoint), Some(credentials), Some(user_agent), Some(transport), true) =
            (endpoint, credentials, user_agent, transport, problems.is_empty())
        else {
            if !self.looked_at.is_empty() {
                problems.push(format!("looked at the environment variables {}", self.looked_at.join(", ")));
            }
            return Err(Error::Config(Box::new(ConfigError { problems })));
        };
        Ok(Client::new(Shared {
            service: self.service,
            region: self.region,
            endpoint,
            credentials,
            project_id: self.project_id,
            transport,
            algorithm: self.algorithm,
            retries: Retries::new(self.retry),
            timeout: self.timeout,
            deadline: self.deadline,
            connect_timeout: self.connect_timeout,
            validation: self.validation,
            user_agent,
            clock: self.clock,
        }))
    }

    fn find_endpoint(&self) -> Result<Endpoint, String> {
        match (&self.endpoint, &self.region) {
            (Some(address), _) => Endpoint::parse(address, self.plain_http),
            (None, Some(region)) => {
                Endpoint::parse(&region::endpoint(self.service, region)?, self.plain_http)
            }
            (None, None) => match self.service.endpoint {
                "" => Err("no endpoint: give one with `endpoint(…)`".to_owned()),
                pattern if pattern.contains(region::REGION) => {
                    Err("no region and no endpoint: give one with `region(…)` or `endpoint(…)`".to_owned())
                }
                only => Endpoint::parse(only, self.plain_http),
            },
        }
    }

    fn check_credentials(&self) -> Result<Arc<dyn ProvideCredentials>, String> {
        let credentials =
            self.credentials.clone().ok_or("no credentials: give them with `credentials(…)`")?;
        match credentials.problem() {
            Some(problem) => Err(problem),
            None => Ok(credentials),
        }
    }

    fn user_agent(&self) -> Result<HeaderValue, String> {
        let mut agent = concat!("hss-client/", env!("CARGO_PKG_VERSION")).to_owned();
        if let Some(suffix) = &self.user_agent_suffix {
            agent.push(' ');
            agent.push_str(suffix);
        }
        HeaderValue::from_str(&agent).map_err(|_| {
            format!("the user agent's suffix {:?} cannot be in a header", self.user_agent_suffix)
        })
    }

    fn make_transport(&self, is_local: bool) -> Result<Arc<dyn Transport>, String> {
        if let Some(transport) = &self.transport {
            return Ok(transport.clone());
        }
        let make = if is_local { ReqwestTransport::direct } else { ReqwestTransport::new };
        match make(self.connect_timeout) {
            Ok(transport) => Ok(Arc::new(transport)),
            Err(error) => Err(format!("HTTP cannot be set up: {error}")),
        }
    }

    fn other_problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(id) = &self.project_id {
            let fits = !id.is_empty()
                && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
            if !fits {
                problems.push(format!("{id:?} is not a project id: those have letters and digits only"));
            }
        }
        for (name, time) in [
            ("timeout", self.timeout),
            ("deadline", self.deadline),
            ("connect_timeout", self.connect_timeout),
        ] {
            if time.is_zero() {
                problems.push(format!("`{name}` is zero, which no call can meet"));
            }
        }
        problems
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
