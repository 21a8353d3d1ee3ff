//! Temporary access key from the metadata service of a cloud server.

use std::fmt;
use std::future::ready;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{DATE, HeaderName, HeaderValue};
use http::{Method, Request, Response, StatusCode, Uri};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::context::CredentialsContext;
use super::provide::ProvideCredentials;
use crate::auth::huawei::sign::key::Credentials;
use crate::auth::issuer::Issuer;
use crate::auth::renewal::{Fetch, Fetched, Renewal};
use crate::error::CredentialsError;
use crate::transport::{BoxFuture, Endpoint, Transport};
use crate::value::text::Rfc3339;
use crate::wire::{date, decode};

const ADDRESS: &str = "http://169.254.169.254";
const TOKEN_TTL: HeaderName = HeaderName::from_static("x-metadata-token-ttl-seconds");
const TOKEN: HeaderName = HeaderName::from_static("x-metadata-token");
/// Time limit of each of the two requests: outside the cloud, the address is unreachable.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(3);
/// Delays before the second and later attempts of a request.
const DELAYS: [Duration; 3] =
    [Duration::from_millis(200), Duration::from_millis(400), Duration::from_millis(800)];
/// Minimum lifetime of keys when they are issued.
const SHORTEST_LIFETIME: Duration = Duration::from_secs(3600);
/// Keys are renewed this long before they expire.
const MARGIN: Duration = Duration::from_secs(40 * 60);

/// Temporary access key from the metadata service that every cloud server with an agency has.
///
/// A session token is fetched first; older servers, which have none, get requests without one. Keys are renewed 40 minutes before
/// they expire. No proxy is used: the service has a link-local address. Each request times out after 3 seconds, and is
/// repeated up to three times after a failed connection, a server error or a 429: the service may start after this program.
pub struct MetadataService {
    /// The parsed address, or the reason why it is not accepted.
    endpoint: Result<Endpoint, String>,
    transport: OnceLock<Result<Arc<dyn Transport>, CredentialsError>>,
    renewal: Renewal<Credentials>,
}

impl Default for MetadataService {
    fn default() -> Self {
        MetadataService::new()
    }
}

impl MetadataService {
    /// Creates a provider for the standard address, `169.254.169.254`.
    pub fn new() -> Self {
        MetadataService { endpoint: parse(ADDRESS), transport: OnceLock::new(), renewal: Renewal::default() }
    }

    /// Sets another address, for tests: `http://127.0.0.1:8080`. Plain HTTP is accepted for link-local and loopback addresses
    /// only; with another address, building a client fails.
    #[must_use]
    pub fn address(self, address: impl Into<String>) -> Self {
        MetadataService { endpoint: parse(&address.into()), ..self }
    }

    /// Sets the transport. Default: reqwest without a proxy.
    #[must_use]
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        MetadataService { transport: OnceLock::from(Ok(Arc::new(transport) as _)), ..self }
    }

    /// Prepares a fetch.
    fn fetch_keys(&self) -> Result<KeyFetch, CredentialsError> {
        let endpoint = self.endpoint.clone().map_err(CredentialsError::new)?;
        let transport = self.transport.get_or_init(direct).clone()?;
        let issuer = Issuer {
            transport,
            name: format!("metadata service {endpoint}"),
            timeout: RESPONSE_TIMEOUT,
            delays: &DELAYS,
        };
        Ok(KeyFetch { issuer, endpoint })
    }
}

/// The endpoint at this address.
///
/// # Errors
///
/// The problem, as a sentence. Plain HTTP is accepted for the network segment of this machine only.
fn parse(address: &str) -> Result<Endpoint, String> {
    let endpoint =
        Endpoint::parse(address, true).map_err(|problem| format!("metadata service: {problem}"))?;
    let uri = address.parse::<Uri>().unwrap_or_default();
    if uri.scheme_str() != Some("https") && !uri.host().is_some_and(is_on_this_segment) {
        return Err(format!(
            "metadata service: the address `{endpoint}` is plain HTTP to a host that is neither link-local nor loopback, \
             which exposes keys on the way: use https"
        ));
    }
    Ok(endpoint)
}

