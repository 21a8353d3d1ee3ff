//! Hostile and unusual input.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use hss_mock::{Fault, Mock};

use crate::client::{Response, call, connect, get};
use crate::{builder, start};

#[test]
fn bytes_that_are_not_http_end_their_connection_only() {
    let mock = start();
    for bytes in [
        &b"\x00\xff\xfe\x01\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /%ff%fe/\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /v1/p/animals HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{",
        b"POST /v1/p/animals HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        let mut connection = connect(&mock).unwrap();
        // The mock may have hung up already.
        let _ = connection.write_all(bytes);
        let _ = connection.shutdown(std::net::Shutdown::Write);
        let mut response = Vec::new();
        let _ = connection.read_to_end(&mut response);
        if let Some(response) = Response::parse(&response) {
            assert!((400..500).contains(&response.status), "{bytes:?}: {}", response.status);
        }
    }
    assert_eq!(get("/v1/keepers").send(&mock).status, 200);
}

#[test]
fn odd_targets_are_refused_in_the_vendors_form() {
    let mock = start();
    for target in ["/", "//", "/%", "/v1/%00/animals?kind=bird&=&&%", "/v1/%ff/animals/%fe?x=%zz", "/?/?/?"] {
        let response = get(target).send(&mock);
        assert!(response.status == 200 || response.json()["error_code"].is_string(), "{target}");
    }
    let deep = get("/a".repeat(2000)).send(&mock);
    deep.error(404, "APIGW.0101");
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let mock = builder().body_limit(1000).start().unwrap();
    let post = |length: usize| call("POST", "/v1/p/animals").body("x".repeat(length)).send(&mock);
    post(1000).error(400, "ZOO.0001");
    assert!(post(1001).error(413, "APIGW.0201").contains("1000"));
    post(3_000_000).error(413, "APIGW.0201");
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn a_late_body_is_refused_and_a_late_head_ends_its_connection() {
    let mock = builder().read_timeout(Duration::from_millis(20)).start().unwrap();
    let send = |bytes: &[u8]| {
        let mut connection = connect(&mock).unwrap();
        connection.write_all(bytes).unwrap();
        let mut received = Vec::new();
        connection.read_to_end(&mut received).unwrap();
        received
    };
    let late_body = send(
        b"POST /v1/p/animals HTTP/1.1\r\nHost: x\r\nX-Auth-Token: t\r\nConnection: close\r\nContent-Length: 5\r\n\r\n{",
    );
    Response::parse(&late_body).unwrap().error(408, "MOCK.0002");
    assert_eq!(mock.requests()[0].status, Some(408));
    let late_head = send(b"GET /v1/keepers HTTP/1.1\r\nHo");
    assert!(Response::parse(&late_head).is_none_or(|response| response.status == 408));
}

#[test]
fn a_connection_is_kept_for_several_requests() {
    let mock = start();
    let mut connection = connect(&mock).unwrap();
    for _ in 0..3 {
        connection.write_all(b"GET /v1/keepers HTTP/1.1\r\nHost: x\r\nX-Auth-Token: t\r\n\r\n").unwrap();
        let mut response = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let length = connection.read(&mut buffer).unwrap();
            response.extend_from_slice(&buffer[..length]);
            let response = Response::parse(&response);
            let is_whole = response.is_some_and(|response| {
                response.header("content-length") == Some(&response.body.len().to_string())
            });
            if is_whole {
                break;
            }
        }
    }
    assert_eq!(mock.requests().len(), 3);
}

#[test]
fn many_connections_at_once() {
    let mock = start();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(get("/v1/p/animals?kind=bird").send(&mock).status, 200);
                }
            });
        }
    });
    let requests = mock.requests();
    assert_eq!(requests.len(), 160);
    assert!(requests.iter().all(|request| request.status == Some(200)));
}

#[test]
fn request_ids_differ() {
    let mock = start();
    let ids = [(); 2].map(|()| get("/v1/keepers").send(&mock).header("x-request-id").unwrap().to_owned());
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn dropping_it_stops_it_at_once() {
    let mock = start();
    let address = mock.address();
    mock.fault(Fault::delay("*", Duration::from_secs(60)));
    let mut waiting = connect(&mock).unwrap();
    waiting.write_all(b"GET /v1/keepers HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    while mock.requests().is_empty() {
        std::thread::yield_now();
    }
    let started = Instant::now();
    drop(mock);
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert!(std::net::TcpStream::connect(address).is_err());
    assert_eq!(waiting.read(&mut [0; 16]).unwrap_or(0), 0);
}

#[test]
fn an_address_in_use_is_an_error() {
    let mock = start();
    let error = builder().listen(mock.address()).start().unwrap_err();
    assert!(error.to_string().starts_with("the mock can't listen"), "{error}");
    assert_eq!(mock.base_url(), format!("http://{}", mock.address()));
}

#[test]
fn the_bundled_spec_is_the_default() {
    assert!(Mock::builder().start().is_ok());
}
