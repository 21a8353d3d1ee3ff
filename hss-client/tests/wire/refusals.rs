//! Rejected signatures: a wrong clock, or a request that the gateway reads differently.

use std::time::{Duration, UNIX_EPOCH};

use hss_client::prelude::*;
use hss_client::sign::{self, Algorithm, Parts};
use hss_client::{Credentials, Error, RetryBudget};

use crate::server::*;
use crate::task_api::*;

const REFUSED: &str = r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: x-sdk-date is expired"}"#;

/// A gateway whose clock is this far ahead of the client's, or behind it.
fn gateway(date: &'static str, accepted: &'static str) -> Server {
    Server::new(move |_, request| {
        let signed = request.headers()["x-sdk-date"].to_str().unwrap();
        if signed == accepted { response(200, "{}") } else { response_with(401, &[("date", date)], REFUSED) }
    })
}

#[tokio::test]
async fn a_clock_that_is_off_is_set_by_the_server_once_for_all_calls() {
    for (date, accepted) in [
        ("Fri, 29 Aug 2025 12:20:00 GMT", "20250829T122000Z"),
        ("Fri, 29 Aug 2025 11:40:00 GMT", "20250829T114000Z"),
    ] {
        let server = gateway(date, accepted);
        let client = server.client();
        list_tasks(&client).send().await.unwrap();
        assert_eq!(server.count(), 2);
        list_tasks(&client).send().await.unwrap();
        assert_eq!(server.count(), 3, "the correction was forgotten");
        // A request that the gateway rejected had no effect, so even this one may be sent again.
        create_task(&server.client(), "x").send().await.unwrap();
        assert_eq!(server.count(), 5);
    }
}

#[tokio::test]
async fn only_a_refused_signature_and_a_plausible_date_move_the_clock() {
    let denied = r#"{"error_code":"HSS.0403","error_msg":"You have no permission"}"#;
    let other = r#"{"error_code":"HSS.0404","error_msg":"Not allowed to assign a signature policy"}"#;
    for (status, date, body) in [
        (403, "Fri, 29 Aug 2025 12:20:00 GMT", other),
        (403, "Fri, 29 Aug 2025 12:20:00 GMT", denied),
        (401, "Fri, 31 Dec 9999 12:20:00 GMT", REFUSED),
        (401, "Thu, 01 Jan 1970 00:00:00 GMT", REFUSED),
    ] {
        let server = Server::new(move |_, _| response_with(status, &[("date", date)], body));
        create_task(&server.client(), "x").send().await.unwrap_err();
        assert_eq!(server.count(), 1, "{date}");
    }
}

#[tokio::test]
async fn a_refusal_that_the_clock_does_not_explain_is_final() {
    // A server that rejects everything gets two requests.
    let server = gateway("Fri, 29 Aug 2025 12:20:00 GMT", "never");
    list_tasks(&server.client()).send().await.unwrap_err();
    assert_eq!(server.count(), 2);
    for date in ["Fri, 29 Aug 2025 12:04:00 GMT", "yesterday"] {
        let server = gateway(date, "never");
        list_tasks(&server.client()).send().await.unwrap_err();
        assert_eq!(server.count(), 1, "{date}");
    }
    // A token contains no time.
    let server =
        Server::new(|_, _| response_with(401, &[("date", "Fri, 29 Aug 2025 12:20:00 GMT")], REFUSED));
    let client = server.builder().credentials(Credentials::token("t")).build().unwrap();
    list_tasks(&client).send().await.unwrap_err();
    assert_eq!(server.count(), 1);
}

/// The canonical request that a gateway computes from what it received, changed on the way, in its own form.
fn canonical(request: &http::Request<bytes::Bytes>, credentials: &Credentials) -> String {
    let mut headers = request.headers().clone();
    headers.remove("authorization");
    let query: Vec<(String, String)> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let host = headers["host"].to_str().unwrap().to_owned();
    let parts = Parts::new(request.method().as_str(), &host, request.uri().path())
        .query(&query)
        .headers(&headers)
        .body(request.body());
    let signed = sign::sign(&parts, credentials, &Algorithm::default(), noon()).unwrap();
    signed.canonical_request.replace('\n', "|")
}

