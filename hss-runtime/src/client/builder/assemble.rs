//! Building a client from settings, with all problems reported at once.

use std::mem;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::Semaphore;

use super::settings::{DEADLINE, Settings};
use super::setup::Parts;
use crate::auth::{AuthScheme, Clock, Surroundings};
use crate::client::handle::Client;
use crate::client::service_endpoint;
use crate::error::{ConfigError, Error};
use crate::pipeline::{OwnAddress, Shared};
use crate::retry::RateLimiter;
#[cfg(not(target_arch = "wasm32"))]
use crate::transport::Connections;
use crate::transport::{Endpoint, PerCaller, Transport};

/// The parts of a client that are made from several settings.
struct Assembled {
    endpoint: Endpoint,
    own_servers: Option<Vec<OwnAddress>>,
    scheme: Arc<dyn AuthScheme>,
    transport: Arc<dyn Transport>,
    user_agent: HeaderValue,
    clock: Arc<Clock>,
}

impl Settings {
    /// Builds the client, or returns all problems at once.
    pub(super) fn build(&mut self, parts: Parts) -> Result<Client, Error> {
        self.parts = self.parts.and(parts);
        let mut problems = self.variable_problems.clone();
        match self.assemble(&mut problems) {
            Some(assembled) if problems.is_empty() => Ok(Client::new(self.with(assembled))),
            _ => Err(self.refusal(problems)),
        }
    }

    /// Makes the parts; `None` if there was a problem.
    fn assemble(&mut self, problems: &mut Vec<String>) -> Option<Assembled> {
        let endpoint = self.find_endpoint().map_err(|problem| problems.push(problem)).ok();
        let own_servers = self.find_own_servers().map_err(|problem| problems.push(problem)).ok();
        let user_agent = self.user_agent().map_err(|problem| problems.push(problem)).ok();
        let has_certificate = self.has_certificate();
        let transport = self.make_transport().map_err(|problem| problems.push(problem)).ok();
        problems.extend(self.zero_times());
        let clock = self.clock.clone();
        let scheme = self
            .make_scheme(endpoint.as_ref(), &clock, has_certificate)
            .map_err(|found| problems.extend(found))
            .ok();
        Some(Assembled {
            endpoint: endpoint?,
            own_servers: own_servers?,
            scheme: scheme?,
            transport: transport?,
            user_agent: user_agent?,
            clock,
        })
    }

    fn make_scheme(
        &mut self,
        endpoint: Option<&Endpoint>,
        clock: &Arc<Clock>,
        has_certificate: bool,
    ) -> Result<Arc<dyn AuthScheme>, Vec<String>> {
        let (auth, huawei) = (mem::take(&mut self.auth), mem::take(&mut self.huawei));
        let surroundings = Surroundings {
            service: self.service,
            region: self.region.as_ref(),
            endpoint,
            plain_http: self.plain_http,
            clock,
        };
        match (self.parts.document, self.parts.huawei) {
            (Some(assemble), build) => {
                assemble(self.service, auth, huawei, build, &surroundings, has_certificate)
            }
            (None, Some(build)) if self.service.security().is_huawei() => build(huawei, &surroundings),
            (None, _) => Err(vec![self.lacks_feature()]),
        }
    }

    /// The problem of a service whose authentication is not compiled in.
    #[cold]
    fn lacks_feature(&self) -> String {
        let feature = if self.service.security().is_huawei() { "huawei" } else { "schemes" };
        format!("`{}` needs the cargo feature `{feature}` of `hss-runtime`", self.service.name)
    }

    /// The error with all problems and the environment variables that were read.
    fn refusal(&self, mut problems: Vec<String>) -> Error {
        if let (Some(last), false) = (problems.last_mut(), self.read_variables.is_empty()) {
            last.push_str("\nenvironment variables read: ");
            last.push_str(&self.read_variables.join(", "));
        }
        Error::Config(Box::new(ConfigError { problems }))
    }

