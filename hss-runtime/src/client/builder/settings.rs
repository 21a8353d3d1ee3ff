//! Settings of a client.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::setup::Parts;
use crate::auth::huawei::HuaweiSettings;
use crate::auth::{AuthSettings, Clock};
use crate::pipeline::Hook;
use crate::retry::{ExponentialBackoff, RateLimit, RetryBudget, RetryPolicy};
use crate::schema::Service;
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::{CONNECT_TIMEOUT, MAX_CONNECTIONS, MinRate, Region, Transport};
use crate::validate::Validation;
use crate::wire::decode::DEFAULT_MAX_DECODED_BYTES;

/// Default time limit of one attempt.
pub(super) const TIMEOUT: Duration = Duration::from_secs(60);
/// Default time limit of a call with all its attempts.
pub(super) const DEADLINE: Duration = Duration::from_secs(180);

/// Settings of a client.
pub(crate) struct Settings {
    pub(super) service: &'static Service,
    /// The parts that settings need, in addition to those that the client names.
    pub(super) parts: Parts,
    pub(super) region: Option<Region>,
    pub(super) endpoint: Option<String>,
    /// The chosen server, by description, address or number.
    pub(super) server: Option<String>,
    pub(super) server_variables: Vec<(String, String)>,
    /// Credentials for the schemes of the document.
    pub(super) auth: AuthSettings,
    /// Settings of Huawei Cloud.
    pub(super) huawei: HuaweiSettings,
    pub(super) transport: Option<Arc<dyn Transport>>,
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) connections: Option<Connections>,
    pub(super) max_connections: usize,
    pub(super) min_rate: MinRate,
    pub(super) retry: Arc<dyn RetryPolicy>,
    pub(super) budget: RetryBudget,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) hooks: Vec<Arc<dyn Hook>>,
    pub(super) timeout: Duration,
    /// Time limit of a call; `None` for the default, which does not limit uploads that are read while they are sent.
    pub(super) deadline: Option<Duration>,
    pub(super) connect_timeout: Duration,
    pub(super) max_decoded_bytes: usize,
    pub(super) validation: Validation,
    pub(super) user_agent_suffix: Option<String>,
    pub(super) plain_http: bool,
    pub(super) clock: Arc<Clock>,
    /// Environment variables that were read, for the error about missing settings.
    pub(super) read_variables: Vec<String>,
    /// A sentence for each of them whose value is not text.
    pub(super) variable_problems: Vec<String>,
}

impl Settings {
    pub(crate) fn new(service: &'static Service) -> Self {
        Settings {
            service,
            parts: Parts::default(),
            region: None,
            endpoint: None,
            server: None,
            server_variables: Vec::new(),
            auth: AuthSettings::default(),
            huawei: HuaweiSettings::default(),
            transport: None,
            #[cfg(not(target_arch = "wasm32"))]
            connections: None,
            max_connections: MAX_CONNECTIONS,
            min_rate: MinRate::DEFAULT,
            retry: Arc::new(ExponentialBackoff::default()),
            budget: RetryBudget::default(),
            rate_limit: None,
            hooks: Vec::new(),
            timeout: TIMEOUT,
            deadline: None,
            connect_timeout: CONNECT_TIMEOUT,
            max_decoded_bytes: DEFAULT_MAX_DECODED_BYTES,
            validation: Validation::Enforce,
            user_agent_suffix: None,
            plain_http: false,
            clock: Arc::new(Clock::new(SystemTime::now)),
            read_variables: Vec::new(),
            variable_problems: Vec::new(),
        }
    }
}
