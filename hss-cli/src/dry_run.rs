//! `--dry-run`: the request as it would be sent, as a curl command.

use std::io::{self, Write as _};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use hss_client::dynamic::Call;
use hss_client::{BoxFuture, Client, Transport, TransportError, TransportErrorKind};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, HOST};
use http::{HeaderName, Request, Response};

use crate::command::Options;
use crate::connection;
use crate::failure::Failure;
use crate::shell_quote::quoted;

/// The replacement of a secret.
const MASK: &str = "***";
/// Headers that are secrets.
const SECRETS: [&str; 2] = ["x-auth-token", "x-security-token"];
/// The placeholder of a project id that a call would look up.
const UNKNOWN_PROJECT: &str = "PROJECT_ID";

/// Keeps the request instead of sending it.
#[derive(Clone, Default)]
struct Keep {
    kept: Arc<Mutex<Option<Request<Bytes>>>>,
}

impl Keep {
    fn put(&self, request: Request<Bytes>) {
        if let Ok(mut kept) = self.kept.lock() {
            *kept = Some(request);
        }
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
        self.put(request);
        let error = TransportError::new(TransportErrorKind::Request, "nothing is sent");
        Box::pin(std::future::ready(Err(error)))
    }
}

/// Prints the request that `call` makes of a client.
pub(crate) async fn print(options: &Options<'_>, call: impl FnOnce(&Client) -> Call) -> Result<(), Failure> {
    let keep = Keep::default();
    let result = call(&client(options, keep.clone())?).execute().await;
    let Some(request) = keep.take() else {
        return match result {
            Err(error) => Err(Failure::Client(error)),
            Ok(_) => Ok(()),
        };
    };
    if request.uri().path().contains(UNKNOWN_PROJECT) {
        let _ = writeln!(
            anstream::stderr(),
            "note: {UNKNOWN_PROJECT} is a placeholder of the project's id, which a call would look up first; the signature \
             is right with --project-id"
        );
    }
    writeln!(io::stdout(), "{}", curl(&request))?;
    Ok(())
}

/// A client that sends nothing, set up like one that would.
fn client(options: &Options<'_>, keep: Keep) -> Result<Client, Failure> {
    let builder = connection::common(Client::builder(), options).transport(keep);
    let builder = if options.is_set("mock") {
        connection::to_mock(builder, options)
    } else {
        connection::to_service(builder, options)?
    };
    Ok(builder.build()?)
}

/// A request as a command for a shell. Secrets are masked and go through standard input: an argument is visible to other
/// users of the machine.
pub(crate) fn curl(request: &Request<Bytes>) -> String {
    let mut lines = vec![format!("curl -X {} {}", request.method(), quoted(&request.uri().to_string()))];
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
        if SECRETS.contains(&name) {
            secrets.push(format!("{name}: {MASK}\n"));
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
