//! Selection of the proxy of a request.

use std::fmt;
use std::sync::Arc;

use ::reqwest::{ClientBuilder, NoProxy};
use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use secrecy::{ExposeSecret, SecretString};

use super::environment::{NotUtf8, variable};
use crate::error::{TransportError, TransportErrorKind};

/// Hosts that are called without a proxy from the environment: this machine, and link-local addresses such as the metadata
/// service. A proxy would send plain HTTP, credentials included, to another machine, where these names mean another host.
const DIRECT: &str = "localhost,127.0.0.0/8,::1,::ffff:127.0.0.0/104,169.254.0.0/16,fe80::/10";

/// The variables with the hosts that are called without a proxy.
const NO_PROXY: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// Proxies by scheme of the request, and the hosts that are called directly.
#[derive(Clone)]
pub(super) struct Proxies {
    http: Option<SecretString>,
    https: Option<SecretString>,
    no_proxy: String,
    /// The same settings, to determine the proxy of a request.
    matcher: Arc<Matcher>,
}

impl Proxies {
    pub(super) fn none() -> Self {
        Proxies::new(None, None, String::new())
    }

    /// The proxies from environment variables. Not read by reqwest, which also reads settings of the system
    /// if any crate of a build turns on its feature `system-proxy`.
    ///
    /// # Errors
    ///
    /// A variable is not valid UTF-8. Without it, requests would bypass the proxy.
    pub(super) fn from_environment() -> Result<Self, TransportError> {
        // In a CGI program, `HTTP_PROXY` is a header of the request that it serves.
        if std::env::var_os("REQUEST_METHOD").is_some() {
            return Ok(Proxies::none());
        }
        let address = |names| Ok::<_, TransportError>(first(names)?.filter(|address| !address.is_empty()));
        let all = address(["ALL_PROXY", "all_proxy"])?;
        let http = address(["HTTP_PROXY", "http_proxy"])?.or_else(|| all.clone());
        let https = address(["HTTPS_PROXY", "https_proxy"])?.or(all);
        let no_proxy = format!("{},{DIRECT}", first(NO_PROXY)?.unwrap_or_default());
        Ok(Proxies::new(http.map(SecretString::from), https.map(SecretString::from), no_proxy))
    }

    /// One proxy for all hosts that `NO_PROXY` does not list.
    ///
    /// # Errors
    ///
    /// The address is not `http://host:port`, or `NO_PROXY` is not valid UTF-8.
    pub(super) fn all(address: &SecretString) -> Result<Self, TransportError> {
        if !is_http(address) {
            return Err(invalid());
        }
        let no_proxy = first(NO_PROXY)?.unwrap_or_default();
        Ok(Proxies::new(Some(address.clone()), Some(address.clone()), no_proxy))
    }

    fn new(http: Option<SecretString>, https: Option<SecretString>, no_proxy: String) -> Self {
        let address = |proxy: &Option<SecretString>| {
            proxy.as_ref().map_or_else(String::new, |address| address.expose_secret().to_owned())
        };
        let matcher = Matcher::builder().http(address(&http)).https(address(&https)).no(no_proxy.clone());
        Proxies { http, https, no_proxy, matcher: Arc::new(matcher.build()) }
    }

    /// The builder with only these proxies.
    ///
    /// # Errors
    ///
    /// The address of a proxy is not `http://host:port`.
    pub(super) fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
        type Make = fn(&str) -> ::reqwest::Result<::reqwest::Proxy>;
        let mut builder = builder.no_proxy();
        let by_scheme: [(_, Make); 2] = [
            (&self.http, |address| ::reqwest::Proxy::http(address)),
            (&self.https, |address| ::reqwest::Proxy::https(address)),
        ];
        for (address, make) in by_scheme {
            if let Some(address) = address.as_ref().filter(|address| is_http(address)) {
                // The error of reqwest may quote the address, password included.
                let proxy = make(address.expose_secret()).map_err(|_| invalid())?;
                builder = builder.proxy(proxy.no_proxy(NoProxy::from_string(&self.no_proxy)));
            }
        }
        Ok(builder)
    }

    /// Host and port of the proxy that a request goes through, without user name and password.
    ///
    /// # Errors
    ///
    /// The environment names a proxy that does not speak HTTP, such as SOCKS: whether reqwest can use it depends on
    /// features that other crates turn on.
    pub(super) fn of(&self, uri: &Uri) -> Result<Option<String>, TransportError> {
        let Some(proxy) = self.matcher.intercept(uri) else { return Ok(None) };
        let authority = proxy.uri().authority().map_or("", |authority| authority.as_str());
        match proxy.uri().scheme_str() {
            Some("http" | "https") => Ok(Some(authority.to_owned())),
            other => Err(TransportError::new(
                TransportErrorKind::Request,
                format!(
                    "the proxy {authority} is for {}: expected http://host:port",
                    other.unwrap_or_default()
                ),
            )),
        }
    }
}

/// The value of the first of these environment variables that is set.
fn first(names: [&str; 2]) -> Result<Option<String>, TransportError> {
    for name in names {
        let value = variable(name);
        let invalid = |error: NotUtf8| TransportError::new(TransportErrorKind::Request, error.to_string());
        if let Some(value) = value.map_err(invalid)? {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// True for the address of an HTTP proxy.
fn is_http(address: &SecretString) -> bool {
    let matcher = Matcher::builder().all(address.expose_secret().to_owned()).build();
    let proxy = matcher.intercept(&Uri::from_static("http://host"));
    proxy.is_some_and(|proxy| matches!(proxy.uri().scheme_str(), Some("http" | "https")))
}

fn invalid() -> TransportError {
    TransportError::new(
        TransportErrorKind::Request,
        "the proxy address is invalid: expected http://host:port",
    )
}

/// Shows no address, which may contain a password.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies")
            .field("http", &self.http.is_some())
            .field("https", &self.https.is_some())
            .field("no_proxy", &self.no_proxy)
            .finish_non_exhaustive()
    }
}
