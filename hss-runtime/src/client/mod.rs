//! The client: what all its calls share.

pub(crate) mod builder;
pub(crate) mod region;

use crate::auth::huawei::credentials::{CredentialsContext, ProvideCredentials};
use crate::auth::huawei::project;
use crate::auth::huawei::sign::Algorithm;
use crate::client::builder::{Builder, Clock, Settings};
use crate::client::region::Region;
use crate::error::Error;
use crate::pipeline::hook::Hook;
use crate::retry::rate_limit::Turnstile;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::schema::Service;
use crate::transport::Transport;
use crate::transport::endpoint::Endpoint;
use crate::validate::Validation;
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};
use tokio::sync::{OnceCell, Semaphore};

/// A client of one service with one set of credentials.
///
/// A generated crate has a `Client` of its own, which is made like this one, knows its service and the families of its
/// operations, and derefs to this one.
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
    /// The identity service's endpoint, where it is known.
    pub(crate) iam: Option<Endpoint>,
    pub(crate) credentials: Arc<dyn ProvideCredentials>,
    pub(crate) given_project_id: Option<String>,
    pub(crate) found_project_id: OnceCell<String>,
    pub(crate) transport: Arc<dyn Transport>,
    /// One for each attempt that may be under way.
    pub(crate) connections: Arc<Semaphore>,
    pub(crate) algorithm: Algorithm,
    /// For the identity service: a key derived for this service is not good there.
    pub(crate) algorithm_elsewhere: Algorithm,
    pub(crate) retry: Arc<dyn RetryPolicy>,
    pub(crate) budget: RetryBudget,
    pub(crate) pace: Option<Box<dyn Turnstile>>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) timeout: Duration,
    pub(crate) deadline: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) validation: Validation,
    pub(crate) user_agent: HeaderValue,
    pub(crate) clock: Clock,
    /// How many seconds the server's clock is ahead of this machine's, once that has mattered.
    pub(crate) clock_offset: AtomicI64,
}

impl Shared {
    /// The project, as far as it is known without asking.
    pub(crate) fn project_id(&self) -> Option<&str> {
        self.given_project_id.as_deref().or_else(|| self.found_project_id.get().map(String::as_str))
    }

    pub(crate) fn credentials_context(&self) -> CredentialsContext<'_> {
        CredentialsContext::of_client(
            &*self.transport,
            self.region.as_ref(),
            self.given_project_id.as_deref(),
            self.iam.as_ref(),
        )
    }

    /// The time, as the server sees it.
    pub(crate) fn now(&self) -> SystemTime {
        let here = (self.clock)();
        let offset = self.clock_offset.load(Ordering::Relaxed);
        let distance = Duration::from_secs(offset.unsigned_abs());
        let there = if offset < 0 { here.checked_sub(distance) } else { here.checked_add(distance) };
        there.unwrap_or(here)
    }

    pub(crate) fn set_clock_by(&self, server: SystemTime) {
        let here = (self.clock)();
        let seconds = |distance: Duration| i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
        let offset = match server.duration_since(here) {
            Ok(ahead) => seconds(ahead),
            Err(behind) => -seconds(behind.duration()),
        };
        self.clock_offset.store(offset, Ordering::Relaxed);
    }
}

impl Client {
    /// Sets up a client of this service. A generated client has a `builder` of its own, which knows its service.
    pub fn builder(service: &'static Service) -> Builder {
        Builder::new(service)
    }

    /// A client of this service, set up by what this machine has: environment variables (see [`Builder::from_env`])
    /// and, for an access key that none of them holds, the profile file and then the metadata service (see
    /// [`CredentialsChain::standard`](crate::CredentialsChain::standard)). The key is fetched once before this
    /// returns, so that a machine without one is found out here.
    ///
    /// # Errors
    /// [`Error::Config`] with everything that is missing or wrong, and the name of every variable that was looked at;
    /// [`Error::Credentials`] with what each source of credentials said.
    pub async fn from_env(service: &'static Service) -> Result<Client, Error> {
        let mut settings = Settings::new(service);
        settings.look_up_environment();
        settings.build_for_this_machine().await
    }

    /// The project that calls are about: the one that the client was given, else the one that is named like its
    /// region, which the identity service is asked for once.
    ///
    /// # Errors
    /// [`Error::Config`] if there is none or several, which are listed, and whatever a call can fail with.
    pub async fn find_project_id(&self) -> Result<&str, Error> {
        let shared = self.shared();
        match &shared.given_project_id {
            Some(id) => Ok(id),
            None => {
                let find = || project::look_up(self, shared.deadline);
                Ok(shared.found_project_id.get_or_try_init(find).await?)
            }
        }
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

    /// The project that calls are about, if the client was set up with one or has looked it up.
    pub fn project_id(&self) -> Option<&str> {
        self.shared.project_id()
    }
}

/// Defines the `Client` of a generated crate, whose operations are that service's.
#[doc(hidden)]
#[macro_export]
macro_rules! client {
    ($(#[$doc:meta])* $service:path) => {
        $(#[$doc])*
        ///
        /// Cheap to clone: all clones share connections, credentials and settings. Calls need a tokio runtime with its
        /// timer on.
        #[derive(Clone)]
        pub struct Client($crate::Client);

        impl Client {
            /// Sets up a client.
            #[inline]
            pub fn builder() -> $crate::Builder<Client> {
                $crate::Builder::new(&$service)
            }

            /// A client set up by what this machine has: environment variables and, for an access key that none of
            /// them holds, the profile file and then the metadata service. The key is fetched once before this
            /// returns, so that a machine without one is found out here.
            ///
            /// # Errors
            /// [`Error::Config`](::hss_runtime::Error::Config) with everything that is missing or wrong, and the name of
            /// every variable that was looked at; [`Error::Credentials`](::hss_runtime::Error::Credentials) with what each
            /// source of credentials said.
            pub async fn from_env() -> ::core::result::Result<Client, $crate::Error> {
                $crate::Client::from_env(&$service).await.map(Client)
            }

            /// The regions that are known to have the service, sorted.
            pub fn regions() -> impl ::core::iter::Iterator<Item = $crate::Region> {
                $crate::Region::of(&$service)
            }
        }

        impl ::core::ops::Deref for Client {
            type Target = $crate::Client;

            #[inline]
            fn deref(&self) -> &$crate::Client {
                &self.0
            }
        }

        impl ::core::convert::From<$crate::Client> for Client {
            #[inline]
            fn from(client: $crate::Client) -> Self {
                Client(client)
            }
        }

        impl ::core::fmt::Debug for Client {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        $crate::blocking_client!($service);
    };
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.shared.service.name)
            .field("region", &self.shared.region)
            .field("endpoint", &self.endpoint())
            .field("project_id", &self.shared.project_id())
            .finish_non_exhaustive()
    }
}
