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

/// What stands in a secret's place.
const MASK: &str = "***";
/// Headers that are secrets.
const SECRETS: [&str; 2] = ["x-auth-token", "x-security-token"];
/// The project that stands in the request where its id would have to be looked up.
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
        // Whoever asks for a project's id is told a name that stands for it.
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
            "note: {UNKNOWN_PROJECT} stands for the project's id, which a call would look up first; give it with \
             --project-id to have the signature right"
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

/// A request as a command for a shell; secrets are masked.
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
    for (name, value) in headers {
        let value = if SECRETS.contains(&name) { MASK.into() } else { String::from_utf8_lossy(value) };
        lines.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
    }
    if !request.body().is_empty() {
        lines.push(match std::str::from_utf8(request.body()) {
            Ok(body) => format!("--data-binary {}", quoted(body)),
            Err(_) => "--data-binary @BODY".to_owned(),
        });
    }
    lines.join(" \\\n  ")
}

/// A text as one word of a shell.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
