//! State that all calls of a client share.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::Semaphore;

use crate::auth::{AuthScheme, Clock};
use crate::pipeline::hook::Hook;
use crate::retry::{RateLimiter, RetryBudget, RetryPolicy};
use crate::schema::{Operation, Service};
use crate::transport::{Endpoint, MinRate, PerCaller, Region, Transport};
use crate::validate::Validation;

/// Name of the client parameter for the region id.
const REGION: &str = "region";

/// The address of a server as in the tables, and with its variables filled in, or the reason why it cannot be made.
pub(crate) type OwnAddress = (&'static str, Result<String, String>);

/// State that all calls of a client share.
pub(crate) struct Shared {
    pub(crate) service: &'static Service,
    pub(crate) region: Option<Region>,
    pub(crate) endpoint: Endpoint,
    /// The addresses of the servers of single operations, which are called there; `None` if all are called at `endpoint`.
    pub(crate) own_servers: Option<Vec<OwnAddress>>,
    pub(crate) plain_http: bool,
    pub(crate) scheme: Arc<dyn AuthScheme>,
    pub(crate) transport: Arc<dyn Transport>,
    /// One permit per attempt in progress.
    pub(crate) connections: PerCaller<Arc<Semaphore>>,
    /// One permit per streamed response, from the request to the end of the body.
    pub(crate) downloads: PerCaller<Arc<Semaphore>>,
    /// Minimum rate of streamed responses.
    pub(crate) min_rate: MinRate,
    pub(crate) retry: Arc<dyn RetryPolicy>,
    pub(crate) budget: RetryBudget,
    pub(crate) rate_limiter: Option<RateLimiter>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) timeout: Duration,
    pub(crate) deadline: Duration,
    /// Time limit of a call whose body is read while it is sent.
    pub(crate) upload_deadline: Duration,
    pub(crate) connect_timeout: Duration,
    /// Memory that a decoded response may take, in bytes.
    pub(crate) max_decoded_bytes: usize,
    pub(crate) validation: Validation,
    pub(crate) user_agent: HeaderValue,
    pub(crate) clock: Arc<Clock>,
}

impl Shared {
    /// Endpoint of an operation: that of its server, else that of the service.
    ///
    /// # Errors
    ///
    /// The problem, as a sentence.
    pub(crate) fn endpoint_of(&self, operation: &Operation) -> Result<Endpoint, String> {
        let Some(own_servers) = self.own_servers.as_ref().filter(|_| !operation.server.is_empty()) else {
            return Ok(self.endpoint.clone());
        };
        let address = match own_servers.iter().find(|(server, _)| *server == operation.server) {
            Some((_, address)) => address.clone()?,
            None => self.with_region(operation.server)?,
        };
        if address.contains("://") {
            return Endpoint::parse(&address, self.plain_http);
        }
        Endpoint::parse(&self.endpoint.address(&address, ""), self.plain_http)
    }

    fn with_region(&self, server: &str) -> Result<String, String> {
        match &self.region {
            Some(region) => Ok(server.replace("{region}", region.as_str())),
            None if server.contains("{region}") => {
                Err(format!("no region for the server `{server}`: give one with `region(…)`"))
            }
            None => Ok(server.to_owned()),
        }
    }

    /// Value of a client parameter, if it is known without a look-up.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        match (name, &self.region) {
            (REGION, Some(region)) => Some(region.as_str()),
            _ => self.scheme.parameter(name),
        }
    }
}
