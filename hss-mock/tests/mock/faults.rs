//! Faults on demand.

use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use hss_mock::Fault;

use crate::client::{call, connect, get};
use crate::{builder, start};

const KEEPERS: &str = "/v1/keepers";

#[test]
fn a_status_as_often_as_asked() {
    let mock = start();
    mock.fault(Fault::status("ListKeeper", 503).times(2).after(1).retry_after(7));
    let replies: Vec<_> = (0..5).map(|_| get(KEEPERS).send(&mock)).collect();
    let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses, [200, 503, 503, 200, 200]);
    assert_eq!(replies[1].header("retry-after"), Some("7"));
    replies[1].error(503, "ZOO.0503");
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
fn an_error_or_a_body_of_ones_own() {
    let mock = start();
    mock.fault(Fault::status("ListKeeper", 403).error("ZOO.4711", "closed on Mondays").times(1));
    mock.fault(Fault::status("ListKeeper", 502).body("text/plain", "no upstream").times(1));
    assert_eq!(get(KEEPERS).send(&mock).error(403, "ZOO.4711"), "closed on Mondays");
    let reply = get(KEEPERS).send(&mock);
    assert_eq!((reply.status, reply.text()), (502, "no upstream"));
    assert_eq!(get(KEEPERS).send(&mock).status, 200);
}

#[test]
fn throttling_by_quota_and_window() {
    let mock = builder().fault(Fault::throttle("ListKeeper", 2, Duration::from_secs(1))).start().unwrap();
    let statuses = || (0..3).map(|_| get(KEEPERS).send(&mock).status).collect::<Vec<_>>();
    assert_eq!(statuses(), [200, 200, 429]);
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(statuses(), [200, 200, 429]);
    mock.clear_faults();
    mock.fault(Fault::throttle("*", 0, Duration::from_secs(60)).retry_after(1));
    let reply = get(KEEPERS).send(&mock);
    assert!(reply.error(429, "APIGW.0308").ends_with("over ratelimit,limit:0,time:1 minute"));
    assert_eq!(reply.header("retry-after"), Some("1"));
}

#[test]
fn delays_add_up_and_do_not_hold_others_back() {
    let mock = builder().latency(Duration::from_millis(100)).start().unwrap();
    mock.fault(Fault::delay("ListKeeper", Duration::from_millis(200)));
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(get(KEEPERS).send(&mock).status, 200));
        }
    });
    let elapsed = started.elapsed();
    assert!(elapsed >= Duration::from_millis(300) && elapsed < Duration::from_secs(2), "{elapsed:?}");
}

#[test]
fn a_truncated_body_is_shorter_than_announced() {
    let mock = start();
    mock.fault(Fault::truncate("*"));
    for call in [get("/v1/p/animals?kind=bird"), call("PUT", "/v1/p/animals/order").body("[]")] {
        let reply = call.send(&mock);
        let announced: usize = reply.header("content-length").unwrap().parse().unwrap();
        assert_eq!(reply.status, 200);
        assert!(reply.body.len() < announced, "{} {announced}", reply.body.len());
        assert_eq!(reply.body.len(), announced / 2);
    }
}

#[test]
fn a_reset_connection_gives_no_answer() {
    let mock = start();
    mock.fault(Fault::reset("ListKeeper"));
    let error = get(KEEPERS).try_send(&mock).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert_eq!(mock.requests()[0].status, None);
}

#[test]
fn bodies_that_are_no_json() {
    let mock = start();
    mock.fault(Fault::malformed("ListKeeper").times(1));
    mock.fault(Fault::html("ListKeeper", 502));
    let reply = get(KEEPERS).send(&mock);
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    assert!(serde_json::from_slice::<serde_json::Value>(&reply.body).is_err());
    let reply = get(KEEPERS).send(&mock);
    assert_eq!((reply.status, reply.header("content-type")), (502, Some("text/html; charset=utf-8")));
    assert!(reply.text().starts_with("<!DOCTYPE html>"));
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
    assert!(message.contains("`explode` is no kind of fault"), "{message}");
    assert_eq!(get(KEEPERS).send(&mock).status, 200);
}

#[test]
fn a_stalled_body_stops_halfway_and_leaves_the_connection_open() {
    let mock = start();
    mock.fault(Fault::stall("ListKeeper"));
    let mut connection = connect(&mock).unwrap();
    connection.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    let request = format!("GET {KEEPERS} HTTP/1.1\r\nHost: {}\r\nX-Auth-Token: t\r\n\r\n", mock.address());
    connection.write_all(request.as_bytes()).unwrap();
    let mut received = Vec::new();
    let error = connection.read_to_end(&mut received).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    let text = String::from_utf8(received).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let announced: usize =
        head.split_once("content-length: ").unwrap().1.lines().next().unwrap().parse().unwrap();
    assert_eq!(body.len(), announced / 2);
}

#[test]
fn a_dripping_body_is_whole_in_the_end() {
    let mock = start();
    let whole = get(KEEPERS).send(&mock);
    mock.fault(Fault::drip("ListKeeper", Duration::from_millis(1)));
    let started = Instant::now();
    let reply = get(KEEPERS).send(&mock);
    assert_eq!(reply.body, whole.body);
    assert!(started.elapsed() >= Duration::from_millis(reply.body.len() as u64));
}

#[test]
fn a_redirect_names_another_place() {
    let mock = start();
    mock.fault(Fault::redirect("ListKeeper", "http://example.com/"));
    let reply = get(KEEPERS).send(&mock);
    assert_eq!((reply.status, reply.header("location")), (302, Some("http://example.com/")));
}

#[test]
fn a_clock_that_is_off_shows_and_refuses_signatures_of_another_time() {
    let mock = builder().clock_ahead(24 * 3600).start().unwrap();
    let signature = "0a".repeat(32);
    let header = format!("SDK-HMAC-SHA256 Access=A, SignedHeaders=host;x-sdk-date, Signature={signature}");
    let send = |date: &str| {
        get(KEEPERS).without_token().header("Authorization", &header).header("X-Sdk-Date", date).send(&mock)
    };
    let reply = send("20250829T120000Z");
    assert!(reply.error(401, "APIGW.0301").contains("x-sdk-date is expired"));
    // The date of the answer, in the form of a signature's.
    let date = reply.header("date").unwrap().to_owned();
    let words: Vec<&str> = date.split_whitespace().collect();
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months.iter().position(|month| *month == words[2]).unwrap() + 1;
    let now = format!("{}{month:02}{}T{}Z", words[3], words[1], words[4].replace(':', ""));
    assert_eq!(send(&now).status, 200);
}
