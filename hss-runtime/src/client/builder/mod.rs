//! Setting up a client.

mod assemble;
mod settings;

use crate::auth::huawei::credentials::ProvideCredentials;
use crate::auth::huawei::sign::Algorithm;
use crate::client::Client;
use crate::client::region::Region;
use crate::error::Error;
use crate::pipeline::hook::Hook;
use crate::retry::rate_limit::{Pace, RateLimit};
use crate::retry::{RetryBudget, RetryPolicy};
use crate::schema::Service;
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::Transport;
use crate::validate::Validation;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub(crate) use settings::{CONNECT_TIMEOUT, Clock, MAX_CONNECTIONS, Settings};

/// Sets up a client: that of a generated crate, or a plain [`Client`].
///
/// Needed are a region or an endpoint, and credentials. The rest has defaults that fit.
#[must_use]
pub struct Builder<C = Client> {
    /// On the heap, so that setters, which hand them through, move a pointer.
    settings: Box<Settings>,
    client: PhantomData<fn() -> C>,
}

impl<C> Builder<C> {
    /// Sets up a client of this service. Generated clients call it.
    #[doc(hidden)]
    pub fn new(service: &'static Service) -> Self {
        Builder { settings: Box::new(Settings::new(service)), client: PhantomData }
    }
}

impl<C: From<Client>> Builder<C> {
    /// The time that an attempt may take unless set: 60 seconds.
    pub const DEFAULT_TIMEOUT: Duration = settings::TIMEOUT;
    /// The time that a call with all its attempts may take unless set: 3 minutes.
    pub const DEFAULT_DEADLINE: Duration = settings::DEADLINE;
    /// The time that a connection may take unless set: 10 seconds.
    pub const DEFAULT_CONNECT_TIMEOUT: Duration = settings::CONNECT_TIMEOUT;

    /// How many attempts may be under way at the same time unless set: 64.
    pub const DEFAULT_MAX_CONNECTIONS: usize = settings::MAX_CONNECTIONS;

    /// The region, whose endpoint is called unless another is given: `"cn-north-4"`.
    pub fn region(mut self, region: impl Into<Region>) -> Self {
        self.settings.region = Some(region.into());
        self
    }

    /// The endpoint to call: `https://`, a host, perhaps a port and a path.
    pub fn endpoint(mut self, address: impl Into<String>) -> Self {
        self.settings.endpoint = Some(address.into());
        self
    }

    /// The endpoint of the identity service, which is asked for tokens and for the project's id. Unless set, it is
    /// `iam.` where the service's own endpoint has its name (`hss.`), and the endpoint itself where that is this machine.
    pub fn iam_endpoint(mut self, address: impl Into<String>) -> Self {
        self.settings.iam_endpoint = Some(address.into());
        self
    }

    /// Who calls: [`Credentials`](crate::Credentials), or something that provides them.
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.settings.credentials = Some(Arc::new(credentials));
        self
    }

    /// The id of the project that calls are about: 32 hexadecimal digits, as the console shows them. Unless set, the
    /// identity service is asked for the project that is named like the region, once.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.settings.project_id = Some(project_id.into());
        self
    }

    /// The time that one attempt may take, from connecting to the last byte of the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// The time that a call may take with all its attempts and the waits between them.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// The time that a connection may take. A [`transport`](Self::transport) of one's own has its own.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.settings.connect_timeout = connect_timeout;
        self
    }

    /// When calls are tried again: [`ExponentialBackoff`](crate::ExponentialBackoff), or a type of one's own.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.settings.retry = Arc::new(policy);
        self
    }

    /// How much may be tried again in all; 100 retries and one for every ten calls that succeed unless set.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.settings.budget = budget;
        self
    }

    /// Holds calls back so that there are no more than this of each operation. Not limited unless set.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.settings.pace = Some(Box::new(Pace::new(limit)));
        self
    }

    /// How many attempts may be under way at the same time, each of which takes a connection; the others wait. 64
    /// unless set.
    pub fn max_connections(mut self, max_connections: usize) -> Self {
        self.settings.max_connections = max_connections;
        self
    }

    /// Calls this before and after each attempt. Several are called in the order in which they were added.
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.settings.hooks.push(Arc::new(hook));
        self
    }

    /// How connections are made: through a proxy, with certificates. A [`transport`](Self::transport) of one's own
    /// has its own.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn connections(mut self, connections: Connections) -> Self {
        self.settings.connections = Some(connections);
        self
    }

    /// What becomes of a request that breaks documented bounds; unless set, it fails and is not sent.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.settings.validation = validation;
        self
    }

    /// What sends requests, instead of reqwest.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// How requests are signed, where the service asks for another way than usual.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.settings.algorithm = algorithm;
        self
    }

    /// What to add to the user agent, `hss-client/<version>` for HSS, such as a program's own name and version.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.settings.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Allows plain HTTP to other machines, where credentials and data can be read and changed on the way.
    pub fn allow_plain_http(mut self) -> Self {
        self.settings.plain_http = true;
        self
    }

    /// Takes what is not set yet from environment variables: credentials (`HUAWEICLOUD_SDK_AK`, `_SK`,
    /// `_SECURITY_TOKEN`, or `CLOUD_SDK_AK` and `CLOUD_SDK_SK`), project (`HUAWEICLOUD_SDK_PROJECT_ID`), region
    /// (`HUAWEICLOUD_SDK_REGION_ID` or `HUAWEICLOUD_SDK_REGION`), that region's endpoint
    /// (`HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4` for HSS in `cn-north-4`) and the identity service's
    /// (`HUAWEICLOUD_SDK_IAM_ENDPOINT`).
    pub fn from_env(mut self) -> Self {
        self.settings.look_up_environment();
        self
    }

    /// The same with something else in the environment's place.
    #[doc(hidden)]
    pub fn from_lookup(mut self, lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        self.settings.look_up(lookup);
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`Error::Config`] with all problems at once.
    pub fn build(self) -> Result<C, Error> {
        self.settings.build().map(C::from)
    }

    /// Another clock, for tests.
    #[doc(hidden)]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("service", &self.settings.service.name)
            .field("region", &self.settings.region)
            .field("project_id", &self.settings.project_id)
            .finish_non_exhaustive()
    }
}