/// True for a loopback or link-local host.
fn is_on_this_segment(host: &str) -> bool {
    match host.trim_matches(['[', ']']).parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unicast_link_local(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// Fetch of keys, which borrows nothing.
struct KeyFetch {
    issuer: Issuer,
    endpoint: Endpoint,
}

impl KeyFetch {
    async fn run(self) -> Result<Fetched<Credentials>, CredentialsError> {
        let token = self.token().await?;
        let mut request = self.request(Method::GET, "/openstack/latest/securitykey")?;
        if let Some(token) = token {
            let mut value = HeaderValue::from_str(token.expose_secret()).map_err(|_| {
                CredentialsError::new(
                    "metadata service: the session token contains a character that headers do not allow",
                )
            })?;
            value.set_sensitive(true);
            request.headers_mut().insert(TOKEN, value);
        }
        let response = self.issuer.send(request).await?;
        match response.status() {
            status if status.is_success() => read(&response),
            StatusCode::NOT_FOUND => Err(CredentialsError::new(
                "metadata service: this server has no agency and therefore no keys",
            )),
            status => Err(CredentialsError::new(format!(
                "metadata service: the request for keys failed with {status}"
            ))),
        }
    }

    /// Session token; `None` from a server without tokens.
    async fn token(&self) -> Result<Option<SecretString>, CredentialsError> {
        let mut request = self.request(Method::PUT, "/meta-data/latest/api/token")?;
        request.headers_mut().insert(TOKEN_TTL, HeaderValue::from_static("21600"));
        let response = self.issuer.send(request).await?;
        match response.status() {
            status if status.is_success() => {
                let token = String::from_utf8_lossy(response.body()).trim().to_owned();
                Ok(Some(SecretString::from(token)))
            }
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Ok(None),
            status => Err(CredentialsError::new(format!(
                "metadata service: the request for a token failed with {status}"
            ))),
        }
    }

    fn request(&self, method: Method, path: &str) -> Result<Request<Bytes>, CredentialsError> {
        let mut request = Request::new(Bytes::new());
        *request.method_mut() = method;
        *request.uri_mut() =
            self.endpoint.address(&self.endpoint.path(path), "").parse().map_err(|error| {
                CredentialsError::new(format!("metadata service: its URL is invalid: {error}"))
            })?;
        Ok(request)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn direct() -> Result<Arc<dyn Transport>, CredentialsError> {
    match crate::transport::Connections::direct().connect_timeout(RESPONSE_TIMEOUT).open() {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(CredentialsError::new(format!("metadata service: {error}")).with_source(error)),
    }
}

#[cfg(target_arch = "wasm32")]
fn direct() -> Result<Arc<dyn Transport>, CredentialsError> {
    Err(CredentialsError::new("metadata service: no transport: set one with `MetadataService::transport(…)`"))
}

fn read(response: &Response<Bytes>) -> Result<Fetched<Credentials>, CredentialsError> {
    // The response is not shown: it may contain keys.
    let invalid = || CredentialsError::new("metadata service: its response contains no keys");
    let body: Value = decode::json(response.body()).map_err(|_| invalid())?;
    let text = |name: &str| {
        body.get("credential").and_then(|it| it.get(name)?.as_str()).filter(|text| !text.is_empty())
    };
    let (Some(access), Some(secret), Some(token)) = (text("access"), text("secret"), text("securitytoken"))
    else {
        return Err(invalid());
    };
    let now = response.headers().get(DATE).and_then(|date| date::parse_http_date(date.to_str().ok()?));
    let end = text("expires_at").and_then(|end| Rfc3339::parse(end)?.system_time());
    let lifetime = match (end, now) {
        (Some(end), Some(now)) => end.duration_since(now).unwrap_or_default(),
        // By the local clock, which may be off.
        (Some(end), None) => end.duration_since(SystemTime::now()).unwrap_or(SHORTEST_LIFETIME),
        (None, _) => SHORTEST_LIFETIME,
    };
    Ok(Fetched { credentials: Credentials::temporary(access, secret, token), lifetime, margin: MARGIN })
}

impl MetadataService {
    /// Starts a fetch.
    fn fetch(&self) -> Fetch<Credentials> {
        match self.fetch_keys() {
            Ok(fetch) => Box::pin(fetch.run()),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }
}

impl ProvideCredentials for MetadataService {
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async move { self.renewal.get(&|| self.fetch()).await })
    }

    fn problem(&self) -> Option<String> {
        self.endpoint.as_ref().err().cloned()
    }
}

impl fmt::Debug for MetadataService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MetadataService").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}
