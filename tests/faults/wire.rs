//! Responses that are not valid HTTP.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use crate::raw::Raw;
use crate::setting::{DEADLINE, SLACK, builder, kind, list, post};

#[tokio::test]
async fn responses_that_are_not_valid_http_are_errors_in_time() {
    let body = r#"{"total_num":0,"data_list":[]}"#;
    let rows: Vec<(&str, Vec<u8>, bool, &[&str])> = vec![
        ("nothing", b"".to_vec(), false, &["connect"]),
        ("half a header, then nothing", b"HTTP/1.1 200 OK\r\nContent-".to_vec(), true, &["timeout"]),
        ("half a header, then the end", b"HTTP/1.1 200 OK\r\nContent-".to_vec(), false, &["connect"]),
        ("no HTTP", b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(), false, &["connect"]),
        (
            "a length too long",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{body}").into(),
            false,
            &["connect"],
        ),
        (
            "a length too long, open",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{body}").into(),
            true,
            &["timeout"],
        ),
        (
            "a length too short",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{body}").into(),
            false,
            &["decode"],
        ),
        (
            "a length that is none",
            format!("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{body}").into(),
            false,
            &["connect"],
        ),
        (
            "a negative length",
            format!("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{body}").into(),
            false,
            &["connect"],
        ),
        (
            "two lengths",
            format!("HTTP/1.1 200 OK\r\nContent-Length: 30\r\nContent-Length: 31\r\n\r\n{body}").into(),
            false,
            &["connect"],
        ),
        (
            "a chunk without end",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"tot".to_vec(),
            false,
            &["connect"],
        ),
        (
            "a chunk that is none",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_vec(),
            false,
            &["connect"],
        ),
        (
            "an endless header",
            [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'a'; 2 << 20]].concat(),
            false,
            &["connect"],
        ),
        ("an informational response", b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(), true, &["timeout"]),
        (
            "a huge length",
            b"HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551614\r\n\r\n{".to_vec(),
            true,
            &["connect"],
        ),
    ];
    for (name, response, stays_open, expected) in rows {
        let raw = Raw::start(response, stays_open).await;
        let client = builder(&raw.url()).build().unwrap();
        let start = Instant::now();
        let error = list(&client).await.expect_err(name);
        assert!(expected.contains(&kind(&error)), "{name}: {error}");
        assert!(start.elapsed() < DEADLINE + SLACK, "{name}: {:?}", start.elapsed());
        let before = raw.requests().len();
        // Its response is empty, so an unreadable body does not matter.
        assert!(post(&client).await.is_err() || expected.contains(&"decode"), "{name}");
        assert_eq!(raw.requests().len(), before + 1, "{name}: sent twice");
    }
}

#[tokio::test]
async fn a_body_without_a_length_is_read_to_the_end_of_the_connection() {
    let raw = Raw::start("HTTP/1.1 200 OK\r\n\r\n{\"total_num\":0,\"data_list\":[]}", false).await;
    list(&builder(&raw.url()).build().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_connection_that_is_refused_is_tried_again_and_then_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = builder(&format!("http://{address}")).build().unwrap();
    let start = Instant::now();
    let error = list(&client).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("refused") && text.contains("after 4 attempts"), "{text}");
    assert!(error.is_retryable() && start.elapsed() < DEADLINE);
    assert!(!post(&client).await.unwrap_err().to_string().contains("attempts"), "sent twice");
}

#[tokio::test]
async fn an_address_without_a_response_is_given_up_after_the_connect_timeout() {
    // A listener whose queue is full takes no more connections, so that the next one hangs.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    for _ in 0..8 {
        let connect = tokio::net::TcpStream::connect(address);
        if let Ok(Ok(stream)) = tokio::time::timeout(Duration::from_millis(100), connect).await {
            queued.push(stream);
        }
    }
    let client = builder(&format!("http://{address}"))
        .timeout(Duration::from_secs(2))
        .connect_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = list(&client).await.unwrap_err();
    assert_eq!(kind(&error), "timeout", "{error}");
    assert!(error.to_string().contains("within 200ms"), "{error}");
    assert!(start.elapsed() < DEADLINE, "{:?}", start.elapsed());
}
