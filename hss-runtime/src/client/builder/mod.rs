//! The builder of clients.

mod assemble;
#[cfg(feature = "schemes")]
mod auth;
mod environment;
#[cfg(feature = "huawei")]
mod huawei;
#[cfg(feature = "schemes")]
mod server;
mod settings;
mod setup;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::auth::Clock;
use crate::client::handle::Client;
use crate::error::Error;
use crate::pipeline::Hook;
use crate::retry::{RateLimit, RetryBudget, RetryPolicy};
use crate::schema::{Opaque, Service};
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::{CONNECT_TIMEOUT, MAX_CONNECTIONS, MinRate, Region, Transport};
use crate::validate::Validation;
#[cfg(feature = "schemes")]
pub use auth::Document;
#[cfg(feature = "oauth2")]
pub use auth::DocumentWithOAuth2;
#[cfg(feature = "huawei")]
pub use huawei::Huawei;
use settings::Settings;
#[cfg(not(all(feature = "huawei", feature = "oauth2")))]
pub use setup::Missing;
pub use setup::{AnyService, ServiceClient, Setup};

/// Builder of a client: that of a generated crate, or a plain [`Client`].
///
/// A region or an endpoint is required, unless the service has only one endpoint, and so are the credentials that its calls
/// need. All other settings have defaults.
#[must_use]
pub struct Builder<C = Client> {
    /// Boxed, so that setters move a pointer.
    settings: Opaque<Settings>,
    client: PhantomData<fn() -> C>,
}

impl<C> Builder<C> {
    /// Creates a builder for this service. Called by generated clients.
    #[doc(hidden)]
    pub fn new(service: &'static Service) -> Self {
        Builder { settings: Opaque::new(Settings::new(service)), client: PhantomData }
    }
}

impl<C: ServiceClient> Builder<C> {
    /// Default time limit of one attempt: 60 seconds.
    pub const DEFAULT_TIMEOUT: Duration = settings::TIMEOUT;
    /// Default time limit of a call with all its attempts: 3 minutes.
    pub const DEFAULT_DEADLINE: Duration = settings::DEADLINE;
    /// Default time limit of establishing a connection: 10 seconds.
    pub const DEFAULT_CONNECT_TIMEOUT: Duration = CONNECT_TIMEOUT;

    /// Default maximum number of concurrent attempts: 64.
    pub const DEFAULT_MAX_CONNECTIONS: usize = MAX_CONNECTIONS;

    /// Sets the region by its id. Its endpoint is used unless another is set.
    pub fn region(mut self, region: impl Into<Region>) -> Self {
        self.settings.region = Some(region.into());
        self
    }

    /// Sets the endpoint: `https://` and a host, optionally with a port and a base path.
    #[doc(alias("base_url", "url", "host"))]
    pub fn endpoint(mut self, address: impl Into<String>) -> Self {
        self.settings.endpoint = Some(address.into());
        self
    }

    /// Sets the time limit of one attempt, from connecting to the last byte of the response.
    #[doc(alias = "attempt_timeout")]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets the time limit of a call with all its attempts and the waits between them. The default does not limit a body that
    /// is read while it is sent; a limit that is set does.
    #[doc(alias = "total_timeout")]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = Some(deadline);
        self
    }

    /// Sets the time limit of establishing a connection. Ignored with a custom [`transport`](Self::transport).
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.settings.connect_timeout = connect_timeout;
        self
    }

    /// Sets the retry policy. Default: [`ExponentialBackoff`](crate::ExponentialBackoff).
    #[doc(alias("retries", "max_attempts", "backoff"))]
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.settings.retry = Arc::new(policy);
        self
    }

    /// Sets the retry budget. Default: 100 tokens; a retry costs one, ten successful calls refill one.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.settings.budget = budget;
        self
    }

    /// Sets the rate limit per operation. Calls beyond it are delayed. Default: no limit.
    #[doc(alias("throttle", "qps"))]
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.settings.rate_limit = Some(limit);
        self
    }

    /// Sets the maximum number of concurrent attempts, each of which uses a connection. Further attempts wait. As many
    /// [downloads](crate::Download) may be open in addition, and blocking calls have a separate limit. Default: 64.
    #[doc(alias = "concurrency")]
    pub fn max_connections(mut self, max_connections: usize) -> Self {
        self.settings.max_connections = max_connections;
        self
    }

    /// Sets the minimum rate of [downloads](crate::Download): a download that receives fewer than this many bytes per
    /// window fails with [`Error::Download`]. Only time spent waiting for data counts, and the window is at least as
    /// long as the timeout of the call. 0 bytes: no minimum. Default: 60 bytes in 60 seconds.
    pub fn min_download_rate(mut self, bytes: u64, window: Duration) -> Self {
        self.settings.min_rate = MinRate { bytes, window };
        self
    }

    /// Sets the limit of the memory that a decoded response takes, in bytes, as estimated while it is decoded. Beyond it,
    /// the call fails with [`Error::Decode`]: a short response can describe a large value. Default: 256 MiB.
    pub fn max_decoded_bytes(mut self, max_decoded_bytes: usize) -> Self {
        self.settings.max_decoded_bytes = max_decoded_bytes;
        self
    }

    /// Adds a hook, called before and after each attempt. Several hooks run in the order in which they were added.
    #[doc(alias("middleware", "interceptor"))]
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.settings.hooks.push(Arc::new(hook));
        self
    }

    /// Sets the connection settings: proxy, certificates. Ignored with a custom [`transport`](Self::transport).
    #[doc(alias("proxy", "certificate", "tls", "ca"))]
    #[cfg(not(target_arch = "wasm32"))]
    pub fn connections(mut self, connections: Connections) -> Self {
        self.settings.connections = Some(connections);
        self
    }

    /// Sets the handling of requests that violate documented bounds. Default: they fail and are not sent.
    #[doc(alias = "validate")]
    pub fn validation(mut self, validation: Validation) -> Self {
        self.settings.validation = validation;
        self
    }

    /// Sets the transport. Default: reqwest.
    #[doc(alias = "http_client")]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Sets a suffix of the user agent (`hss-client/<version>` for HSS), such as the name and version of the program.
    #[doc(alias = "user_agent")]
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.settings.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Allows plain HTTP to other machines, where credentials and data can be read and changed in transit.
    #[doc(alias("insecure", "http"))]
    pub fn allow_plain_http(mut self) -> Self {
        self.settings.plain_http = true;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] with all problems at once.
    pub fn build(mut self) -> Result<C, Error> {
        self.settings.build(<C::Setup as Setup>::PARTS).map(C::from)
    }

    /// Sets the clock, for tests.
    #[doc(hidden)]
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.settings.clock = Arc::new(Clock::new(clock));
        self
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Builder");
        debug.field("service", &self.settings.service.name).field("region", &self.settings.region);
        #[cfg(feature = "huawei")]
        debug
            .field("project_id", &self.settings.huawei.project_id)
            .field("domain_id", &self.settings.huawei.domain_id);
        debug.finish_non_exhaustive()
    }
}

impl Client {
    /// Creates a builder for this service. A generated client has its own `builder`, which knows the service.
    pub fn builder(service: &'static Service) -> Builder {
        Builder::new(service)
    }
}