async fn difference(change: fn(String) -> String, credentials: Credentials) -> (String, Error) {
    let known = credentials.clone();
    let server = Server::new(move |_, request| {
        let message =
            format!("verify aksk signature fail, canonical_request:{}", change(canonical(request, &known)));
        response(401, format!(r#"{{"error_code":"APIGW.0301","error_msg":{}}}"#, serde_json::json!(message)))
    });
    let client = server.builder().credentials(credentials).build().unwrap();
    let error = list_tasks(&client).send().await.unwrap_err();
    let Error::Api(api) = &error else { panic!("{error}") };
    (api.signature_difference.clone().unwrap_or_default(), error)
}

#[tokio::test]
async fn a_signature_mismatch_shows_where_the_requests_differ() {
    let keys = Credentials::new("AKEXAMPLE", "SKEXAMPLE");
    let (text, error) =
        difference(|request| request.replace("type=image_scan", "type=image%2Fscan"), keys.clone()).await;
    assert_eq!(
        text,
        "differences of the canonical requests:\n  ours    type=image_scan\n  gateway type=image%2Fscan"
    );
    assert!(error.to_string().ends_with(&text), "{error}");

    let (text, _) = difference(|request| request, keys.clone()).await;
    assert!(text.contains("the secret key does not belong to the access key"), "{text}");
    let (text, _) = difference(|request| request + "|", keys).await;
    assert!(text.contains("in a different order or number"), "{text}");
}

#[tokio::test]
async fn the_difference_shows_no_security_token() {
    let keys = Credentials::temporary("AKEXAMPLE", "SKEXAMPLE", "MARKER");
    let (text, error) = difference(
        |request| {
            request.replace("x-security-token:", "x-security-token: ").replace("cn-north-4", "cn-north-1")
        },
        keys,
    )
    .await;
    assert!(text.contains("gateway host:hss.cn-north-1.myhuaweicloud.com"), "{text}");
    assert!(!format!("{text} {error} {error:?}").contains("MARKER"), "{text}");
}

#[tokio::test]
async fn a_message_without_a_canonical_request_makes_no_difference() {
    for message in ["verify aksk signature fail", "canonical_request:", "canonical: x|y", "canonical request"]
    {
        let server = Server::new(move |_, _| response(401, format!(r#"{{"error_msg":"{message}"}}"#)));
        let error = list_tasks(&server.client()).send().await.unwrap_err();
        let Error::Api(api) = &error else { panic!("{error}") };
        assert_eq!(api.signature_difference, None, "{message}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_servers_time_also_tells_how_long_to_wait() {
    // Retry-After as a date, from a server whose clock is known to be ahead.
    let server = Server::new(|index, _| match index {
        0 => response_with(401, &[("date", "Fri, 29 Aug 2025 12:20:00 GMT")], REFUSED),
        1 => response_with(503, &[("retry-after", "Fri, 29 Aug 2025 12:20:30 GMT")], ""),
        _ => response(200, "{}"),
    });
    let start = tokio::time::Instant::now();
    list_tasks(&server.client()).send().await.unwrap();
    let waited = start.elapsed();
    assert!((Duration::from_secs(30)..Duration::from_secs(31)).contains(&waited), "{waited:?}");
}

#[tokio::test]
async fn a_gateway_that_always_rejects_the_time_gets_two_requests() {
    // Each refusal names another time.
    let server = Server::new(|index, _| {
        let date = format!("Fri, 29 Aug 2025 {:02}:00:00 GMT", index % 2 + 14);
        response_with(401, &[("date", &date)], REFUSED)
    });
    let client = server.builder().retry_budget(RetryBudget::new(3)).build().unwrap();
    for _ in 0..10 {
        create_task(&client, "x").send().await.unwrap_err();
    }
    assert_eq!(server.count(), 10 + 3);
}

#[tokio::test]
async fn a_clock_far_from_any_date_does_not_panic() {
    let far = Duration::from_secs(400_000 * 365 * 86_400);
    let server = gateway("Fri, 29 Aug 2025 12:20:00 GMT", "20250829T122000Z");
    for local in [UNIX_EPOCH - far, UNIX_EPOCH + far, UNIX_EPOCH - Duration::from_secs(1)] {
        let client = server.builder().clock(move || local).build().unwrap();
        list_tasks(&client).send().await.unwrap();
        list_tasks(&client).send().await.unwrap();
    }
}
