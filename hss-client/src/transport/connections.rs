//! How the default transport connects.

use super::reqwest::{ReqwestTransport, from_reqwest};
use super::{TransportError, TransportErrorKind};
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
    root_certificates: Vec<Vec<u8>>,
    #[cfg_attr(not(feature = "rustls"), allow(dead_code, reason = "certificates need TLS"))]
    client_certificate: Option<secrecy::SecretSlice<u8>>,
    connect_timeout: Duration,
    max_response_bytes: usize,
}

#[derive(Clone)]
enum Proxy {
    /// Those that the environment names.
    OfEnvironment,
    None,
    /// The address may hold a password.
    At(secrecy::SecretString),
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
            connect_timeout: crate::Builder::DEFAULT_CONNECT_TIMEOUT,
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
        Connections { proxy: Proxy::At(address.into().into()), ..self }
    }

    /// Trusting this root certificate (PEM, several if there are) besides those of the system. Needs the feature
    /// `rustls`.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Showing this certificate to servers that ask for one: the certificate, those that lead to its root, and its
    /// private key, as PEM. Needs the feature `rustls`.
    pub fn client_certificate(self, pem: impl Into<Vec<u8>>) -> Self {
        Connections { client_certificate: Some(pem.into().into()), ..self }
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
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(crate::Builder::DEFAULT_MAX_CONNECTIONS)
            .connect_timeout(self.connect_timeout);
        let builder = self.with_certificates(self.with_proxy(builder)?)?;
        let client = builder.build().map_err(|error| from_reqwest(error, TransportErrorKind::Request))?;
        Ok(ReqwestTransport::new(client, self.max_response_bytes))
    }

    fn with_proxy(&self, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, TransportError> {
        match &self.proxy {
            Proxy::OfEnvironment => Ok(builder),
            Proxy::None => Ok(builder.no_proxy()),
            Proxy::At(address) => {
                // What reqwest says of it may quote it, password included.
                let proxy = reqwest::Proxy::all(secrecy::ExposeSecret::expose_secret(address))
                    .map_err(|_| wrong("the proxy's address is not one: http://host:port is"))?;
                Ok(builder.proxy(proxy.no_proxy(reqwest::NoProxy::from_env())))
            }
        }
    }

    #[cfg(feature = "rustls")]
    fn with_certificates(
        &self,
        mut builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        for pem in &self.root_certificates {
            let certificates = reqwest::Certificate::from_pem_bundle(pem)
                .ok()
                .filter(|certificates| !certificates.is_empty())
                .ok_or_else(|| wrong("a root certificate is not in PEM form"))?;
            builder = builder.tls_certs_merge(certificates);
        }
        if let Some(pem) = &self.client_certificate {
            let identity = reqwest::Identity::from_pem(secrecy::ExposeSecret::expose_secret(pem))
                .map_err(|_| wrong("the client certificate is not a certificate with its key in PEM form"))?;
            builder = builder.identity(identity);
        }
        Ok(builder)
    }

    #[cfg(not(feature = "rustls"))]
    fn with_certificates(
        &self,
        builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        if self.root_certificates.is_empty() && self.client_certificate.is_none() {
            return Ok(builder);
        }
        Err(wrong("certificates need the feature `rustls`"))
    }
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
