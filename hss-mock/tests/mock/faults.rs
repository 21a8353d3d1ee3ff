//! Faults on demand.

use std::io::{ErrorKind, Read, Write};
use std::time::Duration;

use hss_mock::Fault;

use crate::client::{Response, call, connect, get};
use crate::{builder, start};

const KEEPERS: &str = "/v1/keepers";

#[test]
fn a_status_for_a_number_of_requests() {
    let mock = start();
    mock.fault(Fault::status("ListKeeper", 503).times(2).after(1).retry_after(7));
    let responses: Vec<_> = (0..5).map(|_| get(KEEPERS).send(&mock)).collect();
    let statuses: Vec<u16> = responses.iter().map(|response| response.status).collect();
    assert_eq!(statuses, [200, 503, 503, 200, 200]);
    assert_eq!(responses[1].header("retry-after"), Some("7"));
    responses[1].error(503, "ZOO.0503");
}

#[test]
fn only_the_operation_that_is_named() {
    let mock = start();
    mock.fault(Fault::status("ListKeeper", 500));
    assert_eq!(get(KEEPERS).send(&mock).status, 500);
    assert_eq!(get("/v1/p/animals/count").send(&mock).status, 200);
    mock.clear_faults();
    assert_eq!(get(KEEPERS).send(&mock).status, 200);
    mock.fault(Fault::status("*", 500));
    assert_eq!(get("/v1/p/animals/count").send(&mock).status, 500);
    assert_eq!(get("/nowhere").send(&mock).status, 500);
}

#[test]
fn a_custom_error_or_body() {
    let mock = start();
    mock.fault(Fault::status("ListKeeper", 403).error("ZOO.4711", "closed on Mondays").times(1));
    mock.fault(Fault::status("ListKeeper", 502).body("text/plain", "no upstream").times(1));
    assert_eq!(get(KEEPERS).send(&mock).error(403, "ZOO.4711"), "closed on Mondays");
    let response = get(KEEPERS).send(&mock);
    assert_eq!((response.status, response.text()), (502, "no upstream"));
    assert_eq!(get(KEEPERS).send(&mock).status, 200);
}

#[test]
fn throttling_by_quota_and_window() {
    let mock = builder().fault(Fault::throttle("ListKeeper", 2, Duration::from_secs(60))).start().unwrap();
    let statuses = || (0..3).map(|_| get(KEEPERS).send(&mock).status).collect::<Vec<_>>();
    assert_eq!(statuses(), [200, 200, 429]);
    mock.advance(Duration::from_secs(60));
    assert_eq!(statuses(), [200, 200, 429]);
    mock.clear_faults();
    mock.fault(Fault::throttle("*", 0, Duration::from_secs(60)).retry_after(1));
    let response = get(KEEPERS).send(&mock);
    assert!(response.error(429, "APIGW.0308").ends_with("over ratelimit,limit:0,time:1 minute"));
    assert_eq!(response.header("retry-after"), Some("1"));
}

#[test]
fn a_delayed_response_does_not_hold_others_back() {
    let mock = start();
    mock.fault(Fault::delay("ListKeeper", Duration::from_secs(3600)).times(1));
    let mut delayed = connect(&mock).unwrap();
    let request = format!("GET {KEEPERS} HTTP/1.1\r\nHost: x\r\nX-Auth-Token: t\r\n\r\n");
    delayed.write_all(request.as_bytes()).unwrap();
    while mock.requests().is_empty() {
        std::thread::yield_now();
    }
    assert_eq!(get(KEEPERS).send(&mock).status, 200);
    let statuses: Vec<_> = mock.requests().into_iter().map(|request| request.status).collect();
    assert_eq!(statuses, [None, Some(200)]);
}

#[test]
fn a_truncated_body_is_shorter_than_announced() {
    let mock = start();
    mock.fault(Fault::truncate("*"));
    for call in [get("/v1/p/animals?kind=bird"), call("PUT", "/v1/p/animals/order").body("[]")] {
        let response = call.send(&mock);
        let announced: usize = response.header("content-length").unwrap().parse().unwrap();
        assert_eq!(response.status, 200);
        assert!(response.body.len() < announced, "{} {announced}", response.body.len());
        assert_eq!(response.body.len(), announced / 2);
    }
}

