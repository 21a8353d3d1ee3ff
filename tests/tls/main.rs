//! TLS: whom the client trusts, and as whom it shows itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{Builder, Client, Connections, Credentials, Error};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, crypto};

/// An authority that gives out certificates.
struct Authority {
    certificate: CertificateDer<'static>,
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        // A certificate whose issuer has its own name counts as self-signed.
        params.distinguished_name.push(DnType::CommonName, "authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        Authority {
            pem: certificate.pem(),
            certificate: certificate.der().clone(),
            issuer: Issuer::new(params, key),
        }
    }

    fn certify(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }
}

/// A server with TLS, which counts the requests that it could read.
struct Server {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// With a certificate for this name; asks for a client's if there is an authority for those.
    async fn start(authority: &Authority, name: &str, clients: Option<&Authority>) -> Self {
        let (certificate, key) = authority.certify(name);
        let provider = Arc::new(crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .unwrap();
        let config = match clients {
            None => config.with_no_client_auth(),
            Some(clients) => {
                let mut roots = RootCertStore::empty();
                roots.add(clients.certificate.clone()).unwrap();
                config.with_client_cert_verifier(
                    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap(),
                )
            }
        };
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = config.with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Server { address: listener.local_addr().unwrap(), requests: Arc::default() };
        let requests = server.requests.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (acceptor, requests) = (acceptor.clone(), requests.clone());
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(socket).await else { return };
                    let mut buffer = vec![0; 64 * 1024];
                    if stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {
                        requests.fetch_add(1, Ordering::SeqCst);
                        let body = r#"{"total_num":0,"data_list":[]}"#;
                        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
                        let _ = stream.write_all((head + body).as_bytes()).await;
                        let _ = stream.shutdown().await;
                    }
                });
            }
        });
        server
    }

    async fn call(&self, connections: Connections) -> Result<(), Error> {
        let url = format!("https://{}", self.address);
        let client = builder(&url).connections(connections).build()?;
        client.image().list_image_scan_task(TaskKind::ImageScan).send().await.map(|_| ())
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

fn builder(endpoint: &str) -> Builder {
    install_provider();
    Client::builder()
        .endpoint(endpoint)
        .region("cn-north-4")
        .project_id("0123456789abcdef0123456789abcdef")
        .credentials(Credentials::new("AKEXAMPLE", "MARKER/secret"))
}

/// Installs the crypto provider that the feature `rustls-no-provider` needs.
fn install_provider() {
    if cfg!(all(feature = "rustls-no-provider", not(feature = "rustls"))) {
        // Fails if another test has installed it.
        let _ = crypto::ring::default_provider().install_default();
    }
}

fn trusting(authority: &Authority) -> Connections {
    Connections::direct().root_certificate(authority.pem.clone())
}

#[tokio::test]
async fn a_certificate_of_an_authority_that_was_added_is_trusted() {
    let authority = Authority::new();
    let server = Server::start(&authority, "127.0.0.1", None).await;
    server.call(trusting(&authority)).await.unwrap();
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_certificate_with_a_wrong_name_or_of_a_stranger_gets_no_request() {
    let authority = Authority::new();
    let server = Server::start(&authority, "hss.example.com", None).await;
    let error = server.call(trusting(&authority)).await.unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error}");
    assert!(error.to_string().to_lowercase().contains("certificate"), "{error}");

    let stranger = Server::start(&Authority::new(), "127.0.0.1", None).await;
    let error = stranger.call(trusting(&authority)).await.unwrap_err();
    assert!(matches!(error, Error::Connect(_)), "{error}");
    assert_eq!(server.requests() + stranger.requests(), 0, "credentials went to a stranger");
}

#[tokio::test]
async fn a_client_shows_its_certificate_to_a_server_that_asks_for_one() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let server = Server::start(&authority, "127.0.0.1", Some(&clients)).await;
    server.call(trusting(&authority)).await.unwrap_err();
    assert_eq!(server.requests(), 0);
    let (certificate, key) = clients.certify("client");
    let pem = certificate.pem() + &key.serialize_pem();
    server.call(trusting(&authority).client_certificate(pem)).await.unwrap();
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn what_is_no_certificate_is_an_error_that_does_not_show_it() {
    for connections in [
        Connections::new().root_certificate("MARKER"),
        Connections::new().root_certificate(""),
        Connections::new().client_certificate("MARKER"),
    ] {
        assert!(!format!("{connections:?}").contains("MARKER"));
        let error = builder("https://example.com").connections(connections).build().unwrap_err();
        assert!(error.to_string().contains("certificate"), "{error}");
        assert!(!format!("{error} {error:?}").contains("MARKER"), "{error}");
    }
}

/// A process has one provider, so this one installs none.
#[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
#[test]
fn a_client_without_a_crypto_provider_is_an_error_and_no_panic() {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    let output = command.args(["--exact", "--ignored", "a_client_without_a_provider"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

#[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
#[test]
#[ignore = "run by another test, in a process of its own"]
fn a_client_without_a_provider() {
    let error = Connections::new().open().unwrap_err().to_string();
    assert!(error.starts_with("no crypto provider: install one"), "{error}");
    install_provider();
    Connections::new().open().unwrap();
}
