//! Every kind of failure of a call, as its caller sees it.

use std::time::Duration;

use hss_client::prelude::*;
use hss_client::{Error, ExponentialBackoff, TransportErrorKind};
use hss_mock::{Fault, Mock};

use crate::{LISTING, builder, list, statuses};

/// Outcome of a single attempt against a mock with this fault.
async fn failure(fault: Fault) -> Error {
    let mock = Mock::builder().fault(fault).start().unwrap();
    let client = builder(mock.base_url()).retry(ExponentialBackoff::none()).build().unwrap();
    let error = list(&client).send().await.unwrap_err();
    assert_eq!(mock.requests().len(), 1);
    error
}

#[tokio::test]
async fn an_error_body_gives_status_code_message_and_request_id() {
    for (status, is_auth, is_not_found, is_retryable) in [
        (400, false, false, false),
        (401, true, false, false),
        (403, true, false, false),
        (404, false, true, false),
        (409, false, false, false),
        (500, false, false, true),
        (503, false, false, true),
    ] {
        let error = failure(Fault::status(LISTING, status).error("HSS.1002", "not today")).await;
        let Error::Api(api) = &error else { panic!("{error}") };
        assert_eq!((api.status.as_u16(), api.code.as_deref()), (status, Some("HSS.1002")));
        assert_eq!(api.message.as_deref(), Some("not today"));
        assert_eq!((error.is_auth(), error.is_not_found()), (is_auth, is_not_found), "{error}");
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        let id = error.request_id().expect("the mock gives each request an id");
        let expected = format!("ListImageScanTask: {}, HSS.1002: not today (request id {id})", api.status);
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn throttling_tells_how_long_to_wait() {
    let by_text = failure(Fault::throttle(LISTING, 0, Duration::from_secs(60))).await;
    let by_header = failure(Fault::throttle(LISTING, 0, Duration::from_secs(60)).retry_after(7)).await;
    for (error, seconds) in [(by_text, 60), (by_header, 7)] {
        let Error::Api(api) = &error else { panic!("{error}") };
        assert!(error.is_throttled() && error.is_retryable(), "{error}");
        assert_eq!((api.status.as_u16(), api.code.as_deref()), (429, Some("APIGW.0308")));
        assert_eq!(api.retry_after, Some(Duration::from_secs(seconds)));
    }
}

#[tokio::test]
async fn a_gateways_page_gives_its_title() {
    let error = failure(Fault::html(LISTING, 502)).await;
    let Error::Api(api) = &error else { panic!("{error}") };
    assert_eq!((api.status.as_u16(), api.code.as_deref()), (502, None));
    assert_eq!(api.message.as_deref(), Some("Bad gateway"));
    assert!(api.body.starts_with(b"<!DOCTYPE html>"), "the body is at hand");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let error = failure(Fault::status(LISTING, 302).body("text/plain", "")).await;
    assert_eq!(error.status().unwrap().as_u16(), 302);
    assert!(error.to_string().contains("a redirect, which is not followed"), "{error}");
}

#[tokio::test]
async fn a_success_that_is_no_json_is_unreadable() {
    for fault in [
        Fault::malformed(LISTING),
        Fault::html(LISTING, 200),
        Fault::status(LISTING, 200).body("text/plain", " "),
    ] {
        let error = failure(fault).await;
        let Error::Decode(unreadable) = &error else { panic!("{error}") };
        assert_eq!(unreadable.status.as_u16(), 200);
        assert!(!error.is_retryable());
        assert!(error.request_id().is_some_and(|id| error.to_string().contains(id)), "{error}");
    }
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_named_by_its_path() {
    let body = r#"{"total_num":1,"data_list":[{"task_name":"a"},{"failed_images":[{"id":"many"}]}]}"#;
    let error = failure(Fault::status(LISTING, 200).body("application/json", body)).await;
    let Error::Decode(unreadable) = &error else { panic!("{error}") };
    assert_eq!(unreadable.cause.path(), "data_list[1].failed_images[0].id");
    assert_eq!(&unreadable.body[..], body.as_bytes(), "the body is at hand");
    let shown = error.to_string();
    for part in ["ListImageScanTask: 200 OK", "`data_list[1].failed_images[0].id`", "\"many\"", "an integer"]
    {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[tokio::test]
async fn a_broken_connection_is_no_response() {
    for fault in [Fault::truncate(LISTING), Fault::reset(LISTING)] {
        let error = failure(fault).await;
        let Error::Connect(broken) = &error else { panic!("{error}") };
        assert_eq!(broken.cause.kind(), TransportErrorKind::Broken, "{error}");
        assert!(error.is_retryable() && error.status().is_none(), "{error}");
        assert!(error.to_string().contains(&format!("no response from {}", broken.host)), "{error}");
    }
}

#[tokio::test]
async fn a_refused_connection_names_the_host() {
    let mock = Mock::builder().start().unwrap();
    let address = mock.address();
    drop(mock);
    let client = builder(&format!("http://{address}")).retry(ExponentialBackoff::none()).build().unwrap();
    let error = list(&client).send().await.unwrap_err();
    let Error::Connect(broken) = &error else { panic!("{error}") };
    assert_eq!(broken.cause.kind(), TransportErrorKind::Connect, "{error}");
    assert!(error.to_string().contains(&address.to_string()), "{error}");
}

#[tokio::test]
async fn a_response_that_comes_too_late_is_a_timeout() {
    let mock = Mock::builder().fault(Fault::delay(LISTING, Duration::from_secs(5))).start().unwrap();
    let client = builder(mock.base_url()).build().unwrap();
    let short = Duration::from_millis(50);
    let attempt = list(&client).timeout(short).deadline(Duration::from_millis(120)).send().await.unwrap_err();
    let Error::Timeout(late) = &attempt else { panic!("{attempt}") };
    assert!(late.attempts > 1, "a late response is requested again: {attempt}");
    let whole = list(&client).deadline(short).send().await.unwrap_err();
    let Error::Timeout(late) = &whole else { panic!("{whole}") };
    assert_eq!((late.allowed, late.deadline, late.attempts), (short, true, 1));
    assert!(whole.to_string().contains("within 50ms, the deadline of the whole call"), "{whole}");
    assert!(statuses(&mock).iter().all(Option::is_none), "none got a response");
}
