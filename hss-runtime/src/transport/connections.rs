//! Connection settings of the default transport.

use std::fmt;
use std::time::Duration;

use secrecy::{SecretSlice, SecretString};

use crate::error::{TransportError, TransportErrorKind};
use crate::transport::defaults::{CONNECT_TIMEOUT, MAX_CONNECTIONS};
use crate::transport::proxy::Proxies;
use crate::transport::reqwest_error::from_reqwest;
use crate::transport::tls::{self, AddCertificates};

/// Connection settings of the default transport: proxy, certificates, response size.
///
/// ```
/// use hss_runtime::schema::Service;
/// use hss_runtime::{Client, Connections, Credentials};
///
/// static LIGHTHOUSE: Service = Service::new("lighthouse", "https://light.example.com", &[]);
///
/// let client = Client::builder(&LIGHTHOUSE)
///     .credentials(Credentials::new("access key", "secret key"))
///     .connections(Connections::new().proxy("http://proxy.example.com:3128").max_response_bytes(1 << 20))
///     .build()?;
/// # Ok::<(), hss_runtime::Error>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct Connections {
    proxy: Proxy,
    root_certificates: Vec<SecretSlice<u8>>,
    client_certificate: Option<SecretSlice<u8>>,
    add_certificates: Option<AddCertificates>,
    connect_timeout: Duration,
    pub(super) max_response_bytes: usize,
    pub(super) max_compression_ratio: u32,
}

#[derive(Clone)]
enum Proxy {
    FromEnvironment,
    None,
    /// The address may contain a password.
    Address(SecretString),
}

impl Default for Connections {
    fn default() -> Self {
        Connections::new()
    }
}

impl Connections {
    /// Default limit of a response's size: 8 MiB. A decoded response takes many times its size. Streamed files
    /// are not limited.
    pub const DEFAULT_MAX_RESPONSE_BYTES: usize = 8 * 1024 * 1024;

    /// Default limit of the ratio of a body's size to its compressed size: 200 to 1, as in Apache's
    /// `mod_deflate`. The format permits 1,032.
    pub const DEFAULT_MAX_COMPRESSION_RATIO: u32 = 200;

    /// Connects through the HTTP proxies that environment variables name (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`), except
    /// to the hosts of `NO_PROXY`, this machine, and link-local addresses. Trusts the system's root certificates.
    pub fn new() -> Self {
        Connections {
            proxy: Proxy::FromEnvironment,
            root_certificates: Vec::new(),
            client_certificate: None,
            add_certificates: None,
            connect_timeout: CONNECT_TIMEOUT,
            max_response_bytes: Self::DEFAULT_MAX_RESPONSE_BYTES,
            max_compression_ratio: Self::DEFAULT_MAX_COMPRESSION_RATIO,
        }
    }

    /// Connects without a proxy.
    pub fn direct() -> Self {
        Connections { proxy: Proxy::None, ..Connections::new() }
    }

    /// Sets the proxy: `http://[user:password@]host:port`. HTTPS is tunnelled, so the proxy sees only the host name.
    /// `NO_PROXY` still applies.
    pub fn proxy(self, address: impl Into<String>) -> Self {
        Connections { proxy: Proxy::Address(address.into().into()), ..self }
    }

    /// Adds root certificates (one or several, PEM) to those of the system. Requires TLS: one of the features
    /// `rustls`, `rustls-no-provider` and `native-tls`.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into().into());
        self.add_certificates = Some(tls::add);
        self
    }

    /// Sets the client certificate for mutual TLS: the certificate, its chain and its private key, as PEM. Requires
    /// TLS. With the feature `native-tls` alone, the key must be in PKCS#8 form (`BEGIN PRIVATE KEY`).
    pub fn client_certificate(self, pem: impl Into<Vec<u8>>) -> Self {
        Connections { client_certificate: Some(pem.into().into()), add_certificates: Some(tls::add), ..self }
    }

    /// True if there is a certificate of the client.
    pub(crate) fn has_client_certificate(&self) -> bool {
        self.client_certificate.is_some()
    }

    /// Sets the limit of a response's size, in bytes after decompression. Reading stops at the limit, with an error.
    pub fn max_response_bytes(self, max_response_bytes: usize) -> Self {
        Connections { max_response_bytes, ..self }
    }

    /// Sets the limit of the ratio of a body's size to its compressed size, including streamed files. Bodies of up
    /// to 16 MiB may have any ratio. Beyond the limit, reading stops with an error. Without the feature `gzip`, nothing is
    /// decompressed.
    pub fn max_compression_ratio(self, max_compression_ratio: u32) -> Self {
        Connections { max_compression_ratio, ..self }
    }

    pub(crate) fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Connections { connect_timeout, ..self }
    }

    pub(super) fn proxies(&self) -> Result<Proxies, TransportError> {
        match &self.proxy {
            Proxy::FromEnvironment => Proxies::from_environment(),
            Proxy::None => Ok(Proxies::none()),
            Proxy::Address(address) => Proxies::all(address),
        }
    }

    /// A client with these settings and a separate pool.
    ///
    /// Other crates of a build may turn on features of reqwest, so all features that affect requests are turned off.
    pub(super) fn client(&self, proxies: &Proxies) -> Result<reqwest::Client, TransportError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .http1_only()
            .no_brotli()
            .no_deflate()
            .no_gzip()
            .no_zstd()
            .no_hickory_dns()
            .pool_max_idle_per_host(MAX_CONNECTIONS)
            .connect_timeout(self.connect_timeout);
        let builder = proxies.apply(builder)?;
        let mut builder = tls::select(builder)?;
        if let Some(add) = self.add_certificates {
            builder = add(builder, &self.root_certificates, self.client_certificate.as_ref())?;
        }
        builder.build().map_err(|error| from_reqwest(error, TransportErrorKind::Request))
    }
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections")
            .field("root_certificates", &self.root_certificates.len())
            .field("has_client_certificate", &self.client_certificate.is_some())
            .field("max_response_bytes", &self.max_response_bytes)
            .field("max_compression_ratio", &self.max_compression_ratio)
            .finish_non_exhaustive()
    }
}
