//! Errors: their messages, fields and classification.

use std::time::Duration;

use bytes::Bytes;
use hss_client::prelude::*;
use hss_client::{Error, ExponentialBackoff, TransportErrorKind};
use http::StatusCode;

use crate::server::*;
use crate::task_api::*;

async fn failure(
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: impl Into<Bytes>,
) -> Error {
    let body = body.into();
    let server = Server::new(move |_, _| response_with(status, headers, body.clone()));
    let client = server.builder().retry(ExponentialBackoff::none()).build().unwrap();
    list_tasks(&client).send().await.unwrap_err()
}

#[tokio::test]
async fn every_shape_of_body_gives_code_and_message() {
    for (body, code, message) in [
        (
            r#"{"error_code":"HSS.1002","error_msg":"no right","request_id":"r1"}"#,
            Some("HSS.1002"),
            Some("no right"),
        ),
        (
            r#"{"errorCode":"HSS.1002","errorMsg":"no right","requestId":"r1"}"#,
            Some("HSS.1002"),
            Some("no right"),
        ),
        (r#"{"code":"HSS.1002","message":"no right","request_id":"r1"}"#, Some("HSS.1002"), Some("no right")),
        (
            r#"{"error":{"code":"HSS.1002","message":"no right","request_id":"r1"}}"#,
            Some("HSS.1002"),
            Some("no right"),
        ),
        (
            r#"{"badRequest":{"error_code":"HSS.1002","error_msg":"no right"},"request_id":"r1"}"#,
            Some("HSS.1002"),
            Some("no right"),
        ),
        (r#"{"error":{"code":403,"message":"no right"},"request_id":"r1"}"#, Some("403"), Some("no right")),
        (r#"{"error_code":1002,"error_msg":"no right","request_id":"r1"}"#, Some("1002"), Some("no right")),
        (r#"{"error":"no right","request_id":"r1"}"#, None, Some("no right")),
        (
            r#"{"error_code":null,"error_msg":"","message":"no right","request_id":"r1"}"#,
            None,
            Some("no right"),
        ),
    ] {
        let error = failure(403, &[], body).await;
        let Error::Api(api) = &error else { panic!("{error}") };
        assert_eq!(api.code.as_deref(), code, "{body}");
        assert_eq!(api.message.as_deref(), message, "{body}");
        assert_eq!(error.request_id(), Some("r1"), "{body}");
        assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
        assert_eq!(api.body, body);
    }
}

#[tokio::test]
async fn bodies_that_are_not_json_become_a_short_message() {
    let long = "x".repeat(10_000);
    for (body, message) in [
        (Bytes::from("upstream gone\n"), Some("upstream gone")),
        (
            Bytes::from("<html>\n<head><title>502 Bad Gateway</title></head><body>…</body></html>"),
            Some("502 Bad Gateway"),
        ),
        (Bytes::from("<!DOCTYPE html><html><body><h1>Go away</h1> now</body></html>"), Some("Go away now")),
        (Bytes::from(r#"["a",1]"#), Some(r#"["a",1]"#)),
        (Bytes::from(r#"{"x":1}"#), Some(r#"{"x":1}"#)),
        (Bytes::from(r#""text""#), Some("text")),
        (Bytes::from(&b"\xff\xfe{"[..]), Some("\u{fffd}\u{fffd}{")),
        (Bytes::from(r#"{"error_code":"trunc"#), Some(r#"{"error_code":"trunc"#)),
        (Bytes::from(""), None),
        (Bytes::from("  \n"), None),
    ] {
        let error = failure(502, &[], body).await;
        let Error::Api(api) = &error else { panic!("{error}") };
        assert_eq!(api.message.as_deref(), message);
        assert_eq!(api.code, None);
    }
    let error = failure(502, &[], long).await;
    assert!(error.to_string().chars().count() < 400, "{error}");
}

#[tokio::test]
async fn the_message_is_complete_and_on_one_line() {
    let error = failure(
        403,
        &[("x-request-id", "from-header")],
        r#"{"error_code":"PAP5.0039","error_msg":"denied","request_id":"from-body","encoded_authorization_message":"XYZ"}"#,
    )
    .await;
    assert_eq!(
        error.to_string(),
        "ListTasks: 403 Forbidden, PAP5.0039: denied (with an encoded authorization message) \
         (request id from-header)"
    );
    let Error::Api(api) = error else { panic!() };
    assert_eq!(api.encoded_authorization_message.as_deref(), Some("XYZ"));
}

#[tokio::test]
async fn errors_are_classified() {
    let kinds =
        |error: &Error| [error.is_auth(), error.is_not_found(), error.is_throttled(), error.is_retryable()];
    assert_eq!(kinds(&failure(401, &[], "").await), [true, false, false, false]);
    assert_eq!(kinds(&failure(403, &[], "").await), [true, false, false, false]);
    assert_eq!(kinds(&failure(404, &[], "").await), [false, true, false, false]);
    assert_eq!(kinds(&failure(429, &[], "").await), [false, false, true, true]);
    assert_eq!(kinds(&failure(503, &[], "").await), [false, false, false, true]);
    assert_eq!(kinds(&failure(400, &[], "").await), [false, false, false, false]);
}

#[tokio::test]
async fn a_throttled_call_has_the_time_to_wait() {
    let text = r#"{"error_code":"APIGW.0308","error_msg":"The throttling threshold has been reached: policy user over ratelimit,limit:5,time:1 minute"}"#;
    let waits = |error: &Error| match error {
        Error::Api(api) => api.retry_after,
        _ => None,
    };
    assert_eq!(waits(&failure(429, &[], text).await), Some(Duration::from_secs(60)));
    assert_eq!(waits(&failure(429, &[("retry-after", "7")], text).await), Some(Duration::from_secs(7)));
    let date = failure(503, &[("retry-after", "Fri, 29 Aug 2025 12:00:30 GMT")], "").await;
    assert_eq!(waits(&date), Some(Duration::from_secs(30)));
    assert_eq!(waits(&failure(429, &[("retry-after", "soon")], "").await), None);
    assert_eq!(waits(&failure(429, &[], "over limit, time: long ago").await), None);
}

#[tokio::test]
async fn a_redirect_is_an_error() {
    let error = failure(302, &[("location", "https://evil.example/")], "").await;
    assert_eq!(error.to_string(), "ListTasks: 302 Found: a redirect, which is not followed");
}

#[tokio::test]
async fn an_unreadable_response_has_the_position_and_the_body() {
    for body in ["<html>welcome</html>", r#"{"data_list":[{"id":"x"}]}"#, r#"{"data_list":["#, " "] {
        let error = failure(200, &[("x-request-id", "r9")], body).await;
        assert_eq!(error.request_id(), Some("r9"));
        assert!(error.to_string().ends_with("(request id r9)"), "{error}");
        let Error::Decode(unreadable) = &error else { panic!("{error}") };
        assert_eq!(unreadable.body, body);
        assert!(std::error::Error::source(&error).is_some());
    }
    let error = failure(200, &[], r#"{"data_list":[{"id":"x"}]}"#).await;
    assert!(error.to_string().contains("data_list[0].id"), "{error}");
}

#[tokio::test]
async fn an_empty_page_does_not_end_a_listing() {
    let server = Server::new(|_, _| response_with(200, &[], ""));
    let client = server.builder().retry(ExponentialBackoff::none()).build().unwrap();
    assert!(list_tasks(&client).send().await.unwrap().data_list.is_none());
    let mut pages = list_tasks(&client).pages();
    assert!(matches!(pages.next().await, Some(Err(Error::Decode(_)))));
}

#[tokio::test]
async fn no_response_names_operation_host_and_cause() {
    let server = Server::new(|_, _| Outcome::Fail(TransportErrorKind::Connect));
    let client = server.builder().retry(ExponentialBackoff::none()).build().unwrap();
    let error = list_tasks(&client).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ListTasks: no response from hss.cn-north-4.myhuaweicloud.com: as the test wants it"
    );
    assert!(error.is_retryable());
    assert_eq!((error.status(), error.request_id()), (None, None));
}

#[test]
fn an_error_is_small() {
    assert!(size_of::<Error>() <= 16);
    fn is_fine<T: std::error::Error + Send + Sync + 'static>() {}
    is_fine::<Error>();
}

#[tokio::test]
async fn text_of_a_server_controls_neither_a_terminal_nor_a_log() {
    // The longer body is cut, so that it has no code that can be read.
    for (size, code) in [(1_000_000, Some(r"HSS.1\u{7}")), (20 << 20, None)] {
        let message = format!("a\u{1b}]0;title\u{7}\nERROR forged \u{9b}2J \u{202e}{}", "x".repeat(size));
        let body = serde_json::json!({ "error_code": "HSS.1\u{7}", "error_msg": message });
        let error = failure(400, &[("x-request-id", "id")], body.to_string()).await;
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(!text.contains(hss_client::shown::is_unsafe), "{text:?}");
            assert!(text.chars().count() < 2_000);
        }
        assert_eq!(error.code(), code);
        if code.is_some() {
            assert!(error.to_string().contains("a\\u{1b}]0;title\\u{7} ERROR forged"), "{error}");
        }
    }
}

#[tokio::test]
async fn other_texts_of_a_server_are_clean_too() {
    let long = "x".repeat(5_000);
    let body =
        serde_json::json!({ "error_msg": "no", "encoded_authorization_message": format!("\u{1b}{long}") });
    let Error::Api(api) = failure(403, &[], body.to_string()).await else { panic!() };
    assert_eq!(api.encoded_authorization_message.unwrap(), format!("\\u{{1b}}{long}"));

    let error = failure(200, &[], "{\"data_list\":[{\"id\":\"\\u001b]0;\\u202e\\n\"}]}").await;
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains(hss_client::shown::is_unsafe), "{text:?}");
    }
    let mut map = std::collections::BTreeMap::<String, i64>::new();
    let body = br#"{"\u001b]0;\u202e":"x"}"#;
    let error = hss_client::runtime::decode::from_slice(body, &mut map).unwrap_err().to_string();
    assert!(error.starts_with(r"`\u{1b}]0;\u{202e}` is the string"), "{error}");
}

#[tokio::test]
async fn an_error_body_with_a_status_of_success_is_an_error() {
    let server = Server::always(200, r#"{"error_code":"HSS.0001","error_msg":"try later"}"#);
    let error = list_tasks(&server.client()).send().await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(StatusCode::OK), Some("HSS.0001")));
    assert_eq!(server.count(), 1);

    // A model with such a field of its own is not an error.
    let server = Server::always(200, r#"{"error_code":"HSS.0001","total_num":0}"#);
    list_tasks(&server.client()).send().await.unwrap();
}

#[tokio::test]
async fn an_error_body_with_a_status_of_success_is_an_error_of_dynamic_calls_too() {
    let body = r#"{"error_code":"HSS.0001","error_msg":"SKEXAMPLE is wrong","data_list":null}"#;
    let server = Server::always(200, body);
    let mut request = list_tasks(&server.client());
    let error = request.call().execute().await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(StatusCode::OK), Some("HSS.0001")));
    assert!(!error.to_string().contains("SKEXAMPLE"), "{error}");
    assert!(list_tasks(&server.client()).pages().next().await.unwrap().is_err());

    // Neither a response with a field, nor one that is not an error.
    for body in [r#"{"error_code":"HSS.0001","total_num":0}"#, r#"{"unknown":1}"#, "{}", "[1]"] {
        let server = Server::always(200, body);
        list_tasks(&server.client()).call().execute().await.unwrap();
    }
}

#[tokio::test]
async fn an_unrequested_compressed_body_is_an_error_that_names_it() {
    let compressed = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xab\xae\x05\0\x43\xbf\xa6\xa3\x02\0\0\0";
    let server =
        Server::new(|_, _| response_with(200, &[("content-encoding", "gzip")], compressed.as_slice()));
    for error in [
        list_tasks(&server.client()).send().await.unwrap_err(),
        list_tasks(&server.client()).call().download().await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::Decode(_)));
        let message = error.to_string();
        assert!(message.contains(r#"the body is compressed ("gzip"), which was not requested"#), "{message}");
    }
    // A transport that decompresses may leave the header.
    let server = Server::new(|_, _| response_with(200, &[("content-encoding", "gzip")], "{}"));
    list_tasks(&server.client()).send().await.unwrap();
}

#[tokio::test]
async fn an_error_body_is_cut_and_keeps_no_part_of_a_secret() {
    let body = "x".repeat((1 << 20) - 5) + "SKEXAMPLE" + &"y".repeat(1 << 20);
    let Error::Api(error) = failure(503, &[], body).await else { panic!() };
    assert!(error.body.len() < 1 << 20 && error.body.iter().all(|byte| *byte == b'x'));
    let Error::Api(error) = failure(503, &[], "x".repeat(1 << 20)).await else { panic!() };
    assert_eq!(error.body.len(), 1 << 20);
}

#[tokio::test]
async fn not_modified_is_not_a_redirect() {
    assert_eq!(failure(304, &[], "").await.to_string(), "ListTasks: 304 Not Modified");
}

#[tokio::test]
async fn an_error_body_of_very_many_values_is_read_without_keeping_them() {
    let error = failure(503, &[], format!(r#"{{"error_code":"X","a":[{}0]}}"#, "{},".repeat(200_000))).await;
    let Error::Api(error) = error else { panic!("{error}") };
    assert_eq!((error.code.as_deref(), error.message.as_deref()), (Some("X"), None));
    assert!(error.body.len() > 600_000 && error.to_string().len() < 2_000);
}
