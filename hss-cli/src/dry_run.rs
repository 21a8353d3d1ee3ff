//! `--dry-run`: the request as it would be sent, as a curl command.

use std::io::{self, Write as _};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use hss_runtime::dynamic::Call;
use hss_runtime::schema::{Location, SchemeKind, Security, SecurityScheme};
use hss_runtime::sign::canonical_query;
use hss_runtime::{BoxFuture, Client, Error, Transport, TransportError, TransportErrorKind};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::{HeaderName, HeaderValue, Request, Response};

use crate::connection;
use crate::failure::Failure;
use crate::options::Options;
use crate::program::Program;
use crate::shell_quote::quoted;

/// The replacement of a secret.
const MASK: &str = "***";
/// Headers that are secrets.
const SECRETS: [&str; 2] = ["x-auth-token", "x-security-token"];
/// The start of `Authorization` with a signature.
const SIGNATURE: &[u8] = b"SDK-";
/// The placeholder of a project id that a call would look up.
const UNKNOWN_PROJECT: &str = "PROJECT_ID";

/// A transport that keeps the request instead of sending it.
#[derive(Clone)]
struct Keep {
    kept: Arc<Mutex<Option<Request<Bytes>>>>,
    security: &'static Security,
}

impl Keep {
    fn put(&self, request: Request<Bytes>) {
        if let Ok(mut kept) = self.kept.lock() {
            *kept = Some(request);
        }
    }

    /// True for the path of an address that grants or renews tokens.
    fn is_token_server(&self, path: &str) -> bool {
        let of_address = |address: &'static str| {
            let address = address.split(['?', '#']).next().unwrap_or_default();
            let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
            rest.find('/').map_or("", |start| &rest[start..])
        };
        self.security.schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::OAuth2 { token_url, refresh_url } => [token_url, refresh_url]
                .into_iter()
                .map(of_address)
                .any(|known| !known.is_empty() && known == path),
            _ => false,
        })
    }

    fn take(&self) -> Option<Request<Bytes>> {
        self.kept.lock().ok()?.take()
    }
}

impl Transport for Keep {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        // A look-up of the project's id gets the placeholder.
        if request.uri().path() == "/v3/projects" {
            let body =
                format!(r#"{{"projects":[{{"id":"{UNKNOWN_PROJECT}","name":"any","enabled":true}}]}}"#);
            return Box::pin(std::future::ready(Ok(Response::new(Bytes::from(body)))));
        }
        // An OAuth 2 token also gets a placeholder, which is masked like all others.
        if self.is_token_server(request.uri().path()) {
            let body = format!(r#"{{"access_token":"{MASK}","token_type":"Bearer","expires_in":3600}}"#);
            let mut response = Response::new(Bytes::from(body));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            return Box::pin(std::future::ready(Ok(response)));
        }
        self.put(request);
        let error = TransportError::new(TransportErrorKind::Request, "nothing is sent");
        Box::pin(std::future::ready(Err(error)))
    }
}

/// The address with the keys in its query masked.
fn with_masked_query(address: &str, security: &Security) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let keys: Vec<String> = security
        .schemes
        .iter()
        .filter_map(|scheme| match scheme.kind {
            SchemeKind::ApiKey { location: Location::Query, name } => {
                Some(canonical_query(&[(name.to_owned(), String::new())]))
            }
            _ => None,
        })
        .collect();
    let masked = query.split('&').map(|pair| {
        let name = pair.split_inclusive('=').next().unwrap_or_default();
        if keys.iter().any(|key| key == name) { format!("{name}{MASK}") } else { pair.to_owned() }
    });
    format!("{path}?{}", masked.collect::<Vec<_>>().join("&"))
}

/// A client that sends nothing, set up like one that would.
pub(crate) struct Unsent {
    client: Client,
    keep: Keep,
}

impl Unsent {
    pub(crate) fn open(program: &Program, options: &Options<'_>) -> Result<Self, Failure> {
        let keep = Keep { kept: Arc::default(), security: program.api.service.security() };
        Ok(Self { client: client(program, options, keep.clone())?, keep })
    }

    #[cfg(feature = "explore")]
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// The request of a call, one call at a time.
    pub(crate) async fn request(
        &self,
        call: impl FnOnce(&Client) -> Call,
    ) -> Result<Option<Request<Bytes>>, Error> {
        let result = call(&self.client).execute().await;
        match (self.keep.take(), result) {
            (None, Err(error)) => Err(error),
            (request, _) => Ok(request),
        }
    }
}