#[test]
fn a_reset_connection_gives_no_response() {
    let mock = start();
    mock.fault(Fault::reset("ListKeeper"));
    let error = get(KEEPERS).try_send(&mock).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert_eq!(mock.requests()[0].status, None);
}

#[test]
fn bodies_that_are_not_json() {
    let mock = start();
    mock.fault(Fault::malformed("ListKeeper").times(1));
    mock.fault(Fault::html("ListKeeper", 502));
    let response = get(KEEPERS).send(&mock);
    assert_eq!((response.status, response.header("content-type")), (200, Some("application/json")));
    assert!(serde_json::from_slice::<serde_json::Value>(&response.body).is_err());
    let response = get(KEEPERS).send(&mock);
    assert_eq!((response.status, response.header("content-type")), (502, Some("text/html; charset=utf-8")));
    assert!(response.text().starts_with("<!DOCTYPE html>"));
}

#[test]
fn a_request_asks_for_its_own_fault() {
    let mock = start();
    let with = |fault: &str| get(KEEPERS).header("X-Mock-Fault", fault).try_send(&mock);
    with("status=503").unwrap().error(503, "ZOO.0503");
    assert_eq!(with("throttle; retry-after=3").unwrap().header("retry-after"), Some("3"));
    assert_eq!(with("html=502").unwrap().status, 502);
    assert!(with("reset").is_err());
    let message = with("explode").unwrap().error(400, "MOCK.0001");
    assert!(message.contains("`explode` is not a kind of fault"), "{message}");
    assert_eq!(get(KEEPERS).send(&mock).status, 200);
}

#[test]
fn a_stalled_body_stops_halfway_and_leaves_the_connection_open() {
    let mock = start();
    mock.fault(Fault::stall("ListKeeper"));
    let mut connection = connect(&mock).unwrap();
    let request = format!("GET {KEEPERS} HTTP/1.1\r\nHost: {}\r\nX-Auth-Token: t\r\n\r\n", mock.address());
    connection.write_all(request.as_bytes()).unwrap();
    let mut received = Vec::new();
    let half = loop {
        let mut buffer = [0; 1024];
        let length = connection.read(&mut buffer).unwrap();
        received.extend_from_slice(&buffer[..length]);
        let Some(response) = Response::parse(&received) else { continue };
        let half = response.header("content-length").unwrap().parse::<usize>().unwrap() / 2;
        if response.body.len() >= half {
            break (response.body.len(), half);
        }
    };
    assert_eq!(half.0, half.1);
    connection.set_nonblocking(true).unwrap();
    assert_eq!(connection.read(&mut [0; 1]).unwrap_err().kind(), ErrorKind::WouldBlock);
}

#[test]
fn a_dripping_body_is_whole_in_the_end() {
    let mock = start();
    let whole = get(KEEPERS).send(&mock);
    mock.fault(Fault::drip("ListKeeper", Duration::ZERO));
    assert_eq!(get(KEEPERS).send(&mock).body, whole.body);
}

#[test]
fn a_redirect_names_another_place() {
    let mock = start();
    mock.fault(Fault::redirect("ListKeeper", "http://example.com/"));
    let response = get(KEEPERS).send(&mock);
    assert_eq!((response.status, response.header("location")), (302, Some("http://example.com/")));
}

#[test]
fn a_clock_that_is_off_shows_and_refuses_signatures_of_another_time() {
    let mock = builder().clock_ahead(24 * 3600).start().unwrap();
    let signature = "0a".repeat(32);
    let header = format!("SDK-HMAC-SHA256 Access=A, SignedHeaders=host;x-sdk-date, Signature={signature}");
    let send = |date: &str| {
        get(KEEPERS).without_token().header("Authorization", &header).header("X-Sdk-Date", date).send(&mock)
    };
    let response = send("20250829T120000Z");
    assert!(response.error(401, "APIGW.0301").contains("x-sdk-date is expired"));
    // The date of the response, in the form of a signature's.
    let date = response.header("date").unwrap().to_owned();
    let words: Vec<&str> = date.split_whitespace().collect();
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|month| *month == words[2]).unwrap() + 1;
    let now = format!("{}{month:02}{}T{}Z", words[3], words[1], words[4].replace(':', ""));
    assert_eq!(send(&now).status, 200);
}
