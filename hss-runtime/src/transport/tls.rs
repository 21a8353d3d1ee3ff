//! TLS of the default transport: rustls, or the library of the operating system.

use ::reqwest::ClientBuilder;
#[cfg(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls"))]
use ::reqwest::{Certificate, Identity};
use secrecy::{ExposeSecret, SecretSlice};

use crate::error::{TransportError, TransportErrorKind};

/// [`add`] as a function pointer, so that it is linked only into programs that set certificates.
pub(super) type AddCertificates =
    fn(ClientBuilder, &[SecretSlice<u8>], Option<&SecretSlice<u8>>) -> Result<ClientBuilder, TransportError>;

/// Adds root certificates, and that of the client, in PEM form.
///
/// # Errors
///
/// A certificate is invalid, or TLS is not compiled in.
pub(super) fn add(
    mut builder: ClientBuilder,
    roots: &[SecretSlice<u8>],
    client: Option<&SecretSlice<u8>>,
) -> Result<ClientBuilder, TransportError> {
    for pem in roots {
        builder = with_roots(builder, pem.expose_secret())?;
    }
    match client {
        Some(pem) => with_identity(builder, pem.expose_secret()),
        None => Ok(builder),
    }
}

/// Selects the TLS library by the features of this crate, regardless of those that other crates turn on.
#[cfg(feature = "rustls")]
pub(super) fn select(builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    Ok(builder.tls_backend_rustls())
}

/// Selects rustls; reqwest panics without a crypto provider.
///
/// # Errors
///
/// No crypto provider is installed.
#[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
pub(super) fn select(builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => Ok(builder.tls_backend_rustls()),
        None => Err(invalid(
            "no crypto provider: install one with `rustls::crypto::CryptoProvider::install_default`, or turn on the \
             feature `rustls`",
        )),
    }
}

#[cfg(all(feature = "native-tls", not(any(feature = "rustls", feature = "rustls-no-provider"))))]
pub(super) fn select(builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    Ok(builder.tls_backend_native())
}

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
pub(super) fn select(builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
    Ok(builder)
}

#[cfg(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls"))]
fn with_roots(builder: ClientBuilder, pem: &[u8]) -> Result<ClientBuilder, TransportError> {
    let certificates = Certificate::from_pem_bundle(pem)
        .ok()
        .filter(|certificates| !certificates.is_empty())
        .ok_or_else(|| invalid("a root certificate is not in PEM form"))?;
    Ok(builder.tls_certs_merge(certificates))
}

#[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
fn with_identity(builder: ClientBuilder, pem: &[u8]) -> Result<ClientBuilder, TransportError> {
    let identity = Identity::from_pem(pem)
        .map_err(|_| invalid("the client certificate is not a certificate with its key in PEM form"))?;
    Ok(builder.identity(identity))
}

#[cfg(all(feature = "native-tls", not(any(feature = "rustls", feature = "rustls-no-provider"))))]
fn with_identity(builder: ClientBuilder, pem: &[u8]) -> Result<ClientBuilder, TransportError> {
    let pem = str::from_utf8(pem).unwrap_or_default();
    let key = secrecy::SecretString::from(sections(pem, "PRIVATE KEY"));
    let certificates = sections(pem, "CERTIFICATE");
    let identity = Identity::from_pkcs8_pem(certificates.as_bytes(), key.expose_secret().as_bytes());
    let identity = identity.map_err(|_| {
        invalid("the client certificate is not a certificate with its key in PEM form (PKCS#8, `BEGIN PRIVATE KEY`)")
    })?;
    Ok(builder.identity(identity))
}

/// The sections of a PEM file with this label.
#[cfg(all(feature = "native-tls", not(any(feature = "rustls", feature = "rustls-no-provider"))))]
fn sections(pem: &str, label: &str) -> String {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----\n"));
    let mut found = String::new();
    for section in pem.split(&begin).skip(1) {
        if let Some((content, _)) = section.split_once(end.trim_end()) {
            found.extend([&begin, content, &end]);
        }
    }
    found
}

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
use without_tls as with_roots;
#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
use without_tls as with_identity;

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
fn without_tls(_: ClientBuilder, _: &[u8]) -> Result<ClientBuilder, TransportError> {
    Err(invalid("certificates need one of the features `rustls`, `rustls-no-provider` and `native-tls`"))
}

fn invalid(problem: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Request, problem)
}
