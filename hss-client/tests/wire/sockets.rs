//! The default transport on real sockets of this machine.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{Client, Connections, Credentials, Error, ExponentialBackoff, TransportErrorKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::server::PROJECT;
use crate::task_api::{create_task, list_tasks};

/// Sends the same bytes to whoever connects, after reading a request; tells how many requests came and the last one.
struct Raw {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    last: Arc<std::sync::Mutex<String>>,
}

impl Raw {
    async fn start(response: impl Into<Vec<u8>>) -> Self {
        let response = response.into();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let raw =
            Raw { address: listener.local_addr().unwrap(), requests: Arc::default(), last: Arc::default() };
        let (requests, last) = (raw.requests.clone(), raw.last.clone());
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let (requests, last, response) = (requests.clone(), last.clone(), response.clone());
                tokio::spawn(async move {
                    let mut buffer = vec![0; 64 * 1024];
                    let read = socket.read(&mut buffer).await.unwrap_or(0);
                    if read == 0 {
                        return;
                    }
                    requests.fetch_add(1, Ordering::SeqCst);
                    *last.lock().unwrap() = String::from_utf8_lossy(&buffer[..read]).into_owned();
                    let _ = socket.write_all(&response).await;
                });
            }
        });
        raw
    }

    fn count(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    fn client(&self) -> Client {
        client(self.address)
    }
}

fn client(address: SocketAddr) -> Client {
    Client::builder()
        .endpoint(format!("http://{address}"))
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .project_id(PROJECT)
        .retry(ExponentialBackoff::none())
        .build()
        .unwrap()
}

fn response(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn an_answer_comes_back_and_the_signed_host_was_sent() {
    let raw = Raw::start(response("200 OK", r#"{"total_num":1,"data_list":[{"id":4}]}"#)).await;
    let page = list_tasks(&raw.client()).send().await.unwrap();
    assert_eq!(page.data_list.unwrap()[0].id, Some(4));
    let request = raw.last.lock().unwrap().clone();
    assert!(
        request.starts_with(&format!("GET /v5/{PROJECT}/image/tasks?type=image_scan HTTP/1.1\r\n")),
        "{request}"
    );
    assert!(request.contains(&format!("host: {}\r\n", raw.address)), "{request}");
    assert_eq!(request.to_ascii_lowercase().matches("host:").count(), 1);
    assert_eq!(request.matches("authorization: SDK-HMAC-SHA256 ").count(), 1);
}

#[tokio::test]
async fn credentials_do_not_follow_a_redirect() {
    let other = Raw::start(response("200 OK", "{}")).await;
    for status in ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let raw = Raw::start(response(&format!("{status}\r\nlocation: http://{}/", other.address), "")).await;
        let error = list_tasks(&raw.client()).send().await.unwrap_err();
        assert!(error.status().unwrap().is_redirection(), "{error}");
        assert_eq!(raw.count(), 1);
    }
    assert_eq!(other.count(), 0);
}

#[tokio::test]
async fn a_refused_connection_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = list_tasks(&client(address)).send().await.unwrap_err();
    let Error::Connect(connect) = &error else { panic!("{error}") };
    assert_eq!(connect.cause.kind(), TransportErrorKind::Connect);
    let text = error.to_string();
    assert!(text.contains(&address.to_string()) && text.contains("refused"), "{text}");
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_body_is_named_and_tried_again() {
    let raw = Raw::start("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"total").await;
    let error = list_tasks(&raw.client()).send().await.unwrap_err();
    let Error::Connect(connect) = &error else { panic!("{error}") };
    assert_eq!(connect.cause.kind(), TransportErrorKind::Broken, "{error}");

    let client = Client::builder()
        .endpoint(format!("http://{}", raw.address))
        .credentials(Credentials::new("ak", "sk"))
        .project_id(PROJECT)
        .retry(ExponentialBackoff::default().max_attempts(3).base_delay(Duration::from_millis(1)))
        .build()
        .unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(raw.count(), 4);
    create_task(&client, "x").send().await.unwrap_err();
    assert_eq!(raw.count(), 5);
}

#[tokio::test]
async fn a_stalled_body_is_left_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = socket.read(&mut [0; 4096]).await;
            let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{").await;
            held.push(socket);
        }
    });
    let error = list_tasks(&client(address)).timeout(Duration::from_millis(100)).send().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
}

#[tokio::test]
async fn a_response_over_the_limit_is_not_read() {
    let announced = Raw::start("HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n").await;
    let unannounced =
        Raw::start(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", "x".repeat(5_000))).await;
    for raw in [announced, unannounced] {
        let transport = Connections::direct().max_response_bytes(1_000).open().unwrap();
        let client = Client::builder()
            .endpoint(format!("http://{}", raw.address))
            .credentials(Credentials::new("ak", "sk"))
            .project_id(PROJECT)
            .transport(transport)
            .build()
            .unwrap();
        let error = list_tasks(&client).send().await.unwrap_err();
        assert!(error.to_string().contains("limit of 1000 bytes"), "{error}");
        assert_eq!(raw.count(), 1, "a response that is too large is not asked for again");
    }
}

#[tokio::test]
async fn no_compression_beside_that_of_the_feature_is_asked_for_or_read() {
    let raw = Raw::start(response("200 OK\r\ncontent-encoding: br", "{}")).await;
    let error = list_tasks(&raw.client()).call().download().await.unwrap_err();
    assert!(error.to_string().contains(r#"the body is compressed ("br")"#), "{error}");
    let request = raw.last.lock().unwrap().to_ascii_lowercase();
    let asked: Vec<&str> = request.lines().filter(|line| line.starts_with("accept-encoding:")).collect();
    assert_eq!(asked, if cfg!(feature = "gzip") { &["accept-encoding: gzip"][..] } else { &[] });
}
