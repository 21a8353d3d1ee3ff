//! The record of requests.

use crate::builder;
use crate::client::{call, get};
use crate::start;

#[test]
fn everything_about_a_request_is_kept() {
    let mock = start();
    let body = r#"{"animal_name":"Ada","kind":"cat"}"#;
    call("POST", "/v1/p%201/animals?b=1+2&a=%E9%95%9C&b&c=").header("X-Own", "value").body(body).send(&mock);
    let requests = mock.requests();
    let request = &requests[0];
    assert_eq!(requests.len(), 1);
    assert_eq!(request.operation.as_deref(), Some("CreateAnimal"));
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/v1/p%201/animals"));
    let pairs: Vec<_> = request.query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(pairs, [("b", "1 2"), ("a", "镜"), ("b", ""), ("c", "")]);
    assert_eq!((request.query_value("b"), request.query_value("z")), (Some("1 2"), None));
    assert_eq!((request.header("x-own"), request.header("X-Own")), (Some("value"), Some("value")));
    assert_eq!((request.body.as_slice(), request.status), (body.as_bytes(), Some(201)));
}

#[test]
fn refused_and_unknown_requests_are_kept_too() {
    let mock = start();
    get("/v1/p/animals").send(&mock);
    get("/nowhere").send(&mock);
    let seen: Vec<_> =
        mock.requests().into_iter().map(|request| (request.operation, request.status)).collect();
    assert_eq!(seen, [(Some("ListAnimal".to_owned()), Some(400)), (None, Some(404))]);
    mock.clear_requests();
    assert!(mock.requests().is_empty());
}

#[test]
fn the_oldest_are_forgotten() {
    let mock = builder().record_limit(2).start().unwrap();
    for path in ["/a", "/b", "/c"] {
        get(path).send(&mock);
    }
    let paths: Vec<_> = mock.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/b", "/c"]);
}

#[test]
fn large_requests_are_forgotten_earlier() {
    let mock = builder().record_bytes(10_000).start().unwrap();
    for _ in 0..5 {
        call("POST", "/v1/p/animals").body("x".repeat(4_000)).send(&mock);
    }
    assert_eq!(mock.requests().len(), 2);
    call("POST", "/v1/p/animals").body("x".repeat(20_000)).send(&mock);
    assert_eq!(mock.requests().len(), 1);
    mock.clear_requests();
    get("/a").send(&mock);
    get("/b").send(&mock);
    assert_eq!(mock.requests().len(), 2);
}