/// Prints the request that `call` makes of a client.
pub(crate) async fn print(
    program: &Program,
    options: &Options<'_>,
    call: impl FnOnce(&Client) -> Call,
) -> Result<(), Failure> {
    let security = program.api.service.security();
    let Some(request) = Unsent::open(program, options)?.request(call).await? else { return Ok(()) };
    if request.uri().path().contains(UNKNOWN_PROJECT) {
        let _ = writeln!(
            anstream::stderr(),
            "note: {UNKNOWN_PROJECT} is a placeholder of the project's id, which a call would look up first; the signature \
             is right with --project-id"
        );
    }
    writeln!(io::stdout(), "{}", curl(&request, security))?;
    Ok(())
}

/// A client that sends nothing, set up like one that would.
fn client(program: &Program, options: &Options<'_>, keep: Keep) -> Result<Client, Failure> {
    let builder = connection::common(program, options).transport(keep);
    let builder = if options.is_set("mock") {
        // Nothing is sent, and the credentials are the mock's own.
        let builder = connection::to_mock(program, builder, options)?.allow_plain_http();
        // A service without an address needs a placeholder.
        let needs_address = program.api.service.endpoint.is_empty() && program.api.service.regions.is_empty();
        if needs_address { builder.endpoint("http://127.0.0.1") } else { builder }
    } else {
        connection::to_service(program, builder, options)?
    };
    Ok(builder.build()?)
}

/// The value to show of a header that has a secret.
fn masked_header(name: &str, value: &[u8], security: &Security) -> Option<String> {
    let is_key = |scheme: &SecurityScheme| match scheme.kind {
        SchemeKind::ApiKey { location: Location::Header, name: key } => key.eq_ignore_ascii_case(name),
        SchemeKind::ApiKey { location: Location::Cookie, .. } => name == "cookie",
        _ => false,
    };
    if SECRETS.contains(&name) || security.schemes.iter().any(is_key) {
        return Some(MASK.to_owned());
    }
    // A signature is not a secret; everything else after the name of a scheme is.
    if name == AUTHORIZATION.as_str() && !value.starts_with(SIGNATURE) {
        let scheme = value.split(|byte| *byte == b' ').next().unwrap_or_default();
        return Some(format!("{} {MASK}", String::from_utf8_lossy(scheme)));
    }
    None
}

/// A request as HTTP text, with secrets and the signature masked, since anyone with the signature could repeat the
/// request.
#[cfg(feature = "explore")]
pub(crate) fn masked(request: &Request<Bytes>, security: &Security) -> String {
    let address = with_masked_query(&request.uri().to_string(), security);
    let mut lines = vec![format!("{} {address}", request.method())];
    for (name, value) in request.headers() {
        let value = match masked_header(name.as_str(), value.as_bytes(), security) {
            Some(masked) => masked,
            None if *name == AUTHORIZATION => {
                let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
                format!("{} {MASK}", text.split(' ').next().unwrap_or_default())
            }
            None => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        lines.push(format!("{name}: {value}"));
    }
    if !request.body().is_empty() {
        let size = request.body().len();
        lines.push(String::new());
        lines.push(match std::str::from_utf8(request.body()) {
            Ok(body) => body.to_owned(),
            Err(_) => format!("({size} bytes)"),
        });
    }
    crate::shown::lines(&lines.join("\n")).into_owned()
}

/// A request as a command for a shell. Secrets are masked and go through standard input: an argument is visible to other
/// users of the machine.
fn curl(request: &Request<Bytes>, security: &Security) -> String {
    let address = with_masked_query(&request.uri().to_string(), security);
    let mut lines = vec![format!("curl -X {} {}", request.method(), quoted(&address))];
    let is_sent = |name: &HeaderName| *name != HOST && *name != CONTENT_LENGTH && *name != AUTHORIZATION;
    let mut headers: Vec<(&str, &[u8])> = request
        .headers()
        .iter()
        .filter(|(name, _)| is_sent(name))
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .collect();
    headers.sort_unstable();
    if let Some(authorization) = request.headers().get(AUTHORIZATION) {
        headers.push(("authorization", authorization.as_bytes()));
    }
    let mut secrets = Vec::new();
    for (name, value) in headers {
        if let Some(masked) = masked_header(name, value, security) {
            secrets.push(format!("{name}: {masked}\n"));
            continue;
        }
        lines.push(format!("-H {}", quoted(&format!("{name}: {}", String::from_utf8_lossy(value)))));
    }
    if !request.body().is_empty() {
        lines.push(match std::str::from_utf8(request.body()) {
            Ok(body) => format!("--data-binary {}", quoted(body)),
            Err(_) => "--data-binary @BODY".to_owned(),
        });
    }
    if secrets.is_empty() {
        return lines.join(" \\\n  ");
    }
    lines.push("-H @-".to_owned());
    format!("{} <<'SECRETS'\n{}SECRETS", lines.join(" \\\n  "), secrets.concat())
}
