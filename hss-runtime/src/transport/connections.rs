//! How the default transport connects.

use super::reqwest::{ReqwestTransport, from_reqwest};
use super::{TransportError, TransportErrorKind};
use ::reqwest::ClientBuilder;
use secrecy::{ExposeSecret, SecretSlice};
use std::fmt;
use std::time::Duration;

/// How the default transport connects: through which proxy, trusting whom, and how much it reads.
///
/// ```
/// use hss_client::{Client, Connections, Credentials};
///
/// let hss = Client::builder()
///     .region("cn-north-4")
///     .credentials(Credentials::new("access key", "secret key"))
///     .connections(Connections::new().proxy("http://proxy.example.com:3128").max_response_bytes(1 << 20))
///     .build()?;
/// # Ok::<(), hss_client::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct Connections {
    proxy: Proxy,
    root_certificates: Vec<Setting>,
    client_certificate: Option<Setting>,
    connect_timeout: Duration,
    max_response_bytes: usize,
}

#[derive(Clone)]
enum Proxy {
    /// Those that the environment names.
    OfEnvironment,
    None,
    At(Setting),
}

/// Something to be set up, and how: so a program that sets no such thing is not linked with what reads it.
#[derive(Clone)]
struct Setting {
    /// A proxy's address may hold a password, a certificate comes with its key.
    text: SecretSlice<u8>,
    apply: fn(&[u8], ClientBuilder) -> Result<ClientBuilder, TransportError>,
}

impl Setting {
    fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
        (self.apply)(self.text.expose_secret(), builder)
    }
}

impl Default for Connections {
    fn default() -> Self {
        Connections::new()
    }
}

impl Connections {
    /// The limit of a response's size unless another is set: 64 MiB.
    pub const DEFAULT_MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;

    /// Through the proxies that the environment names (`HTTPS_PROXY`, `NO_PROXY` and so on), trusting whom the system
    /// trusts.
    pub fn new() -> Self {
        Connections {
            proxy: Proxy::OfEnvironment,
            root_certificates: Vec::new(),
            client_certificate: None,
            connect_timeout: crate::client::builder::CONNECT_TIMEOUT,
            max_response_bytes: Self::DEFAULT_MAX_RESPONSE_BYTES,
        }
    }

    /// The same through no proxy at all. A client whose endpoint is this machine connects like this: a proxy would
    /// carry plain HTTP, credentials and all, to another.
    pub fn direct() -> Self {
        Connections { proxy: Proxy::None, ..Connections::new() }
    }

    /// Through this proxy: `http://[user:password@]host:port`. HTTPS is tunnelled, so that the proxy sees no more than
    /// the host's name. `NO_PROXY` is still minded.
    pub fn proxy(self, address: impl Into<String>) -> Self {
        Connections {
            proxy: Proxy::At(Setting { text: address.into().into_bytes().into(), apply: through_proxy }),
            ..self
        }
    }

    /// Trusting this root certificate (PEM, several if there are) besides those of the system. Needs the feature
    /// `rustls`.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(Setting { text: pem.into().into(), apply: trusting });
        self
    }

    /// Showing this certificate to servers that ask for one: the certificate, those that lead to its root, and its
    /// private key, as PEM. Needs the feature `rustls`.
    pub fn client_certificate(self, pem: impl Into<Vec<u8>>) -> Self {
        Connections {
            client_certificate: Some(Setting { text: pem.into().into(), apply: identified }),
            ..self
        }
    }

    /// With another limit of a response's size, in bytes, after decompression. A longer one is not read to its end.
    pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
        Connections { max_response_bytes, ..self }
    }

    pub(crate) fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Connections { connect_timeout, ..self }
    }

    /// The transport.
    ///
    /// # Errors
    /// When the proxy's address or a certificate is none, or TLS cannot be set up, for instance for want of root
    /// certificates.
    pub fn open(self) -> Result<ReqwestTransport, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(crate::client::builder::MAX_CONNECTIONS)
            .connect_timeout(self.connect_timeout);
        let proxy = match &self.proxy {
            Proxy::OfEnvironment => None,
            Proxy::None => {
                builder = builder.no_proxy();
                None
            }
            Proxy::At(proxy) => Some(proxy),
        };
        for setting in proxy.into_iter().chain(&self.root_certificates).chain(&self.client_certificate) {
            builder = setting.apply(builder)?;
        }
        let client = builder.build().map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        Ok(ReqwestTransport::new(client, self.max_response_bytes))
    }
}

fn through_proxy(address: &[u8], builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    // What reqwest says of it may quote it, password included.
    let proxy = std::str::from_utf8(address).ok().and_then(|address| reqwest::Proxy::all(address).ok());
    let proxy = proxy.ok_or_else(|| wrong("the proxy's address is not one: http://host:port is"))?;
    Ok(builder.proxy(proxy.no_proxy(reqwest::NoProxy::from_env())))
}

#[cfg(feature = "rustls")]
fn trusting(pem: &[u8], builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    let certificates = reqwest::Certificate::from_pem_bundle(pem)
        .ok()
        .filter(|certificates| !certificates.is_empty())
        .ok_or_else(|| wrong("a root certificate is not in PEM form"))?;
    Ok(builder.tls_certs_merge(certificates))
}

#[cfg(feature = "rustls")]
fn identified(pem: &[u8], builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    let identity = reqwest::Identity::from_pem(pem)
        .map_err(|_| wrong("the client certificate is not a certificate with its key in PEM form"))?;
    Ok(builder.identity(identity))
}

#[cfg(not(feature = "rustls"))]
use no_tls as trusting;

#[cfg(not(feature = "rustls"))]
use no_tls as identified;

#[cfg(not(feature = "rustls"))]
fn no_tls(_: &[u8], _: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    Err(wrong("certificates need the feature `rustls`"))
}

fn wrong(problem: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Request, problem)
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections")
            .field("root_certificates", &self.root_certificates.len())
            .field("has_client_certificate", &self.client_certificate.is_some())
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}
