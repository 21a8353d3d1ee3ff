//! The log of a call at the lowest level: its events, without secrets.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use hss_client::prelude::*;
use hss_client::{Client, Credentials, IamUser, MetadataService, RetryBudget, Validation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::server::*;
use crate::task_api::*;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn subscriber(&self) -> impl tracing::Subscriber + Send + Sync + use<> {
        let log = self.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(move || log.clone())
            .finish()
    }
}

#[tokio::test(start_paused = true)]
async fn spans_record_the_outcome_of_a_call_and_of_each_attempt() {
    let log = Log::default();
    let _guard = log.subscriber().set_default();
    let server = Server::new(|index, _| {
        response_with(if index == 0 { 503 } else { 200 }, &[("x-request-id", "abc123")], "{}")
    });
    list_tasks(&server.client()).send().await.unwrap();
    let text = log.text();
    // A line names a span after its parents, so the last one counts.
    let closed = |name: &str, part: &str| {
        text.lines().filter(|line| line.contains("close")).any(|line| {
            let start = ["call{", "attempt{"].iter().filter_map(|name| line.rfind(name)).max();
            start.is_some_and(|start| line[start..].starts_with(name) && line[start..].contains(part))
        })
    };
    assert!(closed("call{", "operation=\"ListTasks\""), "{text}");
    assert!(closed("call{", "status=200"), "{text}");
    assert!(closed("call{", "attempts=2"), "{text}");
    assert!(closed("call{", "request_id=\"abc123\""), "{text}");
    assert!(closed("call{", "elapsed_ms="), "{text}");
    assert!(closed("attempt{", "attempt=1 status=503"), "{text}");
    assert!(closed("attempt{", "attempt=2 status=200"), "{text}");
    assert!(text.contains("retrying"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn an_exhausted_retry_budget_is_logged() {
    let sent_with = async |budget: RetryBudget| {
        let log = Log::default();
        let _guard = log.subscriber().set_default();
        let server = Server::new(|index, _| response(if index == 0 { 503 } else { 200 }, "{}"));
        let _ = list_tasks(&server.builder().retry_budget(budget).build().unwrap()).send().await;
        let exhausted = log.text().contains("not retried: the retry budget is exhausted");
        (exhausted, server.count())
    };
    assert_eq!(sent_with(RetryBudget::new(0)).await, (true, 1));
    assert_eq!(sent_with(RetryBudget::new(1)).await, (false, 2));
}

/// A server on a real socket that gives a token, then responds to every call with an error that quotes the request.
async fn quoting_server() -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = vec![0; 64 * 1024];
                let read = socket.read(&mut request).await.unwrap_or(0);
                let request = String::from_utf8_lossy(&request[..read]).into_owned();
                let (status, headers, body) = if request.starts_with("POST /v3/auth/tokens") {
                    ("201 Created", "X-Subject-Token: MARKER-token\r\n", "{}".to_owned())
                } else if request.starts_with("PUT /meta-data") {
                    ("200 OK", "", "MARKER-metadata".to_owned())
                } else if request.starts_with("GET /openstack") {
                    let keys =
                        r#"{"credential":{"access":"AK","secret":"MARKER-sk","securitytoken":"MARKER-st"}}"#;
                    ("200 OK", "", keys.to_owned())
                } else {
                    ("401 Unauthorized", "", serde_json::json!({ "error_msg": request }).to_string())
                };
                let head = format!(
                    "HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                let _ = socket.write_all((head + &body).as_bytes()).await;
            });
        }
    });
    address
}

#[tokio::test]
async fn no_secret_is_in_any_log_error_or_panic() {
    let log = Log::default();
    // Of this thread alone, on which the whole call runs; also what the stack below logs through the crate `log`.
    let _guard = log.subscriber().set_default();
    let address = quoting_server().await;
    let base = format!("http://{address}");
    let builders = [
        Client::builder().credentials(Credentials::new("AK", "MARKER-sk")),
        Client::builder().credentials(Credentials::temporary("AK", "MARKER-sk", "MARKER-st")),
        Client::builder().credentials(Credentials::token("MARKER-token")),
        Client::builder().credentials(IamUser::new("account", "user", "MARKER-password")),
        Client::builder().credentials(MetadataService::new().address(&base)),
    ];
    let mut shown = String::new();
    for builder in builders {
        shown += &format!("{builder:?}");
        let client =
            builder.endpoint(&base).project_id(PROJECT).validation(Validation::Warn).build().unwrap();
        shown += &format!("{client:?}");
        let error = list_tasks(&client).limit(1_000).send().await.unwrap_err();
        assert!(error.is_auth(), "{error}");
        shown += &format!("{error} {error:?} {error:#?}");
        let unwrap = |result: Result<(), _>| result.unwrap();
        let panic = catch_unwind(AssertUnwindSafe(|| unwrap(Err(error)))).unwrap_err();
        shown += panic.downcast_ref::<String>().unwrap();
        let call = list_tasks(&client);
        shown += &format!("{call:?} {:?}", create_task(&client, "x"));
    }
    assert!(!shown.contains("MARKER"), "{shown}");
    let text = log.text();
    assert!(text.contains("ListTasks") && text.contains("attempt"), "the log was not read:\n{text}");
    assert!(!text.contains("MARKER"), "{text}");
}