    fn with(&mut self, assembled: Assembled) -> Shared {
        let Assembled { endpoint, own_servers, scheme, transport, user_agent, clock } = assembled;
        let permits = self.max_connections.clamp(1, Semaphore::MAX_PERMITS);
        Shared {
            service: self.service,
            region: self.region.take(),
            endpoint,
            own_servers,
            plain_http: self.plain_http,
            scheme,
            transport,
            connections: PerCaller::new(move || Arc::new(Semaphore::new(permits))),
            downloads: PerCaller::new(move || Arc::new(Semaphore::new(permits))),
            min_rate: self.min_rate,
            retry: self.retry.clone(),
            budget: mem::take(&mut self.budget),
            rate_limiter: self.rate_limit.take().map(RateLimiter::new),
            hooks: mem::take(&mut self.hooks),
            timeout: self.timeout,
            deadline: self.deadline.unwrap_or(DEADLINE),
            upload_deadline: self.deadline.unwrap_or(Duration::MAX),
            connect_timeout: self.connect_timeout,
            max_decoded_bytes: self.max_decoded_bytes,
            validation: self.validation,
            user_agent,
            clock,
        }
    }

    fn find_endpoint(&self) -> Result<Endpoint, String> {
        let server = match &self.endpoint {
            Some(address) => return Endpoint::parse(address, self.plain_http),
            None => match self.parts.servers {
                Some(servers) => (servers.of_service)(self)?,
                None => None,
            },
        };
        match (&server, &self.region) {
            (Some(address), _) => Endpoint::parse(address, self.plain_http),
            (None, Some(region)) => {
                Endpoint::parse(&service_endpoint::endpoint(self.service, region)?, self.plain_http)
            }
            (None, None) => match self.service.endpoint {
                "" => Err("no endpoint: give one with `endpoint(…)`".to_owned()),
                pattern if pattern.contains(service_endpoint::REGION) => {
                    Err("no region and no endpoint: give one with `region(…)` or `endpoint(…)`".to_owned())
                }
                only => Endpoint::parse(only, self.plain_http),
            },
        }
    }

    /// The addresses of the servers of single operations; `None` for a configured endpoint, which is used for all calls.
    fn find_own_servers(&self) -> Result<Option<Vec<OwnAddress>>, String> {
        match (&self.endpoint, self.parts.servers) {
            (Some(_), _) => Ok(None),
            (None, None) => Ok(Some(Vec::new())),
            (None, Some(servers)) => (servers.of_operations)(self).map(Some),
        }
    }

    fn user_agent(&self) -> Result<HeaderValue, String> {
        let mut agent = format!("{}-client/{}", self.service.name, env!("CARGO_PKG_VERSION"));
        if let Some(suffix) = &self.user_agent_suffix {
            agent.push(' ');
            agent.push_str(suffix);
        }
        HeaderValue::from_str(&agent)
            .map_err(|_| format!("the user agent {agent:?} contains a character that headers do not allow"))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn make_transport(&mut self) -> Result<Arc<dyn Transport>, String> {
        if let Some(transport) = &self.transport {
            return Ok(transport.clone());
        }
        let connections = self.connections.take().unwrap_or_default();
        match connections.connect_timeout(self.connect_timeout).open() {
            Ok(transport) => Ok(Arc::new(transport)),
            Err(error) => Err(format!("the transport cannot be set up: {error}")),
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn make_transport(&mut self) -> Result<Arc<dyn Transport>, String> {
        self.transport.clone().ok_or_else(|| "no transport: set one with `transport(…)`".to_owned())
    }

    /// True if the client has a certificate, or a custom transport, which may have one.
    fn has_certificate(&self) -> bool {
        #[cfg(not(target_arch = "wasm32"))]
        if self.connections.as_ref().is_some_and(Connections::has_client_certificate) {
            return true;
        }
        self.transport.is_some()
    }

    /// A problem per time limit of zero.
    fn zero_times(&self) -> impl Iterator<Item = String> {
        let times = [
            ("timeout", self.timeout),
            ("deadline", self.deadline.unwrap_or(DEADLINE)),
            ("connect_timeout", self.connect_timeout),
        ];
        let zero = times.into_iter().filter(|(_, time)| time.is_zero());
        zero.map(|(name, _)| format!("`{name}` is zero: expected more"))
    }
}
